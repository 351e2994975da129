//! From a step's values to the call that the console makes of an operation.

use super::model::{StepBody, StepParameter};
use super::plan::Plan;
use super::samples::{self, StepRequest};
use crate::catalog::model::{CallInput, Location, OperationDetails, Parameter, ParameterType};
use crate::console::model::{ConsoleRequest, NamedValue, RequestBody};
use crate::console::request;

/// The call of an operation with these values. What the step does not name keeps what the operation documents; what the
/// operation does not document is added.
#[must_use]
pub fn call(details: &OperationDetails, parameters: &[StepParameter], body: Option<&StepBody>) -> ConsoleRequest {
    let documented = request::parameters(&details.operation);
    let (mut query, mut headers, mut named) = (Vec::new(), Vec::new(), Vec::new());
    for parameter in parameters {
        let pair = (parameter.name.clone(), parameter.value.clone());
        match (documented.iter().find(|known| is(known, parameter)), parameter.location) {
            (Some(known), location) => named.push(NamedValue { name: known.name.clone(), location, value: pair.1 }),
            (None, Location::Query) => query.push(pair),
            (None, Location::Header) => headers.push(pair),
            (None, Location::Cookie) => headers.push(("Cookie".to_owned(), [pair.0, pair.1].join("="))),
            // The request says that there is no such parameter.
            (None, Location::Path) => {
                named.push(NamedValue { name: pair.0, location: Location::Path, value: pair.1 });
            }
        }
    }
    let own_type = body.map_or("", |body| body.content_type.as_str());
    let is_type =
        |known: &Parameter| known.location == Location::Header && known.name.eq_ignore_ascii_case("content-type");
    for known in documented.iter().filter(|known| !parameters.iter().any(|set| is(known, set))) {
        let is_required = request::is_required(known);
        let is_idle = is_type(known) && body.is_none();
        if !is_required && (known.default.is_empty() || is_idle) {
            continue;
        }
        let value = if is_type(known) && !own_type.is_empty() { own_type } else { &known.default };
        named.push(NamedValue { name: known.name.clone(), location: known.location, value: value.to_owned() });
    }
    let usual = || details.operation.bodies.first().map(|body| body.content_type.clone()).unwrap_or_default();
    let body = body.map(|body| RequestBody::Text {
        content_type: if own_type.is_empty() { usual() } else { own_type.to_owned() },
        text: body.text.clone(),
    });
    ConsoleRequest {
        operation: details.id.clone(),
        environment: None,
        server: None,
        timeout: None,
        subscription: None,
        follow: None,
        parameters: named,
        query,
        headers,
        credentials: Vec::new(),
        body,
    }
}

fn is(known: &Parameter, set: &StepParameter) -> bool {
    known.location == set.location
        && match known.location {
            Location::Header => known.name.eq_ignore_ascii_case(&set.name),
            _ => known.name == set.name,
        }
}

/// The requests of `plan`, for [`samples::sample`]; `details` are the operations of its steps. `None` if they are not one
/// for every step.
#[must_use]
pub fn sample_requests(plan: &Plan, details: &[&OperationDetails]) -> Option<Vec<StepRequest>> {
    if details.len() != plan.steps().len() {
        return None;
    }
    let request = |(place, details): (usize, &&OperationDetails)| {
        let marked = samples::marked(plan, place)?;
        let call = call(details, &marked.parameters, marked.body.as_ref());
        let operation = with_texts(&details.operation, &marked.parameters);
        Some(StepRequest { request: request::outline(&details.api.service_url, &operation, &call) })
    };
    details.iter().enumerate().map(request).collect()
}

/// The operation with every parameter that is `set` taken as a text: a mark is no number.
fn with_texts(operation: &CallInput, set: &[StepParameter]) -> CallInput {
    let mut operation = operation.clone();
    for parameter in operation.parameters.iter_mut().filter(|known| set.iter().any(|set| is(known, set))) {
        parameter.kind = ParameterType::String;
        parameter.allowed.clear();
        parameter.schema.clear();
    }
    operation
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::model::{ApiHead, SampleBody};

    fn details() -> OperationDetails {
        let parameter = |name: &str, location, default: &str, required| Parameter {
            name: name.to_owned(),
            location,
            default: default.to_owned(),
            required,
            ..Parameter::default()
        };
        let api = ApiHead {
            slug: "a".to_owned(),
            address: "a".to_owned(),
            older_revision: None,
            title: "A".to_owned(),
            service_url: "http://host".to_owned(),
            published: true,
            may_change: false,
        };
        let operation = CallInput {
            verb: "POST".to_owned(),
            url_template: "/jobs/{id}?version={version}".to_owned(),
            parameters: vec![
                parameter("id", Location::Path, "", true),
                parameter("version", Location::Query, "2.0", true),
                parameter("Content-Type", Location::Header, "application/json", true),
                parameter("X-Key", Location::Header, "documented", false),
                parameter("left-out", Location::Query, "", false),
            ],
            bodies: vec![SampleBody { content_type: "application/json".to_owned(), ..SampleBody::default() }],
            ..CallInput::default()
        };
        OperationDetails { api, id: "o".to_owned().into(), operation, authorizations: Vec::new(), servers: Vec::new() }
    }

    fn set(name: &str, location: Location, value: &str) -> StepParameter {
        StepParameter { name: name.to_owned(), location, value: value.to_owned() }
    }

    #[test]
    fn what_a_step_does_not_name_keeps_what_is_documented() {
        let parameters = [
            set("id", Location::Path, "a/b"),
            set("x-key", Location::Header, "mine"),
            set("more", Location::Query, "1"),
            set("X-More", Location::Header, "2"),
        ];
        let body = StepBody { content_type: String::new(), text: "{}".to_owned() };
        let call = call(&details(), &parameters, Some(&body));
        let built = request::build("http://host", &details().operation, &call).unwrap();
        assert_eq!(built.url, "http://host/jobs/a%2Fb?version=2.0&more=1");
        let header = |name: &str| {
            built.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
        };
        assert_eq!(header("x-key"), Some("mine"));
        assert_eq!(header("x-more"), Some("2"));
        assert_eq!(header("content-type"), Some("application/json"));
        assert_eq!(built.body, request::Body::Text("{}".to_owned()));
    }

    #[test]
    fn the_type_of_the_body_is_the_steps_even_where_the_operation_documents_one() {
        let parameters = [set("id", Location::Path, "1")];
        let type_of = |is_required: bool, body: Option<StepBody>| {
            let mut details = details();
            details.operation.parameters[2].required = is_required;
            let call = call(&details, &parameters, body.as_ref());
            let built = request::build("http://host", &details.operation, &call).unwrap();
            let found = built.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("content-type"));
            found.map(|(_, value)| value.clone())
        };
        let plain = StepBody { content_type: "text/plain".to_owned(), text: "x".to_owned() };
        for is_required in [true, false] {
            assert_eq!(type_of(is_required, Some(plain.clone())).as_deref(), Some("text/plain"));
        }
        assert_eq!(type_of(false, None), None);
        assert_eq!(type_of(true, None).as_deref(), Some("application/json"));
    }

    #[test]
    fn a_parameter_of_the_path_that_the_operation_lacks_is_told() {
        let call = call(&details(), &[set("id", Location::Path, "1"), set("other", Location::Path, "1")], None);
        let complaints = request::build("http://host", &details().operation, &call).unwrap_err();
        assert!(complaints.iter().any(|complaint| complaint.field.contains("other")), "{complaints:?}");
    }
}
