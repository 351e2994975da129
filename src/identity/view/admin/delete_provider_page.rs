//! `/admin/identity-providers/{provider}/delete`

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};

use crate::i18n::{t, tu_string, use_i18n};
use crate::identity::api::admin_get_provider;
use crate::identity::provider::ProviderDetails;
use crate::kernel::ApiError;
use crate::paths;
use crate::ui::async_view::AsyncView;
use crate::ui::delete_confirmation::DeleteConfirmation;
use crate::ui::submission::use_submission;

/// Says what goes with an OpenID provider and asks once.
pub struct DeleteProviderPage;

#[lazy_route]
impl LazyRoute for DeleteProviderPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let params = use_params_map();
        let error = use_submission().error;
        let details = Resource::new(
            move || params.with(|params| params.get("provider").unwrap_or_default()),
            |id| admin_get_provider(id, String::new()),
        );
        view! { <AsyncView resource=details show=move |details| view! { <Shown details error=error.clone()/> }/> }
            .into_any()
    }
}

#[component]
fn Shown(details: ProviderDetails, error: Option<ApiError>) -> impl IntoView {
    let i18n = use_i18n();
    let name = details.provider.map(|provider| provider.name).unwrap_or_default();
    let question = tu_string!(i18n, admin.delete_question, name = &name);
    view! {
        <Title text=question.clone()/>
        <DeleteConfirmation
            title=question
            action=paths::admin_delete_provider(&details.id)
            cancel=paths::admin_provider(&details.id)
            error
        >
            <p>{t!(i18n, providers.remove_loss)}</p>
            <p class="mt-3 text-ink-muted">{t!(i18n, admin.delete_final)}</p>
        </DeleteConfirmation>
    }
}
