//! What expressions come to: inputs, outputs of steps that were made, and the call that was just answered.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::expression::{Expression, Pointer, Source};
use super::model::StepParameter;
use crate::catalog::model::Location;

/// Values by their names.
pub type Values = BTreeMap<String, Value>;

/// A call that was made, and its answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Exchange {
    /// The method of the call.
    pub method: String,
    /// The address that was called.
    pub url: String,
    /// The values of the parameters as they were sent, not encoded.
    pub parameters: Vec<StepParameter>,
    /// The body that was sent; empty for none.
    pub body: String,
    /// The answer.
    pub answer: Answer,
}

/// An answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// Its status code, 100 to 599.
    pub status: u16,
    /// Its headers in the order received.
    pub headers: Vec<(String, String)>,
    /// Its body, decoded; empty for none.
    pub body: String,
}

impl Answer {
    /// The value of the first header called `name`.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

/// Why an expression has no value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("`{expression}` has no value: {why}")]
pub struct Missing {
    /// The expression.
    pub expression: String,
    /// Why there is none.
    pub why: WhyMissing,
}

/// Why an expression has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum WhyMissing {
    /// The input was not filled in and has no default.
    #[error("the input is not filled in")]
    Input,
    /// The step has not been made, or has no such output.
    #[error("the step has left no such output")]
    Output,
    /// There is no answer yet.
    #[error("no call was answered")]
    Call,
    /// The call had no such parameter.
    #[error("the call sets no such parameter")]
    Parameter,
    /// There is no such header.
    #[error("there is no such header")]
    Header,
    /// There is no body.
    #[error("there is no body")]
    Body,
    /// The pointer leads nowhere.
    #[error("nothing is there")]
    Pointer,
    /// There is a value, but it is `null`.
    #[error("it is null")]
    Null,
}

/// All that expressions can name.
#[derive(Clone, Copy, Debug)]
pub struct Context<'c> {
    /// The inputs.
    pub inputs: &'c Values,
    /// The outputs by the ids of their steps.
    pub outputs: &'c BTreeMap<String, Values>,
    /// The call that was just answered.
    pub exchange: Option<&'c Exchange>,
}

impl Context<'_> {
    /// What `expression` comes to, in the type that it has. It is never null.
    ///
    /// # Errors
    /// That it has no value, and why.
    pub fn value(&self, expression: &Expression) -> Result<Value, Missing> {
        match self.find(expression) {
            Ok(Value::Null) => Err(WhyMissing::Null),
            found => found,
        }
        .map_err(|why| Missing { expression: expression.to_string(), why })
    }

    fn find(&self, expression: &Expression) -> Result<Value, WhyMissing> {
        let exchange = || self.exchange.ok_or(WhyMissing::Call);
        match expression {
            Expression::Url => Ok(Value::from(exchange()?.url.as_str())),
            Expression::Method => Ok(Value::from(exchange()?.method.as_str())),
            Expression::StatusCode => Ok(Value::from(exchange()?.answer.status)),
            Expression::Request(Source::Body(pointer)) => in_body(&exchange()?.body, pointer),
            Expression::Request(source) => exchange()?.parameter(source).ok_or(WhyMissing::Parameter),
            Expression::Response(Source::Header(name)) => {
                exchange()?.answer.header(name).map(Value::from).ok_or(WhyMissing::Header)
            }
            Expression::Response(Source::Body(pointer)) => in_body(&exchange()?.answer.body, pointer),
            Expression::Response(Source::Query(_) | Source::Path(_)) => Err(WhyMissing::Parameter),
            Expression::Input { name, pointer } => {
                inside(self.inputs.get(name).ok_or(WhyMissing::Input)?, pointer).ok_or(WhyMissing::Pointer)
            }
            Expression::Output { step, name, pointer } => {
                let output = self.outputs.get(step).and_then(|outputs| outputs.get(name));
                inside(output.ok_or(WhyMissing::Output)?, pointer).ok_or(WhyMissing::Pointer)
            }
        }
    }
}

impl Exchange {
    fn parameter(&self, source: &Source) -> Option<Value> {
        let found = self.parameters.iter().find(|parameter| match (source, parameter.location) {
            (Source::Header(name), Location::Header) => parameter.name.eq_ignore_ascii_case(name),
            (Source::Query(name), Location::Query) | (Source::Path(name), Location::Path) => parameter.name == *name,
            _ => false,
        });
        found.map(|parameter| Value::from(parameter.value.as_str()))
    }
}

fn in_body(body: &str, pointer: &Pointer) -> Result<Value, WhyMissing> {
    let body = read(body).ok_or(WhyMissing::Body)?;
    inside(&body, pointer).ok_or(WhyMissing::Pointer)
}

fn inside(value: &Value, pointer: &Pointer) -> Option<Value> {
    value.pointer(pointer.as_str()).cloned()
}

/// What a body says: the JSON that it is, otherwise its text; `None` if it is empty. Its media type is not asked: services
/// are careless with it, and a text that happens to be JSON reads the same. So that this is true of an id like `12e34`, a
/// number that is no whole one is kept as it is spelled.
#[must_use]
pub fn read(body: &str) -> Option<Value> {
    match serde_json::from_str(body) {
        _ if body.trim().is_empty() => None,
        Ok(Value::Number(number)) if number.is_f64() => Some(Value::from(body.trim())),
        Ok(value) => Some(value),
        Err(_) => Some(Value::from(body)),
    }
}

/// `value` as a text: a string without its quotes, anything else as JSON.
#[must_use]
pub fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn bodies_are_read_as_what_they_are() {
        for (body, expected) in [
            ("", None),
            (" \n", None),
            ("\"job-1\"", Some(json!("job-1"))),
            ("{\"a\": 1}", Some(json!({"a": 1}))),
            ("42", Some(json!(42))),
            ("12e34\n", Some(json!("12e34"))),
            ("123456789012345678901234567890", Some(json!("123456789012345678901234567890"))),
            ("007", Some(json!("007"))),
            ("{\"a\": ", Some(json!("{\"a\": "))),
            ("null", Some(Value::Null)),
        ] {
            assert_eq!(read(body), expected, "{body}");
        }
    }
}
