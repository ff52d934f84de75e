//! A document for each row of a list: those of ô 9a from the list's column, `{…}` from the others.

use super::roll::Roll;
use crate::dossier::file_stem;
use crate::model::{Field, Place, Plan, Standing, Text, each_field};
use crate::vietnamese::plain_fold;

/// The longest name between braces: what is longer is no name of a column.
const LONGEST_NAME: usize = 60;
/// Letters of a recipient's name in the name of a file.
const LONGEST_STEM: usize = 60;

/// A document and those who get it.
#[derive(Clone, Copy, Debug)]
pub struct Mailing<'a> {
    /// The document.
    pub document: &'a Plan,
    /// The list.
    pub roll: &'a Roll,
}

/// Something that the list does not say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gap {
    /// The document asks for a column that the list has not.
    Column {
        /// What stands between the braces.
        name: String,
        /// Where it stands first.
        place: Place,
    },
    /// Rows in which a column that the document asks for is blank.
    Blank {
        /// The column.
        name: String,
        /// How many rows.
        rows: usize,
    },
}

/// What stands between braces in a document, each once, with its first place.
pub fn placeholders(document: &Plan) -> Vec<(String, Place)> {
    let mut names: Vec<(String, Place)> = Vec::new();
    each_field(&mut document.clone(), &mut |place, _, field| {
        let words = match field {
            Field::Text(text) => text.as_str().to_owned(),
            Field::Line(line) => line.clone(),
        };
        for (_, _, name) in found(&words) {
            if !names.iter().any(|(known, _)| plain_fold(known) == plain_fold(name)) {
                names.push((name.to_owned(), place));
            }
        }
    });
    names
}

impl Mailing<'_> {
    /// How many letters it makes.
    pub fn count(&self) -> usize {
        self.roll.rows.len()
    }

    /// What the document asks for and the list does not say.
    pub fn gaps(&self) -> Vec<Gap> {
        let gaps = placeholders(self.document).into_iter().filter_map(|(name, place)| {
            let Some(column) = self.column(&name) else {
                return Some(Gap::Column { name, place });
            };
            let rows = self.roll.rows.iter().filter(|row| row[column].is_empty()).count();
            (rows > 0).then_some(Gap::Blank { name, rows })
        });
        gaps.collect()
    }

    /// The letter of a row. What stands in ô 9a gives way to the row's own name, unless it asks for columns
    /// itself; braces that name no column stay as they are.
    pub fn letter(&self, row: usize) -> Plan {
        let mut letter = self.document.clone();
        let Some(cells) = self.roll.rows.get(row) else { return letter };
        let asks = letter.addressees.iter().any(|line| found(line).next().is_some());
        if !asks {
            letter.addressees = vec![cells[self.roll.name].clone()];
        }
        each_field(&mut letter, &mut |_, _, field| match field {
            Field::Text(text) => self.fill_text(text, cells),
            Field::Line(line) => *line = self.filled(line, cells),
        });
        letter.goes_with = None;
        letter
    }

    /// All letters, in the order of the list.
    pub fn letters(&self) -> impl Iterator<Item = Plan> {
        (0..self.count()).map(|row| self.letter(row))
    }

    /// The name of a row's file, without ending: its number, so that the files stand in the order of the
    /// list, and who gets it.
    pub fn stem(&self, row: usize) -> String {
        let digits = self.count().to_string().len().max(2);
        let name = self.roll.rows.get(row).map_or("", |cells| cells[self.roll.name].as_str());
        let letters = plain_fold(name);
        let words = letters.split(|letter: char| !letter.is_ascii_alphanumeric());
        let mut stem = words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-");
        if stem.len() > LONGEST_STEM {
            let end = stem[..LONGEST_STEM].rfind('-').unwrap_or(LONGEST_STEM);
            stem.truncate(end);
        }
        format!("{:0digits$}-{stem}", row + 1)
    }

    /// The name of the file that holds all of them.
    pub fn whole_stem(&self, standing: Standing) -> String {
        format!("{}-{}-noi", file_stem(self.document, standing), self.count())
    }

    fn column(&self, name: &str) -> Option<usize> {
        let wanted = plain_fold(name.trim());
        self.roll.columns.iter().position(|column| plain_fold(column.trim()) == wanted)
    }

    fn value<'c>(&self, name: &str, cells: &'c [String]) -> Option<&'c str> {
        self.column(name).and_then(|column| cells.get(column)).map(String::as_str)
    }

    fn fill_text(&self, text: &mut Text, cells: &[String]) {
        let words = text.as_str().to_owned();
        let all: Vec<_> = found(&words).collect();
        // From the end, so that the places before stay true.
        for (from, to, name) in all.into_iter().rev() {
            let Some(value) = self.value(name, cells) else { continue };
            let start = words[..from].chars().count();
            let style = text.style_at(start);
            text.delete(start..start + words[from..to].chars().count());
            text.insert_styled(start, value, style);
        }
    }

    fn filled(&self, line: &str, cells: &[String]) -> String {
        let mut out = line.to_owned();
        let all: Vec<_> = found(line).collect();
        for (from, to, name) in all.into_iter().rev() {
            if let Some(value) = self.value(name, cells) {
                out.replace_range(from..to, value);
            }
        }
        out
    }
}

/// The names between braces: from and to which byte, braces included, and the name.
fn found(words: &str) -> impl Iterator<Item = (usize, usize, &str)> {
    words.match_indices('{').filter_map(|(from, _)| {
        let inside = &words[from + 1..];
        let end = inside.find(['}', '{', '\n'])?;
        let name = &inside[..end];
        let is_name = inside[end..].starts_with('}')
            && !name.trim().is_empty()
            && name.chars().count() <= LONGEST_NAME;
        is_name.then_some((from, from + end + 2, name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, DocumentType, Level, Style};

    fn document() -> Plan {
        let mut text = Text::plain("Kính mời {Chức vụ} dự họp lúc ");
        text.push("{giờ}", Style::BOLD);
        text.push("; {không có}.", Style::default());
        Plan {
            document_type: DocumentType::Invitation,
            subject: "Họp".into(),
            addressees: vec!["Các đơn vị".into()],
            body: vec![Block::new(Level::Body, text)],
            ..Plan::default()
        }
    }

    fn roll() -> Roll {
        Roll::of_text("Đơn vị\tChức vụ\tGiờ\nSở Y tế\tGiám đốc\t8 giờ\nCông an {xã}\t\t9 giờ")
            .expect("a list")
    }

    #[test]
    fn each_row_makes_a_letter_with_its_own_words_and_their_look() {
        let (document, roll) = (document(), roll());
        let mailing = Mailing { document: &document, roll: &roll };
        let letters: Vec<Plan> = mailing.letters().collect();
        assert_eq!(letters.len(), 2);
        assert_eq!(letters[0].addressees, ["Sở Y tế"]);
        let text = &letters[0].body[0].paragraph().expect("words").text;
        let wanted = "Kính mời Giám đốc dự họp lúc <b>8 giờ</b>; {không có}.";
        assert_eq!(text.to_markup(), wanted);
        // What the list says is never read as a place to be filled.
        assert_eq!(letters[1].addressees, ["Công an {xã}"]);
        assert_eq!(mailing.stem(1), "02-cong-an-xa");
    }

    #[test]
    fn what_the_list_does_not_say_is_told() {
        let (document, roll) = (document(), roll());
        let gaps = Mailing { document: &document, roll: &roll }.gaps();
        assert_eq!(gaps.len(), 2, "{gaps:?}");
        assert_eq!(gaps[0], Gap::Blank { name: "Chức vụ".into(), rows: 1 });
        assert!(matches!(&gaps[1], Gap::Column { name, .. } if name == "không có"));
    }

    #[test]
    fn addressees_that_ask_for_columns_are_filled_not_replaced() {
        let mut document = document();
        document.addressees = vec!["{Chức vụ} {Đơn vị}".into()];
        let roll = roll();
        let letter = Mailing { document: &document, roll: &roll }.letter(0);
        assert_eq!(letter.addressees, ["Giám đốc Sở Y tế"]);
    }
}
