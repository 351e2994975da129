//! What is reckoned from a header's value, in words.

use leptos_i18n::I18nContext;

use crate::console::header_hints::{Hint, Span};
use crate::i18n::{Locale, tu_string};

/// The sentence that says it.
pub(super) fn sentence(i18n: I18nContext<Locale>, hint: Hint) -> String {
    let span = |span| self::span(i18n, span);
    match hint {
        Hint::Fresh(of) => tu_string!(i18n, header.fresh, span = span(of)),
        Hint::FreshShared(of) => tu_string!(i18n, header.fresh_shared, span = span(of)),
        Hint::NoStore => tu_string!(i18n, header.no_store).to_owned(),
        Hint::NoCache => tu_string!(i18n, header.no_cache).to_owned(),
        Hint::Private => tu_string!(i18n, header.private).to_owned(),
        Hint::Public => tu_string!(i18n, header.public).to_owned(),
        Hint::MustRevalidate => tu_string!(i18n, header.must_revalidate).to_owned(),
        Hint::Immutable => tu_string!(i18n, header.immutable).to_owned(),
        Hint::StaleWhileRevalidate(of) => tu_string!(i18n, header.stale_while_revalidate, span = span(of)),
        Hint::StaleIfError(of) => tu_string!(i18n, header.stale_if_error, span = span(of)),
        Hint::Ago(of) => tu_string!(i18n, header.ago, span = span(of)),
        Hint::Ahead(of) => tu_string!(i18n, header.ahead, span = span(of)),
        Hint::Now => tu_string!(i18n, header.now).to_owned(),
        Hint::Aged(of) => tu_string!(i18n, header.aged, span = span(of)),
        Hint::RetryAfter(of) => tu_string!(i18n, header.retry, span = span(of)),
        Hint::LeftOf(left, of) => tu_string!(i18n, header.left_of, left = left, limit = of),
        Hint::NoneLeft => tu_string!(i18n, header.none_left).to_owned(),
        Hint::Lasts(of) => tu_string!(i18n, header.lasts, span = span(of)),
        Hint::EncryptedFor(of) => tu_string!(i18n, header.encrypted_for, span = span(of)),
    }
}

/// A length of time, as people say it.
pub(super) fn span(i18n: I18nContext<Locale>, span: Span) -> String {
    match span {
        Span::Seconds(count) => tu_string!(i18n, header.span_seconds, count = count),
        Span::Minutes(count) => tu_string!(i18n, header.span_minutes, count = count),
        Span::Hours(count) => tu_string!(i18n, header.span_hours, count = count),
        Span::Days(count) => tu_string!(i18n, header.span_days, count = count),
    }
}
