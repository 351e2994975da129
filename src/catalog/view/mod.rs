//! The catalog's pages.

pub mod admin;
mod api_cards;
mod api_page;
mod apis_page;
mod breadcrumb;
mod operation_docs;
mod operation_list;
mod operation_page;
mod parameter_table;
mod representations;
mod response_docs;

pub use api_cards::ApiCards;
pub use api_page::ApiPage;
pub use apis_page::ApisPage;
pub use breadcrumb::Breadcrumb;
pub use operation_page::OperationPage;
