//! Documents as a whole.

use std::collections::HashSet;

use loggia::openapi::model::{Documented, Warning};
use loggia::openapi::server::read::{Document, Refusal, parse, read};

use super::{operation, schemas, tree};

/// The most warnings that a report lists.
const WARNINGS: usize = 1_000;

/// Whether `bytes` begin like JSON, in whatever encoding.
pub fn is_like_json(bytes: &[u8]) -> bool {
    let is_mark = |byte: &&u8| byte.is_ascii_whitespace() || matches!(byte, 0 | 0xef | 0xbb | 0xbf | 0xfe | 0xff);
    bytes.iter().find(|byte| !is_mark(byte)) == Some(&b'{')
}

/// Reads `bytes` and checks what comes of them.
pub fn check(bytes: &[u8]) {
    let parsed = parse(bytes);
    match read(bytes) {
        Ok(document) => {
            let (tree, format, _) = parsed.expect("what is read has a tree");
            assert_eq!(document.format, format);
            tree::check(&tree);
            check_document(&document, &tree);
            document.warnings.iter().for_each(|warning| check_warning(warning, bytes));
        }
        Err(refusal) => check_refusal(&refusal),
    }
}

fn check_document(document: &Document, tree: &serde_json::Value) {
    assert!(document.warnings.len() <= WARNINGS);
    operation::check_all(&document.operations);
    check_documented(&document.documented);
    let tags: HashSet<&str> = document.documented.tags.iter().map(|tag| tag.name.as_str()).collect();
    for operation in &document.operations {
        assert!(
            operation.documented.tags.iter().all(|tag| tags.contains(tag.as_str())),
            "an operation's tag is unknown"
        );
    }
    schemas::check(document, tree);
}

/// What an API's page shows of its document, and what the database keeps of it as JSON.
fn check_documented(documented: &Documented) {
    let text = serde_json::to_string(documented).expect("it is written");
    assert_eq!(serde_json::from_str::<Documented>(&text).as_ref().ok(), Some(documented));
    assert!(documented.servers.iter().all(|server| !server.url.is_empty()));
    let tags: HashSet<&str> = documented.tags.iter().map(|tag| tag.name.as_str()).collect();
    assert!(tags.len() == documented.tags.len() && !tags.contains(""), "{:?}", documented.tags);
    let schemes: HashSet<&str> = documented.security_schemes.iter().map(|scheme| scheme.name.as_str()).collect();
    assert_eq!(schemes.len(), documented.security_schemes.len());
    documented.webhooks.iter().for_each(operation::check_callback);
}

fn check_warning(warning: &Warning, bytes: &[u8]) {
    assert!(warning.pointer == "#" || warning.pointer.starts_with("#/"), "{warning:?}");
    assert!(warning.message.ends_with(['.', '…']), "{warning:?}");
    assert_eq!(warning.line.is_some(), warning.column.is_some());
    // Of other encodings the text is not at hand, which UTF-16 without letters beyond ASCII hides well.
    let text = std::str::from_utf8(bytes).ok().filter(|text| !text.contains('\0'));
    if let (Some(line), Some(column), Some(text)) = (warning.line, warning.column, text) {
        let mut lines = text.strip_prefix('\u{feff}').unwrap_or(text).split('\n');
        let line = lines.nth(usize::try_from(line).expect("few lines") - 1).expect("the line is there");
        assert!(usize::try_from(column).is_ok_and(|column| (1..=line.chars().count() + 1).contains(&column)));
    }
}

fn check_refusal(refusal: &Refusal) {
    assert!(refusal.to_string().ends_with('.'), "{refusal}");
    match refusal {
        Refusal::Json { line, .. } | Refusal::Yaml { line, .. } | Refusal::NotText { line } => assert!(*line > 0),
        _ => {}
    }
}
