//! What the catalog accepts. The same rules run in the form as one types and in the service that saves.

mod api;
mod operation;
mod servers;
mod syntax;
mod version;

pub use api::{check_api, tidy_api};
pub use operation::{check_operation, check_value, tidy_operation};
pub use servers::SERVERS;
pub use syntax::{is_slug, slug_of, slug_or};
pub use version::{check_new_version, tidy_version};

pub use crate::kernel::http::is_service_url;

/// Words that stand in the portal's own addresses where a slug would stand.
const RESERVED_SLUGS: [&str; 1] = ["new"];

/// The most characters of a name.
pub const NAME: usize = 200;
/// The most characters of a slug.
pub const SLUG: usize = 80;
/// The most characters of an address or a URL template.
pub const URL: usize = 2_000;
/// The most characters of a description, a sample or a schema.
pub const DOCUMENT: usize = 500_000;
/// The most rows of a list in a form: tags, parameters, bodies, responses.
pub const ROWS: usize = 200;
