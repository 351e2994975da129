//! `/admin/…/policies/{policy}`

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;
use leptos_router::{LazyRoute, lazy_route};

use super::heading::Above;
use super::policy_form::PolicyForm;
use super::scope_of_page::{list_of, use_scope};
use crate::i18n::{t, use_i18n};
use crate::kernel::Submission;
use crate::paths;
use crate::policies::api::admin_get_policy;
use crate::policies::draft::PolicyDraft;
use crate::policies::model::{PolicyFormData, ScopeAddress};
use crate::ui::async_view::AsyncView;
use crate::ui::submission::use_submission;

/// A policy's form.
pub struct PolicyPage;

#[lazy_route]
impl LazyRoute for PolicyPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let scope = use_scope();
        let submission = use_submission();
        let data = Resource::new(
            move || scope.get(),
            |(ScopeAddress { product, api, operation }, policy)| admin_get_policy(product, api, operation, policy),
        );
        view! {
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
fn Shown(data: PolicyFormData, submission: Submission) -> impl IntoView {
    let i18n = use_i18n();
    let Some(placed) = data.placed else { return ().into_any() };
    let list = list_of(&data.names.address);
    let saved = PolicyDraft::of(&placed, data.revision);
    let told = |typed, saved: PolicyDraft| PolicyDraft { revision: saved.revision, ..typed };
    let typed = |pairs: &[(String, String)]| PolicyDraft::from_pairs(pairs).unwrap_or_else(|| saved.clone());
    let draft = submission.shown(saved.clone(), typed, told);
    let title = placed.policy.kind().as_str();
    view! {
        <Title text=title/>
        <Above names=data.names.clone() below=true/>
        <div class="max-w-3xl">
            <div class="flex flex-wrap items-center gap-3">
                <h1 class="min-w-0 break-words text-2xl font-semibold"><code>{title}</code></h1>
                <A href=paths::admin_delete_policy(&list, &placed.id) attr:class="button button-danger ml-auto">
                    {t!(i18n, policies.remove)}
                </A>
            </div>
            <div class="mt-3">
                <PolicyForm draft submission action=paths::admin_policy(&list, &placed.id) list/>
            </div>
        </div>
    }
    .into_any()
}
