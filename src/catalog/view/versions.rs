//! The versions of an API.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::catalog::model::ApiVersion;
use crate::i18n::{t, tu_string, use_i18n};
use crate::paths;

/// All versions as links, the one at hand marked.
#[component]
pub(super) fn Versions(
    /// The versions.
    versions: Vec<ApiVersion>,
    /// The slug of the one at hand.
    #[prop(into)]
    here: String,
) -> impl IntoView {
    let i18n = use_i18n();
    let links = versions
        .into_iter()
        .map(|ApiVersion { slug, version, published }| {
            let current = (slug == here).then_some("page");
            let text = if version.is_empty() { tu_string!(i18n, catalog.original_version).to_owned() } else { version };
            view! {
                <li class="flex items-center gap-1">
                    <A href=paths::api(&slug) attr:class="badge hover:underline" attr:aria-current=current>{text}</A>
                    {(!published).then(|| view! { <span class="badge badge-warning">{t!(i18n, catalog.draft)}</span> })}
                </li>
            }
        })
        .collect_view();
    view! {
        <nav aria-label=tu_string!(i18n, catalog.versions) class="versions">
            <ul class="flex flex-wrap gap-2">{links}</ul>
        </nav>
    }
}
