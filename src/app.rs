//! The app.

use leptos::prelude::*;

/// The app.
#[component]
pub fn App() -> impl IntoView {
    view! { <p>"Loggia"</p> }
}
