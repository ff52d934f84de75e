//! The optional components of Điều 8.3: secrecy, urgency, circulation, drafter.

use serde::{Deserialize, Serialize};
use strum::EnumIter;

/// Mức độ khẩn (ô 10b), printed in capitals in a box.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter)]
pub enum Urgency {
    /// HỎA TỐC.
    Flash,
    /// THƯỢNG KHẨN.
    Immediate,
    /// KHẨN.
    Urgent,
}

/// Độ mật (ô 10a).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter)]
pub enum Secrecy {
    /// TUYỆT MẬT.
    TopSecret,
    /// TỐI MẬT.
    Secret,
    /// MẬT.
    Confidential,
}

/// Phạm vi lưu hành (ô 11).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter)]
pub enum Circulation {
    /// XEM XONG TRẢ LẠI.
    ReturnAfterReading,
    /// LƯU HÀNH NỘI BỘ.
    Internal,
    /// TÀI LIỆU THU HỒI.
    Recall,
}

/// Ký hiệu người soạn thảo and the number of copies (ô 12), printed `PL.(300)`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DrafterMark {
    /// The drafter's initials.
    pub initials: String,
    /// Copies to be issued.
    pub copies: Option<u32>,
}
