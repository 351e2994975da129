//! The vocabulary that every room shares, on the server and in the browser: identifiers, errors, pages of a list, time
//! and the checking of input. It owns no tables and imports nothing of ours.

pub mod base64;
pub mod error;
pub mod failure;
pub mod fold;
pub mod http;
pub mod ids;
pub mod message;
pub mod page;
pub mod pointer;
pub mod submission;
pub mod time;
pub mod validate;
pub mod windows_1252;
pub mod wire;

pub use error::{ApiError, FieldError};
pub use failure::Failure;
pub use message::Message;
pub use page::{Page, PageRequest};
pub use submission::{EditError, RowEdit, Submission};
pub use time::Timestamp;
pub use validate::Checks;
