//! Where a document says that calls go.

use crate::catalog::rules::is_service_url;
use crate::openapi::model::Documented;

/// The first server that is a whole address; empty when there is none.
pub(super) fn service_url(documented: &Documented) -> String {
    let mut urls = documented.servers.iter().map(|server| server.url.trim());
    urls.find(|url| is_service_url(url)).unwrap_or_default().to_owned()
}
