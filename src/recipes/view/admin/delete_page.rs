//! `/admin/apis/{api}/recipes/{recipe}/delete`

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};

use crate::i18n::{t, tu_string, use_i18n};
use crate::kernel::ApiError;
use crate::paths;
use crate::recipes::api::admin_get_recipe;
use crate::recipes::page::RecipeFormData;
use crate::ui::async_view::AsyncView;
use crate::ui::delete_confirmation::DeleteConfirmation;
use crate::ui::submission::use_submission;

/// Asks once before a recipe is deleted.
pub struct DeleteRecipePage;

#[lazy_route]
impl LazyRoute for DeleteRecipePage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let params = use_params_map();
        let error = use_submission().error;
        let data = Resource::new(
            move || {
                params.with(|params| (params.get("api").unwrap_or_default(), params.get("recipe").unwrap_or_default()))
            },
            |(api, recipe)| admin_get_recipe(api, recipe),
        );
        view! { <AsyncView resource=data show=move |data| view! { <Shown data error=error.clone()/> }/> }.into_any()
    }
}

#[component]
fn Shown(data: RecipeFormData, error: Option<ApiError>) -> impl IntoView {
    let i18n = use_i18n();
    let Some(edited) = data.edited else { return ().into_any() };
    let slug = edited.recipe.name;
    let question = tu_string!(i18n, admin.delete_question, name = edited.recipe.title);
    view! {
        <Title text=question.clone()/>
        <DeleteConfirmation
            title=question
            action=paths::admin_delete_recipe(&data.api, &slug)
            cancel=paths::recipe(&data.api, &slug)
            error
        >
            <p>{t!(i18n, recipes.delete_loss, api = data.api_title)}</p>
            <p class="mt-3 text-ink-muted">{t!(i18n, admin.delete_final)}</p>
        </DeleteConfirmation>
    }
    .into_any()
}
