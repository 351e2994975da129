//! The publisher's pages of recipes. Rows come and go by buttons that submit the form: the server changes them, with and
//! without JavaScript alike.

mod complaints;
mod delete_page;
mod edit_page;
mod fields;
mod form;
mod import_page;
mod new_page;
mod rows;
mod step_fields;

pub use delete_page::DeleteRecipePage;
pub use edit_page::EditRecipePage;
pub use import_page::ImportRecipesPage;
pub use new_page::NewRecipePage;
