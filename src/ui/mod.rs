//! Components that belong to no room. They know addresses and texts, but neither the catalog nor who is signed in.

pub mod async_view;
#[cfg(feature = "hydrate")]
pub mod browser;
#[cfg(not(feature = "hydrate"))]
#[path = "browser_stub.rs"]
pub mod browser;
pub mod code_block;
pub mod delete_confirmation;
pub mod field;
pub mod highlight;
pub mod listing;
pub mod message;
pub mod moment;
pub mod pager;
pub mod refusal;
pub mod rendered;
pub mod search_form;
pub mod status;
pub mod submission;
pub mod template_text;
pub mod verb;
