//! `/admin/settings`

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{LazyRoute, lazy_route};

use super::settings_form::SettingsFields;
use crate::i18n::{t, tu_string, use_i18n};
use crate::kernel::{Message, Submission};
use crate::paths;
use crate::site::api::admin_get_settings;
use crate::site::settings::{SettingsData, SettingsForm};
use crate::ui::async_view::AsyncView;
use crate::ui::field::field_id;
use crate::ui::message::message_text;
use crate::ui::submission::use_submission;

/// The instance's settings: its name, its accounts, its looks.
pub struct SettingsPage;

#[lazy_route]
impl LazyRoute for SettingsPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let i18n = use_i18n();
        let submission = use_submission();
        let data = Resource::new(|| (), |()| admin_get_settings());
        view! {
            <Title text=tu_string!(i18n, settings.title)/>
            <AsyncView
                resource=data
                submission=submission.clone()
                show=move |data| view! { <Shown data submission=submission.clone()/> }
            />
        }
        .into_any()
    }
}

#[component]
fn Shown(data: SettingsData, submission: Submission) -> impl IntoView {
    let i18n = use_i18n();
    let SettingsData { form, configured, logo } = data;
    let revision = form.revision;
    let complaint = submission.complaint("logo");
    let told = |typed: SettingsForm, saved: SettingsForm| SettingsForm { revision: saved.revision, ..typed };
    let shown = submission.shown(form.clone(), SettingsForm::from_pairs, told);
    view! {
        <div class="max-w-3xl">
            <h1 class="text-2xl font-semibold">{t!(i18n, settings.title)}</h1>
            <p class="mt-1 text-ink-muted">{t!(i18n, settings.lead)}</p>
            <div class="mt-6"><SettingsFields shown saved=form configured submission/></div>
            <LogoForm revision logo complaint/>
        </div>
    }
}

/// The image in the header, which is sent by itself: a file is not kept by a form that comes back.
#[component]
fn LogoForm(revision: i64, logo: Option<String>, complaint: Option<Message>) -> impl IntoView {
    let i18n = use_i18n();
    let id = field_id("logo");
    let (hint_id, complaint_id) = (format!("{id}-hint"), format!("{id}-complaint"));
    let described = format!("{complaint_id} {hint_id}");
    let has_logo = logo.is_some();
    view! {
        <form method="post" action=paths::ADMIN_LOGO enctype="multipart/form-data" class="mt-10 grid gap-3 border-t border-line pt-6">
            <input type="hidden" name="revision" value=revision.to_string()/>
            <label for=id.clone() class="text-xl font-semibold">{t!(i18n, settings.logo)}</label>
            {logo.map(|logo| view! {
                <img src=logo alt=tu_string!(i18n, settings.logo_now) width="48" height="48" class="h-12 w-12 object-contain"/>
            })}
            <input
                id=id
                name="logo"
                type="file"
                accept="image/png,image/jpeg,image/webp"
                class="field-input"
                aria-describedby=described
            />
            <p id=complaint_id class="text-sm text-danger empty:hidden">
                {complaint.map(|message| message_text(i18n, &message))}
            </p>
            <p id=hint_id class="text-xs text-ink-muted">{t!(i18n, settings.logo_hint)}</p>
            <div class="flex flex-wrap gap-3">
                <button type="submit" class="button">{t!(i18n, settings.logo_save)}</button>
                {has_logo.then(|| view! {
                    <button type="submit" name="action" value="remove" class="button button-danger">
                        {t!(i18n, settings.logo_remove)}
                    </button>
                })}
            </div>
        </form>
    }
}
