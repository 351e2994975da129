//! The publisher's page of an operation.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};

use super::operation_form::OperationForm;
use crate::catalog::api::admin_get_operation;
use crate::catalog::draft::OperationDraft;
use crate::catalog::model::{Api, Operation};
use crate::catalog::view::Breadcrumb;
use crate::i18n::{t, tu_string, use_i18n};
use crate::kernel::Submission;
use crate::paths;
use crate::policies::view::EffectivePolicies;
use crate::ui::async_view::AsyncView;
use crate::ui::submission::use_submission;

/// An operation's form.
pub struct AdminOperationPage;

#[lazy_route]
impl LazyRoute for AdminOperationPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let params = use_params_map();
        let submission = use_submission();
        let data = Resource::new(
            move || {
                params
                    .with(|params| (params.get("api").unwrap_or_default(), params.get("operation").unwrap_or_default()))
            },
            |(api, operation)| admin_get_operation(api, operation),
        );
        view! {
            <AsyncView
                resource=data
                submission=submission.clone()
                show=move |(api, operation)| view! { <Shown api operation submission=submission.clone()/> }
            />
        }
        .into_any()
    }
}

#[component]
fn Shown(api: Api, operation: Operation, submission: Submission) -> impl IntoView {
    let i18n = use_i18n();
    let title = operation.input.display_name.clone();
    let slug = operation.input.slug.clone();
    let api_slug = api.input.slug.clone();
    let above = vec![
        (paths::ADMIN.to_owned(), tu_string!(i18n, admin.apis).to_owned()),
        (paths::admin_api(&api_slug), api.title().to_owned()),
    ];
    view! {
        <Title text=title.clone()/>
        <Breadcrumb above/>
        <div class="flex flex-wrap items-center gap-3">
            <h1 class="min-w-0 break-words text-2xl font-semibold">{title}</h1>
            <div class="ml-auto flex flex-wrap items-center gap-2">
                <A href=paths::operation(&api_slug, &slug) attr:class="button button-quiet">
                    {t!(i18n, admin.see_operation)}
                </A>
                <A href=paths::admin_delete_operation(&api_slug, &slug) attr:class="button button-danger">
                    {t!(i18n, admin.delete_operation)}
                </A>
            </div>
        </div>
        <div class="mt-6">
            <OperationForm
                draft=draft_of(&operation, &submission)
                submission
                action=paths::admin_operation(&api_slug, &slug)
                cancel=paths::admin_api(&api_slug)
            />
        </div>
        <EffectivePolicies api=api_slug operation=slug/>
    }
}

/// What the form shows: the operation, or what was typed when it came back.
fn draft_of(operation: &Operation, submission: &Submission) -> OperationDraft {
    let told = |typed, saved: OperationDraft| OperationDraft { revision: saved.revision, ..typed };
    submission.shown(OperationDraft::from(operation), OperationDraft::from_pairs, told)
}
