//! Phụ lục: pointed to from the main text, titled, laid as their content needs.

use super::finding::Severity::{Error, Warning};
use super::{Finding, Rule};
use crate::model::{Block, Place, Plan, Story};
use crate::vietnamese::roman;

const A01: Rule = Rule {
    id: "A01",
    severity: Error,
    clause: "điểm a khoản 1 Mục III Phần I Phụ lục I",
    checks: "lời văn có chỉ dẫn tới từng phụ lục, và chỉ dẫn nào cũng có phụ lục của nó",
};
const A03: Rule = Rule {
    id: "A03",
    severity: Error,
    clause: "điểm b khoản 1 Mục III Phần I Phụ lục I",
    checks: "phụ lục có tên",
};
const L02: Rule = Rule {
    id: "L02",
    severity: Warning,
    clause: "khoản 2 Mục I Phần I Phụ lục I",
    checks: "trang ngang chỉ dùng khi có bảng",
};

pub(super) const RULES: &[&Rule] = &[&A01, &A03, &L02];

pub(super) fn check(plan: &Plan) -> Vec<Finding> {
    let pointers = pointers(plan);
    let mut found: Vec<Finding> = lost(plan, &pointers);
    for (index, annex) in plan.annexes.iter().enumerate() {
        let place = Place::AnnexTitle(index);
        let title = annex.title.words();
        if annex.title.is_blank() {
            found.push(Finding::new(&A03, place, "", "phụ lục chưa có tên"));
        }
        let pointed = pointers.iter().any(|pointer| match pointer.number {
            Some(number) => number == own_number(index) || plan.annexes.len() == 1,
            None => true,
        });
        if !pointed {
            let name = match plan.annexes.len() {
                1 => "Phụ lục kèm theo".to_owned(),
                _ => format!("Phụ lục {}", roman(own_number(index))),
            };
            let message = format!(
                "lời văn chưa có chỗ nào chỉ dẫn tới phụ lục này; thêm “tại {name}” vào nơi cần"
            );
            found.push(Finding::new(&A01, place, &title, message));
        }
        let tables = annex.blocks.iter().any(|block| matches!(block, Block::Table(_)));
        if annex.landscape && !tables {
            let message = "phụ lục đặt trang ngang nhưng không có bảng; đặt lại trang dọc";
            found.push(Finding::new(&L02, place, &title, message));
        }
    }
    found
}

/// The number an annex has on the paper.
fn own_number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX - 1) + 1
}

/// A "Phụ lục" in the main text.
struct Pointer {
    place: Place,
    /// Its number; none for "phụ lục kèm theo", which points to all.
    number: Option<u32>,
    /// Whether it can only mean an annex of this plan.
    own: bool,
}

fn lost(plan: &Plan, pointers: &[Pointer]) -> Vec<Finding> {
    let count = own_number(plan.annexes.len()) - 1;
    pointers
        .iter()
        .filter(|pointer| pointer.own && pointer.number.unwrap_or(1) > count)
        .map(|pointer| {
            let name = pointer.number.map(|number| format!(" {}", roman(number)));
            let name = name.unwrap_or_default();
            let message =
                format!("chỉ dẫn tới Phụ lục{name} nhưng kế hoạch không có phụ lục đó");
            Finding::new(&A01, pointer.place, &format!("Phụ lục{name}"), message)
        })
        .collect()
}

fn pointers(plan: &Plan) -> Vec<Pointer> {
    let mut found = Vec::new();
    let mut see = |place: Place, words: &str| {
        found.extend(in_words(words).into_iter().map(|(number, own)| Pointer {
            place,
            number,
            own,
        }));
    };
    for (index, text) in plan.opening.iter().enumerate() {
        see(Place::Opening(index), &text.words());
    }
    for (index, block) in plan.body.iter().enumerate() {
        match block {
            Block::Text(paragraph) => {
                see(Place::Block(Story::Body, index), &paragraph.text.words());
            }
            Block::Table(table) => {
                for (row, cells) in table.rows.iter().enumerate() {
                    for (column, cell) in cells.iter().enumerate() {
                        let place = Place::Cell(Story::Body, index, row, column);
                        see(place, &cell.text.words());
                    }
                }
            }
        }
    }
    for (index, text) in plan.closing.iter().enumerate() {
        see(Place::Closing(index), &text.words());
    }
    found
}

/// Every number that "Phụ lục" names in a paragraph (`Phụ lục I, II và IV`, `Phụ lục I đến III`);
/// none for one without number.
fn in_words(words: &str) -> Vec<(Option<u32>, bool)> {
    const NAME: &str = "phụ lục";
    let small = words.to_lowercase();
    let mut found = Vec::new();
    for (at, _) in small.match_indices(NAME) {
        let rest = &small[at + NAME.len()..];
        let mut tokens = rest
            .split(|letter: char| letter.is_whitespace())
            .filter(|token| !token.is_empty())
            .peekable();
        let first = found.len();
        let mut through = false;
        while let Some(token) = tokens.peek().copied() {
            let bare = token.trim_matches([',', ';', '.', ')', '(', ':', '/']);
            if let Some(number) = number(bare) {
                let from = match found.last() {
                    Some((Some(last), _)) if through && *last < number => last + 1,
                    _ => number,
                };
                found.extend((from..=number).map(|number| (Some(number), false)));
                through = false;
                tokens.next();
                if token.ends_with([';', '.', ')', '/']) {
                    break;
                }
            } else if found.len() > first && matches!(bare, "và" | "đến" | "tới" | "-") {
                through = bare != "và";
                tokens.next();
            } else {
                break;
            }
        }
        let tail = tokens.collect::<Vec<_>>().join(" ");
        let own = is_own(&tail);
        if found.len() == first {
            found.push((None, own));
        } else {
            found[first..].iter_mut().for_each(|entry| entry.1 = own);
        }
    }
    found
}

/// Whether what follows "Phụ lục" says that it is this plan's.
fn is_own(tail: &str) -> bool {
    const OTHERS: [&str; 4] = ["nghị định", "thông tư", "quyết định", "nghị quyết"];
    let Some((between, _)) = tail.split_once("kế hoạch này") else {
        return ["kèm theo.", "kèm theo)", "kèm theo;"]
            .iter()
            .any(|end| tail.starts_with(end));
    };
    !OTHERS.iter().any(|kind| between.contains(kind))
}

/// A Roman or Arabic number up to thirty: no plan has more annexes.
fn number(word: &str) -> Option<u32> {
    (1..=30).find(|number| roman(*number).to_lowercase() == word || number.to_string() == word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Annex, Level, Table, Text};

    fn plan(body: &str, annexes: &[&str]) -> Plan {
        Plan {
            body: vec![Block::new(Level::Body, body)],
            annexes: annexes
                .iter()
                .map(|title| Annex { title: Text::plain(title), ..Annex::default() })
                .collect(),
            ..Plan::default()
        }
    }

    fn told(plan: &Plan) -> Vec<(&'static str, Place)> {
        check(plan).into_iter().map(|finding| (finding.rule.id, finding.place)).collect()
    }

    #[test]
    fn every_annex_is_pointed_to() {
        let all = ["Một", "Hai", "Ba"];
        assert_eq!(told(&plan("Chi tiết tại các phụ lục kèm theo.", &all)), []);
        assert_eq!(told(&plan("Chi tiết tại Phụ lục I, II và III.", &all)), []);
        assert_eq!(told(&plan("Theo Phụ lục I đến III.", &all)), []);
        let second = [("A01", Place::AnnexTitle(1))];
        assert_eq!(told(&plan("Theo Phụ lục I. Xem Phụ lục III.", &all)), second);
        assert_eq!(told(&plan("Theo Phụ lục kèm theo Kế hoạch này.", &["Một"])), []);
        assert_eq!(told(&plan("Không nhắc gì.", &["Một"])), [("A01", Place::AnnexTitle(0))]);
    }

    #[test]
    fn a_pointer_has_its_annex() {
        let own = [("A01", Place::Block(Story::Body, 0))];
        assert_eq!(
            told(&plan("Theo Phụ lục II ban hành kèm theo Kế hoạch này.", &["Một"])).len(),
            1
        );
        assert_eq!(told(&plan("Theo Phụ lục kèm theo Kế hoạch này.", &[])), own);
        assert_eq!(told(&plan("Theo Phụ lục I Nghị định số 30/2020/NĐ-CP.", &[])), []);
    }

    #[test]
    fn an_annex_has_a_title_and_lies_across_only_for_tables() {
        let mut plan = plan("Xem Phụ lục.", &[""]);
        plan.annexes[0].landscape = true;
        let at = Place::AnnexTitle(0);
        assert_eq!(told(&plan), [("A03", at), ("L02", at)]);
        plan.annexes[0].blocks.push(Block::from(Table::new(2, 2)));
        assert_eq!(told(&plan), [("A03", at)]);
    }
}
