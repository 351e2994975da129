//! Why the form of an environment was not accepted.

use leptos::prelude::*;
use leptos_i18n::I18nContext;

use crate::environments::draft::VariableDraft;
use crate::i18n::{Locale, tu_string, use_i18n};
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
    /// The rows of variables, which complaints are about.
    rows: Vec<VariableDraft>,
) -> impl IntoView {
    let i18n = use_i18n();
    view! { <Refusal error address label=move |field: &str| label(i18n, field, &rows)/> }
}

/// What people call the field `field`.
fn label(i18n: I18nContext<Locale>, field: &str, rows: &[VariableDraft]) -> String {
    let row = rows.iter().find(|row| {
        field
            .strip_prefix("variables.")
            .is_some_and(|rest| rest.split_once('.').is_some_and(|(number, _)| number == row.number.to_string()))
    });
    match (field, row) {
        ("name", _) => tu_string!(i18n, environments.name).to_owned(),
        (field, Some(row)) => {
            let variable = variable_label(i18n, &row.name);
            if field.ends_with(".name") {
                tu_string!(i18n, environments.row_name, variable = variable)
            } else {
                tu_string!(i18n, environments.row_value, variable = variable)
            }
        }
        _ => tu_string!(i18n, environments.variables).to_owned(),
    }
}

/// What people call the variable `name`.
pub(super) fn variable_label(i18n: I18nContext<Locale>, name: &str) -> String {
    if name.trim().is_empty() {
        tu_string!(i18n, environments.new_variable).to_owned()
    } else {
        tu_string!(i18n, environments.variable, name = name.trim())
    }
}
