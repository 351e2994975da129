//! The pieces that the seeded operations are made of.

use serde::Serialize;
use serde_json::json;

use crate::catalog::model::{Location, Parameter, ParameterType, Representation, ResponseSpec, StatusKey};

/// The media type of most bodies.
pub(super) const JSON: &str = "application/json";

/// A parameter in the path.
pub(super) fn in_path(name: &str, kind: ParameterType, default: &str, description: &str) -> Parameter {
    parameter(Location::Path, name, kind, default, description)
}

/// A required parameter in the query.
pub(super) fn in_query(name: &str, kind: ParameterType, default: &str, description: &str) -> Parameter {
    parameter(Location::Query, name, kind, default, description)
}

/// A required request header.
pub(super) fn header(name: &str, default: &str, description: &str) -> Parameter {
    parameter(Location::Header, name, ParameterType::String, default, description)
}

fn parameter(location: Location, name: &str, kind: ParameterType, default: &str, description: &str) -> Parameter {
    Parameter {
        name: name.to_owned(),
        location,
        kind,
        required: true,
        default: default.to_owned(),
        allowed: Vec::new(),
        example: default.to_owned(),
        description: description.to_owned(),
        ..Parameter::default()
    }
}

/// A body by its media type, `sample` and `schema`; empty for none.
pub(super) fn body(content_type: &str, sample: impl Into<String>, schema: &str) -> Representation {
    Representation {
        content_type: content_type.to_owned(),
        sample: sample.into(),
        schema: schema.trim_end().to_owned(),
        ..Representation::default()
    }
}

/// A response.
pub(super) fn response(status: u16, description: &str, representations: Vec<Representation>) -> ResponseSpec {
    ResponseSpec {
        status: StatusKey::Code(status),
        description: description.to_owned(),
        representations,
        ..ResponseSpec::default()
    }
}

/// `value` as a sample for people to read.
pub(super) fn pretty(value: impl Serialize) -> String {
    format!("{:#}", json!(value))
}
