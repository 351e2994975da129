//! What administrators choose while the portal runs, over what the configuration says. Owns the table `settings`.
//!
//! It is read anew for every request, so a change holds at once, whichever process made it.

mod store;

use serde::{Deserialize, Serialize};
use sqlx::SqliteConnection;

use super::config::{Config, SignUp};
use super::{AppError, AppState};

/// What was chosen. Whatever says nothing is as the configuration says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Choices {
    /// The organization that runs the portal.
    pub organization_name: Option<String>,
    /// Whom people write to.
    pub administrator_email: Option<String>,
    /// Who may create an account by themselves.
    pub sign_up: Option<SignUp>,
    /// The domains of the mode [`SignUp::Domains`], in lower case.
    pub sign_up_domains: Vec<String>,
    /// What people accept who sign up, in Markdown.
    pub terms: String,
    /// How often these terms were changed.
    pub terms_version: i64,
    /// The accent colour on light ground, as `#0b6b6b`.
    pub accent: Option<String>,
    /// What the home page begins with, in Markdown.
    pub home: String,
}

/// An image in the place of the portal's own sign, without its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logo {
    /// Its media type.
    pub kind: String,
    /// Its SHA-256 in hexadecimal digits, by which its address changes.
    pub hash: String,
}

/// What was chosen, as it is saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// How often it was saved.
    pub revision: i64,
    /// What was chosen.
    pub choices: Choices,
    /// The image; `None` for the portal's own sign.
    pub logo: Option<Logo>,
}

impl Saved {
    /// The organization that runs the portal.
    #[must_use]
    pub fn organization_name(&self, config: &Config) -> String {
        self.choices.organization_name.clone().unwrap_or_else(|| config.organization_name.clone())
    }

    /// Whom people write to.
    #[must_use]
    pub fn administrator_email(&self, config: &Config) -> Option<String> {
        self.choices.administrator_email.clone().or_else(|| config.administrator_email.clone())
    }

    /// Who may create an account by themselves, and the domains that an e-mail address must be of in the mode
    /// [`SignUp::Domains`].
    #[must_use]
    pub fn sign_up(&self, config: &Config) -> (SignUp, Vec<String>) {
        match self.choices.sign_up {
            Some(mode) => (mode, self.choices.sign_up_domains.clone()),
            None => (config.accounts.sign_up, config.accounts.sign_up_domains.clone()),
        }
    }

    /// The version of the terms that people accept who sign up; `None` when there are no terms.
    #[must_use]
    pub fn terms_version(&self) -> Option<i64> {
        (!self.choices.terms.is_empty()).then_some(self.choices.terms_version)
    }
}

impl AppState {
    /// What administrators chose.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn settings(&self) -> Result<Saved, AppError> {
        store::find(self.db.reader()).await
    }

    /// The bytes of the image in the header.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn logo(&self) -> Result<Option<Vec<u8>>, AppError> {
        store::find_logo(self.db.reader()).await
    }
}

/// What administrators chose, within a transaction that is going to change it.
///
/// # Errors
/// When the database cannot be read.
pub async fn find(db: &mut SqliteConnection) -> Result<Saved, AppError> {
    store::find(db).await
}

/// Saves `choices` which were read at `revision`; `false` when somebody saved since.
///
/// # Errors
/// When the database cannot be written.
pub async fn save(db: &mut SqliteConnection, revision: i64, choices: &Choices) -> Result<bool, AppError> {
    store::update_choices(db, revision, choices).await
}

/// Saves the image, or that there is none; `false` when somebody saved since `revision`.
///
/// # Errors
/// When the database cannot be written.
pub async fn save_logo(
    db: &mut SqliteConnection,
    revision: i64,
    logo: Option<(&Logo, &[u8])>,
) -> Result<bool, AppError> {
    store::update_logo(db, revision, logo).await
}
