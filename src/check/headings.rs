//! The body's order: titles, empty headings, levels of one item.

use super::finding::Severity::{Error, Warning};
use super::{Finding, Rule};
use crate::model::{Block, Level, Paragraph, Place, Plan, Story};

const B09: Rule = Rule {
    id: "B09",
    severity: Error,
    clause: "điểm d khoản 6 Mục II Phần I Phụ lục I",
    checks: "phần, mục có tiêu đề",
};
const B10: Rule = Rule {
    id: "B10",
    severity: Warning,
    clause: "thông lệ",
    checks: "tiêu đề không có dấu chấm, hai chấm, chấm phẩy ở cuối",
};
const B11: Rule = Rule {
    id: "B11",
    severity: Warning,
    clause: "thông lệ",
    checks: "không có cấp chỉ gồm một khoản, một điểm",
};
const B13: Rule = Rule {
    id: "B13",
    severity: Warning,
    clause: "thông lệ",
    checks: "không có tiêu đề trống, mục trống",
};
const B16: Rule =
    Rule {
        id: "B16", severity: Warning, clause: "thông lệ", checks: "kế hoạch có nội dung"
    };

pub(super) const RULES: &[&Rule] = &[&B09, &B10, &B11, &B13, &B16];

pub(super) fn check(plan: &Plan) -> Vec<Finding> {
    let mut found = Vec::new();
    found.extend(no_body(plan));
    for story in plan.stories() {
        let blocks = plan.blocks(story).map_or(&[][..], Vec::as_slice);
        let mut by_place: Vec<(usize, Finding)> = Vec::new();
        by_place.extend(titles(story, blocks));
        by_place.extend(ends(story, blocks));
        by_place.extend(empty(story, blocks));
        by_place.extend(single(story, blocks));
        by_place.sort_by_key(|(index, _)| *index);
        found.extend(by_place.into_iter().map(|(_, finding)| finding));
    }
    found
}

fn no_body(plan: &Plan) -> Option<Finding> {
    let written = plan.body.iter().any(|block| match block {
        Block::Text(paragraph) => !paragraph.text.is_blank(),
        Block::Table(_) => true,
    });
    (!written).then(|| {
        let place = Place::Block(Story::Body, 0);
        Finding::new(&B16, place, "", "kế hoạch chưa có nội dung")
    })
}

fn paragraphs(blocks: &[Block]) -> impl Iterator<Item = (usize, &Paragraph)> {
    blocks
        .iter()
        .enumerate()
        .filter_map(|(index, block)| block.paragraph().map(|paragraph| (index, paragraph)))
}

fn titles(story: Story, blocks: &[Block]) -> impl Iterator<Item = (usize, Finding)> {
    paragraphs(blocks)
        .filter(|(_, paragraph)| paragraph.level.is_heading() && paragraph.text.is_blank())
        .map(move |(index, paragraph)| {
            let what = if paragraph.level == Level::Part { "phần" } else { "mục" };
            let message = format!("{what} chưa có tiêu đề");
            (index, Finding::new(&B09, Place::Block(story, index), "", message))
        })
}

fn ends(story: Story, blocks: &[Block]) -> impl Iterator<Item = (usize, Finding)> {
    paragraphs(blocks).filter_map(move |(index, paragraph)| {
        let words = paragraph.text.words();
        let words = words.trim();
        let end = words.chars().next_back().filter(|end| ".:;".contains(*end))?;
        // A khoản that is bold and ends so may be an emphasised sentence.
        paragraph.level.is_heading().then(|| {
            let message = format!("tiêu đề kết thúc bằng dấu “{end}”; bỏ dấu đó");
            (index, Finding::new(&B10, Place::Block(story, index), words, message))
        })
    })
}

/// Titles under which nothing stands, and numbered items without words.
fn empty(story: Story, blocks: &[Block]) -> Vec<(usize, Finding)> {
    let mut found = Vec::new();
    for (index, paragraph) in paragraphs(blocks) {
        let Some(depth) = paragraph.level.depth() else { continue };
        let place = Place::Block(story, index);
        if paragraph.text.is_blank() {
            if !paragraph.level.is_heading() {
                let message = "chưa có chữ; viết tiếp hoặc xóa đoạn này";
                found.push((index, Finding::new(&B13, place, "", message)));
            }
            continue;
        }
        let next = blocks[index + 1..].iter().find(|block| match block {
            Block::Text(next) => next.level.depth().is_some() || !next.text.is_blank(),
            Block::Table(_) => true,
        });
        let filled = match next {
            None => false,
            Some(Block::Table(_)) => true,
            Some(Block::Text(next)) => next.level.depth().is_none_or(|other| other > depth),
        };
        if paragraph.is_title() && !filled {
            let words = paragraph.text.words();
            let message = format!("tiêu đề “{}” chưa có nội dung bên dưới", words.trim());
            found.push((index, Finding::new(&B13, place, &words, message)));
        }
    }
    found
}

/// Levels with a numeral (`I.` to `a)`) that hold one item only.
fn single(story: Story, blocks: &[Block]) -> Vec<(usize, Finding)> {
    let mut found = Vec::new();
    // Open runs from the outermost in: depth, first index, count.
    let mut open: Vec<(usize, usize, usize)> = Vec::new();
    let mut close = |run: (usize, usize, usize)| {
        if run.2 == 1 {
            let words =
                blocks[run.1].paragraph().map(|item| item.text.words()).unwrap_or_default();
            let message = "chỉ có một mục ở cấp này; thêm mục nữa hoặc bỏ đánh số";
            let place = Place::Block(story, run.1);
            found.push((run.1, Finding::new(&B11, place, &words, message)));
        }
    };
    for (index, paragraph) in paragraphs(blocks) {
        let Some(depth) = paragraph.level.depth() else { continue };
        while let Some(run) = open.pop_if(|run| run.0 > depth) {
            close(run);
        }
        if matches!(paragraph.level, Level::Dash | Level::Plus) {
            continue;
        }
        match open.last_mut() {
            Some(run) if run.0 == depth => run.2 += 1,
            _ => open.push((depth, index, 1)),
        }
    }
    open.into_iter().for_each(&mut close);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Text;

    fn told(blocks: &[(Level, &str)]) -> Vec<(&'static str, usize)> {
        let blocks: Vec<Block> = blocks
            .iter()
            .map(|(level, words)| Block::new(*level, Text::from_markup(words)))
            .collect();
        let plan = Plan { body: blocks, ..Plan::default() };
        check(&plan)
            .into_iter()
            .map(|finding| match finding.place {
                Place::Block(Story::Body, index) => (finding.rule.id, index),
                place => panic!("{place:?}"),
            })
            .collect()
    }

    #[test]
    fn a_body_in_order_has_nothing_to_say_of_it() {
        use Level::{Body, Clause, Dash, Point, Section};
        let told = told(&[
            (Section, "MỤC ĐÍCH"),
            (Clause, "<b>Mục đích</b>"),
            (Point, "một;"),
            (Point, "hai:"),
            (Dash, "một gạch thôi cũng được"),
            (Clause, "Yêu cầu."),
            (Section, "NỘI DUNG"),
            (Body, "Lời văn."),
        ]);
        assert_eq!(told, []);
    }

    #[test]
    fn empty_titles_end_marks_and_lonely_items_are_told() {
        use Level::{Clause, Point, Section};
        let told = told(&[
            (Section, "MỤC ĐÍCH:"),
            (Clause, "Một khoản"),
            (Point, "một điểm"),
            (Section, ""),
            (Clause, "<b>Tiêu đề không nội dung</b>"),
            (Clause, ""),
            (Section, "TỔ CHỨC THỰC HIỆN"),
        ]);
        let expected = [
            ("B10", 0),
            ("B11", 1),
            ("B11", 2),
            ("B09", 3),
            ("B13", 4),
            ("B13", 5),
            ("B13", 6),
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn a_plan_without_body_is_told() {
        assert_eq!(told(&[]), [("B16", 0)]);
    }
}
