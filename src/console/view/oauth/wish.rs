//! What was filled in to get a token, and how far it has come.

use std::time::Duration;

use leptos::prelude::*;

use super::ask::ask;
use crate::console::oauth::{
    Begun, ClientAuthentication, Flow, FlowRequest, FlowState, OAuthOptions, RefreshRequest, ScopeOption, TokenFailure,
    TokenOutcome, TokenRequest,
};
use crate::kernel::ids::OperationId;
use crate::kernel::{ApiError, Message};
use crate::paths;
use crate::ui::browser;

/// The words for how the client shows its secret.
pub(super) const BASIC: &str = "basic";
pub(super) const BODY: &str = "body";
/// How often the server is asked whether the person has come back.
const EVERY: Duration = Duration::from_secs(1);

/// What is going on.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Progress {
    /// Nothing.
    Idle,
    /// The server is asked for something.
    Asking,
    /// The person is away, at this address.
    Away {
        /// Where they are.
        url: String,
    },
}

/// What came with the token that was filled in.
#[derive(Clone, PartialEq)]
pub(super) struct Received {
    /// What the token is good for.
    pub scope: String,
    /// Whether an ID token came too.
    pub has_id_token: bool,
    /// When the token expires, in the browser's milliseconds.
    pub expires_at: Option<f64>,
    /// By which name it can be renewed.
    pub refresh: Option<String>,
}

/// Why nothing came.
#[derive(Clone, PartialEq)]
pub(super) enum Trouble {
    /// Our server did not accept the request.
    Refused(ApiError),
    /// The authorization server gave no token.
    Failed(TokenFailure),
    /// The person was away for too long.
    Gone,
}

/// A wish for a token.
#[derive(Clone, Copy)]
pub(super) struct Wish {
    operation: StoredValue<OperationId>,
    scheme: StoredValue<String>,
    options: StoredValue<OAuthOptions>,
    /// For every scope of every flow whether it is asked for.
    ticks: StoredValue<Vec<Vec<RwSignal<bool>>>>,
    /// The chosen flow's word.
    pub flow_word: RwSignal<String>,
    /// What was typed.
    pub client_id: RwSignal<String>,
    /// What was typed.
    pub client_secret: RwSignal<String>,
    /// How the client shows its secret: [`BASIC`] or [`BODY`].
    pub authentication: RwSignal<String>,
    /// Scopes that are not documented, separated by spaces.
    pub more_scopes: RwSignal<String>,
    /// What is going on.
    pub progress: RwSignal<Progress>,
    /// What came last.
    pub received: RwSignal<Option<Received>>,
    /// Why nothing came.
    pub trouble: RwSignal<Option<Trouble>>,
    /// Where the token goes.
    token: RwSignal<String>,
    /// Counts the attempts: what belongs to an earlier one is not taken any more.
    number: StoredValue<u64>,
}

impl Wish {
    /// Nothing is typed, the first flow is chosen, and the scopes that the operation needs are.
    pub(super) fn new(operation: OperationId, scheme: String, options: OAuthOptions, token: RwSignal<String>) -> Self {
        let ticks = |scopes: &[ScopeOption]| scopes.iter().map(|scope| RwSignal::new(scope.required)).collect();
        let first = options.flows.first().map_or("", |option| option.flow.as_str()).to_owned();
        Self {
            ticks: StoredValue::new(options.flows.iter().map(|option| ticks(&option.scopes)).collect()),
            operation: StoredValue::new(operation),
            scheme: StoredValue::new(scheme),
            options: StoredValue::new(options),
            flow_word: RwSignal::new(first),
            client_id: RwSignal::new(String::new()),
            client_secret: RwSignal::new(String::new()),
            authentication: RwSignal::new(BASIC.to_owned()),
            more_scopes: RwSignal::new(String::new()),
            progress: RwSignal::new(Progress::Idle),
            received: RwSignal::new(None),
            trouble: RwSignal::new(None),
            token,
            number: StoredValue::new(0),
        }
    }

    /// The flows to choose from.
    pub(super) fn flows(self) -> Vec<Flow> {
        self.options.with_value(|options| options.flows.iter().map(|option| option.flow).collect())
    }

    /// The documented flows that we do not run.
    pub(super) fn others(self) -> Vec<String> {
        self.options.with_value(|options| options.others.clone())
    }

    /// What has to be registered at the provider.
    pub(super) fn redirect_uri(self) -> String {
        self.options.with_value(|options| options.redirect_uri.clone())
    }

    /// The chosen flow.
    pub(super) fn flow(self) -> Option<Flow> {
        let word = self.flow_word.get();
        self.flows().into_iter().find(|flow| flow.as_str() == word)
    }

    /// The chosen flow's scopes, and whether each is asked for.
    pub(super) fn scopes(self) -> Vec<(ScopeOption, RwSignal<bool>)> {
        let Some(flow) = self.flow() else { return Vec::new() };
        self.options.with_value(|options| {
            let Some(at) = options.flows.iter().position(|option| option.flow == flow) else { return Vec::new() };
            let ticks = self.ticks.with_value(|ticks| ticks.get(at).cloned().unwrap_or_default());
            options.flows.get(at).into_iter().flat_map(|option| option.scopes.clone()).zip(ticks).collect()
        })
    }

    /// What is wrong with `field`.
    pub(super) fn complaint(self, field: &'static str) -> Signal<Option<Message>> {
        Signal::derive(move || match self.trouble.get() {
            Some(Trouble::Refused(ApiError::Invalid { fields })) => {
                fields.into_iter().find(|error| error.field == field).map(|error| error.message)
            }
            _ => None,
        })
    }

    /// Asks for the token, or sends the person to where they can.
    pub(super) fn start(self) {
        let Some((flow, request)) = untrack(|| self.flow().map(|flow| (flow, self.request(flow)))) else { return };
        let Some(number) = self.begin() else { return };
        leptos::task::spawn_local(async move {
            if flow == Flow::ClientCredentials {
                self.take(number, ask(paths::CONSOLE_TOKEN, &request).await);
                return;
            }
            let begun = ask(paths::CONSOLE_AUTHORIZATION, &request).await;
            if !self.is_current(number) {
                return;
            }
            match begun {
                Ok(Begun::Begun { flow, url }) => {
                    self.progress.set(Progress::Away { url: url.clone() });
                    browser::open_window(&url);
                    self.watch(number, flow);
                }
                Ok(Begun::Failed(failure)) => self.end(Some(Trouble::Failed(failure))),
                Err(error) => self.end(Some(Trouble::Refused(error))),
            }
        });
    }

    /// Has the token renewed.
    pub(super) fn refresh(self) {
        let refresh = self.received.with_untracked(|received| received.as_ref().and_then(|it| it.refresh.clone()));
        let Some(refresh) = refresh else { return };
        let Some(number) = self.begin() else { return };
        leptos::task::spawn_local(async move {
            self.take(number, ask(paths::CONSOLE_OAUTH_REFRESH, &RefreshRequest { refresh }).await);
        });
    }

    fn request(self, flow: Flow) -> TokenRequest {
        let ticked = self.scopes().into_iter().filter(|(_, ticked)| ticked.get()).map(|(scope, _)| scope.name);
        let more = self.more_scopes.get();
        let more = more.split_whitespace().map(str::to_owned);
        TokenRequest {
            operation: self.operation.get_value(),
            scheme: self.scheme.get_value(),
            flow,
            client_id: self.client_id.get(),
            client_secret: self.client_secret.get(),
            client_authentication: match self.authentication.get().as_str() {
                BODY => ClientAuthentication::Body,
                _ => ClientAuthentication::Basic,
            },
            scopes: ticked.chain(more).collect(),
        }
    }

    /// Asks whether the person has come back, until they have or another attempt is made.
    fn watch(self, number: u64, flow: String) {
        let look = move || {
            if !self.is_current(number) {
                return;
            }
            leptos::task::spawn_local(async move {
                let state = ask(paths::CONSOLE_OAUTH_RESULT, &FlowRequest { flow: flow.clone() }).await;
                if !self.is_current(number) {
                    return;
                }
                match state {
                    // A network that fails for a moment is no reason to give up.
                    Ok(FlowState::Waiting) | Err(ApiError::Unreachable) => self.watch(number, flow),
                    Ok(FlowState::Done(outcome)) => self.take(number, Ok(outcome)),
                    Ok(FlowState::Gone) => self.end(Some(Trouble::Gone)),
                    Err(error) => self.end(Some(Trouble::Refused(error))),
                }
            });
        };
        set_timeout(look, EVERY);
    }

    /// The number of a new attempt; none while the server is being asked.
    fn begin(self) -> Option<u64> {
        if self.progress.get_untracked() == Progress::Asking {
            return None;
        }
        self.number.update_value(|number| *number += 1);
        self.trouble.set(None);
        self.progress.set(Progress::Asking);
        Some(self.number.get_value())
    }

    fn is_current(self, number: u64) -> bool {
        self.number.try_get_value() == Some(number)
    }

    fn take(self, number: u64, result: Result<TokenOutcome, ApiError>) {
        if !self.is_current(number) {
            return;
        }
        match result {
            Ok(TokenOutcome::Token(token)) => {
                #[expect(clippy::cast_precision_loss, reason = "an hour more or less in a million years is no matter")]
                let expires_at = token.expires_in.map(|seconds| browser::now() + seconds as f64 * 1000.0);
                self.token.set(token.access_token);
                self.received.set(Some(Received {
                    scope: token.scope,
                    has_id_token: token.has_id_token,
                    expires_at,
                    refresh: token.refresh,
                }));
                self.end(None);
            }
            Ok(TokenOutcome::Failed(failure)) => self.end(Some(Trouble::Failed(failure))),
            Err(error) => self.end(Some(Trouble::Refused(error))),
        }
    }

    fn end(self, trouble: Option<Trouble>) {
        self.progress.set(Progress::Idle);
        self.trouble.set(trouble);
    }
}
