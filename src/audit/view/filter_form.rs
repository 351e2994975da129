//! What the log is narrowed by.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::components::{A, Form};
use leptos_router::hooks::use_location;

use crate::audit::model::{Action, AuditFilter};
use crate::i18n::{t, tu_string, use_i18n};
use crate::paths;
use crate::ui::browser;
use crate::ui::field::{FieldFrame, field_id};

/// What the page's address narrows the log to, and where in it the page begins.
pub(super) fn use_filter() -> Memo<(AuditFilter, String)> {
    let search = use_location().search;
    Memo::new(move |_| {
        search.with(|search| {
            let value = |name| paths::query_value(search, name).unwrap_or_default();
            let filter = AuditFilter {
                person: value("person"),
                kind: value("kind"),
                action: value("action"),
                thing: value("thing"),
                from: value("from"),
                to: value("to"),
            };
            (filter, value("older"))
        })
    })
}

/// The fields of `filter` as addresses have them.
pub(super) fn pairs(filter: &AuditFilter) -> [(&'static str, &str); 6] {
    [
        ("person", filter.person.as_str()),
        ("kind", &filter.kind),
        ("action", &filter.action),
        ("thing", &filter.thing),
        ("from", &filter.from),
        ("to", &filter.to),
    ]
}

/// The form; a plain one, whose address can be shared.
#[component]
pub(super) fn FilterForm(
    /// What holds now.
    filter: AuditFilter,
) -> impl IntoView {
    let i18n = use_i18n();
    let csv = paths::admin_audit_csv(&pairs(&filter));
    let is_narrowed = filter != AuditFilter::default();
    let kinds = Action::kinds().into_iter().map(str::to_owned).collect();
    let actions = Action::ALL.iter().map(|action| action.as_str().to_owned()).collect();
    view! {
        <div role="search">
            <Form method="GET" action=paths::ADMIN_AUDIT on_form_data=Arc::new(browser::drop_unnamed)>
                <div class="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
                    <Field name="person" label=tu_string!(i18n, audit.person) value=filter.person kind="text"/>
                    <Choice name="kind" label=tu_string!(i18n, audit.kind) value=filter.kind options=kinds/>
                    <Choice name="action" label=tu_string!(i18n, audit.action) value=filter.action options=actions/>
                    <Field name="thing" label=tu_string!(i18n, audit.thing) value=filter.thing kind="text"/>
                    <Field name="from" label=tu_string!(i18n, audit.from) value=filter.from kind="date"/>
                    <Field name="to" label=tu_string!(i18n, audit.to) value=filter.to kind="date"/>
                </div>
                <div class="mt-4 flex flex-wrap gap-3">
                    <button type="submit" class="button button-primary">{t!(i18n, audit.narrow)}</button>
                    {is_narrowed.then(|| view! {
                        <A href=paths::ADMIN_AUDIT attr:class="button">{t!(i18n, audit.show_all)}</A>
                    })}
                    // A file, which the router could not show.
                    <a href=csv rel="external" class="button ml-auto">{t!(i18n, audit.download)}</a>
                </div>
            </Form>
        </div>
    }
}

#[component]
fn Field(name: &'static str, label: &'static str, value: String, kind: &'static str) -> impl IntoView {
    let id = field_id(name);
    view! {
        <FieldFrame id=id.clone() label complaint=Signal::stored(None)>
            <input
                id=id
                name=name
                type=kind
                class="field-input"
                value=value.clone()
                prop:value=value
                autocomplete="off"
                spellcheck="false"
            />
        </FieldFrame>
    }
}

#[component]
fn Choice(name: &'static str, label: &'static str, value: String, options: Vec<String>) -> impl IntoView {
    let i18n = use_i18n();
    let id = field_id(name);
    let options = options
        .into_iter()
        .map(|option| {
            let selected = option == value;
            view! { <option value=option.clone() selected=selected>{option.clone()}</option> }
        })
        .collect_view();
    view! {
        <FieldFrame id=id.clone() label complaint=Signal::stored(None)>
            <select id=id name=name class="field-input" prop:value=value.clone()>
                <option value="" selected=value.is_empty()>{t!(i18n, audit.any)}</option>
                {options}
            </select>
        </FieldFrame>
    }
}
