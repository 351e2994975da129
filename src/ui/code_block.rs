//! A block of code or data, coloured when it is JSON.

use leptos::prelude::*;

use super::highlight;

/// Text above this many bytes is not coloured: every token is an element.
const COLOURED: usize = 64 * 1024;

/// A block of code that scrolls sideways and can be reached with the keyboard.
#[component]
pub fn CodeBlock(
    /// The text.
    #[prop(into)]
    text: String,
    /// The block's accessible name.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    view! {
        <pre class="code" tabindex="0" role="group" aria-label=label>
            <code>{coloured(&text)}</code>
        </pre>
    }
}

/// `text` as elements, one a token.
#[must_use]
pub fn coloured(text: &str) -> AnyView {
    let looks_like_json = text.trim_start().starts_with(['{', '[', '"']);
    if text.len() > COLOURED || !looks_like_json {
        return text.to_owned().into_any();
    }
    highlight::json(text)
        .into_iter()
        .map(|(token, piece)| match token.class() {
            "" => piece.to_owned().into_any(),
            class => view! { <span class=class>{piece.to_owned()}</span> }.into_any(),
        })
        .collect_view()
        .into_any()
}
