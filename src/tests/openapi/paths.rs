//! Paths, methods and what operations are called.

use loggia::catalog::template::UrlTemplate;

use super::{document, messages, with};

#[test]
fn every_path_with_every_method_is_an_operation() {
    let document = with(
        r##""paths": {
            "/b#c": {"get": {}}, "/a?x=1&y={y}": {"get": {}}, "pets": {"get": {}}, "//d//": {"get": {}}, "/{}": {"get": {}},
            "/{a}{b}": {"get": {}}, "/{c}{d}": {"get": {}}, "/{id}/{id}": {"get": {}}, "/{": {"get": {}}, "": {"get": {}},
            "/pets": {"post": {}, "get": {}, "x-more": {}, "trace": {}, "delete": null, "patch": "no", "summary": "s"},
            "x-paths": {"get": {}}, "/r": {"$ref": "#/paths/~1pets", "get": {"summary": "own"}}, "/n": null
        }"##,
    );
    let found: Vec<_> = document
        .operations
        .iter()
        .map(|one| format!("{} {} {}", one.verb, one.documented.path, one.url_template))
        .collect();
    assert_eq!(
        found,
        [
            "GET /b#c /b%23c",
            "GET /a?x=1&y={y} /a?x=1&y={y}",
            "GET pets /pets",
            "GET //d// //d//",
            "GET /{} /%7B%7D",
            "GET /{a}{b} /{a}{b}",
            "GET /{c}{d} /{c}{d}",
            "GET /{id}/{id} /{id}/{id_2}",
            "GET /{ /%7B",
            "GET  /",
            "POST /pets /pets",
            "GET /pets /pets",
            "TRACE /pets /pets",
            "DELETE /pets /pets",
            "GET /r /r",
            "POST /r /r",
            "TRACE /r /r",
            "DELETE /r /r",
        ]
    );
    for operation in &document.operations {
        UrlTemplate::parse(&operation.url_template).unwrap();
    }
    let messages = messages(&document);
    for expected in [
        "#/paths/~1{c}{d}/get Calls of GET /{c}{d} cannot be told from those of /{a}{b}.",
        "#/paths/~1pets/get Calls of GET /pets cannot be told from those of pets.",
        "#/paths/pets The path does not begin with a slash; one was put in front.",
        "#/paths/~1{id}~1{id} The parameter {id} of the path is called {id_2} here.",
        "#/paths/~1pets/delete Nothing is said of this operation.",
        "#/paths/~1pets/patch Expected an object, found text; left out.",
        "#/paths/~1n Expected an object, found nothing; left out.",
    ] {
        assert!(messages.iter().any(|message| message == expected), "{expected}\n{messages:#?}");
    }
}

#[test]
fn methods_of_openapi_3_2_are_operations() {
    let document = with(
        r#""paths": {"/": {"query": {}, "additionalOperations": {"COPY": {}, "M-SEARCH": {}, "a b": {}}, "Post": {}}}"#,
    );
    let verbs: Vec<_> = document.operations.iter().map(|one| one.verb.as_str()).collect();
    assert_eq!(verbs, ["QUERY", "COPY", "M-SEARCH", "POST"]);
    assert_eq!(document.warnings.len(), 2, "{:?}", document.warnings);
}

#[test]
fn an_operation_that_is_described_twice_is_read_once() {
    let document = with(
        r#""paths": {"": {"get": {"summary": "a"}, "put": {}}, "/": {"get": {"summary": "b"}, "GET": {"summary": "c"}, "post": {}},
            "/x": {"additionalOperations": {"copy": {"summary": "d"}, "COPY": {}}}}"#,
    );
    let found: Vec<_> = document.operations.iter().map(|one| format!("{} {}", one.verb, one.display_name)).collect();
    assert_eq!(found, ["GET a", "PUT PUT", "POST POST /", "COPY d"]);
    let twice: Vec<_> = messages(&document).into_iter().filter(|message| message.contains("twice")).collect();
    assert_eq!(
        twice,
        [
            "#/paths/~1/get GET / is described twice; the first one counts.",
            "#/paths/~1/GET GET / is described twice; the first one counts.",
            "#/paths/~1x/additionalOperations/COPY COPY /x is described twice; the first one counts.",
        ]
    );
}

#[test]
fn operations_are_called_by_their_summary_and_found_by_their_id() {
    let long = "word ".repeat(60);
    let document = with(&format!(
        r#""paths": {{
            "/1": {{"get": {{"operationId": "listAllPets", "summary": " All\n pets "}}}},
            "/2": {{"get": {{"operationId": "listAllPets", "description": "D"}}}},
            "/3": {{"get": {{"summary": "New"}}}},
            "/4/{{x}}": {{"get": {{"operationId": "日本"}}}},
            "/5": {{"get": {{"summary": "{long}", "description": "D"}}}},
            "/6": {{"summary": "S", "description": "P", "get": {{}}}},
            "/7": {{"get": {{"operationId": 7, "summary": true}}}}
        }}"#
    ));
    let names: Vec<_> = document
        .operations
        .iter()
        .map(|one| (one.display_name.as_str(), one.slug.as_str(), one.description.as_str()))
        .collect();
    let whole = format!("{}\n\nD", long.trim());
    assert_eq!(
        names[..4],
        [
            ("All pets", "list-all-pets", ""),
            ("listAllPets", "list-all-pets-2", "D"),
            ("New", "new-2", ""),
            ("日本", "get-4-x", ""),
        ]
    );
    assert_eq!((names[4].0.chars().count() <= 200, names[4].2), (true, whole.as_str()));
    assert_eq!(names[5..], [("S", "s", "P"), ("true", "7", "")]);
    assert!(
        messages(&document)
            .contains(&"#/paths/~12/get/operationId Another operation has this operationId, too.".into())
    );
}

#[test]
fn warnings_say_where() {
    let document =
        document("{\n \"openapi\": \"3.1.0\",\n \"paths\": {\n  \"/a\": {\n   \"get\": {\"tags\": 7}\n  }\n }\n}");
    let places: Vec<_> = document.warnings.iter().map(|one| (one.pointer.as_str(), one.line, one.column)).collect();
    assert!(places.contains(&("#/paths/~1a/get/tags", Some(5), Some(20))), "{places:?}");
    assert!(places.contains(&("#", Some(1), Some(1))), "{places:?}");
}
