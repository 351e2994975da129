//! The fields with which a token is asked for.

use leptos::prelude::*;

use super::super::copy_button::CopyButton;
use super::wish::{BASIC, BODY, Wish};
use crate::console::oauth::Flow;
use crate::i18n::{t, tu_string, use_i18n};
use crate::ui::field::{Checkbox, SelectField, TextField};

/// The flow, the client and the scopes.
#[component]
pub(super) fn Fields(wish: Wish, prefix: String) -> impl IntoView {
    let i18n = use_i18n();
    let name = {
        let prefix = prefix.clone();
        move |field: &str| format!("{prefix}-{field}")
    };
    let flows = wish.flows();
    let choice = (flows.len() > 1).then(|| {
        let text = |flow| match flow {
            Flow::AuthorizationCode => tu_string!(i18n, oauth.flow_authorization_code),
            Flow::ClientCredentials => tu_string!(i18n, oauth.flow_client_credentials),
            Flow::OpenIdConnect => tu_string!(i18n, oauth.flow_open_id_connect),
        };
        let options = flows.iter().map(|flow| (flow.as_str().to_owned(), text(*flow).to_owned())).collect();
        view! {
            <SelectField name=name("flow") label=tu_string!(i18n, oauth.flow) value=wish.flow_word options=options/>
        }
    });
    let ways = vec![
        (BASIC.to_owned(), tu_string!(i18n, oauth.in_header).to_owned()),
        (BODY.to_owned(), tu_string!(i18n, oauth.in_body).to_owned()),
    ];
    let redirect = name("redirect");
    view! {
        {choice}
        {move || (wish.flow() != Some(Flow::ClientCredentials)).then(|| {
            let id = redirect.clone();
            let hint_id = format!("{id}-hint");
            let uri = wish.redirect_uri();
            view! {
                <div class="flex flex-col gap-1">
                    <label for=id.clone() class="text-sm font-medium text-ink">{t!(i18n, oauth.redirect_uri)}</label>
                    <div class="flex gap-2">
                        <input
                            id=id
                            type="text"
                            readonly
                            class="field-input font-mono"
                            value=uri.clone()
                            aria-describedby=hint_id.clone()
                        />
                        <CopyButton text=uri/>
                    </div>
                    <p id=hint_id class="text-xs text-ink-muted">{t!(i18n, oauth.redirect_uri_hint)}</p>
                </div>
            }
        })}
        <TextField
            name=name("client-id")
            label=tu_string!(i18n, oauth.client_id)
            value=wish.client_id
            complaint=wish.complaint("client_id")
            code=true
        />
        <TextField
            name=name("client-secret")
            label=tu_string!(i18n, oauth.client_secret)
            value=wish.client_secret
            complaint=wish.complaint("client_secret")
            hint=tu_string!(i18n, oauth.secret_hint)
            kind="password"
            code=true
        />
        <SelectField
            name=name("authentication")
            label=tu_string!(i18n, oauth.client_authentication)
            value=wish.authentication
            options=ways
        />
        <fieldset class="flex min-w-0 flex-col gap-2">
            <legend class="mb-1 text-sm font-medium text-ink">{t!(i18n, oauth.scopes)}</legend>
            {move || {
                wish.scopes()
                    .into_iter()
                    .enumerate()
                    .map(|(position, (scope, ticked))| {
                        let name = format!("{prefix}-scope-{position}");
                        view! { <Checkbox name label=scope.name checked=ticked hint=scope.description/> }
                    })
                    .collect_view()
            }}
        </fieldset>
        <TextField
            name=name("more-scopes")
            label=tu_string!(i18n, oauth.more_scopes)
            value=wish.more_scopes
            complaint=wish.complaint("scopes")
            hint=tu_string!(i18n, oauth.more_scopes_hint)
            optional=true
            code=true
        />
    }
}
