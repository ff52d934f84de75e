//! Page settings from the section and the styles of a file.

use super::super::styles::Styles;
use super::super::tree::Node;
use crate::model::{FirstLineIndent, Margins, PageSetup, SizeSet};
use crate::standard::StyleName;

const TWIPS_PER_MM: f64 = 1440.0 / 25.4;

/// The settings that section and styles show; where they show none, the usual ones.
pub(super) fn settings(styles: &Styles, section: Option<&Node>) -> PageSetup {
    let usual = PageSetup::default();
    let margins = section.and_then(|node| node.child("pgMar"));
    let margin = |side: &str, usual: f64| {
        let twips = margins.and_then(|node| node.number(side));
        twips.map_or(usual, |twips| f64::from(twips) / TWIPS_PER_MM)
    };
    let text = styles.measures(StyleName::Body);
    let motto = styles.measures(StyleName::Motto);
    PageSetup {
        margins: Margins {
            top: margin("top", usual.margins.top),
            bottom: margin("bottom", usual.margins.bottom),
            left: margin("left", usual.margins.left),
            right: margin("right", usual.margins.right),
        },
        sizes: match motto.half_points {
            Some(..27) => SizeSet::Small,
            _ => SizeSet::Large,
        },
        body_size: text.half_points.map_or(usual.body_size, |points| f64::from(points) / 2.0),
        indent: match text.first {
            // Between 10 and 12.7 mm.
            Some(..644) => FirstLineIndent::Centimetre,
            _ => FirstLineIndent::HalfInch,
        },
        line_spacing: text.line.map_or(usual.line_spacing, |line| f64::from(line) / 240.0),
        paragraph_gap: text
            .before
            .map_or(usual.paragraph_gap, |twips| f64::from(twips) / 20.0),
    }
    .within_range()
}
