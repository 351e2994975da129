//! The headers of a response.

use leptos::prelude::*;
use serde_json::Value;

use super::schema::head;
use crate::catalog::model::ResponseHeader;
use crate::catalog::server::schema::outline::{Constraint, Node, Options, outline};
use crate::catalog::server::schema::{Direction, Schemas};
use crate::i18n::{Locale, td};

/// What each header is called and what it may be, as the properties of a schema are shown.
pub(super) fn headers(locale: Locale, headers: Vec<ResponseHeader>, schemas: &impl Schemas) -> AnyView {
    let rows = headers
        .into_iter()
        .map(|header| {
            let head = head(locale, &described(&header, schemas));
            view! { <li><code>{header.name}</code>{head}</li> }
        })
        .collect_view();
    view! { <div class="schema mt-3"><p>{td!(locale, catalog.response_headers)}</p><ul>{rows}</ul></div> }.into_any()
}

/// All that is known of a header but its name.
fn described(header: &ResponseHeader, schemas: &impl Schemas) -> Node {
    let options = Options { depth: 0, direction: Direction::Response, nodes: 1 };
    let schema = serde_json::from_str::<Value>(&header.schema).ok();
    let mut node = schema.map(|schema| outline(&schema, schemas, &options)).unwrap_or_default();
    node.required = header.required;
    node.deprecated |= header.deprecated;
    if !header.description.is_empty() {
        node.description = Some(header.description.clone());
    }
    let example = Constraint { name: "example".to_owned(), value: header.example.clone() };
    if !header.example.is_empty() && !node.constraints.contains(&example) {
        node.constraints.push(example);
    }
    node
}
