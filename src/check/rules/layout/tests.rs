//! The rules of formatting, each on a sheet that breaks it and one that does not.
