//! What the catalog holds and what crosses the wire.

mod api;
mod authorization;
mod call_input;
mod call_part;
mod contract;
mod documented;
mod form;
mod gateway_address;
mod operation;
mod revision;
mod search;
mod server;
mod status;
mod visibility;

pub use api::{
    Api, ApiDetails, ApiHead, ApiInput, ApiPage, ApiSummary, ApiVersion, KEY_HEADER, KEY_QUERY, NewVersion, Scheme,
    TagGroup, VersionScheme,
};
pub use authorization::{Authorization, SchemeInput, SchemeKind, authorizations};
pub use call_input::{CallInput, OperationDetails, SampleBody};
pub use call_part::CallPart;
pub use contract::{Deviation, Problem};
pub use documented::{
    Callback, Documented, Link, LinkParameter, NamedExample, ResponseLink, SchemeUse, SecurityRequirement,
};
pub use form::{FieldKind, FormField};
pub use gateway_address::GatewayAddress;
pub use operation::{
    Location, Operation, OperationInput, OperationPage, OperationSummary, Parameter, ParameterType, Representation,
    ResponseHeader, ResponseSpec,
};
pub use revision::{ApiRevision, Change, ChangeKind, ChangeLog};
pub use search::{Found, FoundKind, SearchResults};
pub use server::OfferedServer;
pub use status::StatusKey;
pub use visibility::Visibility;
