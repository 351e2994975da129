//! The recipes of an API, on its page.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::i18n::{t, use_i18n};
use crate::kernel::ApiError;
use crate::paths;
use crate::recipes::page::RecipeSummary;

/// The recipes that the caller may see.
pub type RecipesResource = Resource<Result<Vec<RecipeSummary>, ApiError>>;

/// The list; nothing for readers of an API without any.
#[component]
pub fn RecipeList(
    /// The API's part of portal addresses.
    api: String,
    /// The recipes.
    recipes: RecipesResource,
    /// Whether whoever reads may write some.
    is_publisher: bool,
) -> impl IntoView {
    view! {
        <Transition>
            {move || {
                let api = api.clone();
                Suspend::new(async move {
                    // The operations are what people came for: without the list the page is as good.
                    let recipes = recipes.await.unwrap_or_default();
                    (is_publisher || !recipes.is_empty()).then(|| view! { <Shown api recipes is_publisher/> })
                })
            }}
        </Transition>
    }
}

#[component]
fn Shown(api: String, recipes: Vec<RecipeSummary>, is_publisher: bool) -> impl IntoView {
    let i18n = use_i18n();
    let is_empty = recipes.is_empty();
    let rows = recipes
        .into_iter()
        .map(|recipe| {
            view! {
                <li class="relative px-4 py-3 hover:bg-surface-sunken">
                    <p class="flex flex-wrap items-baseline gap-3">
                        <A href=paths::recipe(&api, &recipe.slug) attr:class="card-link min-w-0 break-words font-medium">
                            {recipe.title}
                        </A>
                        {(!recipe.published).then(|| view! { <span class="badge badge-warning">{t!(i18n, catalog.draft)}</span> })}
                        <span class="ml-auto text-sm text-ink-muted">
                            {if recipe.steps == 1 {
                                t!(i18n, recipes.one_step).into_any()
                            } else {
                                t!(i18n, recipes.many_steps, count = recipe.steps).into_any()
                            }}
                        </span>
                    </p>
                    {(!recipe.summary.is_empty()).then(|| view! {
                        <p class="break-words text-sm text-ink-muted">{recipe.summary}</p>
                    })}
                </li>
            }
        })
        .collect_view();
    view! {
        <section aria-labelledby="recipes" class="mt-8 min-w-0">
            <h2 id="recipes" class="text-lg font-semibold">{t!(i18n, recipes.title)}</h2>
            <p class="mt-1 text-sm text-ink-muted">{t!(i18n, recipes.lead)}</p>
            <div class="mt-3">
                {if is_empty {
                    view! { <p class="card p-4 text-sm">{t!(i18n, recipes.empty)}</p> }.into_any()
                } else {
                    view! { <ul class="card rows">{rows}</ul> }.into_any()
                }}
            </div>
            {is_publisher.then(|| view! {
                <p class="mt-3 flex flex-wrap gap-2">
                    <A href=paths::admin_new_recipe(&api) attr:class="button">{t!(i18n, recipes.add)}</A>
                    <A href=paths::admin_import_recipes(&api) attr:class="button button-quiet">{t!(i18n, recipes.import)}</A>
                </p>
            })}
        </section>
    }
}
