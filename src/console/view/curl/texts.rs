//! What is said about a cURL command.

use leptos_i18n::I18nContext;

use crate::console::curl::{CurlError, Note};
use crate::i18n::{Locale, tu_string};

/// Positions are counted from 1 by people.
const fn shown(at: usize) -> usize {
    at + 1
}

/// What is wrong with a command.
pub(super) fn complaint(i18n: I18nContext<Locale>, error: &CurlError) -> String {
    match error {
        CurlError::TooLong { most } => tu_string!(i18n, curl.too_long, most = *most),
        CurlError::NotCurl => tu_string!(i18n, curl.not_curl).to_owned(),
        CurlError::UnclosedQuote { at } => tu_string!(i18n, curl.unclosed_quote, at = shown(*at)),
        CurlError::NotText { at } => tu_string!(i18n, curl.not_text, at = shown(*at)),
        CurlError::UnknownOption { name, at } => tu_string!(i18n, curl.unknown_option, name = name, at = shown(*at)),
        CurlError::AmbiguousOption { name, at } => {
            tu_string!(i18n, curl.ambiguous_option, name = name, at = shown(*at))
        }
        CurlError::MissingValue { option, at } => tu_string!(i18n, curl.missing_value, name = option, at = shown(*at)),
        CurlError::SeveralRequests { at } => tu_string!(i18n, curl.several_requests, at = shown(*at)),
        CurlError::SeveralAddresses { at } => tu_string!(i18n, curl.several_addresses, at = shown(*at)),
        CurlError::NoAddress => tu_string!(i18n, curl.no_address).to_owned(),
        CurlError::BadAddress { at } => tu_string!(i18n, curl.bad_address, at = shown(*at)),
        CurlError::BadMethod { at } => tu_string!(i18n, curl.bad_method, at = shown(*at)),
        CurlError::BadHeader { at } => tu_string!(i18n, curl.bad_header, at = shown(*at)),
        CurlError::BadField { at } => tu_string!(i18n, curl.bad_field, at = shown(*at)),
        CurlError::SeveralMethods { at } => tu_string!(i18n, curl.several_methods, at = shown(*at)),
    }
}

/// What a person should know about the reading of their command.
pub(super) fn note(i18n: I18nContext<Locale>, note: &Note) -> String {
    match note {
        Note::Option { name } => tu_string!(i18n, curl.note_option, name = name),
        Note::NotExpanded { text } => tu_string!(i18n, curl.note_not_expanded, text = text),
        Note::Redirection { at } => tu_string!(i18n, curl.note_redirection, at = shown(*at)),
        Note::Rest { at } => tu_string!(i18n, curl.note_rest, at = shown(*at)),
        Note::File { name } => tu_string!(i18n, curl.note_file, name = name),
        Note::FileInOneLine { name } => tu_string!(i18n, curl.note_file_in_one_line, name = name),
        Note::FileAsText { name } => tu_string!(i18n, curl.note_file_as_text, name = name),
        Note::FileLeftOut { name } => tu_string!(i18n, curl.note_file_left_out, name = name),
        Note::Pattern => tu_string!(i18n, curl.note_pattern).to_owned(),
        Note::PasswordAsked => tu_string!(i18n, curl.note_password_asked).to_owned(),
        Note::HeaderLeftOut { text } => tu_string!(i18n, curl.note_header_left_out, text = text),
        Note::FieldDetail { text } => tu_string!(i18n, curl.note_field_detail, text = text),
    }
}
