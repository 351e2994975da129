//! Why there is no token, and what can be done about it.

use leptos_i18n::I18nContext;

use crate::console::oauth::{TokenFailure, TokenProblem, TokenStep};
use crate::i18n::{Locale, tu_string};
use crate::kernel::Failure;

/// What was being done, what went wrong, and what can be done about it.
pub(super) fn explain(i18n: I18nContext<Locale>, failure: &TokenFailure) -> Vec<String> {
    let what = match failure.step {
        TokenStep::Discovery => tu_string!(i18n, oauth.failed_discovery),
        TokenStep::Authorization => tu_string!(i18n, oauth.failed_authorization),
        TokenStep::Token => tu_string!(i18n, oauth.failed_token),
        TokenStep::Refresh => tu_string!(i18n, oauth.failed_refresh),
    };
    let mut sentences = vec![what.to_owned()];
    let why = match &failure.problem {
        TokenProblem::Call { failure } => call(i18n, failure),
        TokenProblem::NoAddress => tu_string!(i18n, oauth.no_address).to_owned(),
        TokenProblem::Refused { error, description } => {
            sentences.push(tu_string!(i18n, oauth.refused, error = error, description = description));
            match error.as_str() {
                "invalid_client" | "unauthorized_client" => tu_string!(i18n, oauth.refused_client).to_owned(),
                "invalid_scope" => tu_string!(i18n, oauth.refused_scope).to_owned(),
                _ => return sentences,
            }
        }
        TokenProblem::Status { status } => tu_string!(i18n, oauth.status, status = *status),
        TokenProblem::Redirected { status } => tu_string!(i18n, oauth.redirected, status = *status),
        TokenProblem::NotJson => tu_string!(i18n, oauth.not_json).to_owned(),
        TokenProblem::TooLarge => tu_string!(i18n, oauth.too_large).to_owned(),
        TokenProblem::Missing { member } => tu_string!(i18n, oauth.missing, member = member),
        TokenProblem::TokenType { token_type } => tu_string!(i18n, oauth.token_type, token_type = token_type),
        TokenProblem::Issuer { expected, found } => {
            tu_string!(i18n, oauth.issuer, expected = expected, found = found)
        }
    };
    sentences.push(why);
    sentences
}

/// Why the provider could not be called.
fn call(i18n: I18nContext<Locale>, failure: &Failure) -> String {
    let why = match failure {
        Failure::BadAddress => tu_string!(i18n, oauth.no_address),
        Failure::Blocked => tu_string!(i18n, oauth.call_blocked),
        Failure::NameNotResolved => tu_string!(i18n, oauth.call_name),
        Failure::Refused | Failure::Unreachable => tu_string!(i18n, oauth.call_unreachable),
        Failure::Tls { .. } => tu_string!(i18n, oauth.call_tls),
        Failure::CutOff | Failure::BadResponse => tu_string!(i18n, oauth.call_broken),
        Failure::TimedOut { seconds, .. } => return tu_string!(i18n, oauth.call_timed_out, seconds = *seconds),
    };
    why.to_owned()
}
