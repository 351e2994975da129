//! The form of an OpenID provider.

use leptos::prelude::*;
use leptos_i18n::I18nContext;

use super::provider_groups::ProviderGroups;
use crate::i18n::{Locale, t, tu_string, use_i18n};
use crate::identity::provider::ProviderDetails;
use crate::identity::provider_draft::ProviderDraft;
use crate::kernel::Submission;
use crate::paths;
use crate::ui::field::{Checkbox, TextField};
use crate::ui::refusal::Refusal;

/// All that is to be known of a provider.
#[component]
pub(super) fn ProviderForm(
    /// What stands in it.
    draft: ProviderDraft,
    /// What stands around it.
    details: ProviderDetails,
    /// What it came back with.
    submission: Submission,
    /// The page's address, where it is sent.
    #[prop(into)]
    action: String,
) -> impl IntoView {
    let i18n = use_i18n();
    let complaint = |name: &str| Signal::stored(submission.complaint(name));
    let text = RwSignal::new;
    let has_secret = details.provider.as_ref().is_some_and(|provider| provider.has_secret);
    let secret_hint = if has_secret {
        tu_string!(i18n, providers.client_secret_kept)
    } else {
        tu_string!(i18n, providers.client_secret_hint)
    };
    let clears = RwSignal::new(draft.clears_secret);
    let [of_name, of_issuer, of_id, of_secret, of_scopes, of_claim, of_domains] =
        ["name", "issuer", "client_id", "client_secret", "scopes", "groups_claim", "domains"].map(complaint);
    let fields = submission.fields().to_vec();
    view! {
        <Refusal error=submission.error address=action.clone() label=move |field: &str| label(i18n, field)/>
        <form method="post" action=action novalidate=true class="grid gap-6">
            // The first button is the one that Enter presses.
            <button type="submit" hidden=true></button>
            <input type="hidden" name="id" value=draft.id/>
            <TextField
                name="name"
                label=label(i18n, "name")
                hint=tu_string!(i18n, providers.name_hint)
                value=text(draft.name)
                complaint=of_name
            />
            <div>
                <p class="text-sm font-medium">{t!(i18n, providers.redirect_uri)}</p>
                <p class="mt-1 font-mono text-sm wrap-anywhere">{details.redirect_uri}</p>
                <p class="mt-1 text-xs text-ink-muted">{t!(i18n, providers.redirect_uri_hint)}</p>
            </div>
            <TextField
                name="issuer"
                label=label(i18n, "issuer")
                hint=tu_string!(i18n, providers.issuer_hint)
                value=text(draft.issuer)
                complaint=of_issuer
                kind="url"
                placeholder="https://login.example.com"
                code=true
            />
            <TextField name="client_id" label=label(i18n, "client_id") value=text(draft.client_id) complaint=of_id code=true/>
            <div class="grid gap-3">
                <TextField
                    name="client_secret"
                    label=label(i18n, "client_secret")
                    hint=secret_hint
                    value=text(String::new())
                    complaint=of_secret
                    kind="password"
                    autocomplete="new-password"
                    optional=true
                />
                {has_secret.then(|| view! {
                    <Checkbox name="clear_secret" label=tu_string!(i18n, providers.clear_secret) checked=clears/>
                })}
            </div>
            <TextField
                name="scopes"
                label=label(i18n, "scopes")
                hint=tu_string!(i18n, providers.scopes_hint)
                value=text(draft.scopes)
                complaint=of_scopes
                code=true
            />
            <Checkbox
                name="is_on"
                label=tu_string!(i18n, providers.is_on)
                hint=tu_string!(i18n, providers.is_on_hint)
                checked=RwSignal::new(draft.is_on)
            />
            <fieldset class="grid min-w-0 gap-4 border-t border-line pt-6">
                <legend class="float-left text-lg font-semibold">{t!(i18n, providers.accounts)}</legend>
                <Checkbox
                    name="creates_accounts"
                    label=tu_string!(i18n, providers.creates_accounts)
                    hint=tu_string!(i18n, providers.creates_accounts_hint)
                    checked=RwSignal::new(draft.creates_accounts)
                />
                <TextField
                    name="domains"
                    label=label(i18n, "domains")
                    hint=tu_string!(i18n, providers.domains_hint)
                    value=text(draft.domains)
                    complaint=of_domains
                    optional=true
                />
                <Checkbox
                    name="trusts_addresses"
                    label=tu_string!(i18n, providers.trusts_addresses)
                    hint=tu_string!(i18n, providers.trusts_addresses_hint)
                    checked=RwSignal::new(draft.trusts_addresses)
                />
            </fieldset>
            <ProviderGroups rows=draft.rows claim=draft.groups_claim of_claim groups=details.groups fields/>
            <div class="flex items-center gap-3 border-t border-line pt-6">
                <button type="submit" class="button button-primary">{t!(i18n, common.save)}</button>
                <a href=paths::ADMIN_PROVIDERS class="button button-quiet">{t!(i18n, common.cancel)}</a>
            </div>
        </form>
    }
}

/// What people call the field `field`.
pub(super) fn label(i18n: I18nContext<Locale>, field: &str) -> String {
    match field {
        "name" => tu_string!(i18n, providers.name),
        "issuer" => tu_string!(i18n, providers.issuer),
        "client_id" => tu_string!(i18n, providers.client_id),
        "client_secret" => tu_string!(i18n, providers.client_secret),
        "scopes" => tu_string!(i18n, providers.scopes),
        "groups_claim" => tu_string!(i18n, providers.groups_claim),
        "domains" => tu_string!(i18n, providers.domains),
        field if field.ends_with(".value") => tu_string!(i18n, providers.value),
        field if field.ends_with(".group") => tu_string!(i18n, providers.group),
        _ => tu_string!(i18n, providers.groups),
    }
    .to_owned()
}
