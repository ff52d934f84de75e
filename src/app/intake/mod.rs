//! How a draft comes from elsewhere: a file that is taken in or judged as it is, an old plan that is
//! renewed.

pub(super) mod import;
pub(super) mod renewal;
pub(super) mod review;
