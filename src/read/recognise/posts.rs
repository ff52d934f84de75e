//! The lines of a signature one by one: the signs of signing (TM., KT. …), posts, names with their
//! degrees.

use crate::vietnamese::{fold, is_capitals, is_title_case, plain_fold};

use super::lexicon::{FAMILIES, HONORIFICS, SIGNS, SMALL, after_post, names_post};

/// By what authority somebody signs (PL I.II.7.a).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Behalf,
    Deputy,
    Order,
    Authorised,
    Acting,
}

/// A line with one of the signs TM. KT. TL. TUQ. Q., however it is dotted: the form, the post after
/// it, and whether it is written as the decree does.
pub(super) fn form(words: &str) -> Option<(Form, &str, bool)> {
    const SIGNS: [(&str, Form, &str); 6] = [
        ("TUQ", Form::Authorised, "TUQ. "),
        ("UQ", Form::Authorised, "TUQ. "),
        ("TM", Form::Behalf, "TM. "),
        ("KT", Form::Deputy, "KT. "),
        ("TL", Form::Order, "TL. "),
        ("Q", Form::Acting, "Q. "),
    ];
    let words = words.trim();
    SIGNS.iter().find_map(|(letters, form, right)| {
        let mut rest = words;
        let (mut marked, mut closed) = (false, false);
        for letter in letters.chars() {
            rest = rest.strip_prefix(letter)?;
            // A scanner may read the dot as a comma, or set it apart.
            let dot = rest.trim_start();
            let rest_here = if dot.starts_with('.') { dot } else { rest };
            let after = rest_here.trim_start_matches(['.', '/', ':', ',']);
            closed = after.len() < rest.len();
            marked |= closed;
            rest = after;
        }
        let post = rest.trim_start();
        let spaced = post.len() < rest.len();
        // A letter that touches the post is one of its word's: `T.MỦY`.
        let parted = spaced || (closed && post.starts_with(char::is_uppercase));
        let named = post.starts_with(char::is_alphabetic) && (marked || is_capitals(post));
        (parted && named).then(|| (*form, post.trim_end(), words.starts_with(right)))
    })
}

/// Whether a short line names a post or a form of signing.
pub(in crate::read) fn is_authority(words: &str) -> bool {
    let words = words.trim();
    if words.chars().count() > 90 || words.ends_with([';', ',', ':']) {
        return false;
    }
    if form(words).is_some() {
        return true;
    }
    let capitals: String = capital_part(words).0;
    // Without its marks a city (thành phố) would be a deputy (phó), a school (trường) a head (trưởng).
    let folded = plain_fold(&capitals.replace("PHỐ", " ").replace("TRƯỜNG", " "));
    // "ĐẠI DIỆN BÊN A" signs minutes; "BAN ĐẠI DIỆN CHA MẸ" is a body.
    is_capitals(&capitals) && (names_post(&folded, SIGNS) || folded.starts_with("dai dien "))
}

/// A post in small letters, alone on its line: "Giám đốc", "Phó Hiệu trưởng".
pub(super) fn is_small_post(words: &str) -> bool {
    let folded = plain_fold(words);
    words.chars().next().is_some_and(char::is_uppercase)
        && after_post(&folded, SMALL).is_some_and(|rest| rest.split_whitespace().count() <= 4)
        && !words.contains([',', ';', ':', '(', '.'])
}

/// Words in capitals at the head of a line, and what follows them.
fn capital_part(words: &str) -> (String, String) {
    let mut head: Vec<&str> = Vec::new();
    let mut rest: Vec<&str> = Vec::new();
    for word in words.split_whitespace() {
        let capital = !word.chars().any(char::is_lowercase);
        if rest.is_empty() && capital { head.push(word) } else { rest.push(word) }
    }
    (head.join(" "), rest.join(" "))
}

pub(super) fn is_name(words: &str) -> bool {
    let count = words.split_whitespace().count();
    // "H'Lan", "K' Brin"
    let parted = words.replace(['\'', '’'], " ");
    (2..=7).contains(&count)
        && !words.chars().any(|c| c.is_ascii_digit())
        && (is_title_case(&parted) || is_capitals(words))
}

/// Whether words can only be a person's full name: a family name first.
pub(super) fn is_person(words: &str) -> bool {
    let name = honorific(words).1;
    let first = name.split_whitespace().next().unwrap_or_default().to_lowercase();
    is_title_case(&name)
        && (2..=6).contains(&name.split_whitespace().count())
        && FAMILIES.contains(&first.as_str())
}

/// Takes a rank or degree off a name.
pub(in crate::read) fn honorific(words: &str) -> (String, String) {
    let mut honour = String::new();
    let mut rest = words.trim().to_owned();
    loop {
        let folded = fold(&rest);
        let known = HONORIFICS.iter().find(|known| {
            folded
                .strip_prefix(**known)
                .is_some_and(|after| known.ends_with(['.', ' ']) || after.starts_with(' '))
        });
        let length = match known {
            Some(found) => found.chars().count(),
            None => match rest.split_once(' ') {
                Some((first, after)) if is_degree(first) && !after.trim().is_empty() => {
                    first.chars().count()
                }
                _ => return (honour, rest),
            },
        };
        let cut = rest.char_indices().nth(length).map_or(rest.len(), |(at, _)| at);
        if !honour.is_empty() {
            honour.push(' ');
        }
        honour.push_str(rest[..cut].trim());
        rest = rest[cut..].trim().to_owned();
    }
}

/// A degree shortened as `BSCKII.`, `ThS.BS.`: letters, a dot at the end.
fn is_degree(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    word.ends_with('.')
        && (2..=9).contains(&letters)
        && word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | ',' | '-'))
        && word.chars().next().is_some_and(char::is_uppercase)
}

/// `CHỦ TỊCH Trần Văn B` on one line.
pub(super) fn split_name(words: &str) -> (String, Option<String>) {
    let (mut post, mut rest) = capital_part(words);
    // Degrees are capitals too, but belong to the name.
    while let Some((front, last)) = post.rsplit_once(' ')
        && !rest.is_empty()
        && (HONORIFICS.contains(&fold(last).as_str()) || is_degree(last))
    {
        rest = format!("{last} {rest}");
        post = front.to_owned();
    }
    if !post.is_empty() && !rest.is_empty() && is_name(&honorific(&rest).1) {
        (post, Some(rest))
    } else {
        (words.to_owned(), None)
    }
}

/// Words of capitals as a name is written.
pub(super) fn name_case(words: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        let first: String = letters.next().into_iter().collect();
        first + &letters.as_str().to_lowercase()
    };
    words.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
}
