//! Why a publisher's form was not accepted.

use leptos::prelude::*;

use super::labels::field_label;
use crate::catalog::draft::ParameterDraft;
use crate::i18n::use_i18n;
use crate::kernel::ApiError;
use crate::ui::refusal::Refusal;

/// The error of a form that came back, with its fields by their names.
#[component]
pub(super) fn Complaints(
    /// Why the form was not accepted; nothing is shown for a fresh form.
    error: Option<ApiError>,
    /// The form's own address, where it can be read anew.
    #[prop(into)]
    address: String,
    /// The form's rows of parameters, where it has any.
    #[prop(optional)]
    parameters: Vec<ParameterDraft>,
) -> impl IntoView {
    let i18n = use_i18n();
    view! { <Refusal error address label=move |field: &str| field_label(i18n, field, &parameters)/> }
}
