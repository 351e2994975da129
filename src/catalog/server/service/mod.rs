//! What can be done with the catalog, and by whom.

mod apis;
mod call_parts;
mod contract;
mod copies;
mod documentation;
mod entries;
mod gateway;
mod loaded;
mod mocked;
mod names;
mod operations;
mod own;
mod owners;
mod programs;
mod read;
mod revision_writer;
mod revisions;
mod search;
mod security;
mod servers;
mod shown;
mod sight;
mod titles;
mod whole;
mod written;

pub use apis::{Said, create_api, create_api_in, delete_api, delete_api_if, update_api, update_api_and};
pub use call_parts::{body_sample, call_deviations, call_form};
pub use contract::{ReceivedAnswer, deviations};
pub use copies::{add_version, duplicate_api};
pub use documentation::{
    api_documentation, group_rows, operation_documentation, operation_groups, schema_documentation, schema_part,
};
pub use gateway::{GatewayApi, GatewayOperation, all_apis, gateway_api};
pub use mocked::{DocumentedAnswer, documented_answer};
pub use names::api_slugs;
pub use operations::{create_operation, delete_operation, delete_operation_if, duplicate_operation, update_operation};
pub use own::{OwnApi, create_own_api, own_api, save_own_api};
pub use owners::{changeable, owner_email, possible_owner};
pub use programs::{api_for_program, operation_for_program};
pub use read::{
    admin_api_by_slug, admin_apis, admin_operation_by_slug, admin_operations, api_by_slug, apis, apis_in, is_empty,
    operation_by_slug, operation_for_call, operations, operations_called, seen_among,
};
pub use revision_writer::{BATCH, NewSchema, RevisionWriter, Source, Target};
pub use revisions::{remove_abandoned, restore, revisions};
pub use search::search;
pub use security::{UsedScheme, scheme_for_call};
pub use servers::{are_servers_documented, servers_for_call};
pub use titles::{Titled, all_titles, titles};
pub use whole::{WholeApi, admin_whole_api, document, fingerprint, whole_api};
pub use written::{markdown, plain_beginning};
