//! The normal form of a plan, whatever hand or program wrote it.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::vietnamese::is_invisible;

use super::{
    Archive, Authority, Decision, Document, DrafterMark, PlanReference, Recipient, Signature,
    Waiver,
};

impl Document {
    /// Brings every part into its normal form: letters composed (NFC), no control characters in
    /// a line, every table a full grid, page settings inside the decree's ranges, at least one
    /// signature. Texts need nothing: they are normal from birth.
    pub fn normalise(&mut self) {
        let Self { parent_agency, agency, abbreviation, symbol, place, address, .. } = self;
        let Self { addressees, competence, .. } = self;
        for line in parent_agency.iter_mut().chain(agency).chain(address).chain(addressees) {
            compose(line);
        }
        for line in [abbreviation, symbol, place, competence] {
            compose(line);
        }
        if let Some(Decision { document, symbol, issuer, .. }) = &mut self.decision {
            [document, symbol, issuer].into_iter().for_each(compose);
        }
        for recipient in &mut self.recipients {
            recipient.normalise();
        }
        self.archive.normalise();
        if let Some(PlanReference { draft, subject, symbol, .. }) = &mut self.goes_with {
            [draft, subject, symbol].into_iter().for_each(compose);
        }
        if let Some(DrafterMark { initials, .. }) = &mut self.drafter {
            compose(initials);
        }
        if self.signatures.is_empty() {
            self.signatures.push(Signature::default());
        }
        for signature in &mut self.signatures {
            signature.normalise();
        }
        let annexes = self.annexes.iter_mut().flat_map(|annex| &mut annex.blocks);
        for block in self.body.iter_mut().chain(annexes) {
            if let Some(table) = block.table_mut() {
                table.normalise();
            }
        }
        for Waiver { rule, words, reason } in &mut self.waivers {
            [rule, reason].into_iter().chain(words).for_each(compose);
        }
        self.page = self.page.within_range();
    }
}

impl Recipient {
    /// Composes its letters.
    pub fn normalise(&mut self) {
        compose(&mut self.name);
        compose(&mut self.purpose);
    }
}

impl Archive {
    /// Composes its letters.
    pub fn normalise(&mut self) {
        self.units.iter_mut().for_each(compose);
    }
}

impl Signature {
    /// Composes its letters.
    pub fn normalise(&mut self) {
        let Self { on_behalf_of, authority, agency_post, honorific, signer } = self;
        [on_behalf_of, agency_post, honorific, signer].into_iter().for_each(compose);
        match authority {
            Authority::Head { position } | Authority::Acting { position } => compose(position),
            Authority::Deputy { head, deputy } => [head, deputy].into_iter().for_each(compose),
            Authority::ByOrder { head, position }
            | Authority::Authorised { head, position } => {
                [head, position].into_iter().for_each(compose);
            }
            Authority::ByOrderDeputy { head, position, deputy } => {
                [head, position, deputy].into_iter().for_each(compose);
            }
        }
    }
}

/// NFC, no invisible characters, and control characters (line breaks among them) as spaces.
fn compose(line: &mut String) {
    let is_space = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    let dirty = line.contains(|c: char| is_space(c) || is_invisible(c));
    if dirty || is_nfc_quick(line.chars()) != IsNormalized::Yes {
        *line = line
            .chars()
            .filter(|c| !is_invisible(*c))
            .map(|c| if is_space(c) { ' ' } else { c })
            .nfc()
            .collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, Cell, Table};

    #[test]
    fn letters_are_composed_tables_full_and_settings_in_range() {
        let mut document = Document {
            agency: vec!["Sở Xa\u{302}y\ndựng".into()],
            body: vec![Block::from(Table {
                widths: vec![1, 1],
                rows: vec![vec![Cell::new("a")]],
                ..Table::default()
            })],
            signatures: vec![],
            ..Document::default()
        };
        document.page.margins.left = 5.0;
        document.normalise();
        assert_eq!(document.agency, ["Sở Xây dựng"]);
        assert_eq!(document.body[0].table().map(|table| table.rows[0].len()), Some(2));
        assert_eq!(document.signatures.len(), 1);
        assert_eq!(document.page.margins.left, 30.0);
    }
}
