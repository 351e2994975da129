//! Several files and zip archives, as they are sent to the page.

use std::io::{Cursor, Write as _};

use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use loggia::catalog::server::service;
use loggia::identity::server::{Administrator, Caller};
use loggia::openapi::import::{ImportState, ImportStep};
use loggia::openapi::server::Job;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::support::{Answer, TestApp};

const ROOT: &str = r#"{"openapi": "3.1.0", "info": {"title": "Pets", "version": "1"}, "servers": [{"url": "https://pets.test"}],
    "paths": {"/pets": {"$ref": "paths/pets.yaml"}}}"#;
const PETS: &str = "get:\n  operationId: listPets\n  responses:\n    default:\n      description: ok\n      content:\n        \
                    application/json:\n          schema: {$ref: '../schemas.yaml#/Pet'}\n";
const SCHEMAS: &str = "Pet: {type: object, properties: {mother: {$ref: '#/Pet'}}}\n";

/// A file of the form.
pub(super) type Sent<'f> = (&'f str, &'f [u8]);

/// Sends files by the form, as a browser does.
async fn send(app: &TestApp, files: &[Sent<'_>]) -> Answer {
    let mut body = Vec::new();
    for (name, bytes) in files {
        let head = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename";
        write!(body, "{head}=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n").unwrap();
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--b\r\nContent-Disposition: form-data; name=\"published\"\r\n\r\non\r\n--b--\r\n");
    let request = app
        .request(Method::POST, "/admin/import")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=b")
        .body(Body::from(body))
        .unwrap();
    app.send(request).await
}

/// What becomes of files that are sent.
async fn import(app: &TestApp, files: &[Sent<'_>]) -> ImportState {
    let answer = send(app, files).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let id = answer.location().rsplit('/').next().unwrap();
    let job = Job::find(&app.state, &Administrator::operator(), id).unwrap();
    loop {
        let state = job.now();
        if !state.is_running() {
            return state;
        }
        tokio::task::yield_now().await;
    }
}

/// An archive of these files.
pub(super) fn zip(files: &[Sent<'_>]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// `archive` with `new` wherever it had `old`, which is as long: in the entry as well as in the list of entries.
fn patched(mut archive: Vec<u8>, old: &[u8], new: &[u8]) -> Vec<u8> {
    assert_eq!(old.len(), new.len());
    let places: Vec<usize> = (0..archive.len()).filter(|at| archive[*at..].starts_with(old)).collect();
    assert!(places.len() >= 2, "{places:?}");
    for at in places {
        archive[at..at + new.len()].copy_from_slice(new);
    }
    archive
}

/// `archive` with the bits of `mask` in the 16 bits at `local` and `listed` of its entries and of their list.
fn marked(mut archive: Vec<u8>, local: usize, listed: usize, mask: u16) -> Vec<u8> {
    for at in 0..archive.len() - 4 {
        let place = match &archive[at..at + 4] {
            b"PK\x03\x04" => at + local,
            b"PK\x01\x02" => at + listed,
            _ => continue,
        };
        let [low, high] = mask.to_le_bytes();
        archive[place] |= low;
        archive[place + 1] |= high;
    }
    archive
}

/// The operations that everybody sees.
async fn operations(app: &TestApp, api: &str) -> Vec<String> {
    let page = loggia::kernel::PageRequest::new(1, 50);
    let page = service::operations(&app.state, &Caller::guest(), api, "", "", page).await.unwrap();
    page.items.into_iter().map(|operation| format!("{} {}", operation.verb, operation.url_template)).collect()
}

#[tokio::test]
async fn an_archive_with_a_folder_at_the_top_is_one_document() {
    let app = TestApp::new().await.with_administrator().await;
    let archive = zip(&[
        ("repo-main/.github/workflow.yml", b"on: push"),
        ("repo-main/README.md", b"# Pets"),
        ("repo-main/other.zip", &zip(&[("openapi.json", ROOT.as_bytes())])),
        ("repo-main/openapi.json", ROOT.as_bytes()),
        ("repo-main/paths/pets.yaml", PETS.as_bytes()),
        ("repo-main/schemas.yaml", SCHEMAS.as_bytes()),
        ("repo-main/config/secrets.yaml", b"password: do-not-publish"),
        ("repo-main/examples/openapi.yaml", b"openapi: 3.0.0\ninfo: {title: Another}"),
        ("__MACOSX/repo-main/._openapi.json", b"\0\x05\x16\x07"),
    ]);
    // What it is called does not matter.
    let state = import(&app, &[("pets.json", &archive)]).await;
    assert_eq!(state.step, ImportStep::Done, "{}", state.message);
    assert_eq!(state.report.unwrap().warnings, []);
    assert_eq!(operations(&app, "pets").await, ["GET /pets"]);
    let published = app.get("/apis/pets/openapi.json").await;
    assert!(published.text().contains("#/x-files/schemas.yaml/Pet"), "{}", published.text());
    assert!(!published.text().contains("do-not-publish"), "what nothing refers to is not published");
}

#[tokio::test]
async fn several_files_are_one_document() {
    let app = TestApp::new().await.with_administrator().await;
    let root = ROOT.replace("paths/pets.yaml", "pets.yaml");
    let pets = PETS.replace("../schemas.yaml", "missing.yaml");
    let state = import(&app, &[("pets.yaml", pets.as_bytes()), ("root.json", root.as_bytes())]).await;
    let warnings = state.report.unwrap_or_else(|| panic!("{}", state.message)).warnings;
    assert_eq!(operations(&app, "pets").await, ["GET /pets"]);
    assert_eq!(warnings.len(), 1, "{warnings:?}");
    assert!(warnings[0].pointer.starts_with("#/x-files/pets.yaml/get/responses/default/"), "{warnings:?}");
    assert!(warnings[0].message.contains("missing.yaml#/Pet could not be followed: no such file"), "{warnings:?}");
    assert_eq!(warnings[0].line, None, "nobody has seen the joined document's lines");
}

#[tokio::test]
async fn a_single_document_in_an_archive_stays_as_it_was() {
    let app = TestApp::new().await.with_administrator().await;
    let text = "openapi: 3.0.0 # kept\ninfo: {title: Pets, version: '1'}\npaths: {}\n";
    let state = import(&app, &[("pets.zip", &zip(&[("./api/pets.yaml", text.as_bytes())]))]).await;
    assert_eq!(state.step, ImportStep::Done, "{}", state.message);
    assert_eq!(app.get("/apis/pets/openapi.yaml?original").await.text(), text);
}

#[tokio::test]
async fn what_is_hostile_or_broken_is_refused_and_changes_nothing() {
    let app = TestApp::new().await.with_administrator().await;
    let root = ROOT.as_bytes();
    let good = zip(&[("openapi.json", root), ("paths/pets.yaml", PETS.as_bytes())]);
    let named =
        |name: &str| patched(zip(&[("openapi.json", root), ("__/x.json", b"{}")]), b"__/x.json", name.as_bytes());
    let many: Vec<String> = (0..10_001).map(|at| format!("{at}.txt")).collect();
    let many: Vec<Sent<'_>> = many.iter().map(|name| (name.as_str(), &b""[..])).collect();
    let mut link = ZipWriter::new(Cursor::new(Vec::new()));
    link.add_symlink("openapi.json", "/etc/passwd", SimpleFileOptions::default()).unwrap();
    let link = link.finish().unwrap().into_inner();
    let mut altered = good.clone();
    let begin = 30 + "openapi.json".len();
    altered[begin..begin + 20].fill(0xff);
    let long = format!("{}.json", "n".repeat(5_000));
    let several = zip(&[("a.json", root), ("b/c.json", root)]);
    let grows = format!("a: &a {}\nb: [{}]\n", "x".repeat(100_000), ["*a"; 2_000].join(", "));
    let cases: Vec<(Vec<u8>, &[&str])> = vec![
        (named("../x.json"), &["entry ../x.json leads out of the archive", "pack the files again"]),
        (named("/tmp/.yml"), &["entry /tmp/.yml leads out"]),
        (named("C:\\x.json"), &["entry C:/x.json leads out"]),
        (named("..\\x.json"), &["entry ../x.json leads out"]),
        (marked(good.clone(), 6, 8, 1), &["entry openapi.json is encrypted", "without a password"]),
        (marked(marked(good.clone(), 8, 10, 0xffff), 8, 10, 0), &["entry openapi.json is packed in a way"]),
        (good[..good.len() - 30].to_vec(), &["broken or cut off"]),
        (good[..good.len() / 2].to_vec(), &["broken or cut off"]),
        (b"PK\x03\x04".to_vec(), &["broken or cut off"]),
        (altered, &["entry openapi.json is broken"]),
        (zip(&many), &["more than 10000 entries"]),
        (patched(zip(&[("a.json", root), ("b.json", b"{}")]), b"b.json", b"a.json"), &["same name"]),
        (zip(&[]), &["no OpenAPI document"]),
        (link, &["no OpenAPI document"]),
        (zip(&[("inner.zip", &good)]), &["no OpenAPI document"]),
        (zip(&[("openapi.json", &good)]), &["openapi.json: The document is not text"]),
        (zip(&[(&long, b"{}"), ("openapi.json", b"{\"openapi\": ")]), &["openapi.json: ", "line 1"]),
        (several, &["several OpenAPI documents", "a.json, b/c.json", "openapi.yaml"]),
        (zip(&[("openapi.yaml", format!("openapi: 3.0.0\n{grows}").as_bytes())]), &["repeat so much"]),
    ];
    for (archive, parts) in cases {
        let state = import(&app, &[("pets.zip", &archive)]).await;
        assert_eq!(state.step, ImportStep::Failed, "{parts:?}");
        for part in parts {
            assert!(state.message.contains(part), "{part} was expected in: {}", state.message);
        }
        assert!(service::is_empty(&app.state).await.unwrap(), "{parts:?}");
    }
    let among = import(&app, &[("root.json", root), ("pets.zip", &good)]).await;
    assert!(among.message.contains("pets.zip is a zip archive among other files"), "{}", among.message);
    let twice = import(&app, &[("a.json", root), ("x/a.json", b"{}")]).await;
    assert!(twice.message.contains("two of the files are called a.json"), "{}", twice.message);
    assert!(service::is_empty(&app.state).await.unwrap());
    assert_eq!(send(&app, &[("", b"")]).await.status, StatusCode::UNPROCESSABLE_ENTITY, "no file was chosen");
}

#[tokio::test]
async fn a_bomb_is_refused_when_it_is_too_large() {
    let app = TestApp::new().await.with_administrator().await;
    let spaces = vec![b' '; 70_000_000];
    let part = zip(&[("a.json", &spaces)]);
    assert!(part.len() < 200_000, "{}", part.len());
    let bomb = zip(&[("openapi.json", ROOT.as_bytes()), ("a.json", &spaces), ("b.json", &spaces), ("c.json", &spaces)]);
    let state = import(&app, &[("pets.zip", &bomb)]).await;
    assert!(state.message.contains("more than 200 MB, which c.json exceeds"), "{}", state.message);
    assert!(service::is_empty(&app.state).await.unwrap());
}
