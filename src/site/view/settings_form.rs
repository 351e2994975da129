//! The settings' form.

use leptos::prelude::*;
use leptos_i18n::I18nContext;

use crate::i18n::{Locale, t, tu_string, use_i18n};
use crate::kernel::{Message, Submission};
use crate::paths;
use crate::site::rules::{Color, LEAST, legibility};
use crate::site::settings::SettingsForm;
use crate::ui::field::{SelectField, TextArea, TextField};
use crate::ui::refusal::Refusal;

/// All that is chosen by typing, each with where it is from.
#[component]
pub(super) fn SettingsFields(
    /// What stands in it.
    shown: SettingsForm,
    /// What holds.
    saved: SettingsForm,
    /// What the configuration says.
    configured: SettingsForm,
    /// What it came back with.
    submission: Submission,
) -> impl IntoView {
    let i18n = use_i18n();
    let complaint = {
        let submission = submission.clone();
        move |name: &str| -> Signal<Option<Message>> { Signal::stored(submission.complaint(name)) }
    };
    let accent_hint = accent_hint(i18n, &shown.accent);
    let modes = [
        ("", tu_string!(i18n, settings.sign_up_configured)),
        ("off", tu_string!(i18n, settings.sign_up_off)),
        ("open", tu_string!(i18n, settings.sign_up_open)),
        ("invitation", tu_string!(i18n, settings.sign_up_invitation)),
        ("domains", tu_string!(i18n, settings.sign_up_domains_mode)),
    ];
    let modes = modes.map(|(mode, text)| (mode.to_owned(), text.to_owned())).to_vec();
    let sign_up_hint = source(i18n, &saved.sign_up, &configured.sign_up);
    view! {
        <Refusal error=submission.error address=paths::ADMIN_SETTINGS.to_owned() label=move |field: &str| label(i18n, field)/>
        <form method="post" action=paths::ADMIN_SETTINGS novalidate=true class="grid gap-4">
            <input type="hidden" name="revision" value=shown.revision.to_string()/>
            <h2 class="text-xl font-semibold">{t!(i18n, settings.organization)}</h2>
            <TextField
                name="organization_name"
                label=label(i18n, "organization_name")
                value=RwSignal::new(shown.organization_name)
                complaint=complaint("organization_name")
                hint=source(i18n, &saved.organization_name, &configured.organization_name)
                placeholder=configured.organization_name
                optional=true
            />
            <TextField
                name="administrator_email"
                label=label(i18n, "administrator_email")
                value=RwSignal::new(shown.administrator_email)
                complaint=complaint("administrator_email")
                hint=source(i18n, &saved.administrator_email, &configured.administrator_email)
                placeholder=configured.administrator_email
                kind="email"
                optional=true
            />
            <h2 class="mt-4 text-xl font-semibold">{t!(i18n, settings.accounts)}</h2>
            <SelectField
                name="sign_up"
                label=label(i18n, "sign_up")
                value=RwSignal::new(shown.sign_up)
                options=modes
                complaint=complaint("sign_up")
                hint=sign_up_hint
            />
            <TextField
                name="sign_up_domains"
                label=label(i18n, "sign_up_domains")
                value=RwSignal::new(shown.sign_up_domains)
                complaint=complaint("sign_up_domains")
                hint=tu_string!(i18n, settings.sign_up_domains_hint)
                placeholder=configured.sign_up_domains
                optional=true
            />
            <TextArea
                name="terms"
                label=label(i18n, "terms")
                value=RwSignal::new(shown.terms)
                complaint=complaint("terms")
                hint=tu_string!(i18n, settings.terms_hint)
                rows=8
            />
            <h2 class="mt-4 text-xl font-semibold">{t!(i18n, settings.look)}</h2>
            <TextField
                name="accent"
                label=label(i18n, "accent")
                value=RwSignal::new(shown.accent)
                complaint=complaint("accent")
                hint=accent_hint
                placeholder="#0b6b6b"
                optional=true
                code=true
            />
            <TextArea
                name="home"
                label=label(i18n, "home")
                value=RwSignal::new(shown.home)
                complaint=complaint("home")
                hint=tu_string!(i18n, settings.home_hint)
                rows=6
            />
            <div><button type="submit" class="button button-primary">{t!(i18n, common.save)}</button></div>
        </form>
    }
}

/// Where a setting is from, of which `saved` was chosen here and `configured` in the configuration.
fn source(i18n: I18nContext<Locale>, saved: &str, configured: &str) -> String {
    match (saved.is_empty(), configured.is_empty()) {
        (true, true) => tu_string!(i18n, settings.from_default).to_owned(),
        (true, false) => tu_string!(i18n, settings.from_configuration, value = configured),
        (false, true) => tu_string!(i18n, settings.chosen_only).to_owned(),
        (false, false) => tu_string!(i18n, settings.chosen, value = configured),
    }
}

/// What is asked of the accent colour, or by how much `typed` falls short of it.
fn accent_hint(i18n: I18nContext<Locale>, typed: &str) -> String {
    match Color::parse(typed.trim()).map(legibility) {
        Some(ratio) if ratio < LEAST => {
            // Cut, not rounded: 4.46 is not enough.
            let ratio = format!("{:.2}", (ratio * 100.0).floor() / 100.0);
            tu_string!(i18n, settings.accent_ratio, ratio = ratio)
        }
        _ => tu_string!(i18n, settings.accent_hint).to_owned(),
    }
}

/// What people call a field.
fn label(i18n: I18nContext<Locale>, field: &str) -> String {
    match field {
        "organization_name" => tu_string!(i18n, settings.organization_name),
        "administrator_email" => tu_string!(i18n, settings.administrator_email),
        "sign_up" => tu_string!(i18n, settings.sign_up),
        "sign_up_domains" => tu_string!(i18n, settings.sign_up_domains),
        "terms" => tu_string!(i18n, settings.terms),
        "accent" => tu_string!(i18n, settings.accent),
        "logo" => tu_string!(i18n, settings.logo),
        _ => tu_string!(i18n, settings.home),
    }
    .to_owned()
}
