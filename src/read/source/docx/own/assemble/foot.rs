//! The foot of our own paper: signatures, Nơi nhận, the margins, the end mark.

use std::sync::Arc;

use crate::compose::{end_cell, forms, without_end};
use crate::model::{Archive, Block, Place, Signature, Text};
use crate::read::DropKind;
use crate::read::recognise::posts::honorific;
use crate::standard::StyleName;
use crate::vietnamese::plain_fold;

use super::super::collect::{Line, Rows};
use super::{Assembly, add_words, is_marked};

impl Assembly<'_> {
    pub(super) fn closing_table(&mut self, rows: &Rows) -> Option<()> {
        self.flush();
        self.closed = true;
        let is_recipients = |lines: &[Line]| {
            let named = |line: &Line| {
                matches!(line.style, Some(StyleName::RecipientsHead | StyleName::Recipient))
            };
            lines.iter().any(named)
        };
        for (at, row) in rows.rows.iter().enumerate() {
            let mut signature = 0;
            for cell in &row.cells {
                let signs = at == 0 && !is_recipients(&cell.lines);
                if signs {
                    self.signature(signature);
                }
                for line in cell.lines.iter().filter(|line| !line.text.is_blank()) {
                    self.closing_line(line, signature)?;
                }
                signature += usize::from(signs);
            }
        }
        Some(())
    }

    pub(super) fn closing_line(&mut self, line: &Line, signature: usize) -> Option<()> {
        self.closed = true;
        let words = line.text.words();
        let words = words.trim();
        match line.style? {
            StyleName::RecipientsHead => {
                self.report.drop_words(DropKind::Fixed, line.number, words);
                return (plain_fold(words).trim_end_matches([':', ' ']) == "noi nhan")
                    .then_some(());
            }
            StyleName::Recipient => self.recipients.push((line.number, words.to_owned())),
            StyleName::Drafter => {
                self.put(Place::Drafter, line.number);
                self.document.drafter = forms::drafter(words);
            }
            StyleName::Authority => {
                self.put(Place::Signature(signature), line.number);
                for sign in ["TM.", "KT.", "TL.", "TUQ.", "Q."] {
                    if words.starts_with(sign) {
                        self.report.drop_words(DropKind::Fixed, line.number, sign);
                    }
                }
                self.signature(signature);
                self.posts[signature].push(words.to_owned());
            }
            StyleName::AgencyPost => {
                self.put(Place::Signature(signature), line.number);
                add_words(&mut self.signature(signature).agency_post, words)
            }
            StyleName::Signer => {
                self.put(Place::Signature(signature), line.number);
                let (rank, name) = honorific(words);
                let signature = self.signature(signature);
                add_words(&mut signature.honorific, &rank);
                add_words(&mut signature.signer, &name);
            }
            StyleName::Separator => {}
            _ => return None,
        }
        Some(())
    }

    pub(super) fn signature(&mut self, index: usize) -> &mut Signature {
        let count = self.document.signatures.len().max(index + 1);
        self.document.signatures.resize(count, Signature::default());
        self.posts.resize(count, Vec::new());
        &mut self.document.signatures[index]
    }

    /// Nơi nhận: the last line that says "Lưu" is the archive.
    pub(super) fn recipients(&mut self) {
        const ARCHIVE: &str = "Lưu:";
        fn archived(words: &str) -> Option<&str> {
            words.trim_start_matches(['-', ' ']).strip_prefix(ARCHIVE)
        }
        if !self.closed {
            return;
        }
        self.document.archive = Archive { units: Vec::new(), copies: None };
        let lines = std::mem::take(&mut self.recipients);
        let last = lines.iter().rposition(|(_, words)| archived(words).is_some());
        for (at, (number, words)) in lines.iter().enumerate() {
            match archived(words).filter(|_| Some(at) == last) {
                Some(units) => {
                    self.put(Place::Archive, *number);
                    self.document.archive = forms::archive(units);
                    self.report.drop_words(DropKind::Fixed, *number, ARCHIVE);
                }
                None => {
                    if let Some(recipient) = forms::recipient(words) {
                        self.put(Place::Recipient(self.document.recipients.len()), *number);
                        self.document.recipients.push(recipient);
                    }
                }
            }
        }
    }

    /// What stands in the margins: ô 11 and ô 13.
    pub(super) fn margins(&mut self, parts: &[Vec<Line>]) {
        let styled = |name: StyleName| {
            move |line: &&Line| line.style == Some(name) && !line.text.is_blank()
        };
        for line in parts.iter().flatten().filter(styled(StyleName::Mark)) {
            // A mark that is none of the decree's is not the plan's either.
            let words = line.text.words();
            if self.mark(words.trim()).is_some() {
                self.report.drop_words(DropKind::Fixed, line.number, &words);
            }
        }
        let address =
            parts.iter().find(|part| part.iter().any(|l| styled(StyleName::Address)(&l)));
        let lines = address.into_iter().flatten().filter(styled(StyleName::Address));
        self.document.address =
            lines.map(|line| line.text.words().trim().to_owned()).collect();
    }

    /// Takes `./.` off the last paragraph; if she has written on behind it, off the one that was
    /// the last.
    pub(super) fn end_mark(&mut self) {
        let document = &mut self.document;
        let body = document.body.iter_mut().map(|block| match block {
            Block::Text(paragraph) if !paragraph.is_title() => Some(&mut paragraph.text),
            Block::Text(_) => None,
            Block::Table(table) => {
                let cell = end_cell(table);
                cell.map(|(row, column)| &mut Arc::make_mut(table).rows[row][column].text)
            }
        });
        let texts = document.opening.iter_mut().map(Some).chain(body);
        let mut texts = texts.chain(document.closing.iter_mut().map(Some)).rev();
        let Some(Some(last)) = texts.next() else { return };
        let bare = without_end(last);
        let has_words = |text: &Text| text.words().contains(|c: char| !c.is_whitespace());
        if !has_words(&bare) {
            return;
        }
        let text = match is_marked(last) {
            true => Some(last),
            false => {
                texts.flatten().find(|text| is_marked(text) && has_words(&without_end(text)))
            }
        };
        if let Some(text) = text {
            *text = without_end(text);
        }
    }
}
