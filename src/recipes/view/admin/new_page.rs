//! `/admin/apis/{api}/recipes/new`

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};

use super::form::RecipeForm;
use crate::catalog::view::Breadcrumb;
use crate::i18n::{t, tu_string, use_i18n};
use crate::kernel::Submission;
use crate::paths;
use crate::recipes::api::admin_get_recipe;
use crate::recipes::draft::RecipeDraft;
use crate::recipes::page::RecipeFormData;
use crate::ui::async_view::AsyncView;
use crate::ui::submission::use_submission;

/// The form of a new recipe.
pub struct NewRecipePage;

#[lazy_route]
impl LazyRoute for NewRecipePage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let params = use_params_map();
        let submission = use_submission();
        let data = Resource::new(
            move || params.with(|params| params.get("api").unwrap_or_default()),
            |api| admin_get_recipe(api, String::new()),
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
    let above = vec![
        (paths::ADMIN.to_owned(), tu_string!(i18n, admin.apis).to_owned()),
        (paths::admin_api(&data.api), data.api_title.clone()),
    ];
    let draft =
        if submission.values.is_empty() { RecipeDraft::fresh() } else { RecipeDraft::from_pairs(&submission.values) };
    view! {
        <Title text=tu_string!(i18n, recipes.new_title)/>
        <Breadcrumb above/>
        <h1 class="text-2xl font-semibold">{t!(i18n, recipes.new_title)}</h1>
        <p class="mt-1 text-ink-muted">{t!(i18n, recipes.new_lead)}</p>
        <div class="mt-6">
            <RecipeForm
                draft
                submission
                operations=data.operations
                action=paths::admin_new_recipe(&data.api)
                cancel=paths::api(&data.api)
            />
        </div>
    }
}
