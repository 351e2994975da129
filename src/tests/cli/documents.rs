//! `loggia import` and `loggia export`.

use std::io::{Cursor, Read as _, Write as _};
use std::process::Stdio;

use serde_json::{Value, json};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

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

/// Imports what the program is given on its standard input.
fn piped(place: &Place, bytes: &[u8]) -> Value {
    let mut command = place.command(&["import", "-", "--draft", "--json"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(bytes).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn a_document_may_come_from_the_standard_input() {
    assert_eq!(piped(&Place::new(), PETS.as_bytes())["operations"], json!(3));
}

/// An archive of these files.
fn zip(files: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn an_archive_is_a_folder_wherever_it_comes_from() {
    let place = Place::new();
    let root =
        PETS.replace(r#"{ "get": { "operationId": "listPets""#, r#"{ "$ref": "paths/pets.yaml", "x-rest": { "b": "c""#);
    let archive = zip(&[("pets-1.2/openapi.json", &root), ("pets-1.2/paths/pets.yaml", "get: {}\npost: {}\n")]);
    std::fs::write(place.path("pets.zip"), &archive).unwrap();
    let report = object(&place, &["import", "pets.zip", "--json"]);
    assert_eq!([&report["operations"], &report["warnings"]], [&json!(4), &json!([])]);
    assert_eq!(piped(&place, &archive)["operations"], json!(4));

    std::fs::write(place.path("cut.zip"), &archive[..archive.len() / 2]).unwrap();
    assert_refused(&place.run(&["import", "cut.zip"]), &["broken or cut off"]);
    std::fs::write(place.path("none.zip"), zip(&[("README.md", "# Pets")])).unwrap();
    assert_refused(&place.run(&["import", "none.zip"]), &["no OpenAPI document"]);
}

#[test]
fn references_to_other_addresses_are_followed_when_asked_and_allowed() {
    let place = Place::new();
    let server = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = server.local_addr().unwrap();
    let reference = format!(r#"{{ "$ref": "http://{address}/pets.json", "x-rest": {{ "b": "c""#);
    place.write("pets.json", &PETS.replace(r#"{ "get": { "operationId": "listPets""#, &reference));
    let unasked = object(&place, &["import", "pets.json", "--json"]);
    assert!(unasked["warnings"][0]["message"].as_str().unwrap().contains("is not followed"), "{unasked}");
    let blocked = object(&place, &["import", "pets.json", "--follow-references", "--json", "--log", "error"]);
    assert!(blocked["warnings"][0]["message"].as_str().unwrap().contains("LOGGIA_OUTBOUND_ALLOW"), "{blocked}");

    let serving = std::thread::spawn(move || {
        let (mut stream, _) = server.accept().unwrap();
        let _ = stream.read(&mut [0; 4096]).unwrap();
        let body = r#"{"get": {}, "post": {}}"#;
        write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}", body.len()).unwrap();
    });
    let allowed = place
        .command(&["import", "pets.json", "--follow-references", "--json"])
        .env("LOGGIA_OUTBOUND_ALLOW", address.to_string())
        .output()
        .unwrap();
    serving.join().unwrap();
    let report: Value = serde_json::from_slice(&allowed.stdout).unwrap();
    assert_eq!([&report["operations"], &report["warnings"]], [&json!(4), &json!([])]);
}

#[test]
fn a_folder_of_files_that_refer_to_each_other_is_one_document() {
    let place = Place::new();
    std::fs::create_dir_all(place.path("spec/paths")).unwrap();
    place.write(
        "spec/openapi.json",
        &PETS
            .replace(r#"{ "get": { "operationId": "listPets""#, r#"{ "$ref": "paths/pets.yaml", "x-rest": { "b": "c""#),
    );
    place.write("spec/paths/pets.yaml", "get:\n  operationId: listPets\n  responses: {}\npost:\n  responses: {}\n");
    assert_eq!(object(&place, &["import", "spec", "--json"])["operations"], json!(4));
    std::fs::create_dir(place.path("empty")).unwrap();
    assert_refused(&place.run(&["import", "empty"]), &["no OpenAPI document"]);
}
