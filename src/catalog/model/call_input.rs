//! What a browser needs of an operation to call it.

use serde::{Deserialize, Serialize};

use super::{ApiHead, Authorization, NamedExample, OfferedServer, OperationInput, Parameter, Representation};
use crate::kernel::ids::OperationId;

/// What a call takes of an operation: all that a browser needs to know to try it. Descriptions, schemas and responses
/// are its documentation's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallInput {
    /// Its HTTP verb, in capitals.
    pub verb: String,
    /// Its URL template.
    pub url_template: String,
    /// What readers call it.
    pub display_name: String,
    /// Its part of portal addresses.
    pub slug: String,
    /// Its parameters, without descriptions and schemas.
    pub parameters: Vec<Parameter>,
    /// Which of [`Self::parameters`], counted from 0, have a schema that says more than their type.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub described: Vec<usize>,
    /// The request body, per content type.
    pub bodies: Vec<SampleBody>,
    /// The media types that its answers are documented in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<String>,
}

impl CallInput {
    /// Whether a schema says more of `parameter` than its type.
    #[must_use]
    pub fn is_described(&self, parameter: &Parameter) -> bool {
        let is_it = |one: &Parameter| one.location == parameter.location && one.name == parameter.name;
        self.described.iter().any(|&place| self.parameters.get(place).is_some_and(is_it))
    }
}

/// A body in one content type to begin with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SampleBody {
    /// Its media type.
    pub content_type: String,
    /// An example of it; empty for none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sample: String,
    /// What further examples are called; empty texts for those without a name. A browser asks for the one that is chosen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<String>,
    /// Whether it has a JSON Schema.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub has_schema: bool,
}

impl OperationInput {
    /// What a call takes of the operation.
    #[must_use]
    pub fn for_calls(self) -> CallInput {
        let mut parameters = self.parameters;
        let mut described = Vec::new();
        for (place, parameter) in parameters.iter_mut().enumerate() {
            if !parameter.schema.is_empty() {
                described.push(place);
            }
            parameter.description.clear();
            parameter.schema.clear();
        }
        let label = |example: NamedExample| if example.summary.is_empty() { example.name } else { example.summary };
        let sample = |body: Representation| SampleBody {
            content_type: body.content_type,
            sample: body.sample,
            examples: body.examples.into_iter().map(label).collect(),
            has_schema: !body.schema.is_empty(),
        };
        let mut answers = Vec::new();
        for representation in self.responses.into_iter().flat_map(|response| response.representations) {
            let content_type = representation.content_type;
            // A choice of anything is no choice.
            if !content_type.is_empty() && content_type != "*/*" && !answers.contains(&content_type) {
                answers.push(content_type);
            }
        }
        CallInput {
            verb: self.verb,
            url_template: self.url_template,
            display_name: self.display_name,
            slug: self.slug,
            parameters,
            described,
            bodies: self.bodies.into_iter().map(sample).collect(),
            answers,
        }
    }
}

/// What the page of an operation needs besides its documentation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OperationDetails {
    /// The API it belongs to.
    pub api: ApiHead,
    /// The operation's id.
    pub id: OperationId,
    /// What a call takes.
    pub operation: CallInput,
    /// The ways to authenticate a call, one of which is enough; empty when nothing is known of it.
    pub authorizations: Vec<Authorization>,
    /// The servers that a call may go to, the one that is taken unless somebody chooses first; empty when there is nothing
    /// to choose.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub servers: Vec<OfferedServer>,
}
