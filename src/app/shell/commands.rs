//! The commands, a row each: in which menu, what they are called, which keys, when, what they do.
//! Menus, toolbar, palette, the page of F1 and the guide's table of keys are made of this.
//!
//! Longer than the house likes, because it is one table.

use egui::{Key, Modifiers, ViewportCommand};

use super::command::{Command, Command as C, Means, Menu, Menu as M};
use super::execute::Step;
use super::leaving::Next;
use super::purpose::Purpose;
use super::window::Window;
use crate::app::desk::dialogs::Dialog;
use crate::app::desk::dialogs::guide::Guide;
use crate::app::desk::dialogs::licences::Licences;
use crate::app::desk::find_bar::Search;
use crate::app::desk::history::For;
use crate::app::desk::preview::Zoom;
use crate::app::look::icons;
use crate::edit::{Emphasis, Operation};
use crate::store::Theme;

/// All there is to know about a command.
#[derive(Clone, Copy)]
pub struct Row {
    /// The command.
    pub command: Command,
    /// The menu it stands in.
    pub menu: Menu,
    /// Whether a line is drawn above it there.
    pub begins_group: bool,
    /// What menus and palette call it. `…` says that a question follows.
    pub text: &'static str,
    /// The name on the toolbar.
    pub short: &'static str,
    /// What it does, in a sentence.
    pub tooltip: &'static str,
    /// Its icon.
    pub icon: &'static str,
    /// Its shortcuts; the first is the one shown. None of them is one of Unikey's or ibus's.
    pub keys: &'static [(Modifiers, Key)],
    /// Whether it can be done now.
    pub enabled: fn(Means) -> bool,
    /// What it does.
    pub does: fn(&mut Window),
}

const NONE: Modifiers = Modifiers::NONE;
const SHIFT: Modifiers = Modifiers::SHIFT;
const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);
const CTRL_ALT: Modifiers = Modifiers::COMMAND.plus(Modifiers::ALT);

const fn row(
    command: Command,
    menu: Menu,
    text: &'static str,
    tooltip: &'static str,
    icon: &'static str,
    does: fn(&mut Window),
) -> Row {
    let (keys, enabled): (&[_], fn(Means) -> bool) = (&[], always);
    let begins_group = false;
    Row { command, menu, begins_group, text, short: text, tooltip, icon, keys, enabled, does }
}

impl Row {
    const fn short(self, short: &'static str) -> Self {
        Self { short, ..self }
    }

    const fn keys(self, keys: &'static [(Modifiers, Key)]) -> Self {
        Self { keys, ..self }
    }

    const fn when(self, enabled: fn(Means) -> bool) -> Self {
        Self { enabled, ..self }
    }

    const fn first_of_group(self) -> Self {
        Self { begins_group: true, ..self }
    }
}

fn always(_: Means) -> bool {
    true
}

fn draft(means: Means) -> bool {
    means.draft
}

/// Drafts can be exported without one being open.
fn idle(means: Means) -> bool {
    !means.busy
}

fn idle_draft(means: Means) -> bool {
    means.draft && !means.busy
}

fn rich(means: Means) -> bool {
    means.rich
}

/// The rows, in the order of [`Command`], which is that of the menus.
pub static TABLE: [Row; 65] = [
    row(
        C::New,
        M::File,
        "Kế hoạch mới",
        "Bắt đầu một kế hoạch với thông tin cơ quan của bạn",
        icons::FILE_PLUS,
        Window::begin_new,
    )
    .short("Mới")
    .keys(&[(CTRL, Key::N)]),
    row(
        C::Open,
        M::File,
        "Mở bản thảo…",
        "Mở một bản thảo .kehoach đã lưu",
        icons::FOLDER_OPEN,
        |window| window.ask(Purpose::Open),
    )
    .short("Mở")
    .keys(&[(CTRL, Key::O)]),
    row(
        C::FromEarlier,
        M::File,
        "Từ kế hoạch năm trước…",
        "Làm kế hoạch năm nay từ kế hoạch cũ: đổi năm, thời hạn, tên cũ",
        icons::HISTORY,
        |window| window.ask(Purpose::Earlier),
    ),
    row(
        C::Accompany,
        M::File,
        "Soạn văn bản kèm theo…",
        "Tờ trình, quyết định, công văn, giấy mời, báo cáo làm từ văn bản đang mở",
        icons::FILES,
        |window| window.put(Dialog::Accompany),
    )
    .when(draft),
    row(
        C::Import,
        M::File,
        "Nhập từ Word hoặc văn bản…",
        "Đọc một tệp .docx, .txt hoặc .md thành bản thảo",
        icons::FILE_IMPORT,
        |window| window.ask(Purpose::Import),
    ),
    row(C::Save, M::File, "Lưu", "Lưu bản thảo vào tệp", icons::SAVE, Window::save)
        .keys(&[(CTRL, Key::S)])
        .when(draft)
        .first_of_group(),
    row(
        C::SaveAs,
        M::File,
        "Lưu thành tệp khác…",
        "Lưu bản thảo vào một tệp mới",
        icons::SAVE_AS,
        |window| window.ask(Purpose::Save),
    )
    .keys(&[(CTRL_SHIFT, Key::S), (NONE, Key::F12)])
    .when(draft),
    row(
        C::Versions,
        M::File,
        "Các bản đã lưu…",
        "Xem, so sánh, khôi phục các lần lưu trước của bản thảo này",
        icons::HISTORY,
        |window| window.gather_states(For::Looking),
    )
    .when(draft),
    row(
        C::PreviousVersion,
        M::File,
        "Trở về bản trước",
        "Lấy lại bản đã lưu gần nhất khác với bản đang soạn; hoàn tác được",
        icons::RESTORE,
        |window| window.gather_states(For::GoingBack),
    )
    .when(draft),
    row(
        C::ExportPdf,
        M::File,
        "Xuất PDF…",
        "Tạo tệp PDF đúng như các trang đang thấy",
        icons::FILE_PDF,
        |window| window.ask(Purpose::Pdf),
    )
    .short("Xuất PDF")
    .keys(&[(CTRL, Key::E)])
    .when(idle_draft)
    .first_of_group(),
    row(
        C::ExportWord,
        M::File,
        "Xuất Word…",
        "Tạo tệp .docx để chuyển cho người khác góp ý",
        icons::FILE_WORD,
        |window| window.ask(Purpose::Word),
    )
    .short("Xuất Word")
    .keys(&[(CTRL_SHIFT, Key::E)])
    .when(idle_draft),
    row(
        C::ExportDraft,
        M::File,
        "Xuất bản trình (để trống số, ngày)…",
        "Tạo PDF để trình ký: số, ngày và tháng để trống cho văn thư",
        icons::FILE_TEXT,
        |window| window.ask(Purpose::DraftPdf),
    )
    .when(idle_draft),
    row(
        C::ExportMany,
        M::File,
        "Xuất nhiều định dạng…",
        "Xuất một hay nhiều bản thảo ra PDF, Word, ảnh, văn bản cùng lúc",
        icons::FILES,
        Window::ask_many,
    )
    .when(idle),
    row(
        C::ExportDossier,
        M::File,
        "Xuất cả hồ sơ…",
        "Văn bản chính và các văn bản kèm theo, mỗi văn bản PDF và Word trong một thư mục",
        icons::FOLDER,
        Window::ask_dossier,
    )
    .when(idle_draft),
    row(
        C::BindDossier,
        M::File,
        "Xuất hồ sơ thành một PDF…",
        "Danh mục ở đầu, mỗi văn bản bắt đầu ở trang lẻ",
        icons::FILE_PDF,
        |window| window.ask(Purpose::Dossier),
    )
    .when(idle_draft),
    row(
        C::SendToMany,
        M::File,
        "Gửi nhiều nơi…",
        "Mỗi nơi nhận trong danh sách một bản: công văn, giấy mời, thông báo",
        icons::ENVELOPE,
        Window::ask_letters,
    )
    .when(idle_draft),
    row(
        C::Print,
        M::File,
        "In…",
        "Chọn máy in, trang, số bản rồi in",
        icons::PRINTER,
        Window::ask_paper,
    )
    .short("In")
    .keys(&[(CTRL, Key::P)])
    .when(idle_draft),
    row(
        C::CloseDraft,
        M::File,
        "Đóng bản thảo",
        "Về màn hình đầu",
        icons::CROSS,
        |window| window.leave_for(Next::First),
    )
    .keys(&[(CTRL, Key::W)])
    .when(draft)
    .first_of_group(),
    row(C::Exit, M::File, "Thoát", "Đóng chương trình", icons::EXIT, |window| {
        window.leave_for(Next::Exit)
    })
    .keys(&[(CTRL, Key::Q)]),
    row(
        C::Undo,
        M::Edit,
        "Hoàn tác",
        "Lấy lại trạng thái trước thay đổi vừa rồi",
        icons::UNDO,
        |window| window.step(Step::Undo),
    )
    .keys(&[(CTRL, Key::Z)])
    .when(|means| means.undo),
    row(
        C::Redo,
        M::Edit,
        "Làm lại",
        "Làm lại thay đổi vừa hoàn tác",
        icons::REDO,
        |window| window.step(Step::Redo),
    )
    .keys(&[(CTRL, Key::Y), (CTRL_SHIFT, Key::Z)])
    .when(|means| means.redo),
    row(
        C::Cut,
        M::Edit,
        "Cắt",
        "Cắt phần đang chọn vào bộ nhớ tạm",
        icons::CUT,
        |window| window.edit_by(ViewportCommand::RequestCut),
    )
    .keys(&[(CTRL, Key::X)])
    .when(draft)
    .first_of_group(),
    row(
        C::Copy,
        M::Edit,
        "Sao chép",
        "Sao chép phần đang chọn",
        icons::COPY,
        |window| window.edit_by(ViewportCommand::RequestCopy),
    )
    .keys(&[(CTRL, Key::C)])
    .when(draft),
    row(
        C::Paste,
        M::Edit,
        "Dán",
        "Dán từ bộ nhớ tạm, giữ đậm, nghiêng, bảng",
        icons::PASTE,
        |window| window.edit_by(ViewportCommand::RequestPaste),
    )
    .keys(&[(CTRL, Key::V)])
    .when(draft),
    row(
        C::PastePlain,
        M::Edit,
        "Dán chữ trơn",
        "Dán chữ, bỏ đậm, nghiêng, gạch chân",
        icons::PASTE,
        Window::paste_plain,
    )
    .keys(&[(CTRL_SHIFT, Key::V)])
    .when(draft),
    row(
        C::SelectAll,
        M::Edit,
        "Chọn tất cả",
        "Chọn cả ô hoặc đoạn đang soạn; lần nữa, cả nội dung",
        icons::CHECK,
        Window::select_all,
    )
    .keys(&[(CTRL, Key::A)])
    .when(draft),
    row(
        C::Find,
        M::Edit,
        "Tìm…",
        "Tìm chữ trong toàn bộ văn bản",
        icons::SEARCH,
        |window| window.desk.find.open(Search::Find),
    )
    .keys(&[(CTRL, Key::F)])
    .when(draft)
    .first_of_group(),
    row(
        C::Replace,
        M::Edit,
        "Tìm và thay thế…",
        "Tìm chữ và thay bằng chữ khác",
        icons::REPLACE,
        |window| window.desk.find.open(Search::Replace),
    )
    .keys(&[(CTRL, Key::H)])
    .when(draft),
    row(
        C::Bold,
        M::Edit,
        "Chữ đậm",
        "Đậm phần đang chọn",
        icons::BOLD,
        |window| window.emphasise(Emphasis::Bold),
    )
    .keys(&[(CTRL, Key::B)])
    .when(rich)
    .first_of_group(),
    row(
        C::Italic,
        M::Edit,
        "Chữ nghiêng",
        "Nghiêng phần đang chọn",
        icons::ITALIC,
        |window| window.emphasise(Emphasis::Italic),
    )
    .keys(&[(CTRL, Key::I)])
    .when(rich),
    row(
        C::Underline,
        M::Edit,
        "Chữ gạch chân",
        "Gạch chân phần đang chọn",
        icons::UNDERLINE,
        |window| window.emphasise(Emphasis::Underline),
    )
    .keys(&[(CTRL, Key::U)])
    .when(rich),
    row(
        C::InsertSection,
        M::Insert,
        "Mục mới",
        "Thêm một mục I., II.… sau mục đang soạn",
        icons::SECTION,
        Window::insert_section,
    )
    .when(draft),
    row(
        C::InsertTable,
        M::Insert,
        "Bảng",
        "Thêm một bảng sau đoạn đang soạn",
        icons::TABLE,
        |window| window.operate(&Operation::InsertTable),
    )
    .keys(&[(CTRL, Key::T)])
    .when(draft),
    row(
        C::InsertTasks,
        M::Insert,
        "Bảng phân công nhiệm vụ",
        "Thêm bảng STT, nhiệm vụ, chủ trì, phối hợp, thời hạn, sản phẩm",
        icons::TASKS,
        |window| window.operate(&Operation::InsertTaskTable),
    )
    .when(draft),
    row(
        C::InsertFootnote,
        M::Insert,
        "Chú thích cuối trang",
        "Thêm chú thích tại con trỏ",
        icons::ASTERISK,
        |window| window.operate(&Operation::InsertNote),
    )
    .keys(&[(CTRL_ALT, Key::F)])
    .when(|means| means.rich && means.body)
    .first_of_group(),
    row(
        C::InsertAnnex,
        M::Insert,
        "Phụ lục",
        "Thêm một phụ lục vào cuối văn bản",
        icons::FILES,
        Window::insert_annex,
    )
    .when(draft),
    row(
        C::ToggleOutline,
        M::View,
        "Dàn ý",
        "Hiện hoặc ẩn dàn ý bên trái",
        icons::SIDEBAR,
        |window| {
            window.desk.panels.outline = !window.desk.panels.outline;
        },
    )
    .keys(&[(SHIFT, Key::F9)])
    .when(draft),
    row(
        C::TogglePreview,
        M::View,
        "Trang in",
        "Hiện hoặc ẩn các trang in bên phải",
        icons::COLUMNS,
        |window| {
            window.desk.panels.preview = !window.desk.panels.preview;
        },
    )
    .keys(&[(NONE, Key::F9)])
    .when(draft),
    row(
        C::ZoomIn,
        M::View,
        "Phóng to trang in",
        "Xem trang in to hơn",
        icons::ZOOM_IN,
        |window| window.desk.preview.step_zoom(1),
    )
    .keys(&[(CTRL, Key::Plus), (CTRL, Key::Equals)])
    .when(draft)
    .first_of_group(),
    row(
        C::ZoomOut,
        M::View,
        "Thu nhỏ trang in",
        "Xem trang in nhỏ hơn",
        icons::ZOOM_OUT,
        |window| window.desk.preview.step_zoom(-1),
    )
    .keys(&[(CTRL, Key::Minus)])
    .when(draft),
    row(
        C::ZoomFit,
        M::View,
        "Trang in vừa chiều ngang",
        "Cho trang in vừa khít khung bên phải",
        icons::FIT_WIDTH,
        |window| {
            window.desk.preview.set_zoom(Zoom::Width);
        },
    )
    .keys(&[(CTRL, Key::Num0)])
    .when(draft),
    row(
        C::ZoomPage,
        M::View,
        "Trang in vừa cả trang",
        "Thấy trọn từng trang in",
        icons::FILE_TEXT,
        |window| window.desk.preview.set_zoom(Zoom::Page),
    )
    .keys(&[(CTRL, Key::Num2)])
    .when(draft),
    row(
        C::ZoomFull,
        M::View,
        "Trang in đúng cỡ giấy (100 %)",
        "Trang in to bằng tờ giấy thật",
        icons::ZOOM_IN,
        |window| window.desk.preview.set_zoom(Zoom::Part(1.0)),
    )
    .keys(&[(CTRL, Key::Num1)])
    .when(draft),
    row(
        C::NextCard,
        M::View,
        "Sang thẻ sau",
        "Đưa con trỏ sang phần sau của văn bản",
        icons::ARROW_DOWN,
        |window| window.next_card(true),
    )
    .keys(&[(CTRL, Key::ArrowDown)])
    .when(draft)
    .first_of_group(),
    row(
        C::PreviousCard,
        M::View,
        "Về thẻ trước",
        "Đưa con trỏ về phần trước của văn bản",
        icons::ARROW_UP,
        |window| window.next_card(false),
    )
    .keys(&[(CTRL, Key::ArrowUp)])
    .when(draft),
    row(
        C::NextPane,
        M::View,
        "Sang khung sau",
        "Từ biểu mẫu sang trang in, sang dàn ý",
        icons::CARET_RIGHT,
        |window| window.next_pane(true),
    )
    .keys(&[(NONE, Key::F6)])
    .when(draft),
    row(
        C::PreviousPane,
        M::View,
        "Về khung trước",
        "Theo chiều ngược lại",
        icons::CARET_LEFT,
        |window| window.next_pane(false),
    )
    .keys(&[(SHIFT, Key::F6)])
    .when(draft),
    row(
        C::ThemeSystem,
        M::View,
        "Sáng tối theo hệ thống",
        "Sáng hay tối theo máy tính",
        icons::MONITOR,
        |window| window.theme(Theme::System),
    )
    .first_of_group(),
    row(
        C::ThemeLight,
        M::View,
        "Giao diện sáng",
        "Nền sáng, chữ tối",
        icons::SUN,
        |window| window.theme(Theme::Light),
    ),
    row(
        C::ThemeDark,
        M::View,
        "Giao diện tối",
        "Nền tối, chữ sáng",
        icons::MOON,
        |window| window.theme(Theme::Dark),
    ),
    row(
        C::Check,
        M::Tools,
        "Kiểm tra thể thức",
        "Soát thể thức, viện dẫn, chính tả của văn bản",
        icons::SEAL,
        |window| {
            window.desk.inspector.open = !window.desk.inspector.open;
        },
    )
    .short("Kiểm tra")
    .keys(&[(NONE, Key::F7)])
    .when(draft),
    row(
        C::NextFinding,
        M::Tools,
        "Phát hiện kế tiếp",
        "Đưa con trỏ tới chỗ cần xem tiếp theo",
        icons::SEAL,
        |window| window.step_finding(false),
    )
    .keys(&[(NONE, Key::F8)])
    .when(draft),
    row(
        C::PreviousFinding,
        M::Tools,
        "Phát hiện trước đó",
        "Đưa con trỏ về chỗ cần xem trước đó",
        icons::SEAL,
        |window| window.step_finding(true),
    )
    .keys(&[(SHIFT, Key::F8)])
    .when(draft),
    row(
        C::CureFinding,
        M::Tools,
        "Sửa chỗ này",
        "Sửa phát hiện đang xem, hoặc phát hiện ở con trỏ",
        icons::CHECK,
        Window::cure_here,
    )
    .keys(&[(Modifiers::ALT, Key::Enter)])
    .when(draft),
    row(
        C::SafeCures,
        M::Tools,
        "Sửa các lỗi an toàn…",
        "Sửa một lần mọi chỗ chỉ có một cách viết đúng, sau khi xem danh sách",
        icons::CHECK,
        Window::ask_for_safe_cures,
    )
    .when(draft),
    row(
        C::Slip,
        M::Tools,
        "Phiếu rà soát…",
        "Trang PDF đi cùng văn bản: đã thấy gì, theo quy định nào, bỏ qua gì và vì sao",
        icons::FILE_PDF,
        |window| window.ask(Purpose::Slip),
    )
    .when(idle_draft),
    row(
        C::CheckFile,
        M::Tools,
        "Kiểm tra một tệp Word…",
        "Soát một tệp .docx, .txt, .md do nơi khác soạn, để nguyên tệp đó",
        icons::FILE_WORD,
        |window| window.ask(Purpose::Check),
    )
    .first_of_group(),
    row(
        C::CheckDossier,
        M::Tools,
        "Kiểm tra cả hồ sơ",
        "Số, ngày, tên trong các văn bản của hồ sơ có khớp nhau không",
        icons::FILES,
        Window::check_dossier,
    )
    .when(draft),
    row(
        C::Palette,
        M::Tools,
        "Tìm lệnh…",
        "Gõ vài chữ để tìm một lệnh",
        icons::SEARCH,
        |window| window.put(Dialog::Palette(String::new(), 0)),
    )
    .keys(&[(CTRL, Key::K)]),
    row(
        C::Settings,
        M::Tools,
        "Cài đặt…",
        "Cơ quan, cỡ chữ giao diện, nền sáng tối",
        icons::GEAR,
        Window::open_settings,
    )
    .keys(&[(CTRL, Key::Comma)])
    .first_of_group(),
    row(
        C::Guide,
        M::Help,
        "Hướng dẫn sử dụng",
        "Cách làm từng việc, có ô tìm",
        icons::QUESTION,
        |window| window.put(Dialog::Guide(Guide::default())),
    )
    .keys(&[(NONE, Key::F1)]),
    row(
        C::Rules,
        M::Help,
        "Quy tắc kiểm tra",
        "Mỗi quy tắc đòi gì, theo điều khoản nào, ví dụ đúng và sai, ô gõ thử",
        icons::SEAL,
        |window| window.put(Dialog::Rules(Box::default())),
    ),
    row(
        C::Shortcuts,
        M::Help,
        "Phím tắt",
        "Mọi lệnh và phím tắt của nó",
        icons::KEYBOARD,
        |window| window.put(Dialog::Shortcuts),
    )
    .keys(&[(SHIFT, Key::F1)]),
    row(
        C::Licences,
        M::Help,
        "Giấy phép các thành phần…",
        "Chương trình gồm những phần nào, dùng theo giấy phép nào",
        icons::INFO,
        |window| window.put(Dialog::Licences(Licences::default())),
    )
    .first_of_group(),
    row(
        C::About,
        M::Help,
        "Giới thiệu Kế Hoạch",
        "Phiên bản và giấy phép",
        icons::INFO,
        |window| window.put(Dialog::About),
    ),
];

/// What the keyboard does in the words themselves.
pub const IN_WORDS: [(&str, &str); 17] = [
    ("Mở thực đơn; chọn lệnh ở đó", "F10; mũi tên, chữ cái đầu, Enter"),
    ("Chọn chữ, qua nhiều đoạn cũng được", "Shift+mũi tên, Shift và bấm, hoặc kéo chuột"),
    ("Xuống cấp, lên cấp", "Tab · Shift+Tab"),
    ("Tách đoạn", "Enter"),
    ("Xuống dòng trong đoạn", "Shift+Enter"),
    ("Nhập vào đoạn trước", "Backspace ở đầu đoạn"),
    ("Đưa đoạn lên, xuống", "Alt+↑ · Alt+↓"),
    ("Đoạn mới ở sau", "Ctrl+Enter"),
    ("Ra khỏi nội dung, sang thẻ sau, thẻ trước", "Esc rồi Tab · Esc rồi Shift+Tab"),
    ("Sang trường kế tiếp, trường trước", "Tab · Shift+Tab (ngoài nội dung)"),
    ("Thành gạch đầu dòng, điểm, khoản, mục", "gõ “- ”, “a) ”, “1. ”, “I. ” ở đầu đoạn"),
    ("Sang ô sau; ở ô cuối, thêm hàng", "Tab"),
    ("Chọn nhiều ô của bảng", "Shift+↑ · Shift+↓, hoặc kéo chuột"),
    ("Đưa hàng của bảng lên, xuống", "Alt+Shift+↑ · Alt+Shift+↓"),
    ("Chọn cả bảng", "Ctrl+A hai lần trong ô"),
    ("Xóa chữ trong các ô đang chọn", "Delete"),
    ("Trang in: trang sau, trang trước", "Page Down · Page Up (sau F6)"),
];
