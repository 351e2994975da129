//! The server's half of the room.

mod anchor;
mod archive;
mod bundle;
mod compare;
mod export;
mod fetch;
mod files;
mod follow;
mod gather;
mod import;
mod job;
mod made;
mod progress;
pub mod read;
mod rewrite;
mod service_url;

pub use archive::ArchiveError;
pub use bundle::BundleError;
pub use export::{original, published, write};
pub use fetch::FetchError;
pub use files::{File, may_be_part};
pub use gather::{Gathered, Order, Origin, gather};
pub use import::{ImportError, Options, import};
pub use job::Job;
pub use progress::{Progress, Stage};
pub use rewrite::{ChangeOperations, Whole, rewrite};
