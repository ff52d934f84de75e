//! The words by which the parts of a paper are known, each said once: offices, posts, signs of
//! signing, degrees, openers, stamps, a site's furniture. A form that is not known yet becomes so by
//! a row here; what a row is for stands beside it.
//!
//! Words are written folded (small, without marks, see [`crate::vietnamese::fold`]) unless a table
//! says otherwise. Where a table has no clause of Nghị định 30/2020/NĐ-CP, it was gathered from issued
//! plans.

use std::sync::LazyLock;

use crate::read::source::TAB;
use crate::vietnamese::{fold, plain_fold};

/// Single words with which the name of an agency begins, small, with their marks: `số` and `hội`
/// are told from `sở` and `hỏi` by them alone.
#[rustfmt::skip]
pub(super) const OFFICE_WORDS: &[&str] = &[
    "sở", "bộ", "cục", "phòng", "trường", "viện", "đảng", "hội", "quỹ", "đoàn", "báo", "đài",
    "trạm", "ban", "hạt", "vụ", "đội", "ubnd", "khoa",
];

/// Longer heads of agencies' names.
#[rustfmt::skip]
pub(super) const OFFICE_HEADS: &[&str] = &[
    "uy ban", "hdnd", "hoi dong", "chi cuc", "tong cuc", "trung tam", "van phong", "bao hiem",
    "tong cong ty", "cong ty", "hoc vien", "dai hoc", "cong an", "cong doan", "thanh tra",
    "kho bac", "ngan hang", "toa an", "lien hiep", "lien doan", "tong lien doan", "lien minh",
    "hiep hoi", "mat tran", "benh vien", "chinh phu", "quoc hoi", "tap doan", "chu tich",
    "tinh uy", "thanh uy", "huyen uy", "thi uy", "quan uy", "dang uy", "dang bo", "chi bo",
    "tinh doan", "thanh doan", "huyen doan", "thi doan", "quan doan", "bch", "tieu ban",
    "to cong tac", "thu vien", "bao tang",
];

/// What a committee does, though it begins as an office's name: "PHÒNG, CHỐNG THIÊN TAI".
#[rustfmt::skip]
pub(super) const OFFICE_WORK: &[&str] = &[
    "phong, ", "phong chong", "phong thu", "phong chay", "phong ngua", "phong benh", "khoa hoc",
    "ban hanh",
];

/// Kinds of places, as they stand before a place's name.
#[rustfmt::skip]
pub(super) const PLACE_KINDS: &[&str] = &[
    "tinh", "thanh pho", "tp", "tp.", "huyen", "quan", "thi xa", "xa", "phuong", "thi tran",
    "dac khu",
];

/// Offices below a committee of the people: a line with both is two names.
#[rustfmt::skip]
pub(super) const BELOW_COMMITTEE: &[&str] = &[
    "so", "phong", "trung tam", "truong", "benh vien", "ban", "cong an", "thanh tra",
    "van phong", "vien", "chi cuc", "hoi dong",
];

/// Offices that have others below them.
#[rustfmt::skip]
pub(super) const ABOVE_OFFICES: &[&str] = &[
    "bo", "so", "tong cuc", "cuc", "phong gd", "phong giao duc", "lien doan lao dong", "dang bo",
    "tinh uy", "thanh uy", "huyen uy",
];

/// Offices below those.
#[rustfmt::skip]
pub(super) const BELOW_OFFICES: &[&str] = &[
    "truong", "benh vien", "trung tam", "chi cuc", "cuc", "cong doan", "hoc vien", "huyen uy",
    "dang uy", "ban tuyen giao", "ban to chuc", "ban dan van",
];

/// Words of a name that a line's end may part: the first ends the one line, the second begins the
/// other.
pub(super) const TORN_NAMES: &[(&str, &str)] = &[
    ("xa", "hoi"),
    ("moi", "truong"),
    ("van", "phong"),
    ("cong", "doan"),
    ("bach", "khoa"),
    ("da", "khoa"),
];

/// Words after which a name goes on.
#[rustfmt::skip]
pub(super) const NAME_GOES_ON: &[&str] = &[
    "va", "cua", "cac", "moi", "thi", "quang", "van", "hai", "quoc", "du", "chi", "tong", "benh",
    "hoc", "doc", "co",
];

/// A post, and where its name alone tells something.
pub(super) struct Post {
    /// In small letters, with its marks.
    pub(super) words: &'static str,
    uses: u8,
}

/// Anywhere in a line of capitals it makes the line one of a signature.
pub(super) const SIGNS: u8 = 1;
/// It begins the line below `TM.`, when a copy has run the lines together (PL I.II.7.a).
pub(super) const BELOW_COLLECTIVE: u8 = 2;
/// It begins the line below `TL.` or `TUQ.` (PL I.II.7.a).
pub(super) const BELOW_ORDER: u8 = 4;
/// It stands alone in small letters above a name.
pub(super) const SMALL: u8 = 8;
/// Who holds it issues decisions: the line above the căn cứ.
pub(super) const ISSUES: u8 = 16;

const fn post(words: &'static str, uses: u8) -> Post {
    Post { words, uses }
}

/// The posts (chức vụ).
pub(super) const POSTS: &[Post] = &[
    post("chủ tịch", SIGNS | BELOW_COLLECTIVE | SMALL | ISSUES),
    post("phó chủ tịch", SMALL),
    post("phó", SIGNS | BELOW_COLLECTIVE | BELOW_ORDER),
    post("trưởng", SIGNS),
    post("trưởng ban", BELOW_COLLECTIVE | BELOW_ORDER | SMALL),
    post("phó trưởng ban", SMALL),
    post("trưởng phòng", BELOW_ORDER | SMALL),
    post("phó trưởng phòng", SMALL),
    post("trưởng khoa", BELOW_ORDER),
    post("trưởng công", BELOW_ORDER),
    post("trưởng đoàn", BELOW_COLLECTIVE),
    post("tổ trưởng", BELOW_COLLECTIVE),
    post("viện trưởng", SIGNS | BELOW_COLLECTIVE),
    post("vụ trưởng", BELOW_ORDER),
    post("đội trưởng", BELOW_ORDER),
    post("bộ trưởng", ISSUES),
    post("thứ trưởng", SIGNS),
    post("cục trưởng", BELOW_ORDER | SMALL | ISSUES),
    post("chi cục trưởng", SMALL),
    post("hiệu trưởng", BELOW_COLLECTIVE | BELOW_ORDER | SMALL | ISSUES),
    post("phó hiệu trưởng", SMALL),
    post("giám đốc", SIGNS | BELOW_COLLECTIVE | BELOW_ORDER | SMALL | ISSUES),
    post("phó giám đốc", SMALL),
    // "GIÁM / ĐỐC" torn by a narrow cell.
    post("đốc", SIGNS),
    post("bí thư", SIGNS | BELOW_COLLECTIVE),
    post("thủ tướng", SIGNS | ISSUES),
    post("chính phủ", ISSUES),
    post("chánh", SIGNS | BELOW_ORDER | ISSUES),
    post("chánh văn phòng", SMALL),
    post("chủ nhiệm", BELOW_COLLECTIVE),
    post("tổng", ISSUES),
    post("tổng biên", BELOW_COLLECTIVE),
    post("tổng biên tập", SIGNS),
    post("chỉ huy", SIGNS | BELOW_COLLECTIVE),
    post("quyền", SIGNS),
    post("người lập", SIGNS),
    // Who signs minutes (Mẫu 1.9).
    post("thư ký", SIGNS | SMALL),
    post("chủ tọa", SIGNS | SMALL),
    post("chủ trì", SIGNS),
    post("người ghi biên bản", SIGNS | SMALL),
];

/// The folded words of the posts of a use.
fn posts(uses: u8) -> impl Iterator<Item = &'static str> {
    static FOLDED: LazyLock<Vec<(String, u8)>> =
        LazyLock::new(|| POSTS.iter().map(|post| (fold(post.words), post.uses)).collect());
    FOLDED.iter().filter(move |(_, of)| of & uses != 0).map(|(words, _)| words.as_str())
}

/// Whether a post of a use stands in folded words, as words of its own.
pub(super) fn names_post(folded: &str, uses: u8) -> bool {
    let padded = format!(" {folded} ");
    posts(uses).any(|post| padded.contains(&format!(" {post} ")))
}

/// What follows the post of a use that folded words begin with.
pub(super) fn after_post(folded: &str, uses: u8) -> Option<&str> {
    posts(uses)
        .filter_map(|post| folded.strip_prefix(post))
        .filter(|rest| !rest.starts_with(char::is_alphabetic))
        .min_by_key(|rest| rest.len())
}

/// Whether words in capitals begin with a post of a use, marks and all.
pub(super) fn begins_post(capitals: &str, uses: u8) -> bool {
    let small = capitals.to_lowercase();
    POSTS.iter().any(|post| post.uses & uses != 0 && small.starts_with(post.words))
}

/// Words of posts and bodies that a narrow cell parts: the end of one line, the head of the next.
#[rustfmt::skip]
pub(super) const TORN_POSTS: &[(&str, &str)] = &[
    ("uy", "ban"), ("ban", "nhan"), ("nhan", "dan"), ("ban", "chap"), ("chap", "hanh"),
    ("ban", "thuong"), ("thuong", "vu"), ("hoi", "dong"), ("chu", "tich"), ("giam", "doc"),
    ("hieu", "truong"), ("truong", "phong"), ("truong", "ban"), ("bi", "thu"), ("chanh", "van"),
    ("van", "phong"), ("bo", "truong"), ("cuc", "truong"), ("vien", "truong"), ("chi", "huy"),
    ("pho", "chu"), ("pho", "giam"), ("pho", "hieu"), ("pho", "truong"), ("pho", "bi"),
    ("pho", "chanh"), ("mat", "tran"), ("to", "quoc"), ("cong", "an"), ("quan", "su"),
];

/// Ranks and degrees that may stand before a name.
#[rustfmt::skip]
pub(super) const HONORIFICS: &[&str] = &[
    "gs.ts.", "pgs.ts.", "gs.", "pgs.", "ts.", "ths.", "bs.", "gs. ts.", "pgs. ts.", "dai tuong",
    "thuong tuong", "trung tuong", "thieu tuong", "dai ta", "thuong ta", "trung ta", "thieu ta",
    "dai uy", "thuong uy", "trung uy", "ts ", "ths ", "bsckii.", "bscki.", "bsckii ", "bscki ",
    "bsck2.", "bsck1.", "ckii.", "cki.", "ckii ", "cki ", "bs ", "ds.", "dsckii.", "dscki.",
    "ks.", "kts.", "nsnd.", "nsut.",
];

/// Family names, small, with their marks.
#[rustfmt::skip]
pub(super) const FAMILIES: &[&str] = &[
    "nguyễn", "trần", "lê", "phạm", "hoàng", "huỳnh", "phan", "vũ", "võ", "đặng", "bùi", "đỗ",
    "hồ", "ngô", "dương", "lý", "đào", "đoàn", "vương", "trịnh", "trương", "đinh", "lâm", "mai",
    "cao", "lương", "tạ", "hà", "tô", "chu", "châu", "thái", "phùng", "triệu", "tống", "quách",
    "vi", "nông", "hứa", "lò", "sùng", "giàng", "vàng", "thào", "cầm", "điêu", "lường", "quàng",
    "tòng", "cà", "kiều", "la", "lưu", "từ", "nghiêm", "khổng", "đàm", "ma", "bế", "sầm",
    "thạch", "sơn", "kim", "danh", "tăng", "ông", "âu", "bạch", "bá", "bàn", "phù", "thân",
    "ninh", "mạc", "mã", "tôn", "dư", "doãn", "giáp", "thiều", "viên",
];

/// Labels of a digital signature's stamp (PL I.II.8 puts it on the copy, not into the text).
#[rustfmt::skip]
const STAMP_LABELS: &[&str] = &[
    "nguoi ky:", "ky boi:", "duoc ky boi:", "ngay ky:", "thoi gian ky:", "thoi gian ky :",
    "co quan: ", "signature not verified", "signature valid", "digitally signed by", "date: ",
];

/// What a copy calls itself above the paper (NĐ 30 Điều 25).
const COPY_TITLES: &[&str] = &[
    "ban sao",
    "ban sao dien tu",
    "sao y",
    "sao y dien tu",
    "sao y ban chinh",
    "sao luc",
    "trich sao",
    "sao y ban giay",
];

/// Labels of the stamp that an office presses on what it receives (PL IV NĐ 30: dấu "ĐẾN").
const INCOMING_LABELS: &[&str] = &["so:", "ngay:", "chuyen:", "luu ho so so:", "gio:"];

/// Whether a line begins the stamp of a document that came in.
pub(super) fn is_incoming_stamp(words: &str) -> bool {
    matches!(plain_fold(words).as_str(), "den" | "cong van den" | "van ban den")
}

/// Whether a line below [`is_incoming_stamp`] is of the stamp too: a label and no symbol.
pub(super) fn is_incoming_label(words: &str) -> bool {
    let folded = plain_fold(words);
    let plain = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '/' | '.' | '-' | ':' | 'h');
    INCOMING_LABELS
        .iter()
        .any(|label| folded.strip_prefix(label).is_some_and(|rest| rest.chars().all(plain)))
}

/// Whether a line is a label of a site's data sheet and nothing else: what it says stands below.
pub(super) fn is_site_label(words: &str) -> bool {
    let folded = plain_fold(words);
    SITE_LABELS.contains(&folded.trim_matches(|c: char| !c.is_alphanumeric()))
}

/// Whether a line is one of a digital signature's stamp: a label, the moment of signing, an address
/// of mail alone.
pub(in crate::read) fn is_stamp(words: &str) -> bool {
    const LONGEST: usize = 160;
    let folded = plain_fold(words);
    folded.chars().count() <= LONGEST
        && (STAMP_LABELS.iter().any(|label| folded.starts_with(label))
            || COPY_TITLES.contains(&folded.trim_matches(|c: char| !c.is_alphanumeric()))
            || folded.strip_prefix("van thu:").is_some_and(|rest| is_moment(rest.trim()))
            || is_moment(&folded)
            || is_mail(&folded))
}

/// `12.03.2026 15:20:11 +07:00`, the day before or after the hour.
fn is_moment(folded: &str) -> bool {
    let plain =
        |c: char| c.is_ascii_digit() || matches!(c, '.' | '/' | '-' | ':' | '+' | ' ' | ',');
    let digits = folded.chars().filter(char::is_ascii_digit).count();
    (10..=20).contains(&digits)
        && folded.chars().all(|c| plain(c) || matches!(c, 'z' | 't' | 'u' | 'c' | 'g' | 'm'))
        && folded.split([' ', 't', ',']).any(|part| part.split(':').count() >= 2)
        && folded.split([' ', 't', ',']).any(|part| part.split(['.', '/', '-']).count() == 3)
}

/// `vp@xa.example.vn`, nothing else.
fn is_mail(folded: &str) -> bool {
    folded.split_once('@').is_some_and(|(name, domain)| {
        !name.is_empty() && domain.contains('.') && !folded.contains([' ', ':', ';'])
    })
}

/// Whether a line is a remark on a copy between post and name, `(Đã ký)`, or asks for the name,
/// `(Họ và tên)`.
pub(super) fn is_copy_mark(words: &str) -> bool {
    #[rustfmt::skip]
    const MARKS: &[&str] = &[
    "da ky", "ky ten", "da ky ten", "ky ten dong dau", "da ky va dong dau", "da ky dong dau",
    "ky ghi ro ho ten", "da ky ten dong dau", "ky dong dau", "chu ky dau", "da ky so",
    "ky ghi ro ho ten dong dau", "ky va ghi ro ho ten", "ho va ten", "ho ten",
    "daky", "ho va ten nguoi ky", "ho ten nguoi ky", "ten nguoi ky", "chu ky", "chu ky cua nguoi ky",
    ];
    const PARTS: &[&str] = &["ho va ten", "ho ten", "chu ky", "ky ten", "dong dau", "ky so"];
    let folded = plain_fold(words);
    let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
    // `(Họ, tên)`, `(Ký, đóng dấu)`: what stands between the words tells nothing.
    let parts: Vec<&str> =
        bare.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let bare = &*parts.join(" ");
    let bracketed = words.trim().starts_with(['(', '[', '<', '{', '…', '.'])
        && words.trim().ends_with([')', ']', '>', '}', '…', '.']);
    MARKS.contains(&bare)
        || (bracketed && bare.len() <= 60 && PARTS.iter().any(|part| bare.contains(part)))
}

/// Menus and buttons of sites that show documents.
#[rustfmt::skip]
const SITE_MENU: &[&str] = &[
    "trang chu", "gioi thieu", "tin tuc", "lien he", "dang nhap", "dang ky", "dang xuat",
    "tim kiem", "tai ve", "tai xuong", "tai van ban", "tai file", "in van ban", "in", "ban in",
    "in trang", "quay lai", "tro ve", "chia se", "facebook", "zalo", "twitter", "english",
    "toan van", "van ban goc", "thuoc tinh", "luoc do", "tom tat", "noi dung", "muc luc",
    "van ban lien quan", "hieu luc", "ban pdf", "ban dich", "gui y kien", "gop y", "binh luan",
    "y kien ban doc", "xem them", "menu", "so do trang", "van ban", "he thong van ban",
    "thong bao", "cau hoi thuong gap", "hoi dap", "danh gia", "tai ve may", "luu ve may",
    "thich", "theo doi", "copyright", "chuyen den noi dung chinh", "doc bai viet", "co chu",
    "tuong phan", "len dau trang", "tin lien quan", "cac tin khac", "tin khac", "van ban khac",
    "cac van ban khac", "van ban cung loai", "bai viet khac", "in bai viet", "gui email",
    "ve dau trang", "tai tep dinh kem", "xem chi tiet", "chi tiet", "y kien binh luan",
];

/// Labels of a site's data sheet of a document.
#[rustfmt::skip]
const SITE_LABELS: &[&str] = &[
    "so hieu", "so/ky hieu", "so ky hieu", "so, ky hieu", "loai van ban", "nguoi ky",
    "chuc vu nguoi ky", "ngay ban hanh", "ngay hieu luc", "ngay co hieu luc",
    "ngay het hieu luc", "tinh trang", "tinh trang hieu luc", "linh vuc", "noi ban hanh",
    "co quan ban hanh", "don vi ban hanh", "ngay dang", "ngay cong bao", "so cong bao",
    "trich yeu", "trich yeu noi dung", "tep dinh kem", "file dinh kem", "tep tin", "luot xem",
    "luot tai", "so lan xem", "nguon", "tac gia", "ngay cap nhat", "ngay xuat ban", "chuyen muc",
    "tu khoa", "pham vi", "thong tin ap dung", "do mat", "do khan", "luot truy cap",
    "dang truy cap", "tong luot truy cap", "trang thai", "hieu luc", "danh gia", "chia se",
];

/// Whether a short line is a site's own: a button, a menu's entry, a label of its data sheet.
pub(super) fn is_site(words: &str) -> bool {
    let folded = plain_fold(words);
    let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
    let label = folded.split_once(':').map(|(label, _)| label.trim());
    let cells = || {
        words
            .split(TAB)
            .flat_map(|cell| cell.split("   "))
            .map(str::trim)
            .filter(|c| !c.is_empty())
    };
    // A row of the data sheet: `Số hiệu` and, a tab further, what it is.
    let row = cells().count() > 1
        && (cells().all(|cell| SITE_MENU.contains(&&*plain_fold(cell)))
            || cells().next().is_some_and(|cell| SITE_LABELS.contains(&&*plain_fold(cell))));
    folded.chars().count() <= 200
        && (row
            || is_menu(&folded)
            || SITE_MENU.contains(&bare)
            || SITE_LABELS.contains(&bare)
            || label.is_some_and(|label| SITE_LABELS.contains(&label))
            || folded.starts_with("http://")
            || folded.starts_with("https://")
            || folded.starts_with("www.")
            || folded.contains(" >> ")
            || folded.contains(" » ")
            || (words.contains(" | ") && words.split(" | ").any(is_site))
            || folded.contains(" › "))
}

/// Whether folded words are entries of a site's menu and nothing else: `Trang chủ Giới thiệu Liên hệ`.
fn is_menu(folded: &str) -> bool {
    /// Entries that stand nowhere else.
    const SURE: &[&str] =
        &["trang chu", "facebook", "zalo", "dang nhap", "twitter", "in trang"];
    let mut rest = folded.trim();
    let (mut entries, mut sure) = (0, false);
    while !rest.is_empty() {
        let longest = SITE_MENU
            .iter()
            .filter(|entry| {
                rest.strip_prefix(**entry)
                    .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
            })
            .max_by_key(|entry| entry.len());
        let Some(entry) = longest else { return false };
        sure |= SURE.contains(entry);
        entries += 1;
        rest = rest[entry.len()..].trim_start_matches(|c: char| !c.is_alphanumeric());
    }
    entries > 1 && sure
}

/// What hangs on a plan without being called "Phụ lục": how its title begins.
#[rustfmt::skip]
const ATTACHMENTS: &[&str] = &[
    "de cuong", "danh sach", "danh muc", "lich", "bieu", "mau", "bang", "du toan",
    "chuong trinh", "kich ban", "tong hop", "so do", "phieu", "thong ke", "phan cong", "khung",
    "tien do", "the le", "quy che", "noi dung", "ke hoach chi tiet", "bao cao", "giay",
    "don dang ky", "ban dang ky", "ban cam ket", "huong dan", "quy trinh", "co cau",
    "thanh phan", "lo trinh", "chi tieu",
];

/// Whether a line's words are those with which an attachment begins.
pub(in crate::read) fn names_attachment(words: &str) -> bool {
    let folded = plain_fold(words);
    ATTACHMENTS.iter().any(|head| {
        folded.strip_prefix(head).is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
    })
}

/// Whether a title only says of what kind the attachment is, `DANH SÁCH`: what it lists stands below.
pub(super) fn is_bare_attachment(words: &str) -> bool {
    let folded = plain_fold(words);
    let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
    ATTACHMENTS.contains(&bare)
}

/// `Biểu số 01`, `Mẫu 02/BC`: an attachment's own number instead of "Phụ lục".
pub(super) fn is_form_number(words: &str) -> bool {
    let folded = plain_fold(words);
    let rest =
        ["bieu mau", "bieu", "mau bieu", "mau"].iter().find_map(|h| folded.strip_prefix(h));
    let Some(rest) = rest.filter(|_| folded.chars().count() <= 30) else { return false };
    let rest = rest.trim_start();
    let rest = rest.strip_prefix("so").unwrap_or(rest).trim_start_matches([' ', ':', '.']);
    rest.starts_with(|c: char| c.is_ascii_digit())
}

/// How the paragraph begins that leads from the title to the text, where it names no căn cứ.
#[rustfmt::skip]
pub(super) const OPENERS: &[&str] = &[
    "can cu", "thuc hien", "trien khai", "nham", "de", "theo", "tren co so", "xet", "kinh gui",
    "trong thoi gian", "thoi gian qua", "trong nhung nam", "hien nay", "huong ung", "chao mung",
    "phat huy", "tiep tuc thuc hien", "tiep theo", "sau khi", "truoc tinh hinh", "thi hanh",
];

/// How a paragraph between trích yếu and text begins where no numbered line follows.
pub(super) const LEADS: &[&str] =
    &["can cu", "thuc hien", "nham", "de ", "theo ", "kinh gui", "trien khai"];

/// How a line begins that is running text and no more of a trích yếu.
pub(super) const PROSE: &[&str] =
    &["thuc hien", "nham", "de ", "trien khai", "uy ban", "ubnd", "so "];

/// Labels of the address at the foot of page 1 (ô 13 of PL I).
pub(super) const ADDRESS_LABELS: &[&str] =
    &["dia chi:", "dien thoai:", "so dien thoai:", "email:", "e-mail:", "website:", "fax:"];

/// Whether words end in one that more must follow.
pub(in crate::read) fn wants_more(words: &str) -> bool {
    #[rustfmt::skip]
    const OPEN: &[&str] = &[
    "cua", "do", "va", "cho", "tai", "giua", "voi", "boi", "theo", "cac", "den", "tu", "trong",
    "ve", "vao", "nam", "thang", "ngay", "so",
    ];
    let folded = plain_fold(words);
    folded.ends_with([',', '-', '–', '(', '“'])
        || folded.rsplit(' ').next().is_some_and(|last| OPEN.contains(&last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_and_sites_are_told_from_the_paper() {
        for words in [
            "12.03.2026 15:20:11 +07:00",
            "15:20:11 12/03/2026",
            "2026-03-12T15:20:11+07:00",
            "vp@xa.example.vn",
            "Ký bởi: Ủy ban nhân dân xã",
            "Thời gian ký: 12/3/2026",
        ] {
            assert!(is_stamp(words), "{words}");
        }
        for words in ["12/3/2026", "Số: 45/KH-UBND", "Email: vp@xa.example.vn", "7h30 - 11h00"]
        {
            assert!(!is_stamp(words), "{words}");
        }
        for words in [
            "Trang chủ",
            "Tải về",
            "Số hiệu: 45/KH-UBND",
            "Ngày ban hành:",
            "Trang chủ >> Văn bản",
            "Trang chủ » Văn bản » Kế hoạch",
            "Trang chủ | Giới thiệu | Liên hệ",
            "Facebook Zalo In trang",
            "12/03/2026 08:30 | Lượt xem: 77",
        ] {
            assert!(is_site(words), "{words}");
        }
        for words in ["Số: 45/KH-UBND", "Nội dung thi đua", "Nội dung văn bản"] {
            assert!(!is_site(words), "{words}");
        }
    }

    #[test]
    fn what_stands_for_a_name_is_none() {
        for words in [
            "(Họ và tên)",
            "(Chữ ký, họ và tên)",
            "[Họ tên người ký]",
            "(Ký, ghi rõ họ tên)",
            "Họ và tên",
        ] {
            assert!(is_copy_mark(words), "{words}");
        }
        assert!(!is_copy_mark("Hồ Văn Tên") && !is_copy_mark("CHỦ TỊCH"));
    }

    #[test]
    fn attachments_are_told_by_their_first_words() {
        assert!(names_attachment("ĐỀ CƯƠNG BÁO CÁO") && names_attachment("Biểu số 01"));
        assert!(
            is_form_number("Biểu số 01")
                && is_form_number("Mẫu 02/BC")
                && !is_form_number("Biểu mẫu")
        );
        assert!(wants_more("công tác của") && !wants_more("năm 2026"));
    }

    #[test]
    fn a_city_is_no_deputy() {
        assert!(begins_post("PHÓ CHỦ TỊCH", BELOW_COLLECTIVE));
        assert!(!begins_post("PHỐ HUẾ", BELOW_COLLECTIVE));
        assert_eq!(after_post("giam doc so", SMALL), Some(" so"));
    }
}
