//! Operations as programs see them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::catalog::model::{self, OperationInput, OperationSummary};
use crate::kernel::Timestamp;
use crate::rest::http::moment;

/// An operation as a list shows it.
#[derive(Serialize, ToSchema)]
pub(in crate::rest) struct OperationItem {
    id: String,
    /// Its part of addresses.
    slug: String,
    verb: String,
    url_template: String,
    display_name: String,
}

/// An operation.
#[derive(Serialize, ToSchema)]
pub(in crate::rest) struct Operation {
    id: String,
    /// Counts its changes.
    revision: i64,
    #[serde(serialize_with = "moment::write")]
    #[schema(value_type = String, format = DateTime)]
    updated_at: Timestamp,
    verb: String,
    url_template: String,
    display_name: String,
    slug: String,
    description: String,
    parameters: Vec<Parameter>,
    bodies: Vec<Body>,
    responses: Vec<OperationResponse>,
}

/// What of it only the portal says.
pub(in crate::rest) const MADE: [&str; 3] = ["id", "revision", "updated_at"];

/// What a publisher says of an operation. What only a document says of it is kept.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::rest) struct OperationFields {
    /// The HTTP verb: letters; neither CONNECT nor TRACE.
    #[schema(min_length = 1, max_length = 20, pattern = "^[A-Za-z]+$", example = "POST")]
    verb: String,
    /// The path, perhaps with a query, and parameters in braces.
    #[schema(
        min_length = 1,
        max_length = 2000,
        pattern = "^/[A-Za-z0-9/_-]*$",
        example = "/workspaces/{workspace}/jobs?api-version={apiversion}"
    )]
    url_template: String,
    /// What readers call it.
    #[schema(
        min_length = 1,
        max_length = 200,
        pattern = r"^[^\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]*[^\s\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069][^\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]*$",
        example = "BES Submit"
    )]
    display_name: String,
    /// Its part of addresses; empty to make one of the display name.
    #[serde(default)]
    #[schema(max_length = 80, pattern = "^([a-z0-9]+(-[a-z0-9]+)*)?$")]
    slug: String,
    /// Markdown.
    #[serde(default)]
    #[schema(max_length = 500_000)]
    description: String,
    /// Parameters in path and query, headers and cookies. Those of the URL template are added where they are missing.
    #[serde(default)]
    #[schema(max_items = 200)]
    parameters: Vec<Parameter>,
    /// The request body, per content type.
    #[serde(default)]
    #[schema(max_items = 200)]
    bodies: Vec<Body>,
    /// What it may answer.
    #[serde(default)]
    #[schema(max_items = 200)]
    responses: Vec<OperationResponse>,
}

/// A request parameter.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::rest) struct Parameter {
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    #[serde(rename = "in")]
    location: Location,
    #[serde(rename = "type", default)]
    kind: ParameterType,
    /// Whether a call must have it. Path parameters always are.
    #[serde(default)]
    required: bool,
    /// What the console fills in; empty for nothing.
    #[serde(default)]
    default: String,
    /// The only values it may have; empty for any.
    #[serde(default)]
    allowed: Vec<String>,
    /// A value that works.
    #[serde(default)]
    example: String,
    /// Markdown.
    #[serde(default)]
    #[schema(max_length = 500_000)]
    description: String,
}

/// Where a parameter stands.
#[derive(Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(in crate::rest) enum Location {
    Path,
    Query,
    Header,
    Cookie,
}

/// What a parameter's value must be.
#[derive(Clone, Copy, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(in crate::rest) enum ParameterType {
    #[default]
    String,
    Integer,
    Number,
    Boolean,
    Array,
    Object,
}

/// A body in one content type.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::rest) struct Body {
    #[schema(min_length = 3, max_length = 200, example = "application/json")]
    content_type: String,
    /// An example of it; empty for none.
    #[serde(default)]
    #[schema(max_length = 500_000)]
    sample: String,
    /// Its JSON Schema, as JSON text; empty for none.
    #[serde(default)]
    #[schema(max_length = 500_000)]
    schema: String,
}

/// A response that an operation may give.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::rest) struct OperationResponse {
    /// A status code, a class of them such as `4XX`, or `default`.
    #[schema(pattern = "^([1-5][0-9][0-9]|[1-5][Xx][Xx]|default)$", example = "200")]
    status: String,
    #[serde(default)]
    #[schema(max_length = 500_000)]
    description: String,
    #[serde(default)]
    headers: Vec<ResponseHeader>,
    /// Its bodies, per content type.
    #[serde(default)]
    #[schema(max_items = 200)]
    bodies: Vec<Body>,
}

/// A header that a response carries.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::rest) struct ResponseHeader {
    #[schema(min_length = 1)]
    name: String,
    /// Markdown.
    #[serde(default)]
    description: String,
}

impl From<OperationSummary> for OperationItem {
    fn from(it: OperationSummary) -> Self {
        Self {
            id: it.id.to_string(),
            slug: it.slug,
            verb: it.verb,
            url_template: it.url_template,
            display_name: it.display_name,
        }
    }
}

impl From<model::Operation> for Operation {
    fn from(it: model::Operation) -> Self {
        let input = it.input;
        Self {
            id: it.id.to_string(),
            revision: it.revision,
            updated_at: it.updated_at,
            verb: input.verb,
            url_template: input.url_template,
            display_name: input.display_name,
            slug: input.slug,
            description: input.description,
            parameters: input.parameters.into_iter().map(Parameter::from).collect(),
            bodies: input.bodies.into_iter().map(Body::from).collect(),
            responses: input.responses.into_iter().map(OperationResponse::from).collect(),
        }
    }
}

impl From<model::Parameter> for Parameter {
    fn from(it: model::Parameter) -> Self {
        Self {
            name: it.name,
            location: match it.location {
                model::Location::Path => Location::Path,
                model::Location::Query => Location::Query,
                model::Location::Header => Location::Header,
                model::Location::Cookie => Location::Cookie,
            },
            kind: match it.kind {
                model::ParameterType::String => ParameterType::String,
                model::ParameterType::Integer => ParameterType::Integer,
                model::ParameterType::Number => ParameterType::Number,
                model::ParameterType::Boolean => ParameterType::Boolean,
                model::ParameterType::Array => ParameterType::Array,
                model::ParameterType::Object => ParameterType::Object,
            },
            required: it.required,
            default: it.default,
            allowed: it.allowed,
            example: it.example,
            description: it.description,
        }
    }
}

impl From<model::Representation> for Body {
    fn from(it: model::Representation) -> Self {
        Self { content_type: it.content_type, sample: it.sample, schema: it.schema }
    }
}

impl From<model::ResponseSpec> for OperationResponse {
    fn from(it: model::ResponseSpec) -> Self {
        let header = |it: model::ResponseHeader| ResponseHeader { name: it.name, description: it.description };
        Self {
            status: it.status.to_string(),
            description: it.description,
            headers: it.headers.into_iter().map(header).collect(),
            bodies: it.representations.into_iter().map(Body::from).collect(),
        }
    }
}

impl From<OperationFields> for OperationInput {
    fn from(it: OperationFields) -> Self {
        Self {
            verb: it.verb,
            url_template: it.url_template,
            display_name: it.display_name,
            slug: it.slug,
            description: it.description,
            parameters: it.parameters.into_iter().map(model::Parameter::from).collect(),
            bodies: it.bodies.into_iter().map(model::Representation::from).collect(),
            responses: it.responses.into_iter().map(model::ResponseSpec::from).collect(),
            ..Self::default()
        }
    }
}

impl From<Parameter> for model::Parameter {
    fn from(it: Parameter) -> Self {
        Self {
            name: it.name,
            location: match it.location {
                Location::Path => model::Location::Path,
                Location::Query => model::Location::Query,
                Location::Header => model::Location::Header,
                Location::Cookie => model::Location::Cookie,
            },
            kind: match it.kind {
                ParameterType::String => model::ParameterType::String,
                ParameterType::Integer => model::ParameterType::Integer,
                ParameterType::Number => model::ParameterType::Number,
                ParameterType::Boolean => model::ParameterType::Boolean,
                ParameterType::Array => model::ParameterType::Array,
                ParameterType::Object => model::ParameterType::Object,
            },
            required: it.required,
            default: it.default,
            allowed: it.allowed,
            example: it.example,
            description: it.description,
            ..Self::default()
        }
    }
}

impl From<Body> for model::Representation {
    fn from(it: Body) -> Self {
        Self { content_type: it.content_type, sample: it.sample, schema: it.schema, ..Self::default() }
    }
}

impl From<OperationResponse> for model::ResponseSpec {
    fn from(it: OperationResponse) -> Self {
        let header = |it: ResponseHeader| model::ResponseHeader {
            name: it.name,
            description: it.description,
            ..model::ResponseHeader::default()
        };
        Self {
            // What is none is complained about by the rules, at its field.
            status: it.status.parse().unwrap_or_default(),
            description: it.description,
            headers: it.headers.into_iter().map(header).collect(),
            representations: it.bodies.into_iter().map(model::Representation::from).collect(),
            ..Self::default()
        }
    }
}
