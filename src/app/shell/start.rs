//! Opening the window: which renderer, how large, and what to say when it cannot be opened.

use std::path::PathBuf;

use eframe::egui::{IconData, ViewportBuilder};
use eframe::{NativeOptions, Renderer};

use super::window::Window;
use crate::app::threads::pages::log;
use crate::store::{Home, Settings};

/// Chooses the renderer by name: `glow` or `wgpu`.
const RENDERER_VARIABLE: &str = "KEHOACH_RENDERER";
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
    let home = Home::find();
    let (settings, aside) = home.as_ref().map(Settings::load).unwrap_or_default();
    let mut reasons = Vec::new();
    let mut left = renderers().into_iter().peekable();
    while let Some(renderer) = left.next() {
        let (home, settings, path) = (home.clone(), settings.clone(), path.clone());
        let trouble = aside.as_ref().map(ToString::to_string);
        let options = options(renderer, &settings);
        let opened = eframe::run_native(
            "Kế Hoạch",
            options,
            Box::new(move |cc| {
                let mut window = Window::new(&cc.egui_ctx, home, settings);
                if let Some(trouble) = trouble {
                    window.say(trouble);
                }
                if let Some(path) = path {
                    window.open_now(path);
                }
                Ok(Box::new(window))
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
                    log(&format!("không dùng được {renderer}: {reason}"));
                }
                reasons.push(reason);
            }
        }
    }
    Err(StartError::Graphics(reasons.join("; ")))
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

/// The renderers to try, in order. On Windows a remote desktop has no OpenGL but always WARP; on
/// Linux Mesa is always there, and OpenGL starts quicker.
fn renderers() -> Vec<Renderer> {
    #[cfg(windows)]
    let all = vec![Renderer::Wgpu, Renderer::Glow];
    #[cfg(not(windows))]
    let all = vec![Renderer::Glow];
    let wanted = std::env::var(RENDERER_VARIABLE).ok();
    match wanted.and_then(|name| name.parse::<Renderer>().ok()) {
        Some(renderer) => vec![renderer],
        None => all,
    }
}

/// What a library says, in one line and without the places in its source code.
fn technical(error: &impl std::fmt::Display) -> String {
    let said = error.to_string().replace("os error at ", "");
    let words = said.split_whitespace().filter(|word| !word.contains(".rs:"));
    words.collect::<Vec<_>>().join(" ")
}

fn options(renderer: Renderer, settings: &Settings) -> NativeOptions {
    let size = settings.window.unwrap_or(DEFAULT_SIZE);
    NativeOptions {
        viewport: ViewportBuilder::default()
            .with_app_id("kehoach")
            .with_title("Kế Hoạch")
            .with_inner_size(size)
            .with_min_inner_size(SMALLEST)
            .with_icon(icon())
            .with_drag_and_drop(true),
        renderer,
        system_font_fallback: false,
        persist_window: false,
        ..NativeOptions::default()
    }
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
