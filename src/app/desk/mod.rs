//! What stands around the form while a draft is open, and the questions asked about it.

pub(super) mod bars;
pub(super) mod checking;
pub(super) mod delivery;
pub(super) mod dialogs;
pub(super) mod dossier;
pub(super) mod drawer;
pub(super) mod find_bar;
pub(super) mod history;
pub(super) mod inspector;
pub(super) mod outline;
pub(super) mod preview;
pub(super) mod put_away;
pub(super) mod status;
pub(super) mod toast;
