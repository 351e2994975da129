//! The publisher's pages of the catalog.

mod api_form;
mod api_page;
mod apis_page;
mod body_rows;
mod choices;
mod complaints;
mod delete_api_page;
mod delete_operation_page;
mod edit_button;
mod editor;
mod header_rows;
mod key_fields;
mod labels;
mod new_api_page;
mod new_operation_page;
mod new_version_page;
mod operation_form;
mod operation_page;
mod operations;
mod parameter_fields;
mod parameter_rows;
mod post_button;
mod response_fields;
mod response_rows;
mod server_rows;
mod version_scheme_fields;
mod visibility_fields;

pub use api_page::AdminApiPage;
pub use apis_page::AdminApisPage;
pub use delete_api_page::DeleteApiPage;
pub use delete_operation_page::DeleteOperationPage;
pub use new_api_page::NewApiPage;
pub use new_operation_page::NewOperationPage;
pub use new_version_page::NewVersionPage;
pub use operation_page::AdminOperationPage;
pub use visibility_fields::VisibilityFields;
