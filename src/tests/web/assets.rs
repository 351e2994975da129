//! The site's files over HTTP, and what Leptos is told of them.

use std::fs;

use axum::body::Bytes;
use axum::http::request::Parts;
use axum::http::{Method, Request};
use axum::response::Response;
use http_body_util::BodyExt as _;
use loggia::platform::assets::Assets;
use tempfile::TempDir;

const HASH: &str = "qL1-bn_gx0Zt3Jp5yG7w2A";

/// A site in the folder `site` of a temporary directory.
fn site() -> (TempDir, Assets) {
    let directory = TempDir::new().unwrap();
    let root = directory.path().join("site");
    let package = root.join("pkg");
    fs::create_dir_all(&package).unwrap();
    fs::write(root.join("favicon.svg"), "<svg/>").unwrap();
    fs::write(root.join(".secret"), "x").unwrap();
    fs::write(directory.path().join("outside.txt"), "x").unwrap();
    for extension in ["js", "wasm", "css"] {
        fs::write(package.join(format!("loggia.{HASH}.{extension}")), extension).unwrap();
    }
    fs::write(package.join(format!("loggia.{HASH}.js.br")), "compressed").unwrap();
    fs::write(package.join(format!("loggia.{HASH}.js.gz")), "gzipped").unwrap();
    (directory, Assets::directory(root))
}

fn head(method: Method, path: &str, headers: &[(&str, &str)]) -> Parts {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(()).unwrap().into_parts().0
}

async fn get(assets: &Assets, path: &str, headers: &[(&str, &str)]) -> Option<(Response<()>, Bytes)> {
    let response = assets.respond(&head(Method::GET, path, headers)).await?;
    let (head, body) = response.into_parts();
    Some((Response::from_parts(head, ()), body.collect().await.unwrap().to_bytes()))
}

fn text<'a, T>(response: &'a Response<T>, name: &str) -> &'a str {
    response.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

#[tokio::test]
async fn hashed_files_are_kept_for_ever_and_compressed() {
    let (_directory, assets) = site();
    let path = format!("/pkg/loggia.{HASH}.js");
    let (plain, body) = get(&assets, &path, &[]).await.unwrap();
    assert_eq!((text(&plain, "content-encoding"), body.as_ref()), ("", b"js".as_slice()));
    assert_eq!(text(&plain, "content-type"), "text/javascript; charset=utf-8");
    assert_eq!(text(&plain, "cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(text(&plain, "vary"), "accept-encoding");
    let (small, body) = get(&assets, &path, &[("accept-encoding", "gzip, br")]).await.unwrap();
    assert_eq!((text(&small, "content-encoding"), body.as_ref()), ("br", b"compressed".as_slice()));
    assert_eq!(text(&small, "content-length"), "10");
    assert_ne!(text(&small, "etag"), text(&plain, "etag"));
    let (older, body) = get(&assets, &path, &[("accept-encoding", "gzip")]).await.unwrap();
    assert_eq!((text(&older, "content-encoding"), body.as_ref()), ("gzip", b"gzipped".as_slice()));
    let (icon, _) = get(&assets, "/favicon.svg", &[("accept-encoding", "br")]).await.unwrap();
    assert_eq!((text(&icon, "content-encoding"), text(&icon, "content-type")), ("", "image/svg+xml"));
    assert_eq!(text(&icon, "cache-control"), "public, max-age=300");
}

#[tokio::test]
async fn what_the_browser_has_is_not_sent_again() {
    let (directory, assets) = site();
    let (first, _) = get(&assets, "/favicon.svg", &[]).await.unwrap();
    let tag = text(&first, "etag");
    for known in [tag, &format!("\"other\", W/{tag}"), "*"] {
        let (again, body) = get(&assets, "/favicon.svg", &[("if-none-match", known)]).await.unwrap();
        assert_eq!((again.status().as_u16(), body.len()), (304, 0), "{known}");
    }
    fs::write(directory.path().join("site/favicon.svg"), "<svg>changed</svg>").unwrap();
    let (changed, body) = get(&assets, "/favicon.svg", &[("if-none-match", tag)]).await.unwrap();
    assert_eq!((changed.status().as_u16(), body.as_ref()), (200, b"<svg>changed</svg>".as_slice()));
}

#[tokio::test]
async fn head_tells_the_length_and_other_methods_nothing() {
    let (_directory, assets) = site();
    let response = assets.respond(&head(Method::HEAD, "/favicon.svg", &[])).await.unwrap();
    assert_eq!(text(&response, "content-length"), "6");
    assert!(response.into_body().collect().await.unwrap().to_bytes().is_empty());
    assert!(assets.respond(&head(Method::POST, "/favicon.svg", &[])).await.is_none());
}

#[tokio::test]
async fn nothing_else_of_the_disk_is_sent() {
    let (_directory, assets) = site();
    for path in
        ["/", "/pkg", "/pkg/", "/.secret", "/../outside.txt", "//outside.txt", "/pkg/../favicon.svg", "/nothing.js"]
    {
        assert!(get(&assets, path, &[]).await.is_none(), "{path}");
    }
}

#[tokio::test]
async fn leptos_finds_the_hashes_of_the_files() {
    let (directory, assets) = site();
    let data = TempDir::new().unwrap();
    let listen = "127.0.0.1:3000".parse().unwrap();
    let options = assets.leptos_options(listen, data.path()).unwrap();
    assert!(options.hash_files);
    assert_eq!(options.site_root.as_ref(), directory.path().join("site").to_str().unwrap());
    // Leptos joins the name to the program's own folder, so it must be absolute to mean this file.
    assert!(std::path::Path::new(options.hash_file.as_ref()).is_absolute());
    let hashes = fs::read_to_string(options.hash_file.as_ref()).unwrap();
    assert_eq!(hashes, format!("js: {HASH}\nwasm: {HASH}\ncss: {HASH}\n"));
    let unbuilt = Assets::directory(directory.path().join("nowhere"));
    assert!(!unbuilt.leptos_options(listen, data.path()).unwrap().hash_files);
}
