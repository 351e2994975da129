//! The two files that Leptos insists on reading from disk, made from the names of the site's files: `hash.txt`, and the
//! manifest of a WebAssembly that was built in parts (`cargo leptos build --split`).

use std::io;
use std::path::{Path, PathBuf};

use super::{Assets, OUTPUT, PACKAGE, Source, embedded};

/// What `hash.txt` calls a file, and how its name begins and ends around the hash.
const FILES: [(&str, &str, &str); 5] = [
    ("js", OUTPUT, "js"),
    ("wasm", OUTPUT, "wasm"),
    ("css", OUTPUT, "css"),
    ("manifest", "__wasm_split_manifest", "json"),
    ("split", "__wasm_split", "js"),
];

/// Where the files were written.
pub(super) struct Written(PathBuf);

impl Written {
    /// `hash.txt`, absolute: Leptos would look for it beside the program otherwise.
    pub(super) fn file(&self) -> std::sync::Arc<str> {
        self.0.join("hash.txt").to_string_lossy().into()
    }

    /// The directory that has the manifest where a site would have it.
    pub(super) fn root(&self) -> String {
        self.0.to_string_lossy().into_owned()
    }
}

/// Writes the files into a folder of `data` that is named by the script's hash, so that two versions of the program on
/// the same data do not meet. `None` when the site's files carry no hashes.
pub(super) fn write(assets: &Assets, data: &Path) -> io::Result<Option<Written>> {
    let names = assets.package();
    let hashes = list(&names);
    let Some((_, script)) = hashes.iter().find(|(kind, _)| *kind == "js") else {
        return Ok(None);
    };
    let root = std::path::absolute(data)?.join("site").join(script);
    let package = root.join(PACKAGE);
    std::fs::create_dir_all(&package)?;
    let text: String = hashes.iter().map(|(kind, hash)| format!("{kind}: {hash}\n")).collect();
    replace(&root.join("hash.txt"), text.as_bytes())?;
    if let (Source::Embedded, Some((_, hash))) = (&assets.0, hashes.iter().find(|(kind, _)| *kind == "manifest")) {
        let name = format!("__wasm_split_manifest.{hash}.json");
        if let Some(file) = embedded::read(&format!("{PACKAGE}/{name}")) {
            replace(&package.join(name), &file.bytes)?;
        }
    }
    Ok(Some(Written(root)))
}

/// Writes `bytes` so that a reader sees the whole file or the one before: the server may run while a command starts.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = tempfile::NamedTempFile::new_in(path.parent().unwrap_or_else(|| Path::new(".")))?;
    io::Write::write_all(&mut file, bytes)?;
    file.persist(path)?;
    Ok(())
}

fn list(names: &[String]) -> Vec<(&'static str, &str)> {
    FILES
        .into_iter()
        .filter_map(|(kind, stem, extension)| {
            let hash = names.iter().find_map(|name| {
                name.strip_prefix(stem)?.strip_prefix('.')?.strip_suffix(extension)?.strip_suffix('.')
            })?;
            is_hash(hash).then_some((kind, hash))
        })
        .collect()
}

/// Whether `name` ends in a hash and an extension, so that its content never changes.
pub(super) fn is_hashed(name: &str) -> bool {
    name.rsplit('.').nth(1).is_some_and(is_hash)
}

/// 128 bits in URL-safe base64 without padding, as `cargo leptos` writes them.
fn is_hash(text: &str) -> bool {
    text.len() == 22 && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HASH: &str = "qL1-bn_gx0Zt3Jp5yG7w2A";

    #[test]
    fn names_with_a_hash_are_told_from_those_without() {
        for (name, hashed) in [
            (format!("loggia.{HASH}.js"), true),
            (format!("chunk_0.{HASH}.wasm"), true),
            ("loggia.js".to_owned(), false),
            ("loggia.min.js".to_owned(), false),
            (HASH.to_owned(), false),
        ] {
            assert_eq!(is_hashed(&name), hashed, "{name}");
        }
    }

    #[test]
    fn the_file_of_hashes_is_what_cargo_leptos_would_have_written() {
        let names = ["js", "wasm", "css"].map(|extension| format!("loggia.{HASH}.{extension}"));
        let names = [names.as_slice(), &[format!("loggia.{HASH}.js.br"), "snippets".to_owned()]].concat();
        assert_eq!(list(&names), [("js", HASH), ("wasm", HASH), ("css", HASH)]);
        assert!(list(&["loggia.js".to_owned()]).is_empty());
    }
}
