//! What the search knows of each thing.

use serde::Deserialize;
use serde_json::Value;

use crate::catalog::model::{Api, FoundKind, OperationInput};
use crate::catalog::server::store::search::Entry;
use crate::catalog::server::words::index;
use crate::kernel::fold::fold;

/// How much of a description is searched, in bytes. What it is about stands at its beginning.
const DESCRIPTION: usize = 2_000;

/// The entry of an API.
pub(super) fn api(api: &Api) -> Entry {
    let input = &api.input;
    Entry {
        kind: FoundKind::Api,
        slug: String::new(),
        title: api.title().to_owned(),
        verb: String::new(),
        url_template: String::new(),
        label: fold(api.title()),
        path: String::new(),
        title_words: index(&[api.title(), &input.name].join(" ")),
        body_words: index(&[&input.suffix, &input.tags.join(" "), beginning(&input.description)].join(" ")),
    }
}

/// The entry of an operation.
pub(super) fn operation(input: &OperationInput) -> Entry {
    let documented = &input.documented;
    let names: Vec<&str> = input.parameters.iter().map(|parameter| parameter.name.as_str()).collect();
    let path = if documented.path.is_empty() { &input.url_template } else { &documented.path };
    Entry {
        kind: FoundKind::Operation,
        slug: input.slug.clone(),
        title: input.display_name.clone(),
        verb: input.verb.clone(),
        url_template: input.url_template.clone(),
        label: fold(if documented.operation_id.is_empty() { &input.slug } else { &documented.operation_id }),
        path: fold(path),
        title_words: index(
            &[&input.verb, &input.display_name, &documented.operation_id, path].map(String::as_str).join(" "),
        ),
        body_words: index(
            &[documented.tags.join(" ").as_str(), &names.join(" "), beginning(&input.description)].join(" "),
        ),
    }
}

/// The entry of a schema, whose JSON says what it is about.
pub(super) fn schema(name: &str, schema: &str) -> Entry {
    #[derive(Default, Deserialize)]
    struct Described {
        #[serde(default)]
        description: Value,
    }
    let described: Described = serde_json::from_str(schema).unwrap_or_default();
    Entry {
        kind: FoundKind::Schema,
        slug: name.to_owned(),
        title: name.to_owned(),
        verb: String::new(),
        url_template: String::new(),
        label: fold(name),
        path: String::new(),
        title_words: index(name),
        body_words: index(beginning(described.description.as_str().unwrap_or_default())),
    }
}

fn beginning(text: &str) -> &str {
    text.get(..text.floor_char_boundary(DESCRIPTION)).unwrap_or(text)
}
