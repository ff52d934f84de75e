//! Pictures of every view, kept in `tests/snapshots` and compared with what the window draws now.
//!
//! A picture that has changed is written beside the others as `NAME.new.png`; look at both. Run with
//! `KEHOACH_PICTURES=renew` to keep the new ones. egui's own snapshots need a graphics stack; these are
//! drawn by [`raster`] from egui's triangles, so they are the same on every machine.

mod png;
mod raster;
mod together;
mod views;

use std::fs;
use std::path::PathBuf;

use egui::Vec2;
use egui_kittest::Harness;
use tempfile::TempDir;

use super::shell::window::Window;
use crate::store::{Home, Settings, Theme};
use raster::{Picture, Textures};

/// How far a channel may be from the kept one: what fewer colours cost.
const TOLERANCE: u8 = 40;
/// So many pixels may differ more: an edge that falls otherwise, no letter.
const STRAYS: usize = 60;

/// A window without a screen that can be looked at.
struct Seen {
    harness: Harness<'static, Window>,
    textures: Textures,
    size: Vec2,
    /// Where the window keeps its files.
    _home: TempDir,
}

impl Seen {
    /// A window of a size in points at 100 %.
    fn new(
        size: impl Into<Vec2>,
        settings: Settings,
        prepare: impl FnOnce(&mut Window) + 'static,
    ) -> Self {
        let (textures, size) = (Textures::default(), size.into());
        // The harness counts points at 100 %; a screen has as many pixels whatever the scale.
        let points = size / settings.scale;
        let folder = tempfile::tempdir().expect("a folder");
        let home = Home::at(folder.path());
        let theme = match settings.theme {
            Theme::Dark => egui::Theme::Dark,
            Theme::Light | Theme::System => egui::Theme::Light,
        };
        let harness = Harness::builder()
            .with_size(points)
            .with_max_steps(64)
            .with_theme(theme)
            .renderer(textures.clone())
            .build_eframe(move |cc| {
                let mut window = Window::new(&cc.egui_ctx, Some(home), settings);
                window.system_dialogs = false;
                prepare(&mut window);
                window
            });
        let mut seen = Self { harness, textures, size, _home: folder };
        seen.rest();
        seen
    }

    /// Lets everything that moves come to rest.
    fn rest(&mut self) {
        self.harness.run_steps(8);
    }

    /// What the window shows.
    fn look(&self) -> Picture {
        let output = self.harness.output();
        let scale = output.pixels_per_point;
        let primitives = self.harness.ctx.tessellate(output.shapes.clone(), scale);
        self.textures.paint(&primitives, self.size / scale, scale)
    }

    /// Holds what the window shows against the picture that is kept under a name.
    fn matches(&self, name: &str) {
        let now = png::reduced(&self.look());
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots");
        let kept = folder.join(format!("{name}.png"));
        let fresh = folder.join(format!("{name}.new.png"));
        if std::env::var_os("KEHOACH_PICTURES").is_some() {
            fs::write(&kept, png::written(&now)).expect("the pictures' folder can be written");
            return;
        }
        let old = fs::read(&kept).ok().and_then(|file| png::read(&file));
        let strays = old.map(|old| strays(&old, &now));
        if strays.is_some_and(|strays| strays <= STRAYS) {
            fs::remove_file(&fresh).ok();
            return;
        }
        fs::write(&fresh, png::written(&now)).expect("the pictures' folder can be written");
        let fresh = fresh.display();
        panic!(
            "{name} looks otherwise: {strays:?} pixels; see {fresh} (head of pictures/mod.rs)"
        );
    }
}

/// How many pixels differ; all of them where the sizes do.
fn strays(old: &Picture, new: &Picture) -> usize {
    if (old.width, old.height) != (new.width, new.height) {
        return new.pixels.len();
    }
    let pairs = old.pixels.iter().zip(&new.pixels);
    pairs.filter(|(a, b)| (0..3).any(|n| a[n].abs_diff(b[n]) > TOLERANCE)).count()
}

#[test]
fn a_picture_comes_back_from_its_file_and_a_changed_letter_is_seen() {
    let mut picture = Picture { width: 40, height: 30, pixels: vec![[250, 251, 252]; 1200] };
    for (n, pixel) in picture.pixels.iter_mut().enumerate().take(700) {
        *pixel = [(n % 256) as u8, (n / 3 % 256) as u8, 40];
    }
    let picture = png::reduced(&picture);
    let mut back = png::read(&png::written(&picture)).expect("our own file");
    assert_eq!((back.width, back.height), (40, 30));
    assert_eq!(strays(&picture, &back), 0);
    back.pixels[900..1000].fill([0; 3]);
    assert_eq!(strays(&picture, &back), 100);
}
