//! The page for a new API.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{LazyRoute, lazy_route};

use super::api_form::ApiForm;
use crate::catalog::draft::ApiDraft;
use crate::catalog::view::Breadcrumb;
use crate::i18n::{t, tu_string, use_i18n};
use crate::identity::api::admin_list_groups;
use crate::identity::model::Group;
use crate::kernel::Submission;
use crate::paths;
use crate::products::api::admin_products_of;
use crate::products::model::ProductSummary;
use crate::ui::async_view::AsyncView;
use crate::ui::submission::use_submission;

/// The form of an API that is not there yet.
pub struct NewApiPage;

#[lazy_route]
impl LazyRoute for NewApiPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let i18n = use_i18n();
        let submission = use_submission();
        let groups = Resource::new(
            || (),
            |()| async { Ok((admin_list_groups().await?, admin_products_of(String::new()).await?)) },
        );
        view! {
            <Title text=tu_string!(i18n, admin.new_api)/>
            <AsyncView
                resource=groups
                submission=submission.clone()
                show=move |(groups, products)| view! { <Shown groups products submission=submission.clone()/> }
            />
        }
        .into_any()
    }
}

#[component]
fn Shown(groups: Vec<Group>, products: Vec<(ProductSummary, bool)>, submission: Submission) -> impl IntoView {
    let i18n = use_i18n();
    let draft = if submission.values.is_empty() { ApiDraft::new() } else { ApiDraft::from_pairs(&submission.values) };
    let above = vec![(paths::ADMIN.to_owned(), tu_string!(i18n, admin.apis).to_owned())];
    view! {
        <Breadcrumb above/>
        <h1 class="text-2xl font-semibold">{t!(i18n, admin.new_api)}</h1>
        <p class="mt-1 text-ink-muted">{t!(i18n, admin.new_api_lead)}</p>
        <div class="mt-6 max-w-3xl">
            <ApiForm draft submission action=paths::ADMIN_NEW_API has_servers=true groups products/>
        </div>
    }
}
