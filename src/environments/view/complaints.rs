//! Why a form was not accepted, above the form.

use leptos::html;
use leptos::prelude::*;
use leptos_i18n::I18nContext;

use crate::environments::draft::VariableDraft;
use crate::i18n::{Locale, t, tu_string, use_i18n};
use crate::kernel::{ApiError, FieldError};
use crate::ui::field::field_id;
use crate::ui::message::{error_text, message_text};

/// The error of a form that came back, with links to the fields. It takes the focus, so that it is what is read first.
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
    let place = NodeRef::<html::Div>::new();
    Effect::new(move || {
        if let Some(place) = place.get() {
            // Nothing is lost where it cannot take the focus.
            let _ = place.focus();
        }
    });
    error.map(|error| {
        let text = error_text(i18n, &error);
        let details = match error {
            ApiError::Invalid { fields } => {
                let items = fields.iter().map(|complaint| item(i18n, complaint, &rows)).collect::<Vec<_>>();
                view! { <ul class="mt-2 list-disc pl-5">{items}</ul> }.into_any()
            }
            ApiError::Conflict => view! {
                <p class="mt-2">{t!(i18n, admin.conflict_save)}</p>
                // A link of the page itself: the router would keep the form as it is.
                <p class="mt-2"><a class="underline" rel="external" href=address>{t!(i18n, admin.conflict_reload)}</a></p>
            }
            .into_any(),
            _ => ().into_any(),
        };
        view! {
            <div
                node_ref=place
                role="alert"
                tabindex="-1"
                autofocus=true
                class="mb-6 rounded-md border border-danger bg-danger-soft p-4 text-sm"
            >
                <p class="font-semibold text-danger">{text}</p>
                {details}
            </div>
        }
    })
}

fn item(i18n: I18nContext<Locale>, complaint: &FieldError, rows: &[VariableDraft]) -> impl IntoView + use<> {
    let label = label(i18n, &complaint.field, rows);
    let text = tu_string!(i18n, admin.complaint, field = label, message = message_text(i18n, &complaint.message));
    view! { <li><a class="underline" href=format!("#{}", field_id(&complaint.field))>{text}</a></li> }
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
