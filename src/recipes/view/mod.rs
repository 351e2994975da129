//! The pages of recipes.

mod admin;
mod conditions;
mod recipe_list;
mod recipe_page;
mod runner;
mod samples;
mod steps;
mod values;

pub use admin::{DeleteRecipePage, EditRecipePage, ImportRecipesPage, NewRecipePage};
pub use recipe_list::{RecipeList, RecipesResource};
pub use recipe_page::RecipePage;
