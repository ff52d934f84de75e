//! The numerals of blocks for display. To be replaced by the composer's own.

use crate::model::{Block, Level};

/// The numeral of each block as shown before its words; empty for none.
pub fn numerals(blocks: &[Block]) -> Vec<String> {
    let mut counts = [0usize; 7];
    let mut labels = Vec::with_capacity(blocks.len());
    for block in blocks {
        let Some(level) = block.paragraph().map(|p| p.level) else {
            labels.push(String::new());
            continue;
        };
        let Some(depth) = level.depth() else {
            labels.push(String::new());
            continue;
        };
        counts[depth] += 1;
        counts[depth + 1..].fill(0);
        let n = counts[depth];
        labels.push(match level {
            Level::Part => format!("Phần {}", roman(n)),
            Level::Section => format!("{}.", roman(n)),
            Level::Clause => format!("{n}."),
            Level::SubClause => format!("{}.{n}.", counts[depth - 1]),
            Level::Point => format!("{})", letter(n)),
            Level::Dash => "-".to_owned(),
            _ => "+".to_owned(),
        });
    }
    labels
}

fn roman(mut n: usize) -> String {
    const SIGNS: [(usize, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while n >= value {
            out.push_str(sign);
            n -= value;
        }
    }
    out
}

fn letter(n: usize) -> String {
    const LETTERS: &str = "abcdđeghiklmnopqrstuvxy";
    let count = LETTERS.chars().count();
    let mut n = n;
    let mut out = Vec::new();
    while n > 0 {
        out.extend(LETTERS.chars().nth((n - 1) % count));
        n = (n - 1) / count;
    }
    out.iter().rev().collect()
}
