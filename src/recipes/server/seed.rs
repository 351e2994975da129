//! Adding recipes without a form.

use super::{service, store};
use crate::audit::model::Action;
use crate::audit::server::record;
use crate::catalog::server::service as catalog;
use crate::identity::server::Publisher;
use crate::kernel::ApiError;
use crate::platform::{AppError, AppState};
use crate::recipes::model::Recipe;

/// Adds a published recipe to the API `api`, for whose operations it has the names that documents have.
///
/// # Errors
/// `NotFound` without such an API or operation; `Conflict` when there is such a recipe.
pub async fn seed(state: &AppState, permit: &Publisher, api: &str, recipe: &Recipe) -> Result<(), AppError> {
    let whole = catalog::admin_whole_api(state, permit, api).await?;
    let slug = |step: &crate::recipes::model::Step| {
        super::resolve::slug_of(&whole.operations, &step.operation).map(str::to_owned).ok_or(ApiError::NotFound)
    };
    let slugs: Vec<String> = recipe.steps.iter().map(slug).collect::<Result<_, _>>()?;
    let new = service::stored(state, &whole.api, recipe, &slugs, true)?;
    let mut transaction = state.db.write().await?;
    catalog::changeable(&mut transaction, permit, &whole.api.id).await?;
    if !store::insert(&mut transaction, &whole.api.id, &new, state.clock.now()).await? {
        return Err(ApiError::Conflict.into());
    }
    let added = service::entry(Action::RecipeCreate, &whole.api, &new).created(&service::written(&new));
    record(state, &mut transaction, permit.actor(), added).await?;
    transaction.commit().await?;
    Ok(())
}
