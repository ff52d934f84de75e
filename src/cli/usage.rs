//! Help and usage errors in Vietnamese.

use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::Outcome;

/// The form of every help page.
pub(super) const TEMPLATE: &str = "\
{about}

Cách dùng:
  {usage}

{all-args}{after-help}
";

/// What the exit codes mean.
pub(super) const EXIT_CODES: &str = "
Mã kết thúc: 0 xong; 1 check thấy lỗi; 2 sai cách dùng; 3 không đọc được tệp vào; \
4 không ghi được tệp ra.";

/// What date the exported files bear.
pub(super) const FILE_DATE: &str = "
Ngày tạo ghi trong PDF và Word là lúc bản thảo được lưu, hoặc SOURCE_DATE_EPOCH (số giây từ \
01/01/1970) nếu có đặt; cùng một bản thảo luôn cho cùng một tệp, từng byte.";

/// How the columns of a list come into the letters.
pub(super) const COLUMNS: &str = "
Trong văn bản, {Tên cột} được thay bằng ô của cột đó ở từng dòng danh sách, {Nơi nhận} bằng nơi nhận. \
“Kính gửi” (hoặc “kính mời”) không ghi tên cột nào thì thành nơi nhận.";

/// Prints what clap has to say in our words.
pub(super) fn explain(error: &clap::Error) -> ExitCode {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        let page = error.to_string();
        let page =
            [("Commands:", "Lệnh:"), ("Options:", "Tùy chọn:"), ("Arguments:", "Đối số:")]
                .iter()
                .fold(page, |page, (english, ours)| page.replace(english, ours));
        super::say(&page.trim_end());
        return Outcome::Done.into();
    }
    let said = |kind| match error.get(kind) {
        Some(ContextValue::String(words)) => words.clone(),
        Some(ContextValue::Strings(words)) => words.join(", "),
        _ => String::new(),
    };
    let argument = said(ContextKind::InvalidArg);
    let value = said(ContextKind::InvalidValue);
    let why = match error.kind() {
        ErrorKind::UnknownArgument => format!("không có tùy chọn “{argument}”"),
        ErrorKind::InvalidSubcommand => {
            format!("không có lệnh “{}”", said(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingRequiredArgument => {
            // A repeatable argument comes with dots of its own.
            format!("thiếu {}", argument.trim_end_matches('.'))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation if value.is_empty() => {
            format!("{argument} cần một giá trị")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("giá trị “{value}” không dùng được cho {argument}")
        }
        ErrorKind::ArgumentConflict => format!("{argument} không đi cùng đối số khác"),
        _ => "câu lệnh không đúng".to_owned(),
    };
    super::complain(&format!("{why}. Xem cách dùng bằng: kehoach --help"));
    Outcome::Usage.into()
}
