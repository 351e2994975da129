//! `loggia import` and `loggia export`.

use std::io::Write as _;
use std::process::Stdio;

use serde_json::{Value, json};

use super::program::{Place, assert_refused};

const PETS: &str = r#"{
  "openapi": "3.0.3",
  "info": { "title": "Pets", "version": "1.2" },
  "servers": [{ "url": "https://pets.example/v1" }],
  "paths": {
    "/pets": { "get": { "operationId": "listPets", "responses": { "200": { "description": "ok" } } } },
    "/pets/{id}": { "parameters": [{ "name": "id", "in": "path", "required": true, "schema": { "type": "string" } }], "get": { "operationId": "getPet", "responses": {} }, "delete": { "responses": {} } }
  }
}"#;

/// Runs a command that prints one JSON object.
fn object(place: &Place, arguments: &[&str]) -> Value {
    let output = place.run(arguments);
    let (printed, said) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{said}");
    serde_json::from_str(&printed).unwrap_or_else(|error| panic!("{error}: {printed}"))
}

#[test]
fn a_document_becomes_an_api_and_comes_out_again() {
    let place = Place::new();
    place.write("pets.json", PETS);
    let report = object(&place, &["import", "pets.json", "--json"]);
    assert_eq!(report["api"], "pets");
    assert_eq!(
        [&report["operations"], &report["added"], &report["changed"], &report["removed"]],
        [&json!(3), &json!(3), &json!(0), &json!(0)]
    );
    assert_eq!(report["warnings"], json!([]));

    let original = place.run(&["export", "pets", "--original"]);
    assert_eq!(String::from_utf8(original.stdout).unwrap(), PETS);
    let published = object(&place, &["export", "pets"]);
    assert_eq!(published, serde_json::from_str::<Value>(PETS).unwrap(), "nothing of it was changed");

    let yaml = place.run(&["export", "pets", "--format", "yaml"]).stdout;
    place.write("pets.yaml", &String::from_utf8(yaml).unwrap());
    let again = object(&place, &["import", "pets.yaml", "--update", "pets", "--json"]);
    assert_eq!([&again["added"], &again["changed"], &again["removed"]], [&json!(0), &json!(0), &json!(0)], "{again}");
}

#[test]
fn a_dry_run_and_a_refusal_leave_the_catalog_alone() {
    let place = Place::new();
    place.write("pets.json", PETS);
    assert_eq!(object(&place, &["import", "pets.json", "--dry-run", "--json"])["operations"], json!(3));
    assert_refused(&place.run(&["export", "pets"]), &["there is no such API"]);

    place.write("broken.json", &PETS[..PETS.len() / 2]);
    assert_refused(&place.run(&["import", "broken.json"]), &["line"]);
    place.write("other.json", r#"{"hello":"world"}"#);
    assert_refused(&place.run(&["import", "other.json"]), &["OpenAPI"]);
    assert_refused(&place.run(&["import", "missing.json"]), &["cannot read missing.json"]);
    assert_refused(
        &place.run(&["import", "http://127.0.0.1:9/openapi.json", "--log", "error"]),
        &["could not be fetched"],
    );
    assert_refused(&place.run(&["import", "pets.json", "--update", "pets"]), &["there is no such API"]);
}

#[test]
fn names_are_made_unique_but_for_a_suffix_that_was_asked_for() {
    let place = Place::new();
    place.write("pets.json", PETS);
    object(&place, &["import", "pets.json", "--json"]);
    assert_eq!(object(&place, &["import", "pets.json", "--json"])["api"], "pets-2");
    assert_refused(&place.run(&["import", "pets.json", "--suffix", "pets"]), &["suffix: another API has it already"]);
    assert_eq!(object(&place, &["import", "pets.json", "--name", "Zoo", "--suffix", "zoo", "--json"])["api"], "zoo");
}

#[test]
fn a_document_may_come_from_the_standard_input() {
    let place = Place::new();
    let mut child = place
        .command(&["import", "-", "--draft", "--json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(PETS.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["operations"], json!(3));
}

#[test]
fn a_folder_of_files_that_refer_to_each_other_is_one_document() {
    let place = Place::new();
    std::fs::create_dir_all(place.path("spec/paths")).unwrap();
    place.write(
        "spec/openapi.json",
        &PETS.replace(r#"{ "get": { "operationId": "listPets""#, r#"{ "$ref": "paths/pets.yaml", "x": { "b": "c""#),
    );
    place.write("spec/paths/pets.yaml", "get:\n  operationId: listPets\n  responses: {}\npost:\n  responses: {}\n");
    assert_eq!(object(&place, &["import", "spec", "--json"])["operations"], json!(4));
    std::fs::create_dir(place.path("empty")).unwrap();
    assert_refused(&place.run(&["import", "empty"]), &["no OpenAPI document"]);
}
