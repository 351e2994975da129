//! The data that the pages of recipes ask for.

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use super::page::{RecipeDetails, RecipeFormData, RecipeSummary};
use crate::kernel::ApiError;
use crate::kernel::wire::AsJson;

/// The recipes of an API that the caller may see.
#[server(prefix = "/api/private", endpoint = "recipes", input = GetUrl, output = AsJson)]
pub async fn list_recipes(
    /// The API's slug.
    api: String,
) -> Result<Vec<RecipeSummary>, ApiError> {
    use crate::identity::server::Caller;
    use crate::platform::respond::answer;
    use crate::platform::state::current;
    use crate::recipes::server::service;
    answer(service::list(&current()?, &Caller::current(), &api).await)
}

/// A recipe that the caller may see.
#[server(prefix = "/api/private", endpoint = "recipe", input = GetUrl, output = AsJson)]
pub async fn get_recipe(
    /// The API's slug.
    api: String,
    /// The recipe's slug.
    recipe: String,
) -> Result<RecipeDetails, ApiError> {
    use crate::identity::server::Caller;
    use crate::platform::respond::answer;
    use crate::platform::state::current;
    use crate::recipes::server::service;
    answer(service::find(&current()?, &Caller::current(), &api, &recipe).await)
}

/// What the form of a recipe needs; of a new one if its slug is empty.
#[server(prefix = "/api/private", endpoint = "admin/recipe", input = GetUrl, output = AsJson)]
pub async fn admin_get_recipe(
    /// The API's slug.
    api: String,
    /// The recipe's slug.
    recipe: String,
) -> Result<RecipeFormData, ApiError> {
    use crate::identity::server::Caller;
    use crate::platform::respond::{answer, permit};
    use crate::platform::state::current;
    use crate::recipes::server::service;
    let permit = permit(Caller::current().publisher())?;
    let slug = Some(recipe.as_str()).filter(|slug| !slug.is_empty());
    answer(service::form(&current()?, &permit, &api, slug).await)
}
