//! `/admin/apis/{api}/recipes/{recipe}/edit`

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};

use super::form::RecipeForm;
use crate::catalog::view::Breadcrumb;
use crate::i18n::{t, tu_string, use_i18n};
use crate::kernel::Submission;
use crate::paths;
use crate::recipes::api::admin_get_recipe;
use crate::recipes::draft::RecipeDraft;
use crate::recipes::page::{EditedRecipe, RecipeFormData};
use crate::ui::async_view::AsyncView;
use crate::ui::submission::use_submission;

/// A recipe's form.
pub struct EditRecipePage;

#[lazy_route]
impl LazyRoute for EditRecipePage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let params = use_params_map();
        let submission = use_submission();
        let data = Resource::new(
            move || {
                params.with(|params| (params.get("api").unwrap_or_default(), params.get("recipe").unwrap_or_default()))
            },
            |(api, recipe)| admin_get_recipe(api, recipe),
        );
        view! {
            <AsyncView
                resource=data
                submission=submission.clone()
                show=move |data| view! { <Shown data submission=submission.clone()/> }
            />
        }
        .into_any()
    }
}

#[component]
fn Shown(data: RecipeFormData, submission: Submission) -> impl IntoView {
    let i18n = use_i18n();
    let RecipeFormData { api, api_title, operations, edited } = data;
    let Some(edited) = edited else { return ().into_any() };
    let above =
        vec![(paths::ADMIN.to_owned(), tu_string!(i18n, admin.apis).to_owned()), (paths::admin_api(&api), api_title)];
    let (slug, title) = (edited.recipe.name.clone(), edited.recipe.title.clone());
    let draft = draft_of(&edited, &submission);
    view! {
        <Title text=title.clone()/>
        <Breadcrumb above/>
        <div class="flex flex-wrap items-center gap-3">
            <h1 class="min-w-0 break-words text-2xl font-semibold">{title}</h1>
            <div class="ml-auto flex flex-wrap items-center gap-2">
                <A href=paths::recipe(&api, &slug) attr:class="button button-quiet">{t!(i18n, admin.see_operation)}</A>
                <A href=paths::admin_delete_recipe(&api, &slug) attr:class="button button-danger">{t!(i18n, recipes.delete)}</A>
            </div>
        </div>
        <div class="mt-6">
            <RecipeForm
                draft
                submission
                operations
                action=paths::admin_recipe(&api, &slug)
                cancel=paths::recipe(&api, &slug)
            />
        </div>
    }
    .into_any()
}

/// What the form shows: the recipe, or what was typed when it came back.
fn draft_of(edited: &EditedRecipe, submission: &Submission) -> RecipeDraft {
    let told = |typed, saved: RecipeDraft| RecipeDraft { revision: saved.revision, ..typed };
    submission.shown(RecipeDraft::from(edited), RecipeDraft::from_pairs, told)
}
