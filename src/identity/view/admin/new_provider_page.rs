//! `/admin/identity-providers/new`

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;
use leptos_router::{LazyRoute, lazy_route};

use super::provider_form::ProviderForm;
use crate::i18n::{t, tu_string, use_i18n};
use crate::identity::api::admin_new_provider;
use crate::identity::provider::ProviderDetails;
use crate::identity::provider_draft::ProviderDraft;
use crate::kernel::Submission;
use crate::paths;
use crate::ui::async_view::AsyncView;
use crate::ui::submission::use_submission;

/// The form for a new OpenID provider.
pub struct NewProviderPage;

#[lazy_route]
impl LazyRoute for NewProviderPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let submission = use_submission();
        let id = submission.value("id").unwrap_or_default().to_owned();
        let details = Resource::new(move || id.clone(), admin_new_provider);
        view! {
            <AsyncView
                resource=details
                submission=submission.clone()
                show=move |details| view! { <Shown details submission=submission.clone()/> }
            />
        }
        .into_any()
    }
}

#[component]
fn Shown(details: ProviderDetails, submission: Submission) -> impl IntoView {
    let i18n = use_i18n();
    let draft =
        submission.shown(ProviderDraft::fresh(details.id.as_str()), ProviderDraft::from_pairs, |typed, _| typed);
    view! {
        <Title text=tu_string!(i18n, providers.add_new)/>
        <div class="max-w-3xl">
            <p class="text-sm"><A href=paths::ADMIN_PROVIDERS attr:class="link">{t!(i18n, providers.title)}</A></p>
            <h1 class="mt-1 text-2xl font-semibold">{t!(i18n, providers.add_new)}</h1>
            <div class="mt-6">
                <ProviderForm draft details submission action=paths::ADMIN_NEW_PROVIDER/>
            </div>
        </div>
    }
}
