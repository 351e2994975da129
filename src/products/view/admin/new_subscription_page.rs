//! `/admin/subscriptions/new`

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{LazyRoute, lazy_route};

use crate::catalog::view::Breadcrumb;
use crate::i18n::{t, tu_string, use_i18n};
use crate::kernel::Submission;
use crate::paths;
use crate::products::api::admin_get_scopes;
use crate::products::model::ScopeChoices;
use crate::ui::async_view::AsyncView;
use crate::ui::field::{SelectField, TextField};
use crate::ui::refusal::Refusal;
use crate::ui::submission::use_submission;

/// The form for a subscription in somebody's name.
pub struct NewSubscriptionPage;

#[lazy_route]
impl LazyRoute for NewSubscriptionPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let i18n = use_i18n();
        let submission = use_submission();
        let scopes = Resource::new(|| (), |()| admin_get_scopes());
        view! {
            <Title text=tu_string!(i18n, subscriptions.add)/>
            <AsyncView
                resource=scopes
                submission=submission.clone()
                show=move |scopes| view! { <Shown scopes submission=submission.clone()/> }
            />
        }
        .into_any()
    }
}

#[component]
fn Shown(scopes: ScopeChoices, submission: Submission) -> impl IntoView {
    let i18n = use_i18n();
    let ScopeChoices { tiers, apis } = scopes;
    // As the form's route reads them.
    let tiers = tiers.into_iter().map(|(product, tier, text)| (format!("tier:{tier}:{product}"), text));
    let apis = apis
        .into_iter()
        .map(|(slug, title)| (format!("api:{slug}"), tu_string!(i18n, subscriptions.one_api, name = title)));
    let all = ("all".to_owned(), tu_string!(i18n, subscriptions.all_apis).to_owned());
    let options: Vec<(String, String)> = tiers.chain(apis).chain([all]).collect();
    let first = options.first().map(|(value, _)| value.clone()).unwrap_or_default();
    let typed = |field: &str| RwSignal::new(submission.value(field).unwrap_or_default().to_owned());
    let complaint = |field: &str| Signal::stored(submission.complaint(field));
    let scope = RwSignal::new(submission.value("scope").map_or(first, str::to_owned));
    let (email, name, expires_at) = (typed("email"), typed("name"), typed("expires_at"));
    let complaints = (complaint("email"), complaint("name"), complaint("expires_at"), complaint("scope"));
    let label = move |field: &str| match field {
        "email" => tu_string!(i18n, identity.email).to_owned(),
        "name" => tu_string!(i18n, subscriptions.name).to_owned(),
        "expires_at" => tu_string!(i18n, subscriptions.expires).to_owned(),
        _ => tu_string!(i18n, subscriptions.scope).to_owned(),
    };
    let above = vec![(paths::ADMIN_SUBSCRIPTIONS.to_owned(), tu_string!(i18n, subscriptions.admin_title).to_owned())];
    view! {
        <Breadcrumb above/>
        <h1 class="text-2xl font-semibold">{t!(i18n, subscriptions.add)}</h1>
        <p class="mt-1 text-ink-muted">{t!(i18n, subscriptions.add_lead)}</p>
        <div class="mt-6 max-w-xl">
            <Refusal error=submission.error address=paths::ADMIN_NEW_SUBSCRIPTION.to_owned() label/>
            <form method="post" action=paths::ADMIN_NEW_SUBSCRIPTION novalidate=true class="grid gap-4">
                <TextField
                    name="email"
                    label=label("email")
                    value=email
                    complaint=complaints.0
                    hint=tu_string!(i18n, subscriptions.email_hint)
                    optional=true
                />
                <SelectField name="scope" label=label("scope") value=scope options complaint=complaints.3/>
                <TextField name="name" label=label("name") value=name complaint=complaints.1 optional=true/>
                <TextField
                    name="expires_at"
                    label=label("expires_at")
                    value=expires_at
                    complaint=complaints.2
                    hint=tu_string!(i18n, subscriptions.expires_hint)
                    kind="date"
                    optional=true
                />
                <div><button type="submit" class="button button-primary">{t!(i18n, subscriptions.add)}</button></div>
            </form>
        </div>
    }
}
