//! The settings that the decree leaves to the office, each within its range.

use serde::{Deserialize, Serialize};

/// Page set-up of one plan. The defaults are those of `reference` practice: 20/20/30/15 mm, sizes
/// 13-14-14, body 14, first line 12.7 mm, 6 pt between paragraphs, single lines.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PageSetup {
    /// Page margins.
    pub margins: Margins,
    /// The coherent sizes of Quốc hiệu, Tiêu ngữ, địa danh.
    pub sizes: SizeSet,
    /// Size of the text in pt: 13 to 14.
    pub body_size: f64,
    /// First-line indent.
    pub indent: FirstLineIndent,
    /// Line spacing as a multiple of single: 1.0 to 1.5.
    pub line_spacing: f64,
    /// Space between paragraphs in pt, at least 6.
    pub paragraph_gap: f64,
}

/// Page margins in mm (PL I.I.3): top and bottom 20–25, left 30–35, right 15–20.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Margins {
    /// Top, mm.
    pub top: f64,
    /// Bottom, mm.
    pub bottom: f64,
    /// Left, mm.
    pub left: f64,
    /// Right, mm.
    pub right: f64,
}

/// The two coherent sets of sizes (footnote to Mục V of Phụ lục I).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum SizeSet {
    /// Quốc hiệu 13, Tiêu ngữ 14, địa danh 14.
    #[default]
    Large,
    /// Quốc hiệu 12, Tiêu ngữ 13, địa danh 13.
    Small,
}

/// First-line indent (PL I.II.6.e): 1 cm or 1.27 cm.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum FirstLineIndent {
    /// 10 mm.
    Centimetre,
    /// 12.7 mm.
    #[default]
    HalfInch,
}

impl FirstLineIndent {
    /// The indent in mm.
    pub fn mm(self) -> f64 {
        match self {
            Self::Centimetre => 10.0,
            Self::HalfInch => 12.7,
        }
    }
}

impl Default for Margins {
    fn default() -> Self {
        Self { top: 20.0, bottom: 20.0, left: 30.0, right: 15.0 }
    }
}

impl Default for PageSetup {
    fn default() -> Self {
        Self {
            margins: Margins::default(),
            sizes: SizeSet::default(),
            body_size: 14.0,
            indent: FirstLineIndent::default(),
            line_spacing: 1.0,
            paragraph_gap: 6.0,
        }
    }
}

impl PageSetup {
    /// The same settings with every value brought inside the decree's range, and on the steps that
    /// every program can hold (Word counts twentieths and halves of a point): tenths of a mm, half
    /// points of a size, hundredths of a line, tenths of a point between paragraphs.
    pub fn within_range(self) -> Self {
        let hold = |value: f64, low: f64, high: f64| {
            if value.is_finite() { value.clamp(low, high) } else { low }
        };
        let step = |value: f64, steps: f64| (value * steps).round() / steps;
        let Margins { top, bottom, left, right } = self.margins;
        Self {
            margins: Margins {
                top: step(hold(top, 20.0, 25.0), 10.0),
                bottom: step(hold(bottom, 20.0, 25.0), 10.0),
                left: step(hold(left, 30.0, 35.0), 10.0),
                right: step(hold(right, 15.0, 20.0), 10.0),
            },
            body_size: step(hold(self.body_size, 13.0, 14.0), 2.0),
            line_spacing: step(hold(self.line_spacing, 1.0, 1.5), 100.0),
            paragraph_gap: step(hold(self.paragraph_gap, 6.0, 24.0), 10.0),
            ..self
        }
    }
}
