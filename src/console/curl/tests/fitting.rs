//! Commands as the values of an operation's form.

use proptest::prelude::*;

use super::read;
use crate::catalog::model::{
    ApiHead, CallInput, Location, OfferedServer, OperationDetails, Parameter, ParameterType, SampleBody, SchemeInput,
    SchemeKind,
};
use crate::console::curl::{Fitted, fit};
use crate::console::model::{ConsoleRequest, Credential, NamedValue, PartValue, RequestBody, ServerChoice};
use crate::console::request::{FORM, MULTIPART, build};
use crate::console::samples::{Language, sample};
use crate::kernel::ids::OperationId;
use crate::openapi::model::ServerVariable;

const SERVICE: &str = "https://api.example.com/v1";

fn parameter(name: &str, location: Location, kind: ParameterType) -> Parameter {
    Parameter { name: name.to_owned(), location, kind, ..Parameter::default() }
}

fn details() -> OperationDetails {
    let body = |content_type: &str| SampleBody { content_type: content_type.to_owned(), ..SampleBody::default() };
    let scheme = |scheme: &str, kind| SchemeInput { scheme: scheme.to_owned(), kind };
    let key = SchemeKind::ApiKey { location: Location::Query, name: "key".to_owned() };
    OperationDetails {
        api: ApiHead {
            slug: "pets".to_owned(),
            address: "pets".to_owned(),
            older_revision: None,
            title: "Pets".to_owned(),
            service_url: SERVICE.to_owned(),
            published: true,
            may_change: false,
        },
        id: OperationId::from("4b0c0f3e-0000-7000-8000-000000000000".to_owned()),
        operation: CallInput {
            verb: "POST".to_owned(),
            url_template: "/pets/{id}/toys?kind=all&page={page}".to_owned(),
            parameters: vec![
                parameter("id", Location::Path, ParameterType::String),
                parameter("page", Location::Query, ParameterType::String),
                parameter("tag", Location::Query, ParameterType::Array),
                parameter("filter", Location::Query, ParameterType::Object),
                parameter("X-Trace", Location::Header, ParameterType::String),
                parameter("theme", Location::Cookie, ParameterType::String),
            ],
            bodies: vec![body("application/json"), body(FORM), body(MULTIPART), body("image/png")],
            ..CallInput::default()
        },
        authorizations: vec![
            vec![],
            vec![scheme("key", key), scheme("basic", SchemeKind::Basic)],
            vec![scheme("token", SchemeKind::Bearer)],
        ],
        servers: Vec::new(),
    }
}

fn fitted(command: &str) -> Fitted {
    fit(read(command), &details()).unwrap_or_else(|| panic!("{command} is another operation"))
}

fn value(request: &ConsoleRequest, name: &str) -> Option<String> {
    request.parameters.iter().find(|value| value.name == name).map(|value| value.value.clone())
}

fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

#[test]
fn an_address_finds_its_server() {
    let region = ServerVariable { name: "region".to_owned(), default: "eu".to_owned(), ..ServerVariable::default() };
    let open = OfferedServer {
        number: 2,
        template: "https://{region}.example.com/v1".to_owned(),
        variables: vec![region],
        ..OfferedServer::default()
    };
    let first = OfferedServer { number: 1, template: SERVICE.to_owned(), ..OfferedServer::default() };
    let details = OperationDetails { servers: vec![first, open], ..details() };
    let server = |address: &str| {
        let fitted = fit(read(&format!("curl -X POST '{address}/pets/1/toys?kind=all'")), &details).unwrap();
        (fitted.request.server, fitted.elsewhere)
    };
    let choice = |number, variables| Some(ServerChoice { number, variables });
    assert_eq!(server(SERVICE), (choice(1, vec![]), None));
    assert_eq!(server("https://us.example.com/v1"), (choice(2, vec![pair("region", "us")]), None));
    let other = "https://other.test/v1";
    assert_eq!(server(other), (None, Some(other.to_owned())));
}

#[test]
fn everything_finds_its_field() {
    let Fitted { request, elsewhere } = fitted(
        "curl 'https://api.example.com/v1/pets/a%20b/toys?page=2&kind=all&tag=x&tag=y&more=1%2B1' \
         -H 'x-trace: 7' -H 'Accept: text/html' -b 'theme=dark; a=1' -H 'Authorization: Bearer abc' \
         -H 'Content-Type: application/json' -d '{\"a\": 1}'",
    );
    assert_eq!(elsewhere, None);
    for (name, expected) in [("id", "a b"), ("page", "2"), ("tag", "x,y"), ("X-Trace", "7"), ("theme", "dark")] {
        assert_eq!(value(&request, name).as_deref(), Some(expected), "{name}");
    }
    assert_eq!(request.query, [pair("more", "1+1")]);
    assert_eq!(request.headers, [pair("Accept", "text/html"), pair("Cookie", "a=1")]);
    assert_eq!(request.credentials, [Credential::Bearer { token: "abc".to_owned() }]);
    let json = RequestBody::Text { content_type: "application/json".to_owned(), text: "{\"a\": 1}".to_owned() };
    assert_eq!(request.body, Some(json));
}

#[test]
fn another_operation_does_not_fit() {
    for command in [
        "curl -X PUT 'https://api.example.com/v1/pets/1/toys?kind=all'",
        "curl -X POST 'https://api.example.com/v1/pets/1/toys'",
        "curl -X POST 'https://api.example.com/v1/pets/1/toys/2?kind=all'",
        "curl -X POST 'https://api.example.com/v1/pets/toys?kind=all'",
    ] {
        assert_eq!(fit(read(command), &details()), None, "{command}");
    }
}

#[test]
fn an_address_elsewhere_is_told() {
    let elsewhere = |base: &str| fitted(&format!("curl -X POST '{base}/pets/1/toys?kind=all'")).elsewhere;
    assert_eq!(elsewhere("https://api.example.com/v1"), None);
    assert_eq!(elsewhere("https://api.example.com/v2").as_deref(), Some("https://api.example.com/v2"));
    assert_eq!(elsewhere("http://localhost:8080").as_deref(), Some("http://localhost:8080"));
}

#[test]
fn a_way_to_authenticate_is_taken_whole_or_not_at_all() {
    let address = "https://api.example.com/v1/pets/1/toys?kind=all";
    let both = fitted(&format!("curl -X POST -u ada:pass '{address}&key=k'")).request;
    let key = Credential::ApiKey { location: Location::Query, name: "key".to_owned(), value: "k".to_owned() };
    let basic = Credential::Basic { user: "ada".to_owned(), password: "pass".to_owned() };
    assert_eq!((both.credentials, both.headers, both.query), (vec![key, basic], vec![], vec![]));
    let half = fitted(&format!("curl -X POST -u ada:pass '{address}'")).request;
    assert!(half.credentials.is_empty());
    assert_eq!(half.headers, [pair("Authorization", "Basic YWRhOnBhc3M=")]);
}

#[test]
fn a_body_takes_the_forms_shape() {
    let address = "'https://api.example.com/v1/pets/1/toys?kind=all'";
    let body = |options: &str| {
        let request = fitted(&format!("curl -X POST {address} {options}")).request;
        (request.body.unwrap(), request.headers)
    };
    let (form, headers) = body("-d a=1 -d 'b=x+y'");
    assert_eq!((form, headers), (RequestBody::Form { fields: vec![pair("a", "1"), pair("b", "x y")] }, vec![]));
    let (RequestBody::Multipart { parts }, headers) = body("-F a=1 -F 'file=@photo.png;type=image/png'") else {
        panic!("parts were expected");
    };
    assert!(headers.is_empty());
    assert!(matches!(&parts[1].value, PartValue::File(Some(file)) if file.name == "photo.png"));
    let (RequestBody::File { content_type, .. }, _) = body("--data-binary @a.png -H 'Content-Type: image/png'") else {
        panic!("a file was expected");
    };
    assert_eq!(content_type, "image/png");
    // What the form does not offer stays as it was written.
    let (text, headers) = body("-d '<a/>' -H 'Content-Type: text/xml'");
    assert_eq!(text, RequestBody::Text { content_type: String::new(), text: "<a/>".to_owned() });
    assert_eq!(headers, [pair("Content-Type", "text/xml")]);
    let (text, headers) = body("-d '{}' -H 'Content-Type: application/json; charset=utf-8'");
    assert_eq!(text, RequestBody::Text { content_type: "application/json".to_owned(), text: "{}".to_owned() });
    assert_eq!(headers, [pair("Content-Type", "application/json; charset=utf-8")]);
}

prop_compose! {
    fn call()(
        id in "[^/\\\\.]{1,8}",
        page in proptest::option::of("\\PC{0,6}"),
        tags in proptest::option::of("[a-z]{1,4}(,[a-z]{1,4}){0,3}"),
        trace in proptest::option::of("[!-~]{1,8}"),
        theme in proptest::option::of("[a-z]{1,8}"),
        query in proptest::collection::vec(("[a-j]{1,4}", "\\PC{0,6}"), 0..3),
        headers in proptest::collection::vec(("X-[A-J]{1,4}", "[!-~]{1,6}"), 0..3),
        token in proptest::option::of("[!-~]{1,12}"),
        body in proptest::option::of(prop_oneof![
            "\\PC{1,20}".prop_map(|text| RequestBody::Text { content_type: "application/json".to_owned(), text }),
            proptest::collection::vec(("[a-z]{1,4}", "\\PC{0,6}"), 1..3).prop_map(|fields| RequestBody::Form { fields }),
        ]),
    ) -> ConsoleRequest {
        let named = |name: &str, location, value: Option<String>| {
            value.map(|value| NamedValue { name: name.to_owned(), location, value })
        };
        let parameters = [
            named("id", Location::Path, Some(id)),
            named("page", Location::Query, page),
            named("tag", Location::Query, tags),
            named("X-Trace", Location::Header, trace),
            named("theme", Location::Cookie, theme),
        ];
        ConsoleRequest {
            operation: details().id,
            environment: None,
            server: None,
            timeout: None,
            subscription: None,
            follow: None,
            parameters: parameters.into_iter().flatten().collect(),
            query,
            headers,
            credentials: token.map(|token| Credential::Bearer { token }).into_iter().collect(),
            body,
        }
    }
}

proptest! {
    #[test]
    fn the_sample_of_a_call_comes_back_as_the_same_call(request in call()) {
        let details = details();
        let built = build(SERVICE, &details.operation, &request);
        prop_assume!(built.is_ok());
        let built = built.unwrap();
        let command = sample(Language::Curl, &built, true);
        let fitted = fit(read(&command), &details).unwrap();
        prop_assert_eq!(fitted.elsewhere, None);
        let mut again = build(SERVICE, &details.operation, &fitted.request).unwrap();
        let mut built = built;
        built.headers.sort();
        again.headers.sort();
        prop_assert_eq!(again, built, "{}", command);
    }
}
