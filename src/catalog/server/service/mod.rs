//! What can be done with the catalog, and by whom.

mod apis;
mod documentation;
mod entries;
mod loaded;
mod operations;
mod read;
mod revision_writer;
mod revisions;
mod search;

pub use apis::{create_api, delete_api, duplicate_api, update_api};
pub use documentation::{group_rows, operation_documentation, operation_groups, schema_documentation, schema_part};
pub use operations::{create_operation, delete_operation, duplicate_operation, update_operation};
pub use read::{
    admin_api_by_slug, admin_apis, admin_operation_by_slug, admin_operations, admin_whole_operations, api_by_slug,
    apis, is_empty, operation_by_slug, operation_for_call, operations,
};
pub use revision_writer::{BATCH, NewSchema, RevisionWriter, Source, Target};
pub use revisions::{document, documented, remove_abandoned, restore, revisions, schemas, whole_api};
pub use search::search;
