//! What the form of an OpenID provider holds before it is accepted: raw text, so that nothing typed is lost.
//!
//! The secret goes one way only: it does not come back with the page.

use std::fmt;

use super::provider::{GROUPS_CLAIM, Provider, ROWS, SCOPES};
use crate::kernel::RowEdit;

/// A form's names and values, in the order of the form.
pub type Pairs = Vec<(String, String)>;

/// The form of a provider.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct ProviderDraft {
    /// The id that a new provider is to have; its redirect URI was shown with it.
    pub id: String,
    /// What its button says.
    pub name: String,
    /// Its address.
    pub issuer: String,
    /// What it knows the portal by.
    pub client_id: String,
    /// The secret; empty to keep the one that there is.
    pub client_secret: String,
    /// Whether the secret that there is goes.
    pub clears_secret: bool,
    /// What is asked for, separated by spaces.
    pub scopes: String,
    /// The claim with a person's groups.
    pub groups_claim: String,
    /// Which value of the claim puts people into which group.
    pub rows: Vec<GroupRow>,
    /// Whether people without an account get one.
    pub creates_accounts: bool,
    /// The domains for whose addresses accounts are made.
    pub domains: String,
    /// Whether its addresses count as confirmed where it does not say whether they are.
    pub trusts_addresses: bool,
    /// Whether people can sign in with it.
    pub is_on: bool,
}

/// A row of the mapping.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupRow {
    /// The number that the names of its fields carry.
    pub number: u16,
    /// The claim's value.
    pub value: String,
    /// The group's id.
    pub group: String,
}

/// Without the secret.
impl fmt::Debug for ProviderDraft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ProviderDraft").field("name", &self.name).field("issuer", &self.issuer).finish_non_exhaustive()
    }
}

impl GroupRow {
    /// The name of its field `field` in the form and in complaints.
    #[must_use]
    pub fn field(&self, field: &str) -> String {
        format!("groups.{}.{field}", self.number)
    }

    /// Whether nobody has been at it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.value.trim().is_empty() && self.group.is_empty()
    }
}

impl ProviderDraft {
    /// An empty form, with what is usual in it.
    #[must_use]
    pub fn fresh(id: &str) -> Self {
        Self {
            id: id.to_owned(),
            scopes: SCOPES.to_owned(),
            groups_claim: GROUPS_CLAIM.to_owned(),
            creates_accounts: true,
            is_on: true,
            ..Self::default()
        }
    }

    /// The draft that a form was submitted with. One row more than fits is kept, so that the surplus can be told.
    #[must_use]
    pub fn from_pairs(pairs: &[(String, String)]) -> Self {
        let mut draft = Self::default();
        for (name, value) in pairs {
            match name.as_str() {
                "id" => value.clone_into(&mut draft.id),
                "name" => value.clone_into(&mut draft.name),
                "issuer" => value.clone_into(&mut draft.issuer),
                "client_id" => value.clone_into(&mut draft.client_id),
                "client_secret" => value.clone_into(&mut draft.client_secret),
                "clear_secret" => draft.clears_secret = true,
                "scopes" => value.clone_into(&mut draft.scopes),
                "groups_claim" => value.clone_into(&mut draft.groups_claim),
                "creates_accounts" => draft.creates_accounts = true,
                "domains" => value.clone_into(&mut draft.domains),
                "trusts_addresses" => draft.trusts_addresses = true,
                "is_on" => draft.is_on = true,
                name => draft.set_row(name, value),
            }
        }
        draft
    }

    fn set_row(&mut self, name: &str, value: &str) {
        let mut parts = name.splitn(3, '.');
        let (Some("groups"), Some(Ok(number)), Some(field)) =
            (parts.next(), parts.next().map(str::parse::<u16>), parts.next())
        else {
            return;
        };
        if !self.rows.iter().any(|row| row.number == number) && self.rows.len() <= ROWS {
            self.rows.push(GroupRow { number, ..GroupRow::default() });
        }
        if let Some(row) = self.rows.iter_mut().find(|row| row.number == number) {
            match field {
                "value" => value.clone_into(&mut row.value),
                "group" => value.clone_into(&mut row.group),
                _ => {}
            }
        }
    }

    /// The pairs that a form with this in it submits, but for the secret.
    #[must_use]
    pub fn to_pairs(&self) -> Pairs {
        let texts = [
            ("id", &self.id),
            ("name", &self.name),
            ("issuer", &self.issuer),
            ("client_id", &self.client_id),
            ("scopes", &self.scopes),
            ("groups_claim", &self.groups_claim),
            ("domains", &self.domains),
        ];
        let ticks = [
            ("clear_secret", self.clears_secret),
            ("creates_accounts", self.creates_accounts),
            ("trusts_addresses", self.trusts_addresses),
            ("is_on", self.is_on),
        ];
        let mut pairs: Pairs = texts.map(|(name, value)| (name.to_owned(), value.clone())).into();
        pairs.extend(ticks.iter().filter(|(_, on)| *on).map(|(name, _)| ((*name).to_owned(), "on".to_owned())));
        for row in &self.rows {
            pairs.push((row.field("value"), row.value.clone()));
            pairs.push((row.field("group"), row.group.clone()));
        }
        pairs
    }

    /// Carries out `edit`. A full form takes no more rows.
    pub fn edit(&mut self, edit: RowEdit) {
        edit.apply(&mut self.rows, ROWS, |row| row.number, |number| GroupRow { number, ..GroupRow::default() });
    }
}

impl From<&Provider> for ProviderDraft {
    fn from(provider: &Provider) -> Self {
        let row = |(number, (value, group)): (u16, &(String, crate::kernel::ids::GroupId))| GroupRow {
            number,
            value: value.clone(),
            group: group.as_str().to_owned(),
        };
        Self {
            id: provider.id.as_str().to_owned(),
            name: provider.name.clone(),
            issuer: provider.issuer.clone(),
            client_id: provider.client_id.clone(),
            client_secret: String::new(),
            clears_secret: false,
            scopes: provider.scopes.clone(),
            groups_claim: provider.groups_claim.clone(),
            rows: (0..).zip(&provider.groups).map(row).collect(),
            creates_accounts: provider.creates_accounts,
            domains: provider.domains.join(", "),
            trusts_addresses: provider.trusts_addresses,
            is_on: provider.is_on,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_secret_does_not_come_back() {
        let draft = ProviderDraft { client_secret: "hunter2".to_owned(), ..ProviderDraft::fresh("1") };
        assert!(draft.to_pairs().iter().all(|(_, value)| !value.contains("hunter2")));
        assert!(!format!("{draft:?}").contains("hunter2"));
    }

    #[test]
    fn rows_come_and_go_by_what_the_buttons_say() {
        let mut draft = ProviderDraft::default();
        (0..200).for_each(|_| draft.edit(RowEdit::Add));
        assert_eq!(draft.rows.len(), ROWS);
        draft.edit(RowEdit::Remove(5));
        assert!(draft.rows.iter().all(|row| row.number != 5));
        let many: Pairs = (0..500).map(|number| (format!("groups.{number}.value"), "a".to_owned())).collect();
        assert_eq!(ProviderDraft::from_pairs(&many).rows.len(), ROWS + 1);
    }

    proptest! {
        #[test]
        fn a_draft_survives_its_form(
            texts in proptest::collection::vec("\\PC{0,8}", 6),
            rows in proptest::collection::vec(("\\PC{0,8}", "[a-f0-9]{0,4}"), 0..8),
            is_on in any::<bool>(),
        ) {
            let rows = (0..).step_by(3).zip(rows).map(|(number, (value, group))| GroupRow { number, value, group });
            let draft = ProviderDraft {
                name: texts[0].clone(),
                issuer: texts[1].clone(),
                client_id: texts[2].clone(),
                scopes: texts[3].clone(),
                groups_claim: texts[4].clone(),
                domains: texts[5].clone(),
                rows: rows.collect(),
                is_on,
                clears_secret: !is_on,
                trusts_addresses: !is_on,
                ..ProviderDraft::default()
            };
            prop_assert_eq!(ProviderDraft::from_pairs(&draft.to_pairs()), draft);
        }
    }
}
