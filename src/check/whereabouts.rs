//! A place of a plan in words, for messages.

use crate::compose::{annex_name, numerals};
use crate::model::{Block, Document, Level, Place, Story};

/// Where a place is, as a reader of the paper would say it: `mục II.1.a`, `Phụ lục I, bảng, hàng
/// 2`, `căn cứ thứ 3`.
pub fn whereabouts(document: &Document, place: Place) -> String {
    match place {
        Place::ParentAgency(_) | Place::Agency(_) => "cơ quan ban hành".to_owned(),
        Place::Fixed | Place::Type => "phần đầu văn bản".to_owned(),
        Place::Number => "số, ký hiệu".to_owned(),
        Place::Date => "địa danh, ngày".to_owned(),
        Place::Decision => "dòng kèm theo quyết định".to_owned(),
        Place::Marks => "dấu chỉ mức độ".to_owned(),
        Place::Subject => "trích yếu".to_owned(),
        Place::Addressee(_) => "phần kính gửi".to_owned(),
        Place::Competence => "thẩm quyền ban hành".to_owned(),
        Place::LegalBasis(n) => format!("căn cứ thứ {}", n + 1),
        Place::Opening(n) => format!("đoạn mở đầu thứ {}", n + 1),
        Place::Block(story, block) => in_story(document, story, block),
        Place::Cell(story, block, row, column) => {
            format!(
                "{}, hàng {}, cột {}",
                in_story(document, story, block),
                row + 1,
                column + 1
            )
        }
        Place::Closing(n) => format!("đoạn kết thúc thứ {}", n + 1),
        Place::Recipient(n) => format!("nơi nhận thứ {}", n + 1),
        Place::Archive => "dòng lưu".to_owned(),
        Place::Drafter => "ký hiệu người soạn thảo".to_owned(),
        Place::Signature(_) => "chữ ký".to_owned(),
        Place::AnnexTitle(n) => format!("tên {}", annex(document, n)),
        Place::Address => "địa chỉ cuối trang".to_owned(),
    }
}

fn annex(document: &Document, index: usize) -> String {
    annex_name(index, document.annexes.len())
}

fn in_story(document: &Document, story: Story, block: usize) -> String {
    let blocks = document.blocks(story).map_or(&[][..], Vec::as_slice);
    let path = numeral_path(blocks, block);
    let what = match blocks.get(block) {
        Some(Block::Table(_)) => "bảng",
        Some(Block::Text(paragraph)) => match paragraph.level {
            Level::Dash => "gạch đầu dòng",
            Level::Plus => "dấu cộng",
            level if level.depth().is_none() => "đoạn văn",
            _ => "",
        },
        None => "",
    };
    let mut parts = Vec::new();
    if let Story::Annex(index) = story {
        parts.push(annex(document, index));
    }
    match (path.is_empty(), what) {
        (true, "") => parts.push("nội dung".to_owned()),
        (true, what) => parts.push(what.to_owned()),
        // `Điều 3.1`, `Chương II` say what they are.
        (false, what) => {
            let named =
                path.chars().next().is_some_and(char::is_uppercase) && path.contains(' ');
            let path = if named { path } else { format!("mục {path}") };
            parts.push(if what.is_empty() { path } else { format!("{what} trong {path}") });
        }
    }
    parts.join(", ")
}

/// The numerals from the outermost level down to a block, joined: `II.1.a`.
fn numeral_path(blocks: &[Block], block: usize) -> String {
    let numerals = numerals(blocks);
    let mut path = Vec::new();
    let mut above = usize::MAX;
    for index in (0..=block.min(blocks.len().saturating_sub(1))).rev() {
        let depth = blocks.get(index).and_then(Block::paragraph).and_then(|p| p.level.depth());
        if let Some(depth) = depth.filter(|depth| *depth < above) {
            above = depth;
            let numeral = numerals[index].trim_end_matches(['.', ')']);
            // An điều is named by its number alone, whatever chương it stands in.
            if numeral.starts_with("Điều ") {
                above = 0;
            }
            // A dash names no place.
            if numeral.chars().any(char::is_alphanumeric) {
                path.push(numeral.to_owned());
            }
        }
    }
    path.reverse();
    // `1.` above `1.2.` says nothing more.
    let mut joined: Vec<String> = Vec::new();
    for part in path {
        if joined.last().is_some_and(|last| part.starts_with(&format!("{last}."))) {
            joined.pop();
        }
        joined.push(part);
    }
    joined.join(".")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Table;

    #[test]
    fn places_are_told_by_their_numerals() {
        let document = Document {
            body: vec![
                Block::new(Level::Section, "A"),
                Block::new(Level::Clause, "B"),
                Block::new(Level::SubClause, "C"),
                Block::new(Level::Point, "D"),
                Block::new(Level::Body, "E"),
                Block::from(Table::new(2, 2)),
                Block::new(Level::Dash, "F"),
            ],
            ..Document::default()
        };
        let told = |index| whereabouts(&document, Place::Block(Story::Body, index));
        assert_eq!(told(0), "mục I");
        assert_eq!(told(3), "mục I.1.1.a");
        assert_eq!(told(4), "đoạn văn trong mục I.1.1.a");
        assert_eq!(told(6), "gạch đầu dòng trong mục I.1.1.a");
        assert_eq!(
            whereabouts(&document, Place::Cell(Story::Body, 5, 1, 0)),
            "bảng trong mục I.1.1.a, hàng 2, cột 1"
        );
    }
}
