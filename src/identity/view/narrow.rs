//! What the forms of accounts stand in.

use leptos::prelude::*;
use leptos_meta::Title;

/// A narrow column with a heading, which is the page's title, too.
#[component]
pub(super) fn Narrow(
    /// The heading.
    #[prop(into)]
    title: String,
    /// What stands below it.
    children: Children,
) -> impl IntoView {
    view! {
        <Title text=title.clone()/>
        <section class="mx-auto max-w-sm py-16">
            <h1 class="text-2xl font-semibold">{title}</h1>
            <div class="mt-6">{children()}</div>
        </section>
    }
}
