//! The guide's way through BES as a recipe.

use crate::demo::account;
use crate::demo::web_service::CONNECTION;
use crate::recipes::example::batch_execution;
use crate::recipes::model::Recipe;

/// How long it waits between two questions, in milliseconds: as long as a job of the demo runs.
const EVERY: u32 = 1_000;

/// The recipe, filled in so that its first run succeeds.
pub(super) fn batch() -> Recipe {
    let mut recipe = batch_execution(account::WORKSPACE, account::SERVICE, account::KEY);
    for input in recipe.inputs.iter_mut().filter(|input| input.name == "connection_string") {
        input.default = Some(CONNECTION.to_owned());
        // It names no account and no key.
        input.secret = false;
        input.description = "How the storage account is reached. This one is the demo's own.".to_owned();
    }
    for repeat in recipe.steps.iter_mut().filter_map(|step| step.repeat.as_mut()) {
        repeat.every_milliseconds = EVERY;
    }
    recipe
}
