//! Further servers of an API.

use leptos::prelude::*;

use crate::catalog::draft::{ServerDraft, ServerVariableDraft};
use crate::i18n::{t, tu_string, use_i18n};
use crate::kernel::{Message, Submission};
use crate::ui::field::TextField;

/// A row for every server and an empty one. What is left empty is not saved; the variables of an address are asked for
/// once it was submitted with them.
#[component]
pub(super) fn ServerRows(
    /// What stands in them.
    servers: Vec<ServerDraft>,
    /// What the form came back with.
    submission: Submission,
) -> impl IntoView {
    let i18n = use_i18n();
    let number = u16::try_from(servers.len()).unwrap_or(u16::MAX);
    let empty = ServerDraft { number, ..ServerDraft::default() };
    let rows = servers.into_iter().chain([empty]).map(|row| view! { <Row row submission=submission.clone()/> });
    view! {
        <fieldset class="min-w-0 border-t border-line pt-4">
            <legend class="float-left font-semibold">{t!(i18n, admin.servers)}</legend>
            <p class="clear-both text-xs text-ink-muted">{t!(i18n, admin.servers_hint, example = "{region}")}</p>
            <div class="mt-3 grid gap-4">{rows.collect_view()}</div>
        </fieldset>
    }
}

#[component]
fn Row(row: ServerDraft, submission: Submission) -> impl IntoView {
    let i18n = use_i18n();
    let name = format!("servers.{}", row.number);
    let complaint = |name: &str| -> Signal<Option<Message>> { Signal::stored(submission.complaint(name)) };
    let (url, description) = (format!("{name}.url"), format!("{name}.description"));
    let variable = |variable: ServerVariableDraft| {
        let name = format!("{name}.variables.{}", variable.number);
        let (default, allowed) = (format!("{name}.default"), format!("{name}.allowed"));
        view! {
            <input type="hidden" name=format!("{name}.name") value=variable.name.clone()/>
            <TextField
                label=tu_string!(i18n, admin.variable_default, name = &variable.name)
                value=RwSignal::new(variable.default)
                complaint=complaint(&default)
                name=default
                code=true
            />
            <TextField
                label=tu_string!(i18n, admin.variable_allowed, name = &variable.name)
                value=RwSignal::new(variable.allowed)
                complaint=complaint(&allowed)
                name=allowed
                hint=tu_string!(i18n, admin.variable_allowed_hint)
                optional=true
                code=true
            />
        }
    };
    let variables = row.variables.into_iter().map(variable).collect_view();
    view! {
        <div
            role="group"
            aria-label=tu_string!(i18n, admin.server_number, number = row.number + 1)
            class="grid items-start gap-3 rounded border border-line p-3 md:grid-cols-2"
        >
            <TextField
                label=tu_string!(i18n, admin.server_url)
                value=RwSignal::new(row.url)
                complaint=complaint(&url)
                name=url
                placeholder="https://{region}.api.example.com"
                optional=true
                code=true
            />
            <TextField
                label=tu_string!(i18n, admin.description)
                value=RwSignal::new(row.description)
                complaint=complaint(&description)
                name=description
                optional=true
            />
            {variables}
        </div>
    }
}
