//! Operations.

use std::collections::HashSet;

use loggia::catalog::model::{Callback, Documented, Location, OperationInput, Parameter, Representation, ResponseSpec};
use loggia::catalog::rules::{NAME, SLUG, is_slug};
use loggia::catalog::template::UrlTemplate;
use loggia::kernel::http::{is_header_name, is_media_type, is_reserved_header};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::schemas;

pub(super) fn check_all(operations: &[OperationInput]) {
    let mut slugs = HashSet::new();
    let mut keys = HashSet::new();
    for operation in operations {
        // Slugs are the operations' addresses; verbs and paths tell which of them was there before.
        assert!(slugs.insert(operation.slug.as_str()), "{} twice", operation.slug);
        let path = match operation.documented.path.as_str() {
            "" => operation.url_template.as_str(),
            path => path,
        };
        assert!(keys.insert((operation.verb.as_str(), path)), "{} {path} twice", operation.verb);
        check(operation);
    }
}

fn check(operation: &OperationInput) {
    check_verb(&operation.verb);
    let slug = operation.slug.as_str();
    assert!(is_slug(slug) && slug.len() <= SLUG && slug != "new", "{slug}");
    let name = operation.display_name.as_str();
    assert!(!name.trim().is_empty() && name.chars().count() <= NAME && !name.contains(char::is_control), "{name:?}");
    check_parameters(operation);
    check_representations(&operation.bodies);
    assert!(operation.responses.is_sorted_by(|one, next| one.status < next.status), "{:?}", operation.responses);
    for ResponseSpec { headers, representations, .. } in &operation.responses {
        assert!(headers.iter().all(|header| is_header_name(&header.name)));
        check_representations(representations);
    }
    operation.documented.callbacks.iter().for_each(check_callback);
    // The columns of the store.
    assert!(is_kept::<Vec<Parameter>>(&operation.parameters));
    assert!(is_kept::<Vec<Representation>>(&operation.bodies));
    assert!(is_kept::<Vec<ResponseSpec>>(&operation.responses));
    assert!(is_kept::<Documented>(&operation.documented));
}

fn is_kept<T: Serialize + DeserializeOwned + PartialEq>(value: &T) -> bool {
    let text = serde_json::to_string(value).expect("it is written");
    serde_json::from_str::<T>(&text).is_ok_and(|read| read == *value)
}

fn check_verb(verb: &str) {
    assert!(is_header_name(verb) && !verb.contains(|letter: char| letter.is_ascii_lowercase()), "{verb:?}");
}

/// The template's parameters come first, in its order; names are filled in once.
fn check_parameters(operation: &OperationInput) {
    let template = UrlTemplate::parse(&operation.url_template);
    let wanted = template.unwrap_or_else(|message| panic!("{}: {message:?}", operation.url_template)).parameters();
    let parameters = &operation.parameters;
    assert!(wanted.len() <= parameters.len());
    for (wanted, parameter) in wanted.iter().zip(parameters) {
        assert_eq!((&wanted.name, wanted.location), (&parameter.name, parameter.location));
    }
    assert!(parameters.iter().skip(wanted.len()).all(|parameter| parameter.location != Location::Path));
    let mut in_url = HashSet::new();
    let mut elsewhere = HashSet::new();
    for Parameter { name, location, required, schema, .. } in parameters {
        let is_new = match location {
            Location::Path | Location::Query => in_url.insert(name.as_str()),
            Location::Header => elsewhere.insert((*location, name.to_ascii_lowercase())),
            Location::Cookie => elsewhere.insert((*location, name.clone())),
        };
        assert!(is_new && !name.is_empty(), "{name:?} twice in {parameters:?}");
        assert!(*required || *location != Location::Path);
        assert!(*location != Location::Header || is_header_name(name) && !is_reserved_header(name), "{name:?}");
        assert!(schema.is_empty() || schemas::is_schema(schema), "{schema}");
    }
}

/// Pages and changes know a body by its content type.
fn check_representations(representations: &[Representation]) {
    let mut types = HashSet::new();
    for Representation { content_type, schema, examples, .. } in representations {
        assert!(is_media_type(content_type), "{content_type:?}");
        assert!(types.insert(content_type.as_str()), "{content_type} twice");
        assert!(schema.is_empty() || schemas::is_schema(schema), "{schema}");
        assert!(examples.iter().all(|example| !example.value.is_empty()));
    }
}

pub(super) fn check_callback(callback: &Callback) {
    check_verb(&callback.verb);
    check_representations(&callback.bodies);
}
