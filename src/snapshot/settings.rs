//! What administrators chose over the configuration. The image in the header is a file of its own.

use serde::{Deserialize, Serialize};

use super::apply::ApplyError;
use super::folder::{Files, FolderError};
use super::text;
use crate::identity::server::Administrator;
use crate::platform::{AppError, AppState};
use crate::site::server::settings;
use crate::site::settings::SettingsForm;

/// Their file.
pub(super) const PLACE: &str = "settings.yaml";

/// `settings.yaml`. What is not in it is as the configuration says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Settings {
    #[serde(skip_serializing_if = "String::is_empty")]
    organization_name: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    administrator_email: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    sign_up: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    sign_up_domains: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    terms: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    accent: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    home: String,
}

/// What is chosen now, and how often it was saved.
pub(super) async fn load(state: &AppState, permit: &Administrator) -> Result<(Settings, i64), AppError> {
    let form = settings::data(state, permit).await?.form;
    let revision = form.revision;
    Ok((form.into(), revision))
}

/// The file that says so.
pub(super) fn files(settings: &Settings) -> Result<Files, AppError> {
    Ok(Files::from([(PLACE.to_owned(), text::write(settings)?)]))
}

/// What the file says, written as the portal writes it; `None` without one, which leaves everything as it is.
pub(super) fn parse(bytes: Option<&[u8]>) -> Result<Option<Settings>, FolderError> {
    let settings: Option<Settings> = bytes.map(|bytes| text::parse(PLACE, bytes)).transpose()?;
    Ok(settings.map(|settings| settings::as_saved(settings.form(0)).into()))
}

impl From<SettingsForm> for Settings {
    fn from(form: SettingsForm) -> Self {
        Self {
            organization_name: form.organization_name,
            administrator_email: form.administrator_email,
            sign_up: form.sign_up,
            sign_up_domains: form.sign_up_domains,
            terms: form.terms,
            accent: form.accent,
            home: form.home,
        }
    }
}

impl Settings {
    /// Chooses this, unless somebody saved since `revision`.
    pub(super) async fn establish(
        self,
        state: &AppState,
        permit: &Administrator,
        revision: i64,
    ) -> Result<(), ApplyError> {
        let form = self.form(revision);
        settings::save(state, permit, &form).await.map_err(|error| ApplyError::refused(PLACE, error))
    }

    fn form(self, revision: i64) -> SettingsForm {
        SettingsForm {
            revision,
            organization_name: self.organization_name,
            administrator_email: self.administrator_email,
            sign_up: self.sign_up,
            sign_up_domains: self.sign_up_domains,
            terms: self.terms,
            accent: self.accent,
            home: self.home,
        }
    }
}
