//! What an operation's form accepts, and which values its parameters take.

use super::api::check_slug;
use super::{DOCUMENT, NAME, ROWS, URL, slug_or};
use crate::catalog::model::{Location, OperationInput, Parameter, ParameterType, Representation, ResponseSpec};
use crate::catalog::template::UrlTemplate;
use crate::kernel::http::{is_header_name, is_header_value, is_media_type, is_reserved_header};
use crate::kernel::{Checks, FieldError, Message};

/// The input without stray white space, with its verb in capitals, a slug made of the display name where none was
/// given, template parameters that the form did not list, and its responses by status.
#[must_use]
pub fn tidy_operation(input: OperationInput) -> OperationInput {
    let trim = |text: String| text.trim().to_owned();
    let display_name = trim(input.display_name);
    let slug = match trim(input.slug) {
        slug if slug.is_empty() => slug_or(&display_name, "operation"),
        slug => slug,
    };
    let url_template = trim(input.url_template);
    let parameters = with_template_parameters(&url_template, input.parameters);
    let mut responses = input.responses;
    responses.sort_by_key(|response| response.status);
    OperationInput {
        verb: input.verb.trim().to_ascii_uppercase(),
        slug,
        display_name,
        description: input.description,
        url_template,
        parameters,
        bodies: input.bodies,
        responses,
        documented: input.documented,
    }
}

/// `parameters` with every parameter of the template among them, first and in the template's order.
fn with_template_parameters(template: &str, parameters: Vec<Parameter>) -> Vec<Parameter> {
    let Ok(template) = UrlTemplate::parse(template) else { return parameters };
    let mut rest: Vec<Parameter> = parameters
        .into_iter()
        .map(|parameter| Parameter { name: parameter.name.trim().to_owned(), ..parameter })
        .collect();
    let mut all: Vec<Parameter> = Vec::with_capacity(rest.len());
    for wanted in template.parameters() {
        let listed = rest
            .iter()
            .position(|parameter| parameter.name == wanted.name && parameter.location.is_in_url())
            .map(|at| rest.remove(at));
        let is_new = listed.is_none();
        let mut parameter = listed.unwrap_or_default();
        parameter.name.clone_from(&wanted.name);
        parameter.location = wanted.location;
        parameter.required |= is_new || wanted.location == Location::Path;
        all.push(parameter);
    }
    all.extend(rest);
    all
}

/// What is wrong with a tidied input, by the field names of the operation's form.
#[must_use]
pub fn check_operation(input: &OperationInput) -> Vec<FieldError> {
    let mut checks = Checks::new();
    checks.text("verb", &input.verb, 20);
    if !checks.has("verb") && !is_verb(&input.verb) {
        checks.complain("verb", Message::NotAVerb);
    }
    checks.text("url_template", &input.url_template, URL);
    if !checks.has("url_template") {
        checks.take("url_template", UrlTemplate::parse(&input.url_template));
    }
    checks.text("display_name", &input.display_name, NAME);
    checks.one_line("display_name", &input.display_name);
    if !input.display_name.is_empty() {
        check_slug(&mut checks, &input.slug);
    }
    checks.optional_text("description", &input.description, DOCUMENT);
    check_parameters(&mut checks, input);
    check_representations(&mut checks, "bodies", &input.bodies);
    check_responses(&mut checks, &input.responses);
    checks.into_fields()
}

fn check_parameters(checks: &mut Checks, input: &OperationInput) {
    let in_template: Vec<String> = UrlTemplate::parse(&input.url_template)
        .map(|template| template.parameters().into_iter().map(|parameter| parameter.name.clone()).collect())
        .unwrap_or_default();
    for (at, parameter) in input.parameters.iter().enumerate().take(ROWS) {
        let field = |name: &str| format!("parameters.{at}.{name}");
        checks.text(&field("name"), &parameter.name, NAME);
        let is_repeated = input.parameters[..at]
            .iter()
            .any(|other| is_same_place(other.location, parameter.location) && is_same_name(other, parameter));
        if is_repeated {
            checks.complain(field("name"), Message::DuplicateParameter { name: parameter.name.clone() });
        }
        match parameter.location {
            Location::Header if !parameter.name.is_empty() && !is_header_name(&parameter.name) => {
                checks.complain(field("name"), Message::NotAHeaderName);
            }
            Location::Header if is_reserved_header(&parameter.name) => {
                checks.complain(field("name"), Message::HeaderNotAllowed { name: parameter.name.clone() });
            }
            Location::Path if !in_template.contains(&parameter.name) => {
                checks.complain(field("in"), Message::NotOneOf { allowed: "query, header".to_owned() });
            }
            _ => {}
        }
        checks.optional_text(&field("description"), &parameter.description, DOCUMENT);
        for (name, value) in [("default", &parameter.default), ("example", &parameter.example)] {
            if !value.is_empty() {
                checks.take(field(name), check_value(parameter, value));
            }
        }
    }
    if input.parameters.len() > ROWS {
        checks.complain("parameters", Message::TooLong { most: ROWS });
    }
}

/// Path and query share one space of names, because both are filled in by name; headers have their own.
fn is_same_place(one: Location, other: Location) -> bool {
    (one == Location::Header) == (other == Location::Header)
}

fn is_same_name(one: &Parameter, other: &Parameter) -> bool {
    if one.location == Location::Header { one.name.eq_ignore_ascii_case(&other.name) } else { one.name == other.name }
}

fn check_representations(checks: &mut Checks, list: &str, representations: &[Representation]) {
    for (at, representation) in representations.iter().enumerate().take(ROWS) {
        let field = |name: &str| format!("{list}.{at}.{name}");
        checks.text(&field("content_type"), &representation.content_type, NAME);
        if !checks.has(&field("content_type")) && !is_media_type(&representation.content_type) {
            checks.complain(field("content_type"), Message::NotAMediaType);
        }
        checks.optional_text(&field("sample"), &representation.sample, DOCUMENT);
        checks.optional_text(&field("schema"), &representation.schema, DOCUMENT);
        if !representation.schema.trim().is_empty()
            && let Err(error) = serde_json::from_str::<serde::de::IgnoredAny>(&representation.schema)
        {
            checks.complain(field("schema"), Message::NotJson { line: error.line(), column: error.column() });
        }
    }
}

fn check_responses(checks: &mut Checks, responses: &[ResponseSpec]) {
    for (at, response) in responses.iter().enumerate().take(ROWS) {
        if response.status.code().is_some_and(|code| !(100..=599).contains(&code)) {
            checks.complain(format!("responses.{at}.status"), Message::NotAStatus);
        } else if responses[..at].iter().any(|other| other.status == response.status) {
            checks.complain(format!("responses.{at}.status"), Message::Taken);
        }
        checks.optional_text(&format!("responses.{at}.description"), &response.description, DOCUMENT);
        for (header_at, header) in response.headers.iter().enumerate().take(ROWS) {
            if !is_header_name(&header.name) {
                checks.complain(format!("responses.{at}.headers.{header_at}.name"), Message::NotAHeaderName);
            }
        }
        check_representations(checks, &format!("responses.{at}.representations"), &response.representations);
    }
}

/// Whether `text` is a method that can be offered: letters only, and neither CONNECT nor TRACE (RFC 9110 sections 9.3.6
/// and 9.3.8), which no gateway passes on.
fn is_verb(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_uppercase()) && !matches!(text, "CONNECT" | "TRACE")
}

/// Whether `value` is one that `parameter` takes.
///
/// # Errors
/// What was expected instead.
pub fn check_value(parameter: &Parameter, value: &str) -> Result<(), Message> {
    let is_allowed = |value: &str| parameter.allowed.iter().any(|allowed| allowed == value);
    let is_one_of_them = match parameter.kind {
        ParameterType::Array => value.split(',').map(str::trim).all(is_allowed),
        _ => is_allowed(value),
    };
    if !parameter.allowed.is_empty() && !is_one_of_them {
        return Err(Message::NotOneOf { allowed: parameter.allowed.join(", ") });
    }
    let is_fine = match parameter.kind {
        ParameterType::String | ParameterType::Array | ParameterType::Object => true,
        ParameterType::Integer => is_integer(value),
        ParameterType::Number => is_number(value),
        ParameterType::Boolean => matches!(value, "true" | "false"),
    };
    if !is_fine {
        return Err(match parameter.kind {
            ParameterType::Integer => Message::NotAnInteger,
            ParameterType::Number => Message::NotANumber,
            _ => Message::NotABoolean,
        });
    }
    if parameter.location == Location::Header && !is_header_value(value) {
        return Err(Message::NotAHeaderValue);
    }
    Ok(())
}

/// Whether `text` is digits, perhaps with a sign, of any length.
fn is_integer(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether `text` is a number as JSON writes it (RFC 8259 section 6), leading zeros allowed.
fn is_number(text: &str) -> bool {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent.strip_prefix('+').unwrap_or(exponent))),
        None => (text, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    is_integer(whole)
        && fraction.is_none_or(|digits| is_integer(digits) && !digits.starts_with('-'))
        && exponent.is_none_or(is_integer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::model::StatusKey;

    fn rrs() -> OperationInput {
        OperationInput {
            verb: "post".into(),
            url_template:
                "/workspaces/{workspace}/services/{service}/execute?api-version={apiversion}&details={details}".into(),
            display_name: "RRS Execute".into(),
            ..OperationInput::default()
        }
    }

    fn complaints(change: impl FnOnce(&mut OperationInput)) -> Vec<(String, Message)> {
        let mut input = rrs();
        change(&mut input);
        check_operation(&tidy_operation(input)).into_iter().map(|error| (error.field, error.message)).collect()
    }

    #[test]
    fn the_templates_parameters_are_listed_by_themselves() {
        let mut input = rrs();
        input.parameters = vec![
            Parameter { name: "X-Trace".into(), location: Location::Header, ..Parameter::default() },
            Parameter { name: "details".into(), default: "true".into(), required: false, ..Parameter::default() },
        ];
        let tidy = tidy_operation(input);
        let listed: Vec<_> =
            tidy.parameters.iter().map(|p| (p.name.as_str(), p.location, p.required, p.default.as_str())).collect();
        assert_eq!(
            listed,
            [
                ("workspace", Location::Path, true, ""),
                ("service", Location::Path, true, ""),
                ("apiversion", Location::Query, true, ""),
                ("details", Location::Query, false, "true"),
                ("X-Trace", Location::Header, false, ""),
            ]
        );
        assert_eq!((tidy.verb.as_str(), tidy.slug.as_str()), ("POST", "rrs-execute"));
        assert_eq!(check_operation(&tidy), []);
    }

    #[test]
    fn each_mistake_stands_at_its_field() {
        type Change = fn(&mut OperationInput);
        let cases: [(Change, &str, Message); 10] = [
            (|input| input.verb = String::new(), "verb", Message::Required),
            (|input| input.verb = "CONNECT".into(), "verb", Message::NotAVerb),
            (|input| input.verb = "GE T".into(), "verb", Message::NotAVerb),
            (|input| input.url_template = "orders".into(), "url_template", Message::TemplateWithoutSlash),
            (|input| input.display_name = " ".into(), "display_name", Message::Required),
            (
                |input| {
                    input.parameters =
                        vec![Parameter { name: "a b".into(), location: Location::Header, ..Parameter::default() }];
                },
                "parameters.4.name",
                Message::NotAHeaderName,
            ),
            (
                |input| {
                    input.parameters = vec![Parameter {
                        name: "details".into(),
                        location: Location::Query,
                        kind: ParameterType::Boolean,
                        default: "maybe".into(),
                        ..Parameter::default()
                    }];
                },
                "parameters.3.default",
                Message::NotABoolean,
            ),
            (
                |input| input.responses = vec![ResponseSpec { status: StatusKey::Code(42), ..ResponseSpec::default() }],
                "responses.0.status",
                Message::NotAStatus,
            ),
            (
                |input| {
                    input.bodies = vec![Representation { content_type: "json".into(), ..Representation::default() }]
                },
                "bodies.0.content_type",
                Message::NotAMediaType,
            ),
            (
                |input| {
                    input.bodies = vec![Representation {
                        content_type: "application/json".into(),
                        schema: "{\n  oops".into(),
                        ..Representation::default()
                    }];
                },
                "bodies.0.schema",
                Message::NotJson { line: 2, column: 3 },
            ),
        ];
        for (change, field, message) in cases {
            assert_eq!(complaints(change), [(field.to_owned(), message)]);
        }
    }

    #[test]
    fn values_have_their_parameters_type() {
        use ParameterType::{Boolean, Integer, Number, String};
        for (kind, value, fine) in [
            (String, "", true),
            (Integer, "-42", true),
            (Integer, "4.2", false),
            (Integer, "", false),
            (Integer, "99999999999999999999999", true),
            (Number, "-4.2e+10", true),
            (Number, "4.", false),
            (Number, "NaN", false),
            (Boolean, "true", true),
            (Boolean, "TRUE", false),
        ] {
            let parameter = Parameter { kind, ..Parameter::default() };
            assert_eq!(check_value(&parameter, value).is_ok(), fine, "{kind:?} {value}");
        }
        let parameter = Parameter { allowed: vec!["a".into(), "b".into()], ..Parameter::default() };
        assert_eq!(check_value(&parameter, "c"), Err(Message::NotOneOf { allowed: "a, b".into() }));
    }
}
