//! Word's formulas (Office Math) as words in one line: `(A+B)/(C−D)×10²`.

use super::tree::Node;
use crate::read::source::script;

/// A formula written out.
pub(super) struct Equation {
    /// The words.
    pub(super) words: String,
    /// Whether it has parts above or below each other, whose form the line only tells.
    pub(super) built: bool,
}

/// Writes a formula out.
pub(super) fn read(node: &Node) -> Equation {
    let mut built = false;
    let words = inside(node, &mut built);
    Equation { words, built }
}

/// What stands inside a node, one after the other.
fn inside(node: &Node, built: &mut bool) -> String {
    node.children().map(|child| one(child, built)).collect()
}

fn part(node: &Node, name: &str, built: &mut bool) -> String {
    node.child(name).map(|child| inside(child, built)).unwrap_or_default()
}

fn one(node: &Node, built: &mut bool) -> String {
    let mut of = |name: &str| part(node, name, built);
    let words = match node.name() {
        "m:t" | "t" => return node.words(),
        "m:f" => {
            let (over, under) = (of("m:num"), of("m:den"));
            format!("{}/{}", grouped(over), grouped(under))
        }
        "m:sSup" => format!("{}{}", of("m:e"), raised(&of("m:sup"))),
        "m:sSub" => format!("{}{}", of("m:e"), lowered(&of("m:sub"))),
        "m:sSubSup" => {
            format!("{}{}{}", of("m:e"), lowered(&of("m:sub")), raised(&of("m:sup")))
        }
        "m:sPre" => format!("{}{}{}", lowered(&of("m:sub")), raised(&of("m:sup")), of("m:e")),
        "m:rad" => {
            let degree = raised(&of("m:deg"));
            format!("{degree}√{}", grouped(of("m:e")))
        }
        "m:nary" => {
            let sign = property(node, "m:naryPr", "m:chr").unwrap_or("∫").to_owned();
            format!("{sign}{}{} {}", lowered(&of("m:sub")), raised(&of("m:sup")), of("m:e"))
        }
        "m:d" => return delimited(node, built),
        "m:func" => format!("{} {}", of("m:fName"), of("m:e")),
        "m:limLow" => format!("{}{}", of("m:e"), lowered(&of("m:lim"))),
        "m:limUpp" => format!("{}{}", of("m:e"), raised(&of("m:lim"))),
        "m:m" | "m:eqArr" => {
            let rows = node.children().filter(|child| child.is("m:mr") || child.is("m:e"));
            let rows: Vec<String> = rows.map(|row| row_words(row, built)).collect();
            rows.join("; ")
        }
        "m:bar" | "m:acc" => {
            let bar = property(node, "m:accPr", "m:chr").unwrap_or("\u{305}").to_owned();
            let words = of("m:e");
            // A mark over one letter is a letter; over more it cannot be set in a line.
            if words.chars().count() == 1 { format!("{words}{bar}") } else { words }
        }
        _ => return inside(node, built),
    };
    *built = true;
    words
}

/// The cells of a matrix's row, or one equation of several.
fn row_words(row: &Node, built: &mut bool) -> String {
    if row.is("m:e") {
        return inside(row, built);
    }
    let cells: Vec<String> = row.children().map(|cell| inside(cell, built)).collect();
    cells.join(" ")
}

/// Brackets and what they hold.
fn delimited(node: &Node, built: &mut bool) -> String {
    let mark = |name: &str, usual: &'static str| {
        property(node, "m:dPr", name).map_or(usual.to_owned(), str::to_owned)
    };
    let parts: Vec<String> = node
        .children()
        .filter(|child| child.is("m:e"))
        .map(|part| inside(part, built))
        .collect();
    format!(
        "{}{}{}",
        mark("m:begChr", "("),
        parts.join(&mark("m:sepChr", "|")),
        mark("m:endChr", ")")
    )
}

fn property<'a>(node: &'a Node, of: &str, name: &str) -> Option<&'a str> {
    node.child(of)?.value(name)
}

/// In brackets, unless it is one word or number, or has its own.
fn grouped(words: String) -> String {
    let words = words.trim();
    let single = words.chars().all(|c| c.is_alphanumeric() || matches!(c, ',' | '.' | '%'));
    let mut depth = 0usize;
    let count = words.chars().count();
    let enclosed = words.starts_with('(')
        && words.chars().enumerate().all(|(at, c)| {
            match c {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth > 0 || at + 1 == count
        });
    if single || enclosed { words.to_owned() } else { format!("({words})") }
}

fn raised(words: &str) -> String {
    placed(words, '^', script::raised)
}

fn lowered(words: &str) -> String {
    placed(words, '_', script::lowered)
}

/// Small letters where each has one, else the mark and the words.
fn placed(words: &str, mark: char, small: impl Fn(char) -> Option<char>) -> String {
    let words = words.trim();
    if words.is_empty() {
        return String::new();
    }
    match words.chars().map(small).collect::<Option<String>>() {
        Some(small) => small,
        None => format!("{mark}{}", grouped(words.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_out(math: &str) -> (String, bool) {
        let xml = format!("<m:oMath xmlns:m=\"http://x/math\">{math}</m:oMath>");
        let node = Node::read(xml.as_bytes()).expect("well formed");
        let found = read(&node);
        (found.words, found.built)
    }

    fn run(words: &str) -> String {
        format!("<m:r><m:t>{words}</m:t></m:r>")
    }

    #[test]
    fn formulas_keep_their_meaning_in_a_line() {
        let (a, b, two) = (run("A+B"), run("C"), run("2"));
        let fraction = format!("<m:f><m:num>{a}</m:num><m:den>{b}</m:den></m:f>");
        let cases = [
            (format!("{}{fraction}", run("K=")), "K=(A+B)/C"),
            (format!("<m:sSup><m:e>{}</m:e><m:sup>{two}</m:sup></m:sSup>", run("10")), "10²"),
            (format!("<m:sSup><m:e>{b}</m:e><m:sup>{a}</m:sup></m:sSup>"), "C^(A+B)"),
            (format!("<m:sSub><m:e>{b}</m:e><m:sub>{two}</m:sub></m:sSub>"), "C₂"),
            (format!("<m:rad><m:deg/><m:e>{a}</m:e></m:rad>"), "√(A+B)"),
            (
                format!(
                    "<m:nary><m:naryPr><m:chr m:val=\"∑\"/></m:naryPr><m:sub>{}</m:sub><m:sup>{}\
                     </m:sup><m:e>{b}</m:e></m:nary>",
                    run("i=1"),
                    run("n")
                ),
                "∑_(i=1)ⁿ C",
            ),
            (
                format!(
                    "<m:d><m:dPr><m:begChr m:val=\"[\"/><m:endChr m:val=\"]\"/></m:dPr>\
                     <m:e>{a}</m:e></m:d>"
                ),
                "[A+B]",
            ),
        ];
        for (math, want) in cases {
            assert_eq!(read_out(&math).0, want);
        }
        assert_eq!(read_out(&run("E=mc")), ("E=mc".to_owned(), false));
    }
}
