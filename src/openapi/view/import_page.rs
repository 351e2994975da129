//! The page on which a document becomes a new API.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{LazyRoute, lazy_route};

use super::import_form::ImportForm;
use crate::catalog::api::admin_permit;
use crate::catalog::view::Breadcrumb;
use crate::i18n::{t, tu_string, use_i18n};
use crate::paths;
use crate::ui::async_view::AsyncView;
use crate::ui::submission::use_submission;

/// A document into a new API.
pub struct ImportPage;

#[lazy_route]
impl LazyRoute for ImportPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let i18n = use_i18n();
        let submission = use_submission();
        let permit = Resource::new(|| (), |()| admin_permit());
        let above = vec![(paths::ADMIN.to_owned(), tu_string!(i18n, admin.apis).to_owned())];
        view! {
            <Title text=tu_string!(i18n, import.title)/>
            <AsyncView
                resource=permit
                show=move |()| {
                    let (above, submission) = (above.clone(), submission.clone());
                    view! {
                        <Breadcrumb above/>
                        <h1 class="text-2xl font-semibold">{t!(i18n, import.title)}</h1>
                        <p class="mt-1 text-ink-muted">{t!(i18n, import.lead)}</p>
                        <div class="mt-6 max-w-3xl"><ImportForm action=paths::ADMIN_IMPORT submission is_new=true/></div>
                    }
                }
            />
        }
        .into_any()
    }
}
