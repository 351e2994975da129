//! The page of an operation: what it does, and the console to try it.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;

use super::breadcrumb::Breadcrumb;
use super::older_notice::OlderNotice;
use crate::catalog::api::{get_operation, get_operation_documentation};
use crate::catalog::model::OperationDetails;
use crate::console::view::Console;
use crate::i18n::{t, tu_string, use_i18n};
use crate::paths;
use crate::ui::async_view::AsyncView;
use crate::ui::browser;
use crate::ui::rendered::{Rendered, RenderedResource, rendered};
use crate::ui::template_text::TemplateText;
use crate::ui::verb::Verb;

/// The id of the console's place on the page.
const CONSOLE: &str = "try-it";

/// Documentation and console, side by side on wide screens.
#[component]
pub fn OperationPage() -> impl IntoView {
    let params = use_params_map();
    let slugs = Memo::new(move |_| {
        params.with(|params| (params.get("api").unwrap_or_default(), params.get("operation").unwrap_or_default()))
    });
    let details = Resource::new(move || slugs.get(), |(api, operation)| get_operation(api, operation));
    let locale = use_i18n().get_locale_untracked();
    let documentation =
        rendered(move || slugs.get(), move |(api, operation)| get_operation_documentation(api, operation, locale));
    view! { <AsyncView resource=details show=move |details| view! { <Shown details documentation/> }/> }
}

#[component]
fn Shown(details: OperationDetails, documentation: RenderedResource) -> impl IntoView {
    let i18n = use_i18n();
    let api = &details.api;
    let operation = &details.operation;
    let above = vec![
        (paths::APIS.to_owned(), tu_string!(i18n, catalog.apis).to_owned()),
        (paths::api(&api.address), api.title.clone()),
    ];
    let older = api.older_revision;
    let notice = older.map(|number| view! { <OlderNotice slug=api.slug.clone() number/> });
    let edit = paths::admin_operation(&api.slug, &operation.slug);
    let try_it = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        browser::focus_first_field(CONSOLE);
    };
    view! {
        <Title text=operation.display_name.clone()/>
        <Breadcrumb above/>
        {notice}
        <div class="flex flex-wrap items-center gap-3">
            <h1 class="min-w-0 break-words text-2xl font-semibold">{operation.display_name.clone()}</h1>
            {(!api.published).then(|| view! { <span class="badge badge-warning">{t!(i18n, catalog.draft)}</span> })}
            <div class="ml-auto flex gap-2">
                {(api.may_change && older.is_none()).then(|| view! {
                    <A href=edit attr:class="button">{t!(i18n, catalog.edit_operation)}</A>
                })}
                {older.is_none().then(|| view! {
                    <a href=format!("#{CONSOLE}") class="button button-primary" on:click=try_it>{t!(i18n, catalog.try_it)}</a>
                })}
            </div>
        </div>
        <p class="mt-2 flex items-baseline gap-2">
            <Verb verb=operation.verb.clone()/>
            <span class="min-w-0"><TemplateText template=operation.url_template.clone()/></span>
        </p>
        <div class="mt-6 grid gap-8 xl:grid-cols-2">
            <Rendered html=documentation class="flex min-w-0 flex-col gap-8"/>
            {older.is_none().then(|| view! {
                <section id=CONSOLE class="min-w-0 scroll-mt-4" aria-labelledby="try-it-title">
                    <h2 id="try-it-title" class="text-lg font-semibold">{t!(i18n, catalog.try_it)}</h2>
                    <div class="mt-3"><Console details/></div>
                </section>
            })}
        </div>
    }
}
