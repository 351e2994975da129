//! `/admin/audit/{entry}`

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};

use super::actor_text::actor_text;
use crate::audit::api::admin_get_audit_entry;
use crate::audit::model::{AuditDetails, FieldChange};
use crate::i18n::{t, tu_string, use_i18n};
use crate::paths;
use crate::ui::async_view::AsyncView;

/// What was changed, from what to what, by whom and from where.
pub struct AuditEntryPage;

#[lazy_route]
impl LazyRoute for AuditEntryPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let params = use_params_map();
        let entry =
            Resource::new(move || params.with(|params| params.get("entry").unwrap_or_default()), admin_get_audit_entry);
        view! { <AsyncView resource=entry show=|details| view! { <Shown details/> }/> }.into_any()
    }
}

#[component]
fn Shown(details: AuditDetails) -> impl IntoView {
    let i18n = use_i18n();
    let AuditDetails { entry, changes, address, request_id } = details;
    let actor = actor_text(i18n, &entry);
    let of_person = (!entry.actor.is_empty()).then(|| paths::admin_audit(&[("person", entry.actor.as_str())], ""));
    let of_thing = (!entry.thing_id.is_empty()).then(|| paths::admin_audit(&[("thing", entry.thing_id.as_str())], ""));
    let title = format!("{} {}", entry.action, entry.thing);
    view! {
        <Title text=title/>
        <p class="text-sm"><A href=paths::ADMIN_AUDIT attr:class="link">{t!(i18n, audit.title)}</A></p>
        <h1 class="mt-1 break-all text-2xl font-semibold"><code>{entry.action}</code>" "{entry.thing}</h1>
        <dl class="mt-6 grid gap-x-6 gap-y-2 text-sm sm:grid-cols-[auto_1fr]">
            <dt class="text-ink-muted">{t!(i18n, audit.when)}</dt>
            <dd>{entry.at.to_string()}</dd>
            <dt class="text-ink-muted">{t!(i18n, audit.who)}</dt>
            <dd class="break-all">
                {actor}
                {of_person.map(|href| view! { " "<A href=href attr:class="link">{t!(i18n, audit.all_of_person)}</A> })}
            </dd>
            <dt class="text-ink-muted">{t!(i18n, audit.thing_id)}</dt>
            <dd class="break-all">
                <code>{entry.thing_id}</code>
                {of_thing.map(|href| view! { " "<A href=href attr:class="link">{t!(i18n, audit.all_of_thing)}</A> })}
            </dd>
            <dt class="text-ink-muted">{t!(i18n, audit.address)}</dt>
            <dd class="break-all">{or_dash(address)}</dd>
            <dt class="text-ink-muted">{t!(i18n, audit.request)}</dt>
            <dd class="break-all"><code>{or_dash(request_id)}</code></dd>
        </dl>
        <h2 class="mt-8 text-xl font-semibold">{t!(i18n, audit.changes)}</h2>
        {if changes.is_empty() {
            view! { <p class="mt-3 text-ink-muted">{t!(i18n, audit.no_changes)}</p> }.into_any()
        } else {
            view! { <Changes changes/> }.into_any()
        }}
    }
}

#[component]
fn Changes(changes: Vec<FieldChange>) -> impl IntoView {
    let i18n = use_i18n();
    let cell = "px-4 py-3 align-top";
    let head = "px-4 py-2 text-left font-medium";
    let value = |value: Option<String>| {
        view! { <pre class="whitespace-pre-wrap break-all font-mono text-xs">{or_dash(value.unwrap_or_default())}</pre> }
    };
    let rows = changes
        .into_iter()
        .map(|change| {
            view! {
                <tr class="border-t border-line">
                    <th scope="row" class="px-4 py-3 text-left align-top font-medium">{change.field}</th>
                    <td class=cell>{value(change.before)}</td>
                    <td class=cell>{value(change.after)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="card mt-3 overflow-x-auto" tabindex="0" role="region" aria-label=move || tu_string!(i18n, audit.changes)>
            <table class="w-full text-sm">
                <thead>
                    <tr>
                        <th scope="col" class=head>{t!(i18n, audit.field)}</th>
                        <th scope="col" class=head>{t!(i18n, audit.before)}</th>
                        <th scope="col" class=head>{t!(i18n, audit.after)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn or_dash(text: String) -> String {
    if text.is_empty() { "–".to_owned() } else { text }
}
