//! The keys that lead to the search from everywhere.

use leptos::ev;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use crate::paths;
use crate::ui::browser;
use crate::ui::search_form::SEARCH_FIELD;

/// From now on Ctrl+K, and ⌘K on a Mac, lead to the search.
pub(super) fn search_by_key() {
    let navigate = use_navigate();
    let listener = window_event_listener(ev::keydown, move |event: ev::KeyboardEvent| {
        if (event.ctrl_key() || event.meta_key()) && event.key().eq_ignore_ascii_case("k") {
            event.prevent_default();
            navigate(paths::SEARCH, leptos_router::NavigateOptions::default());
            browser::focus(SEARCH_FIELD);
        }
    });
    on_cleanup(move || listener.remove());
}
