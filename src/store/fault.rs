//! What the operating system refused, in words with a remedy.

use std::fmt;
use std::io::{self, ErrorKind};

/// An I/O error as a person reads it: the cause, then what to do now.
#[derive(Debug)]
pub struct Fault<'a>(pub &'a io::Error);

impl fmt::Display for Fault<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (cause, remedy) = match self.0.kind() {
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
