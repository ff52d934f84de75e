//! Words of two syllables in the names of agencies, posts and plans.
//!
//! Vietnamese writes a space between syllables, so that nothing but a word list says where a name may
//! be broken: `SỞ VĂN HÓA, / THỂ THAO VÀ DU LỊCH`, never `… THỂ / THAO …`.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Words of two syllables; the syllables of a longer one stand in overlapping pairs.
const WORDS: &str = "
an ninh|an sinh|an toàn|bảo hiểm|bảo hộ|bảo tàng|bảo tồn|bảo trợ|bảo vệ|báo chí|bệnh tật|bệnh viện|
biên giới|biên phòng|bình đẳng|bổ trợ|bưu điện|bưu chính|cải cách|cải tạo|cán bộ|cao đẳng|chấp hành|
chất lượng|chi cục|chi nhánh|chỉ đạo|chỉ huy|chiến binh|chiến lược|chính phủ|chính quyền|chính sách|
chính trị|chủ nhiệm|chủ tịch|chuyên đề|chuyên môn|chuyên ngành|chuyên trách|chuyển đổi|chữa cháy|
chương trình|công an|công chứng|công chức|công dân|công đoàn|công khai|công nghệ|công nghiệp|công nhân|
công tác|công thương|công trình|công tố|công ty|công vụ|cổ truyền|cộng đồng|cộng sản|cơ khí|cơ quan|
cơ sở|cơ yếu|cục trưởng|cứu hộ|cứu nạn|cựu chiến|cứu trợ|dạy nghề|dân cư|dân chủ|dân quân|dân số|
dân tộc|dân vận|di sản|di tích|dịch vụ|doanh nghiệp|du lịch|dự án|dự phòng|dự toán|dược phẩm|đa khoa|
đài truyền|đại biểu|đại diện|đại đoàn|đại học|đảm bảo|đào tạo|đảng bộ|đảng ủy|đánh giá|đăng ký|đăng kiểm|
đấu giá|đấu thầu|đầu tư|đặc biệt|đặc khu|địa chất|địa chính|địa phương|điều dưỡng|điều hành|điều phối|
điều tra|điện ảnh|điện lực|điện tử|đoàn kết|đoàn thanh|đoàn thể|đô thị|đối ngoại|đối thoại|đơn vị|
đường bộ|đường sắt|đường thủy|gia đình|giải phóng|giải quyết|giám đốc|giám định|giám sát|giáo dục|
giáo viên|giao dịch|giao thông|giống cây|hài cốt|hải quan|hành chính|hành động|hàng hải|hàng không|
hạ tầng|hạt nhân|hệ thống|hiểm xã|hiểm y|hiệp hội|hiệu quả|hiệu trưởng|hòa giải|hoạt động|học đường|học viện|hỗ trợ|
hội đồng|hội nghị|hội nhập|hội nông|hợp nhất|hợp tác|hướng dẫn|huấn luyện|kế hoạch|kế toán|khai thác|
khám bệnh|khảo sát|khắc phục|khen thưởng|khiếu nại|khí tượng|kho bạc|khoa học|khoáng sản|khởi nghiệp|
khu công|khu kinh|khu vực|khuyến công|khuyến học|khuyến nông|kiểm dịch|kiểm định|kiểm lâm|kiểm nghiệm|
kiểm sát|kiểm soát|kiểm toán|kiểm tra|kiến trúc|kiến thiết|kinh doanh|kinh tế|kỷ luật|kỹ thuật|
lãnh đạo|lao động|lâm nghiệp|liên đoàn|liên hiệp|liên minh|liệt sĩ|lịch sử|lực lượng|luật sư|
lưu trữ|mặt bằng|mặt trận|mầm non|mẫu giáo|miền núi|môi trường|mục tiêu|mỹ thuật|nạn nhân|năng lượng|
năng suất|ngân hàng|ngân sách|nghệ thuật|nghề nghiệp|nghiên cứu|nghiệp vụ|ngoại giao|ngoại ngữ|ngoại vụ|
người dân|nhà nước|nhà ở|nhà văn|nhân dân|nhân lực|nhiếp ảnh|nhiệm vụ|nhi đồng|nội bộ|nội chính|nội trú|
nội vụ|nông dân|nông nghiệp|nông thôn|nuôi dưỡng|pháp chế|pháp luật|pháp y|phát hành|phát thanh|
phát triển|phòng chống|phòng không|phong trào|phổ biến|phổ cập|phổ thông|phụ nữ|phụ sản|phục hồi|phúc lợi|
phương tiện|quản lý|quản trị|quân đội|quân sự|quảng bá|quan hệ|quan trắc|quốc gia|quốc hội|quốc phòng|
quốc tế|quy hoạch|quy tập|quyền hạn|quyết định|sáng kiến|sáng tạo|sát hạch|sản nhi|sản xuất|sinh hoạt|
sinh học|sinh sản|sinh viên|sự nghiệp|sức khỏe|sức khoẻ|tài chính|tài nguyên|tài sản|tái định|tạp chí|
tập huấn|tập thể|tham mưu|thanh niên|thanh tra|thành phố|thành viên|thẩm định|thể chất|thể dục|thể thao|
thiên tai|thiếu niên|thiết bị|thiết kế|thi đua|thi hành|thông tin|thông tấn|thống kê|thực hiện|thực phẩm|
thực vật|thú y|thủ đô|thủ tục|thủ tướng|thư viện|thường trú|thường trực|thường vụ|thường xuyên|thương binh|
thương mại|thị trấn|thị trường|thị xã|thủy lợi|thuỷ lợi|thủy sản|thuỷ sản|thủy văn|tiêm chủng|tiến độ|
tiền lương|tiếp công|tiếp nhận|tiết kiệm|tiểu ban|tiểu học|tin học|tìm kiếm|tích hợp|toà án|tòa án|
toàn dân|toàn diện|tổ chức|tổ công|tổ quốc|tổng cục|tổng công|tổng hợp|tổng kết|trách nhiệm|trang thiết|
trẻ em|triển khai|trị liệu|trồng trọt|trung cấp|trung học|trung tâm|trung ương|truyền hình|truyền thanh|
truyền thông|trường học|trưởng ban|trưởng khoa|trưởng phòng|tuyên giáo|tuyên truyền|tư pháp|tư tưởng|
tư vấn|từ thiện|tỷ lệ|ủy ban|uỷ ban|ứng cứu|ứng dụng|ứng phó|vận động|vận hành|vận tải|văn bản|văn hóa|
văn hoá|văn học|văn minh|văn nghệ|văn phòng|văn thư|vật liệu|vật nuôi|vật tư|vệ sinh|vị thành|việc làm|
viễn thông|viện trợ|viện trưởng|việt nam|vĩnh viễn|vũ khí|vũ trang|xã hội|xây dựng|xét nghiệm|xóa đói|
xuất bản|xuất khẩu|xúc tiến|xử lý|y khoa|y tế|yêu cầu|ý kiến
";

static COMPOUNDS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| WORDS.split('|').map(str::trim).collect());

/// Whether two syllables, in small letters, are one word, or part of one, so that no title is broken
/// between them.
pub fn is_compound(left: &str, right: &str) -> bool {
    !left.is_empty() && COMPOUNDS.contains(format!("{left} {right}").as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_names_are_known_and_neighbours_are_not() {
        for (left, right) in [("văn", "hóa"), ("du", "lịch"), ("xử", "lý"), ("an", "ninh")]
        {
            assert!(is_compound(left, right), "{left} {right}");
        }
        for (left, right) in [("sở", "văn"), ("và", "du"), ("thao", "và"), ("", "hóa")] {
            assert!(!is_compound(left, right), "{left} {right}");
        }
    }
}
