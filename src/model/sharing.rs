//! What two states of a plan do not share: the price of keeping both, and what is new in one.
//!
//! Nothing here reads words. What is a clone of the other and was not changed since is told by its
//! address, so the cost is a comparison of addresses a block.

use std::ops::Range;

use super::{Block, Document, Text};

/// The texts in which two states of a plan differ. A text that was moved is in both lists.
#[derive(Debug, Default)]
pub struct Difference<'a> {
    /// Those that only the earlier state holds.
    pub gone: Vec<&'a Text>,
    /// Those that only the later state holds.
    pub come: Vec<&'a Text>,
}

/// Where two runs of blocks differ: what stands between a front and an end that they share.
pub fn between(old: &[Block], new: &[Block]) -> (Range<usize>, Range<usize>) {
    let front = old.iter().zip(new).take_while(|(a, b)| a.shares(b)).count();
    let ends = old[front..].iter().rev().zip(new[front..].iter().rev());
    let end = ends.take_while(|(a, b)| a.shares(b)).count();
    (front..old.len() - end, front..new.len() - end)
}

impl Document {
    /// In which texts it differs from a later state of it.
    pub fn difference<'a>(&'a self, later: &'a Self) -> Difference<'a> {
        let mut found = Difference::default();
        found.one(&self.subject, &later.subject);
        found.texts(&self.legal_basis, &later.legal_basis);
        found.texts(&self.opening, &later.opening);
        found.blocks(&self.body, &later.body);
        found.texts(&self.closing, &later.closing);
        for index in 0..self.annexes.len().max(later.annexes.len()) {
            let (old, new) = (self.annexes.get(index), later.annexes.get(index));
            let title = |annex| std::slice::from_ref::<Text>(annex);
            found.texts(
                old.map_or(&[], |annex| title(&annex.title)),
                new.map_or(&[], |annex| title(&annex.title)),
            );
            found.blocks(
                old.map_or(&[], |annex| &annex.blocks),
                new.map_or(&[], |annex| &annex.blocks),
            );
        }
        found
    }

    /// The memory in bytes that it holds beside a later state of it: the texts that the other does
    /// not share, and its lists. An estimate: the lines of letterhead and foot are left out.
    pub fn bytes_beside(&self, later: &Self) -> usize {
        let texts: usize = self.difference(later).gone.iter().map(|text| text.bytes()).sum();
        let annexes = self.annexes.iter().map(|annex| size_of_val(&*annex.blocks));
        let lists = size_of_val(&*self.body) + annexes.sum::<usize>();
        let grids: usize = self
            .stories()
            .filter_map(|story| Some((self.blocks(story)?, later.blocks(story))))
            .flat_map(|(own, other)| {
                let (gone, _) = between(own, other.map_or(&[], Vec::as_slice));
                own[gone].iter().filter_map(Block::table)
            })
            .flat_map(|table| &table.rows)
            .map(|row| size_of::<Vec<super::Cell>>() + size_of_val(&**row))
            .sum();
        size_of::<Self>() + lists + grids + texts
    }
}

impl<'a> Difference<'a> {
    fn one(&mut self, old: &'a Text, new: &'a Text) {
        if !old.shares(new) {
            self.gone.push(old);
            self.come.push(new);
        }
    }

    /// Texts in a row; where one was put in or taken out, all of them.
    fn texts(&mut self, old: &'a [Text], new: &'a [Text]) {
        if old.len() == new.len() {
            old.iter().zip(new).for_each(|(old, new)| self.one(old, new));
        } else {
            self.gone.extend(old);
            self.come.extend(new);
        }
    }

    fn blocks(&mut self, old: &'a [Block], new: &'a [Block]) {
        let (gone, come) = between(old, new);
        if gone.len() == come.len() {
            old[gone].iter().zip(&new[come]).for_each(|(old, new)| self.block(old, new));
        } else {
            self.gone.extend(old[gone].iter().flat_map(Block::texts));
            self.come.extend(new[come].iter().flat_map(Block::texts));
        }
    }

    fn block(&mut self, old: &'a Block, new: &'a Block) {
        if old.shares(new) {
            return;
        }
        let (old, new): (Vec<_>, Vec<_>) = (old.texts().collect(), new.texts().collect());
        if old.len() == new.len() {
            old.into_iter().zip(new).for_each(|(old, new)| self.one(old, new));
        } else {
            self.gone.extend(old);
            self.come.extend(new);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Level, Table};

    fn document() -> Document {
        let words = |n: usize| Block::new(Level::Body, format!("Đoạn {n}").as_str());
        let mut body: Vec<_> = (0..50).map(words).collect();
        body.push(Block::from(Table::of_tasks(20)));
        Document { body, subject: "Trích yếu".into(), ..Document::default() }
    }

    fn shown(texts: &[&Text]) -> Vec<String> {
        texts.iter().map(|text| text.words()).collect()
    }

    #[test]
    fn a_copy_differs_in_what_was_written_and_in_nothing_else() {
        let old = document();
        let mut new = old.clone();
        assert!(old.difference(&new).gone.is_empty());
        if let Block::Text(paragraph) = &mut new.body[7] {
            paragraph.text.insert(0, "Mới. ");
        }
        new.body[50].table_mut().expect("a table").rows[3][1].text = "Việc".into();
        let found = old.difference(&new);
        assert_eq!(shown(&found.gone), ["Đoạn 7", ""]);
        assert_eq!(shown(&found.come), ["Mới. Đoạn 7", "Việc"]);
        assert_eq!(between(&old.body, &new.body), (7..51, 7..51));
    }

    #[test]
    fn blocks_put_in_and_taken_out_are_told_by_where_they_stand() {
        let old = document();
        let mut new = old.clone();
        new.body.insert(10, Block::new(Level::Body, "thêm"));
        assert_eq!(between(&old.body, &new.body), (10..10, 10..11));
        new.body.drain(20..31);
        assert_eq!(between(&old.body, &new.body), (10..30, 10..20));
        assert_eq!(between(&new.body, &[]), (0..41, 0..0));
        assert_eq!(between(&[], &[]), (0..0, 0..0));
    }

    #[test]
    fn a_state_costs_what_it_does_not_share() {
        let old = document();
        let mut new = old.clone();
        let alone = old.bytes_beside(&Document::default());
        new.subject = "khác".into();
        let beside = old.bytes_beside(&new);
        assert!(beside * 4 < alone, "{beside} of {alone}");
    }
}
