//! The way through the gateway, in this process: a person's call with one of their subscriptions meets the same policies and
//! limits as a client's.

use std::net::{IpAddr, Ipv4Addr};

use axum::body::Body;
use axum::http::uri::PathAndQuery;
use axum::http::{Request, Uri, Version};
use tokio::time::{Instant, timeout_at};
use url::Url;

use super::micros;
use crate::catalog::model::{Api, GatewayAddress, Location, OfferedServer};
use crate::console::model::{ActedPolicy, ConsoleRequest, LimitLeft, PolicyScope, Trace};
use crate::gateway::server::policy::call::{Acted, Walked};
use crate::gateway::server::policy::limits::Told;
use crate::gateway::server::{Answered, Gateway, Inside};
use crate::identity::server::Caller;
use crate::kernel::failure::Stage;
use crate::kernel::ids::{ApiId, SubscriptionId};
use crate::kernel::{ApiError, Failure};
use crate::platform::origin::Origin;
use crate::platform::outbound::{Answer, AnswerBody, Call, Timings};
use crate::platform::{AppError, AppState};
use crate::policies::model::Scope;
use crate::products::server::service::is_own;

/// The way of one call.
pub struct Through {
    gateway: Gateway,
    subscription: SubscriptionId,
    client: IpAddr,
    address: GatewayAddress,
    /// The path that the gateway's own address has, which is not a part of what it is called with.
    public_path: String,
    /// The API whose web service's address the caller may know.
    shows_backend_of: Option<ApiId>,
}

impl Through {
    /// The way of the caller's calls of `api`, with a subscription of theirs.
    ///
    /// # Errors
    /// `Unauthenticated` and `NotFound` when the subscription is not theirs, `Unavailable` where no gateway runs.
    pub(super) async fn of(
        state: &AppState,
        caller: &Caller,
        api: &Api,
        subscription: &SubscriptionId,
    ) -> Result<Self, AppError> {
        is_own(state, caller, subscription).await?;
        let public = &state.config.gateway.public_url;
        Ok(Self {
            gateway: Gateway::running(state).ok_or(ApiError::Unavailable)?,
            subscription: subscription.clone(),
            client: Origin::current().address.unwrap_or(Ipv4Addr::LOCALHOST.into()),
            address: GatewayAddress::of(&api.input, public.as_str()),
            public_path: public.path().trim_end_matches('/').to_owned(),
            shows_backend_of: caller.may_change(api.owner.as_ref()).then(|| api.id.clone()),
        })
    }

    /// The server that calls go to.
    pub(super) fn server(&self) -> OfferedServer {
        OfferedServer {
            number: 0,
            template: self.address.base_url.clone(),
            description: String::new(),
            variables: Vec::new(),
        }
    }

    /// `request` to that server, with what names the API's version.
    pub(super) fn direct(&self, request: &ConsoleRequest) -> ConsoleRequest {
        let mut request = ConsoleRequest { server: None, ..request.clone() };
        match self.address.version.clone() {
            Some((Location::Header, name, label)) => {
                request.headers.retain(|(written, _)| !written.trim().eq_ignore_ascii_case(&name));
                request.headers.push((name, label));
            }
            Some((_, name, label)) => {
                request.query.retain(|(written, _)| *written != name);
                request.query.push((name, label));
            }
            None => {}
        }
        request
    }

    /// Makes the call.
    ///
    /// # Errors
    /// [`Failure`] when there is no answer in time. Whatever the gateway itself answers is an answer.
    pub(super) async fn send(self, call: Call) -> Result<(Answer, Trace), Failure> {
        let began = Instant::now();
        let Call { method, url, headers, body, timeout } = call;
        let mut request = Request::new(body);
        *request.uri_mut() = self.target(&url).ok_or(Failure::BadAddress)?;
        *request.method_mut() = method;
        *request.headers_mut() = headers;
        let inside = Inside { request, subscription: self.subscription, client: self.client };
        let late = |_| Failure::TimedOut { stage: Stage::FirstByte, seconds: timeout.as_secs().max(1) };
        let answered = timeout_at(began + timeout, self.gateway.call_inside(inside)).await.map_err(late)?;
        let Answered { response, walked, limits } = answered;
        let Walked { acted, backend } = walked;
        let trace = Trace {
            policies: acted.into_iter().map(acted_policy).collect(),
            limits,
            is_passed_on: backend.is_some(),
            // The call may have reached another API than the one whose operation was chosen.
            backend: backend.filter(|(api, _)| self.shows_backend_of.as_ref() == Some(api)).map(|(_, address)| address),
        };
        let (head, body) = response.into_parts();
        let answer = Answer {
            status: head.status,
            reason: head.status.canonical_reason().unwrap_or_default().to_owned(),
            version: Version::HTTP_11,
            headers: head.headers,
            body: AnswerBody::new(Body::new(body), began, timeout),
            timings: Timings { name: None, connect: None, first_byte: micros(began.elapsed()) },
        };
        Ok((answer, trace))
    }

    /// What the gateway is called with.
    fn target(&self, url: &Url) -> Option<Uri> {
        let path = url.path().strip_prefix(&self.public_path)?;
        let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
        PathAndQuery::try_from(format!("{path}{query}")).ok().map(Uri::from)
    }
}

fn acted_policy(Acted { scope, kind, has_stopped, told }: Acted) -> ActedPolicy {
    ActedPolicy {
        scope: match scope {
            Scope::Global => PolicyScope::Global,
            Scope::Product(_) => PolicyScope::Product,
            Scope::Api(_) => PolicyScope::Api,
            Scope::Operation { .. } => PolicyScope::Operation,
        },
        policy: kind.as_str().to_owned(),
        has_stopped,
        left: told.map(left).unwrap_or_default(),
    }
}

fn left(told: Told) -> Vec<LimitLeft> {
    let seconds = told.seconds();
    let calls = told.limit.map(|limit| LimitLeft { is_kilobytes: false, limit, remaining: told.remaining, seconds });
    let kilobytes = told.bytes.map(|(limit, remaining)| LimitLeft {
        is_kilobytes: true,
        limit: limit / 1024,
        remaining: remaining / 1024,
        seconds,
    });
    calls.into_iter().chain(kilobytes).collect()
}
