//! Documentation, drawn on the server only: a browser gets it as HTML and needs no code for it, however much there is.

mod operation;
mod parameters;
mod representations;
mod responses;

pub(crate) use operation::operation;

use leptos::prelude::{IntoView, RenderHtml as _};

/// `view` as HTML, without the marks by which a view that is hydrated finds its places. No text can hold one: there
/// `<` is escaped.
fn to_html(view: impl IntoView) -> String {
    view.into_view().to_html().replace("<!>", "")
}
