//! `/admin/groups/{group}/delete`

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};

use crate::i18n::{t, tu_string, use_i18n};
use crate::identity::api::admin_get_group;
use crate::identity::model::{Group, GroupDetails};
use crate::kernel::ApiError;
use crate::paths;
use crate::ui::async_view::AsyncView;
use crate::ui::delete_confirmation::DeleteConfirmation;
use crate::ui::submission::use_submission;

/// Says what goes with a group and asks once.
pub struct DeleteGroupPage;

#[lazy_route]
impl LazyRoute for DeleteGroupPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let params = use_params_map();
        let error = use_submission().error;
        let group = Resource::new(
            move || params.with(|params| params.get("group").unwrap_or_default()),
            |id| admin_get_group(id, 1),
        );
        let show = move |GroupDetails { group, .. }| view! { <Shown group error=error.clone()/> };
        view! { <AsyncView resource=group show/> }.into_any()
    }
}

#[component]
fn Shown(group: Group, error: Option<ApiError>) -> impl IntoView {
    let i18n = use_i18n();
    let question = tu_string!(i18n, admin.delete_question, name = &group.name);
    let count = group.members;
    view! {
        <Title text=question.clone()/>
        <DeleteConfirmation
            title=question
            action=paths::admin_delete_group(&group.id)
            cancel=paths::admin_group(&group.id)
            error
        >
            <p>{t!(i18n, groups.delete_loss, count = count)}</p>
            <p class="mt-3 text-ink-muted">{t!(i18n, admin.delete_final)}</p>
        </DeleteConfirmation>
    }
}
