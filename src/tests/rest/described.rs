//! The document says what there is.

use std::collections::BTreeSet;

use loggia::rest::document;
use loggia::web::routes::routes;
use serde_json::Value;

#[test]
fn every_route_is_described_and_nothing_else() {
    let document = document("https://portal.example/");
    assert_eq!(document["openapi"].as_str().map(|version| version.starts_with("3.1")), Some(true));
    assert_eq!(document["servers"][0]["url"], "https://portal.example");
    let mut described = BTreeSet::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            described.insert(format!("{} {path}", method.to_uppercase()));
            assert!(operation["operationId"].is_string() && operation["summary"].is_string(), "{method} {path}");
            let answers = operation["responses"].as_object().unwrap();
            assert!(answers.contains_key("503") && answers.keys().any(|status| status.starts_with('2')));
            if !path.ends_with("openapi.json") {
                let ways = operation["security"].as_array().unwrap();
                assert!(ways.iter().any(|way| way["token"].is_array()), "{method} {path}");
                let is_for_guests = ways.iter().any(|way| way.as_object().unwrap().is_empty());
                assert_eq!(is_for_guests, path.ends_with("/search"), "{method} {path}");
                assert!(["400", "401", "403", "404"].iter().all(|status| answers.contains_key(*status)));
            }
        }
    }
    let rows = routes().into_iter().filter(|route| route.path.starts_with("/api/v1/"));
    let rows: BTreeSet<_> = rows.map(|route| format!("{} {}", route.method, route.path)).collect();
    assert_eq!(described, rows);
}

#[test]
fn references_lead_somewhere() {
    fn references<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
        match value {
            Value::Object(members) => {
                found.extend(members.get("$ref").and_then(Value::as_str));
                members.values().for_each(|member| references(member, found));
            }
            Value::Array(items) => items.iter().for_each(|item| references(item, found)),
            _ => {}
        }
    }
    let document = document("https://portal.example");
    let mut found = Vec::new();
    references(&document, &mut found);
    assert!(found.len() > 50);
    for reference in found {
        assert!(document.pointer(reference.strip_prefix('#').unwrap()).is_some(), "{reference}");
    }
}
