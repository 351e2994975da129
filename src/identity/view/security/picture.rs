//! A QR code.

use leptos::prelude::*;

use crate::identity::factors::QrCode;

/// A QR code in black on white, whatever the theme: not every app reads it the other way round.
#[component]
pub(super) fn Picture(
    /// Its modules.
    code: QrCode,
    /// What it is.
    label: String,
) -> impl IntoView {
    let whole = code.size + 8;
    view! {
        <svg
            role="img"
            aria-label=label
            viewBox=format!("-4 -4 {whole} {whole}")
            shape-rendering="crispEdges"
            class="h-56 w-56 rounded border border-line"
        >
            <rect x="-4" y="-4" width=whole height=whole fill="#fff"></rect>
            <path d=code.path fill="#000"></path>
        </svg>
    }
}
