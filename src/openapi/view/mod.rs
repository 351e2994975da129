//! The pages by which documents come in, and what they say of an API.

mod about_api;
mod import_form;
mod import_page;
mod import_revision_page;
mod import_state_page;

pub use about_api::{AboutApi, about_api};
pub use import_page::ImportPage;
pub use import_revision_page::ImportRevisionPage;
pub use import_state_page::ImportStatePage;
