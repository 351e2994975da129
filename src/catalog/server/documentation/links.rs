//! What can be called next with what a response said.

use leptos::prelude::*;
use serde_json::Value;

use super::operation::About;
use crate::catalog::model::{LinkParameter, ResponseLink};
use crate::catalog::server::markdown;
use crate::i18n::td;
use crate::paths;

/// The operations that a response leads to, and what they are called with.
pub(super) fn links(about: About<'_>, links: Vec<ResponseLink>) -> AnyView {
    let rows = links.into_iter().map(|link| one(about, link)).collect_view();
    view! { <div class="schema mt-3"><p>{td!(about.locale, catalog.links)}</p><ul>{rows}</ul></div> }.into_any()
}

fn one(about: About<'_>, link: ResponseLink) -> AnyView {
    let ResponseLink { name, operation_id, operation_ref, slug, description, parameters, body } = link;
    let named = if operation_id.is_empty() { operation_ref } else { operation_id };
    let target = if slug.is_empty() {
        view! { <i>{named}</i> }.into_any()
    } else {
        view! { <a href=paths::operation(about.api, &slug)>{named}</a> }.into_any()
    };
    let description = markdown::to_html(&description);
    let filled = parameters.iter().map(|LinkParameter { name, value }| format!("{name} = {}", text(value)));
    let body = body.as_ref().map(|body| td!(about.locale, catalog.link_body, value = text(body)));
    view! {
        <li>
            <code>{name}</code> " " {target}
            {(!description.is_empty()).then(|| view! { <div class="prose" inner_html=description></div> })}
            {filled.map(|text| view! { <small>{text}</small> }).collect_view()}
            {body.map(|text| view! { <small>{text}</small> })}
        </li>
    }
    .into_any()
}

/// An expression as it stands, and anything else as JSON.
fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
