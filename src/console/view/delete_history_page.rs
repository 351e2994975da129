//! `/account/history/delete`

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{LazyRoute, lazy_route};

use crate::console::api::list_history;
use crate::i18n::{t, tu_string, use_i18n};
use crate::kernel::ApiError;
use crate::paths;
use crate::ui::async_view::AsyncView;
use crate::ui::delete_confirmation::DeleteConfirmation;
use crate::ui::submission::use_submission;

/// Asks before all calls are deleted.
pub struct DeleteHistoryPage;

#[lazy_route]
impl LazyRoute for DeleteHistoryPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let error = use_submission().error;
        let calls = Resource::new(|| (), |()| async move { Ok(list_history(String::new(), 1).await?.page.total) });
        view! { <AsyncView resource=calls show=move |total| view! { <Shown total error=error.clone()/> }/> }.into_any()
    }
}

#[component]
fn Shown(total: u64, error: Option<ApiError>) -> impl IntoView {
    let i18n = use_i18n();
    let question = tu_string!(i18n, history.delete_question);
    view! {
        <Title text=question/>
        <DeleteConfirmation title=question action=paths::DELETE_HISTORY cancel=paths::HISTORY error>
            <p>
                {match total {
                    1 => t!(i18n, history.delete_one).into_any(),
                    count => t!(i18n, history.delete_many, count = count).into_any(),
                }}
            </p>
            <p class="mt-3 text-ink-muted">{t!(i18n, admin.delete_final)}</p>
        </DeleteConfirmation>
    }
}
