//! Opening tags, and the prefixes that they declare.

use super::about::About;
use super::name::{escape, is_name};

/// Namespaces that must not be declared (Namespaces in XML 1.0, section 3).
const RESERVED: [&str; 2] = ["http://www.w3.org/XML/1998/namespace", "http://www.w3.org/2000/xmlns/"];

/// The attributes of an element, escaped.
#[derive(Default)]
pub(super) struct Tag(Vec<(String, String)>);

impl Tag {
    /// Adds an attribute, unless there is one of this name.
    pub(super) fn add(&mut self, name: String, value: String) {
        if !self.has(&name) {
            self.0.push((name, value));
        }
    }

    fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(other, _)| other == name)
    }

    /// Writes the tag without its end.
    pub(super) fn open(&self, name: &str, text: &mut String) {
        text.push('<');
        text.push_str(name);
        for (name, value) in &self.0 {
            text.push_str(&format!(" {name}=\"{value}\""));
        }
    }
}

/// The prefixes that are declared here and further out, with their namespaces.
#[derive(Default)]
pub(super) struct Prefixes(Vec<(String, String)>);

impl Prefixes {
    pub(super) const fn len(&self) -> usize {
        self.0.len()
    }

    /// Forgets what was declared further in.
    pub(super) fn truncate(&mut self, len: usize) {
        self.0.truncate(len);
    }

    /// `name` with its prefix, which `tag` declares if nobody has. A prefix that stands for nothing is left out.
    pub(super) fn qualify(&mut self, about: &About<'_>, name: String, tag: &mut Tag, is_element: bool) -> String {
        let namespace = about.namespace.filter(|uri| !RESERVED.contains(uri)).and_then(escape);
        let prefix = about.prefix.filter(|prefix| is_name(prefix) && !prefix.to_ascii_lowercase().starts_with("xml"));
        let Some(prefix) = prefix else {
            if let Some(uri) = namespace.filter(|_| is_element) {
                tag.add("xmlns".to_owned(), uri);
            }
            return name;
        };
        let known = self.0.iter().rev().find(|(other, _)| other == prefix).map(|(_, uri)| uri);
        match (known, namespace) {
            (None, None) => return name,
            (Some(known), Some(uri)) if *known == uri => {}
            (Some(_), None) => {}
            (_, Some(uri)) => {
                let declaration = format!("xmlns:{prefix}");
                // In the same tag it stands for something else.
                if tag.has(&declaration) {
                    return name;
                }
                self.0.push((prefix.to_owned(), uri.clone()));
                tag.add(declaration, uri);
            }
        }
        format!("{prefix}:{name}")
    }
}
