//! The fixed words of the paper (PL I.II.1, III.2).

use crate::model::{Circulation, Secrecy, Urgency};

/// Quốc hiệu (PL I.II.1.a).
pub const NATIONAL_NAME: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
/// Tiêu ngữ (PL I.II.1.b).
pub const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";

/// The words of an urgency mark and the width and height of its frame in mm (PL I.III.2.b).
pub fn urgency_mark(urgency: Urgency) -> (&'static str, (f64, f64)) {
    match urgency {
        Urgency::Flash => ("HỎA TỐC", (30.0, 8.0)),
        Urgency::Immediate => ("THƯỢNG KHẨN", (40.0, 8.0)),
        Urgency::Urgent => ("KHẨN", (20.0, 8.0)),
    }
}

/// The words of a secrecy mark and its frame in mm. The stamp's own sizes belong to the law on
/// state secrets; the frame here keeps the place of ô 10a.
pub fn secrecy_mark(secrecy: Secrecy) -> (&'static str, (f64, f64)) {
    match secrecy {
        Secrecy::TopSecret => ("TUYỆT MẬT", (40.0, 8.0)),
        Secrecy::Secret => ("TỐI MẬT", (30.0, 8.0)),
        Secrecy::Confidential => ("MẬT", (20.0, 8.0)),
    }
}

/// The words of a circulation mark and its frame in mm (PL I.III.2.c, ô 11).
pub fn circulation_mark(circulation: Circulation) -> (&'static str, (f64, f64)) {
    match circulation {
        Circulation::ReturnAfterReading => ("XEM XONG TRẢ LẠI", (52.0, 8.0)),
        Circulation::Internal => ("LƯU HÀNH NỘI BỘ", (52.0, 8.0)),
        Circulation::Recall => ("TÀI LIỆU THU HỒI", (52.0, 8.0)),
    }
}
