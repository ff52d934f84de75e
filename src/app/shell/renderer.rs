//! What draws the window, in the order in which it is tried, and the mark by which a crash at start
//! chooses the next one.
//!
//! On Windows Direct3D 12 comes first, then its software adapter (WARP: remote desktops, virtual
//! machines), then OpenGL. On Linux Mesa is always there and OpenGL starts quickest. Each asks
//! for one backend only, because making two costs a fifth of a second.

use std::fs;
use std::path::PathBuf;

use eframe::egui_glow::HardwareAcceleration;
use eframe::{NativeOptions, Renderer as Backend};
use egui::Context;
use strum::IntoEnumIterator as _;

use crate::store::{Home, Previous, Renderer, atomic};

/// Names a renderer for this start: `dx12`, `warp`, `opengl` or `safe`.
pub const VARIABLE: &str = "KEHOACH_RENDERER";

/// The renderers of this system, in the order in which they are tried.
pub fn order(settings: Renderer, crashed: Option<Renderer>) -> Vec<Renderer> {
    let all: Vec<Renderer> = Renderer::iter().filter(|choice| is_here(*choice)).collect();
    let wanted = std::env::var(VARIABLE).ok().and_then(|name| named(&name));
    order_of(&all, wanted.unwrap_or(settings), crashed)
}

/// The wanted one alone comes first; after a crash, what comes after the one that crashed.
fn order_of(all: &[Renderer], wanted: Renderer, crashed: Option<Renderer>) -> Vec<Renderer> {
    let mut order = all.to_vec();
    if let Some(at) = order.iter().position(|choice| *choice == wanted) {
        let first = order.remove(at);
        order.insert(0, first);
    }
    if let Some(at) = crashed.and_then(|crashed| order.iter().position(|one| *one == crashed))
    {
        // It is tried again last: what broke may have been something else.
        order.rotate_left(at + 1);
    }
    order
}

fn named(name: &str) -> Option<Renderer> {
    match name.to_lowercase().as_str() {
        "dx12" | "wgpu" => Some(Renderer::Direct3D),
        "warp" => Some(Renderer::Warp),
        "opengl" | "glow" => Some(Renderer::OpenGl),
        "safe" => Some(if cfg!(windows) { Renderer::Warp } else { Renderer::Software }),
        _ => None,
    }
}

/// Whether this system has it at all.
pub fn is_here(choice: Renderer) -> bool {
    match choice {
        Renderer::Automatic => false,
        Renderer::Direct3D | Renderer::Warp => cfg!(windows),
        Renderer::OpenGl => true,
        Renderer::Software => !cfg!(windows),
    }
}

/// Sets what eframe is to draw with.
pub fn choose(choice: Renderer, options: &mut NativeOptions) {
    match choice {
        #[cfg(windows)]
        Renderer::Direct3D | Renderer::Warp => {
            options.renderer = Backend::Wgpu;
            options.wgpu_options.wgpu_setup = direct3d(choice == Renderer::Warp);
        }
        Renderer::Software => {
            options.renderer = Backend::Glow;
            options.glow_options.hardware_acceleration = HardwareAcceleration::Off;
        }
        _ => options.renderer = Backend::Glow,
    }
}

#[cfg(windows)]
fn direct3d(software: bool) -> eframe::egui_wgpu::WgpuSetup {
    use std::sync::Arc;

    use eframe::egui_wgpu::{WgpuSetup, WgpuSetupCreateNew, wgpu};

    let mut setup = WgpuSetupCreateNew::without_display_handle();
    setup.instance_descriptor.backends = wgpu::Backends::DX12;
    setup.native_adapter_selector = Some(Arc::new(move |adapters, _surface| {
        let is_software =
            |adapter: &wgpu::Adapter| adapter.get_info().device_type == wgpu::DeviceType::Cpu;
        adapters
            .iter()
            .find(|adapter| is_software(adapter) == software)
            .cloned()
            .ok_or_else(|| "no such Direct3D 12 adapter".to_owned())
    }));
    WgpuSetup::CreateNew(setup)
}

/// A file that stands from before the window opens until it has drawn: found at a start, the one
/// before it died while drawing.
pub struct StartMark {
    file: Option<PathBuf>,
    frames: u32,
}

/// So many frames drawn, and the renderer works.
const PROVEN: u32 = 3;

impl StartMark {
    /// The renderer with which the last start died.
    pub fn crashed(home: Option<&Home>) -> Option<Renderer> {
        let said = fs::read_to_string(Self::path(home?)).ok()?;
        Renderer::iter().find(|choice| choice.to_string() == said.trim())
    }

    /// Sets the mark. That it cannot be set is no reason not to open.
    pub fn set(home: Option<&Home>, choice: Renderer) -> Self {
        let file = home.map(Self::path).filter(|file| {
            let folder =
                file.parent().is_some_and(|folder| fs::create_dir_all(folder).is_ok());
            folder
                && atomic::write(file, choice.to_string().as_bytes(), Previous::Drop).is_ok()
        });
        Self { file, frames: 0 }
    }

    /// Counts a frame; the mark goes when the renderer has shown that it works.
    pub fn drawn(&mut self, ctx: &Context) {
        if self.file.is_none() {
            return;
        }
        self.frames += 1;
        if self.frames < PROVEN {
            ctx.request_repaint();
        } else {
            self.clear();
        }
    }

    fn clear(&mut self) {
        if let Some(file) = self.file.take() {
            // Where it cannot go, the next start tries another renderer first: no harm.
            let _ = fs::remove_file(file);
        }
    }

    fn path(home: &Home) -> PathBuf {
        home.data().join("dang-mo-cua-so")
    }
}

/// A window that was closed, or that said why it did not open, is no crash.
impl Drop for StartMark {
    fn drop(&mut self) {
        self.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WINDOWS: &[Renderer] = &[Renderer::Direct3D, Renderer::Warp, Renderer::OpenGl];

    #[test]
    fn a_crash_chooses_the_next_one_and_the_settings_the_first() {
        use Renderer::{Automatic, Direct3D, OpenGl, Warp};
        for (wanted, crashed, order) in [
            (Automatic, None, [Direct3D, Warp, OpenGl]),
            (Automatic, Some(Direct3D), [Warp, OpenGl, Direct3D]),
            (Automatic, Some(OpenGl), [Direct3D, Warp, OpenGl]),
            (OpenGl, None, [OpenGl, Direct3D, Warp]),
            (OpenGl, Some(OpenGl), [Direct3D, Warp, OpenGl]),
        ] {
            assert_eq!(order_of(WINDOWS, wanted, crashed), order, "{wanted:?} {crashed:?}");
        }
    }

    #[test]
    fn the_mark_stands_until_the_window_has_drawn() {
        let folder = tempfile::tempdir().expect("a folder");
        let home = Home::at(folder.path());
        assert_eq!(StartMark::crashed(Some(&home)), None);
        let mut mark = StartMark::set(Some(&home), Renderer::OpenGl);
        assert_eq!(StartMark::crashed(Some(&home)), Some(Renderer::OpenGl));
        for _ in 0..PROVEN {
            mark.drawn(&Context::default());
        }
        assert_eq!(StartMark::crashed(Some(&home)), None);
    }

    #[test]
    fn this_system_has_a_renderer() {
        assert!(!order(Renderer::Automatic, None).is_empty());
    }
}
