//! The page that asks before an API is deleted.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};

use crate::catalog::api::{AdminApi, admin_get_api};
use crate::i18n::{t, tu_string, use_i18n};
use crate::kernel::ApiError;
use crate::paths;
use crate::ui::async_view::AsyncView;
use crate::ui::delete_confirmation::DeleteConfirmation;
use crate::ui::submission::use_submission;

/// Says what goes with an API and asks once.
pub struct DeleteApiPage;

#[lazy_route]
impl LazyRoute for DeleteApiPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let params = use_params_map();
        let error = use_submission().error;
        let data = Resource::new(
            move || params.with(|params| params.get("api").unwrap_or_default()),
            |slug| admin_get_api(slug, String::new(), 1),
        );
        view! { <AsyncView resource=data show=move |admin| view! { <Shown admin error=error.clone()/> }/> }.into_any()
    }
}

#[component]
fn Shown(admin: AdminApi, error: Option<ApiError>) -> impl IntoView {
    let i18n = use_i18n();
    let AdminApi { api, operations, .. } = admin;
    let slug = api.input.slug.clone();
    let question = tu_string!(i18n, admin.delete_question, name = api.title());
    let listed = u64::try_from(operations.items.len()).unwrap_or(u64::MAX);
    let more = operations.total.saturating_sub(listed);
    let names =
        operations.items.into_iter().map(|operation| view! { <li>{operation.display_name}</li> }).collect_view();
    view! {
        <Title text=question.clone()/>
        <DeleteConfirmation
            title=question
            action=paths::admin_delete_api(&slug)
            cancel=paths::admin_api(&slug)
            error
        >
            {match operations.total {
                0 => view! { <p>{t!(i18n, admin.delete_api_empty)}</p> }.into_any(),
                1 => view! { <p>{t!(i18n, admin.delete_api_one)}</p> }.into_any(),
                count => view! { <p>{t!(i18n, admin.delete_api_many, count = count)}</p> }.into_any(),
            }}
            <ul class="mt-3 list-disc pl-5 empty:hidden">{names}</ul>
            {(more > 0).then(|| view! { <p class="mt-2 text-ink-muted">{t!(i18n, admin.and_more, count = more)}</p> })}
            <p class="mt-3 text-ink-muted">{t!(i18n, admin.delete_final)}</p>
        </DeleteConfirmation>
    }
}
