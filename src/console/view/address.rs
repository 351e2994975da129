//! Filling the form in with what the page's address names.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::draft::Draft;
use super::recalled::{Recalled, Source, recall};
use crate::paths;

/// Fills the form in with a call of one's own or with an example, whenever the address names one, and tells `recalled`.
pub(super) fn fill_from_address(draft: Draft, recalled: RwSignal<Option<Recalled>>) {
    let search = use_location().search;
    let asked = move |name| search.with(|search| paths::query_value(search, name));
    Effect::new(move |_| {
        let source = asked("request").map(Source::Call).or_else(|| asked("example").map(Source::Example));
        if let Some(source) = source {
            leptos::task::spawn_local(recall(draft, recalled, source));
        }
    });
}
