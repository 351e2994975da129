//! An API, made ready for calls.

use std::sync::Arc;

use axum::http::{HeaderMap, HeaderName};

use crate::catalog::model::{KEY_HEADER, Scheme, VersionScheme};
use crate::catalog::server::service::GatewayApi;
use crate::catalog::template::UrlTemplate;
use crate::credentials::server::gateway::Kept;
use crate::gateway::server::credential::Credential;
use crate::gateway::server::routing::{Named, Tree, named};
use crate::gateway::server::samples::Samples;
use crate::gateway::server::upstream::{Backends, Service};
use crate::kernel::ids::ApiId;

/// An operation.
#[derive(Debug)]
pub(in crate::gateway::server) struct Operation {
    /// What names it for good.
    pub(in crate::gateway::server) slug: Arc<str>,
    /// Its URL template.
    pub(in crate::gateway::server) template: Box<str>,
}

impl Operation {
    /// The names and decoded values of the parameters in the template's path, where `path` is what was called.
    pub(in crate::gateway::server) fn values(&self, path: &str) -> Vec<(String, String)> {
        let template = UrlTemplate::parse(&self.template).ok();
        template
            .and_then(|template| template.match_end(&format!("/{path}")).map(|found| found.values))
            .unwrap_or_default()
    }
}

/// An API that may be called.
#[derive(Debug)]
pub(in crate::gateway::server) struct Api {
    /// Its id.
    pub(in crate::gateway::server) id: ApiId,
    /// The first segments of its calls' paths.
    pub(super) suffix: Box<str>,
    /// Over which schemes it may be called.
    pub(in crate::gateway::server) scheme: Scheme,
    version: Box<str>,
    /// Whether it needs a key.
    pub(in crate::gateway::server) needs_key: bool,
    /// Where the key comes.
    pub(in crate::gateway::server) key_header: HeaderName,
    /// Where it comes otherwise.
    pub(in crate::gateway::server) key_query: Box<str>,
    /// Its operations, by the numbers of `operations`.
    pub(in crate::gateway::server) tree: Tree,
    /// Its operations.
    pub(in crate::gateway::server) operations: Box<[Operation]>,
    /// Where its calls go, as the publisher has written it.
    pub(in crate::gateway::server) service_url: Box<str>,
    /// The same; `None` when that is no address.
    pub(in crate::gateway::server) service: Option<Service>,
    /// What its web service is shown.
    credential: Option<Credential>,
    /// What mocks have answered.
    pub(in crate::gateway::server) samples: Samples,
}

impl Api {
    /// `None` for a draft.
    pub(super) fn compile(
        api: GatewayApi,
        credential: Option<Kept>,
        backends: &Backends,
    ) -> Option<(Arc<Self>, VersionScheme, Box<str>)> {
        if !api.published {
            return None;
        }
        let mut tree = Tree::default();
        for (number, operation) in api.operations.iter().enumerate() {
            tree.insert(&operation.verb, &operation.template, number);
        }
        let service = Service::parse(&api.service_url, backends);
        if service.is_none() {
            tracing::warn!(api = %api.id, "calls of {} cannot go anywhere: its web service URL is none", api.slug);
        }
        let credential = credential.map(|kept| Credential::compile(&kept, &api));
        let key_header = HeaderName::from_bytes(api.key_header.as_bytes());
        let compiled = Self {
            id: api.id,
            suffix: api.suffix.into(),
            scheme: api.scheme,
            version: api.version.into(),
            needs_key: api.subscription_required,
            key_header: key_header.or_else(|_| KEY_HEADER.parse()).ok()?,
            key_query: api.key_query.into(),
            tree,
            operations: api
                .operations
                .into_iter()
                .map(|operation| Operation { slug: operation.slug.into(), template: operation.template.into() })
                .collect(),
            service_url: api.service_url.into(),
            service,
            credential,
            samples: Samples::default(),
        };
        Some((Arc::new(compiled), api.version_scheme, api.version_parameter.into()))
    }

    /// What `service` is shown. Where a policy has sent the call to another scheme, host or port than the API's own, that is
    /// nothing: the credential is not theirs.
    pub(in crate::gateway::server) fn credential_for(&self, service: &Service) -> Option<&Credential> {
        let own = self.service.as_ref()?;
        self.credential.as_ref().filter(|_| own.backend.shares_origin_with(&service.backend))
    }
}

/// The versions of an API: those that share its suffix.
#[derive(Clone, Debug)]
pub(in crate::gateway::server) struct Family {
    pub(super) scheme: VersionScheme,
    pub(super) parameter: Box<str>,
    pub(super) versions: Vec<Arc<Api>>,
}

impl Family {
    /// The versions that a preflight may mean, and what of its path follows: of the headers of the call that it asks for it
    /// says the names alone.
    pub(in crate::gateway::server) fn asked<'f, 'p>(
        &'f self,
        path: &'p str,
        query: Option<&str>,
    ) -> Vec<(&'f Arc<Api>, &'p str)> {
        match self.scheme {
            VersionScheme::Header => self.versions.iter().map(|api| (api, path)).collect(),
            _ => self.choose(path, query, &HeaderMap::new()).into_iter().collect(),
        }
    }

    /// The version that a call means, and what of its path follows.
    pub(in crate::gateway::server) fn choose<'f, 'p>(
        &'f self,
        path: &'p str,
        query: Option<&str>,
        headers: &HeaderMap,
    ) -> Option<(&'f Arc<Api>, &'p str)> {
        let called = |label: &[u8]| self.versions.iter().find(|api| api.version.as_bytes().eq_ignore_ascii_case(label));
        match self.scheme {
            VersionScheme::None => self.versions.first().map(|api| (api, path)),
            VersionScheme::Path => {
                let (segment, rest) = path.split_once('/').unwrap_or((path, ""));
                let labelled = called(segment.as_bytes()).filter(|_| !segment.is_empty());
                labelled.map(|api| (api, rest)).or_else(|| called(b"").map(|api| (api, path)))
            }
            VersionScheme::Header => {
                let mut values = headers.get_all(&*self.parameter).iter();
                match (values.next(), values.next()) {
                    (None, _) => called(b""),
                    (Some(label), None) => called(label.as_bytes()),
                    (Some(_), Some(_)) => None,
                }
                .map(|api| (api, path))
            }
            VersionScheme::Query => match named(query.unwrap_or_default(), &self.parameter) {
                Named::None => called(b""),
                Named::One(label) => called(&label),
                Named::Several => None,
            }
            .map(|api| (api, path)),
        }
    }
}
