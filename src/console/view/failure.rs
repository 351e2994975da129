//! Why there is no answer, and what can be done about it.

use leptos::prelude::*;
use leptos_i18n::I18nContext;

use super::exchange::Outcome;
use crate::i18n::{Locale, tu_string, use_i18n};
use crate::kernel::failure::{Stage, TlsReason};
use crate::kernel::{ApiError, Failure};
use crate::ui::message::{error_text, message_text};

/// The stage that failed and the remedy, or nothing when nothing failed.
#[component]
pub(super) fn FailureNotice(outcome: Outcome) -> impl IntoView {
    let i18n = use_i18n();
    let (what, remedies) = match outcome {
        Outcome::Whole(_) | Outcome::Cancelled => return ().into_any(),
        Outcome::Failed(fail) => {
            let (what, remedy) = explain(i18n, &fail.failure);
            (what, vec![remedy])
        }
        Outcome::Refused(error) => untrack(|| (error_text(i18n, &error), complaints(i18n, &error))),
    };
    let remedies = remedies.into_iter().map(|remedy| view! { <p class="mt-1 text-sm">{remedy}</p> }).collect_view();
    view! {
        <div role="alert" class="rounded border border-line bg-danger-soft px-3 py-2">
            <p class="font-semibold text-danger">{what}</p>
            {remedies}
        </div>
    }
    .into_any()
}

/// Our server's complaints. The form knows the same rules, so there are some only when the operation has changed since
/// the page was loaded.
fn complaints(i18n: I18nContext<Locale>, error: &ApiError) -> Vec<String> {
    let ApiError::Invalid { fields } = error else { return Vec::new() };
    fields
        .iter()
        .map(|complaint| {
            let name = complaint.field.split_once('.').map_or(complaint.field.as_str(), |(_, name)| name);
            tu_string!(i18n, console.complaint, field = name, message = message_text(i18n, &complaint.message))
        })
        .collect()
}

/// What failed, and what can be done about it.
fn explain(i18n: I18nContext<Locale>, failure: &Failure) -> (String, String) {
    let (what, remedy) = match failure {
        Failure::BadAddress => (tu_string!(i18n, failure.bad_address), tu_string!(i18n, failure.bad_address_remedy)),
        Failure::NameNotResolved => (tu_string!(i18n, failure.name), tu_string!(i18n, failure.name_remedy)),
        Failure::Blocked => (tu_string!(i18n, failure.blocked), tu_string!(i18n, failure.blocked_remedy)),
        Failure::Refused => (tu_string!(i18n, failure.refused), tu_string!(i18n, failure.refused_remedy)),
        Failure::Unreachable => (tu_string!(i18n, failure.unreachable), tu_string!(i18n, failure.unreachable_remedy)),
        Failure::Tls { reason } => (tls(i18n, *reason), tu_string!(i18n, failure.tls_remedy)),
        Failure::TimedOut { stage, seconds } => return timed_out(i18n, *stage, *seconds),
        Failure::CutOff => (tu_string!(i18n, failure.cut_off), tu_string!(i18n, failure.cut_off_remedy)),
        Failure::BadResponse => (tu_string!(i18n, failure.bad_response), tu_string!(i18n, failure.bad_response_remedy)),
    };
    (what.to_owned(), remedy.to_owned())
}

fn tls(i18n: I18nContext<Locale>, reason: TlsReason) -> &'static str {
    match reason {
        TlsReason::Expired => tu_string!(i18n, failure.tls_expired),
        TlsReason::NotYetValid => tu_string!(i18n, failure.tls_not_yet_valid),
        TlsReason::UnknownIssuer => tu_string!(i18n, failure.tls_unknown_issuer),
        TlsReason::WrongName => tu_string!(i18n, failure.tls_wrong_name),
        TlsReason::Revoked => tu_string!(i18n, failure.tls_revoked),
        TlsReason::BadCertificate => tu_string!(i18n, failure.tls_bad_certificate),
        TlsReason::Handshake => tu_string!(i18n, failure.tls_handshake),
    }
}

fn timed_out(i18n: I18nContext<Locale>, stage: Stage, seconds: u64) -> (String, String) {
    let (what, remedy) = match stage {
        Stage::Name => {
            (tu_string!(i18n, failure.timed_out_name, seconds = seconds), tu_string!(i18n, failure.name_remedy))
        }
        Stage::Connect => (
            tu_string!(i18n, failure.timed_out_connect, seconds = seconds),
            tu_string!(i18n, failure.unreachable_remedy),
        ),
        Stage::FirstByte => (
            tu_string!(i18n, failure.timed_out_first_byte, seconds = seconds),
            tu_string!(i18n, failure.timed_out_remedy),
        ),
        Stage::Silence => {
            (tu_string!(i18n, failure.timed_out_silence, seconds = seconds), tu_string!(i18n, failure.silence_remedy))
        }
        Stage::Body => {
            (tu_string!(i18n, failure.timed_out_body, seconds = seconds), tu_string!(i18n, failure.timed_out_remedy))
        }
    };
    (what, remedy.to_owned())
}
