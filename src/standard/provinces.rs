//! The 34 provincial units since 01/7/2025, and those they were made of.

use chrono::NaiveDate;

/// A date of a reform: year, month, day.
pub type Since = (i32, u32, u32);

/// From when the merged provinces and the communes' new order apply, and the districts are no more.
pub const MERGERS: Since = (2025, 7, 1);

/// A provincial unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Province {
    /// Its name without `tỉnh` or `thành phố`.
    pub name: &'static str,
    /// Since when it is a city under the central government; none for a province. A city from of
    /// old has the year 1.
    pub city_since: Option<Since>,
    /// The former units it was made of, without the one that gave it its name.
    pub merged: &'static [&'static str],
}

const ALWAYS: Option<Since> = Some((1, 1, 1));

const fn city(
    name: &'static str,
    since: Option<Since>,
    merged: &'static [&'static str],
) -> Province {
    Province { name, city_since: since, merged }
}

const fn province(name: &'static str, merged: &'static [&'static str]) -> Province {
    Province { name, city_since: None, merged }
}

/// Every provincial unit.
pub static PROVINCES: [Province; 34] = [
    city("Hà Nội", ALWAYS, &[]),
    city("Hải Phòng", ALWAYS, &["Hải Dương"]),
    city("Huế", Some((2025, 1, 1)), &[]),
    city("Đà Nẵng", ALWAYS, &["Quảng Nam"]),
    city("Cần Thơ", ALWAYS, &["Sóc Trăng", "Hậu Giang"]),
    city("Hồ Chí Minh", ALWAYS, &["Bình Dương", "Bà Rịa - Vũng Tàu"]),
    city("Đồng Nai", Some((2026, 4, 30)), &["Bình Phước"]),
    city("Quảng Ninh", Some((2026, 9, 1)), &[]),
    city("Bắc Ninh", Some((2026, 9, 20)), &["Bắc Giang"]),
    province("Cao Bằng", &[]),
    province("Lạng Sơn", &[]),
    province("Lai Châu", &[]),
    province("Điện Biên", &[]),
    province("Sơn La", &[]),
    province("Thanh Hóa", &[]),
    province("Nghệ An", &[]),
    province("Hà Tĩnh", &[]),
    province("Tuyên Quang", &["Hà Giang"]),
    province("Lào Cai", &["Yên Bái"]),
    province("Thái Nguyên", &["Bắc Kạn"]),
    province("Phú Thọ", &["Vĩnh Phúc", "Hòa Bình"]),
    province("Hưng Yên", &["Thái Bình"]),
    province("Ninh Bình", &["Hà Nam", "Nam Định"]),
    province("Quảng Trị", &["Quảng Bình"]),
    province("Quảng Ngãi", &["Kon Tum"]),
    province("Gia Lai", &["Bình Định"]),
    province("Đắk Lắk", &["Phú Yên"]),
    province("Khánh Hòa", &["Ninh Thuận"]),
    province("Lâm Đồng", &["Đắk Nông", "Bình Thuận"]),
    province("Tây Ninh", &["Long An"]),
    province("Đồng Tháp", &["Tiền Giang"]),
    province("Vĩnh Long", &["Bến Tre", "Trà Vinh"]),
    province("An Giang", &["Kiên Giang"]),
    province("Cà Mau", &["Bạc Liêu"]),
];

impl Province {
    /// Its name with its kind, as a sentence writes it on a date: `tỉnh Đồng Nai`, later
    /// `thành phố Đồng Nai`.
    pub fn titled(&self, date: NaiveDate) -> String {
        match (self.name, self.is_city(date)) {
            ("Hồ Chí Minh", _) => "Thành phố Hồ Chí Minh".to_owned(),
            (name, true) => format!("thành phố {name}"),
            (name, false) => format!("tỉnh {name}"),
        }
    }

    /// Whether it is a city under the central government on a date.
    pub fn is_city(&self, date: NaiveDate) -> bool {
        self.city_since.is_some_and(|since| reached(date, since))
    }
}

/// The unit that a former one is part of now, by the former one's name.
pub fn successor(former: &str) -> Option<&'static Province> {
    PROVINCES.iter().find(|province| province.merged.contains(&former))
}

/// Whether a date is that of a reform or later.
pub fn reached(date: NaiveDate, (year, month, day): Since) -> bool {
    NaiveDate::from_ymd_opt(year, month, day).is_some_and(|since| date >= since)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sixty_three_units_became_thirty_four() {
        let merged: usize = PROVINCES.iter().map(|province| province.merged.len()).sum();
        assert_eq!(PROVINCES.len() + merged, 63);
        let mut names: Vec<&str> = PROVINCES
            .iter()
            .flat_map(|province| province.merged.iter().copied().chain([province.name]))
            .collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), 63);
    }

    #[test]
    fn a_province_becomes_a_city_on_its_day() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).expect("a real day");
        let dong_nai = successor("Bình Phước").expect("it was merged");
        assert_eq!(dong_nai.titled(day(2026, 4, 29)), "tỉnh Đồng Nai");
        assert_eq!(dong_nai.titled(day(2026, 4, 30)), "thành phố Đồng Nai");
        assert_eq!(successor("Bình Dương").map(|p| p.name), Some("Hồ Chí Minh"));
        assert_eq!(successor("Nghệ An"), None);
        let today = day(2026, 11, 22);
        assert_eq!(PROVINCES.iter().filter(|p| p.is_city(today)).count(), 9);
    }
}
