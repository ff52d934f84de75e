//! Whether a word is written as Vietnamese is: by the shape of a syllable (onset, rime, tone), by
//! the syllables that are in use, and by the company words keep in official texts.
//!
//! Names, abbreviations, foreign words, codes and the words she has accepted are left in peace: a
//! word with a capital is judged by its tone mark alone, one without any Vietnamese mark not at all.

mod counts;
mod repair;
mod slips;

use std::sync::{LazyLock, OnceLock};

use counts::Syllable;
use slips::Slip;

use super::context::Context;
use super::reading::{Kind, Reading, Token};
use crate::vietnamese::{is_spelt, is_syllable, small};

/// What is doubted about a word.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Doubt {
    /// Nothing.
    None,
    /// It can be no Vietnamese syllable; what is meant, where that is clear.
    Impossible(Option<String>),
    /// It is a syllable, but another one keeps this company.
    Company(String),
}

/// What is doubted in a passage: tokens by index. Asked once; the words she accepts are those of the
/// first time, because a checker forgets its readings when they change.
pub(super) fn doubts<'a>(reading: &'a Reading, context: &Context) -> &'a [(usize, Doubt)] {
    reading.doubts.get_or_init(|| {
        let of = |token: &Token| match token.kind {
            Kind::Word => counts::syllable(reading.small(token)),
            _ => None,
        };
        let syllables: Vec<Option<Syllable>> = reading.tokens.iter().map(of).collect();
        let words = reading.tokens.iter().enumerate();
        words
            .filter(|(_, token)| token.kind == Kind::Word)
            .map(|(index, _)| (index, doubt(reading, &syllables, index, context)))
            .filter(|(_, doubt)| *doubt != Doubt::None)
            .collect()
    })
}

/// What is doubted about the word at a token; beside the tokens their syllables.
fn doubt(
    reading: &Reading,
    syllables: &[Option<Syllable>],
    index: usize,
    context: &Context,
) -> Doubt {
    let token = &reading.tokens[index];
    let word = reading.small(token);
    let syllable = syllables[index];
    let neighbours = Neighbours::of(reading, syllables, index);
    // Nearly every word ends here.
    let many = word == "nhưng" && trap(word, reading, index).is_some();
    if context.accepted.contains(word) {
        return Doubt::None;
    }
    if !many && let Some(known) = syllable.filter(|word| neighbours.know(*word)) {
        let meant = if is_name(reading, token) {
            None
        } else {
            torn(known, &neighbours).or_else(|| of_office(known, &neighbours))
        };
        return meant.map_or(Doubt::None, |right| Doubt::Company(right.to_owned()));
    }
    if word.chars().any(is_strange) {
        return Doubt::None;
    }
    if syllable.is_none()
        && let Some(right) = telex(word, &neighbours)
    {
        return Doubt::Impossible(Some(right));
    }
    let plain = word.is_ascii();
    if !plain && let Some(right) = misplaced_tone(reading, token, syllable) {
        return Doubt::Impossible(Some(right));
    }
    if is_name(reading, token) {
        return Doubt::None;
    }
    if syllable.is_none() && !(is_syllable(word) && is_spelt(word)) {
        return match impossible(word, &neighbours, plain) {
            Some(right) => Doubt::Impossible(Some(right)),
            None if !plain && repair::is_one_syllable(word) => Doubt::Impossible(None),
            None => Doubt::None,
        };
    }
    let meant = trap(word, reading, index).or_else(|| match syllable {
        Some(syllable) => {
            torn(syllable, &neighbours).or_else(|| misplaced(syllable, &neighbours))
        }
        None => unknown(word, &neighbours),
    });
    meant.map_or(Doubt::None, |right| Doubt::Company(right.to_owned()))
}

/// Where the tone mark of a word belongs, if it stands elsewhere. Of a syllable of the tables that is found
/// out once.
fn misplaced_tone(
    reading: &Reading,
    token: &Token,
    syllable: Option<Syllable>,
) -> Option<String> {
    static KNOWN: LazyLock<Vec<OnceLock<Option<String>>>> =
        LazyLock::new(|| (0..counts::len()).map(|_| OnceLock::new()).collect());
    let written = || reading.chars[token.span.clone()].iter().copied().map(small);
    match syllable {
        Some(syllable) if written().eq(reading.small(token).chars()) => KNOWN
            [syllable.number()]
        .get_or_init(|| repair::misplaced_tone(syllable.word()))
        .clone(),
        _ => repair::misplaced_tone(&written().collect::<String>()),
    }
}

/// Whether a capital says that a word is a name, or a part of one.
fn is_name(reading: &Reading, token: &Token) -> bool {
    reading.is_capital(token)
        && !reading.capitals
        && !reading.begins_sentence(token.span.start)
}

/// A letter that no Vietnamese word has, beyond ASCII.
fn is_strange(letter: char) -> bool {
    !letter.is_ascii() && !"ăâđêôơư".contains(letter) && !repair::has_tone(letter)
}

/// The words on either side, one space away each.
struct Neighbours {
    before: [Option<Syllable>; 2],
    after: [Option<Syllable>; 2],
}

impl Neighbours {
    fn of(reading: &Reading, syllables: &[Option<Syllable>], index: usize) -> Self {
        let near = |space: Option<usize>, word: Option<usize>, name: bool| {
            let (space, at) = (reading.tokens.get(space?)?, word?);
            let word = reading.tokens.get(at)?;
            let apart = space.kind == Kind::Space && space.span.len() == 1;
            // What comes before a name says nothing about it.
            let counts = apart && word.kind == Kind::Word && !(name && is_name(reading, word));
            counts.then(|| syllables[at])
        };
        let before = near(index.checked_sub(1), index.checked_sub(2), false);
        let after = near(Some(index + 1), Some(index + 2), true);
        let beyond = |side: Option<Option<Syllable>>, space, word| {
            side.and_then(|_| near(space, word, false)).flatten()
        };
        Self {
            before: [
                before.flatten(),
                beyond(before, index.checked_sub(3), index.checked_sub(4)),
            ],
            after: [after.flatten(), beyond(after, Some(index + 3), Some(index + 4))],
        }
    }

    /// Whether a word was seen in this company.
    fn know(&self, word: Syllable) -> bool {
        self.before[0].is_some_and(|before| counts::meet(before, word))
            || self.after[0].is_some_and(|after| counts::meet(word, after))
    }

    /// The neighbour before, unless it makes a word with the one before it.
    fn free_before(&self) -> Option<Syllable> {
        let near = self.before[0]?;
        let bound = self.before[1].is_some_and(|far| counts::is_word(far, near));
        (!bound).then_some(near)
    }

    /// The neighbour after, unless it makes a word with the one after it.
    fn free_after(&self) -> Option<Syllable> {
        let near = self.after[0]?;
        let bound = self.after[1].is_some_and(|far| counts::is_word(near, far));
        (!bound).then_some(near)
    }

    /// Whether two syllables are a word that official texts have more than once.
    fn law_word(first: Syllable, second: Syllable) -> bool {
        counts::is_word(first, second) && counts::seen(first, second) >= 3
    }

    /// Whether a syllable makes a word of every plan with a neighbour that makes no word of official texts
    /// with the one beyond.
    fn office(&self, candidate: Syllable) -> bool {
        let ([before, far_before], [after, far_after]) = (self.before, self.after);
        let with = |near: Option<Syllable>, far: Option<Syllable>, front: bool| {
            let (Some(near), far) = (near, far) else { return false };
            let pair = |a, b| if front { (a, b) } else { (b, a) };
            let (first, second) = pair(near, candidate);
            let bound = far.is_some_and(|far| {
                let (first, second) = pair(far, near);
                Self::law_word(first, second) || counts::is_office(first, second)
            });
            counts::is_office(first, second) && !bound
        };
        with(before, far_before, true) || with(after, far_after, false)
    }

    /// How well a syllable goes with these neighbours.
    fn fit(&self, candidate: Syllable) -> Fit {
        let (before, after) = (self.free_before(), self.free_after());
        let pairs =
            [before.map(|near| (near, candidate)), after.map(|near| (candidate, near))];
        let pairs = || pairs.iter().flatten();
        let bound = |least, strong| {
            pairs().any(|(first, second)| counts::is_bound(*first, *second, least, strong))
        };
        let often = pairs().map(|(first, second)| counts::seen(*first, *second)).max();
        let law = |least, strong| {
            pairs().any(|(first, second)| {
                counts::seen(*first, *second) >= least
                    && counts::strength(*first, *second) >= strong
            })
        };
        Fit {
            bound: bound(10, 4.0),
            clinging: before
                .is_some_and(|near| near.clings() && Self::law_word(near, candidate))
                || after.is_some_and(|near| near.clings() && Self::law_word(candidate, near)),
            strong: law(20, 4.0),
            seen: law(3, 3.0),
            both: self.before[0].is_some_and(|near| counts::meet(near, candidate))
                && self.after[0].is_some_and(|near| counts::meet(candidate, near)),
            office: self.office(candidate),
            often: often.unwrap_or(0),
        }
    }
}

/// How well a syllable goes with its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    /// With both of them.
    both: bool,
    /// A word of every plan.
    office: bool,
    /// A word, or nearly one.
    bound: bool,
    /// A word with a neighbour that hardly stands alone.
    clinging: bool,
    /// Side by side again and again in official texts.
    strong: bool,
    /// Side by side more often than chance.
    seen: bool,
    /// How often.
    often: u32,
}

/// What an impossible syllable is meant to be, where its shape or its company says so.
fn impossible(word: &str, neighbours: &Neighbours, plain: bool) -> Option<String> {
    if plain {
        // Without any mark it may be a foreign word; only a word of every plan says otherwise.
        let meant = candidates(word, neighbours)
            .filter(|(_, slip, fit)| fit.office && *slip != Slip::Edit)
            .max_by_key(|(candidate, _, fit)| (fit.both, fit.often, candidate.count()));
        return meant.map(|(candidate, ..)| candidate.word().to_owned());
    }
    if let Some(right) = repair::by_shape(word) {
        return Some(right);
    }
    let meant = candidates(word, neighbours)
        .filter(|(_, _, fit)| fit.bound || fit.often >= 2)
        .max_by_key(|(candidate, _, fit)| (fit.both, fit.often, candidate.count()));
    meant.map(|(candidate, ..)| candidate.word().to_owned()).or_else(|| repair::glued(word))
}

/// The syllable that Telex keys left in a word were meant to make ("ddơn", "cuar", "theeo"), where it
/// stands in known company.
fn telex(word: &str, neighbours: &Neighbours) -> Option<String> {
    let known = |meant: &String| {
        counts::syllable(meant).is_some_and(|syllable| neighbours.know(syllable))
    };
    repair::telex(word).filter(known).or_else(|| repair::single(word).filter(known))
}

/// Whether two syllables make a word.
pub(super) fn stand_together(first: &str, second: &str) -> bool {
    let pair = counts::syllable(first).zip(counts::syllable(second));
    pair.is_some_and(|(first, second)| counts::is_word(first, second))
}

/// The syllables one slip away from a word that stand beside its neighbours.
fn candidates(
    word: &str,
    neighbours: &Neighbours,
) -> impl Iterator<Item = (Syllable, Slip, Fit)> {
    let after = neighbours.before[0].into_iter().flat_map(Syllable::followers);
    let before = neighbours.after[0].into_iter().flat_map(Syllable::leaders);
    after
        .chain(before)
        .filter(|candidate| !repair::is_i_for_y(word, candidate.word()))
        .filter_map(|candidate| {
            let slip = slips::between(word, candidate.word())?;
            Some((*candidate, slip, neighbours.fit(*candidate)))
        })
}

/// Syllables that hardly stand anywhere but in the few words of the tables ("vẩn đục", "sẻ chia"),
/// so that elsewhere they are a slip for a word of every sentence.
const TRAPS: [(&str, &str); 32] = [
    ("tầu", "tàu"),
    ("mầu", "màu"),
    ("giầu", "giàu"),
    ("nhẩy", "nhảy"),
    ("vẩn", "vẫn"),
    ("giửa", "giữa"),
    ("củng", "cũng"),
    ("nử", "nữ"),
    ("nủa", "nửa"),
    ("hửu", "hữu"),
    ("dể", "dễ"),
    ("rỏ", "rõ"),
    ("bải", "bãi"),
    ("mổi", "mỗi"),
    ("nhửng", "những"),
    ("nầy", "này"),
    ("dẩn", "dẫn"),
    ("vửng", "vững"),
    ("chử", "chữ"),
    ("đở", "đỡ"),
    ("sẳn", "sẵn"),
    ("gổ", "gỗ"),
    ("nghỉa", "nghĩa"),
    ("trể", "trễ"),
    ("cùa", "của"),
    ("lổ", "lỗ"),
    ("chổ", "chỗ"),
    ("sẻ", "sẽ"),
    ("lảnh", "lãnh"),
    ("đả", "đã"),
    ("bổng", "bỗng"),
    ("phãi", "phải"),
];

/// Words after which "nhưng" is a slip for "những".
const BEFORE_MANY: [&str; 16] = [
    "và", "mọi", "của", "với", "trong", "bằng", "từ", "vào", "về", "bởi", "trên", "gồm",
    "như", "theo", "cho", "là",
];

/// What a syllable that is a trap was meant to be.
fn trap(word: &str, reading: &Reading, index: usize) -> Option<&'static str> {
    let before = index.checked_sub(2).and_then(|at| reading.tokens.get(at));
    let before = before.filter(|token| token.kind == Kind::Word);
    if word == "nhưng" {
        let apart = reading.tokens[index - usize::from(index > 0)].kind == Kind::Space;
        let many =
            before.is_some_and(|token| apart && BEFORE_MANY.contains(&reading.small(token)));
        return many.then_some("những");
    }
    let row = TRAPS.iter().find(|(trap, _)| *trap == word)?;
    Some(row.1)
}

/// What a syllable is meant to be that tears a word apart: its neighbour on one side hardly stands alone
/// ("vấn để" for "vấn đề"), however well it goes with the other.
fn torn(word: Syllable, neighbours: &Neighbours) -> Option<&'static str> {
    let clings = |near: Option<Syllable>| near.is_some_and(Syllable::clings);
    // Nearly every word ends here.
    if !clings(neighbours.before[0]) && !clings(neighbours.after[0]) {
        return None;
    }
    let before =
        neighbours.free_before().filter(|near| near.clings() && !counts::meet(*near, word));
    let after =
        neighbours.free_after().filter(|near| near.clings() && !counts::meet(word, *near));
    // "lập biện pháp": with the other neighbour it makes a word of its own.
    let bound = neighbours.after[0].is_some_and(|near| counts::is_word(word, near))
        || neighbours.before[0].is_some_and(|near| counts::is_word(near, word));
    if before.is_none() && after.is_none() || bound {
        return None;
    }
    let whole = |candidate: Syllable| {
        before.is_some_and(|near| counts::is_word(near, candidate))
            || after.is_some_and(|near| counts::is_word(candidate, near))
    };
    let grammar = FUNCTION_WORDS.contains(&word.word()) && word.word() != "để";
    if grammar {
        return None;
    }
    slips::confusions(word)
        .iter()
        .filter(|(_, slip)| *slip == Slip::HookTilde || word.word() == "để")
        .filter(|(candidate, _)| whole(*candidate))
        .filter(|(candidate, _)| !repair::is_i_for_y(word.word(), candidate.word()))
        .max_by_key(|(candidate, slip)| (*slip, candidate.count()))
        .map(|(candidate, _)| candidate.word())
}

/// What a syllable is meant to be beside which half a word of every plan stands ("phương tiên" for "phương
/// tiện"), though it keeps the company of its other neighbour.
fn of_office(word: Syllable, neighbours: &Neighbours) -> Option<&'static str> {
    let ([before, far_before], [after, far_after]) = (neighbours.before, neighbours.after);
    let front = before.and_then(|near| {
        let bound = far_before.is_some_and(|far| counts::is_word(far, near));
        slips::office_slip(near, word, true).filter(|_| !bound)
    });
    let back = || {
        after.and_then(|near| {
            let bound = far_after.is_some_and(|far| counts::is_word(near, far));
            slips::office_slip(word, near, false).filter(|_| !bound)
        })
    };
    // Nearly every word ends here.
    let meant = front.or_else(back)?;
    let whole = before.is_some_and(|near| counts::is_word(near, word))
        || after.is_some_and(|near| counts::is_word(word, near));
    (!whole && !FUNCTION_WORDS.contains(&word.word())).then(|| meant.word())
}

/// How often a syllable stands in the texts that one which nobody uses is a slip for.
const COMMON: u32 = 40;

/// What a syllable that nobody uses is meant to be, whatever stands beside it: a common one that sounds like it
/// somewhere ("cũa", "nướt", "dòa").
fn out_of_use(word: &str) -> Option<&'static str> {
    slips::near(word)
        .into_iter()
        .filter(|(candidate, slip)| {
            let alike = matches!(slip, Slip::HookTilde | Slip::Coda | Slip::Onset);
            alike && candidate.count() >= COMMON
        })
        .max_by_key(|(candidate, slip)| (*slip, candidate.count()))
        .map(|(candidate, _)| candidate.word())
}

/// What a syllable is meant to be that no table has. One of everyday speech needs more to be
/// doubted.
fn unknown(word: &str, neighbours: &Neighbours) -> Option<&'static str> {
    let everyday = counts::is_used(word);
    let alone = || if everyday || word.is_ascii() { None } else { out_of_use(word) };
    candidates(word, neighbours)
        .filter(|(_, slip, fit)| match (slip, everyday) {
            (Slip::Edit, true) => fit.strong,
            (Slip::Edit, false) => fit.seen || (fit.bound && fit.both),
            (Slip::Mark, true) => fit.bound && fit.both || fit.strong,
            _ => fit.bound || fit.seen,
        })
        .max_by_key(|(candidate, slip, fit)| (fit.both, fit.often, *slip, candidate.count()))
        .map(|(candidate, ..)| candidate.word())
        .or_else(alone)
}

/// What a syllable is meant to be that is right elsewhere, but not beside these neighbours: only
/// what sounds or looks alike is thought of, and the more words a syllable has a part in, the more
/// is asked for.
fn misplaced(word: Syllable, neighbours: &Neighbours) -> Option<&'static str> {
    let partners = word.partners();
    // What official texts hardly have is easily another word of theirs.
    let rare = word.count() < RARE;
    slips::confusions(word)
        .iter()
        // Most keep no such company; that is cheap to see.
        .filter(|(candidate, _)| neighbours.know(*candidate))
        .filter(|(candidate, _)| !repair::is_i_for_y(word.word(), candidate.word()))
        .map(|(candidate, slip)| (*candidate, *slip, neighbours.fit(*candidate)))
        .filter(|(_, slip, fit)| {
            fit.strong
                || fit.office
                || fit.clinging
                || fit.bound
                    && match slip {
                        Slip::HookTilde => true,
                        Slip::Onset => partners == 0 || partners > 3 || rare,
                        Slip::Coda => partners > 10,
                        Slip::Tone => partners == 0,
                        Slip::Mark | Slip::Edit => false,
                    }
        })
        .filter(|(_, _, fit)| fit.both || !FUNCTION_WORDS.contains(&word.word()))
        .max_by_key(|(candidate, slip, fit)| (fit.both, fit.often, *slip, candidate.count()))
        .map(|(candidate, ..)| candidate.word())
}

/// Syllables that stand less often in official texts are rare there.
const RARE: u32 = 3;

/// Words of grammar, which stand beside any other.
const FUNCTION_WORDS: [&str; 84] = [
    "các", "của", "là", "và", "có", "được", "không", "cho", "trong", "một", "những", "đã",
    "với", "người", "này", "khi", "đến", "từ", "ra", "để", "ở", "cũng", "về", "như", "theo",
    "sau", "nhưng", "tại", "năm", "vào", "do", "bị", "hai", "trên", "lại", "đó", "con", "cái",
    "mà", "thì", "rất", "sẽ", "phải", "làm", "còn", "hơn", "nên", "ba", "bốn", "bằng", "qua",
    "hay", "cả", "đi", "thế", "nào", "rằng", "vì", "nếu", "vẫn", "lên", "xuống", "đang",
    "mỗi", "lúc", "cùng", "hoặc", "việc", "sự", "cuộc", "số", "bộ", "tên", "thứ", "ngày",
    "tháng", "giữa", "đều", "chỉ", "lần", "ít", "mới", "khác", "ấy",
];
