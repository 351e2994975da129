//! References in the files of a document: where they are and what they lead to.

use std::collections::HashMap;

use serde_json::Value;
use url::Url;

/// Whether the file of this name was, or has to be, fetched.
pub(super) fn is_address(name: &str) -> bool {
    let begins = |scheme: &str| name.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    begins("http://") || begins("https://")
}

/// Calls `found` with the pointer of every object in `value` that has a reference, and the reference. `pointer` is the
/// pointer of `value` itself.
pub(super) fn visit<'v>(value: &'v Value, pointer: &mut String, found: &mut dyn FnMut(&str, &'v str)) {
    let length = pointer.len();
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                if let Value::String(reference) = member {
                    if key == "$ref" {
                        found(pointer, reference);
                    }
                    continue;
                }
                pointer.push('/');
                pointer.push_str(&escaped(key));
                visit(member, pointer, found);
                pointer.truncate(length);
            }
        }
        Value::Array(elements) => {
            for (at, element) in elements.iter().enumerate() {
                pointer.push_str(&format!("/{at}"));
                visit(element, pointer, found);
                pointer.truncate(length);
            }
        }
        _ => {}
    }
}

/// Puts what `references` has in the place of every reference that is one of its keys.
pub(super) fn rewrite(value: &mut Value, references: &HashMap<String, String>) {
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                match member {
                    Value::String(reference) if key == "$ref" => {
                        if let Some(other) = references.get(reference) {
                            reference.clone_from(other);
                        }
                    }
                    member => rewrite(member, references),
                }
            }
        }
        Value::Array(elements) => elements.iter_mut().for_each(|element| rewrite(element, references)),
        _ => {}
    }
}

/// A key as a part of a JSON Pointer (RFC 6901 section 3).
pub(super) fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// A reference's file and the fragment in it, each empty when there is none.
pub(super) fn split(reference: &str) -> (&str, &str) {
    reference.split_once('#').unwrap_or((reference, ""))
}

/// The name of `file`, as it is written in the file that is at `base`; `None` for what no file here can have.
pub(super) fn resolve(base: &str, file: &str) -> Option<String> {
    if is_address(base) || is_address(file) {
        let url = match Url::parse(base) {
            Ok(base) => base.join(file),
            Err(_) => Url::parse(file),
        };
        return url.ok().map(String::from).filter(|name| is_address(name));
    }
    if file.contains(':') || file.starts_with('/') {
        return None;
    }
    let mut parts: Vec<&str> = base.split('/').collect();
    parts.pop();
    for part in file.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_found_from_the_file_that_names_them() {
        for (base, file, name) in [
            ("a/b.json", "../c.json", Some("c.json")),
            ("a/b.json", "./d/c.json", Some("a/d/c.json")),
            ("a.json", "https://example.com/x.json", Some("https://example.com/x.json")),
            ("a.json", "HTTPS://Example.com/x.json", Some("https://example.com/x.json")),
            ("https://example.com/a/b.json", "../c.json", Some("https://example.com/c.json")),
            ("https://example.com/a/b.json", "/c.json?d=1", Some("https://example.com/c.json?d=1")),
            ("https://example.com/a.json", "//other.example/b.json", Some("https://other.example/b.json")),
            ("https://example.com/a.json", "https://example.com:443/b/../a.json", Some("https://example.com/a.json")),
        ] {
            assert_eq!(resolve(base, file).as_deref(), name, "{file} in {base}");
        }
    }

    #[test]
    fn nothing_outside_of_the_folder_is_looked_for() {
        for file in ["../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "C:/x.json", "ftp://example.com/x.json"] {
            assert_eq!(resolve("a.json", file), None, "{file}");
        }
        assert_eq!(resolve("https://example.com/a.json", "file:///etc/passwd"), None);
    }
}
