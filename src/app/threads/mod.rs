//! What runs beside the window: pages are set by [`pages`], files are written by [`export`], the
//! draft is kept from getting lost by [`recovery`]; everything else slow is a job of [`jobs`].

pub(super) mod export;
pub(super) mod jobs;
pub(super) mod pages;
pub(super) mod recovery;
pub(super) mod whose;
