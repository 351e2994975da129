//! The address of the page at hand.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::paths;

/// Path and query of the page at hand, to come back to; the home page's while one signs in.
pub(super) fn use_here() -> Memo<String> {
    let location = use_location();
    Memo::new(move |_| {
        let (path, search) = (location.pathname.get(), location.search.get());
        match (path.as_str(), search.as_str()) {
            (paths::SIGN_IN, _) => paths::query_value(&search, "next").unwrap_or_else(|| paths::HOME.to_owned()),
            // A mail's link opens an account: it goes into no other address.
            (
                paths::SETUP
                | paths::SIGN_UP
                | paths::MAIL_SENT
                | paths::CONFIRM
                | paths::RESET_PASSWORD
                | paths::NEW_PASSWORD,
                _,
            ) => paths::HOME.to_owned(),
            (_, "") => path,
            _ => format!("{path}?{search}"),
        }
    })
}
