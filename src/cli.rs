//! The command line: the same library without a window (design fixed; scripts depend on it).
