//! Whether an answer is what its operation is documented to answer.

use serde_json::Value;

use super::check::Checker;
use super::{Direction, Schemas};
use crate::catalog::model::{Deviation, Representation, ResponseSpec, StatusKey};
use crate::kernel::http::essence;

/// An answer, as far as it can be documented.
#[derive(Clone, Copy, Debug)]
pub struct AnswerParts<'a> {
    /// Its status code.
    pub status: u16,
    /// Its media type; `None` when it names none.
    pub content_type: Option<&'a str>,
    /// Its body without content coding; `None` when not all of it is at hand.
    pub body: Option<&'a [u8]>,
}

/// What `answer` does otherwise than `responses` say; `None` when they say nothing of such an answer.
#[must_use]
pub fn deviations(
    responses: &[ResponseSpec],
    schemas: &impl Schemas,
    answer: AnswerParts<'_>,
) -> Option<Vec<Deviation>> {
    if responses.is_empty() {
        return None;
    }
    let Some(response) = documented(responses, answer.status) else { return Some(vec![Deviation::Status]) };
    if answer.body.is_some_and(<[u8]>::is_empty) || response.representations.is_empty() {
        return Some(Vec::new());
    }
    let content_type = answer.content_type.unwrap_or_default();
    let Some(representation) = of_type(&response.representations, content_type) else {
        let documented = response.representations.iter().map(|one| one.content_type.as_str()).collect::<Vec<_>>();
        return Some(vec![Deviation::ContentType { documented: documented.join(", ") }]);
    };
    let essence = essence(content_type);
    if essence != "application/json" && !essence.ends_with("+json") {
        return Some(Vec::new());
    }
    Some(differences(answer.body?, &representation.schema, schemas, Direction::Response))
}

/// What is wrong with the JSON `text` that travels this way, given the JSON of its schema.
#[must_use]
pub fn differences(text: &[u8], schema: &str, schemas: &impl Schemas, direction: Direction) -> Vec<Deviation> {
    let value = match serde_json::from_slice(text) {
        Ok(value) => value,
        Err(error) => return vec![Deviation::NotJson { line: error.line(), column: error.column() }],
    };
    let Ok(schema) = serde_json::from_str::<Value>(schema) else { return Vec::new() };
    let found = Checker::new(schemas, direction).differences(&schema, &value);
    found.into_iter().map(|(pointer, problem)| Deviation::Value { pointer, problem }).collect()
}

/// What is said of `status`: of it alone, else of its class, else of all others (OpenAPI, Responses Object).
fn documented(responses: &[ResponseSpec], status: u16) -> Option<&ResponseSpec> {
    let find = |wanted: &dyn Fn(StatusKey) -> bool| responses.iter().find(|response| wanted(response.status));
    find(&|key| key == StatusKey::Code(status))
        .or_else(|| find(&|key| matches!(key, StatusKey::Class(class) if u16::from(class) == status / 100)))
        .or_else(|| find(&|key| key == StatusKey::Default))
}

/// The representation of a media type, or of a range that it falls into.
fn of_type<'a>(representations: &'a [Representation], content_type: &str) -> Option<&'a Representation> {
    let wanted = essence(content_type);
    let is_it = |range: &str| {
        let range = essence(range);
        let of_kind = range.strip_suffix("/*").is_some_and(|kind| wanted.split('/').next() == Some(kind));
        range == wanted || range == "*/*" || of_kind
    };
    representations
        .iter()
        .find(|one| one.content_type == content_type)
        .or_else(|| representations.iter().find(|one| is_it(&one.content_type)))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::catalog::model::Problem;
    use crate::catalog::server::schema::support::Document;

    fn response(status: &str, content_type: &str, schema: &Value) -> ResponseSpec {
        let representation = Representation {
            content_type: content_type.to_owned(),
            schema: schema.to_string(),
            ..Representation::default()
        };
        ResponseSpec {
            status: status.parse().unwrap(),
            representations: vec![representation],
            ..ResponseSpec::default()
        }
    }

    fn of(responses: &[ResponseSpec], status: u16, content_type: &str, body: &str) -> Option<Vec<Deviation>> {
        let document = Document(json!({"Pet": {"type": "object", "required": ["id"], "properties": {
            "id": {"type": "integer", "minimum": 1}, "next": {"$ref": "#/Pet"}, "secret": {"type": "string", "writeOnly": true}
        }, "additionalProperties": false}}));
        let answer = AnswerParts { status, content_type: Some(content_type), body: Some(body.as_bytes()) };
        deviations(responses, &document, answer)
    }

    fn value(pointer: &str, problem: Problem) -> Deviation {
        Deviation::Value { pointer: pointer.to_owned(), problem }
    }

    fn breaks(keyword: &str, limit: &str) -> Problem {
        Problem::Breaks { keyword: keyword.to_owned(), limit: limit.to_owned() }
    }

    #[test]
    fn each_difference_is_told_with_its_place() {
        let pets = json!({"type": "array", "items": {"$ref": "#/Pet"}, "maxItems": 3});
        let responses = [response("200", "application/json", &pets)];
        let of = |body: &str| of(&responses, 200, "application/json; charset=utf-8", body).unwrap();
        assert_eq!(of(r#"[{"id": 1, "next": {"id": 2}}]"#), []);
        let wrong_type =
            |expected: &str, found: &str| Problem::WrongType { expected: expected.to_owned(), found: found.to_owned() };
        assert_eq!(of("{}"), [value("", wrong_type("array", "object"))]);
        assert_eq!(
            of(r#"[{"id": 0, "next": {"a/b~": 1}}, {"id": "7"}, {"id": 1.5}, {"id": 1}]"#),
            [
                value("", breaks("maxItems", "3")),
                value("/0/id", breaks("minimum", "1")),
                value("/0/next", Problem::Missing { name: "id".to_owned() }),
                value("/0/next/a~1b~0", Problem::NotAllowed),
                value("/1/id", wrong_type("integer", "string")),
                value("/2/id", wrong_type("integer", "number")),
            ]
        );
        assert_eq!(of("[1,"), [Deviation::NotJson { line: 1, column: 3 }]);
    }

    #[test]
    fn of_several_schemas_the_nearest_was_meant() {
        let cat = json!({"type": "object", "required": ["kind", "lives"], "properties": {"kind": {"const": "cat"}, "lives": {"type": "integer"}}});
        let dog = json!({"type": "object", "required": ["kind"], "properties": {"kind": {"const": "dog"}, "name": {"type": "string"}, "age": {"type": "integer"}}});
        let responses = [response("2XX", "application/*", &json!({"oneOf": [cat, dog]}))];
        let of = |body: &str| of(&responses, 201, "application/problem+json", body).unwrap();
        assert_eq!(
            of(r#"{"kind": "dog", "name": 1}"#),
            [value("/name", Problem::WrongType { expected: "string".to_owned(), found: "number".to_owned() })]
        );
        assert_eq!(of("7"), [value("", breaks("oneOf", ""))]);
    }

    #[test]
    fn status_and_media_type_are_part_of_it() {
        let responses =
            [response("200", "application/json", &json!({})), response("default", "text/plain", &json!({}))];
        let types = |documented: &str| Some(vec![Deviation::ContentType { documented: documented.to_owned() }]);
        assert_eq!(of(&responses, 200, "text/html", "<p>"), types("application/json"));
        assert_eq!(of(&responses, 500, "text/plain", "oops"), Some(vec![]));
        assert_eq!(of(&responses, 200, "text/html", ""), Some(vec![]), "there is nothing of a wrong type");
        assert_eq!(of(&responses[..1], 404, "application/json", "{}"), Some(vec![Deviation::Status]));
        assert_eq!(of(&[], 200, "application/json", "{}"), None, "nothing is documented");
        let unread = AnswerParts { status: 200, content_type: Some("application/json"), body: None };
        assert_eq!(deviations(&responses, &Document(json!({})), unread), None, "too long to be compared");
    }

    #[test]
    fn what_cannot_be_decided_is_not_held_against_it() {
        for schema in [json!({"$ref": "#/Gone"}), json!({"pattern": "(?<=a)b"}), json!({"$dynamicRef": "#x"}), json!(7)]
        {
            let responses = [response("200", "application/json", &schema)];
            assert_eq!(of(&responses, 200, "application/json", "\"x\""), Some(vec![]), "{schema}");
        }
    }
}
