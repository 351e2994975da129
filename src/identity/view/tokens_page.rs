//! `/account/tokens`

use leptos::prelude::*;
use leptos_i18n::I18nContext;
use leptos_meta::Title;
use leptos_router::{LazyRoute, lazy_route};

use crate::i18n::{Locale, t, tu_string, use_i18n};
use crate::identity::api::get_tokens;
use crate::identity::token::{DAYS_MOST, DAYS_OFFERED, OwnToken, OwnTokens, Scope};
use crate::kernel::{Submission, Timestamp};
use crate::paths;
use crate::ui::async_view::AsyncView;
use crate::ui::field::{SelectField, TextField};
use crate::ui::moment::Moment;
use crate::ui::refusal::Refusal;
use crate::ui::submission::use_submission;

/// The tokens of somebody's programs: a form for a new one, which is shown once, and the list, each with a button that
/// revokes it.
pub struct TokensPage;

#[lazy_route]
impl LazyRoute for TokensPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let i18n = use_i18n();
        let submission = use_submission();
        let tokens = Resource::new(|| (), |()| get_tokens());
        view! {
            <Title text=tu_string!(i18n, tokens.title)/>
            <AsyncView
                resource=tokens
                show=move |tokens| view! { <Shown tokens submission=submission.clone()/> }
            />
        }
        .into_any()
    }
}

#[component]
fn Shown(tokens: OwnTokens, submission: Submission) -> impl IntoView {
    let i18n = use_i18n();
    let OwnTokens { now, tokens } = tokens;
    let is_empty = tokens.is_empty();
    let rows = tokens.into_iter().map(|token| view! { <Row token now/> }).collect_view();
    let made = submission.value("made").map(str::to_owned);
    view! {
        <div class="max-w-3xl">
            <h1 class="text-2xl font-semibold">{t!(i18n, tokens.title)}</h1>
            <p class="mt-1 text-ink-muted">
                {t!(i18n, tokens.lead)} " "
                <a class="link" rel="external" href=paths::REST_DOCUMENT>{t!(i18n, tokens.document)}</a>
            </p>
            {made.map(|made| view! { <Made made/> })}
            {(!is_empty).then(|| view! { <ul class="card rows mt-6" aria-label=tu_string!(i18n, tokens.title)>{rows}</ul> })}
            {is_empty.then(|| view! { <p class="mt-6 text-ink-muted">{t!(i18n, tokens.none)}</p> })}
            <h2 class="mt-8 text-xl font-semibold">{t!(i18n, tokens.new_token)}</h2>
            <NewForm submission/>
        </div>
    }
}

/// The token that was just made. It is nowhere else.
#[component]
fn Made(made: String) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div role="status" class="card mt-6 p-4">
            <p class="font-semibold">{t!(i18n, tokens.made)}</p>
            <p class="mt-1 text-sm text-ink-muted">{t!(i18n, tokens.made_once)}</p>
            <input
                class="field-input mt-3 font-mono"
                aria-label=tu_string!(i18n, tokens.token)
                readonly=true
                autocomplete="off"
                spellcheck="false"
                value=made
            />
        </div>
    }
}

#[component]
fn NewForm(submission: Submission) -> impl IntoView {
    let i18n = use_i18n();
    let field = |name: &str, otherwise: &str| {
        let value = RwSignal::new(submission.value(name).unwrap_or(otherwise).to_owned());
        (value, Signal::stored(submission.complaint(name)))
    };
    let (name, name_complaint) = field("name", "");
    let (scope, scope_complaint) = field("scope", Scope::default().as_str());
    let (expires_in, expires_in_complaint) = field("expires_in", "90d");
    let scopes = Scope::ALL.map(|scope| (scope.as_str().to_owned(), scope_text(i18n, scope).to_owned()));
    let days = |days: i64| (format!("{days}d"), tu_string!(i18n, tokens.days, days = days));
    let never = (String::new(), tu_string!(i18n, tokens.never).to_owned());
    let offered = DAYS_OFFERED.into_iter().map(days).chain([never]).collect::<Vec<_>>();
    view! {
        <div class="mt-4">
            <Refusal
                error=submission.error.clone()
                address=paths::TOKENS.to_owned()
                label=move |field: &str| label(i18n, field).to_owned()
            />
        </div>
        <form method="post" action=paths::TOKENS novalidate=true class="flex flex-col gap-4">
            <TextField
                name="name"
                label=label(i18n, "name")
                value=name
                complaint=name_complaint
                hint=tu_string!(i18n, tokens.name_hint)
            />
            <SelectField
                name="scope"
                label=label(i18n, "scope")
                value=scope
                options=scopes.into()
                complaint=scope_complaint
                hint=tu_string!(i18n, tokens.scope_hint)
            />
            <SelectField
                name="expires_in"
                label=label(i18n, "expires_in")
                value=expires_in
                options=offered
                complaint=expires_in_complaint
                hint=tu_string!(i18n, tokens.expires_in_hint, days = DAYS_MOST)
            />
            <div><button type="submit" class="button">{t!(i18n, tokens.create)}</button></div>
        </form>
    }
}

#[component]
fn Row(token: OwnToken, now: Timestamp) -> impl IntoView {
    let i18n = use_i18n();
    let revoke = tu_string!(i18n, tokens.revoke_of, name = token.name.clone());
    let expiry = match token.expires_at {
        None => tu_string!(i18n, tokens.never).to_owned(),
        Some(at) if at <= now => tu_string!(i18n, tokens.expired, date = at.to_string()),
        Some(at) => tu_string!(i18n, tokens.expires, date = at.to_string()),
    };
    let used = token.last_used_at;
    view! {
        <li class="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3">
            <span class="wrap-anywhere min-w-0 font-medium">{token.name}</span>
            <code class="font-mono text-sm">{format!("{}…", token.beginning)}</code>
            <span class="badge">{token.scope.as_str()}</span>
            <span class="text-sm text-ink-muted">{expiry}</span>
            <span class="text-sm text-ink-muted">
                {match used {
                    Some(at) => view! { {t!(i18n, tokens.used)} " " <Moment at now/> }.into_any(),
                    None => view! { {t!(i18n, tokens.unused)} }.into_any(),
                }}
            </span>
            <form method="post" action=paths::revoke_token(&token.id) class="ml-auto">
                <button type="submit" class="button button-quiet" aria-label=revoke>{t!(i18n, tokens.revoke)}</button>
            </form>
        </li>
    }
}

fn label(i18n: I18nContext<Locale>, field: &str) -> &'static str {
    match field {
        "scope" => tu_string!(i18n, tokens.scope),
        "expires_in" => tu_string!(i18n, tokens.expires_in),
        _ => tu_string!(i18n, tokens.name),
    }
}

fn scope_text(i18n: I18nContext<Locale>, scope: Scope) -> &'static str {
    match scope {
        Scope::Read => tu_string!(i18n, tokens.read),
        Scope::Write => tu_string!(i18n, tokens.write),
        Scope::Admin => tu_string!(i18n, tokens.admin),
    }
}
