//! Getting tokens from authorization servers for the console's calls. Every address comes from the API's document, every
//! call goes through the outbound policy and follows no redirect. What has to be remembered between two requests is in
//! memory only, for ten minutes, and belongs to the browser whose cookie it was begun with; refresh tokens never leave the
//! server.

mod authorize;
mod callback;
mod discovery;
mod endpoint;
mod fetch;
mod flow;
mod landing;
mod options;
mod refresh;
mod scheme;
mod stop;
mod token;
mod wish;

pub use authorize::{begin, outcome};
pub use callback::{Returned, come_back};
pub use landing::{Landing, page};
pub use options::options;
pub use refresh::refresh;
pub use stop::Stop;
pub use token::client_credentials;
