//! Opening the window: which renderer, how large, and what to say when it cannot be opened.

use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use eframe::NativeOptions;
use egui::{Context, DroppedFile, IconData, RawInput, Ui, ViewportBuilder, Visuals};

use super::instance::{self, Doorway, Found};
use super::renderer::{self, StartMark};
use super::session_end::SessionEnd;
use super::window::Window;
use crate::app::threads::pages::log;
use crate::store::{Home, Renderer, Settings};

const DEFAULT_SIZE: (f32, f32) = (1280.0, 720.0);
const SMALLEST: (f32, f32) = (683.0, 370.0);

/// Why the window did not open.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// There is no screen to draw on.
    #[error(
        "Không có màn hình để mở cửa sổ. Để tạo tệp không cần cửa sổ, hãy dùng: kehoach export \
         BẢN_THẢO"
    )]
    NoDisplay,
    /// The environment names a screen that does not answer.
    #[error(
        "Không kết nối được với màn hình. Kiểm tra biến DISPLAY hoặc WAYLAND_DISPLAY và phiên \
         làm việc trên máy; để tạo tệp không cần cửa sổ, hãy dùng: kehoach export BẢN_THẢO"
    )]
    DeadDisplay,
    /// No renderer works here.
    #[error(
        "Không khởi tạo được đồ họa: {0}. Hãy cập nhật trình điều khiển màn hình; trong lúc đó \
         có thể tạo tệp bằng: kehoach export BẢN_THẢO"
    )]
    Graphics(String),
}

/// Opens the window, with a draft if one is named, and returns when it is closed.
///
/// # Errors
/// [`StartError`], in one Vietnamese line.
pub fn run(path: Option<PathBuf>) -> Result<(), StartError> {
    if !has_display() {
        return Err(StartError::NoDisplay);
    }
    // A path that begins nowhere would leave its folder unknown to all that lies beside the draft.
    let path = path.map(|path| std::path::absolute(&path).unwrap_or(path));
    let home = Home::find();
    let doorway = match instance::look(home.as_ref(), path.as_deref()) {
        Found::Window => return Ok(()),
        Found::Nobody(doorway) => doorway.map(Rc::new),
    };
    let (settings, aside) = home.as_ref().map(Settings::load).unwrap_or_default();
    let crashed = StartMark::crashed(home.as_ref());
    let session_end = SessionEnd::default();
    session_end.listen();
    let mut reasons = Vec::new();
    let mut left = renderer::order(settings.renderer, crashed).into_iter().peekable();
    while let Some(choice) = left.next() {
        let (home, settings, path) = (home.clone(), settings.clone(), path.clone());
        let trouble = aside.as_ref().map(ToString::to_string);
        let options = options(choice, &settings);
        let doorway = doorway.clone();
        let session_end = session_end.clone();
        let mark = StartMark::set(home.as_ref(), choice);
        let opened = eframe::run_native(
            "Kế Hoạch",
            options,
            Box::new(move |cc| {
                let mut window = Window::new(&cc.egui_ctx, home, settings);
                session_end.wakes(&cc.egui_ctx);
                window.session_end = session_end;
                if let Some(trouble) = trouble {
                    window.say(trouble);
                }
                if let Some(path) = path {
                    window.open_now(path);
                }
                if let Some(doorway) = &doorway {
                    doorway.wakes(&cc.egui_ctx);
                }
                Ok(Box::new(Program { window, doorway, mark }))
            }),
        );
        match opened {
            Ok(()) => return Ok(()),
            Err(eframe::Error::WinitEventLoop(_)) if cfg!(target_os = "linux") => {
                return Err(StartError::DeadDisplay);
            }
            Err(error) => {
                let reason = technical(&error);
                // The last one's reason is told by the error itself.
                if left.peek().is_some() {
                    log(&format!("không dùng được {choice}: {reason}"));
                }
                reasons.push(reason);
            }
        }
    }
    Err(StartError::Graphics(reasons.join("; ")))
}

/// The window among its neighbours: what other starts hand it, and the mark that it could draw.
struct Program {
    window: Window,
    doorway: Option<Rc<Doorway>>,
    mark: StartMark,
}

impl eframe::App for Program {
    fn ui(&mut self, ui: &mut Ui, frame: &mut eframe::Frame) {
        self.mark.drawn(ui.ctx());
        self.window.ui(ui, frame);
    }

    /// A draft that another start hands over comes in as if it were dropped onto the window: the
    /// same questions are asked before it takes the place of another.
    fn raw_input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        let Some(doorway) = &self.doorway else { return };
        for path in doorway.take(ctx) {
            input.dropped_files.push(Arc::new(HandedOver(path)));
        }
    }

    fn clear_color(&self, visuals: &Visuals) -> [f32; 4] {
        self.window.clear_color(visuals)
    }

    fn persist_egui_memory(&self) -> bool {
        self.window.persist_egui_memory()
    }

    fn on_exit(&mut self, gl: Option<&eframe::glow::Context>) {
        self.window.on_exit(gl);
    }
}

/// A file that another start was asked to open.
#[derive(Debug)]
struct HandedOver(PathBuf);

impl DroppedFile for HandedOver {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

/// Says why the window did not open in a box of the system, where there is no console to say it.
#[cfg(windows)]
pub fn tell(error: &StartError) {
    rfd::MessageDialog::new()
        .set_level(rfd::MessageLevel::Error)
        .set_title("Kế Hoạch")
        .set_description(error.to_string())
        .show();
}

/// Linux says by its environment whether there is a screen; asking for one without would hang or
/// panic inside the window library.
fn has_display() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux")
        || set("DISPLAY")
        || set("WAYLAND_DISPLAY")
        || set("WAYLAND_SOCKET")
}

/// What a library says, in one line and without the places in its source code.
fn technical(error: &impl std::fmt::Display) -> String {
    let said = error.to_string().replace("os error at ", "");
    let words = said.split_whitespace().filter(|word| !word.contains(".rs:"));
    words.collect::<Vec<_>>().join(" ")
}

/// Where and how large the window was. A corner left of or above the screens' common origin may be on
/// a screen that is not there today; the system then chooses.
fn placed(settings: &Settings) -> ViewportBuilder {
    let builder = ViewportBuilder::default().with_maximized(settings.maximized);
    match settings.window_place {
        Some((x, y)) if x >= 0.0 && y >= 0.0 && !settings.maximized => {
            builder.with_position([x, y])
        }
        _ => builder,
    }
}

fn options(choice: Renderer, settings: &Settings) -> NativeOptions {
    let size = settings.window.unwrap_or(DEFAULT_SIZE);
    let mut options = NativeOptions {
        viewport: placed(settings)
            .with_app_id("kehoach")
            .with_title("Kế Hoạch")
            .with_inner_size(size)
            .with_min_inner_size(SMALLEST)
            .with_icon(icon())
            .with_drag_and_drop(true),
        system_font_fallback: false,
        persist_window: false,
        ..NativeOptions::default()
    };
    renderer::choose(choice, &mut options);
    options
}

/// The window's icon, drawn by `assets/icon.sh` from `assets/icon.svg`.
fn icon() -> IconData {
    eframe::icon_data::from_png_bytes(include_bytes!("../../../assets/icon.png"))
        .expect("the bundled picture is sound: a test reads it")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_icon_is_a_square() {
        let icon = icon();
        assert_eq!((icon.width, icon.height), (256, 256));
    }

    #[test]
    fn a_librarys_words_name_no_source_file() {
        let said = "winit error: os error at /home/x/winit-0.30/src/mod.rs:765: No\n server";
        assert_eq!(technical(&said), "winit error: No server");
    }
}
