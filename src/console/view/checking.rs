//! Asking the server, while somebody types, what a schema says against a value.

use std::future::Future;
use std::time::Duration;

use leptos::prelude::*;

use crate::catalog::model::{CallPart, Deviation};
use crate::console::check::PartToCheck;
use crate::kernel::wire;
use crate::paths;
use crate::ui::browser::{self, Abort};

/// How long nobody types before a text is checked.
const PAUSE: Duration = Duration::from_millis(400);

/// Checks the text of `source` whenever nobody has typed for a while, and shows what was found if it is still that text.
pub(super) fn keep_checked<Fut>(
    source: Signal<(String, CallPart)>,
    check: impl Fn(String, CallPart, Abort) -> Fut + Clone + 'static,
    show: impl Fn(&str, Vec<Deviation>) + Clone + 'static,
) where
    Fut: Future<Output = Option<Vec<Deviation>>> + 'static,
{
    Effect::new(move |_| {
        let now = source.get();
        let abort = Abort::default();
        let (check, show, running) = (check.clone(), show.clone(), abort.clone());
        let pending = set_timeout_with_handle(
            move || {
                leptos::task::spawn_local(async move {
                    let found = check(now.0.clone(), now.1.clone(), running).await;
                    // Meanwhile something else may have been typed, or the page left.
                    let is_now = source.try_with_untracked(|source| *source == now) == Some(true);
                    if let Some(found) = found.filter(|_| is_now) {
                        show(&now.0, found);
                    }
                });
            },
            PAUSE,
        );
        on_cleanup(move || {
            if let Ok(pending) = pending {
                pending.clear();
            }
            abort.abort();
        });
    });
}

/// What the server says; `None` when it does not.
pub(super) async fn ask(part: &PartToCheck, abort: &Abort) -> Option<Vec<Deviation>> {
    let asked = serde_json::to_string(part).ok()?;
    let mut answer = Vec::new();
    browser::post(paths::CONSOLE_CHECK, &asked, &[], abort, |bytes| answer.extend_from_slice(bytes)).await.ok()?;
    wire::read(&answer).ok()
}
