//! What runs beside the window: pages are set by [`pages`], files are read and written by
//! [`jobs`] and [`export`], the draft is kept from getting lost by [`recovery`].

pub(super) mod export;
pub(super) mod jobs;
pub(super) mod pages;
pub(super) mod recovery;
