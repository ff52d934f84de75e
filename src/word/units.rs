//! Word's units.

/// Twips (twentieths of a point) in a millimetre.
const TWIPS_PER_MM: f64 = 1440.0 / 25.4;

/// Millimetres in whole twips.
pub(super) fn twips(mm: f64) -> i64 {
    whole(mm * TWIPS_PER_MM)
}

/// Points in whole twips.
pub(super) fn point_twips(pt: f64) -> i64 {
    whole(pt * 20.0)
}

/// Points in half-points, the unit of `w:sz`.
pub(super) fn half_points(pt: f64) -> i64 {
    whole(pt * 2.0).max(1)
}

/// Points in eighths, the unit of a border's `w:sz`.
pub(super) fn eighths(pt: f64) -> i64 {
    whole(pt * 8.0).clamp(2, 96)
}

/// Column widths in mm as twips whose sum is the sum of the columns, rounded once.
pub(super) fn column_twips(widths: &[f64]) -> Vec<i64> {
    let mut edge = 0.0;
    let mut last = 0;
    widths
        .iter()
        .map(|width| {
            edge += width;
            let right = twips(edge);
            let column = right - last;
            last = right;
            column
        })
        .collect()
}

/// A float as a whole number; what is not a number becomes 0.
fn whole(value: f64) -> i64 {
    // `as` holds the value inside the range of the integer and turns NaN into 0.
    value.round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a4_and_its_margins_are_those_of_word() {
        assert_eq!((twips(210.0), twips(297.0)), (11906, 16838));
        assert_eq!((twips(30.0), twips(15.0), twips(20.0)), (1701, 850, 1134));
        assert_eq!((half_points(14.0), half_points(13.5)), (28, 27));
        assert_eq!((point_twips(6.0), eighths(0.75), eighths(0.5)), (120, 6, 4));
    }

    #[test]
    fn columns_add_up_to_the_rounded_whole() {
        let widths = [165.0 / 7.0; 7];
        assert_eq!(column_twips(&widths).iter().sum::<i64>(), twips(165.0));
    }

    #[test]
    fn what_is_no_number_is_nothing() {
        assert_eq!(twips(f64::NAN), 0);
    }
}
