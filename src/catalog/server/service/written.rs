//! Publishers' texts, for what other rooms show.

use crate::catalog::server::markdown::{to_html, to_summary};

/// The Markdown `text` as HTML that is safe to show.
#[must_use]
pub fn markdown(text: &str) -> String {
    if text.trim().is_empty() { String::new() } else { to_html(text) }
}

/// The beginning of the Markdown `text` without its marks, at most `most` characters long.
#[must_use]
pub fn plain_beginning(text: &str, most: usize) -> String {
    to_summary(text, most)
}
