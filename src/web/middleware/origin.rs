//! Notes where a request comes from, for the audit log.

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, Request};
use axum::middleware::Next;
use axum::response::Response;

use super::RequestId;
use crate::platform::origin::Origin;

/// Answers the request on behalf of its client.
pub async fn note(request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip().to_canonical());
    let RequestId(request_id) = RequestId::of(&request);
    Origin { address: peer, request_id }.accompany(next.run(request)).await
}
