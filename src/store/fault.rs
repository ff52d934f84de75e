//! What the operating system refused, in words with a remedy. No word of the system's own is passed
//! on: it speaks the language of the machine, mostly English.

use std::fmt;
use std::io::{self, ErrorKind};

/// An I/O error as a person reads it: the cause, then what to do now.
#[derive(Debug)]
pub struct Fault<'a>(pub &'a io::Error);

/// What this program itself refuses where an I/O error is expected; put into [`io::Error::other`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// A pipe, a device: it might never end.
    #[error("đây không phải là một tệp thường")]
    NoPlainFile,
    /// Symbolic links that lead to each other.
    #[error("liên kết trỏ vòng tròn")]
    CircularLink,
}

/// A cause and a remedy.
type Words = (&'static str, &'static str);

impl fmt::Display for Fault<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(error) = self;
        let own = error.get_ref().and_then(|inner| inner.downcast_ref::<Refusal>());
        if let Some(refusal) = own {
            return write!(f, "{refusal}. Chọn một tệp khác");
        }
        let code = error.raw_os_error();
        let words = of_code(code, cfg!(windows)).or_else(|| match error.kind() {
            // A library found the bytes wrong, whatever it calls that.
            ErrorKind::InvalidInput if error.get_ref().is_some() => Some(DAMAGED),
            kind => of_kind(kind),
        });
        match (words, code) {
            (Some((cause, remedy)), _) => write!(f, "{cause}. {remedy}"),
            (None, Some(code)) => {
                write!(f, "hệ thống báo lỗi số {code}. Thử lại, hoặc lưu sang nơi khác")
            }
            (None, None) => f.write_str("hệ thống báo lỗi. Thử lại, hoặc lưu sang nơi khác"),
        }
    }
}

const DAMAGED: Words =
    ("nội dung tệp bị hỏng", "Mở một bản khác của tệp, hoặc chép lại tệp từ nơi đã gửi");
const DISK_FAILS: Words = (
    "ổ đĩa đọc hoặc ghi bị lỗi, có thể đã bị rút ra hoặc hỏng",
    "Cắm lại ổ đĩa rồi thử lại, hoặc lưu sang ổ đĩa khác",
);
const NO_NETWORK: Words =
    ("không tới được ổ mạng", "Kiểm tra kết nối mạng rồi thử lại, hoặc lưu vào máy này trước");
const TOO_SLOW: Words =
    ("ổ đĩa hoặc ổ mạng không trả lời", "Đợi một lát rồi thử lại, hoặc lưu vào máy này trước");
const TOO_MANY_OPEN: Words =
    ("máy đang mở quá nhiều tệp", "Đóng bớt chương trình rồi thử lại");
const BUSY: Words = ("tệp đang bận", "Đóng chương trình đang mở tệp rồi thử lại");

/// What the number says that [`ErrorKind`] has no name for, or too wide a one.
fn of_code(code: Option<i32>, windows: bool) -> Option<Words> {
    match (code?, windows) {
        // ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION. Elsewhere these numbers mean other things.
        (32 | 33, true) => Some((
            "tệp đang mở trong chương trình khác, thường là Word hoặc trình xem PDF",
            "Đóng tệp ở chương trình đó rồi thử lại, hoặc lưu với tên khác",
        )),
        // ERROR_WRITE_PROTECT.
        (19, true) => of_kind(ErrorKind::ReadOnlyFilesystem),
        // ERROR_NOT_READY, ERROR_CRC, ERROR_SEEK, ERROR_WRITE_FAULT, ERROR_READ_FAULT, ERROR_GEN_FAILURE,
        // ERROR_DEV_NOT_EXIST, ERROR_IO_DEVICE.
        (21 | 23 | 25 | 29 | 30 | 31 | 55 | 1117, true) => Some(DISK_FAILS),
        // ERROR_REM_NOT_LIST, ERROR_BAD_NETPATH, ERROR_NETNAME_DELETED, ERROR_BAD_NET_NAME,
        // ERROR_NETWORK_UNREACHABLE.
        (51 | 53 | 64 | 67 | 1231, true) => Some(NO_NETWORK),
        (4, true) | (23 | 24, false) => Some(TOO_MANY_OPEN),
        // EIO, ENXIO, ENODEV, EREMOTEIO, ENOMEDIUM.
        (5 | 6 | 19 | 121 | 123, false) => Some(DISK_FAILS),
        // ENONET, EHOSTDOWN.
        (64 | 112, false) => Some(NO_NETWORK),
        // ELOOP.
        (40, false) => {
            Some(("liên kết trỏ vòng tròn", "Kiểm tra lại liên kết, hoặc chọn tệp khác"))
        }
        _ => None,
    }
}

fn of_kind(kind: ErrorKind) -> Option<Words> {
    Some(match kind {
        ErrorKind::NotFound => (
            "tệp hoặc thư mục không còn ở đó",
            "Kiểm tra lại đường dẫn, ổ đĩa hoặc kết nối mạng",
        ),
        ErrorKind::PermissionDenied => (
            "không có quyền truy cập, hoặc tệp đang bị chương trình khác giữ",
            "Đóng chương trình đang mở tệp hoặc chọn thư mục khác",
        ),
        ErrorKind::AlreadyExists => ("đã có tệp hoặc thư mục cùng tên", "Đặt tên khác"),
        ErrorKind::ReadOnlyFilesystem => ("ổ đĩa chỉ cho đọc", "Lưu vào một thư mục khác"),
        ErrorKind::StorageFull | ErrorKind::WriteZero => {
            ("ổ đĩa đã đầy", "Xóa bớt tệp hoặc lưu sang ổ đĩa khác rồi thử lại")
        }
        ErrorKind::QuotaExceeded => {
            ("đã dùng hết hạn mức lưu trữ", "Xóa bớt tệp hoặc lưu sang nơi khác")
        }
        ErrorKind::FileTooLarge => {
            ("tệp lớn hơn mức ổ đĩa cho phép", "Lưu sang ổ đĩa khác rồi thử lại")
        }
        ErrorKind::IsADirectory => ("đường dẫn này là một thư mục", "Chọn một tên tệp khác"),
        ErrorKind::NotADirectory => {
            ("một phần của đường dẫn không phải là thư mục", "Kiểm tra lại đường dẫn")
        }
        ErrorKind::DirectoryNotEmpty => ("thư mục không rỗng", "Chọn thư mục khác"),
        ErrorKind::InvalidFilename | ErrorKind::InvalidInput => {
            ("tên tệp quá dài hoặc có ký tự không dùng được", "Đặt tên khác, ngắn hơn")
        }
        ErrorKind::InvalidData | ErrorKind::UnexpectedEof => DAMAGED,
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy | ErrorKind::Deadlock => BUSY,
        ErrorKind::TimedOut | ErrorKind::WouldBlock | ErrorKind::Interrupted => TOO_SLOW,
        ErrorKind::HostUnreachable
        | ErrorKind::NetworkUnreachable
        | ErrorKind::NetworkDown
        | ErrorKind::StaleNetworkFileHandle
        | ErrorKind::NotConnected
        | ErrorKind::ConnectionRefused
        | ErrorKind::ConnectionReset
        | ErrorKind::ConnectionAborted => NO_NETWORK,
        ErrorKind::BrokenPipe => {
            ("chương trình nhận dữ liệu đã đóng", "Mở lại chương trình đó rồi thử lại")
        }
        ErrorKind::OutOfMemory => {
            ("máy không còn đủ bộ nhớ", "Đóng bớt chương trình rồi thử lại")
        }
        ErrorKind::Unsupported | ErrorKind::NotSeekable | ErrorKind::CrossesDevices => {
            ("ổ đĩa này không làm được việc đó", "Lưu sang ổ đĩa khác")
        }
        ErrorKind::TooManyLinks => ("tệp có quá nhiều tên", "Lưu với tên khác"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_held_by_word_is_told_apart_on_windows_only() {
        let is_held = |code, windows| {
            of_code(code, windows).is_some_and(|(cause, _)| cause.contains("Word"))
        };
        assert!(is_held(Some(32), true) && is_held(Some(33), true));
        assert!(!is_held(Some(5), true) && !is_held(Some(32), false) && !is_held(None, true));
    }

    #[test]
    fn each_refusal_has_its_cause_and_its_remedy() {
        for (kind, words) in [
            (ErrorKind::PermissionDenied, "không có quyền"),
            (ErrorKind::StorageFull, "ổ đĩa đã đầy"),
            (ErrorKind::ReadOnlyFilesystem, "chỉ cho đọc"),
            (ErrorKind::TimedOut, "không trả lời"),
            (ErrorKind::StaleNetworkFileHandle, "không tới được ổ mạng"),
            (ErrorKind::InvalidData, "bị hỏng"),
        ] {
            let said = Fault(&io::Error::from(kind)).to_string();
            assert!(said.contains(words) && said.contains(". "), "{said}");
        }
        let said = Fault(&io::Error::other(Refusal::CircularLink)).to_string();
        assert_eq!(said, "liên kết trỏ vòng tròn. Chọn một tệp khác");
    }

    /// Every number a system may give, and what a library may say: no word of it is passed on.
    #[test]
    fn no_word_of_the_systems_own_reaches_her() {
        let numbers = (1..200).map(io::Error::from_raw_os_error);
        let of_libraries = [ErrorKind::InvalidInput, ErrorKind::InvalidData, ErrorKind::Other]
            .map(|kind| io::Error::new(kind, "corrupt gzip stream"));
        for error in numbers.chain(of_libraries) {
            let said = Fault(&error).to_string();
            let system = error.to_string();
            let first = system.split(" (os error").next().unwrap_or_default();
            assert!(!said.contains(first) && !said.contains("os error"), "{said}");
            assert!(said.contains(". "), "a remedy follows: {said}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_disk_that_is_pulled_out_is_said_to_be_so() {
        for (code, words) in [
            (5, "bị rút ra hoặc hỏng"),
            (19, "bị rút ra hoặc hỏng"),
            (24, "quá nhiều tệp"),
            (40, "vòng tròn"),
            (113, "ổ mạng"),
        ] {
            let said = Fault(&io::Error::from_raw_os_error(code)).to_string();
            assert!(said.contains(words), "{code}: {said}");
        }
    }
}
