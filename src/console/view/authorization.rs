//! What the call is authenticated with.

use leptos::prelude::*;

use super::authorization_draft::CredentialDraft;
use super::complaint::Complaint;
use super::draft::Draft;
use super::get_token::GetToken;
use crate::catalog::model::SchemeKind;
use crate::i18n::{t, tu_string, use_i18n};

/// The id of the choice among several ways.
const WAY: &str = "authorization";

/// The fields of the security schemes; where there are several ways, a choice among them.
#[component]
pub(super) fn Authorization(draft: Draft) -> impl IntoView {
    let i18n = use_i18n();
    let authorization = draft.authorization;
    let ways = authorization.ways();
    let options = ways
        .iter()
        .enumerate()
        .map(|(position, names)| {
            let name = if names.is_empty() {
                tu_string!(i18n, console.no_authorization).to_owned()
            } else {
                names.join(" + ")
            };
            view! { <option value=position.to_string()>{name}</option> }
        })
        .collect_view();
    let choice = (ways.len() > 1).then(|| {
        view! {
            <div class="flex flex-wrap items-center gap-2">
                <label for=WAY class="text-sm text-ink-muted">{t!(i18n, console.authorization_way)}</label>
                <div class="min-w-0">
                    <select
                        id=WAY
                        class="field-input"
                        prop:value=move || authorization.chosen.get().to_string()
                        on:change:target=move |event| {
                            authorization.chosen.set(event.target().value().parse().unwrap_or_default());
                        }
                    >
                        {options}
                    </select>
                </div>
            </div>
        }
    });
    view! {
        <fieldset class="flex min-w-0 flex-col gap-3">
            <legend class="mb-2 font-semibold">{t!(i18n, console.authorization)}</legend>
            {choice}
            {move || {
                let drafts = authorization.drafts().into_iter().enumerate();
                drafts.map(|(position, value)| view! { <Credential draft position value/> }).collect_view()
            }}
        </fieldset>
    }
}

/// The fields of one scheme, in which secrets are not to be read unless somebody asks.
#[component]
fn Credential(draft: Draft, position: usize, value: CredentialDraft) -> impl IntoView {
    let i18n = use_i18n();
    let shown = RwSignal::new(false);
    let id = format!("credential-{position}");
    let complaint_id = format!("{id}-complaint");
    let complaint = Memo::new(move |_| draft.complaint(&format!("credentials.{position}")));
    let scheme = value.input.scheme.clone();
    let (note, secret, user) = match &value.input.kind {
        SchemeKind::ApiKey { name, .. } => (name.clone(), value.first, None),
        SchemeKind::Basic => ("Basic".to_owned(), value.second, Some(value.first)),
        SchemeKind::Bearer => ("Bearer".to_owned(), value.first, None),
        SchemeKind::OAuth2 => ("OAuth 2".to_owned(), value.first, None),
        SchemeKind::OpenIdConnect => ("OpenID Connect".to_owned(), value.first, None),
    };
    let server = matches!(value.input.kind, SchemeKind::OAuth2 | SchemeKind::OpenIdConnect).then(|| {
        let (id, scheme) = (format!("{id}-oauth"), scheme.clone());
        view! { <GetToken draft id scheme token=secret/> }
    });
    let has_user = user.is_some();
    let user = user.map(|user| {
        let id = format!("{id}-user");
        view! {
            <label for=id.clone() class="text-sm">{t!(i18n, console.user)}</label>
            <input
                id=id
                type="text"
                class="field-input"
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                prop:value=user
                on:input:target=move |event| user.set(event.target().value())
            />
        }
    });
    view! {
        <div class="flex flex-col gap-1">
            {has_user.then(|| view! { <p class="break-words font-mono text-sm">{scheme.clone()}</p> })}
            {user}
            <div class="flex items-center gap-2">
                {if has_user {
                    view! { <label for=id.clone() class="text-sm">{t!(i18n, console.password)}</label> }.into_any()
                } else {
                    view! { <label for=id.clone() class="min-w-0 break-words font-mono text-sm">{scheme}</label> }
                        .into_any()
                }}
                <span class="ml-auto text-xs text-ink-faint">{note}</span>
            </div>
            <div class="flex gap-2">
                <input
                    id=id
                    type=move || if shown.get() { "text" } else { "password" }
                    class="field-input"
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    aria-invalid=move || complaint.with(Option::is_some).then_some("true")
                    aria-describedby={
                        let id = complaint_id.clone();
                        move || complaint.with(Option::is_some).then(|| id.clone())
                    }
                    prop:value=secret
                    on:input:target=move |event| secret.set(event.target().value())
                />
                <button
                    type="button"
                    class="button button-quiet"
                    aria-pressed=move || shown.get().to_string()
                    on:click=move |_| shown.update(|shown| *shown = !*shown)
                >
                    {t!(i18n, console.show)}
                </button>
            </div>
            <Complaint id=complaint_id complaint/>
            {server}
        </div>
    }
}
