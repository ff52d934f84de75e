//! The body editor under a keyboard: blocks, events, blocks.

use std::sync::Arc;

use egui::{self, Event, ImeEvent, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use kehoach::app::form::body::{BlockEditor, Look, Pasting};
use kehoach::edit::{Caret, Operation, Session, TableOperation};
use kehoach::model::Level::{Body, Clause, Point, Section};
use kehoach::model::{Block, Document, Level, Place, Story, Table, Text};

struct Desk {
    session: Session,
    editor: BlockEditor,
}

fn fonts(ctx: &egui::Context) {
    let mut fonts = egui::FontDefinitions::empty();
    let files: [(&str, &[u8]); 4] = [
        ("ui", include_bytes!("../../assets/fonts/BeVietnamPro_400Regular.ttf")),
        ("ui-medium", include_bytes!("../../assets/fonts/BeVietnamPro_500Medium.ttf")),
        ("ui-semibold", include_bytes!("../../assets/fonts/BeVietnamPro_600SemiBold.ttf")),
        ("icons", include_bytes!("../../assets/fonts/Phosphor.ttf")),
    ];
    for (name, bytes) in files {
        fonts.font_data.insert(name.into(), Arc::new(egui::FontData::from_static(bytes)));
        let names = vec![name.to_owned(), "icons".to_owned()];
        fonts.families.insert(egui::FontFamily::Name(name.into()), names);
    }
    for name in ["ui", "ui-medium", "ui-semibold"] {
        let small = egui::FontFamily::Name(format!("{name}-small").into());
        fonts.families.insert(small, vec![name.to_owned(), "icons".to_owned()]);
    }
    let plain = vec!["ui".to_owned(), "icons".to_owned()];
    fonts.families.insert(egui::FontFamily::Proportional, plain.clone());
    fonts.families.insert(egui::FontFamily::Monospace, plain);
    ctx.set_fonts(fonts);
}

fn harness(blocks: &[(Level, &str)]) -> Harness<'static, Desk> {
    let body = blocks.iter().map(|(level, text)| Block::new(*level, Text::from_markup(text)));
    on(Document { body: body.collect(), ..Document::default() })
}

fn on(document: Document) -> Harness<'static, Desk> {
    with(BlockEditor::default(), document)
}

fn with(editor: BlockEditor, document: Document) -> Harness<'static, Desk> {
    let desk = Desk { session: Session::saved(document), editor };
    Harness::builder().with_size([640.0, 480.0]).with_context_setup(fonts).build_ui_state(
        |ui, desk: &mut Desk| {
            egui::ScrollArea::vertical().show(ui, |ui| {
                desk.editor.ui(ui, &mut desk.session, Story::Body, &Look::default());
            });
        },
        desk,
    )
}

fn at(block: usize, head: usize) -> Caret {
    Caret::at(Place::Block(Story::Body, block), head)
}

fn press(key: Key, modifiers: Modifiers) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }
}

/// Reads a script: letters are typed one event each; `⌫ ⌦ ⏎ ⇥ ← → ↑ ↓ ⇱ ⇲ ⎋` are keys; `⇧ ⌥ ⌃`
/// before a key are Shift, Alt, Ctrl; `∙` ends a frame.
fn script(words: &str) -> Vec<Vec<Event>> {
    let mut frames = vec![Vec::new()];
    let mut modifiers = Modifiers::NONE;
    for letter in words.chars() {
        let key = match letter {
            '⌫' => Key::Backspace,
            '⌦' => Key::Delete,
            '⏎' => Key::Enter,
            '⇥' => Key::Tab,
            '←' => Key::ArrowLeft,
            '→' => Key::ArrowRight,
            '↑' => Key::ArrowUp,
            '↓' => Key::ArrowDown,
            '⇱' => Key::Home,
            '⇲' => Key::End,
            '⎋' => Key::Escape,
            '⇧' => {
                modifiers |= Modifiers::SHIFT;
                continue;
            }
            '⌥' => {
                modifiers |= Modifiers::ALT;
                continue;
            }
            '⌃' => {
                modifiers |= Modifiers::CTRL | Modifiers::COMMAND;
                continue;
            }
            '∙' => {
                frames.push(Vec::new());
                continue;
            }
            letter if modifiers.command => {
                Key::from_name(&letter.to_uppercase().to_string()).expect("a letter key")
            }
            letter => {
                frames.last_mut().expect("a frame").push(Event::Text(letter.to_string()));
                continue;
            }
        };
        frames.last_mut().expect("a frame").push(press(key, modifiers));
        modifiers = Modifiers::NONE;
    }
    frames
}

fn play(harness: &mut Harness<'_, Desk>, words: &str) {
    for frame in script(words) {
        // `Harness::event` gives each event a frame; a burst comes in one.
        harness.input_mut().events.extend(frame);
        harness.run_steps(2);
    }
}

fn lines(harness: &Harness<'_, Desk>) -> Vec<String> {
    let blocks = &harness.state().session.document().body;
    let numerals = kehoach::edit::numerals(blocks);
    let lines = blocks.iter().zip(numerals).map(|(block, numeral)| match block {
        Block::Text(paragraph) => {
            let words = paragraph.text.to_markup().replace('\n', "⏎");
            format!("{numeral} {words}").trim().to_owned()
        }
        Block::Table(table) => {
            let rows = table.rows.iter().map(|row| {
                row.iter().map(|cell| cell.text.to_markup()).collect::<Vec<_>>().join("/")
            });
            rows.collect::<Vec<_>>().join(";")
        }
    });
    lines.collect()
}

fn caret(harness: &Harness<'_, Desk>) -> Caret {
    harness.state().session.caret().expect("a caret")
}

fn focus(harness: &mut Harness<'_, Desk>, caret: Caret) {
    harness.run_steps(2);
    harness.state_mut().editor.focus(caret);
    harness.run_steps(2);
}

#[test]
fn keys_do_what_a_word_user_expects() {
    type Row<'a> = (&'a [(Level, &'a str)], (usize, usize), &'a str, &'a [&'a str]);
    let three: &[(Level, &str)] = &[(Clause, "một"), (Clause, "hai"), (Clause, "ba")];
    let rows: &[Row<'_>] = &[
        (
            &[(Section, "MỤC")],
            (0, 3),
            " ĐÍCH⏎Rà soát⏎Báo cáo",
            &["I. MỤC ĐÍCH", "1. Rà soát", "2. Báo cáo"],
        ),
        (&[(Clause, "một hai")], (0, 3), "⏎", &["1. một", "2.  hai"]),
        (&[(Clause, "x")], (0, 1), "⏎⇥y⏎⇥z⏎⇧⇥⇧⇥w", &["1. x", "a) y", "- z", "2. w"]),
        (&[(Clause, "x"), (Point, "y")], (1, 0), "⌫⌫", &["1. xy"]),
        (&[(Clause, "x"), (Point, "y")], (0, 1), "⌦!", &["1. x!y"]),
        (&[(Clause, "x"), (Point, "y")], (1, 1), "⌥↑", &["a) y", "1. x"]),
        (&[(Clause, "")], (0, 0), "tie⌫ê ng⌫⌫⌫ếng", &["1. tiêếng"]),
        (&[(Clause, "")], (0, 0), "tie⌫êng⌫⌫⌫ếng", &["1. tiếng"]),
        (&[(Clause, "x")], (0, 1), "⌫⌫⌫ab", &["ab"]),
        (&[(Body, "xy")], (0, 1), "⇧⏎", &["x⏎y"]),
        (&[(Body, "xy")], (0, 1), "⌃⏎z", &["xy", "z"]),
        (&[(Body, "xy")], (0, 2), "⌃bđậm⌃b thường", &["xy<b>đậm</b> thường"]),
        (&[(Body, "một hai")], (0, 7), "⇧←⇧←⇧←⌃i", &["một <i>hai</i>"]),
        (&[(Body, "một hai")], (0, 7), "⌃⌫", &["một"]),
        (three, (0, 3), "⌃a⌃a⌫", &[""]),
        // Shift and an arrow reach from letter to letter over paragraphs.
        (three, (0, 0), "⇧↓⇧↓⇧↑⌦", &["1. hai", "2. ba"]),
        (three, (0, 0), "⇧↓⇥", &["a) một", "1. hai", "2. ba"]),
        (three, (0, 1), "⇧↓⇥", &["a) một", "b) hai", "1. ba"]),
        (three, (0, 0), "⇧↓x", &["1. xhai", "2. ba"]),
        (three, (0, 2), "⇧→⇧→⇧→⌫", &["1. mộai", "2. ba"]),
        (three, (1, 1), "⇧←⇧←⇧←⌦", &["1. mộai", "2. ba"]),
        (three, (0, 2), "⇧→⇧→⇧→⇧←⇧←⇧←⇧←⌦", &["1. mt", "2. hai", "3. ba"]),
        (three, (0, 1), "⌃⇧⇲đi", &["1. mđi"]),
        (three, (0, 1), "⇧→⇧→⇧→⇧→⏎z", &["1. m", "2. zai", "3. ba"]),
        (three, (0, 1), "⇧→⇧→⇧→⇧→⌃b", &["1. m<b>ột</b>", "2. <b>h</b>ai", "3. ba"]),
        (three, (0, 1), "⇧→⇧→⇧→⇧→→x", &["1. một", "2. hxai", "3. ba"]),
        (three, (1, 0), "⌥↓⌥↑⌥↑", &["1. hai", "2. một", "3. ba"]),
        (&[(Body, "e")], (0, 1), "\u{302}\u{301}", &["ế"]),
        (&[(Body, "<b>đậm</b> x")], (0, 3), "⌫⌫⌫y", &["<b>y</b> x"]),
    ];
    for (blocks, (block, head), keys, after) in rows {
        let mut quick = harness(blocks);
        focus(&mut quick, at(*block, *head));
        play(&mut quick, keys);
        assert_eq!(lines(&quick), *after, "{keys} on {blocks:?}");
        // The same keys, a frame each.
        let mut slow = harness(blocks);
        focus(&mut slow, at(*block, *head));
        for event in script(keys).into_iter().flatten() {
            slow.event(event);
            slow.run_steps(2);
        }
        assert_eq!(lines(&slow), *after, "slowly: {keys} on {blocks:?}");
        let session = &mut slow.state_mut().session;
        while session.undo() {}
        assert!(!session.is_dirty());
    }
}

#[test]
fn arrows_cross_blocks_and_keep_the_column() {
    let mut harness = harness(&[(Body, "một hai ba"), (Body, "x"), (Body, "bốn năm sáu")]);
    focus(&mut harness, at(0, 8));
    play(&mut harness, "↓");
    assert_eq!(caret(&harness), at(1, 1));
    play(&mut harness, "↓");
    assert_eq!(caret(&harness).place, at(2, 0).place);
    assert!((7..=9).contains(&caret(&harness).head), "{:?}", caret(&harness));
    play(&mut harness, "⇱←");
    assert_eq!(caret(&harness), at(1, 1));
    play(&mut harness, "→");
    assert_eq!(caret(&harness), at(2, 0));
    play(&mut harness, "⌃⇱");
    assert_eq!(caret(&harness), at(0, 0));
    play(&mut harness, "⌃⇲");
    assert_eq!(caret(&harness), at(2, 11));
}

#[test]
fn undo_takes_whole_stretches_back_and_the_caret_with_them() {
    let mut harness = harness(&[(Clause, "một")]);
    focus(&mut harness, at(0, 3));
    play(&mut harness, " h∙a∙⌫∙ai∙⏎∙ba");
    assert_eq!(lines(&harness), ["1. một hai", "2. ba"]);
    for expected in [&["1. một hai", "2."][..], &["1. một hai"], &["1. một"]] {
        harness.state_mut().session.undo();
        harness.run_steps(2);
        assert_eq!(lines(&harness), expected);
    }
    play(&mut harness, "!");
    assert_eq!(lines(&harness), ["1. một!"]);
}

#[test]
fn a_typed_marker_is_a_level_and_the_first_undo_brings_its_letters_back() {
    type Row<'a> = ((Level, &'a str), &'a str, &'a str, &'a str);
    let rows: &[Row<'_>] = &[
        ((Clause, ""), "- gạch", "- gạch", "1. - "),
        ((Clause, ""), "a) điểm", "a) điểm", "1. a) "),
        ((Point, ""), "IV. MỤC", "I. MỤC", "a) IV. "),
        ((Body, ""), "1. việc", "1. việc", "1. "),
        ((Body, ""), "1.1. việc", "1.1. việc", "1.1. "),
        ((Clause, ""), "+ cộng", "+ cộng", "1. + "),
        ((Body, ""), "PHA⌫⌫⌫Phần I. CHUNG", "Phần I CHUNG", "Phần I. "),
        ((Clause, ""), "1. việc", "1. việc", "1. 1. "),
        ((Clause, ""), "Phần lớn - x", "1. Phần lớn - x", ""),
        ((Body, ""), "30 xã, 1.250 người", "30 xã, 1.250 người", ""),
    ];
    for (block, keys, after, undone) in rows {
        let mut harness = harness(&[*block]);
        focus(&mut harness, at(0, 0));
        play(&mut harness, keys);
        assert_eq!(lines(&harness), [*after], "{keys}");
        if undone.is_empty() {
            continue;
        }
        // The words typed after it, then the marker's step.
        for _ in 0..2 {
            harness.state_mut().session.undo();
        }
        harness.run_steps(2);
        assert_eq!(lines(&harness), [undone.trim_end()], "{keys}");
        play(&mut harness, "x");
        assert_eq!(lines(&harness), [format!("{undone}x")], "what she refused stays refused");
    }
}

#[test]
fn pasted_lines_become_blocks_and_copies_keep_their_looks() {
    let mut harness = harness(&[(Clause, ""), (Body, "<b>đậm</b> x")]);
    focus(&mut harness, at(0, 0));
    harness.event(Event::Paste("một\r\nhai\r\n".into()));
    harness.run_steps(2);
    assert_eq!(lines(&harness), ["1. một", "2. hai", "<b>đậm</b> x"]);
    focus(&mut harness, at(2, 0));
    play(&mut harness, "⇧→⇧→⇧→");
    harness.event(Event::Copy);
    harness.run_steps(1);
    play(&mut harness, "⇲");
    harness.event(Event::Paste("đậm".into()));
    harness.run_steps(2);
    assert_eq!(lines(&harness)[2], "<b>đậm</b> x<b>đậm</b>");
}

/// Pastes words whose looks the clipboard has as `html`.
fn pasted(blocks: &[(Level, &str)], caret: Caret, words: &str) -> Harness<'static, Desk> {
    const HTML: &str = "<p>1. Rà <b>soát</b></p>";
    let pasting = Pasting {
        blocks: |words| {
            kehoach::read::paste_html(HTML, words)
                .unwrap_or_else(|| kehoach::read::paste(words))
        },
        text: |words| kehoach::read::paste_html_text(HTML, words),
    };
    let body = blocks.iter().map(|(level, text)| Block::new(*level, Text::from_markup(text)));
    let document = Document { body: body.collect(), ..Document::default() };
    let mut harness = with(BlockEditor::pasting_with(pasting), document);
    focus(&mut harness, caret);
    harness.event(Event::Paste(words.into()));
    harness.run_steps(2);
    harness
}

#[test]
fn one_pasted_line_keeps_its_looks_and_its_number_is_a_level_only_where_it_stands_alone() {
    let blank = [(Body, "")];
    let line = "1. Rà soát";
    assert_eq!(lines(&pasted(&blank, at(0, 0), line)), ["1. Rà <b>soát</b>"]);
    assert_eq!(lines(&pasted(&blank, at(0, 0), "a) Báo cáo")), ["a) Báo cáo"]);
    let clause = [(Body, "Trước sau")];
    let mut harness = pasted(&clause, at(0, 6), line);
    assert_eq!(lines(&harness), ["Trước 1. Rà <b>soát</b>sau"]);
    harness.state_mut().session.undo();
    assert_eq!(lines(&harness), ["Trước sau"]);
    assert_eq!(lines(&pasted(&clause, at(0, 6), "thêm ")), ["Trước thêm sau"]);
    let bold = [(Body, "<b>Trước sau</b>")];
    assert_eq!(lines(&pasted(&bold, at(0, 6), "thêm ")), ["<b>Trước thêm sau</b>"]);
}

#[test]
fn a_list_as_word_copies_it_is_no_table_and_one_undo_takes_it_back() {
    let words = "1.\tRà soát\n2.\tBáo cáo\n";
    let mut harness = pasted(&[(Section, "A"), (Body, "x")], at(1, 1), words);
    assert_eq!(lines(&harness), ["I. A", "x", "1. Rà soát", "2. Báo cáo"]);
    harness.state_mut().session.undo();
    assert_eq!(lines(&harness), ["I. A", "x"]);
}

#[test]
fn composed_words_reach_the_plan_when_they_are_done() {
    let mut harness = harness(&[(Clause, "x"), (Clause, "y")]);
    focus(&mut harness, at(0, 1));
    let preedit = |words: &str| {
        Event::Ime(ImeEvent::Preedit { text: words.into(), active_range_chars: None })
    };
    harness.event(preedit("ti"));
    harness.run_steps(2);
    harness.event(preedit("tiế"));
    harness.run_steps(2);
    assert_eq!(lines(&harness), ["1. x", "2. y"]);
    harness.input_mut().events.extend([
        Event::Ime(ImeEvent::Commit("tiếng".into())),
        press(Key::Enter, Modifiers::NONE),
        Event::Text("z".into()),
    ]);
    harness.run_steps(4);
    assert_eq!(lines(&harness), ["1. xtiếng", "2. z", "3. y"]);
}

#[test]
fn tab_walks_a_table_and_adds_a_row_at_its_end() {
    let mut table = Table::new(2, 2);
    table.rows[0][0].text = "a".into();
    let body = vec![Block::new(Body, "trên"), Block::from(table), Block::new(Body, "dưới")];
    let mut harness = on(Document { body, ..Document::default() });
    focus(&mut harness, at(0, 0));
    play(&mut harness, "↓");
    assert_eq!(caret(&harness).place, Place::Cell(Story::Body, 1, 0, 0));
    play(&mut harness, "⇥b⇥c⇥d⇥e");
    assert_eq!(lines(&harness), ["trên", "a/b;c/d;e/", "dưới"]);
    play(&mut harness, "⇧⇥D⏎↓↓");
    assert_eq!(lines(&harness)[1], "a/b;c/D\n;e/");
    assert_eq!(caret(&harness).place, at(2, 0).place);
    harness.get_by_label("Bảng 1, ô 2, 1").click();
    harness.run_steps(2);
    assert_eq!(caret(&harness).place, Place::Cell(Story::Body, 1, 1, 0));
    harness.get_by_label("Xóa cột").click();
    harness.run_steps(3);
    assert_eq!(lines(&harness)[1], "b;D\n;");
    play(&mut harness, "x");
    assert!(lines(&harness)[1].contains('x'));
}

#[test]
fn moved_rows_stay_selected() {
    let mut table = Table::new(2, 4);
    table.head_rows = 0;
    for (row, words) in ["một", "hai", "ba", "bốn"].into_iter().enumerate() {
        table.rows[row][0].text = Text::from(words);
    }
    let mut harness = on(Document { body: vec![Block::from(table)], ..Document::default() });
    let first = Place::Cell(Story::Body, 0, 0, 0);
    focus(&mut harness, Caret::at(first, 0));
    let order = |harness: &Harness<'_, Desk>| {
        let body = &harness.state().session.document().body;
        let rows = &body[0].table().expect("the table").rows;
        rows.iter().map(|row| row[0].text.words()).collect::<Vec<_>>().join(" ")
    };
    play(&mut harness, "⇧↓∙⌥⇧↓");
    assert_eq!(order(&harness), "ba một hai bốn");
    play(&mut harness, "⌥⇧↓");
    assert_eq!(order(&harness), "ba bốn một hai");
    play(&mut harness, "⌥⇧↑∙⌥⇧↑");
    assert_eq!(order(&harness), "một hai ba bốn");
    play(&mut harness, "⌦");
    assert_eq!(order(&harness).trim(), "ba bốn", "both are still selected");
}

#[test]
fn what_a_table_leaves_undone_is_said() {
    let body = vec![Block::from(Table::new(2, 3))];
    let mut harness = on(Document { body, ..Document::default() });
    focus(&mut harness, Caret::at(Place::Cell(Story::Body, 0, 0, 0), 0));
    play(&mut harness, "⇧↓");
    harness.event(Event::Paste("a\tb\nc\td\ne\tf".to_owned()));
    harness.run_steps(3);
    let desk = harness.state_mut();
    let said = desk.editor.said().expect("it is said");
    assert!(said.contains("2×1 ô đang chọn, trong 3×2"), "{said}");
    let table = desk.session.document().body[0].table().expect("the table").clone();
    let words = table.rows.iter().flatten().map(|cell| cell.text.words());
    assert_eq!(words.collect::<Vec<_>>(), ["a", "", "c", "", "", ""]);
    let sum = Operation::Table(TableOperation::Sum);
    desk.editor.perform(&mut desk.session, Story::Body, &sum);
    assert_eq!(desk.editor.said().as_deref(), Some("Cột này không có số để cộng"));
    assert_eq!(desk.session.document().body[0].table(), Some(&table));
}

#[test]
fn a_click_puts_the_caret_and_a_shift_click_selects_blocks() {
    let mut harness = harness(&[(Section, "A"), (Clause, "một"), (Clause, "hai")]);
    focus(&mut harness, at(0, 1));
    harness.get_by_label("Khoản I.1").click();
    harness.run_steps(2);
    assert_eq!(caret(&harness).place, at(1, 0).place);
    harness.get_by_label("Khoản I.2").click_modifiers(Modifiers::SHIFT);
    harness.run_steps(3);
    play(&mut harness, "⇥");
    assert_eq!(lines(&harness), ["I. A", "a) một", "b) hai"]);
    harness.get_by_label("Mục I").click();
    harness.run_steps(2);
    play(&mut harness, "!");
    assert!(lines(&harness)[0].contains('!'));
}

/// The pointer goes down at a place, over others, and up at the last.
fn drag(harness: &mut Harness<'_, Desk>, path: &[egui::Pos2]) {
    let button = |pos, pressed| Event::PointerButton {
        pos,
        button: egui::PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    harness.event(Event::PointerMoved(path[0]));
    harness.event(button(path[0], true));
    for pos in path {
        harness.event(Event::PointerMoved(*pos));
    }
    harness.event(button(path[path.len() - 1], false));
    harness.run_steps(3);
}

#[test]
fn a_drag_over_blocks_selects_them_and_one_inside_selects_words() {
    let mut harness = harness(&[(Clause, "một hai"), (Clause, "ba"), (Clause, "bốn")]);
    focus(&mut harness, at(2, 0));
    let from = harness.get_by_label("Khoản 1").rect().left_center();
    let to = harness.get_by_label("Khoản 2").rect().center();
    drag(&mut harness, &[from, from + egui::vec2(200.0, 0.0)]);
    let Caret { anchor, head, .. } = caret(&harness);
    assert_eq!((anchor, head), (0, 7));
    drag(&mut harness, &[from, from + egui::vec2(20.0, 5.0), to]);
    play(&mut harness, "⇥");
    assert_eq!(lines(&harness), ["a) một hai", "b) ba", "1. bốn"]);
}

#[test]
fn a_drag_from_word_to_word_takes_the_letters_between_them() {
    let texts = ["trước phần một", "giữa", "trước phần hai"];
    let mut harness = harness(&texts.map(|text| (Clause, text)));
    focus(&mut harness, at(1, 0));
    // Where a letter stands is what a click there says.
    let mut letter = |name: &str, wanted: usize| {
        let row = harness.get_by_label(name).rect();
        let spots = (0..60).map(|step| row.left_center() + egui::vec2(step as f32 * 3.0, 0.0));
        spots.into_iter().find(|spot| {
            drag(&mut harness, &[*spot, *spot]);
            caret(&harness).head == wanted
        })
    };
    let from = letter("Khoản 1", 6).expect("behind “trước ”");
    let to = letter("Khoản 3", 6).expect("behind “trước ”");
    for (path, back) in [([from, to], false), ([to, from], true)] {
        let before = harness.state().session.document().clone();
        let middle = path[0] + (path[1] - path[0]) * 0.5;
        drag(&mut harness, &[path[0], middle, path[1]]);
        play(&mut harness, "⌫");
        assert_eq!(lines(&harness), ["1. trước phần hai"], "backwards: {back}");
        assert!(harness.state_mut().session.undo(), "one step");
        harness.run_steps(2);
        assert_eq!(*harness.state().session.document(), before);
    }
}

#[test]
fn the_edge_between_columns_can_be_dragged_in_one_step_of_undo() {
    let body = vec![Block::from(Table::new(2, 2))];
    let mut harness = on(Document { body, ..Document::default() });
    focus(&mut harness, Caret::at(Place::Cell(Story::Body, 0, 0, 0), 0));
    let cell = harness.get_by_label("Bảng 1, ô 1, 2").rect();
    let edge = egui::pos2(cell.left() - 7.0, cell.center().y);
    let steps: Vec<_> = (0..6).map(|n| edge + egui::vec2(n as f32 * 20.0, 0.0)).collect();
    drag(&mut harness, &steps);
    let moved = harness.get_by_label("Bảng 1, ô 1, 2").rect();
    assert!(moved.left() > cell.left() + 60.0, "{cell:?} {moved:?}");
    assert!(harness.state_mut().session.undo());
    assert!(!harness.state().session.is_dirty());
}

#[test]
fn found_words_are_revealed_without_the_focus() {
    let blocks: Vec<(Level, &str)> = vec![(Clause, "một dòng"); 300];
    let mut harness = harness(&blocks);
    harness.run_steps(2);
    let place = Place::Block(Story::Body, 200);
    harness.state_mut().editor.reveal(Caret { place, anchor: 4, head: 8 });
    harness.run_steps(60);
    let rect = harness.get_by_label("Khoản 201").rect();
    assert!(rect.min.y > 100.0 && rect.max.y < 400.0, "{rect:?}");
    assert!(!harness.state().editor.has_focus());
    play(&mut harness, "x");
    assert!(!harness.state().session.is_dirty());
}

#[test]
fn the_menu_of_a_block_changes_it() {
    let mut harness = harness(&[(Section, "A"), (Clause, "một")]);
    focus(&mut harness, at(1, 3));
    harness.get_by_label("Thao tác với Khoản I.1").click();
    harness.run_steps(3);
    harness.get_by_label("Điểm (a)").click();
    harness.run_steps(3);
    assert_eq!(lines(&harness), ["I. A", "a) một"]);
    harness.get_by_label("Thao tác với Điểm I.a").click();
    harness.run_steps(3);
    harness.get_by_label("Chèn chú thích cuối trang").click();
    harness.run_steps(3);
    play(&mut harness, "lời⏎");
    assert_eq!(lines(&harness), ["I. A", "a) một<fn>lời</fn>"]);
    play(&mut harness, ".");
    assert_eq!(lines(&harness), ["I. A", "a) một<fn>lời</fn>."]);
}

#[test]
fn a_count_begins_anew_from_the_menu_on_screen_too() {
    let mut harness = harness(&[(Section, "A"), (Clause, "một"), (Clause, "hai")]);
    focus(&mut harness, at(2, 0));
    harness.get_by_label("Thao tác với Khoản I.2").click();
    harness.run_steps(3);
    harness.get_by_label("Đánh số lại từ đầu").click();
    harness.run_steps(3);
    assert_eq!(lines(&harness), ["I. A", "1. một", "1. hai"]);
    // What the editor shows is named by its numerals.
    assert_eq!(harness.query_all_by_label("Thao tác với Khoản I.1").count(), 2);
}

#[test]
fn far_blocks_are_not_built_but_can_be_reached() {
    let blocks: Vec<(Level, &str)> = vec![(Clause, "dòng"); 800];
    let mut harness = harness(&blocks);
    focus(&mut harness, at(0, 0));
    assert!(harness.query_by_label("Khoản 700").is_none());
    harness.state_mut().editor.focus(at(699, 4));
    harness.run_steps(60);
    play(&mut harness, "!");
    assert_eq!(lines(&harness)[699], "700. dòng!");
    let rect = harness.get_by_label("Khoản 700").rect();
    assert!(rect.min.y > 0.0 && rect.max.y < 480.0, "{rect:?}");
}

#[test]
fn any_keys_in_any_order_can_be_taken_back() {
    const KEYS: &str = "abế ⌫⌫⌦⏎⏎⇥←→↑↓⇱⇲⎋⇧⇧⌥⌃∙";
    let keys: Vec<char> = KEYS.chars().collect();
    let mut table = Table::new(2, 2);
    table.rows[0][0].text = "ô".into();
    for seed in 1u64..=60 {
        let body = vec![
            Block::new(Section, "MỤC"),
            Block::new(Clause, Text::from_markup("<b>một</b> hai<fn>ba</fn>")),
            Block::from(table.clone()),
            Block::new(Body, ""),
        ];
        let document = Document { body, ..Document::default() };
        let mut harness = on(document.clone());
        focus(&mut harness, at(seed as usize % 4, 2));
        let mut state = seed;
        let mut words = String::new();
        for _ in 0..40 {
            // A linear congruential generator: the same walk on every machine.
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let mut key = keys[(state >> 33) as usize % keys.len()];
            if words.ends_with('⌃') && key.is_alphanumeric() {
                key = if key == 'ế' { 'i' } else { key };
            } else if words.ends_with('⌃') && " ∙".contains(key) {
                key = 'b';
            }
            words.push(key);
        }
        let words = words.trim_end_matches(['⇧', '⌥', '⌃']);
        play(&mut harness, words);
        let end = harness.state().session.document().clone();
        let session = &mut harness.state_mut().session;
        while session.undo() {}
        assert_eq!(*session.document(), document, "{words}");
        while session.redo() {}
        assert_eq!(*session.document(), end, "{words}");
        harness.run_steps(2);
        play(&mut harness, "z");
    }
}
