//! What a narrow window puts away, and brings back when it is wide again.

/// Whether the window has become too narrow for a part, and the part was put away for that.
#[derive(Clone, Copy, Default)]
pub(in crate::app) struct PutAway {
    narrow: bool,
    was_shown: bool,
}

impl PutAway {
    /// Puts the part away when the window gets too narrow and brings it back when it is wide
    /// again. In between she shows and hides it as she likes.
    pub fn follow(&mut self, narrow: bool, shown: &mut bool) {
        if narrow == std::mem::replace(&mut self.narrow, narrow) {
            return;
        }
        if narrow {
            self.was_shown = std::mem::replace(shown, false);
        } else {
            *shown |= self.was_shown;
        }
    }
}

/// Below these widths, in points, the outline goes first, then the preview.
pub(in crate::app) const NARROW: [f32; 2] = [1100.0, 760.0];
