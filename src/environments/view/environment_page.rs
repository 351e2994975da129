//! `/account/environments/{environment}`

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};

use super::environment_form::EnvironmentForm;
use crate::catalog::view::Breadcrumb;
use crate::environments::api::get_environment;
use crate::environments::draft::EnvironmentDraft;
use crate::environments::model::Environment;
use crate::i18n::{t, tu_string, use_i18n};
use crate::kernel::Submission;
use crate::paths;
use crate::ui::async_view::AsyncView;
use crate::ui::submission::use_submission;

/// An environment's form.
pub struct EnvironmentPage;

#[lazy_route]
impl LazyRoute for EnvironmentPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let params = use_params_map();
        let submission = use_submission();
        let environment =
            Resource::new(move || params.with(|params| params.get("environment").unwrap_or_default()), get_environment);
        view! {
            <AsyncView
                resource=environment
                submission=submission.clone()
                show=move |environment| view! { <Shown environment submission=submission.clone()/> }
            />
        }
        .into_any()
    }
}

#[component]
fn Shown(environment: Environment, submission: Submission) -> impl IntoView {
    let i18n = use_i18n();
    let above = vec![(paths::ENVIRONMENTS.to_owned(), tu_string!(i18n, environments.title).to_owned())];
    let draft = draft_of(&environment, &submission);
    let title = environment.name;
    view! {
        <Title text=title.clone()/>
        <div class="max-w-3xl">
            <Breadcrumb above/>
            <div class="flex flex-wrap items-center gap-3">
                <h1 class="min-w-0 break-words text-2xl font-semibold">{title}</h1>
                <A href=paths::delete_environment(&environment.id) attr:class="button button-danger ml-auto">
                    {t!(i18n, environments.delete)}
                </A>
            </div>
            <div class="mt-6">
                <EnvironmentForm draft submission action=paths::environment(&environment.id)/>
            </div>
        </div>
    }
}

/// What the form shows: the environment, or what was typed when it came back.
fn draft_of(environment: &Environment, submission: &Submission) -> EnvironmentDraft {
    let told = |typed, saved: EnvironmentDraft| EnvironmentDraft { revision: saved.revision, ..typed };
    submission.shown(
        EnvironmentDraft::from(environment),
        |pairs| EnvironmentDraft::from_pairs(pairs).recall(environment),
        told,
    )
}
