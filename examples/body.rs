use eframe::egui;
use kehoach::app::body::{BlockEditor, Look};
use kehoach::edit::{Caret, Session};
use kehoach::model::*;
use std::sync::Arc;

fn fonts(ctx: &egui::Context) {
    let mut fonts = egui::FontDefinitions::empty();
    let files: [(&str, &[u8]); 4] = [
        ("ui", include_bytes!("../assets/fonts/BeVietnamPro_400Regular.ttf")),
        ("ui-medium", include_bytes!("../assets/fonts/BeVietnamPro_500Medium.ttf")),
        ("ui-semibold", include_bytes!("../assets/fonts/BeVietnamPro_600SemiBold.ttf")),
        ("icons", include_bytes!("../assets/fonts/Phosphor.ttf")),
    ];
    for (name, bytes) in files {
        let mut data = egui::FontData::from_static(bytes);
        if name == "icons" {
            data.tweak.y_offset_factor = 0.12;
        }
        fonts.font_data.insert(name.into(), Arc::new(data));
        let names = vec![name.to_owned(), "icons".to_owned()];
        fonts.families.insert(egui::FontFamily::Name(name.into()), names);
    }
    let plain = vec!["ui".to_owned(), "icons".to_owned()];
    fonts.families.insert(egui::FontFamily::Proportional, plain.clone());
    fonts.families.insert(egui::FontFamily::Monospace, plain);
    ctx.set_fonts(fonts);
}

fn main() {
    let mut tasks = Table::of_tasks(3);
    tasks.rows[1][1].text = "Rà soát, cắt giảm thời gian giải quyết thủ tục hành chính".into();
    tasks.rows[1][2].text = "Văn phòng Sở".into();
    let m = Text::from_markup;
    let mut body = vec![
        Block::new(Level::Part, "Quy định chung"),
        Block::new(Level::Section, "MỤC ĐÍCH, YÊU CẦU"),
        Block::new(Level::Clause, m("<b>Mục đích</b>")),
        Block::new(
            Level::Point,
            "Nâng cao nhận thức của cán bộ, công chức, viên chức về vai trò của công tác dân vận trong giải quyết thủ tục hành chính về xây dựng, nhà ở và hạ tầng giao thông.",
        ),
        Block::new(
            Level::Point,
            m(
                "Xây dựng mô hình, điển hình thiết thực, có sức lan tỏa<fn>Theo hướng dẫn của Ban Dân vận.</fn> tại các <i>phòng, đơn vị</i> thuộc Sở; kịp thời <u>biểu dương</u>, khen thưởng.",
            ),
        ),
        Block::new(Level::Clause, m("<b>Yêu cầu</b>")),
        Block::new(Level::SubClause, "Khoản con thử nghiệm."),
        Block::new(Level::Dash, "Gạch đầu dòng thứ nhất;"),
        Block::new(Level::Plus, "Dấu cộng."),
        Block::new(Level::Body, ""),
        Block::new(Level::Centered, "Giữa trang"),
        Block::new(Level::Right, "Bên phải"),
        Block::new(Level::Section, ""),
        Block::Table(tasks),
        Block::new(Level::Body, "Đoạn cuối."),
    ];
    let n: usize = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(0);
    for i in 0..n {
        body.push(Block::new(Level::Clause, format!("Rà soát, cắt giảm thời gian giải quyết thủ tục hành chính; tổ chức đối thoại với người dân lần thứ {i}.").as_str()));
    }
    let mut session = Session::saved(Plan { body, ..Plan::default() });
    let mut editor = BlockEditor::default();
    editor.focus(Caret::at(Place::Block(Story::Body, 4), 30));
    let mut first = true;
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default().with_inner_size([700.0, 760.0]),
        ..Default::default()
    };
    eframe::run_ui_native("body", options, move |ui, _| {
        if first {
            fonts(ui.ctx());
            ui.ctx().set_theme(egui::Theme::Light);
            first = false;
            ui.ctx().request_repaint();
            return;
        }
        ui.ctx().global_style_mut(|s| {
            s.visuals.selection.bg_fill = egui::Color32::from_rgb(0xC9, 0xD8, 0xF5);
            s.visuals.text_cursor.stroke =
                egui::Stroke::new(1.5, egui::Color32::from_rgb(0x2B, 0x4C, 0x8C));
        });
        if ui.input_mut(|i| i.consume_key(egui::Modifiers::COMMAND, egui::Key::Z)) {
            session.undo();
        }
        egui::Frame::NONE.fill(egui::Color32::WHITE).inner_margin(16).show(ui, |ui| {
            egui::ScrollArea::vertical().show(ui, |ui| {
                let t = std::time::Instant::now();
                editor.ui(ui, &mut session, Story::Body, &Look::default());
                let d = t.elapsed().as_secs_f32() * 1000.0;
                if d > 3.0 {
                    eprintln!("frame {d:.1} ms");
                }
            });
        });
    })
    .unwrap();
}
