//! Fixed phrases and what is right in their place, found in one pass over a passage.
//!
//! Patterns are small letters with tone marks in old style (`ủy`, `hòa`), as [`Reading::key`] has
//! them; what is found is bounded by characters that are no letters.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::reading::Reading;
use crate::standard::{BODY_REFORMS, DISTRICT_REFORMS, PROVINCES};

/// What a phrase is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A confusion; what is right.
    Confused(&'static str),
    /// The name of a body with a syllable missing; the whole.
    Incomplete(&'static str),
    /// A name with its capitals; the rule that asks for them, and the name.
    Capitals(&'static Form),
    /// A body that a reform renamed, by its row.
    Body(usize),
    /// Wording of the district level, by its row.
    District(usize),
    /// A former province, by its successor's row.
    Former(usize),
    /// A province of today, by its row.
    Province(usize),
    /// A province's name misspelt; the right one.
    Misspelt(&'static str),
    /// "bảo đảm" (0) or "đảm bảo" (1).
    Ensure(usize),
    /// A foreign word; a common Vietnamese one.
    Loan(&'static str),
    /// A courtesy that an order has no room for; what to write.
    Wordy(&'static str),
    /// Words that say nothing themselves, but without which a rule has nothing to say.
    Cue(Cue),
}

/// Words without which a rule has nothing to say: asked first, so that most passages cost it nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cue {
    /// "phụ lục".
    Annex,
    /// "kế hoạch này".
    ThisPlan,
    /// "nhân dân", "nhà nước".
    People,
    /// Posts that are named in general.
    Post,
    /// Parts of the country.
    Region,
    /// "kỷ niệm".
    Anniversary,
    /// Deadlines without a day.
    Vague,
    /// "tổng", of money.
    Total,
    /// "huyện", "quận", "thị xã", "thị trấn", "thành phố".
    District,
    /// "xã", "phường".
    Commune,
    /// Marks in words that something is still to be filled in.
    Unsettled,
    /// Phrases in which no comma stands.
    Fixed,
    /// "văn", "thị": a person's middle name.
    Middle,
}

/// The words of every cue.
static CUES: [(&str, Cue); 30] = [
    ("phụ lục", Cue::Annex),
    ("kế hoạch này", Cue::ThisPlan),
    ("nhân dân", Cue::People),
    ("nhà nước", Cue::People),
    ("giám đốc", Cue::Post),
    ("trưởng", Cue::Post),
    ("vùng ", Cue::Region),
    ("khu vực ", Cue::Region),
    ("miền ", Cue::Region),
    ("kỷ niệm ", Cue::Anniversary),
    ("kỉ niệm ", Cue::Anniversary),
    ("trong thời gian ", Cue::Vague),
    ("khi có điều kiện", Cue::Vague),
    ("sớm nhất có thể", Cue::Vague),
    ("tổng", Cue::Total),
    ("huyện", Cue::District),
    ("quận", Cue::District),
    ("thị xã", Cue::District),
    ("thị trấn", Cue::District),
    ("thành phố", Cue::District),
    ("xã ", Cue::Commune),
    ("phường ", Cue::Commune),
    ("cần xác minh", Cue::Unsettled),
    ("nguyễn văn a", Cue::Unsettled),
    ("trần thị b", Cue::Unsettled),
    ("xxx", Cue::Unsettled),
    ("trách nhiệm", Cue::Fixed),
    ("viên, chức", Cue::Fixed),
    ("văn ", Cue::Middle),
    ("thị ", Cue::Middle),
];

/// A name whose capitals the decree fixes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Form {
    /// The rule that asks for it.
    pub(super) rule: &'static str,
    /// The name as it should stand.
    pub(super) name: &'static str,
    /// Whether the same words in small letters say something else ("Sở xây dựng kế hoạch"), so
    /// that only too many capitals are wrong.
    pub(super) ambiguous: bool,
}

/// A phrase that stands in a passage.
#[derive(Clone, Debug)]
pub(super) struct Hit {
    pub(super) meaning: Meaning,
    /// Characters.
    pub(super) span: Range<usize>,
}

const fn form(rule: &'static str, name: &'static str) -> Form {
    Form { rule, name, ambiguous: false }
}

const fn over(rule: &'static str, name: &'static str) -> Form {
    Form { rule, name, ambiguous: true }
}

/// Confusions of sound and sight; none of the left sides is right in any company.
static CONFUSED: [(&str, &str); 196] = [
    ("dành lại được", "giành lại được"),
    ("dành lại quyền", "giành lại quyền"),
    ("sỹ quan", "sĩ quan"),
    ("liệt sỹ", "liệt sĩ"),
    ("hiệp sỹ", "hiệp sĩ"),
    ("nghị sỹ", "nghị sĩ"),
    ("nghị sỉ", "nghị sĩ"),
    ("quí tộc", "quý tộc"),
    ("dành huy chương", "giành huy chương"),
    ("đảm bào", "đảm bảo"),
    ("cơ sơ", "cơ sở"),
    ("theo đổi", "theo đuổi"),
    ("sinh xôi", "sinh sôi"),
    ("chất thảy", "chất thải"),
    ("gáng nặng", "gánh nặng"),
    ("khán phục", "khâm phục"),
    ("kích thướng", "kích thước"),
    ("cuối cũng", "cuối cùng"),
    ("theo đuỗi", "theo đuổi"),
    ("thu hoach", "thu hoạch"),
    ("đường giây nóng", "đường dây nóng"),
    ("ngui hiểm", "nguy hiểm"),
    ("khoán sản", "khoáng sản"),
    ("nghiêm cứu", "nghiên cứu"),
    ("vược dự toán", "vượt dự toán"),
    ("vược mức", "vượt mức"),
    ("vược kế hoạch", "vượt kế hoạch"),
    ("phấn đấu sếp", "phấn đấu xếp"),
    ("sếp loại", "xếp loại"),
    ("sếp hạng", "xếp hạng"),
    ("đã củ", "đã cũ"),
    ("kính gởi", "kính gửi"),
    ("hành chánh", "hành chính"),
    ("tài chánh", "tài chính"),
    ("chánh trị", "chính trị"),
    ("chánh sách", "chính sách"),
    ("nhơn dân", "nhân dân"),
    ("bảo đãm", "bảo đảm"),
    ("nghành nghề", "ngành nghề"),
    ("báo các kết quả", "báo cáo kết quả"),
    ("tham mưa", "tham mưu"),
    ("xẻ chia", "sẻ chia"),
    ("tổ chứ thực", "tổ chức thực"),
    ("nhằn nâng", "nhằm nâng"),
    ("từng bước đâu", "từng bước đầu"),
    ("cở sở", "cơ sở"),
    ("sơ vật chất", "sở vật chất"),
    ("sử lý", "xử lý"),
    ("sử lí", "xử lí"),
    ("sử phạt", "xử phạt"),
    ("xử dụng", "sử dụng"),
    ("xuất xắc", "xuất sắc"),
    ("suất sắc", "xuất sắc"),
    ("chia sẽ", "chia sẻ"),
    ("chia xẻ", "chia sẻ"),
    ("sáng lạng", "xán lạn"),
    ("sáng lạn", "xán lạn"),
    ("khúc triết", "khúc chiết"),
    ("vô hình chung", "vô hình trung"),
    ("cọ sát", "cọ xát"),
    ("thăm quan", "tham quan"),
    ("bổ xung", "bổ sung"),
    ("xúc tích", "súc tích"),
    ("tựu chung", "tựu trung"),
    ("bàng quang", "bàng quan"),
    ("sơ xuất", "sơ suất"),
    ("đột suất", "đột xuất"),
    ("kiểm xoát", "kiểm soát"),
    ("rà xoát", "rà soát"),
    ("giám xát", "giám sát"),
    ("sâu xắc", "sâu sắc"),
    ("sắp sếp", "sắp xếp"),
    ("xắp xếp", "sắp xếp"),
    ("xác xuất", "xác suất"),
    ("lãi xuất", "lãi suất"),
    ("sản suất", "sản xuất"),
    ("đề suất", "đề xuất"),
    ("tần xuất", "tần suất"),
    ("trao dồi", "trau dồi"),
    ("trao chuốt", "trau chuốt"),
    ("dành giật", "giành giật"),
    ("dành thắng lợi", "giành thắng lợi"),
    ("giành riêng", "dành riêng"),
    ("giữ gin", "giữ gìn"),
    ("dữ gìn", "giữ gìn"),
    ("gìn dữ", "gìn giữ"),
    ("dữ vững", "giữ vững"),
    ("gia đoạn", "giai đoạn"),
    ("dai đoạn", "giai đoạn"),
    ("chân trọng", "trân trọng"),
    ("trân thành", "chân thành"),
    ("chính chắn", "chín chắn"),
    ("rõ dàng", "rõ ràng"),
    ("rỏ ràng", "rõ ràng"),
    ("làm rỏ", "làm rõ"),
    ("hổ trợ", "hỗ trợ"),
    ("kỹ luật", "kỷ luật"),
    ("kỹ niệm", "kỷ niệm"),
    ("kỷ năng", "kỹ năng"),
    ("kỷ thuật", "kỹ thuật"),
    ("nghĩ hưu", "nghỉ hưu"),
    ("nghĩ lễ", "nghỉ lễ"),
    ("nghĩ phép", "nghỉ phép"),
    ("suy nghỉ", "suy nghĩ"),
    ("mỡ rộng", "mở rộng"),
    ("mãng xanh", "mảng xanh"),
    ("sữa chữa", "sửa chữa"),
    ("sữa đổi", "sửa đổi"),
    ("chổ ở", "chỗ ở"),
    ("bảo lảnh", "bảo lãnh"),
    ("lảnh đạo", "lãnh đạo"),
    ("sẳn sàng", "sẵn sàng"),
    ("ban nghành", "ban ngành"),
    ("dành quyền", "giành quyền"),
    ("dành chiến thắng", "giành chiến thắng"),
    ("dành độc lập", "giành độc lập"),
    ("dành chính quyền", "giành chính quyền"),
    ("giành thời gian", "dành thời gian"),
    ("giành quỹ", "dành quỹ"),
    ("giành nguồn", "dành nguồn"),
    ("giành kinh phí", "dành kinh phí"),
    ("giữ liệu", "dữ liệu"),
    ("trồng chéo", "chồng chéo"),
    ("bố chí", "bố trí"),
    ("xem sét", "xem xét"),
    ("xét sử", "xét xử"),
    ("phong chào", "phong trào"),
    ("chuyền thống", "truyền thống"),
    ("tuyên chuyền", "tuyên truyền"),
    ("truyên truyền", "tuyên truyền"),
    ("phô chương", "phô trương"),
    ("chủ chương", "chủ trương"),
    ("chương chình", "chương trình"),
    ("chiển khai", "triển khai"),
    ("chách nhiệm", "trách nhiệm"),
    ("trách nghiệm", "trách nhiệm"),
    ("nghiệm vụ", "nhiệm vụ"),
    ("nhiệm thu", "nghiệm thu"),
    ("kinh nhiệm", "kinh nghiệm"),
    ("thí nhiệm", "thí nghiệm"),
    ("cháy dừng", "cháy rừng"),
    ("chỉnh chang", "chỉnh trang"),
    ("trấn chỉnh", "chấn chỉnh"),
    ("trấp hành", "chấp hành"),
    ("chấp hàng", "chấp hành"),
    ("xắp tới", "sắp tới"),
    ("xắp đặt", "sắp đặt"),
    ("xơ kết", "sơ kết"),
    ("sơ xài", "sơ sài"),
    ("xử dung", "sử dụng"),
    ("xinh hoạt", "sinh hoạt"),
    ("xâu sắc", "sâu sắc"),
    ("xâu rộng", "sâu rộng"),
    ("xáng tạo", "sáng tạo"),
    ("sây dựng", "xây dựng"),
    ("xuất sứ", "xuất xứ"),
    ("thường suyên", "thường xuyên"),
    ("xát nhập", "sáp nhập"),
    ("sát nhập", "sáp nhập"),
    ("rốt nát", "dốt nát"),
    ("dà soát", "rà soát"),
    ("dải pháp", "giải pháp"),
    ("chậm chễ", "chậm trễ"),
    ("trậm trễ", "chậm trễ"),
    ("giám sác", "giám sát"),
    ("phát chiển", "phát triển"),
    ("nhiện vụ", "nhiệm vụ"),
    ("kế hoặch", "kế hoạch"),
    ("tổ trức", "tổ chức"),
    ("hoàn trỉnh", "hoàn chỉnh"),
    ("điều trỉnh", "điều chỉnh"),
    ("trính trị", "chính trị"),
    ("hành trính", "hành chính"),
    ("tài trính", "tài chính"),
    ("triệt đễ", "triệt để"),
    ("đôn dốc", "đôn đốc"),
    ("đội ngủ", "đội ngũ"),
    ("dể dàng", "dễ dàng"),
    ("giử vững", "giữ vững"),
    ("bỏ xót", "bỏ sót"),
    ("thiếu xót", "thiếu sót"),
    ("sai xót", "sai sót"),
    ("chuẩn đoán", "chẩn đoán"),
    ("chuyên da", "chuyên gia"),
    ("tham da", "tham gia"),
    ("quốc da", "quốc gia"),
    ("da đình", "gia đình"),
    ("dáo dục", "giáo dục"),
    ("dao thông", "giao thông"),
    ("chuyển dao", "chuyển giao"),
    ("dám sát", "giám sát"),
    ("dám đốc", "giám đốc"),
    ("dới thiệu", "giới thiệu"),
    ("dải quyết", "giải quyết"),
    ("nghành", "ngành"),
    ("kế họach", "kế hoạch"),
];

/// Names of bodies with a syllable missing.
static INCOMPLETE: [(&str, &str); 10] = [
    ("ủy ban nhân tỉnh", "Ủy ban nhân dân tỉnh"),
    ("ủy ban nhân xã", "Ủy ban nhân dân xã"),
    ("ủy ban nhân phường", "Ủy ban nhân dân phường"),
    ("ủy ban dân tỉnh", "Ủy ban nhân dân tỉnh"),
    ("ủy nhân dân", "Ủy ban nhân dân"),
    ("hội đồng nhân tỉnh", "Hội đồng nhân dân tỉnh"),
    ("hội đồng dân tỉnh", "Hội đồng nhân dân tỉnh"),
    ("ủy ban mặt trận quốc", "Ủy ban Mặt trận Tổ quốc"),
    ("mặt trận quốc việt nam", "Mặt trận Tổ quốc Việt Nam"),
    ("đoàn niên cộng sản", "Đoàn Thanh niên Cộng sản"),
];

/// Names and their capitals (Phụ lục II).
static FORMS: [Form; 163] = [
    over("V03", "Đoàn Thanh niên"),
    form("V07", "Luật Đất đai"),
    form("V07", "Luật Ngân sách nhà nước"),
    form("V07", "Luật Đầu tư công"),
    form("V07", "Luật Bảo vệ môi trường"),
    form("V07", "Luật Thi đua, khen thưởng"),
    form("V07", "Luật Lưu trữ"),
    form("V07", "Luật Giáo dục"),
    form("V07", "Luật Xây dựng"),
    form("V07", "Luật Đấu thầu"),
    form("V07", "Luật Cán bộ, công chức"),
    form("V07", "Luật Viên chức"),
    form("V07", "Luật Tiếp công dân"),
    form("V07", "Luật Khiếu nại"),
    form("V07", "Luật Tố cáo"),
    form("V07", "Luật An toàn, vệ sinh lao động"),
    form("V07", "Luật Phòng cháy, chữa cháy và cứu nạn, cứu hộ"),
    form("V07", "Luật Trẻ em"),
    form("V07", "Luật Thanh niên"),
    form("V07", "Luật Giao thông đường bộ"),
    form("V07", "Luật Trật tự, an toàn giao thông đường bộ"),
    form("V07", "Luật Du lịch"),
    form("V07", "Luật Di sản văn hóa"),
    form("V07", "Luật Thanh tra"),
    form("V07", "Luật Chuyển đổi số"),
    form("V07", "Luật Giao dịch điện tử"),
    form("V07", "Luật An ninh mạng"),
    form("V07", "Luật Căn cước"),
    form("V07", "Luật Cư trú"),
    form("V07", "Luật Thực hiện dân chủ ở cơ sở"),
    form("V07", "Luật Bảo vệ bí mật nhà nước"),
    form("V07", "Luật Phòng, chống tham nhũng"),
    form("V07", "Luật Hợp tác xã"),
    form("V05", "Ban Bí thư"),
    form("V02", "Thành phố Hồ Chí Minh"),
    form("V02", "Thủ đô Hà Nội"),
    form("V03", "Ủy ban nhân dân"),
    form("V03", "Hội đồng nhân dân"),
    form("V03", "Ủy ban Mặt trận Tổ quốc Việt Nam"),
    form("V03", "Mặt trận Tổ quốc Việt Nam"),
    form("V03", "Hội Liên hiệp Phụ nữ"),
    form("V03", "Hội Liên hiệp Thanh niên"),
    form("V03", "Hội Nông dân Việt Nam"),
    form("V03", "Hội Cựu chiến binh"),
    form("V03", "Hội Chữ thập đỏ"),
    form("V03", "Hội Khuyến học"),
    form("V03", "Liên đoàn Lao động"),
    form("V03", "Đoàn Thanh niên Cộng sản Hồ Chí Minh"),
    form("V03", "Bảo hiểm xã hội Việt Nam"),
    form("V03", "Kho bạc Nhà nước"),
    form("V03", "Ngân hàng Nhà nước"),
    form("V03", "Ngân hàng Chính sách xã hội"),
    form("V03", "Tòa án nhân dân"),
    form("V03", "Viện kiểm sát nhân dân"),
    form("V03", "Bộ Chỉ huy quân sự"),
    form("V03", "Văn phòng Chính phủ"),
    form("V03", "Văn phòng Quốc hội"),
    form("V03", "Văn phòng Chủ tịch nước"),
    form("V03", "Thanh tra Chính phủ"),
    form("V03", "Đài Tiếng nói Việt Nam"),
    form("V03", "Đài Truyền hình Việt Nam"),
    form("V03", "Thông tấn xã Việt Nam"),
    form("V03", "Bộ Nội vụ"),
    form("V03", "Bộ Tài chính"),
    form("V03", "Bộ Công an"),
    form("V03", "Bộ Quốc phòng"),
    form("V03", "Bộ Ngoại giao"),
    form("V03", "Bộ Tư pháp"),
    form("V03", "Bộ Y tế"),
    form("V03", "Bộ Xây dựng"),
    form("V03", "Bộ Công Thương"),
    form("V03", "Bộ Giáo dục và Đào tạo"),
    form("V03", "Bộ Khoa học và Công nghệ"),
    form("V03", "Bộ Nông nghiệp và Môi trường"),
    form("V03", "Bộ Văn hóa, Thể thao và Du lịch"),
    form("V03", "Bộ Dân tộc và Tôn giáo"),
    form("V03", "Bộ Giao thông vận tải"),
    form("V03", "Bộ Kế hoạch và Đầu tư"),
    form("V03", "Bộ Thông tin và Truyền thông"),
    form("V03", "Bộ Tài nguyên và Môi trường"),
    form("V03", "Sở Nội vụ"),
    form("V03", "Sở Tài chính"),
    form("V03", "Sở Ngoại vụ"),
    form("V03", "Sở Tư pháp"),
    form("V03", "Sở Y tế"),
    over("V03", "Sở Xây dựng"),
    form("V03", "Sở Công Thương"),
    form("V03", "Sở Giáo dục và Đào tạo"),
    form("V03", "Sở Khoa học và Công nghệ"),
    form("V03", "Sở Nông nghiệp và Môi trường"),
    form("V03", "Sở Văn hóa, Thể thao và Du lịch"),
    form("V03", "Sở Văn hóa và Thể thao"),
    form("V03", "Sở Du lịch"),
    form("V03", "Sở Dân tộc và Tôn giáo"),
    form("V03", "Sở Giao thông vận tải"),
    form("V03", "Sở Kế hoạch và Đầu tư"),
    form("V03", "Sở Thông tin và Truyền thông"),
    form("V03", "Sở Tài nguyên và Môi trường"),
    over("V03", "Phòng Kinh tế"),
    form("V03", "Phòng Văn hóa - Xã hội"),
    form("V03", "Phòng Kinh tế, Hạ tầng và Đô thị"),
    form("V03", "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân"),
    form("V03", "Ban Chỉ huy Quân sự"),
    form("V03", "Ban Chỉ huy Phòng thủ dân sự"),
    over("V03", "Công an tỉnh"),
    over("V03", "Công an xã"),
    form("V03", "Thủ tướng Chính phủ"),
    form("V03", "Bộ Chính trị"),
    form("V03", "Quân đội nhân dân Việt Nam"),
    form("V03", "Công an nhân dân Việt Nam"),
    form("V03", "Trung tâm Phục vụ hành chính công"),
    form("V04", "Ban Bí thư Trung ương Đảng"),
    over("V03", "Văn phòng Sở"),
    over("V03", "Thanh tra Sở"),
    form("V04", "Ban Chấp hành Trung ương Đảng"),
    form("V04", "Ban Chấp hành Trung ương"),
    form("V04", "Văn phòng Trung ương Đảng"),
    form("V04", "Đảng Cộng sản Việt Nam"),
    form("V05", "Ban Thường vụ Tỉnh ủy"),
    form("V05", "Ban Thường vụ Thành ủy"),
    form("V05", "Ban Thường vụ Đảng ủy"),
    form("V05", "Thường trực Tỉnh ủy"),
    form("V05", "Ban Dân vận Tỉnh ủy"),
    form("V05", "Ban Tổ chức Tỉnh ủy"),
    form("V05", "Ban Tuyên giáo Tỉnh ủy"),
    form("V05", "Ban Tuyên giáo và Dân vận"),
    form("V05", "Ủy ban Kiểm tra Tỉnh ủy"),
    form("V05", "Văn phòng Tỉnh ủy"),
    form("V05", "Đảng ủy Khối"),
    form("V05", "Ban Dân vận Trung ương"),
    form("V05", "Ban Tuyên giáo Trung ương"),
    form("V05", "Ban Tổ chức Trung ương"),
    form("V05", "Ủy ban Kiểm tra Trung ương"),
    form("V10", "ngày Quốc tế Người cao tuổi"),
    form("V10", "ngày Quốc tế Phụ nữ"),
    form("V10", "ngày Quốc tế Lao động"),
    form("V10", "ngày Quốc tế Thiếu nhi"),
    form("V10", "ngày Quốc tế Hạnh phúc"),
    form("V10", "ngày Vì người nghèo"),
    form("V10", "ngày Nhà giáo Việt Nam"),
    form("V10", "ngày Thầy thuốc Việt Nam"),
    form("V10", "ngày Doanh nhân Việt Nam"),
    form("V10", "ngày Khuyến học Việt Nam"),
    form("V10", "ngày Gia đình Việt Nam"),
    form("V10", "ngày Phụ nữ Việt Nam"),
    form("V10", "ngày Pháp luật Việt Nam"),
    form("V10", "ngày Quốc khánh"),
    form("V10", "ngày Thương binh - Liệt sĩ"),
    form("V10", "ngày Chuyển đổi số quốc gia"),
    form("V11", "tết Nguyên đán"),
    form("V11", "tết Trung thu"),
    form("V11", "tết Nguyên tiêu"),
    form("V12", "Huân chương Sao vàng"),
    form("V12", "Huân chương Hồ Chí Minh"),
    form("V12", "Huân chương Độc lập"),
    form("V12", "Huân chương Lao động"),
    form("V12", "Nghệ sĩ Nhân dân"),
    form("V12", "Nghệ sĩ Ưu tú"),
    form("V12", "Nhà giáo Nhân dân"),
    form("V12", "Nhà giáo Ưu tú"),
    form("V12", "Thầy thuốc Nhân dân"),
    form("V12", "Thầy thuốc Ưu tú"),
    form("V12", "Anh hùng Lao động"),
];

/// Misspelt provinces.
static MISSPELT: [(&str, &str); 20] = [
    ("hung yên", "Hưng Yên"),
    ("hưng yen", "Hưng Yên"),
    ("đắc lắc", "Đắk Lắk"),
    ("đăk lăk", "Đắk Lắk"),
    ("đắc lắk", "Đắk Lắk"),
    ("đắk lắc", "Đắk Lắk"),
    ("daklak", "Đắk Lắk"),
    ("dak lak", "Đắk Lắk"),
    ("đắc nông", "Đắk Nông"),
    ("đăk nông", "Đắk Nông"),
    ("bắc cạn", "Bắc Kạn"),
    ("kontum", "Kon Tum"),
    ("công tum", "Kon Tum"),
    ("bà rịa-vũng tàu", "Bà Rịa - Vũng Tàu"),
    ("bà rịa – vũng tàu", "Bà Rịa - Vũng Tàu"),
    ("bà rịa vũng tàu", "Bà Rịa - Vũng Tàu"),
    ("thừa thiên - huế", "Thừa Thiên Huế"),
    ("thừa thiên – huế", "Thừa Thiên Huế"),
    ("quãng ninh", "Quảng Ninh"),
    ("quãng trị", "Quảng Trị"),
];

/// Foreign words with a common Vietnamese term.
static LOANS: [(&str, &str); 14] = [
    ("website", "trang thông tin điện tử"),
    ("web site", "trang thông tin điện tử"),
    ("email", "thư điện tử"),
    ("e-mail", "thư điện tử"),
    ("online", "trực tuyến"),
    ("offline", "trực tiếp"),
    ("smartphone", "điện thoại thông minh"),
    ("livestream", "phát trực tiếp"),
    ("hotline", "đường dây nóng"),
    ("fanpage", "trang mạng xã hội"),
    ("file", "tệp"),
    ("video clip", "phim ngắn"),
    ("pano", "bảng tuyên truyền"),
    ("deadline", "thời hạn"),
];

/// Courtesies.
static WORDY: [(&str, &str); 8] = [
    ("kính mong", "đề nghị"),
    ("xin phép", ""),
    ("rất mong nhận được", "đề nghị"),
    ("trân trọng kính mong", "đề nghị"),
    ("xin được báo cáo", "báo cáo"),
    ("kính đề nghị quý", "đề nghị"),
    ("xin chân thành cảm ơn", ""),
    ("kính mời quý vị", "mời"),
];

struct Finder {
    machine: AhoCorasick,
    meanings: Vec<Meaning>,
}

static FINDER: LazyLock<Finder> = LazyLock::new(|| {
    let mut patterns: Vec<String> = Vec::new();
    let mut meanings = Vec::new();
    let mut add = |pattern: &str, meaning: Meaning| {
        patterns.push(Reading::key_of(pattern));
        meanings.push(meaning);
    };
    for (wrong, right) in &CONFUSED {
        add(wrong, Meaning::Confused(right));
    }
    for (wrong, right) in &INCOMPLETE {
        add(wrong, Meaning::Incomplete(right));
    }
    for form in &FORMS {
        add(form.name, Meaning::Capitals(form));
    }
    for (row, reform) in BODY_REFORMS.iter().enumerate() {
        add(reform.old, Meaning::Body(row));
    }
    for (row, reform) in DISTRICT_REFORMS.iter().enumerate() {
        add(reform.old, Meaning::District(row));
    }
    for (row, province) in PROVINCES.iter().enumerate() {
        add(province.name, Meaning::Province(row));
        for former in province.merged {
            add(former, Meaning::Former(row));
        }
    }
    for (wrong, right) in &MISSPELT {
        add(wrong, Meaning::Misspelt(right));
    }
    for (which, words) in ["bảo đảm", "đảm bảo"].into_iter().enumerate() {
        add(words, Meaning::Ensure(which));
    }
    for (word, right) in &LOANS {
        add(word, Meaning::Loan(right));
    }
    for (words, right) in &WORDY {
        add(words, Meaning::Wordy(right));
    }
    for (words, cue) in &CUES {
        add(words, Meaning::Cue(*cue));
    }
    let machine = AhoCorasick::builder()
        .match_kind(MatchKind::Standard)
        .build(&patterns)
        .expect("a table of the program's own");
    Finder { machine, meanings }
});

/// Every phrase of the tables that stands in a passage, and its cues, a bit each. O(length + hits).
pub(super) fn hits(reading: &Reading) -> (Vec<Hit>, u32) {
    let key = reading.key.as_str();
    let (mut hits, mut cues) = (Vec::new(), 0);
    for found in FINDER.machine.find_overlapping_iter(key) {
        let meaning = FINDER.meanings[found.pattern().as_usize()];
        let bounded = || {
            !key[..found.start()].ends_with(char::is_alphanumeric)
                && !key[found.end()..].starts_with(char::is_alphanumeric)
        };
        match meaning {
            Meaning::Cue(cue) => cues |= cue.bit(),
            _ if bounded() => hits.push(Hit { meaning, span: reading.span(found.range()) }),
            _ => {}
        }
    }
    (hits, cues)
}

impl Cue {
    fn bit(self) -> u32 {
        1 << self as u32
    }
}

impl Reading {
    /// Whether the words of a cue stand here, if only as a part of others.
    pub(super) fn tells_of(&self, cue: Cue) -> bool {
        self.cues & cue.bit() != 0
    }
}

/// The letters of a passage with the capitals of a form.
pub(super) fn with_capitals(words: &str, form: &str) -> String {
    words
        .chars()
        .zip(form.chars())
        .flat_map(|(letter, model)| -> Vec<char> {
            if model.is_uppercase() {
                letter.to_uppercase().collect()
            } else {
                letter.to_lowercase().collect()
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::passage::Role;

    #[test]
    fn phrases_are_found_whatever_their_capitals_and_tone_marks() {
        let reading = Reading::of("UỶ BAN NHÂN DÂN tỉnh; uỷ ban", Role::Opening);
        assert_eq!(reading.hits.len(), 1);
        assert_eq!(reading.hits[0].span, 0..15);
    }

    #[test]
    fn a_confusion_is_no_part_of_a_right_phrase() {
        for (wrong, _) in &CONFUSED {
            for form in &FORMS {
                assert!(!form.name.to_lowercase().contains(wrong), "{wrong} in {}", form.name);
            }
        }
    }

    #[test]
    fn capitals_go_over_letter_by_letter() {
        assert_eq!(with_capitals("uỷ Ban Nhân Dân", "Ủy ban nhân dân"), "Uỷ ban nhân dân");
    }
}
