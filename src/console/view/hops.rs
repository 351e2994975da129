//! The answers that redirects led through, each of which can be looked at again.

use leptos::prelude::*;

use super::exchange::{Exchange, Outcome, Sent};
use crate::console::content::Content;
use crate::console::model::{AnswerHead, ConsoleRequest};
use crate::console::redirect::{Redirect, is_of_body};
use crate::console::request::{Body, NeutralRequest, masked};
use crate::i18n::{tu_string, use_i18n};
use crate::ui::browser;

/// An answer that is not shown at present.
#[derive(Clone, Default)]
pub(super) struct Hop {
    sent: Option<Sent>,
    method: Option<String>,
    head: Option<AnswerHead>,
    outcome: Option<Outcome>,
    arrived: usize,
    content: Option<Content>,
    body: Vec<u8>,
}

impl Exchange {
    /// Follows `redirect`, where the answer that is shown leads. It and those before it stay to be looked at.
    pub(super) fn follow(self, redirect: &Redirect) {
        let Some(sent) = self.sent.get_value() else { return };
        if redirect.follow.is_none() || self.running.get_untracked().is_some() {
            return;
        }
        let shown = self.hop.get_untracked();
        let here = self.put_away();
        self.hops.update(|hops| {
            hops.truncate(shown);
            hops.extend([here, Hop::default()]);
        });
        self.hop.set(shown + 1);
        self.method.set(Some(redirect.method.clone()));
        let outline = led(sent.outline, redirect);
        let again = Sent { request: sent.request.clone(), files: sent.files.clone(), outline, at: browser::time() };
        self.sent.set_value(Some(again));
        let request = ConsoleRequest { follow: redirect.follow.clone(), ..sent.request };
        let files = if redirect.keeps_body == Some(true) { sent.files } else { Vec::new() };
        self.go(&request, files);
    }

    /// Shows the answer number `at` of them. Nothing happens while one arrives.
    fn look_at(self, at: usize) {
        let shown = self.hop.get_untracked();
        if at == shown || self.running.get_untracked().is_some() {
            return;
        }
        let here = self.put_away();
        let there = self.hops.try_update(|hops| {
            if let Some(hop) = hops.get_mut(shown) {
                *hop = here;
            }
            hops.get_mut(at).map(std::mem::take)
        });
        let Some(Hop { sent, method, head, outcome, arrived, content, body }) = there.flatten() else { return };
        self.hop.set(at);
        self.sent.set_value(sent);
        self.pieces.set_value(vec![(0.0, body.clone())]);
        self.body.set_value(body);
        self.method.set(method);
        self.arrived.set(arrived);
        self.head.set(head);
        self.content.set(content);
        self.outcome.set(outcome);
    }

    fn put_away(self) -> Hop {
        let hop = Hop {
            sent: self.sent.get_value(),
            method: self.method.get_untracked(),
            head: self.head.get_untracked(),
            outcome: self.outcome.get_untracked(),
            arrived: self.arrived.get_untracked(),
            content: self.content.get_untracked(),
            body: self.body.try_update_value(std::mem::take).unwrap_or_default(),
        };
        self.show_nothing();
        hop
    }
}

/// `request` as the server makes it where `redirect` leads.
fn led(mut request: NeutralRequest, redirect: &Redirect) -> NeutralRequest {
    request.url.clone_from(&redirect.target);
    request.method.clone_from(&redirect.method);
    if redirect.keeps_body != Some(true) {
        request.body = Body::None;
        request.headers.retain(|(name, _)| !is_of_body(name));
    }
    request.headers.retain(|(name, _)| !redirect.left_out.contains(name));
    request
}

/// Every answer from the call to the one that redirects led to, the one that is shown marked.
#[component]
pub(super) fn Hops(exchange: Exchange) -> impl IntoView {
    let i18n = use_i18n();
    let rows = move || {
        let shown = exchange.hop.get();
        let (credentials, asked) = exchange
            .sent
            .with_value(|sent| sent.as_ref().map(|sent| (sent.request.credentials.clone(), sent.outline.url.clone())))
            .unwrap_or_default();
        let rows = exchange.hops.with(|hops| {
            let row = |(at, hop): (usize, &Hop)| {
                if at == shown {
                    let status = exchange.head.with(|head| head.as_ref().map(|head| head.status));
                    let is_over = exchange.outcome.with(Option::is_some);
                    let url = exchange.url().unwrap_or_else(|| masked(&asked, &credentials));
                    return (at, exchange.method.get(), status, is_over, Some(url));
                }
                let head = hop.head.as_ref();
                let failed = match &hop.outcome {
                    Some(Outcome::Failed(fail)) => Some(&fail.url),
                    _ => None,
                };
                let url = head.map(|head| &head.url).or(failed).map(|url| masked(url, &credentials));
                (at, hop.method.clone(), head.map(|head| head.status), true, url)
            };
            hops.iter().enumerate().map(row).collect::<Vec<_>>()
        });
        rows.into_iter()
            .map(|(at, method, status, is_over, url)| {
                let status = match status {
                    Some(status) => status.to_string(),
                    None if is_over => tu_string!(i18n, redirect.failed).to_owned(),
                    None => "…".to_owned(),
                };
                view! {
                    <li>
                        <button
                            id=id(at)
                            type="button"
                            class="cursor-pointer break-all text-left font-mono text-sm"
                            class:font-semibold=at == shown
                            aria-current=(at == shown).then_some("true")
                            disabled=move || exchange.running.with(Option::is_some)
                            on:click=move |_| {
                                exchange.look_at(at);
                                // The rows are made anew.
                                request_animation_frame(move || browser::focus(&id(at)));
                            }
                        >
                            {status}" "{method}" "{url}
                        </button>
                    </li>
                }
            })
            .collect_view()
    };
    view! { <ol class="flex list-decimal flex-col gap-1 pl-6">{rows}</ol> }
}

fn id(at: usize) -> String {
    format!("hop-{at}")
}
