//! The fields for how calls name the version of an API.

use leptos::prelude::*;

use super::choices::include;
use crate::catalog::model::VersionScheme;
use crate::i18n::{tu_string, use_i18n};
use crate::kernel::Submission;
use crate::ui::field::{SelectField, TextField};

/// The scheme, and the header or query parameter that it needs.
#[component]
pub(super) fn VersionSchemeFields(
    /// The word for the scheme.
    scheme: String,
    /// The header or the query parameter.
    parameter: String,
    /// Whether the API may also have one version only.
    is_optional: bool,
    /// What the form came back with.
    submission: Submission,
) -> impl IntoView {
    let i18n = use_i18n();
    let mut schemes: Vec<_> = VersionScheme::ALL
        .into_iter()
        .filter(|scheme| is_optional || *scheme != VersionScheme::None)
        .map(|scheme| {
            let text = match scheme {
                VersionScheme::None => tu_string!(i18n, admin.version_scheme_none),
                VersionScheme::Path => tu_string!(i18n, admin.version_scheme_path),
                VersionScheme::Header => tu_string!(i18n, admin.version_scheme_header),
                VersionScheme::Query => tu_string!(i18n, admin.version_scheme_query),
            };
            (scheme.as_str().to_owned(), text.to_owned())
        })
        .collect();
    include(&mut schemes, &scheme);
    view! {
        <SelectField
            name="version_scheme"
            label=tu_string!(i18n, admin.version_scheme)
            value=RwSignal::new(scheme)
            options=schemes
            complaint=Signal::stored(submission.complaint("version_scheme"))
            hint=tu_string!(i18n, admin.version_scheme_hint)
        />
        <TextField
            name="version_parameter"
            label=tu_string!(i18n, admin.version_parameter)
            value=RwSignal::new(parameter)
            complaint=Signal::stored(submission.complaint("version_parameter"))
            hint=tu_string!(i18n, admin.version_parameter_hint)
            optional=true
            code=true
        />
    }
}
