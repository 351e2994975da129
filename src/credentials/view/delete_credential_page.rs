//! `/admin/apis/{api}/credential/delete`

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};

use super::texts;
use crate::credentials::api::admin_get_credential;
use crate::credentials::model::CredentialShown;
use crate::i18n::{t, tu_string, use_i18n};
use crate::kernel::ApiError;
use crate::paths;
use crate::ui::async_view::AsyncView;
use crate::ui::delete_confirmation::DeleteConfirmation;
use crate::ui::submission::use_submission;

/// Says what goes with a credential and asks once.
pub struct DeleteCredentialPage;

#[lazy_route]
impl LazyRoute for DeleteCredentialPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let params = use_params_map();
        let error = use_submission().error;
        let data = Resource::new(
            move || params.with(|params| params.get("api").unwrap_or_default()),
            |api| admin_get_credential(api, true),
        );
        view! { <AsyncView resource=data show=move |shown| view! { <Shown shown error=error.clone()/> }/> }.into_any()
    }
}

#[component]
fn Shown(shown: CredentialShown, error: Option<ApiError>) -> impl IntoView {
    let i18n = use_i18n();
    let question = tu_string!(i18n, credentials.remove_question, name = shown.title.as_str());
    let told = shown.credential.map(|credential| texts::way(i18n, &credential.way));
    view! {
        <Title text=question.clone()/>
        <DeleteConfirmation
            title=question
            action=paths::admin_delete_credential(&shown.api)
            cancel=paths::admin_credential(&shown.api)
            error
        >
            <p>{t!(i18n, credentials.remove_loss)}</p>
            <p class="mt-3 wrap-anywhere text-sm text-ink-muted">{told}</p>
            <p class="mt-3 text-ink-muted">{t!(i18n, admin.delete_final)}</p>
        </DeleteConfirmation>
    }
}
