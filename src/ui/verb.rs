//! An HTTP verb as a coloured word; the word itself carries the meaning.

use leptos::prelude::*;

/// The HTTP verb of an operation.
#[component]
pub fn Verb(
    /// The verb, in capitals.
    #[prop(into)]
    verb: String,
) -> impl IntoView {
    let colour = match verb.as_str() {
        "GET" | "HEAD" => "text-method-get",
        "POST" => "text-method-post",
        "PUT" => "text-method-put",
        "PATCH" => "text-method-patch",
        "DELETE" => "text-method-delete",
        _ => "text-method-other",
    };
    view! { <span class=format!("inline-block w-16 shrink-0 font-mono text-xs font-semibold {colour}")>{verb}</span> }
}
