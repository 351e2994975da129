//! The server's half of the room.

mod bundle;
mod compare;
mod export;
mod fetch;
mod import;
mod job;
mod made;
mod progress;
pub mod read;
mod service_url;

pub use bundle::{BundleError, bundle};
pub use export::{original, published};
pub use fetch::{FetchError, fetch};
pub use import::{ImportError, Options, import};
pub use job::{Job, Origin};
pub use progress::{Progress, Stage};
