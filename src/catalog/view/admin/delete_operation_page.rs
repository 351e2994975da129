//! The page that asks before an operation is deleted.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};

use crate::catalog::api::admin_get_operation;
use crate::catalog::model::{Api, Operation};
use crate::i18n::{t, tu_string, use_i18n};
use crate::kernel::ApiError;
use crate::paths;
use crate::ui::async_view::AsyncView;
use crate::ui::delete_confirmation::DeleteConfirmation;
use crate::ui::submission::use_submission;
use crate::ui::template_text::TemplateText;
use crate::ui::verb::Verb;

/// Says which operation goes and asks once.
pub struct DeleteOperationPage;

#[lazy_route]
impl LazyRoute for DeleteOperationPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let params = use_params_map();
        let error = use_submission().error;
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
                show=move |(api, operation)| view! { <Shown api operation error=error.clone()/> }
            />
        }
        .into_any()
    }
}

#[component]
fn Shown(api: Api, operation: Operation, error: Option<ApiError>) -> impl IntoView {
    let i18n = use_i18n();
    let input = operation.input;
    let question = tu_string!(i18n, admin.delete_question, name = input.display_name);
    view! {
        <Title text=question.clone()/>
        <DeleteConfirmation
            title=question
            action=paths::admin_delete_operation(&api.input.slug, &input.slug)
            cancel=paths::admin_api(&api.input.slug)
            error
        >
            <p class="flex flex-wrap items-baseline gap-2">
                <Verb verb=input.verb/>
                <TemplateText template=input.url_template/>
            </p>
            <p class="mt-3">{t!(i18n, admin.delete_operation_loss, api = api.title().to_owned())}</p>
            <p class="mt-3 text-ink-muted">{t!(i18n, admin.delete_final)}</p>
        </DeleteConfirmation>
    }
}
