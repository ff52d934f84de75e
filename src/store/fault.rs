//! What the operating system refused, in words with a remedy.

use std::fmt;
use std::io::{self, ErrorKind};

/// An I/O error as a person reads it: the cause, then what to do now.
#[derive(Debug)]
pub struct Fault<'a>(pub &'a io::Error);

impl fmt::Display for Fault<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (cause, remedy) = match self.0.kind() {
            _ if is_held(self.0.raw_os_error(), cfg!(windows)) => (
                "tệp đang mở trong chương trình khác, thường là Word hoặc trình xem PDF",
                "Đóng tệp ở chương trình đó rồi thử lại, hoặc lưu với tên khác",
            ),
            ErrorKind::NotFound => (
                "tệp hoặc thư mục không còn ở đó",
                "Kiểm tra lại đường dẫn, ổ đĩa hoặc kết nối mạng",
            ),
            ErrorKind::PermissionDenied => (
                "không có quyền truy cập, hoặc tệp đang bị chương trình khác giữ",
                "Đóng chương trình đang mở tệp hoặc chọn thư mục khác",
            ),
            ErrorKind::ReadOnlyFilesystem => ("ổ đĩa chỉ cho đọc", "Lưu vào một thư mục khác"),
            ErrorKind::StorageFull => {
                ("ổ đĩa đã đầy", "Xóa bớt tệp hoặc lưu sang ổ đĩa khác rồi thử lại")
            }
            ErrorKind::QuotaExceeded => {
                ("đã dùng hết hạn mức lưu trữ", "Xóa bớt tệp hoặc lưu sang nơi khác")
            }
            ErrorKind::FileTooLarge => {
                ("tệp lớn hơn mức ổ đĩa cho phép", "Lưu sang ổ đĩa khác rồi thử lại")
            }
            ErrorKind::IsADirectory => {
                ("đường dẫn này là một thư mục", "Chọn một tên tệp khác")
            }
            ErrorKind::NotADirectory => {
                ("một phần của đường dẫn không phải là thư mục", "Kiểm tra lại đường dẫn")
            }
            ErrorKind::InvalidFilename | ErrorKind::InvalidInput => {
                ("tên tệp quá dài hoặc có ký tự không dùng được", "Đặt tên khác, ngắn hơn")
            }
            ErrorKind::ResourceBusy => {
                ("tệp đang bận", "Đóng chương trình đang mở tệp rồi thử lại")
            }
            _ => {
                return write!(
                    f,
                    "hệ thống báo lỗi ({}). Thử lại, hoặc lưu sang nơi khác",
                    self.0
                );
            }
        };
        write!(f, "{cause}. {remedy}")
    }
}

/// Whether Windows refused because another program holds the file: a sharing violation (32) or a
/// locked range (33). Elsewhere the same numbers mean other things.
fn is_held(code: Option<i32>, windows: bool) -> bool {
    windows && matches!(code, Some(32 | 33))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_held_by_word_is_told_apart_on_windows_only() {
        assert!(is_held(Some(32), true) && is_held(Some(33), true));
        assert!(!is_held(Some(5), true) && !is_held(Some(32), false) && !is_held(None, true));
    }

    #[test]
    fn each_refusal_has_its_cause_and_its_remedy() {
        for (kind, words) in [
            (ErrorKind::PermissionDenied, "không có quyền"),
            (ErrorKind::StorageFull, "ổ đĩa đã đầy"),
            (ErrorKind::ReadOnlyFilesystem, "chỉ cho đọc"),
        ] {
            let said = Fault(&io::Error::from(kind)).to_string();
            assert!(said.contains(words) && said.contains(". "), "{said}");
        }
    }
}
