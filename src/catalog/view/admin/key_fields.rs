//! The fields for the keys that calls on the gateway carry.

use leptos::prelude::*;

use crate::i18n::{tu_string, use_i18n};
use crate::kernel::Submission;
use crate::ui::field::{Checkbox, TextField};

/// Whether a key is needed, and where it comes.
#[component]
pub(super) fn KeyFields(
    /// Whether a key is needed.
    is_required: bool,
    /// The header.
    header: String,
    /// The query parameter.
    query: String,
    /// What the form came back with.
    submission: Submission,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Checkbox
            name="subscription_required"
            label=tu_string!(i18n, admin.subscription_required)
            checked=RwSignal::new(is_required)
            hint=tu_string!(i18n, admin.subscription_required_hint)
        />
        <div class="grid items-start gap-4 md:grid-cols-2">
            <TextField
                name="key_header"
                label=tu_string!(i18n, admin.key_header)
                value=RwSignal::new(header)
                complaint=Signal::stored(submission.complaint("key_header"))
                hint=tu_string!(i18n, admin.key_hint)
                optional=true
                code=true
            />
            <TextField
                name="key_query"
                label=tu_string!(i18n, admin.key_query)
                value=RwSignal::new(query)
                complaint=Signal::stored(submission.complaint("key_query"))
                hint=tu_string!(i18n, admin.key_query_hint)
                optional=true
                code=true
            />
        </div>
    }
}
