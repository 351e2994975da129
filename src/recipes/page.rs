//! What the pages of recipes show.

use serde::{Deserialize, Serialize};

use super::model::Recipe;
use crate::catalog::model::OperationDetails;
use crate::console::samples::Language;

/// A recipe as the list of its API shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecipeSummary {
    /// Its part of portal addresses.
    pub slug: String,
    /// What people call it.
    pub title: String,
    /// The beginning of its description as plain text.
    pub summary: String,
    /// How many steps it has.
    pub steps: usize,
    /// Whether anybody but administrators sees it.
    pub published: bool,
}

/// What the page of a recipe shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RecipeDetails {
    /// The part of portal addresses of the API that it belongs to.
    pub api: String,
    /// What readers call that API.
    pub api_title: String,
    /// Whether anybody but administrators and the API's owner sees it.
    pub published: bool,
    /// Whether the caller may change it.
    pub may_change: bool,
    /// The recipe.
    pub recipe: Recipe,
    /// Its description as HTML that is safe to show.
    pub description: String,
    /// Those of its steps, in their order.
    pub step_descriptions: Vec<String>,
    /// The operations that it calls, each once.
    pub operations: Vec<OperationDetails>,
    /// Which of them each step calls; `None` for one that is no longer there.
    pub steps: Vec<Option<usize>>,
    /// All of it as one program; none while an operation is missing.
    pub samples: Vec<RecipeSample>,
}

/// A recipe as a program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecipeSample {
    /// The language's key: see [`Language::key`].
    pub language: String,
    /// With its secrets masked.
    pub masked: String,
    /// As it runs.
    pub whole: String,
}

impl RecipeDetails {
    /// The operation that the step at `place` calls; `None` if it is no longer there.
    #[must_use]
    pub fn operation(&self, place: usize) -> Option<&OperationDetails> {
        self.operations.get(self.steps.get(place).copied().flatten()?)
    }

    /// Whether all operations are there, so that it can be run.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.steps.iter().all(Option::is_some)
    }
}

impl RecipeSample {
    /// Its language.
    #[must_use]
    pub fn language(&self) -> Option<Language> {
        Language::parse(&self.language)
    }
}

/// A recipe to edit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditedRecipe {
    /// The recipe.
    pub recipe: Recipe,
    /// The slugs of the operations that its steps call, in order; empty for one that is no longer there.
    pub operations: Vec<String>,
    /// Whether anybody but administrators sees it.
    pub published: bool,
    /// How often it was saved.
    pub revision: i64,
}

/// What the form of a recipe needs to know of its API.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecipeFormData {
    /// The API's part of portal addresses.
    pub api: String,
    /// What readers call it.
    pub api_title: String,
    /// The operations that a step may call: slug and what to call it.
    pub operations: Vec<(String, String)>,
    /// The recipe; `None` for a new one.
    pub edited: Option<EditedRecipe>,
}
