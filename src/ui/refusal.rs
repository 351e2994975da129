//! Why a form was not accepted, above the form.

use leptos::html;
use leptos::prelude::*;

use super::field::field_id;
use super::message::{error_text, message_text};
use crate::i18n::{t, tu_string, use_i18n};
use crate::kernel::{ApiError, FieldError};

/// The error of a form that came back, with links to the fields.
#[component]
pub fn Refusal(
    /// Why the form was not accepted; nothing is shown for a fresh form.
    error: Option<ApiError>,
    /// The form's own address, where it can be read anew.
    address: String,
    /// What people call a field.
    label: impl Fn(&str) -> String + 'static,
) -> impl IntoView {
    let i18n = use_i18n();
    let item = move |FieldError { field, message }: &FieldError| {
        let text = tu_string!(i18n, admin.complaint, field = label(field), message = message_text(i18n, message));
        view! { <li><a class="underline" href=format!("#{}", field_id(field))>{text}</a></li> }
    };
    error.map(|error| {
        let text = error_text(i18n, &error);
        let details = match error {
            ApiError::Invalid { fields } => {
                view! { <ul class="mt-2 list-disc pl-5">{fields.iter().map(item).collect_view()}</ul> }.into_any()
            }
            ApiError::Conflict => view! { <Conflict address/> }.into_any(),
            _ => ().into_any(),
        };
        view! { <RefusalBox text>{details}</RefusalBox> }
    })
}

/// The box of a refusal. It takes the focus, so that it is what is read first.
#[component]
pub fn RefusalBox(
    /// Why, in a sentence.
    text: String,
    /// What there is to know beside it.
    children: Children,
) -> impl IntoView {
    let place = NodeRef::<html::Div>::new();
    Effect::new(move || {
        if let Some(place) = place.get() {
            // Nothing is lost where it cannot take the focus.
            let _ = place.focus();
        }
    });
    view! {
        <div
            node_ref=place
            role="alert"
            tabindex="-1"
            autofocus=true
            class="mb-6 rounded-md border border-danger bg-danger-soft p-4 text-sm"
        >
            <p class="font-semibold text-danger">{text}</p>
            {children()}
        </div>
    }
}

/// What to do when somebody else saved in the meantime.
#[component]
fn Conflict(address: String) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <p class="mt-2">{t!(i18n, admin.conflict_save)}</p>
        // A link of the page itself: the router would keep the form as it is.
        <p class="mt-2"><a class="underline" rel="external" href=address>{t!(i18n, admin.conflict_reload)}</a></p>
    }
}
