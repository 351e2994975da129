//! The catalog's pages.

pub mod admin;
mod api_cards;
mod api_page;
mod apis_page;
mod breadcrumb;
mod change_list;
mod changes_page;
mod older_notice;
mod operation_list;
mod operation_page;
mod schema_page;
mod search_page;
mod versions;

pub use api_cards::ApiCards;
pub use api_page::ApiPage;
pub use apis_page::ApisPage;
pub use breadcrumb::Breadcrumb;
pub use change_list::ChangeList;
pub use changes_page::ChangesPage;
pub use operation_page::OperationPage;
pub use schema_page::{SchemaPage, SchemaPartPage};
pub use search_page::SearchPage;
