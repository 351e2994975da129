//! How addresses name revisions of an API.

/// What an address names of the catalog: an API, and the number of one of its revisions unless it is the one that is
/// shown. Azure API Management marks revisions alike.
///
/// ```
/// assert_eq!(loggia::paths::revision_of("petstore;rev=2"), ("petstore", Some(2)));
/// assert_eq!(loggia::paths::revision_of("petstore"), ("petstore", None));
/// ```
#[must_use]
pub fn revision_of(api: &str) -> (&str, Option<i64>) {
    let marked = api.split_once(";rev=").and_then(|(slug, number)| Some((slug, number.parse().ok()?)));
    marked.map_or((api, None), |(slug, number)| (slug, Some(number)))
}

/// The part of addresses that names a revision of an API, for wherever an API's slug is asked for.
#[must_use]
pub fn at_revision(slug: &str, number: i64) -> String {
    format!("{slug};rev={number}")
}
