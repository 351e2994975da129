//! A call on its way to our server, and its answer on the way back.

use leptos::prelude::*;

use super::exchange::{Exchange, Outcome};
use crate::console::events::MOST_BYTES;
use crate::console::frames::{Decoder, Frame};
use crate::kernel::ApiError;
use crate::ui::browser::{self, Abort, PickedFile};

/// Text that is still arriving is shown up to this many bytes; then it is only counted until it is complete.
const SHOWN_WHILE_ARRIVING: usize = 64 * 1024;

/// A call that is to be made.
pub(super) struct Transfer {
    /// Where its answer is shown.
    pub exchange: Exchange,
    /// Its number among the calls of the page.
    pub number: u64,
    /// Where our server takes it.
    pub path: &'static str,
    /// The call, for our server.
    pub json: String,
    pub files: Vec<PickedFile>,
    pub abort: Abort,
}

/// Makes the call, and takes what comes back.
pub(super) fn transfer(transfer: Transfer) {
    let Transfer { exchange, number, path, json, files, abort } = transfer;
    leptos::task::spawn_local(async move {
        let mut decoder = Decoder::default();
        let mut broken = false;
        let result = browser::post(path, &json, &files, &abort, |bytes| {
            if !exchange.is_current(number) || broken {
                return;
            }
            match decoder.push(bytes) {
                Ok(frames) => frames.into_iter().for_each(|frame| take(exchange, frame)),
                Err(_) => broken = true,
            }
        })
        .await;
        // The server ends the stream when it has kept the call.
        exchange.kept.try_update(|kept| *kept += 1);
        if exchange.is_current(number) && exchange.running.get_untracked().is_some() {
            // The stream ended, but the answer did not: our server went away.
            exchange.finish(Outcome::Refused(result.err().unwrap_or(ApiError::Unreachable)));
        }
    });
}

fn take(exchange: Exchange, frame: Frame) {
    match frame {
        Frame::Head(head) => exchange.head.set(Some(head)),
        Frame::Data(bytes) if untrack(|| exchange.format()).is_some() => {
            exchange.arrived.update(|arrived| *arrived += bytes.len());
            exchange.body.update_value(|body| {
                body.extend_from_slice(&bytes);
                // A stream need not have an end.
                body.drain(..body.len().saturating_sub(MOST_BYTES));
            });
            let since = exchange.running.get_untracked().unwrap_or_default();
            exchange.pieces.update_value(|pieces| pieces.push((browser::now() - since, bytes)));
        }
        Frame::Data(bytes) => {
            exchange.body.update_value(|body| body.extend_from_slice(&bytes));
            let arrived = exchange.body.with_value(Vec::len);
            exchange.arrived.set(arrived);
            if arrived <= SHOWN_WHILE_ARRIVING {
                exchange.read(false);
            }
        }
        Frame::End(end) => exchange.finish(Outcome::Whole(end)),
        Frame::Fail(fail) => exchange.finish(Outcome::Failed(fail)),
    }
}
