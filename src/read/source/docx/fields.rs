//! Fields: what they show belongs to the text, what they ask for does not.

/// The fields that are open at a place in the document.
#[derive(Debug, Default)]
pub(super) struct Fields {
    open: Vec<Field>,
}

#[derive(Debug, Default)]
struct Field {
    /// Whether the question is over and what follows is the answer.
    shows: bool,
    asks: String,
}

/// More open fields than this are no document's: the rest is not counted.
const MOST_OPEN: usize = 64;

impl Fields {
    /// A mark of a field (`w:fldChar`): `begin`, `separate` or `end`.
    pub(super) fn mark(&mut self, kind: &str) {
        match kind {
            "begin" if self.open.len() < MOST_OPEN => self.open.push(Field::default()),
            "separate" => {
                if let Some(field) = self.open.last_mut() {
                    field.shows = true;
                }
            }
            "end" => {
                self.open.pop();
            }
            _ => {}
        }
    }

    /// Words of a question (`w:instrText`).
    pub(super) fn ask(&mut self, words: &str) {
        if let Some(field) = self.open.last_mut().filter(|field| !field.shows) {
            field.asks.extend(words.chars().take(40));
        }
    }

    /// Whether words here belong to a question: `{ IF { PAGE } = 1 … }`.
    pub(super) fn hide(&self) -> bool {
        self.open.iter().any(|field| !field.shows)
    }

    /// Whether words here are a table of contents, which Word makes by itself.
    pub(super) fn list_contents(&self) -> bool {
        self.open.iter().any(|field| {
            field.shows
                && field.asks.split_whitespace().next().is_some_and(|name| name == "TOC")
        })
    }

    /// No question runs on beyond its paragraph: one that was never closed hides no more.
    pub(super) fn end_paragraph(&mut self) {
        self.open.retain(|field| field.shows);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_are_hidden_and_answers_shown() {
        let mut fields = Fields::default();
        fields.mark("begin");
        fields.ask(" IF ");
        fields.mark("begin");
        fields.ask("PAGE");
        fields.mark("separate");
        assert!(fields.hide(), "the inner answer is part of the outer question");
        fields.mark("end");
        fields.mark("separate");
        assert!(!fields.hide());
        fields.mark("end");
        fields.mark("begin");
        fields.ask(" TOC \\o ");
        fields.mark("separate");
        fields.end_paragraph();
        assert!(fields.list_contents());
    }

    #[test]
    fn a_field_that_was_never_closed_hides_one_paragraph_at_most() {
        let mut fields = Fields::default();
        fields.mark("begin");
        fields.mark("end");
        fields.mark("end");
        fields.mark("begin");
        assert!(fields.hide());
        fields.end_paragraph();
        assert!(!fields.hide());
    }
}
