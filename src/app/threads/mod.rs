//! What runs beside the window: pages are set by [`pages`], files are written by [`export`], everything
//! else slow is a job of [`jobs`]. The draft is kept from getting lost by `store::Keeper`.

mod bound;
pub(super) mod export;
pub(super) mod jobs;
mod left;
pub(super) mod names;
pub(super) mod pages;
pub(super) mod whose;
