//! The call that is running or was made last.

use leptos::prelude::*;

use super::hops::Hop;
use super::transfer::{Transfer, transfer};
use crate::console::content::{self, Content};
use crate::console::events::Format;
use crate::console::kept::shortened;
use crate::console::model::{AnswerEnd, AnswerFail, AnswerHead, ConsoleRequest};
use crate::console::request::{NeutralRequest, masked};
use crate::kernel::ApiError;
use crate::paths;
use crate::ui::browser::{self, Abort, PickedFile};

/// How a call ended.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Outcome {
    /// The answer arrived.
    Whole(AnswerEnd),
    /// The backend could not be called, or broke off.
    Failed(AnswerFail),
    /// Our server did not make the call.
    Refused(ApiError),
    /// The person stopped it.
    Cancelled,
}

/// A call as it was sent.
#[derive(Clone)]
pub(super) struct Sent {
    pub request: ConsoleRequest,
    pub files: Vec<PickedFile>,
    /// What the server makes of it, as far as the browser knows.
    pub outline: NeutralRequest,
    /// When, in milliseconds since 1970-01-01T00:00:00Z.
    pub at: i64,
}

/// A call and its answer, as far as it has arrived.
#[derive(Clone, Copy)]
pub(super) struct Exchange {
    /// Since when a call is running, in the browser's milliseconds.
    pub running: RwSignal<Option<f64>>,
    /// The beginning of the answer.
    pub head: RwSignal<Option<AnswerHead>>,
    /// How it ended.
    pub outcome: RwSignal<Option<Outcome>>,
    /// How many bytes of the decoded body have arrived.
    pub arrived: RwSignal<usize>,
    /// The body, as far as it is shown.
    pub content: RwSignal<Option<Content>>,
    pub(super) body: StoredValue<Vec<u8>>,
    /// What of a stream has arrived and was not read yet, with its times in milliseconds since the call was sent.
    pub(super) pieces: StoredValue<Vec<(f64, Vec<u8>)>>,
    /// The method of the call, where a redirect has changed it.
    pub method: RwSignal<Option<String>>,
    /// The answers between which one can go to and fro after a redirect was followed; empty until then.
    pub(super) hops: RwSignal<Vec<Hop>>,
    /// Which of them is shown.
    pub(super) hop: RwSignal<usize>,
    /// The call as it was sent.
    pub(super) sent: StoredValue<Option<Sent>>,
    object_urls: StoredValue<Vec<String>>,
    abort: StoredValue<Option<Abort>>,
    /// The call, unless its body is too long to be kept, and whether it is.
    pub request: StoredValue<Option<(ConsoleRequest, bool)>>,
    /// Counts the calls that are in the history by now.
    pub kept: RwSignal<u32>,
    number: StoredValue<u64>,
}

impl Exchange {
    /// No call yet. One that still runs when the page is left is stopped.
    pub fn new() -> Self {
        let exchange = Self {
            running: RwSignal::new(None),
            head: RwSignal::new(None),
            outcome: RwSignal::new(None),
            arrived: RwSignal::new(0),
            content: RwSignal::new(None),
            body: StoredValue::new(Vec::new()),
            pieces: StoredValue::new(Vec::new()),
            method: RwSignal::new(None),
            hops: RwSignal::new(Vec::new()),
            hop: RwSignal::new(0),
            sent: StoredValue::new(None),
            object_urls: StoredValue::new(Vec::new()),
            abort: StoredValue::new(None),
            request: StoredValue::new(None),
            kept: RwSignal::new(0),
            number: StoredValue::new(0),
        };
        on_cleanup(move || exchange.clear());
        exchange
    }

    /// Makes the call `request` with its `files`, which is as `outline` says. Nothing happens while another one runs.
    pub fn send(self, request: ConsoleRequest, files: Vec<PickedFile>, outline: NeutralRequest) {
        if self.running.get_untracked().is_some() {
            return;
        }
        self.reset();
        self.request.set_value(Some(shortened(&request)));
        self.method.set(Some(outline.method.clone()));
        self.go(&request, files.clone());
        self.sent.set_value(Some(Sent { request, files, outline, at: browser::time() }));
    }

    /// Makes the call `request` with its `files`, whatever is shown.
    pub(super) fn go(self, request: &ConsoleRequest, files: Vec<PickedFile>) {
        let Ok(json) = serde_json::to_string(request) else { return };
        let abort = Abort::default();
        self.abort.set_value(Some(abort.clone()));
        let number = self.number.get_value() + 1;
        self.number.set_value(number);
        self.running.set(Some(browser::now()));
        let path = if files.is_empty() { paths::CONSOLE_SEND } else { paths::CONSOLE_UPLOAD };
        transfer(Transfer { exchange: self, number, path, json, files, abort });
    }

    /// Whether `number` is the call made last, and the page is still open.
    pub(super) fn is_current(self, number: u64) -> bool {
        self.number.try_get_value() == Some(number)
    }

    /// Forgets the call made last, and what came back.
    pub fn reset(self) {
        self.clear();
        self.hops.set(Vec::new());
        self.hop.set(0);
        self.show_nothing();
    }

    /// Lets go of the answer that is shown.
    pub(super) fn show_nothing(self) {
        self.body.update_value(Vec::clear);
        self.pieces.update_value(Vec::clear);
        self.method.set(None);
        self.head.set(None);
        self.outcome.set(None);
        self.arrived.set(0);
        self.content.set(None);
    }

    /// Stops the running call.
    pub fn cancel(self) {
        if self.running.get_untracked().is_some() {
            self.number.update_value(|number| *number += 1);
            self.abort.with_value(|abort| {
                if let Some(abort) = abort {
                    abort.abort();
                }
            });
            self.finish(Outcome::Cancelled);
        }
    }

    /// The address that was called, without its secrets.
    pub fn url(self) -> Option<String> {
        let of_head = self.head.with(|head| head.as_ref().map(|head| head.url.clone()));
        let url = of_head.or_else(|| match self.outcome.get() {
            Some(Outcome::Failed(fail)) => Some(fail.url),
            _ => None,
        })?;
        self.request.with_value(|request| Some(masked(&url, &request.as_ref()?.0.credentials)))
    }

    /// An address of the body for links that save it.
    pub fn save_url(self) -> Option<String> {
        self.object_url("application/octet-stream")
    }

    /// An address of the body as what it is.
    pub fn preview_url(self, media_type: &str) -> Option<String> {
        self.object_url(media_type)
    }

    fn object_url(self, media_type: &str) -> Option<String> {
        let url = self.body.with_value(|body| browser::object_url(body, media_type))?;
        self.object_urls.update_value(|urls| urls.push(url.clone()));
        Some(url)
    }

    pub(super) fn finish(self, outcome: Outcome) {
        let whole = matches!(&outcome, Outcome::Whole(end) if !end.cut);
        self.running.set(None);
        self.outcome.set(Some(outcome));
        if self.head.with_untracked(Option::is_some) && untrack(|| self.format()).is_none() {
            self.read(whole);
        }
    }

    /// How the answer's events stand in it, if it is a stream of events.
    pub fn format(self) -> Option<Format> {
        self.head.with(|head| Format::of(head.as_ref()?.content_type.as_deref()?))
    }

    pub(super) fn read(self, whole: bool) {
        let content_type = self.head.with_untracked(|head| head.as_ref().and_then(|head| head.content_type.clone()));
        self.content.set(Some(self.body.with_value(|body| content::read(content_type.as_deref(), body, whole))));
    }

    /// Lets go of everything that the browser holds for the call made last.
    fn clear(self) {
        self.abort.try_update_value(|abort| {
            if let Some(abort) = abort.take() {
                abort.abort();
            }
        });
        self.body.try_update_value(Vec::clear);
        self.pieces.try_update_value(Vec::clear);
        self.object_urls.try_update_value(|urls| urls.drain(..).for_each(|url| browser::revoke_object_url(&url)));
    }
}
