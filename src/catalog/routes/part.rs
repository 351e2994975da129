//! What the routes of parts of pages share: HTML that is put into a page that is open already.

use axum::response::{Html, IntoResponse as _, Response};

use crate::i18n::Locale;
use crate::paths::query_value;
use crate::platform::AppError;

/// The value of `name` in the query, and the language of the page.
pub(super) fn wanted(query: Option<&str>, name: &str) -> (String, Locale) {
    let value = |name| query_value(query.unwrap_or_default(), name).unwrap_or_default();
    (value(name), value("locale").parse().unwrap_or_default())
}

/// The part, or why there is none: then the browser follows the link to the whole page, which says it.
pub(super) fn answer(part: Result<String, AppError>) -> Response {
    part.map_or_else(AppError::into_response, |html| Html(html).into_response())
}
