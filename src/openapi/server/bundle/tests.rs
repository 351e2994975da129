//! Files that refer to each other.

use url::Url;

use super::*;
use crate::openapi::server::read::read;

fn bundle(files: &[(&str, &str)]) -> Result<Bundle, ImportError> {
    let files: Vec<File> =
        files.iter().map(|(name, text)| File { name: (*name).to_owned(), bytes: text.as_bytes().to_vec() }).collect();
    Bundle::read(&files, true, &Progress::default())
}

fn refused(files: &[(&str, &str)]) -> String {
    bundle(files).unwrap_err().to_string()
}

#[test]
fn references_between_files_lead_to_the_same_things() {
    let joined = bundle(&[
        ("openapi.yaml", "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths:\n  /a:\n    $ref: paths/a.yaml\n"),
        (
            "paths/a.yaml",
            "get:\n  responses:\n    '200':\n      description: ok\n      content:\n        application/json:\n          \
             schema: {$ref: '../schemas.json#/Pet'}\n",
        ),
        ("schemas.json", r##"{"Pet": {"type": "object", "properties": {"next": {"$ref": "#/Pet"}}}}"##),
        ("secrets.json", r#"{"password": "1234"}"#),
        ("README.yaml", "# Not a document: [\n"),
    ])
    .unwrap()
    .join();
    assert_eq!(joined.warnings, []);
    let bytes = joined.bytes.unwrap();
    assert!(!String::from_utf8(bytes.clone()).unwrap().contains("1234"), "what nothing leads to stays out");
    let document = read(&bytes).unwrap();
    assert_eq!(document.operations.len(), 1, "{:?}", document.warnings);
    let schema = &document.operations[0].responses[0].representations[0].schema;
    assert!(schema.contains("#/x-files/schemas.json/Pet"), "{schema}");
    assert!(document.schemas.iter().any(|schema| schema.pointer == "#/x-files/schemas.json/Pet"));
}

#[test]
fn a_document_that_refers_to_no_file_stays_as_it_is() {
    let text = r##"{"openapi": "3.0.0", "a": {"$ref": "#/b"}}"##;
    let joined = bundle(&[("a.json", text), ("b.json", "{}")]).unwrap().join();
    assert_eq!((joined.root.as_str(), joined.bytes), ("a.json", None));
}

#[test]
fn what_references_do_not_lead_to_is_named_with_its_place() {
    let joined = bundle(&[
        ("openapi.json", r#"{"openapi": "3.0.0", "paths": {"/a": {"$ref": "a.json"}, "/b": {"$ref": "b/c.json#/d"}}}"#),
        ("a.json", "{\"get\": "),
    ])
    .unwrap()
    .join();
    let warnings: Vec<_> = joined.warnings.iter().map(|one| format!("{} {}", one.pointer, one.message)).collect();
    assert!(
        warnings[0]
            .starts_with("#/paths/~1a/$ref The reference a.json could not be followed: The document is not valid")
    );
    assert_eq!(
        warnings[1],
        "#/paths/~1b/$ref The reference b/c.json#/d could not be followed: no such file is among those sent."
    );
    assert_eq!(joined.bytes, None);
}

#[test]
fn there_must_be_one_document() {
    assert!(refused(&[("a.json", "{}")]).starts_with("no OpenAPI document is among the files"));
    let root = r#"{"openapi": "3.0.0"}"#;
    assert!(refused(&[("a.json", root), ("b.json", root)]).contains("a.json, b.json"));
    assert!(refused(&[("a.json", root), ("a.json", root)]).contains("two of the files are called a.json"));
    assert!(refused(&[("openapi.json", "{")]).starts_with("openapi.json: "));
    assert_eq!(bundle(&[("a.json", root), ("swagger.json", root)]).unwrap().root, "swagger.json");
}

#[test]
fn files_may_not_grow_together() {
    let item = "x".repeat(100_000);
    let grows = format!("a: &a {item}\nb: [{}]\n", ["*a"; 300].join(", "));
    let mut files = vec![("openapi.yaml".to_owned(), "openapi: 3.0.0".to_owned())];
    files.extend((0..12).map(|at| (format!("{at}.yaml"), grows.clone())));
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let refused = refused(&files);
    assert!(refused.starts_with("the files are more than is read together, which 7.yaml exceeds"), "{refused}");
}

#[test]
fn addresses_are_wanted_once_and_joined_by_their_names() {
    let mut bundle = bundle(&[(
        "openapi.json",
        r##"{"openapi": "3.1.0", "$self": "https://a.test/openapi.json", "components": {"schemas": {
            "A": {"$ref": "https://a.test/a.json#/A"}, "B": {"$ref": "https://a.test/a.json#/B"},
            "C": {"$ref": "https://a.test/openapi.json#/components/schemas/A"},
            "D": {"$ref": "https://a.test/d"}, "E": {"$id": "https://a.test/d", "type": "string"}}}}"##,
    )])
    .unwrap();
    let address = "https://a.test/a.json".to_owned();
    assert_eq!(bundle.wanted(), [address.as_str()]);
    let text = r#"{"A": {"$ref": "sub/b.json"}, "B": {"$ref": "a.json#/A"}}"#;
    let fetched = Fetched { at: Url::parse("https://b.test/x/a.json").unwrap(), bytes: text.as_bytes().to_vec() };
    bundle.add(address, &fetched);
    assert_eq!(bundle.wanted(), ["https://b.test/x/sub/b.json"]);
    bundle.fail("https://b.test/x/sub/b.json".to_owned(), "gone");
    assert_eq!(bundle.wanted(), Vec::<String>::new());
    let joined = bundle.join();
    let document: Value = serde_json::from_slice(&joined.bytes.unwrap()).unwrap();
    let reference = |name: &str| document["components"]["schemas"][name]["$ref"].as_str().unwrap().to_owned();
    assert_eq!(reference("A"), "#/x-files/https:~1~1a.test~1a.json/A");
    assert_eq!(reference("C"), "#/components/schemas/A");
    assert_eq!(reference("D"), "https://a.test/d");
    assert_eq!(document["x-files"]["https://a.test/a.json"]["B"]["$ref"], "#/x-files/https:~1~1a.test~1a.json/A");
    assert_eq!(joined.warnings.len(), 1);
    assert_eq!(joined.warnings[0].pointer, "#/x-files/https:~1~1a.test~1a.json/A/$ref");
}
