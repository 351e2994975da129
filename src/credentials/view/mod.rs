//! The publisher's pages of credentials.

mod credential_form;
mod credential_page;
mod delete_credential_page;
mod summary;
mod texts;

pub use credential_page::CredentialPage;
pub use delete_credential_page::DeleteCredentialPage;
