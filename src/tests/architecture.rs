//! The house keeps its shape: who may import whom, where the two halves are told apart, and a few habits that neither
//! compiler nor clippy keeps. ARCHITECTURE.md has the table in words.

mod place;
mod source;
mod table;

use std::fs;
use std::path::{Path, PathBuf};

use self::place::Place;
use self::source::Source;

/// The files in which the server's and the browser's half may be told apart, on `mod` lines.
const FORKS: [&str; 3] = ["lib.rs", "main.rs", "mod.rs"];
/// The items that are no modules and yet belong to one half only.
const HELPERS: [&str; 1] = ["hydrate"];

/// Every Rust file of the crate: its path below `src/` and its text.
fn files() -> Vec<(PathBuf, String)> {
    fn walk(directory: &Path, root: &Path, files: &mut Vec<(PathBuf, String)>) {
        for entry in fs::read_dir(directory).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, root, files);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push((path.strip_prefix(root).unwrap().to_owned(), fs::read_to_string(&path).unwrap()));
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    walk(&root, &root, &mut files);
    assert!(files.len() > 50, "the sources were not found in {}", root.display());
    files.sort();
    files
}

/// What is wrong with the file at `path` (below `src/`), whose text is `text`.
fn complaints(path: &Path, text: &str) -> Vec<String> {
    let (place, source) = (Place::of_file(path), Source::read(path, text));
    let mut complaints = Vec::new();
    for import in &source.imports {
        if let Err(rule) = table::check(&place, &Place::of_import(import)) {
            complaints.push(format!("imports crate::{}: {rule}", import.join("::")));
        }
    }
    // A module's tests beside it are about that module.
    if !text.starts_with("//!") && path.file_name().is_none_or(|name| name != "tests.rs") {
        complaints.push("begins without a `//!` that says what the file is for".to_owned());
    }
    let is_fork = path.file_name().is_some_and(|name| FORKS.iter().any(|fork| name == *fork));
    for item in &source.forked {
        let is_helper = item.strip_prefix("fn ").is_some_and(|name| HELPERS.contains(&name));
        if !(is_fork && (item.starts_with("mod ") || is_helper)) {
            complaints.push(format!("tells the halves apart at `{item}`: do so on a `mod` line of lib.rs or a mod.rs"));
        }
    }
    if source.allows {
        complaints.push("allows a lint: write #[expect(…, reason = \"…\")]".to_owned());
    }
    if place.is_page() {
        complaints.extend(source.addresses.iter().map(|url| format!("spells {url}: addresses are made in paths.rs")));
    }
    complaints
}

#[test]
fn the_house_keeps_its_shape() {
    let mut all = Vec::new();
    for (path, text) in files() {
        all.extend(
            complaints(&path, &text).into_iter().map(|complaint| format!("src/{}: {complaint}", path.display())),
        );
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[test]
fn imports_against_the_table_are_found() {
    for (path, text) in [
        ("kernel/page.rs", "use crate::catalog::model::Api;"),
        ("ui/pager.rs", "use crate::catalog::model::Api;"),
        ("ui/pager.rs", "use crate::platform::AppState;"),
        ("paths.rs", "use crate::catalog::model::Api;"),
        ("catalog/model.rs", "use crate::ui::Field;"),
        ("catalog/model.rs", "use crate::i18n::t;"),
        ("catalog/model.rs", "use crate::catalog::api::get_api;"),
        ("catalog/rules/api.rs", "use crate::identity::rules::is_email;"),
        ("catalog/template.rs", "use crate::platform::AppError;"),
        ("catalog/api.rs", "fn f() { crate::catalog::server::store::apis::list() }"),
        ("catalog/api.rs", "fn f() { crate::console::server::send() }"),
        ("catalog/view/api_page.rs", "use crate::catalog::server::service;"),
        ("catalog/view/api_page.rs", "use crate::{paths, ui::{self, field}, platform::{respond}};"),
        ("catalog/view/api_page.rs", "view! { <p>{crate::identity::server::Caller::current()}</p> }"),
        ("catalog/view/api_page.rs", "use super::super::server::service;"),
        ("catalog/server/store/apis.rs", "use crate::catalog::server::service;"),
        ("catalog/server/store/apis.rs", "use super::super::service;"),
        ("catalog/server/store.rs", "use crate::identity::server::Administrator;"),
        ("catalog/server/service.rs", "use crate::identity::server::store::users;"),
        ("catalog/server/service.rs", "use crate::console::server::send;"),
        ("identity/server/session.rs", "use crate::catalog::server::service;"),
        ("catalog/routes.rs", "use crate::catalog::server::store;"),
        ("catalog/routes.rs", "use crate::catalog::view::ApiForm;"),
        ("platform/state.rs", "use crate::catalog::server::service;"),
        ("platform/state.rs", "use crate::paths;"),
        ("catalog/server/service.rs", "use crate::web::router;"),
        ("catalog/view/api_page.rs", "use crate::app::App;"),
        ("demo/seed.rs", "use crate::catalog::server::store;"),
    ] {
        let complaints = complaints(Path::new(path), &format!("//! A file.\n{text}"));
        assert_eq!(complaints.len(), 1, "{path}: {text}: {complaints:?}");
        assert!(complaints[0].contains("imports"), "{complaints:?}");
    }
}

#[test]
fn imports_by_the_table_are_let_through() {
    for (path, text) in [
        (
            "catalog/model.rs",
            "use crate::kernel::{Message, ids::{ApiId, OperationId}}; use crate::identity::model::User;",
        ),
        (
            "catalog/api.rs",
            "fn f() { use crate::identity::server::Caller; crate::platform::respond::answer(crate::catalog::server::service::list()) }",
        ),
        (
            "catalog/view/api_page.rs",
            "use crate::console::view::Console; use crate::ui::field::TextField; use crate::paths; use crate::i18n::*;",
        ),
        (
            "catalog/server/service/apis.rs",
            "use crate::catalog::server::store; use crate::identity::server::Administrator; use super::super::markdown;",
        ),
        ("catalog/server/store/apis.rs", "use crate::platform::AppError; use super::rows;"),
        ("catalog/routes/api.rs", "use crate::identity::server::Caller; use crate::platform::Route; use crate::paths;"),
        ("console/server/send.rs", "use crate::catalog::server::service; use crate::catalog::template::UrlTemplate;"),
        ("demo/seed.rs", "use crate::catalog::server::service; use crate::identity::server::Administrator;"),
        ("web/router.rs", "use crate::catalog::routes::routes; use crate::demo; use crate::cli;"),
        ("catalog/mod.rs", "pub use self::model::Api; pub use server::service;"),
        ("paths.rs", "mod tests { use super::*; mod more { use super::super::*; } }"),
    ] {
        assert_eq!(complaints(Path::new(path), &format!("//! A file.\n{text}")), Vec::<String>::new(), "{path}");
    }
}

#[test]
fn broken_habits_are_found() {
    for (path, text, named) in [
        ("catalog/view/x.rs", "fn f() {}", "begins without"),
        ("catalog/view/x.rs", "//! X.\n#[cfg(feature = \"ssr\")]\nfn f() {}", "`fn f`"),
        ("catalog/view/x.rs", "//! X.\n#[cfg(feature = \"ssr\")]\nmod f;", "`mod f`"),
        ("catalog/mod.rs", "//! X.\n#[cfg(all(test, feature = \"ssr\"))]\n/// Docs.\npub(crate) fn f() {}", "`fn f`"),
        ("catalog/mod.rs", "//! X.\n#[cfg_attr(feature = \"ssr\", derive(FromRow))]\nstruct Row;", "`struct Row`"),
        ("catalog/mod.rs", "//! X.\nfn f() -> bool { cfg!(feature = \"ssr\") }", "`cfg!`"),
        ("catalog/view/x.rs", concat!("//! X.\n#[", "allow(dead_code)]\nfn f() {}"), "allows"),
        ("catalog/view/x.rs", "//! X.\nfn f() { view! { <a href=\"/apis/new\">\"New\"</a> } }", "\"/apis/new\""),
        ("ui/pager.rs", "//! X.\nconst APIS: &str = \"/apis\";", "\"/apis\""),
    ] {
        let complaints = complaints(Path::new(path), text);
        assert_eq!(complaints.len(), 1, "{text}: {complaints:?}");
        assert!(complaints[0].contains(named), "{complaints:?}");
    }
    for (path, text) in [
        ("catalog/mod.rs", "//! X.\n#[cfg(feature = \"ssr\")]\npub mod server;\n#[cfg(test)]\nmod tests {}"),
        ("lib.rs", "//! X.\n#[cfg(feature = \"hydrate\")]\n#[wasm_bindgen]\npub fn hydrate() {}"),
        (
            "catalog/view/x.rs",
            "//! X.\n#[expect(dead_code, reason = \"/apis\")]\nfn f() { g(\"/\", \"a/b\", \"/favicon.svg\") }",
        ),
        ("catalog/routes.rs", "//! X.\nconst PATH: &str = \"/apis/{api}\";"),
    ] {
        assert_eq!(complaints(Path::new(path), text), Vec::<String>::new(), "{text}");
    }
}
