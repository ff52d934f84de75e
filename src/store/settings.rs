//! What she chose once: the look of the window, and who her agency is.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::atomic::WriteError;
use super::home::{Home, PutAside, read_own, write_own};
use crate::model::{Archive, Document, PageSetup, Recipient, Signature};

/// The settings of one user.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The version of this file.
    pub version: u32,
    /// Size of the window's words and widgets, 0.8–2.0.
    pub scale: f32,
    /// Light or dark.
    pub theme: Theme,
    /// The folder a file was last opened from or saved to.
    pub folder: Option<PathBuf>,
    /// The window's inner size in points; none for the first start.
    pub window: Option<(f32, f32)>,
    /// The window's left upper corner on the screen, in points; none to let the system choose.
    pub window_place: Option<(f32, f32)>,
    /// Whether the window fills the screen.
    pub maximized: bool,
    /// Zoom of the preview, 1.0 for paper size; none to fit the width.
    pub preview_zoom: Option<f32>,
    /// What draws the window; another is tried where it does not work.
    pub renderer: Renderer,
    /// The agency that plans are drafted for.
    pub profile: Profile,
}

/// What draws the window, in the order in which it is tried.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    strum::Display,
    strum::EnumIter,
)]
pub enum Renderer {
    /// As the system has it.
    #[default]
    Automatic,
    /// Direct3D 12 on a graphics card.
    Direct3D,
    /// Direct3D 12's software adapter.
    Warp,
    /// OpenGL.
    OpenGl,
    /// OpenGL without a graphics card.
    Software,
}

/// Which colours the window has.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, strum::EnumIter,
)]
pub enum Theme {
    /// As the desktop says.
    #[default]
    System,
    /// Dark letters on light ground.
    Light,
    /// Light letters on dark ground.
    Dark,
}

/// What every plan of an agency has in common.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Profile {
    /// Cơ quan chủ quản, one entry a line.
    pub parent_agency: Vec<String>,
    /// Cơ quan ban hành, one entry a line.
    pub agency: Vec<String>,
    /// The agency's registered abbreviation.
    pub abbreviation: String,
    /// Địa danh.
    pub place: String,
    /// Who signs, usually.
    pub signatures: Vec<Signature>,
    /// Who gets a copy, usually.
    pub recipients: Vec<Recipient>,
    /// The archive line.
    pub archive: Archive,
    /// Address at the foot of page 1, one entry a line.
    pub address: Vec<String>,
    /// Page set-up of the house.
    pub page: PageSetup,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            version: 1,
            scale: 1.0,
            theme: Theme::default(),
            folder: None,
            window: None,
            window_place: None,
            maximized: false,
            preview_zoom: None,
            renderer: Renderer::default(),
            profile: Profile::default(),
        }
    }
}

impl Settings {
    /// Reads the settings; missing ones are the defaults, a broken file is put aside and said.
    pub fn load(home: &Home) -> (Self, Option<PutAside>) {
        let (settings, aside) = read_own::<Self>(&file(home), "phần cài đặt");
        (settings.within_range(), aside)
    }

    /// Keeps the settings.
    pub fn save(&self, home: &Home) -> Result<(), WriteError> {
        let mut settings = self.clone();
        // A path that is no Unicode text cannot be written down.
        settings.folder.take_if(|folder| folder.to_str().is_none());
        write_own(&file(home), &settings)
    }

    fn within_range(mut self) -> Self {
        let hold = |value: f32, low: f32, high: f32| {
            if value.is_finite() { value.clamp(low, high) } else { 1.0 }
        };
        self.scale = hold(self.scale, 0.8, 2.0);
        self.preview_zoom = self.preview_zoom.map(|zoom| hold(zoom, 0.25, 5.0));
        self.window.take_if(|(width, height)| {
            !(width.is_finite() && height.is_finite() && *width >= 320.0 && *height >= 240.0)
        });
        self.profile.page = self.profile.page.within_range();
        self
    }
}

impl Profile {
    /// What a plan says of its agency.
    pub fn of(document: &Document) -> Self {
        Self {
            parent_agency: document.parent_agency.clone(),
            agency: document.agency.clone(),
            abbreviation: document.abbreviation.clone(),
            place: document.place.clone(),
            signatures: document.signatures.clone(),
            recipients: document.recipients.clone(),
            archive: document.archive.clone(),
            address: document.address.clone(),
            page: document.page,
        }
    }

    /// Whether no agency has been named yet.
    pub fn is_empty(&self) -> bool {
        self.agency.iter().all(|line| line.trim().is_empty())
    }

    /// Writes the agency's names, abbreviation and place into a plan that has people and recipients of
    /// its own, a sample's. An empty profile does nothing.
    pub fn name_agency(&self, document: &mut Document) {
        if self.is_empty() {
            return;
        }
        document.parent_agency.clone_from(&self.parent_agency);
        document.agency.clone_from(&self.agency);
        document.abbreviation.clone_from(&self.abbreviation);
        document.place.clone_from(&self.place);
        document.symbol.clear();
        document.normalise();
    }

    /// Writes the agency into a plan, in place of what stood there. An empty profile does nothing.
    pub fn apply(&self, document: &mut Document) {
        if self.is_empty() {
            return;
        }
        let profile = self.clone();
        document.parent_agency = profile.parent_agency;
        document.agency = profile.agency;
        document.abbreviation = profile.abbreviation;
        document.place = profile.place;
        document.archive = profile.archive;
        document.address = profile.address;
        document.page = profile.page;
        if !profile.signatures.is_empty() {
            document.signatures = profile.signatures;
        }
        if !profile.recipients.is_empty() {
            document.recipients = profile.recipients;
        }
        document.normalise();
    }
}

fn file(home: &Home) -> PathBuf {
    home.config().join("settings.ron")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn home() -> (tempfile::TempDir, Home) {
        let folder = tempfile::tempdir().expect("a folder");
        let home = Home::at(folder.path().join("nhà"));
        (folder, home)
    }

    #[test]
    fn what_was_chosen_is_there_the_next_time() {
        let (_folder, home) = home();
        assert_eq!(Settings::load(&home), (Settings::default(), None));
        let settings = Settings {
            scale: 1.25,
            theme: Theme::Dark,
            folder: Some("kế hoạch".into()),
            window: Some((1366.0, 700.0)),
            window_place: Some((40.0, 20.0)),
            maximized: true,
            preview_zoom: Some(0.62),
            profile: Profile {
                agency: vec!["Sở Xây dựng".into()],
                signatures: vec![Signature::default()],
                recipients: vec![Recipient {
                    name: "Các phòng".into(),
                    ..Recipient::default()
                }],
                ..Profile::default()
            },
            ..Settings::default()
        };
        settings.save(&home).expect("saved");
        assert_eq!(Settings::load(&home), (settings, None));
    }

    #[test]
    fn settings_of_another_version_and_wild_values_are_taken_as_far_as_they_go() {
        let (_folder, home) = home();
        fs::create_dir_all(home.config()).expect("made");
        let text =
            "(version: 7, scale: 40.0, window: (1.0, 1.0), theme: Light, new: [1, (a: B)])";
        fs::write(file(&home), text).expect("written");
        let (settings, aside) = Settings::load(&home);
        assert_eq!(aside, None);
        assert_eq!((settings.scale, settings.theme), (2.0, Theme::Light));
        assert_eq!(settings.window, None);
    }

    #[test]
    fn a_broken_file_is_put_aside_and_the_next_save_works() {
        let (_folder, home) = home();
        fs::create_dir_all(home.config()).expect("made");
        fs::write(file(&home), "(scale: lớn)").expect("written");
        let (settings, aside) = Settings::load(&home);
        assert_eq!(settings, Settings::default());
        assert!(aside.is_some_and(|aside| aside.why.contains("dòng 1")));
        settings.save(&home).expect("saved");
        assert_eq!(Settings::load(&home).1, None);
    }

    #[test]
    fn an_empty_profile_leaves_a_plan_alone_and_a_full_one_fills_it() {
        let mut document =
            Document { agency: vec!["Sở Tài chính".into()], ..Document::default() };
        Profile::default().apply(&mut document);
        assert_eq!(document.agency, ["Sở Tài chính"]);
        let profile =
            Profile { agency: vec!["Sở Xây dựng".into()], ..Profile::of(&document) };
        profile.apply(&mut document);
        assert_eq!(Profile::of(&document), profile);
    }
}
