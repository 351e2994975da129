//! Where a page stands.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::i18n::{tu_string, use_i18n};

/// The pages above this one, as links: address and text, outermost first.
#[component]
pub fn Breadcrumb(
    /// Address and text of each.
    above: Vec<(String, String)>,
) -> impl IntoView {
    let i18n = use_i18n();
    let links = above
        .into_iter()
        .enumerate()
        .map(|(depth, (href, text))| {
            view! {
                <li class="flex items-center gap-2">
                    {(depth > 0).then(|| view! { <span aria-hidden="true">"/"</span> })}
                    <A href=href exact=true attr:class="hover:text-ink hover:underline">{text}</A>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav aria-label=move || tu_string!(i18n, common.breadcrumb) class="mb-3 text-sm text-ink-muted">
            <ol class="flex flex-wrap gap-2">{links}</ol>
        </nav>
    }
}
