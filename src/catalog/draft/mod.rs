//! What a publisher's form holds before it is accepted: raw text, so that nothing typed is lost.
//!
//! A draft goes from the form's pairs to the page and back on the server and in the browser alike, which is why
//! adding a row or following the URL template works the same with and without JavaScript.

mod api;
mod check;
mod edit;
mod fields;
mod operation;
mod order;
mod products;
mod rows;
mod servers;
mod sync;
mod version;
mod visibility;

pub use api::ApiDraft;
pub use edit::Edit;
pub use fields::Pairs;
pub use operation::OperationDraft;
pub use products::{FIELD as IN_PRODUCTS, read as read_products, write as write_products};
pub use rows::{HeaderDraft, ParameterDraft, RepresentationDraft, ResponseDraft};
pub use servers::{ServerDraft, ServerVariableDraft};
pub use sync::sync_with_template;
pub use version::VersionDraft;
pub use visibility::{DEVELOPERS, FIELD as VISIBLE_TO, GUESTS, read as read_visibility, write as write_visibility};
