//! A body that is seen or heard.
//!
//! What a backend sends never runs here. Images, sound and films are decoded by elements that know no scripts. A PDF
//! document is shown by the browser's own viewer, in a frame: viewers keep what a document's scripts can do to themselves,
//! in a process of their own. The frame cannot be sandboxed, for then browsers show no PDF at all; instead the address is
//! one of bytes that begin as PDF does and are called PDF (browsers do not guess at a blob's type), the page's policy lets
//! frames show nothing but such bytes (`frame-src blob:`), and would hold within the frame if they were a page after all.

use leptos::prelude::*;

use crate::console::content::Kind;
use crate::i18n::{tu_string, use_i18n};

/// The bytes at `url`, which are of this `kind`.
#[component]
pub(super) fn Preview(kind: Kind, url: String) -> impl IntoView {
    let i18n = use_i18n();
    match kind {
        Kind::Pdf => view! {
            <iframe
                src=url
                title=tu_string!(i18n, console.pdf)
                referrerpolicy="no-referrer"
                class="preview-frame"
            ></iframe>
        }
        .into_any(),
        Kind::Audio => view! { <audio src=url controls=true aria-label=tu_string!(i18n, console.audio)></audio> }.into_any(),
        Kind::Video => view! {
            <video src=url controls=true aria-label=tu_string!(i18n, console.video) class="max-w-full rounded border border-line"></video>
        }
        .into_any(),
        _ => view! {
            <img src=url alt=tu_string!(i18n, console.image) class="max-w-full rounded border border-line"/>
        }
        .into_any(),
    }
}
