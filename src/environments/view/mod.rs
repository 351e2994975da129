//! The pages of environments.

mod complaints;
mod delete_page;
mod editor;
mod environment_form;
mod environment_page;
mod environments_page;
mod variable_row;

pub use delete_page::DeleteEnvironmentPage;
pub use environment_page::EnvironmentPage;
pub use environments_page::EnvironmentsPage;
