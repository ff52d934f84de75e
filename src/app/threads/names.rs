//! What the files of an export are called.

use std::path::{Path, PathBuf};

use crate::export::Format;
use crate::model::{Document, Standing};

/// The name of a plan's files: its draft's, or one made of its subject; `-trinh` marks a bản trình.
pub fn stem(document: &Document, draft: Option<&Path>, standing: Standing) -> String {
    let stem = match draft.and_then(Path::file_stem) {
        Some(stem) => stem.to_string_lossy().into_owned(),
        None => file_stem(document),
    };
    match standing {
        Standing::Draft => format!("{stem}-trinh"),
        Standing::Issued => stem,
    }
}

/// A file name made of a plan's trích yếu, without marks so that every mail system takes it.
pub fn file_stem(document: &Document) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    let mut stem = String::new();
    for letter in document.subject.words().to_lowercase().nfd() {
        let letter = if letter == 'đ' { 'd' } else { letter };
        if letter.is_ascii_alphanumeric() {
            stem.push(letter);
        } else if (letter.is_whitespace() || letter.is_ascii_punctuation())
            && !stem.ends_with('-')
            && !stem.is_empty()
        {
            stem.push('-');
        }
    }
    let mut end = stem.len().min(60);
    if stem.len() > end {
        end = stem[..end].rfind('-').unwrap_or(end);
    }
    match stem[..end].trim_matches('-') {
        "" => "ke-hoach".to_owned(),
        stem => stem.to_owned(),
    }
}

/// A name in the folder that no draft of this run has, nor, unless they are replaced, a file that
/// is there already.
pub(super) fn free_name(
    folder: &Path,
    stem: &str,
    formats: &[Format],
    replace: bool,
    taken: &mut Vec<PathBuf>,
) -> PathBuf {
    let is_there = |path: &Path| {
        formats.iter().any(|format| {
            let own = path.with_extension(format.extension());
            let stem = own.file_stem().unwrap_or_default().to_string_lossy();
            let first = own.with_file_name(format!("{stem}-1.png"));
            own.exists() || (*format == Format::Png && first.exists())
        })
    };
    let mut number = 1;
    loop {
        // The ending keeps a point in the name from being taken for one.
        let path = match number {
            1 => folder.join(format!("{stem}.pdf")),
            number => folder.join(format!("{stem} ({number}).pdf")),
        };
        if !taken.contains(&path) && (replace || !is_there(&path)) {
            taken.push(path.clone());
            return path;
        }
        number += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_submission_is_named_so() {
        let document =
            Document { subject: "Kiểm tra công trình".into(), ..Document::default() };
        let path = Path::new("x/kế hoạch.kehoach");
        assert_eq!(stem(&document, Some(path), Standing::Draft), "kế hoạch-trinh");
        assert_eq!(stem(&document, None, Standing::Issued), "kiem-tra-cong-trinh");
    }

    #[test]
    fn a_file_is_named_after_the_subject_in_plain_letters() {
        let document =
            |subject: &str| Document { subject: subject.into(), ..Document::default() };
        assert_eq!(
            file_stem(&document("Triển khai phong trào “Dân vận khéo” năm 2027")),
            "trien-khai-phong-trao-dan-van-kheo-nam-2027"
        );
        assert_eq!(file_stem(&document("../Đề án: a/b?")), "de-an-a-b");
        assert_eq!(file_stem(&document("")), "ke-hoach");
        assert!(file_stem(&document(&"rất dài ".repeat(40))).len() <= 60);
    }
}
