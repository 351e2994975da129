//! The form for a new version of an API.

use super::api::not_a_version_scheme;
use super::fields::{Fields, Pairs};
use crate::catalog::model::{Api, NewVersion, VersionScheme};
use crate::catalog::rules;
use crate::kernel::{Checks, FieldError};

/// What the form for a new version holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VersionDraft {
    /// Its label.
    pub version: String,
    /// The word for how calls name the version.
    pub version_scheme: String,
    /// The header or the query parameter that names the version.
    pub version_parameter: String,
}

impl VersionDraft {
    /// The form for a version of `api`, with what it proposes.
    #[must_use]
    pub fn new(api: &Api) -> Self {
        let scheme = match api.input.version_scheme {
            VersionScheme::None => VersionScheme::Path,
            chosen => chosen,
        };
        Self {
            version: String::new(),
            version_scheme: scheme.as_str().to_owned(),
            version_parameter: api.input.version_parameter.clone(),
        }
    }

    /// The draft that a form was submitted with.
    #[must_use]
    pub fn from_pairs(pairs: &[(String, String)]) -> Self {
        let form = Fields::read(pairs);
        Self {
            version: form.text("version"),
            version_scheme: form.text("version_scheme"),
            version_parameter: form.text("version_parameter"),
        }
    }

    /// The pairs that a form with this in it submits, in the order of its fields.
    #[must_use]
    pub fn to_pairs(&self) -> Pairs {
        [
            ("version", &self.version),
            ("version_scheme", &self.version_scheme),
            ("version_parameter", &self.version_parameter),
        ]
        .map(|(name, value)| (name.to_owned(), value.clone()))
        .into()
    }

    /// The version that the publisher wants.
    ///
    /// # Errors
    /// The complaints about fields, in the order of the form.
    pub fn check(&self) -> Result<NewVersion, Vec<FieldError>> {
        let mut checks = Checks::new();
        let scheme = checks.take(
            "version_scheme",
            VersionScheme::parse(&self.version_scheme)
                .filter(|scheme| *scheme != VersionScheme::None)
                .ok_or_else(not_a_version_scheme),
        );
        let new = rules::tidy_version(NewVersion {
            version: self.version.clone(),
            scheme: scheme.unwrap_or_default(),
            parameter: self.version_parameter.clone(),
        });
        let mut complaints = rules::check_new_version(&new);
        complaints.extend(checks.into_fields());
        if complaints.is_empty() { Ok(new) } else { Err(complaints) }
    }
}
