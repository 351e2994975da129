//! `/apis/{api}/recipes/{recipe}`

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};

use super::runner::runner;
use super::samples::Samples;
use super::steps::Steps;
use crate::catalog::view::Breadcrumb;
use crate::i18n::{t, tu_string, use_i18n};
use crate::paths;
use crate::recipes::api::get_recipe;
use crate::recipes::page::RecipeDetails;
use crate::ui::async_view::AsyncView;

/// What a recipe does, its program, and the means to run it.
pub struct RecipePage;

#[lazy_route]
impl LazyRoute for RecipePage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let params = use_params_map();
        let slugs = Memo::new(move |_| {
            params.with(|params| (params.get("api").unwrap_or_default(), params.get("recipe").unwrap_or_default()))
        });
        let details = Resource::new(move || slugs.get(), |(api, recipe)| get_recipe(api, recipe));
        view! { <AsyncView resource=details show=move |details| view! { <Shown details/> }/> }.into_any()
    }
}

#[component]
fn Shown(details: RecipeDetails) -> impl IntoView {
    let i18n = use_i18n();
    let (api, slug, title) = (details.api.clone(), details.recipe.name.clone(), details.recipe.title.clone());
    let above = vec![
        (paths::APIS.to_owned(), tu_string!(i18n, catalog.apis).to_owned()),
        (paths::api(&api), details.api_title.clone()),
    ];
    let is_whole = details.is_whole();
    let is_ready = RwSignal::new(false);
    Effect::new(move |_| is_ready.set(true));
    let run = StoredValue::new(details.clone());
    view! {
        <Title text=title.clone()/>
        <Breadcrumb above/>
        <div class="flex flex-wrap items-center gap-3">
            <h1 class="min-w-0 break-words text-2xl font-semibold">{title}</h1>
            {(!details.published).then(|| view! { <span class="badge badge-warning">{t!(i18n, catalog.draft)}</span> })}
            {details.may_change.then(|| view! {
                <div class="ml-auto flex flex-wrap gap-2">
                    <A href=paths::admin_recipe(&api, &slug) attr:class="button">{t!(i18n, recipes.edit)}</A>
                    <A href=paths::admin_delete_recipe(&api, &slug) attr:class="button button-danger">{t!(i18n, recipes.delete)}</A>
                </div>
            })}
        </div>
        <div class="prose mt-2 max-w-3xl empty:hidden" inner_html=details.description.clone()></div>
        {(!is_whole).then(|| view! {
            <p class="mt-4 rounded bg-warning-soft px-3 py-2 text-sm">{t!(i18n, recipes.not_whole)}</p>
        })}
        <div class="mt-6 grid gap-8 xl:grid-cols-2">
            <div class="flex min-w-0 flex-col gap-8">
                <Steps details=details.clone()/>
                <p class="flex flex-wrap gap-2">
                    <a href=paths::arazzo(&api, &slug, "json") rel="external" class="button">{t!(i18n, recipes.arazzo_json)}</a>
                    <a href=paths::arazzo(&api, &slug, "yaml") rel="external" class="button">{t!(i18n, recipes.arazzo_yaml)}</a>
                </p>
            </div>
            <div class="flex min-w-0 flex-col gap-8">
                {is_whole.then(|| view! {
                    <section aria-labelledby="run" class="min-w-0">
                        <h2 id="run" class="text-lg font-semibold">{t!(i18n, recipes.run_title)}</h2>
                        <noscript>
                            <p class="mt-3 rounded border border-line bg-warning-soft px-3 py-2 text-sm">
                                {t!(i18n, recipes.needs_javascript)}
                            </p>
                        </noscript>
                        {move || is_ready.get().then(|| Suspend::new(runner(run.get_value())))}
                    </section>
                    <Samples samples=details.samples/>
                })}
            </div>
        </div>
    }
}
