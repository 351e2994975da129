//! What the form of a credential holds before it is accepted.
//!
//! The secret goes one way only: it does not come back with the page.

use std::fmt;

use super::model::{BackendCredential, KeyPlace, Way};
use super::rules::{check, tidy};
use crate::kernel::{FieldError, Message};

/// A form's names and values, in the order of the form.
pub type Pairs = Vec<(String, String)>;

/// The form.
#[derive(Clone, PartialEq, Eq)]
pub struct CredentialDraft {
    /// The word of the way.
    pub kind: String,
    /// The user name.
    pub username: String,
    /// What the key is called.
    pub name: String,
    /// The word of the place where the key stands.
    pub place: String,
    /// The token, the password or the key.
    pub secret: String,
}

/// Without the secret.
impl fmt::Debug for CredentialDraft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CredentialDraft").field("kind", &self.kind).field("name", &self.name).finish_non_exhaustive()
    }
}

impl Default for CredentialDraft {
    fn default() -> Self {
        Self {
            kind: Way::Bearer.kind().to_owned(),
            username: String::new(),
            name: String::new(),
            place: KeyPlace::default().as_str().to_owned(),
            secret: String::new(),
        }
    }
}

impl CredentialDraft {
    /// The draft that a form was submitted with.
    #[must_use]
    pub fn from_pairs(pairs: &[(String, String)]) -> Self {
        let mut draft = Self::default();
        for (name, value) in pairs {
            let field = match name.as_str() {
                "kind" => &mut draft.kind,
                "username" => &mut draft.username,
                "name" => &mut draft.name,
                "place" => &mut draft.place,
                "secret" => &mut draft.secret,
                _ => continue,
            };
            value.clone_into(field);
        }
        draft
    }

    /// The pairs that a form with this in it submits, but for the secret.
    #[must_use]
    pub fn to_pairs(&self) -> Pairs {
        let fields = [("kind", &self.kind), ("username", &self.username), ("name", &self.name), ("place", &self.place)];
        fields.map(|(name, value)| (name.to_owned(), value.clone())).into()
    }

    /// What it describes.
    ///
    /// # Errors
    /// All that is wrong with it.
    pub fn check(&self) -> Result<(Way, &str), Vec<FieldError>> {
        let one_of = |field: &str, allowed: Vec<&str>| {
            let message = Message::NotOneOf { allowed: allowed.join(", ") };
            vec![FieldError { field: field.to_owned(), message }]
        };
        let name = if self.kind == "basic" { &self.username } else { &self.name };
        let Some(way) = Way::read(&self.kind, name, &self.place) else {
            return Err(if Way::KINDS.contains(&self.kind.as_str()) {
                one_of("place", KeyPlace::ALL.map(KeyPlace::as_str).into())
            } else {
                one_of("kind", Way::KINDS.into())
            });
        };
        let (way, secret) = tidy(way, &self.secret);
        let fields = check(&way, secret);
        if fields.is_empty() { Ok((way, secret)) } else { Err(fields) }
    }
}

impl From<&BackendCredential> for CredentialDraft {
    fn from(BackendCredential { way, .. }: &BackendCredential) -> Self {
        let mut draft = Self { kind: way.kind().to_owned(), ..Self::default() };
        match way {
            Way::Bearer => {}
            Way::Basic { username } => username.clone_into(&mut draft.username),
            Way::ApiKey { name, place } => {
                name.clone_into(&mut draft.name);
                place.as_str().clone_into(&mut draft.place);
            }
        }
        draft
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_secret_does_not_come_back() {
        let draft = CredentialDraft { secret: "hunter2".to_owned(), ..CredentialDraft::default() };
        assert!(draft.to_pairs().iter().all(|(_, value)| !value.contains("hunter2")));
        assert!(!format!("{draft:?}").contains("hunter2"));
    }

    #[test]
    fn only_what_there_is_can_be_chosen() {
        let wrong = |kind: &str, place: &str| {
            let draft =
                CredentialDraft { kind: kind.to_owned(), place: place.to_owned(), ..CredentialDraft::default() };
            draft.check().unwrap_err()[0].field.clone()
        };
        assert_eq!((wrong("moon", "header"), wrong("api_key", "cookie")), ("kind".to_owned(), "place".to_owned()));
    }

    proptest! {
        #[test]
        fn a_draft_survives_its_form(texts in proptest::collection::vec("\\PC{0,8}", 4)) {
            let draft = CredentialDraft {
                kind: texts[0].clone(),
                username: texts[1].clone(),
                name: texts[2].clone(),
                place: texts[3].clone(),
                secret: String::new(),
            };
            prop_assert_eq!(CredentialDraft::from_pairs(&draft.to_pairs()), draft);
        }
    }
}
