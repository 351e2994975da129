//! The catalog as files, for Git: what `loggia dump` writes and `loggia apply` reads. It exists on the server only.
//!
//! ```text
//! loggia.yaml                     which format the files have
//! settings.yaml                   what administrators chose over the configuration
//! logo.png|jpg|webp              the image in the header
//! groups.yaml                     the groups that people are put into, without the people
//! products.yaml                   the products with their tiers, without the subscriptions to them
//! policies.yaml                   what the gateway does to calls, by scope
//! apis/{slug}/api.yaml            what the form of the API says
//! apis/{slug}/document.json|yaml  the document that it was imported from, byte by byte
//! apis/{slug}/operations.yaml     what of the document's operations was added, changed and removed by hand
//! apis/{slug}/examples.yaml       the examples that everybody is offered
//! apis/{slug}/recipes/{name}.yaml a recipe, as an Arazzo document
//! ```
//!
//! People, sessions, secrets, older revisions and whatever developers keep for themselves are not in them. Whose an API is is
//! said by an e-mail address, which not every portal knows.

mod api;
mod apply;
mod diff;
mod examples;
mod folder;
mod groups;
mod logo;
mod model;
mod operations;
mod policies;
mod products;
mod recipes;
mod settings;
mod text;

pub use apply::{Action, ApplyError, Change, Order, apply, dump};
pub use diff::diff;
pub use folder::{Folder, FolderError};
