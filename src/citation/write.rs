//! A citation in the decree's form.

use super::{Citation, Form, parse};

/// The parts of a citation, as a form asks for them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// Type, e.g. `Nghị định`.
    pub kind: String,
    /// Number and symbol; empty for a law by its name.
    pub notation: String,
    /// Day, month, year.
    pub date: Option<(u32, u32, i32)>,
    /// Who issued it.
    pub issuer: String,
    /// Trích yếu.
    pub title: String,
}

impl Parts {
    /// The parts of the first citation in pasted words; none where there is none.
    pub fn of(words: &str) -> Option<Self> {
        let found = parse(words).into_iter().next()?;
        Some(Self::from(&found))
    }
}

impl From<&Citation> for Parts {
    fn from(citation: &Citation) -> Self {
        let kind = match (citation.kind.as_str(), citation.type_abbreviation()) {
            ("", "") => String::new(),
            ("" | "Văn bản", abbreviation) => {
                type_of(abbreviation, citation.form).unwrap_or(&citation.kind).to_owned()
            }
            (kind, _) => capitalised(kind),
        };
        Self {
            kind,
            notation: citation.notation(),
            date: citation.date.as_ref().map(|date| (date.day, date.month, date.year)),
            issuer: citation.issuer.clone(),
            title: citation.title.clone(),
        }
    }
}

/// A citation at its first mention (PL I.II.6.b): type, "số", notation, date, issuer, title; a law
/// by type and name. Months from March on have no zero, as the decree's own dates.
pub fn in_full(parts: &Parts) -> String {
    let mut words = parts.kind.trim().to_owned();
    let law = ["luật", "bộ luật", "pháp lệnh"].contains(&words.to_lowercase().as_str());
    if law {
        words = format!("{words} {}", parts.title.trim());
    }
    if !parts.notation.is_empty() {
        words.push_str(&format!(" số {}", parts.notation));
    }
    if let Some((day, month, year)) = parts.date {
        let month = if month < 3 { format!("{month:02}") } else { month.to_string() };
        words.push_str(&format!(" ngày {day:02} tháng {month} năm {year}"));
    }
    if !parts.issuer.trim().is_empty() && !law {
        words.push_str(&format!(" của {}", parts.issuer.trim()));
    }
    if !law && !parts.title.trim().is_empty() {
        let title = parts.title.trim();
        let begins = ["về ", "quy định", "ban hành", "hướng dẫn", "sửa đổi", "phê duyệt", "“"];
        let joint =
            if begins.iter().any(|word| title.starts_with(word)) { "" } else { "về " };
        words.push_str(&format!(" {joint}{title}"));
    }
    words.trim().to_owned()
}

/// The type that an abbreviation in a symbol stands for; a state symbol that begins with an agency
/// is a công văn's, for which there is none.
pub(crate) fn type_of(abbreviation: &str, form: Form) -> Option<&'static str> {
    Some(match abbreviation {
        "NQ" => "Nghị quyết",
        "QĐ" => "Quyết định",
        "CT" => "Chỉ thị",
        "QC" => "Quy chế",
        "QyĐ" => "Quy định",
        "TB" => "Thông báo",
        "HD" => "Hướng dẫn",
        "CTr" => "Chương trình",
        "KH" => "Kế hoạch",
        "PA" => "Phương án",
        "ĐA" => "Đề án",
        "BC" => "Báo cáo",
        "TTr" => "Tờ trình",
        "NĐ" => "Nghị định",
        "TT" => "Thông tư",
        "TTLT" => "Thông tư liên tịch",
        "CĐ" => "Công điện",
        "KL" if form == Form::Party => "Kết luận",
        "CV" if form == Form::Party => "Công văn",
        _ => return None,
    })
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_uppercase().collect::<String>());
    first.unwrap_or_default() + &letters.as_str().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pasted_words_come_back_in_the_decrees_form() {
        for (pasted, written) in [
            (
                "căn cứ nghị định số 30/2020/NĐ-CP ngày 5/3/2020 của Chính phủ về công tác văn thư;",
                "Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư",
            ),
            (
                "Văn bản số 365-CV/ĐUK, ngày 26/9/2023 của Đảng ủy Khối về việc lãnh đạo",
                "Công văn số 365-CV/ĐUK ngày 26 tháng 9 năm 2023 của Đảng ủy Khối về việc lãnh đạo",
            ),
            ("Luật Lưu trữ ngày 21/6/2024", "Luật Lưu trữ ngày 21 tháng 6 năm 2024"),
        ] {
            let parts = Parts::of(pasted).expect("a citation");
            assert_eq!(in_full(&parts), written);
            let again = Parts::of(&in_full(&parts)).expect("a citation");
            assert_eq!(in_full(&again), written, "written twice is written once");
        }
    }
}
