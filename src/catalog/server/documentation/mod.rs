//! Documentation, drawn on the server only: a browser gets it as HTML and needs no code for it, however much there is.

mod api;
mod callbacks;
mod groups;
mod headers;
mod links;
mod operation;
mod parameters;
mod place;
mod representations;
mod responses;
mod sample;
mod schema;
mod security;
mod servers;

pub(crate) use api::api;
pub(crate) use groups::{group_rows, groups};
pub(crate) use operation::operation;
pub(crate) use place::{Place, Root};
pub(crate) use sample::{fill_example, fill_sample};
pub(crate) use schema::schema_part;

use leptos::prelude::*;

/// A link to documentation elsewhere. What is no web address becomes text: a document may say anything.
fn link(url: &str, text: String) -> AnyView {
    if url.starts_with("https://") || url.starts_with("http://") {
        let url = url.to_owned();
        view! { <p class="text-sm"><a class="text-accent underline" href=url rel="nofollow noopener noreferrer">{text}</a></p> }
            .into_any()
    } else {
        view! { <p class="text-sm">{text}</p> }.into_any()
    }
}

/// `view` as HTML, without the marks by which a view that is hydrated finds its places. No text can hold one: there
/// `<` is escaped.
fn to_html(view: impl IntoView) -> String {
    view.into_view().to_html().replace("<!>", "").replace("<!--<() />-->", "")
}
