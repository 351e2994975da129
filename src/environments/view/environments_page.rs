//! `/account/environments`

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;
use leptos_router::{LazyRoute, lazy_route};

use super::complaints::Complaints;
use crate::environments::api::get_environments;
use crate::environments::model::Environment;
use crate::i18n::{t, tu_string, use_i18n};
use crate::kernel::Submission;
use crate::paths;
use crate::ui::async_view::AsyncView;
use crate::ui::field::TextField;
use crate::ui::submission::use_submission;

/// One's environments, and the form for a new one.
pub struct EnvironmentsPage;

#[lazy_route]
impl LazyRoute for EnvironmentsPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let i18n = use_i18n();
        let submission = use_submission();
        let environments = Resource::new(|| (), |()| get_environments());
        view! {
            <Title text=tu_string!(i18n, environments.title)/>
            <AsyncView
                resource=environments
                submission=submission.clone()
                show=move |environments| view! { <Shown environments submission=submission.clone()/> }
            />
        }
        .into_any()
    }
}

#[component]
fn Shown(environments: Vec<Environment>, submission: Submission) -> impl IntoView {
    let i18n = use_i18n();
    let rows = environments.into_iter().map(|environment| view! { <Row environment/> }).collect::<Vec<_>>();
    let typed = submission.value("name").unwrap_or_default().to_owned();
    let complaint = Signal::stored(submission.complaint("name"));
    view! {
        <div class="max-w-3xl">
            <h1 class="text-2xl font-semibold">{t!(i18n, environments.title)}</h1>
            <p class="mt-1 text-ink-muted">{t!(i18n, environments.lead, example = "{{name}}")}</p>
            <p class="mt-1 text-ink-muted">{t!(i18n, environments.private_lead)}</p>
            <div class="mt-6">
                {if rows.is_empty() {
                    view! { <p class="card p-6">{t!(i18n, environments.empty)}</p> }.into_any()
                } else {
                    view! { <ul class="card rows">{rows}</ul> }.into_any()
                }}
            </div>
            <h2 class="mt-8 text-xl font-semibold">{t!(i18n, environments.new_environment)}</h2>
            <div class="mt-3">
                <Complaints error=submission.error address=paths::ENVIRONMENTS rows=Vec::new()/>
                <form method="post" action=paths::ENVIRONMENTS novalidate=true class="grid gap-4">
                    <TextField
                        name="name"
                        label=tu_string!(i18n, environments.name)
                        value=RwSignal::new(typed)
                        complaint=complaint
                    />
                    <div>
                        <button type="submit" class="button button-primary">{t!(i18n, environments.add)}</button>
                    </div>
                </form>
            </div>
        </div>
    }
}

#[component]
fn Row(environment: Environment) -> impl IntoView {
    let i18n = use_i18n();
    let count = environment.variables.len();
    view! {
        <li class="relative flex flex-wrap items-baseline gap-3 px-4 py-3 hover:bg-surface-sunken">
            <A href=paths::environment(&environment.id) attr:class="card-link min-w-0 break-words font-medium">
                {environment.name}
            </A>
            <span class="ml-auto text-sm text-ink-muted">
                {if count == 1 {
                    t!(i18n, environments.one_variable).into_any()
                } else {
                    t!(i18n, environments.many_variables, count = count).into_any()
                }}
            </span>
        </li>
    }
}
