//! Calls that another room makes: what they are made of, each with its answer, and what they have in common.

use leptos::prelude::*;

use super::authorization::Authorization;
use super::content::ResponseContent;
use super::draft::Draft;
use super::environment_choice::environment_choice;
use super::exchange::{Exchange, Outcome};
use super::failure::FailureNotice;
use super::figures::duration;
use super::latency::Latency;
use super::region::Region;
use super::response_headers::ResponseHeaders;
use super::status::Status;
use crate::catalog::model::OperationDetails;
use crate::console::model::ConsoleRequest;
use crate::console::request;
use crate::i18n::{tu_string, use_i18n};
use crate::site::model::Frame;

/// What calls of several operations of an API have in common: whom they are made as, and the environment.
#[derive(Clone, Copy)]
pub struct Sender {
    draft: Draft,
    takes_credentials: bool,
}

impl Sender {
    /// For calls like those of the operation `details`: the first one that asks for credentials, if one does.
    #[must_use]
    pub fn new(details: OperationDetails) -> Self {
        let draft = Draft::new(details);
        Self { draft, takes_credentials: draft.takes_credentials() }
    }

    /// `call` of the operation `details` with the chosen environment, and with what was typed to authenticate if the
    /// operation asks for it.
    #[must_use]
    pub fn sign(self, details: &OperationDetails, call: ConsoleRequest) -> ConsoleRequest {
        let asks = !details.authorizations.is_empty();
        ConsoleRequest {
            environment: untrack(|| {
                self.draft.environment.with(|chosen| chosen.as_ref().map(|it| it.environment.clone()))
            }),
            credentials: if asks { untrack(|| self.draft.authorization.credentials()) } else { Vec::new() },
            ..call
        }
    }
}

/// The choice of the environment, for whoever has signed in, and what to authenticate with, where it is asked for.
pub fn sender_fields(sender: Sender) -> AnyView {
    let is_signed_in = use_context::<Frame>().is_some_and(|frame| frame.user.is_some());
    view! {
        {is_signed_in.then(|| view! { <div>{Suspend::new(environment_choice(sender.draft))}</div> })}
        {sender.takes_credentials.then(|| view! { <Authorization draft=sender.draft/> })}
    }
    .into_any()
}

/// How a call ended.
#[derive(Clone, Debug, PartialEq)]
pub enum CallEnd {
    /// The answer arrived.
    Answered {
        /// The address that was called.
        url: String,
        /// Its status.
        status: u16,
        /// Its headers, in the order received.
        headers: Vec<(String, String)>,
        /// Its text; `None` when it is none, or not all of it arrived.
        text: Option<String>,
    },
    /// There is no answer: what is shown says why.
    Unanswered,
    /// The person stopped it.
    Cancelled,
}

/// A call and its answer, as far as it has arrived.
#[derive(Clone, Copy)]
pub struct Call {
    draft: Draft,
    exchange: Exchange,
}

impl Call {
    /// Makes the call `request` of the operation `details`. It belongs to the reactive owner at hand: when that is gone,
    /// the call is stopped.
    #[must_use]
    pub fn make(details: OperationDetails, request: &ConsoleRequest) -> Self {
        let outline = request::outline(&details.api.service_url, &details.operation, request);
        let call = Self { draft: Draft::new(details), exchange: Exchange::new() };
        call.exchange.send(request.clone(), Vec::new(), outline);
        call
    }

    /// Stops it.
    pub fn cancel(self) {
        self.exchange.cancel();
    }

    /// How it ended; `None` while it runs. Follows the call.
    #[must_use]
    pub fn end(self) -> Option<CallEnd> {
        Some(match self.exchange.outcome.get()? {
            Outcome::Cancelled => CallEnd::Cancelled,
            Outcome::Failed(_) | Outcome::Refused(_) => CallEnd::Unanswered,
            Outcome::Whole(end) => {
                let Some(head) = self.exchange.head.get_untracked() else { return Some(CallEnd::Unanswered) };
                let content = self.exchange.content.get_untracked();
                let text =
                    if end.decoded == 0 { Some(String::new()) } else { content.and_then(|content| content.text) };
                CallEnd::Answered {
                    url: head.url,
                    status: head.status,
                    headers: head.headers,
                    text: text.filter(|_| !end.cut),
                }
            }
        })
    }
}

/// The status and the duration of a call in a line.
#[component]
pub fn CallStatus(
    /// The call.
    call: Call,
) -> impl IntoView {
    let i18n = use_i18n();
    let exchange = call.exchange;
    move || match exchange.outcome.get() {
        None => view! { <span class="text-sm text-ink-muted">{tu_string!(i18n, console.arriving)}</span> }.into_any(),
        Some(Outcome::Whole(end)) => {
            let head = exchange.head.get();
            view! {
                {head.map(|head| view! { <Status head/> })}
                <span class="font-mono text-sm tabular-nums text-ink-muted">{duration(i18n, end.total)}</span>
            }
            .into_any()
        }
        Some(Outcome::Cancelled) => {
            view! { <span class="text-sm text-ink-muted">{tu_string!(i18n, history.cancelled)}</span> }.into_any()
        }
        Some(Outcome::Failed(_) | Outcome::Refused(_)) => {
            view! { <span class="text-sm text-danger">{tu_string!(i18n, recipes.no_answer)}</span> }.into_any()
        }
    }
}

/// What came back, each part in a region of its own, or why there is nothing: as the console shows it.
#[component]
pub fn CallAnswer(
    /// The call.
    call: Call,
) -> impl IntoView {
    let i18n = use_i18n();
    let Call { draft, exchange } = call;
    let head = exchange.head;
    let url = Memo::new(move |_| exchange.url());
    view! {
        <div class="flex min-w-0 flex-col gap-4">
            {move || exchange.outcome.get().map(|outcome| view! { <FailureNotice outcome/> })}
            {move || url.get().map(|url| view! {
                <Region name=tu_string!(i18n, console.requested_url)>
                    <p class="break-all font-mono text-sm">{draft.verb()}" "{url}</p>
                </Region>
            })}
            {move || head.get().map(|head| view! {
                <Region name=tu_string!(i18n, console.response_status)><Status head/></Region>
            })}
            {move || url.with(Option::is_some).then(|| view! {
                <Region name=tu_string!(i18n, console.response_latency)><Latency exchange/></Region>
            })}
            {move || head.get().map(|head| view! {
                <Region name=tu_string!(i18n, console.response_headers)><ResponseHeaders headers=head.headers/></Region>
            })}
            {move || head.with(Option::is_some).then(|| view! {
                <Region name=tu_string!(i18n, console.response_content)><ResponseContent draft exchange/></Region>
            })}
        </div>
    }
}
