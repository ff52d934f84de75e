//! Bodies whose names changed with the reforms of 2025, and since when.

use super::provinces::{MERGERS, Since};

/// A name that was right until a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reform {
    /// The old name.
    pub old: &'static str,
    /// What stands for it now; empty where that must be chosen.
    pub new: &'static str,
    /// From when the old name is wrong for a living body.
    pub since: Since,
}

const BODIES: Since = (2025, 3, 1);
const PARTY: Since = (2025, 2, 1);
const OFFICES: Since = (2025, 3, 1);

const fn body(old: &'static str, new: &'static str) -> Reform {
    Reform { old, new, since: BODIES }
}

/// Ministries, departments and party bodies; longer names stand before the shorter ones in them.
pub static BODY_REFORMS: [Reform; 33] = [
    body("Bộ Kế hoạch và Đầu tư", "Bộ Tài chính"),
    body("Sở Kế hoạch và Đầu tư", "Sở Tài chính"),
    body("Bộ Giao thông vận tải", "Bộ Xây dựng"),
    body("Sở Giao thông vận tải", "Sở Xây dựng"),
    body("Bộ Nông nghiệp và Phát triển nông thôn", "Bộ Nông nghiệp và Môi trường"),
    body("Sở Nông nghiệp và Phát triển nông thôn", "Sở Nông nghiệp và Môi trường"),
    body("Bộ Tài nguyên và Môi trường", "Bộ Nông nghiệp và Môi trường"),
    body("Sở Tài nguyên và Môi trường", "Sở Nông nghiệp và Môi trường"),
    body("Bộ Thông tin và Truyền thông", "Bộ Khoa học và Công nghệ"),
    body("Sở Thông tin và Truyền thông", "Sở Khoa học và Công nghệ"),
    body("Bộ Lao động - Thương binh và Xã hội", "Bộ Nội vụ"),
    body("Sở Lao động - Thương binh và Xã hội", "Sở Nội vụ"),
    body("Ủy ban Dân tộc", "Bộ Dân tộc và Tôn giáo"),
    body("Ban Dân tộc", "Sở Dân tộc và Tôn giáo"),
    district("Phòng Nông nghiệp và Phát triển nông thôn", "Phòng Kinh tế"),
    district("Phòng Tài nguyên và Môi trường", "Phòng Kinh tế"),
    district("Phòng Tài chính - Kế hoạch", "Phòng Kinh tế"),
    district("Phòng Lao động - Thương binh và Xã hội", "Phòng Văn hóa - Xã hội"),
    district("Phòng Văn hóa và Thông tin", "Phòng Văn hóa - Xã hội"),
    district("Phòng Giáo dục và Đào tạo", "Phòng Văn hóa - Xã hội"),
    body("Sở KH&ĐT", "Sở Tài chính"),
    body("Sở GTVT", "Sở Xây dựng"),
    body("Sở NN&PTNT", "Sở Nông nghiệp và Môi trường"),
    body("Sở TN&MT", "Sở Nông nghiệp và Môi trường"),
    body("Sở TT&TT", "Sở Khoa học và Công nghệ"),
    body("Sở LĐ-TB&XH", "Sở Nội vụ"),
    body("Sở LĐTBXH", "Sở Nội vụ"),
    Reform { old: "Cục Thuế tỉnh", new: "Thuế tỉnh", since: OFFICES },
    Reform { old: "Cục Thống kê tỉnh", new: "Thống kê tỉnh", since: OFFICES },
    Reform { old: "Cục Hải quan tỉnh", new: "", since: OFFICES },
    Reform { old: "Ban Dân vận", new: "Ban Tuyên giáo và Dân vận", since: PARTY },
    Reform { old: "Ban Tuyên giáo", new: "Ban Tuyên giáo và Dân vận", since: PARTY },
    Reform { old: "Đảng ủy Khối các cơ quan", new: "", since: PARTY },
];

const fn district(old: &'static str, new: &'static str) -> Reform {
    Reform { old, new, since: MERGERS }
}

/// Wording of the district level, abolished on 01/7/2025; longer phrases first.
pub static DISTRICT_REFORMS: [Reform; 22] = [
    district("các huyện, thị xã, thành phố", "các xã, phường, đặc khu"),
    district("các quận, huyện, thị xã", "các xã, phường, đặc khu"),
    district("các huyện, thành phố, thị xã", "các xã, phường, đặc khu"),
    district("các thành phố, thị xã, huyện", "các xã, phường, đặc khu"),
    district("các huyện, thành, thị", "các xã, phường, đặc khu"),
    district("các huyện, thành phố", "các xã, phường, đặc khu"),
    district("các huyện, thị xã", "các xã, phường, đặc khu"),
    district("các quận, huyện", "các xã, phường, đặc khu"),
    district("huyện, thị xã, thành phố", "xã, phường, đặc khu"),
    district("quận, huyện, thị xã", "xã, phường, đặc khu"),
    district("quận, huyện", "xã, phường, đặc khu"),
    district("xã, phường, thị trấn", "xã, phường, đặc khu"),
    district("UBND cấp huyện", "UBND cấp xã"),
    district("Ủy ban nhân dân cấp huyện", "Ủy ban nhân dân cấp xã"),
    district("cấp huyện", "cấp xã"),
    district("Huyện ủy", ""),
    district("Huyện uỷ", ""),
    district("Thị ủy", ""),
    district("UBND huyện", "UBND xã"),
    district("Ủy ban nhân dân huyện", "Ủy ban nhân dân xã"),
    district("phường, thị trấn", "phường, đặc khu"),
    district("xã, thị trấn", "xã, phường, đặc khu"),
];

/// Common nouns of the district level before a name of its own: `huyện Kim Bảng`.
pub static DISTRICT_NOUNS: [&str; 4] = ["huyện", "quận", "thị xã", "thị trấn"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_shorter_name_hides_a_longer_one() {
        for list in [&BODY_REFORMS[..], &DISTRICT_REFORMS[..]] {
            for (n, first) in list.iter().enumerate() {
                for later in &list[n + 1..] {
                    assert!(!later.old.contains(first.old), "{} {}", first.old, later.old);
                }
            }
        }
    }
}
