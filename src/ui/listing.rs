//! What a list is narrowed to, as the page's address says.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use serde::{Deserialize, Serialize};

use crate::paths;

/// Search words, tag and page of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listing {
    /// What is searched for; empty for everything.
    pub query: String,
    /// The tag that is asked for; empty for any.
    pub tag: String,
    /// The id of the product that is asked for; empty for any.
    pub product: String,
    /// The page, from 1.
    pub page: u32,
}

impl Listing {
    /// Whether anything is left out of the list.
    #[must_use]
    pub fn is_narrowed(&self) -> bool {
        !self.query.is_empty() || !self.tag.is_empty() || !self.product.is_empty()
    }
}

/// What the address narrows the page's list to, from now on.
#[must_use]
pub fn use_listing() -> Memo<Listing> {
    let search = use_location().search;
    Memo::new(move |_| {
        search.with(|search| {
            let value = |name| paths::query_value(search, name).unwrap_or_default();
            Listing {
                query: value("q"),
                tag: value("tag"),
                product: value("product"),
                page: value("page").parse().unwrap_or(1),
            }
        })
    })
}
