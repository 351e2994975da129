//! The sentences for messages and errors, in the reader's language.

use leptos_i18n::I18nContext;

use crate::i18n::{Locale, tu_string};
use crate::kernel::{ApiError, Message};

/// The sentence that says what is wrong with an input.
#[must_use]
pub fn message_text(i18n: I18nContext<Locale>, message: &Message) -> String {
    match message {
        Message::Required => tu_string!(i18n, message.required).to_owned(),
        Message::TooLong { most } => tu_string!(i18n, message.too_long, most = *most),
        Message::TooShort { least } => tu_string!(i18n, message.too_short, least = *least),
        Message::TooMany { most } => tu_string!(i18n, message.too_many, most = *most),
        Message::Taken => tu_string!(i18n, message.taken).to_owned(),
        Message::NotAnEmail => tu_string!(i18n, message.not_an_email).to_owned(),
        Message::NotAServiceUrl => tu_string!(i18n, message.not_a_service_url).to_owned(),
        Message::NotASlug => tu_string!(i18n, message.not_a_slug).to_owned(),
        Message::ReservedSlug => tu_string!(i18n, message.reserved_slug).to_owned(),
        Message::NotOneLine => tu_string!(i18n, message.not_one_line).to_owned(),
        Message::NotASuffix => tu_string!(i18n, message.not_a_suffix).to_owned(),
        Message::NotOneOf { allowed } => tu_string!(i18n, message.not_one_of, allowed = allowed),
        Message::NotAnInteger => tu_string!(i18n, message.not_an_integer).to_owned(),
        Message::NotANumber => tu_string!(i18n, message.not_a_number).to_owned(),
        Message::NotABoolean => tu_string!(i18n, message.not_a_boolean).to_owned(),
        Message::NotNamedValues => tu_string!(i18n, message.not_named_values).to_owned(),
        Message::NotAVerb => tu_string!(i18n, message.not_a_verb).to_owned(),
        Message::NotAStatus => tu_string!(i18n, message.not_a_status).to_owned(),
        Message::NotAMediaType => tu_string!(i18n, message.not_a_media_type).to_owned(),
        Message::NotAHeaderName => tu_string!(i18n, message.not_a_header_name).to_owned(),
        Message::NotAHeaderValue => tu_string!(i18n, message.not_a_header_value).to_owned(),
        Message::HeaderNotAllowed { name } => tu_string!(i18n, message.header_not_allowed, name = name),
        Message::DotSegment => tu_string!(i18n, message.dot_segment).to_owned(),
        Message::TemplateWithoutSlash => tu_string!(i18n, message.template_without_slash).to_owned(),
        Message::TemplateUnbalanced { position } => tu_string!(i18n, message.template_unbalanced, position = *position),
        Message::TemplateEmptyName { position } => tu_string!(i18n, message.template_empty_name, position = *position),
        Message::TemplateCharacter { character, position } => {
            tu_string!(i18n, message.template_character, character = *character, position = *position)
        }
        Message::TemplateEncoding { position } => tu_string!(i18n, message.template_encoding, position = *position),
        Message::DuplicateParameter { name } => tu_string!(i18n, message.duplicate_parameter, name = name),
        Message::TemplateDotSegment => tu_string!(i18n, message.template_dot_segment).to_owned(),
        Message::NotJson { line, column } => tu_string!(i18n, message.not_json, line = *line, column = *column),
        Message::ChangedMeanwhile => tu_string!(i18n, message.changed_meanwhile).to_owned(),
        Message::WrongCredentials => tu_string!(i18n, message.wrong_credentials).to_owned(),
    }
}

/// The sentence that says why a request was not carried out.
#[must_use]
pub fn error_text(i18n: I18nContext<Locale>, error: &ApiError) -> String {
    match error {
        ApiError::NotFound => tu_string!(i18n, error.not_found).to_owned(),
        ApiError::Invalid { .. } => tu_string!(i18n, error.invalid).to_owned(),
        ApiError::Unauthenticated => tu_string!(i18n, error.unauthenticated).to_owned(),
        ApiError::Forbidden => tu_string!(i18n, error.forbidden).to_owned(),
        ApiError::Conflict => tu_string!(i18n, error.conflict).to_owned(),
        ApiError::RateLimited { retry_after_seconds } => {
            tu_string!(i18n, error.rate_limited, seconds = *retry_after_seconds)
        }
        ApiError::Malformed => tu_string!(i18n, error.malformed).to_owned(),
        ApiError::TooLarge => tu_string!(i18n, error.too_large).to_owned(),
        ApiError::Unavailable => tu_string!(i18n, error.unavailable).to_owned(),
        ApiError::Unreachable => tu_string!(i18n, error.unreachable).to_owned(),
        ApiError::Internal { request_id } => tu_string!(i18n, error.internal, request_id = request_id),
    }
}
