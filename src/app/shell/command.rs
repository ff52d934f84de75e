//! Everything that can be done, said once: menus, toolbar, shortcuts, palette and help read this.

use eframe::egui::{Key, KeyboardShortcut, Modifiers};
use strum::{EnumIter, IntoEnumIterator as _};

use crate::app::look::icons;

/// Something she can ask for. Listed in the order of the menus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter)]
#[expect(missing_docs, reason = "the words are in `text` and `tooltip`")]
pub enum Command {
    New,
    Open,
    FromEarlier,
    Import,
    Save,
    SaveAs,
    ExportPdf,
    ExportWord,
    ExportDraft,
    ExportMany,
    Print,
    CloseDraft,
    Exit,

    Undo,
    Redo,
    Find,
    Replace,
    Bold,
    Italic,
    Underline,

    InsertSection,
    InsertTable,
    InsertTasks,
    InsertFootnote,
    InsertAnnex,

    ToggleOutline,
    TogglePreview,
    ZoomIn,
    ZoomOut,
    ZoomFit,
    ThemeSystem,
    ThemeLight,
    ThemeDark,

    Check,
    Palette,
    Settings,

    Shortcuts,
    About,
}

/// The menus of the bar, from left to right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter)]
#[expect(missing_docs, reason = "the words are in `text`")]
pub enum Menu {
    File,
    Edit,
    Insert,
    View,
    Tools,
    Help,
}

/// What the window can do at this moment.
#[derive(Clone, Copy, Debug, Default)]
pub struct Means {
    /// A draft is open.
    pub draft: bool,
    /// There is a step to take back.
    pub undo: bool,
    /// There is a step to take again.
    pub redo: bool,
    /// The caret is in a text that can carry bold, italic and underline.
    pub rich: bool,
    /// The caret is in a body, where a block can be put after it.
    pub body: bool,
    /// A slow job (export, saving) is running.
    pub busy: bool,
}

impl Menu {
    /// The menu's name.
    pub fn text(self) -> &'static str {
        match self {
            Self::File => "Tệp",
            Self::Edit => "Sửa",
            Self::Insert => "Chèn",
            Self::View => "Xem",
            Self::Tools => "Công cụ",
            Self::Help => "Trợ giúp",
        }
    }

    /// Its commands in order; `None` is a line between groups.
    pub fn entries(self) -> Vec<Option<Command>> {
        let mut entries = Vec::new();
        for command in Command::iter().filter(|command| command.menu() == self) {
            if command.begins_group() && !entries.is_empty() {
                entries.push(None);
            }
            entries.push(Some(command));
        }
        entries
    }
}

impl Command {
    /// The menu it stands in.
    pub fn menu(self) -> Menu {
        use Command as C;
        match self {
            C::New
            | C::Open
            | C::FromEarlier
            | C::Import
            | C::Save
            | C::SaveAs
            | C::ExportPdf
            | C::ExportWord
            | C::ExportDraft
            | C::ExportMany
            | C::Print
            | C::CloseDraft
            | C::Exit => Menu::File,
            C::Undo | C::Redo | C::Find | C::Replace | C::Bold | C::Italic | C::Underline => {
                Menu::Edit
            }
            C::InsertSection
            | C::InsertTable
            | C::InsertTasks
            | C::InsertFootnote
            | C::InsertAnnex => Menu::Insert,
            C::ToggleOutline
            | C::TogglePreview
            | C::ZoomIn
            | C::ZoomOut
            | C::ZoomFit
            | C::ThemeSystem
            | C::ThemeLight
            | C::ThemeDark => Menu::View,
            C::Check | C::Palette | C::Settings => Menu::Tools,
            C::Shortcuts | C::About => Menu::Help,
        }
    }

    fn begins_group(self) -> bool {
        matches!(
            self,
            Self::Save
                | Self::ExportPdf
                | Self::CloseDraft
                | Self::Find
                | Self::Bold
                | Self::InsertFootnote
                | Self::ZoomIn
                | Self::ThemeSystem
                | Self::Settings
                | Self::About
        )
    }

    /// What menus and palette call it. `…` says that a question follows.
    pub fn text(self) -> &'static str {
        match self {
            Self::New => "Kế hoạch mới",
            Self::Open => "Mở bản thảo…",
            Self::FromEarlier => "Từ kế hoạch năm trước…",
            Self::Import => "Nhập từ Word hoặc văn bản…",
            Self::Save => "Lưu",
            Self::SaveAs => "Lưu thành tệp khác…",
            Self::ExportPdf => "Xuất PDF…",
            Self::ExportWord => "Xuất Word…",
            Self::ExportDraft => "Xuất bản trình (để trống số, ngày)…",
            Self::ExportMany => "Xuất nhiều định dạng…",
            Self::Print => "In…",
            Self::CloseDraft => "Đóng bản thảo",
            Self::Exit => "Thoát",
            Self::Undo => "Hoàn tác",
            Self::Redo => "Làm lại",
            Self::Find => "Tìm…",
            Self::Replace => "Tìm và thay thế…",
            Self::Bold => "Chữ đậm",
            Self::Italic => "Chữ nghiêng",
            Self::Underline => "Chữ gạch chân",
            Self::InsertSection => "Mục mới",
            Self::InsertTable => "Bảng",
            Self::InsertTasks => "Bảng phân công nhiệm vụ",
            Self::InsertFootnote => "Chú thích cuối trang",
            Self::InsertAnnex => "Phụ lục",
            Self::ToggleOutline => "Dàn ý",
            Self::TogglePreview => "Trang in",
            Self::ZoomIn => "Phóng to trang in",
            Self::ZoomOut => "Thu nhỏ trang in",
            Self::ZoomFit => "Trang in vừa chiều ngang",
            Self::ThemeSystem => "Sáng tối theo hệ thống",
            Self::ThemeLight => "Giao diện sáng",
            Self::ThemeDark => "Giao diện tối",
            Self::Check => "Kiểm tra thể thức",
            Self::Palette => "Tìm lệnh…",
            Self::Settings => "Cài đặt…",
            Self::Shortcuts => "Phím tắt",
            Self::About => "Giới thiệu Kế Hoạch",
        }
    }

    /// What it does, in a sentence.
    pub fn tooltip(self) -> &'static str {
        match self {
            Self::New => "Bắt đầu một kế hoạch với thông tin cơ quan của bạn",
            Self::Open => "Mở một bản thảo .kehoach đã lưu",
            Self::FromEarlier => {
                "Làm kế hoạch năm nay từ kế hoạch cũ: đổi năm, thời hạn, tên cũ"
            }
            Self::Import => "Đọc một tệp .docx, .txt hoặc .md thành bản thảo",
            Self::Save => "Lưu bản thảo vào tệp",
            Self::SaveAs => "Lưu bản thảo vào một tệp mới",
            Self::ExportPdf => "Tạo tệp PDF đúng như các trang đang thấy",
            Self::ExportWord => "Tạo tệp .docx để chuyển cho người khác góp ý",
            Self::ExportDraft => "Tạo PDF để trình ký: số, ngày và tháng để trống cho văn thư",
            Self::ExportMany => {
                "Xuất một hay nhiều bản thảo ra PDF, Word, ảnh, văn bản cùng lúc"
            }
            Self::Print => "Chọn máy in, trang, số bản rồi in",
            Self::CloseDraft => "Về màn hình đầu",
            Self::Exit => "Đóng chương trình",
            Self::Undo => "Lấy lại trạng thái trước thay đổi vừa rồi",
            Self::Redo => "Làm lại thay đổi vừa hoàn tác",
            Self::Find => "Tìm chữ trong toàn bộ kế hoạch",
            Self::Replace => "Tìm chữ và thay bằng chữ khác",
            Self::Bold => "Đậm phần đang chọn",
            Self::Italic => "Nghiêng phần đang chọn",
            Self::Underline => "Gạch chân phần đang chọn",
            Self::InsertSection => "Thêm một mục I., II.… vào cuối nội dung",
            Self::InsertTable => "Thêm một bảng sau đoạn đang soạn",
            Self::InsertTasks => {
                "Thêm bảng STT, nhiệm vụ, chủ trì, phối hợp, thời hạn, sản phẩm"
            }
            Self::InsertFootnote => "Thêm chú thích tại con trỏ",
            Self::InsertAnnex => "Thêm một phụ lục vào sau kế hoạch",
            Self::ToggleOutline => "Hiện hoặc ẩn dàn ý bên trái",
            Self::TogglePreview => "Hiện hoặc ẩn các trang in bên phải",
            Self::ZoomIn => "Xem trang in to hơn",
            Self::ZoomOut => "Xem trang in nhỏ hơn",
            Self::ZoomFit => "Cho trang in vừa khít khung bên phải",
            Self::ThemeSystem => "Sáng hay tối theo máy tính",
            Self::ThemeLight => "Nền sáng, chữ tối",
            Self::ThemeDark => "Nền tối, chữ sáng",
            Self::Check => "Soát thể thức theo Nghị định 30/2020/NĐ-CP",
            Self::Palette => "Gõ vài chữ để tìm một lệnh",
            Self::Settings => "Cơ quan, cỡ chữ giao diện, nền sáng tối",
            Self::Shortcuts => "Mọi lệnh và phím tắt của nó",
            Self::About => "Phiên bản và giấy phép",
        }
    }

    /// The name on the toolbar, for those that stand there.
    pub fn short(self) -> &'static str {
        match self {
            Self::New => "Mới",
            Self::Open => "Mở",
            Self::InsertAnnex => "Phụ lục",
            Self::Check => "Kiểm tra",
            Self::ExportWord => "Xuất Word",
            Self::ExportPdf => "Xuất PDF",
            Self::Print => "In",
            other => other.text(),
        }
    }

    /// Its icon, where it has one.
    pub fn icon(self) -> &'static str {
        match self {
            Self::New => icons::FILE_PLUS,
            Self::Open => icons::FOLDER_OPEN,
            Self::FromEarlier => icons::HISTORY,
            Self::Import => icons::FILE_IMPORT,
            Self::Save => icons::SAVE,
            Self::ExportPdf => icons::FILE_PDF,
            Self::ExportWord => icons::FILE_WORD,
            Self::ExportDraft => icons::FILE_TEXT,
            Self::ExportMany => icons::FILES,
            Self::Print => icons::PRINTER,
            Self::Exit => icons::EXIT,
            Self::Undo => icons::UNDO,
            Self::Redo => icons::REDO,
            Self::Find => icons::SEARCH,
            Self::Bold => icons::BOLD,
            Self::Italic => icons::ITALIC,
            Self::Underline => icons::UNDERLINE,
            Self::InsertSection => icons::SECTION,
            Self::InsertTable => icons::TABLE,
            Self::InsertTasks => icons::TASKS,
            Self::InsertFootnote => icons::ASTERISK,
            Self::InsertAnnex => icons::FILES,
            Self::ToggleOutline => icons::SIDEBAR,
            Self::TogglePreview => icons::COLUMNS,
            Self::ZoomIn => icons::ZOOM_IN,
            Self::ZoomOut => icons::ZOOM_OUT,
            Self::ZoomFit => icons::FIT_WIDTH,
            Self::ThemeSystem => icons::MONITOR,
            Self::ThemeLight => icons::SUN,
            Self::ThemeDark => icons::MOON,
            Self::Check => icons::SEAL,
            Self::Palette => icons::SEARCH,
            Self::Settings => icons::GEAR,
            Self::Shortcuts => icons::KEYBOARD,
            Self::About => icons::INFO,
            Self::SaveAs => icons::SAVE_AS,
            Self::CloseDraft => icons::CROSS,
            Self::Replace => icons::REPLACE,
        }
    }

    /// Its shortcuts; the first is the one shown. None of them is one of Unikey's or ibus's.
    pub fn shortcuts(self) -> Vec<KeyboardShortcut> {
        const NONE: Modifiers = Modifiers::NONE;
        const CTRL: Modifiers = Modifiers::COMMAND;
        const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);
        const CTRL_ALT: Modifiers = Modifiers::COMMAND.plus(Modifiers::ALT);
        let keys: &[(Modifiers, Key)] = match self {
            Self::New => &[(CTRL, Key::N)],
            Self::Open => &[(CTRL, Key::O)],
            Self::Save => &[(CTRL, Key::S)],
            Self::SaveAs => &[(CTRL_SHIFT, Key::S), (NONE, Key::F12)],
            Self::ExportPdf => &[(CTRL, Key::E)],
            Self::ExportWord => &[(CTRL_SHIFT, Key::E)],
            Self::Print => &[(CTRL, Key::P)],
            Self::CloseDraft => &[(CTRL, Key::W)],
            Self::Exit => &[(CTRL, Key::Q)],
            Self::Undo => &[(CTRL, Key::Z)],
            Self::Redo => &[(CTRL, Key::Y), (CTRL_SHIFT, Key::Z)],
            Self::Find => &[(CTRL, Key::F)],
            Self::Replace => &[(CTRL, Key::H)],
            Self::Bold => &[(CTRL, Key::B)],
            Self::Italic => &[(CTRL, Key::I)],
            Self::Underline => &[(CTRL, Key::U)],
            Self::InsertTable => &[(CTRL, Key::T)],
            Self::InsertFootnote => &[(CTRL_ALT, Key::F)],
            Self::ToggleOutline => &[(NONE, Key::F8)],
            Self::TogglePreview => &[(NONE, Key::F9)],
            Self::ZoomIn => &[(CTRL, Key::Plus), (CTRL, Key::Equals)],
            Self::ZoomOut => &[(CTRL, Key::Minus)],
            Self::ZoomFit => &[(CTRL, Key::Num0)],
            Self::Check => &[(NONE, Key::F7)],
            Self::Palette => &[(CTRL, Key::K)],
            Self::Settings => &[(CTRL, Key::Comma)],
            Self::Shortcuts => &[(NONE, Key::F1)],
            _ => &[],
        };
        keys.iter().map(|(modifiers, key)| KeyboardShortcut::new(*modifiers, *key)).collect()
    }

    /// Whether it can be done now.
    pub fn is_enabled(self, means: Means) -> bool {
        match self {
            Self::Undo => means.undo,
            Self::Redo => means.redo,
            Self::Bold | Self::Italic | Self::Underline | Self::InsertFootnote => {
                means.rich && (self != Self::InsertFootnote || means.body)
            }
            Self::Save | Self::SaveAs => means.draft,
            Self::ExportPdf | Self::ExportWord | Self::ExportDraft | Self::Print => {
                means.draft && !means.busy
            }
            // Drafts can be exported without one being open.
            Self::ExportMany => !means.busy,
            Self::CloseDraft
            | Self::Find
            | Self::Replace
            | Self::InsertSection
            | Self::InsertTable
            | Self::InsertTasks
            | Self::InsertAnnex
            | Self::ToggleOutline
            | Self::TogglePreview
            | Self::ZoomIn
            | Self::ZoomOut
            | Self::ZoomFit
            | Self::Check => means.draft,
            _ => true,
        }
    }
}

/// All shortcuts with their commands, the most specific first, so that `Ctrl+S` does not swallow
/// `Ctrl+Shift+S`.
pub fn shortcuts() -> Vec<(KeyboardShortcut, Command)> {
    let mut all: Vec<_> = Command::iter()
        .flat_map(|command| {
            command.shortcuts().into_iter().map(move |shortcut| (shortcut, command))
        })
        .collect();
    all.sort_by_key(|(shortcut, _)| {
        let held = shortcut.modifiers;
        std::cmp::Reverse(usize::from(held.shift) + usize::from(held.alt))
    });
    all
}

/// The first shortcut in words, `Ctrl+Shift+S`; empty for none.
pub fn shortcut_words(command: Command) -> String {
    command.shortcuts().first().map(words).unwrap_or_default()
}

/// A shortcut in words.
pub fn words(shortcut: &KeyboardShortcut) -> String {
    let held = shortcut.modifiers;
    let mut words = String::new();
    for (on, name) in
        [(held.command || held.ctrl, "Ctrl+"), (held.alt, "Alt+"), (held.shift, "Shift+")]
    {
        if on {
            words.push_str(name);
        }
    }
    words.push_str(match shortcut.logical_key {
        Key::Plus => "+",
        Key::Minus => "-",
        Key::Equals => "=",
        Key::Comma => ",",
        Key::Num0 => "0",
        key => key.name(),
    });
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_words_and_no_two_share_a_shortcut() {
        let mut seen = std::collections::HashMap::new();
        let mut names = std::collections::HashSet::new();
        for command in Command::iter() {
            assert!(!command.text().is_empty() && !command.tooltip().is_empty());
            assert!(names.insert(command.text()), "{command:?}");
            for shortcut in command.shortcuts() {
                let key = words(&shortcut);
                assert_eq!(seen.insert(key.clone(), command), None, "{key}");
            }
        }
    }

    #[test]
    fn every_command_stands_in_exactly_one_menu() {
        let listed: Vec<_> = Menu::iter().flat_map(Menu::entries).flatten().collect();
        assert_eq!(listed.len(), Command::iter().count());
        assert!(Command::iter().all(|command| listed.contains(&command)));
    }

    #[test]
    fn shortcuts_with_more_keys_come_first() {
        let all = shortcuts();
        let at = |command| all.iter().position(|(_, other)| *other == command);
        assert!(at(Command::SaveAs) < at(Command::Save));
        assert!(at(Command::ExportWord) < at(Command::ExportPdf));
    }

    #[test]
    fn the_keys_that_text_fields_eat_are_ours() {
        let ours: Vec<_> = shortcuts().iter().map(|(shortcut, _)| words(shortcut)).collect();
        for key in ["Ctrl+H", "Ctrl+K", "Ctrl+U", "Ctrl+W", "Ctrl+Z", "Ctrl+Y"] {
            assert!(ours.iter().any(|other| other == key), "{key}");
        }
    }
}
