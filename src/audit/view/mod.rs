//! The log's pages.

mod actor_text;
mod audit_page;
mod entry_page;
mod filter_form;

pub use audit_page::AuditPage;
pub use entry_page::AuditEntryPage;
