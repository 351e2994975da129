//! Real documents, which npm brings.

use std::fs;
use std::path::{Path, PathBuf};

use loggia::catalog::template::UrlTemplate;
use loggia::openapi::model::Format;
use loggia::openapi::server::read::{Document, read};
use serde_json::Value;

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// The files of the npm package `name`.
fn package(name: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("end2end/node_modules").join(name);
    assert!(root.is_dir(), "{name} is not installed: run `npm ci` in end2end/, or `make check`");
    root
}

fn files(directory: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "json" || extension == "yaml") {
            found.push(path);
        }
    }
}

/// How many path items × methods there are, counted without the reader.
fn count(bytes: &[u8]) -> usize {
    let text = std::str::from_utf8(bytes).unwrap();
    let root: Value = serde_json::from_str(text).or_else(|_| serde_saphyr::from_str(text)).unwrap();
    let methods = |item: &Value| -> usize {
        let target = item["$ref"].as_str().and_then(|reference| root.pointer(reference.strip_prefix('#')?));
        [Some(item), target]
            .into_iter()
            .flatten()
            .map(|item| METHODS.iter().filter(|name| item[name].is_object()).count())
            .sum()
    };
    let paths = root["paths"].as_object();
    paths
        .map(|paths| paths.iter().filter(|(key, _)| !key.starts_with("x-")).map(|(_, item)| methods(item)).sum())
        .unwrap_or(0)
}

#[test]
fn every_example_is_read_whole() {
    let root = package("@readme/oas-examples");
    let mut documents = Vec::new();
    for version in ["2.0", "3.0", "3.1"] {
        let before = documents.len();
        for format in ["json", "yaml"] {
            files(&root.join(version).join(format), &mut documents);
        }
        assert!(documents.len() >= before + 8, "{version}: {}", documents.len() - before);
    }
    let mut operations = 0;
    for path in &documents {
        let bytes = fs::read(path).unwrap();
        let document = read(&bytes).unwrap_or_else(|refusal| panic!("{}: {refusal}", path.display()));
        assert_eq!(document.operations.len(), count(&bytes), "{}", path.display());
        let is_yaml = path.extension().is_some_and(|extension| extension == "yaml");
        assert_eq!(document.format == Format::Yaml, is_yaml, "{}", path.display());
        for operation in &document.operations {
            UrlTemplate::parse(&operation.url_template).unwrap();
            let invalid = loggia::catalog::rules::check_operation(operation);
            let shown: Vec<_> = invalid.iter().filter(|error| !is_the_documents_own(&error.field)).collect();
            assert!(shown.is_empty(), "{}: {} {shown:?}", path.display(), operation.slug);
        }
        operations += document.operations.len();
    }
    assert!(documents.len() >= 100 && operations >= 1_000, "{} documents, {operations} operations", documents.len());
}

/// Documents may say of values what the values do not keep.
fn is_the_documents_own(field: &str) -> bool {
    [".default", ".example", "verb"].iter().any(|end| field.ends_with(end))
}

#[test]
fn json_and_yaml_say_the_same() {
    let root = package("@readme/oas-examples");
    let mut compared = 0;
    for version in ["2.0", "3.0", "3.1"] {
        let mut documents = Vec::new();
        files(&root.join(version).join("yaml"), &mut documents);
        for yaml in documents {
            let json = root.join(version).join("json").join(yaml.file_stem().unwrap()).with_extension("json");
            let Ok(json_bytes) = fs::read(&json) else { continue };
            let (one, other) = (read(&json_bytes).unwrap(), read(&fs::read(&yaml).unwrap()).unwrap());
            let names = |document: &Document| -> Vec<String> {
                let operations = document.operations.iter().map(|one| one.url_template.clone());
                operations.chain(document.schemas.iter().map(|schema| schema.pointer.clone())).collect()
            };
            let sorted = |mut names: Vec<String>| {
                names.sort();
                names
            };
            assert_eq!(sorted(names(&one)), sorted(names(&other)), "{}", yaml.display());
            compared += 1;
        }
    }
    assert!(compared >= 40, "{compared}");
}

#[test]
fn a_document_of_13_megabytes_is_read_whole() {
    let bytes = fs::read(package("@octokit/openapi").join("generated/api.github.com.json")).unwrap();
    assert!(bytes.len() > 10_000_000);
    let document = read(&bytes).unwrap();
    assert_eq!(document.operations.len(), count(&bytes));
    assert!(document.operations.len() > 1_000 && document.schemas.len() > 900);
    let made: usize = document.schemas.iter().map(|schema| schema.schema.len()).sum();
    assert!(made < bytes.len(), "{made}");
}
