//! What can go wrong with OpenID providers, in words.

use leptos_i18n::I18nContext;

use crate::i18n::{Locale, tu_string};
use crate::identity::provider::{ProviderFailure, ProviderProblem, ProviderStep};
use crate::kernel::Failure;
use crate::kernel::failure::TlsReason;

/// That somebody could not sign in, what was being done, and what went wrong.
pub(super) fn explain_failure(i18n: I18nContext<Locale>, failure: &ProviderFailure) -> Vec<String> {
    let what = if failure.provider.is_empty() {
        tu_string!(i18n, providers.failed_gone).to_owned()
    } else {
        tu_string!(i18n, providers.failed, provider = &failure.provider)
    };
    let step = match failure.step {
        ProviderStep::Discovery => tu_string!(i18n, providers.step_discovery),
        ProviderStep::Authorization => tu_string!(i18n, providers.step_authorization),
        ProviderStep::Token => tu_string!(i18n, providers.step_token),
        ProviderStep::Keys => tu_string!(i18n, providers.step_keys),
        ProviderStep::IdToken => tu_string!(i18n, providers.step_id_token),
        ProviderStep::UserInfo => tu_string!(i18n, providers.step_user_info),
        ProviderStep::Account => tu_string!(i18n, providers.step_account),
    };
    let mut sentences = vec![what, step.to_owned(), explain(i18n, &failure.problem)];
    if let ProviderProblem::Refused { error, .. } = &failure.problem
        && matches!(error.as_str(), "invalid_client" | "unauthorized_client")
    {
        sentences.push(tu_string!(i18n, providers.refused_client).to_owned());
    }
    sentences
}

/// What went wrong.
pub(super) fn explain(i18n: I18nContext<Locale>, problem: &ProviderProblem) -> String {
    match problem {
        ProviderProblem::Call { failure } => call(i18n, failure),
        ProviderProblem::Redirected { status } => tu_string!(i18n, providers.redirected, status = *status),
        ProviderProblem::Status { status } => tu_string!(i18n, providers.status, status = *status),
        ProviderProblem::TooLarge => tu_string!(i18n, providers.too_large).to_owned(),
        ProviderProblem::NotJson => tu_string!(i18n, providers.not_json).to_owned(),
        ProviderProblem::Missing { member } => tu_string!(i18n, providers.missing, member = member),
        ProviderProblem::Issuer { expected, found } => {
            tu_string!(i18n, providers.issuer_differs, expected = expected, found = found)
        }
        ProviderProblem::Refused { error, description } => {
            tu_string!(i18n, providers.refused, error = error, description = description)
        }
        ProviderProblem::NoKeys => tu_string!(i18n, providers.no_keys).to_owned(),
        ProviderProblem::TooOften { seconds } => tu_string!(i18n, providers.too_often, seconds = *seconds),
        ProviderProblem::Off => tu_string!(i18n, providers.off).to_owned(),
        ProviderProblem::Over => tu_string!(i18n, providers.over).to_owned(),
        ProviderProblem::NotAToken => tu_string!(i18n, providers.not_a_token).to_owned(),
        ProviderProblem::Algorithm { name } => tu_string!(i18n, providers.algorithm, name = name),
        ProviderProblem::UnknownKey => tu_string!(i18n, providers.unknown_key).to_owned(),
        ProviderProblem::Signature => tu_string!(i18n, providers.signature).to_owned(),
        ProviderProblem::Audience => tu_string!(i18n, providers.audience).to_owned(),
        ProviderProblem::Expired => tu_string!(i18n, providers.expired).to_owned(),
        ProviderProblem::Nonce => tu_string!(i18n, providers.nonce).to_owned(),
        ProviderProblem::Mismatch => tu_string!(i18n, providers.mismatch).to_owned(),
        ProviderProblem::NoEmail => tu_string!(i18n, providers.no_email).to_owned(),
        ProviderProblem::UnverifiedEmail { email } => tu_string!(i18n, providers.unverified_email, email = email),
        ProviderProblem::UnconfirmedAccount { email } => {
            tu_string!(i18n, providers.unconfirmed_account, email = email)
        }
        ProviderProblem::Suspended => tu_string!(i18n, providers.suspended).to_owned(),
        ProviderProblem::NoAccount { email } => tu_string!(i18n, providers.no_account, email = email),
        ProviderProblem::Domain { allowed } => tu_string!(i18n, providers.domain, allowed = allowed),
    }
}

/// Why the provider could not be called.
fn call(i18n: I18nContext<Locale>, failure: &Failure) -> String {
    let why = match failure {
        Failure::BadAddress => tu_string!(i18n, providers.call_bad_address),
        Failure::Blocked => tu_string!(i18n, providers.call_blocked),
        Failure::NameNotResolved => tu_string!(i18n, providers.call_name),
        Failure::Refused => tu_string!(i18n, providers.call_refused),
        Failure::Unreachable => tu_string!(i18n, providers.call_unreachable),
        Failure::Tls { reason } => return tu_string!(i18n, providers.call_tls, reason = tls(i18n, *reason)),
        Failure::TimedOut { seconds, .. } => return tu_string!(i18n, providers.call_timed_out, seconds = *seconds),
        Failure::CutOff | Failure::BadResponse => tu_string!(i18n, providers.call_broken),
    };
    why.to_owned()
}

fn tls(i18n: I18nContext<Locale>, reason: TlsReason) -> &'static str {
    match reason {
        TlsReason::Expired => tu_string!(i18n, providers.tls_expired),
        TlsReason::NotYetValid => tu_string!(i18n, providers.tls_not_yet_valid),
        TlsReason::UnknownIssuer => tu_string!(i18n, providers.tls_unknown_issuer),
        TlsReason::WrongName => tu_string!(i18n, providers.tls_wrong_name),
        TlsReason::Revoked => tu_string!(i18n, providers.tls_revoked),
        TlsReason::BadCertificate => tu_string!(i18n, providers.tls_bad_certificate),
        TlsReason::Handshake => tu_string!(i18n, providers.tls_handshake),
    }
}
