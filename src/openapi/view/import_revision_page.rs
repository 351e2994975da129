//! The page on which a document becomes a new revision of an API.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};

use super::import_form::ImportForm;
use crate::catalog::api::admin_get_api;
use crate::catalog::view::Breadcrumb;
use crate::i18n::{t, tu_string, use_i18n};
use crate::paths;
use crate::ui::async_view::AsyncView;
use crate::ui::submission::use_submission;

/// A document into a new revision. What it changes is shown before it is done.
pub struct ImportRevisionPage;

#[lazy_route]
impl LazyRoute for ImportRevisionPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let i18n = use_i18n();
        let params = use_params_map();
        let submission = use_submission();
        let api = Resource::new(
            move || params.with(|params| params.get("api").unwrap_or_default()),
            |slug| async move { Ok(admin_get_api(slug, String::new(), 1).await?.api) },
        );
        view! {
            <Title text=tu_string!(i18n, import.revision_title)/>
            <AsyncView
                resource=api
                show=move |api| {
                    let submission = submission.clone();
                    let slug = api.input.slug.clone();
                    let above = vec![
                        (paths::ADMIN.to_owned(), tu_string!(i18n, admin.apis).to_owned()),
                        (paths::admin_api(&slug), api.title().to_owned()),
                    ];
                    view! {
                        <Breadcrumb above/>
                        <h1 class="text-2xl font-semibold">{t!(i18n, import.revision_title)}</h1>
                        <p class="mt-1 text-ink-muted">{t!(i18n, import.revision_lead)}</p>
                        <div class="mt-6 max-w-3xl">
                            <ImportForm action=paths::admin_import_revision(&slug) submission is_new=false/>
                        </div>
                    }
                }
            />
        }
        .into_any()
    }
}
