//! Taking a call and its answer elsewhere.

use leptos::prelude::*;

use super::draft::Draft;
use super::exchange::{Exchange, Outcome, Sent};
use crate::console::har::{self, Exchanged};
use crate::console::model::Stages;
use crate::console::samples::{Language, sample};
use crate::i18n::{t, use_i18n};
use crate::kernel::Timestamp;
use crate::ui::browser;
use crate::ui::field::Checkbox;

/// What the call can become.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Curl,
    CopyHar,
    SaveHar,
}

/// The call as a command, or with its answer as an archive. The code is loaded when it is wanted.
#[lazy]
fn text(way: Way, exchanged: Exchanged, revealed: bool) -> String {
    match way {
        Way::Curl => sample(Language::Curl, &exchanged.request, revealed),
        Way::CopyHar | Way::SaveHar => har::write(&exchanged, revealed),
    }
}

/// Buttons that copy the call as a cURL command, and copy or save it with its answer as an HTTP Archive.
#[component]
pub(super) fn Share(draft: Draft, exchange: Exchange) -> impl IntoView {
    let i18n = use_i18n();
    let revealed = RwSignal::new(false);
    let copied = RwSignal::new(None::<Way>);
    let press = move |way: Way| {
        let Some(exchanged) = exchange.exchanged() else { return };
        let (revealed, name) = (revealed.get_untracked(), format!("{}.har", draft.slug()));
        leptos::task::spawn_local(async move {
            let text = text(way, exchanged, revealed).await;
            let is_done = match way {
                Way::Curl | Way::CopyHar => browser::copy(text).await,
                Way::SaveHar => {
                    browser::save(&name, &text);
                    false
                }
            };
            copied.try_set(is_done.then_some(way));
        });
    };
    let button = move |way: Way| {
        view! {
            <button type="button" class="button" on:click=move |_| press(way)>
                <span aria-live="polite">
                    {move || match (way, copied.get() == Some(way)) {
                        (_, true) => t!(i18n, common.copied).into_any(),
                        (Way::Curl, _) => t!(i18n, share.curl).into_any(),
                        (Way::CopyHar, _) => t!(i18n, share.har).into_any(),
                        (Way::SaveHar, _) => t!(i18n, share.save_har).into_any(),
                    }}
                </span>
            </button>
        }
    };
    view! {
        <div class="flex flex-wrap items-center gap-2">
            {[Way::Curl, Way::CopyHar, Way::SaveHar].map(button)}
            <Checkbox name="share-secrets" label=crate::i18n::tu_string!(i18n, share.secrets) checked=revealed/>
        </div>
    }
}

impl Exchange {
    /// The call that is shown, with what came back so far.
    fn exchanged(self) -> Option<Exchanged> {
        let Sent { outline: request, at, .. } = self.sent.get_value()?;
        let head = self.head.get_untracked();
        let stages = head.as_ref().map_or_else(Stages::default, |head| head.stages);
        let body = self.body.with_value(Vec::clone);
        let is_cut = body.len() < self.arrived.get_untracked();
        let mut exchanged =
            Exchanged { request, at: Timestamp(at), head, stages, body_time: 0, total: 0, received: -1, body, is_cut };
        match self.outcome.get_untracked() {
            Some(Outcome::Whole(end)) => {
                exchanged.body_time = end.body;
                exchanged.total = end.total;
                exchanged.received = i64::try_from(end.received).unwrap_or(-1);
                exchanged.is_cut |= end.cut;
            }
            Some(Outcome::Failed(fail)) => {
                exchanged.stages = fail.stages;
                exchanged.total = fail.total;
                exchanged.is_cut = true;
            }
            _ => exchanged.is_cut = true,
        }
        Some(exchanged)
    }
}
