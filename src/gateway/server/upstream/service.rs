//! Where an API's calls go.

use std::sync::Arc;

use axum::http::Uri;
use axum::http::uri::PathAndQuery;
use url::Url;

use super::{Backend, Backends};
use crate::catalog::rules::is_service_url;

/// A web service: its machine, and what the paths of calls begin with there.
#[derive(Clone, Debug)]
pub(in crate::gateway::server) struct Service {
    pub(in crate::gateway::server) backend: Arc<Backend>,
    /// Without a slash at its end.
    base: Box<str>,
}

impl Service {
    /// The service at `url`; `None` when that is no address that calls can go to.
    pub(in crate::gateway::server) fn parse(url: &str, backends: &Backends) -> Option<Self> {
        if !is_service_url(url) {
            return None;
        }
        let url = Url::parse(url).ok()?;
        let backend = backends.get(url.scheme(), url.host_str()?, url.port())?;
        Some(Self { backend, base: url.path().trim_end_matches('/').into() })
    }

    /// The address of a call as people read it; `target` is what [`Service::target`] made.
    pub(in crate::gateway::server) fn shown(&self, target: &Uri) -> String {
        format!("{}{target}", self.backend.origin().trim_end_matches('/'))
    }

    /// The target of a call: `path` has no slash in front. `None` when it is too long for one.
    pub(in crate::gateway::server) fn target(&self, path: &str, query: Option<&str>) -> Option<Uri> {
        let query = query.filter(|query| !query.is_empty());
        let length = self.base.len() + 1 + path.len() + query.map_or(0, |query| 1 + query.len());
        let mut target = String::with_capacity(length);
        target.push_str(&self.base);
        target.push('/');
        target.push_str(path);
        if let Some(query) = query {
            target.push('?');
            target.push_str(query);
        }
        PathAndQuery::from_maybe_shared(bytes::Bytes::from(target)).ok().map(Uri::from)
    }
}
