//! `/account/environments/{environment}/delete`

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};

use crate::environments::api::get_environment;
use crate::environments::model::Environment;
use crate::i18n::{t, tu_string, use_i18n};
use crate::kernel::ApiError;
use crate::paths;
use crate::ui::async_view::AsyncView;
use crate::ui::message::error_text;
use crate::ui::submission::use_submission;

/// Says what goes with an environment and asks once.
pub struct DeleteEnvironmentPage;

#[lazy_route]
impl LazyRoute for DeleteEnvironmentPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let params = use_params_map();
        let error = use_submission().error;
        let environment =
            Resource::new(move || params.with(|params| params.get("environment").unwrap_or_default()), get_environment);
        view! {
            <AsyncView
                resource=environment
                show=move |environment| view! { <Shown environment error=error.clone()/> }
            />
        }
        .into_any()
    }
}

#[component]
fn Shown(environment: Environment, error: Option<ApiError>) -> impl IntoView {
    let i18n = use_i18n();
    let question = tu_string!(i18n, admin.delete_question, name = environment.name);
    let names = environment.variables.iter().map(|variable| variable.name.as_str()).collect::<Vec<_>>().join(", ");
    view! {
        <Title text=question.clone()/>
        <div class="max-w-2xl">
            <h1 class="break-words text-2xl font-semibold">{question}</h1>
            {error.map(|error| view! { <p role="alert" class="mt-4 text-danger">{error_text(i18n, &error)}</p> })}
            <p class="mt-4 break-words">
                {if names.is_empty() {
                    t!(i18n, environments.delete_empty).into_any()
                } else {
                    t!(i18n, environments.delete_loss, names = names).into_any()
                }}
            </p>
            <p class="mt-3 text-ink-muted">{t!(i18n, admin.delete_final)}</p>
            <form method="post" action=paths::delete_environment(&environment.id) class="mt-6 flex items-center gap-3">
                <button type="submit" class="button button-danger">{t!(i18n, common.delete)}</button>
                <A href=paths::environment(&environment.id) attr:class="button button-quiet">{t!(i18n, common.cancel)}</A>
            </form>
        </div>
    }
}
