//! A call on its way: what the steps of its path know of it.

use std::sync::Arc;

use axum::http::{HeaderMap, Method};

use super::limits::Told;
use super::origin::Origin;
use super::snapshot::{Api, Subscriber};
use super::upstream::{CallBody, Service};

/// A call that may be made.
#[derive(Debug)]
pub(super) struct Call {
    pub(super) method: Method,
    /// Without the key; otherwise as they came.
    pub(super) headers: HeaderMap,
    /// What follows the suffix and the version, without a slash in front, encoded as it came.
    pub(super) path: String,
    /// Without the key; otherwise as it came.
    pub(super) query: Option<String>,
    pub(super) body: CallBody,
    pub(super) origin: Origin,
    pub(super) api: Arc<Api>,
    /// The number of its operation.
    pub(super) operation: usize,
    pub(super) subscriber: Option<Arc<Subscriber>>,
    /// What is told of the tier's limits.
    pub(super) told: Option<Told>,
    /// Where it goes.
    pub(super) service: Service,
}
