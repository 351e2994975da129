//! The settings' form and what its page needs.

use serde::{Deserialize, Serialize};

/// The form, as it is typed. What is empty is as the configuration says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingsForm {
    /// How often the settings were saved when it was shown.
    pub revision: i64,
    /// The organization that runs the portal.
    pub organization_name: String,
    /// Whom people write to.
    pub administrator_email: String,
    /// Who may create an account: `off`, `open`, `invitation` or `domains`.
    pub sign_up: String,
    /// The domains, separated by commas or spaces.
    pub sign_up_domains: String,
    /// What people accept who sign up, in Markdown.
    pub terms: String,
    /// The accent colour, as `#0b6b6b`.
    pub accent: String,
    /// What the home page begins with, in Markdown.
    pub home: String,
}

impl SettingsForm {
    /// The form that these pairs were sent by.
    #[must_use]
    pub fn from_pairs(pairs: &[(String, String)]) -> Self {
        let value = |name: &str| {
            let pair = pairs.iter().find(|(known, _)| known == name);
            pair.map(|(_, value)| value.clone()).unwrap_or_default()
        };
        Self {
            revision: value("revision").parse().unwrap_or_default(),
            organization_name: value("organization_name"),
            administrator_email: value("administrator_email"),
            sign_up: value("sign_up"),
            sign_up_domains: value("sign_up_domains"),
            terms: value("terms"),
            accent: value("accent"),
            home: value("home"),
        }
    }
}

/// What the settings' page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingsData {
    /// What was chosen.
    pub form: SettingsForm,
    /// What the configuration says of the same; its other fields are empty.
    pub configured: SettingsForm,
    /// The address of the image in the header; `None` for the portal's own sign.
    pub logo: Option<String>,
}
