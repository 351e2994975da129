//! The sentences for messages and errors, in the reader's language.

use leptos_i18n::I18nContext;

use crate::i18n::{Locale, td_string, tu_string};
use crate::kernel::{ApiError, Message};

/// The sentence that says what is wrong with an input, in the language of the page.
#[must_use]
pub fn message_text(i18n: I18nContext<Locale>, message: &Message) -> String {
    sentence(i18n.get_locale_untracked(), message)
}

/// The sentence that says what is wrong with an input.
#[must_use]
pub fn sentence(locale: Locale, message: &Message) -> String {
    match message {
        Message::Required => td_string!(locale, message.required).to_owned(),
        Message::TooLong { most } => td_string!(locale, message.too_long, most = *most),
        Message::TooShort { least } => td_string!(locale, message.too_short, least = *least),
        Message::TooMany { most } => td_string!(locale, message.too_many, most = *most),
        Message::Full { most } => td_string!(locale, message.full, most = *most),
        Message::Taken => td_string!(locale, message.taken).to_owned(),
        Message::NotAnEmail => td_string!(locale, message.not_an_email).to_owned(),
        Message::NoSuchAccount => td_string!(locale, message.no_such_account).to_owned(),
        Message::NoSuchPublisher => td_string!(locale, message.no_such_publisher).to_owned(),
        Message::LastAdministrator => td_string!(locale, message.last_administrator).to_owned(),
        Message::NotAServiceUrl => td_string!(locale, message.not_a_service_url).to_owned(),
        Message::NotASlug => td_string!(locale, message.not_a_slug).to_owned(),
        Message::ReservedSlug => td_string!(locale, message.reserved_slug).to_owned(),
        Message::NotOneLine => td_string!(locale, message.not_one_line).to_owned(),
        Message::NotASuffix => td_string!(locale, message.not_a_suffix).to_owned(),
        Message::NotOneOf { allowed } => td_string!(locale, message.not_one_of, allowed = allowed),
        Message::NotAnInteger => td_string!(locale, message.not_an_integer).to_owned(),
        Message::NotANumber => td_string!(locale, message.not_a_number).to_owned(),
        Message::NotABoolean => td_string!(locale, message.not_a_boolean).to_owned(),
        Message::NotNamedValues => td_string!(locale, message.not_named_values).to_owned(),
        Message::NotAVerb => td_string!(locale, message.not_a_verb).to_owned(),
        Message::NotAStatus => td_string!(locale, message.not_a_status).to_owned(),
        Message::NotAMediaType => td_string!(locale, message.not_a_media_type).to_owned(),
        Message::NotAHeaderName => td_string!(locale, message.not_a_header_name).to_owned(),
        Message::NotAHeaderValue => td_string!(locale, message.not_a_header_value).to_owned(),
        Message::HeaderNotAllowed { name } => td_string!(locale, message.header_not_allowed, name = name),
        Message::HeaderTakenAway { name } => td_string!(locale, message.header_taken_away, name = name),
        Message::DotSegment => td_string!(locale, message.dot_segment).to_owned(),
        Message::TemplateWithoutSlash => td_string!(locale, message.template_without_slash).to_owned(),
        Message::TemplateUnbalanced { position } => {
            td_string!(locale, message.template_unbalanced, position = *position)
        }
        Message::TemplateEmptyName { position } => {
            td_string!(locale, message.template_empty_name, position = *position)
        }
        Message::TemplateCharacter { character, position } => {
            td_string!(locale, message.template_character, character = *character, position = *position)
        }
        Message::TemplateEncoding { position } => td_string!(locale, message.template_encoding, position = *position),
        Message::DuplicateParameter { name } => td_string!(locale, message.duplicate_parameter, name = name),
        Message::TemplateDotSegment => td_string!(locale, message.template_dot_segment).to_owned(),
        Message::NotJson { line, column } => td_string!(locale, message.not_json, line = *line, column = *column),
        Message::ChangedMeanwhile => td_string!(locale, message.changed_meanwhile).to_owned(),
        Message::WrongCredentials => td_string!(locale, message.wrong_credentials).to_owned(),
        Message::UnknownVariable { name } => td_string!(locale, message.unknown_variable, name = name),
        Message::NotAVariableName => td_string!(locale, message.not_a_variable_name).to_owned(),
        Message::NotUnderstood => td_string!(locale, message.not_understood).to_owned(),
        Message::Unreadable { reason } => td_string!(locale, message.unreadable, reason = reason),
        Message::TypeAgain => td_string!(locale, message.type_again).to_owned(),
        Message::NotAHostLabel => td_string!(locale, message.not_a_host_label).to_owned(),
        Message::NotAPort => td_string!(locale, message.not_a_port).to_owned(),
        Message::TooManyEnvironments { most } => td_string!(locale, message.too_many_environments, most = *most),
        Message::NotATimeout { most } => td_string!(locale, message.not_a_timeout, most = *most),
        Message::RedirectOver => td_string!(locale, message.redirect_over).to_owned(),
        Message::Unconfirmed => td_string!(locale, message.unconfirmed).to_owned(),
        Message::NotADomain { domain } => td_string!(locale, message.not_a_domain, domain = domain),
        Message::NotYourEmail => td_string!(locale, message.not_your_email).to_owned(),
        Message::LastWayIn => td_string!(locale, message.last_way_in).to_owned(),
        Message::LinkOver => td_string!(locale, message.link_over).to_owned(),
        Message::WrongCode => td_string!(locale, message.wrong_code).to_owned(),
        Message::PasskeyRefused => td_string!(locale, message.passkey_refused).to_owned(),
        Message::NotBetween { least, most } => td_string!(locale, message.not_between, least = *least, most = *most),
        Message::NotANetwork { network } => td_string!(locale, message.not_a_network, network = network),
        Message::NotAnOrigin { origin } => td_string!(locale, message.not_an_origin, origin = origin),
        Message::AnyOriginWithCredentials => td_string!(locale, message.any_origin_with_credentials).to_owned(),
        Message::NotAHeaderLine { line } => td_string!(locale, message.not_a_header_line, line = line),
        Message::BlockedAddress => td_string!(locale, message.blocked_address).to_owned(),
        Message::StatusWithoutBody => td_string!(locale, message.status_without_body).to_owned(),
        Message::UnknownParameter { name } => td_string!(locale, message.unknown_parameter, name = name),
        Message::NotAToken => td_string!(locale, message.not_a_token).to_owned(),
        Message::NotAUserName => td_string!(locale, message.not_a_user_name).to_owned(),
        Message::NoServiceUrl => td_string!(locale, message.no_service_url).to_owned(),
        Message::NoSuchProduct { id } => td_string!(locale, message.no_such_product, id = id),
        Message::NoSubscriptionNeeded => td_string!(locale, message.no_subscription_needed).to_owned(),
        Message::SubscriptionLimit { most } => td_string!(locale, message.subscription_limit, most = *most),
        Message::TierInUse => td_string!(locale, message.tier_in_use).to_owned(),
        Message::AccountStopped => td_string!(locale, message.account_stopped).to_owned(),
        Message::NotARateLimit => td_string!(locale, message.not_a_rate_limit).to_owned(),
        Message::NotAQuota => td_string!(locale, message.not_a_quota).to_owned(),
        Message::NotADate => td_string!(locale, message.not_a_date).to_owned(),
        Message::Over => td_string!(locale, message.over).to_owned(),
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
