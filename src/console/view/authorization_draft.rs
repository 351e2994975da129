//! What a person authenticates with, as it stands in the form.

use leptos::prelude::*;

use crate::catalog::model::{Authorization, SchemeInput, SchemeKind};
use crate::console::model::Credential;

/// What was typed for a security scheme.
#[derive(Clone)]
pub(super) struct CredentialDraft {
    /// What the scheme asks for.
    pub input: SchemeInput,
    /// The key, the token or the user's name.
    pub first: RwSignal<String>,
    /// The password.
    pub second: RwSignal<String>,
}

impl CredentialDraft {
    /// Whether `credential` is for this scheme; if so, takes what it holds.
    fn take(&self, credential: &Credential) -> bool {
        match (&self.input.kind, credential) {
            (SchemeKind::ApiKey { location, name }, Credential::ApiKey { location: place, name: called, value })
                if location == place && name == called =>
            {
                self.first.set(value.clone());
            }
            (SchemeKind::Basic, Credential::Basic { user, password }) => {
                self.first.set(user.clone());
                self.second.set(password.clone());
            }
            (SchemeKind::Bearer | SchemeKind::OAuth2 | SchemeKind::OpenIdConnect, Credential::Bearer { token }) => {
                self.first.set(token.clone());
            }
            _ => return false,
        }
        true
    }

    fn credential(&self) -> Credential {
        match &self.input.kind {
            SchemeKind::ApiKey { location, name } => {
                Credential::ApiKey { location: *location, name: name.clone(), value: self.first.get() }
            }
            SchemeKind::Basic => Credential::Basic { user: self.first.get(), password: self.second.get() },
            SchemeKind::Bearer | SchemeKind::OAuth2 | SchemeKind::OpenIdConnect => {
                Credential::Bearer { token: self.first.get() }
            }
        }
    }
}

/// The ways to authenticate, one of them chosen.
#[derive(Clone, Copy)]
pub(super) struct AuthorizationDraft {
    ways: StoredValue<Vec<Authorization>>,
    /// One for each scheme, in whichever ways it is needed.
    drafts: StoredValue<Vec<CredentialDraft>>,
    /// Which way is chosen.
    pub chosen: RwSignal<usize>,
}

impl AuthorizationDraft {
    /// With the first of `ways` chosen and nothing typed.
    pub fn new(ways: Vec<Authorization>) -> Self {
        let mut drafts: Vec<CredentialDraft> = Vec::new();
        for input in ways.iter().flatten() {
            if !drafts.iter().any(|draft| draft.input == *input) {
                let (first, second) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
                drafts.push(CredentialDraft { input: input.clone(), first, second });
            }
        }
        Self { ways: StoredValue::new(ways), drafts: StoredValue::new(drafts), chosen: RwSignal::new(0) }
    }

    /// Every way, as the names of its schemes.
    pub fn ways(self) -> Vec<Vec<String>> {
        let names = |way: &Authorization| way.iter().map(|input| input.scheme.clone()).collect();
        self.ways.with_value(|ways| ways.iter().map(names).collect())
    }

    /// What is typed in the chosen way.
    pub fn drafts(self) -> Vec<CredentialDraft> {
        let chosen = self.chosen.get();
        let wanted = self.ways.with_value(|ways| ways.get(chosen).cloned()).unwrap_or_default();
        self.drafts.with_value(|drafts| {
            wanted.iter().filter_map(|input| drafts.iter().find(|draft| draft.input == *input).cloned()).collect()
        })
    }

    /// Takes these credentials, and chooses the way that asks for as many. Without any, what was typed stays.
    pub fn replace(self, credentials: &[Credential]) {
        if credentials.is_empty() {
            return;
        }
        let taken: Vec<SchemeInput> = self.drafts.with_value(|drafts| {
            let taken = drafts.iter().filter(|draft| credentials.iter().any(|credential| draft.take(credential)));
            taken.map(|draft| draft.input.clone()).collect()
        });
        let is_asked = |way: &Authorization| way.len() == credentials.len() && way.iter().all(|it| taken.contains(it));
        if let Some(position) = self.ways.with_value(|ways| ways.iter().position(is_asked)) {
            self.chosen.set(position);
        }
    }

    /// What the call is authenticated with.
    pub fn credentials(self) -> Vec<Credential> {
        self.drafts().iter().map(CredentialDraft::credential).collect()
    }
}
