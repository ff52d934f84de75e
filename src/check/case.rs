//! The document under review: its plan, its passages with what is known of each, its context.

use std::sync::Arc;

use super::context::Context;
use super::facts::Known;
use super::passage::{Passage, Role};
use super::reading::Reading;
use crate::model::{Block, Document, Level, Place, Story};

/// The document under review.
pub(super) struct Case<'a> {
    pub(super) document: &'a Document,
    pub(super) context: &'a Context,
    passages: &'a [(Passage<'a>, Arc<Known>)],
    /// Whether it is a draft of ours, whose paper does what it can by itself.
    pub(super) draft: bool,
}

/// Whether a plan has words in its letterhead.
fn has_head(document: &Document) -> bool {
    !document.parent_agency.is_empty() || !document.agency.is_empty()
}

/// Whether a plan has words in its closing columns.
fn has_end(document: &Document) -> bool {
    !document.recipients.is_empty()
        || document.signatures.iter().any(|signature| !signature.signer.trim().is_empty())
}

/// A passage with its letters.
pub(super) type Read<'a> = (&'a Passage<'a>, &'a Reading);

impl<'a> Case<'a> {
    pub(super) fn new(
        document: &'a Document,
        context: &'a Context,
        passages: &'a [(Passage<'a>, Arc<Known>)],
        draft: bool,
    ) -> Self {
        Self { document, context, passages, draft }
    }

    /// Every passage with what is known of it.
    pub(super) fn known(&self) -> impl Iterator<Item = (&'a Passage<'a>, &'a Known)> + 'a {
        self.passages.iter().map(|(passage, known)| (passage, &**known))
    }

    /// Every passage with its letters.
    pub(super) fn passages(&self) -> impl Iterator<Item = Read<'a>> + 'a {
        self.known().map(|(passage, known)| (passage, &known.reading))
    }

    /// The passage of a place.
    pub(super) fn passage(&self, place: Place) -> Option<Read<'a>> {
        self.passages().find(|(passage, _)| passage.place == place && passage.note.is_none())
    }

    /// Whether the letterhead can be judged: a file may be a part of a paper.
    pub(super) fn whole_head(&self) -> bool {
        self.draft || has_head(self.document)
    }

    /// Whether recipients and signature can be judged.
    pub(super) fn whole_end(&self) -> bool {
        self.draft || has_end(self.document)
    }

    /// Runs of items of one level (`a)`, `-`, `+`) that follow each other.
    pub(super) fn runs_of_items(&self) -> Vec<Vec<Read<'a>>> {
        let mut runs: Vec<Vec<Read<'a>>> = Vec::new();
        let mut open: Option<(Level, Story, usize)> = None;
        for read in self.passages() {
            let (Place::Block(story, n), Role::Block(level), None) =
                (read.0.place, read.0.role, read.0.note)
            else {
                continue;
            };
            let item = matches!(level, Level::Point | Level::Dash | Level::Plus);
            match (&mut open, runs.last_mut()) {
                (Some((last, at, index)), Some(run))
                    if item && *last == level && *at == story && *index + 1 == n =>
                {
                    run.push(read);
                    *index = n;
                }
                _ if item => {
                    runs.push(vec![read]);
                    open = Some((level, story, n));
                }
                _ => open = None,
            }
        }
        runs
    }

    /// The words of a block, for a look at its neighbours.
    pub(super) fn block(&self, story: Story, n: usize) -> Option<&'a Block> {
        let blocks = self.document.blocks(story)?;
        blocks.get(n).map(|block| {
            let block: &Block = block;
            block
        })
    }
}
