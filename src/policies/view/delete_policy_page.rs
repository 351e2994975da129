//! `/admin/…/policies/{policy}/delete`

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{LazyRoute, lazy_route};

use super::scope_of_page::{list_of, use_scope};
use super::texts;
use crate::i18n::{t, tu_string, use_i18n};
use crate::kernel::ApiError;
use crate::paths;
use crate::policies::api::admin_get_policy;
use crate::policies::model::{PolicyFormData, ScopeAddress};
use crate::ui::async_view::AsyncView;
use crate::ui::delete_confirmation::DeleteConfirmation;
use crate::ui::submission::use_submission;

/// Says what goes with a policy and asks once.
pub struct DeletePolicyPage;

#[lazy_route]
impl LazyRoute for DeletePolicyPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let scope = use_scope();
        let error = use_submission().error;
        let data = Resource::new(
            move || scope.get(),
            |(ScopeAddress { product, api, operation }, policy)| admin_get_policy(product, api, operation, policy),
        );
        view! { <AsyncView resource=data show=move |data| view! { <Shown data error=error.clone()/> }/> }.into_any()
    }
}

#[component]
fn Shown(data: PolicyFormData, error: Option<ApiError>) -> impl IntoView {
    let i18n = use_i18n();
    let Some(placed) = data.placed else { return ().into_any() };
    let list = list_of(&data.names.address);
    let question = tu_string!(i18n, admin.delete_question, name = placed.policy.kind().as_str());
    view! {
        <Title text=question.clone()/>
        <DeleteConfirmation
            title=question
            action=paths::admin_delete_policy(&list, &placed.id)
            cancel=paths::admin_policy(&list, &placed.id)
            error
        >
            <p>{t!(i18n, policies.remove_loss)}</p>
            <p class="mt-3 wrap-anywhere text-sm text-ink-muted">{texts::summary(i18n, &placed)}</p>
            <p class="mt-3 text-ink-muted">{t!(i18n, admin.delete_final)}</p>
        </DeleteConfirmation>
    }
    .into_any()
}
