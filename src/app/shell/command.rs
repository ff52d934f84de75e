//! Everything that can be done, by name. What there is to know of each stands in its row of
//! [`TABLE`].

use egui::{Key, KeyboardShortcut};
use strum::{EnumIter, IntoEnumIterator as _};

use super::commands::{Row, TABLE};

/// Something she can ask for. Listed in the order of the menus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter)]
pub enum Command {
    New,
    Open,
    FromEarlier,
    Accompany,
    Import,
    Save,
    SaveAs,
    Versions,
    PreviousVersion,
    ExportPdf,
    ExportWord,
    ExportDraft,
    ExportMany,
    ExportDossier,
    BindDossier,
    SendToMany,
    Print,
    CloseDraft,
    Exit,

    Undo,
    Redo,
    Cut,
    Copy,
    Paste,
    PastePlain,
    SelectAll,
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
    ZoomPage,
    ZoomFull,
    NextCard,
    PreviousCard,
    NextPane,
    PreviousPane,
    ThemeSystem,
    ThemeLight,
    ThemeDark,

    Check,
    NextFinding,
    PreviousFinding,
    CureFinding,
    SafeCures,
    Slip,
    CheckFile,
    CheckDossier,
    Palette,
    Settings,

    Guide,
    Rules,
    Shortcuts,
    Licences,
    About,
}

/// The menus of the bar, from left to right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter)]
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
        for command in Command::iter().filter(|command| command.row().menu == self) {
            if command.row().begins_group && !entries.is_empty() {
                entries.push(None);
            }
            entries.push(Some(command));
        }
        entries
    }
}

impl Command {
    /// All there is to know about it.
    pub fn row(self) -> &'static Row {
        &TABLE[self as usize]
    }

    /// What menus and palette call it. `…` says that a question follows.
    pub fn text(self) -> &'static str {
        self.row().text
    }

    /// What it does, in a sentence.
    pub fn tooltip(self) -> &'static str {
        self.row().tooltip
    }

    /// The name on the toolbar.
    pub fn short(self) -> &'static str {
        self.row().short
    }

    /// Its icon.
    pub fn icon(self) -> &'static str {
        self.row().icon
    }

    /// Its shortcuts; the first is the one shown.
    pub fn shortcuts(self) -> impl Iterator<Item = KeyboardShortcut> {
        let keys = self.row().keys.iter();
        keys.map(|(modifiers, key)| KeyboardShortcut::new(*modifiers, *key))
    }

    /// All its shortcuts in words.
    pub fn all_keys(self) -> String {
        self.shortcuts().map(|shortcut| words(&shortcut)).collect::<Vec<_>>().join(" · ")
    }

    /// Whether the field with the keyboard does it itself when its keys are pressed: the window must
    /// not take them.
    pub fn is_the_fields(self) -> bool {
        matches!(
            self,
            Self::Cut | Self::Copy | Self::Paste | Self::PastePlain | Self::SelectAll
        )
    }

    /// Whether it can be done now.
    pub fn is_enabled(self, means: Means) -> bool {
        (self.row().enabled)(means)
    }
}

/// All shortcuts that the window takes, with their commands, the most specific first, so that `Ctrl+S` does not swallow
/// `Ctrl+Shift+S`.
pub fn shortcuts() -> Vec<(KeyboardShortcut, Command)> {
    let mut all: Vec<_> = Command::iter()
        .filter(|command| !command.is_the_fields())
        .flat_map(|command| command.shortcuts().map(move |shortcut| (shortcut, command)))
        .collect();
    all.sort_by_key(|(shortcut, _)| {
        let held = shortcut.modifiers;
        std::cmp::Reverse(usize::from(held.shift) + usize::from(held.alt))
    });
    all
}

/// The first shortcut in words, `Ctrl+Shift+S`; empty for none.
pub fn shortcut_words(command: Command) -> String {
    command.shortcuts().next().map(|shortcut| words(&shortcut)).unwrap_or_default()
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
        Key::Num1 => "1",
        Key::Num2 => "2",
        Key::ArrowUp => "mũi tên lên",
        Key::ArrowDown => "mũi tên xuống",
        key => key.name(),
    });
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::shell::commands::IN_WORDS;

    /// The table of keys as the guide shows it.
    fn key_table() -> String {
        let mut table = "| Việc | Phím |\n|---|---|\n".to_owned();
        for command in Command::iter().filter(|command| command.shortcuts().next().is_some()) {
            let text = command.text().trim_end_matches('…');
            table.push_str(&format!("| {text} | {} |\n", command.all_keys()));
        }
        for (what, keys) in IN_WORDS {
            table.push_str(&format!("| {what} | {keys} |\n"));
        }
        table
    }

    #[test]
    fn the_guide_shows_the_keys_that_the_commands_have() {
        let guide = include_str!("../../../docs/huong-dan.md").replace("\r\n", "\n");
        let (begin, end) = ("<!-- phím: bắt đầu -->\n", "<!-- phím: hết -->");
        let shown = guide.split_once(begin).and_then(|(_, rest)| rest.split_once(end));
        let shown = shown.map_or("", |(table, _)| table);
        assert_eq!(shown, key_table(), "put this between the marks of docs/huong-dan.md");
    }

    #[test]
    fn every_row_stands_at_its_command() {
        for command in Command::iter() {
            assert_eq!(command.row().command, command);
        }
        assert_eq!(TABLE.len(), Command::iter().count());
    }

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
