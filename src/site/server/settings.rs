//! Reading and saving the settings.

use serde_json::json;

use super::logo::{self, kind_of};
use crate::audit::model::Action;
use crate::audit::server::{Entry, record};
use crate::catalog::server::service::markdown;
use crate::identity::rules;
use crate::identity::server::Administrator;
use crate::kernel::{ApiError, Checks, Message};
use crate::paths;
use crate::platform::config::{AccountChoices, SignUp};
use crate::platform::settings::{self, Choices, Logo, Saved};
use crate::platform::{AppError, AppState};
use crate::site::rules::{Color, palette};
use crate::site::settings::{SettingsData, SettingsForm};

/// The most characters of the organization's name.
const NAME_MOST: usize = 100;
/// The most characters of the terms of use.
const TERMS_MOST: usize = 100_000;
/// The most characters of what the home page begins with.
const HOME_MOST: usize = 20_000;
/// What the log calls the settings: there is one set of them.
const THING: &str = "settings";

/// What the settings' page shows.
///
/// # Errors
/// When the database fails.
pub async fn data(state: &AppState, _: &Administrator) -> Result<SettingsData, AppError> {
    let Saved { revision, choices, logo } = state.settings().await?;
    let config = &state.config;
    Ok(SettingsData {
        form: form(revision, choices),
        configured: SettingsForm {
            organization_name: config.organization_name.clone(),
            administrator_email: config.administrator_email.clone().unwrap_or_default(),
            sign_up: config.accounts.sign_up.as_str().to_owned(),
            sign_up_domains: config.accounts.sign_up_domains.join(", "),
            ..SettingsForm::default()
        },
        logo: logo.map(|logo| paths::site_logo(&logo.hash)),
    })
}

fn form(revision: i64, choices: Choices) -> SettingsForm {
    SettingsForm {
        revision,
        organization_name: choices.organization_name.unwrap_or_default(),
        administrator_email: choices.administrator_email.unwrap_or_default(),
        sign_up: choices.sign_up.map(SignUp::as_str).unwrap_or_default().to_owned(),
        sign_up_domains: choices.sign_up_domains.join(", "),
        terms: choices.terms,
        accent: choices.accent.unwrap_or_default(),
        home: choices.home,
    }
}

/// The form as it will be shown when it has been saved; one that cannot be accepted stays as it is.
#[must_use]
pub fn as_saved(written: SettingsForm) -> SettingsForm {
    match accept(&written) {
        Ok(choices) => form(written.revision, choices),
        Err(_) => written,
    }
}

/// Saves what the form says. It holds from the next request on.
///
/// # Errors
/// `Conflict` when somebody saved since the form was shown; `Invalid` names the fields that cannot be accepted.
pub async fn save(state: &AppState, permit: &Administrator, form: &SettingsForm) -> Result<(), AppError> {
    let mut choices = accept(form)?;
    let mut db = state.db.write().await?;
    let before = settings::find(&mut db).await?.choices;
    choices.terms_version = before.terms_version + i64::from(before.terms != choices.terms);
    if !settings::save(&mut db, form.revision, &choices).await? {
        return Err(ApiError::Conflict.into());
    }
    let changes = Entry::new(Action::SettingsUpdate, THING, THING).changed(&before, &choices);
    record(state, &mut db, permit.actor(), changes).await?;
    db.commit().await?;
    tracing::info!("the settings were saved");
    Ok(())
}

/// Saves the image in the header, or takes it away where there are no `bytes`.
///
/// # Errors
/// `Conflict` when somebody saved since the form was shown; `Invalid` at `logo` for what is no image that is accepted.
pub async fn save_logo(
    state: &AppState,
    permit: &Administrator,
    revision: i64,
    bytes: Option<&[u8]>,
) -> Result<(), AppError> {
    let logo = match bytes {
        Some(bytes) => {
            if bytes.len() > logo::MOST {
                return Err(ApiError::TooLarge.into());
            }
            let kind = kind_of(bytes)
                .ok_or_else(|| ApiError::field("logo", Message::NotOneOf { allowed: "PNG, JPEG, WebP".to_owned() }))?;
            Some((Logo { kind: kind.to_owned(), hash: logo::hash(bytes) }, bytes))
        }
        None => None,
    };
    let mut db = state.db.write().await?;
    let before = settings::find(&mut db).await?.logo;
    let after = logo.as_ref().map(|(logo, bytes)| (logo, *bytes));
    if !settings::save_logo(&mut db, revision, after).await? {
        return Err(ApiError::Conflict.into());
    }
    let (before, after) = (before.map(|logo| logo.hash), logo.map(|(logo, _)| logo.hash));
    let changes =
        Entry::new(Action::SettingsUpdate, THING, THING).changed(&json!({ "logo": before }), &json!({ "logo": after }));
    record(state, &mut db, permit.actor(), changes).await?;
    Ok(db.commit().await?)
}

/// The terms of use as HTML.
///
/// # Errors
/// `NotFound` when there are none.
pub async fn terms(state: &AppState) -> Result<String, AppError> {
    let terms = state.settings().await?.choices.terms;
    if terms.is_empty() { Err(ApiError::NotFound.into()) } else { Ok(markdown(&terms)) }
}

/// What the home page begins with as HTML; empty when nothing was chosen.
///
/// # Errors
/// When the database fails.
pub async fn home(state: &AppState) -> Result<String, AppError> {
    Ok(markdown(&state.settings().await?.choices.home))
}

fn accept(form: &SettingsForm) -> Result<Choices, ApiError> {
    let chosen = |text: &str| Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned);
    let mut checks = Checks::new();
    checks.optional_text("organization_name", form.organization_name.trim(), NAME_MOST);
    checks.one_line("organization_name", form.organization_name.trim());
    let email = chosen(&form.administrator_email);
    if let Some(email) = &email {
        checks.take("administrator_email", rules::email(email));
    }
    let (sign_up, sign_up_domains) = sign_up(form, &mut checks);
    checks.optional_text("terms", &form.terms, TERMS_MOST);
    checks.optional_text("home", &form.home, HOME_MOST);
    let accent = chosen(&form.accent);
    if accent.as_deref().is_some_and(|accent| Color::parse(accent).and_then(palette).is_none()) {
        // The page says why: the rules are the same there.
        checks.complain("accent", Message::NotUnderstood);
    }
    checks.finish()?;
    Ok(Choices {
        organization_name: chosen(&form.organization_name),
        administrator_email: email,
        sign_up,
        sign_up_domains,
        terms: form.terms.trim().to_owned(),
        terms_version: 0,
        accent: accent.as_deref().and_then(Color::parse).map(Color::css),
        home: form.home.trim().to_owned(),
    })
}

/// Who may sign up, by the rules that hold for the configuration.
fn sign_up(form: &SettingsForm, checks: &mut Checks) -> (Option<SignUp>, Vec<String>) {
    if form.sign_up.is_empty() {
        return (None, Vec::new());
    }
    let Ok(mode) = form.sign_up.parse::<SignUp>() else {
        let allowed = SignUp::ALL.map(SignUp::as_str).join(", ");
        checks.complain("sign_up", Message::NotOneOf { allowed });
        return (None, Vec::new());
    };
    let words = form.sign_up_domains.split(|letter: char| letter == ',' || letter.is_whitespace());
    let domains: Vec<String> = words.filter(|word| !word.is_empty()).map(str::to_owned).collect();
    if mode == SignUp::Domains && domains.is_empty() {
        checks.complain("sign_up_domains", Message::Required);
        return (None, Vec::new());
    }
    match (AccountChoices { sign_up: Some(mode), sign_up_domains: Some(domains) }).finish() {
        Ok(accounts) => (Some(mode), accounts.sign_up_domains),
        Err(_) => {
            checks.complain("sign_up_domains", Message::NotAHostLabel);
            (None, Vec::new())
        }
    }
}
