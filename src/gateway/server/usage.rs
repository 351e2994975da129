//! What a call was, noted when its answer has ended, however it did.

use std::net::IpAddr;
use std::sync::Arc;

use axum::http::Method;
use tokio::time::Instant;

use super::Gateway;
use super::policy::call::Metered;
use super::policy::concurrency::Running;
use super::policy::limits::Counters as _;
use super::snapshot::{Api, Subscriber};
use super::upstream::Counted;
use crate::analytics::server::{Call, InFlight, Recorder};
use crate::kernel::Timestamp;

/// What is said of a call whose caller went away before there was an answer.
const GONE: u16 = 499;

/// The record of a call.
#[derive(Debug)]
pub(super) struct Record {
    recorder: Recorder,
    _in_flight: InFlight,
    at: Timestamp,
    began: Instant,
    method: Method,
    client: IpAddr,
    /// The API, and the operation's number.
    pub(super) api: Option<(Arc<Api>, Option<usize>)>,
    /// Whose key it had.
    pub(super) subscriber: Option<Arc<Subscriber>>,
    /// Whether it was taken from the limits of that subscription.
    pub(super) is_taken: bool,
    /// The status of the answer.
    pub(super) status: u16,
    /// What came of its body.
    pub(super) counted: Option<Arc<Counted>>,
    /// What came besides, behind a change of protocol.
    pub(super) bytes_in: u64,
    /// What went out of the answer's.
    pub(super) bytes_out: u64,
    /// The backend's time until the head of its answer, in microseconds.
    pub(super) backend_us: Option<u64>,
    /// Whether the answer came from the cache.
    pub(super) cache: bool,
    /// What policies want to be told of its bytes, and whom to tell.
    pub(super) metered: Option<(Gateway, Vec<Metered>)>,
    /// The places that it takes among those that run at once.
    pub(super) running: Vec<Running>,
}

impl Record {
    /// Of a call that begins.
    pub(super) fn begin(recorder: &Recorder, at: Timestamp, method: Method, client: IpAddr) -> Self {
        Self {
            recorder: recorder.clone(),
            _in_flight: recorder.begin(),
            at,
            began: Instant::now(),
            method,
            client,
            api: None,
            subscriber: None,
            is_taken: false,
            status: GONE,
            counted: None,
            bytes_in: 0,
            bytes_out: 0,
            backend_us: None,
            cache: false,
            metered: None,
            running: Vec::new(),
        }
    }
}

impl Drop for Record {
    fn drop(&mut self) {
        let bytes_in = self.counted.as_ref().map_or(self.bytes_in, |counted| counted.bytes());
        let subscriber = self.subscriber.take();
        if let (true, Some(subscriber)) = (self.is_taken, &subscriber) {
            subscriber.tier.add_bytes(bytes_in.saturating_add(self.bytes_out));
        }
        if let Some((gateway, metered)) = self.metered.take() {
            for metered in &metered {
                gateway.limits.count_bytes(metered, bytes_in.saturating_add(self.bytes_out));
            }
        }
        let (api, operation) = match self.api.take() {
            Some((api, number)) => {
                let operation = number.and_then(|number| api.operations.get(number));
                let operation = operation.map(|operation| Arc::clone(&operation.slug));
                (Some(api.id.clone()), operation)
            }
            None => (None, None),
        };
        self.recorder.record(Call {
            at: self.at,
            subscription: subscriber.as_ref().map(|subscriber| subscriber.granted.id.clone()),
            product: subscriber.as_ref().and_then(|subscriber| subscriber.product().cloned()),
            api,
            operation,
            method: std::mem::take(&mut self.method),
            status: self.status,
            bytes_in,
            bytes_out: self.bytes_out,
            total_us: micros(self.began),
            backend_us: self.backend_us,
            cache: self.cache,
            client: Some(self.client),
        });
    }
}

/// The microseconds since `moment`.
pub(super) fn micros(moment: Instant) -> u64 {
    u64::try_from(moment.elapsed().as_micros()).unwrap_or(u64::MAX)
}
