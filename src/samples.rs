//! The plans that come with the program: models of wording to start from, and the empty one.
//!
//! Agencies and places are real kinds of ones after the reforms of 2025 and 2026; persons, and
//! the local documents cited, are invented.

use chrono::{Datelike, NaiveDate};

use crate::model::{Document, IssueDate};
use crate::store::Profile;
use crate::store::draft;

/// The name of the empty plan.
pub const NEW: &str = "ke-hoach-moi";

/// A built-in draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    /// Its name on the command line.
    pub name: &'static str,
    /// Its name on the first screen.
    pub title: &'static str,
    /// What kind of office it is for, and what it shows.
    pub note: &'static str,
    /// The text of its draft file.
    pub source: &'static str,
}

macro_rules! sample {
    ($name:literal, $title:literal, $note:literal) => {
        Sample {
            name: $name,
            title: $title,
            note: $note,
            source: include_str!(concat!("../assets/samples/", $name, ".kehoach")),
        }
    };
}

static SAMPLES: [Sample; 16] = [
    sample!("phong-trao-thi-dua", "Phong trào thi đua", "Sở, ban, ngành"),
    sample!("thang-cao-diem", "Tháng cao điểm", "Sở, ban, ngành"),
    sample!("kiem-tra", "Kiểm tra", "UBND tỉnh, hai phụ lục"),
    sample!("cai-cach-hanh-chinh", "Cải cách hành chính", "UBND xã, bảng nhiệm vụ"),
    sample!("nam-hoc", "Năm học", "Trường học"),
    sample!("cong-van", "Công văn", "Lấy ý kiến dự thảo"),
    sample!("thong-bao", "Thông báo", "Lịch tiếp công dân"),
    sample!("bao-cao", "Báo cáo", "Kết quả thực hiện kế hoạch"),
    sample!("quyet-dinh", "Quyết định", "Ban hành kế hoạch"),
    sample!("to-trinh", "Tờ trình", "Trình ban hành kế hoạch"),
    sample!("giay-moi", "Giấy mời", "Họp triển khai"),
    sample!("bien-ban", "Biên bản", "Cuộc họp, hai chữ ký"),
    sample!("nghi-quyet", "Nghị quyết", "Hội đồng nhân dân xã"),
    sample!("quy-che", "Quy chế", "Chương, mục, điều"),
    sample!("cong-dien", "Công điện", "Ứng phó thiên tai"),
    sample!("ke-hoach-moi", "Kế hoạch mới", "Ba mục để trống"),
];

/// How many of the first samples are plans.
const PLANS: usize = 5;

/// Every sample, in the order of the first screen; the empty plan stands last.
pub fn all() -> &'static [Sample] {
    &SAMPLES
}

/// The plans with content, for a gallery.
pub fn plans() -> &'static [Sample] {
    &SAMPLES[..PLANS]
}

/// The documents of other types, those that an office writes most first.
pub fn others() -> &'static [Sample] {
    &SAMPLES[PLANS..SAMPLES.len() - 1]
}

/// The plan of a sample, by its name.
pub fn open(name: &str) -> Option<Document> {
    SAMPLES.iter().find(|sample| sample.name == name).map(Sample::document)
}

/// A new plan of an agency: three sections to fill, this month and year, the day left blank.
pub fn fresh(profile: &Profile, today: NaiveDate) -> Document {
    let mut document = open(NEW).expect("the empty plan is one of the samples");
    document.date =
        IssueDate { day: None, month: Some(today.month()), year: Some(today.year()) };
    profile.apply(&mut document);
    document
}

impl Sample {
    /// Its plan.
    pub fn document(&self) -> Document {
        draft::from_ron(self.source.as_bytes())
            .expect("a test opens every sample that is built in")
            .document
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, DocumentType, Level, Story, Text};

    /// Every text of a plan.
    fn texts(document: &Document) -> Vec<&Text> {
        let blocks = document.stories().filter_map(|story| document.blocks(story)).flatten();
        let mut all: Vec<&Text> = vec![&document.subject];
        all.extend(
            document.legal_basis.iter().chain(&document.opening).chain(&document.closing),
        );
        all.extend(document.annexes.iter().map(|annex| &annex.title));
        for block in blocks {
            match block {
                Block::Text(paragraph) => all.push(&paragraph.text),
                Block::Table(table) => {
                    all.extend(table.rows.iter().flatten().map(|cell| &cell.text));
                }
            }
        }
        all
    }

    #[test]
    fn every_sample_is_stored_as_the_program_writes_it() {
        for sample in all() {
            let opened = draft::from_ron(sample.source.as_bytes())
                .unwrap_or_else(|error| panic!("{}: {error}", sample.name));
            let written = draft::to_ron(&opened.document);
            // Run once with KEHOACH_BLESS=1 after editing a sample by hand.
            if std::env::var_os("KEHOACH_BLESS").is_some() {
                let path = format!("assets/samples/{}.kehoach", sample.name);
                std::fs::write(path, &written).expect("the sources can be written");
                continue;
            }
            assert_eq!(opened.notes, [], "{}", sample.name);
            assert_eq!(written, sample.source, "{}", sample.name);
        }
    }

    #[test]
    fn names_are_the_only_ones() {
        let mut names: Vec<_> = all().iter().map(|sample| sample.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all().len());
        let kinds: Vec<_> =
            plans().iter().map(|sample| sample.document().document_type).collect();
        assert_eq!(kinds, [DocumentType::Plan; PLANS]);
        let mut kinds: Vec<_> =
            others().iter().map(|sample| sample.document().document_type).collect();
        assert!(!kinds.contains(&DocumentType::Plan));
        let count = kinds.len();
        kinds.dedup();
        assert_eq!((kinds.len(), count), (10, 10));
        assert_eq!(open("không có"), None);
    }

    /// The levels of a plan, from the outermost in.
    const PLAN_LEVELS: [Level; 7] = [
        Level::Part,
        Level::Section,
        Level::Clause,
        Level::SubClause,
        Level::Point,
        Level::Dash,
        Level::Plus,
    ];

    #[test]
    fn no_level_is_skipped_and_no_numeral_typed() {
        for sample in all() {
            let document = sample.document();
            for story in document.stories() {
                let mut above = 0;
                for paragraph in
                    document.blocks(story).into_iter().flatten().filter_map(Block::paragraph)
                {
                    let own = PLAN_LEVELS.iter().position(|level| *level == paragraph.level);
                    let Some(depth) = own.or(paragraph.level.depth()) else { continue };
                    // An item under a mục or a khoản need not be a khoản or a 1.1. first; other types
                    // have khoản without mục, điều without chương.
                    let skips = match paragraph.level {
                        _ if document.document_type != DocumentType::Plan => false,
                        Level::Point | Level::Dash => above < 1,
                        _ => depth > above + 1,
                    };
                    assert!(!skips, "{}: {}", sample.name, paragraph.text);
                    above = depth;
                    let words = paragraph.text.words();
                    let typed = words.starts_with(|c: char| c.is_ascii_digit())
                        && words.split(' ').next().is_some_and(|word| word.ends_with('.'));
                    assert!(!typed, "{}: {words}", sample.name);
                }
            }
        }
    }

    #[test]
    fn a_sample_is_a_whole_plan() {
        for sample in plans() {
            let document = sample.document();
            let name = sample.name;
            assert!(!document.subject.is_blank() && document.legal_basis.len() >= 3, "{name}");
            assert!(document.recipients.len() >= 5 && !document.closing.is_empty(), "{name}");
            assert!(document.signatures.iter().all(|s| !s.signer.is_empty()), "{name}");
            assert!(matches!(document.date.year, Some(2026 | 2027)), "{name}");
            let words: usize =
                texts(&document).iter().map(|text| text.words().split(' ').count()).sum();
            assert!(words > 1000, "{name}: {words} words");
            for text in texts(&document) {
                let words = text.words();
                let untidy =
                    words.contains("  ") || words != words.trim() || words.contains(" ,");
                assert!(!untidy, "{name}: {words}");
                for old in ["huyện", "quận ", "thị trấn", "Giao thông vận tải", "…", "..."]
                {
                    assert!(!words.contains(old), "{name}: {words}");
                }
            }
            // The composer writes the end marks.
            let bare = document.legal_basis.iter().chain(&document.closing).map(Text::words);
            assert!(bare.into_iter().all(|w| !w.ends_with(['.', ';', ','])), "{name}");
            for block in &document.body {
                let Block::Text(paragraph) = block else { continue };
                let ends = paragraph.text.words().ends_with(['.', ':']);
                assert_eq!(ends, !paragraph.is_title(), "{name}: {}", paragraph.text);
            }
        }
    }

    #[test]
    fn the_inspection_plan_has_two_annexes_and_a_merged_table_on_its_side() {
        let document = open("kiem-tra").expect("there");
        assert_eq!(document.annexes.len(), 2);
        assert!(document.annexes[1].landscape);
        let table = document.annexes[1].blocks[0].table().expect("a table");
        assert_eq!(table.widths.len(), 6);
        assert!(table.rows.len() >= 14);
        assert!(table.rows.iter().flatten().any(|cell| cell.rows > 1 && cell.columns == 1));
        assert!(table.rows.iter().flatten().any(|cell| cell.columns > 1));
    }

    #[test]
    fn a_new_plan_is_the_agencys_own_and_of_this_month() {
        let profile = Profile::of(&open("phong-trao-thi-dua").expect("there"));
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day");
        let document = fresh(&profile, today);
        assert_eq!(document.agency, ["Sở Xây dựng"]);
        assert_eq!(
            (document.date.day, document.date.month, document.date.year),
            (None, Some(11), Some(2026))
        );
        let sections: Vec<_> = document
            .blocks(Story::Body)
            .into_iter()
            .flatten()
            .filter_map(Block::paragraph)
            .filter(|paragraph| paragraph.level == Level::Section)
            .map(|paragraph| paragraph.text.words())
            .collect();
        assert_eq!(sections, ["Mục đích, yêu cầu", "Nội dung", "Tổ chức thực hiện"]);
        assert_eq!(fresh(&Profile::default(), today).agency, Vec::<String>::new());
    }
}
