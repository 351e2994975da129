//! URL templates out of the keys of `paths`, which may hold anything.

use std::collections::HashSet;
use std::fmt::Write as _;

use crate::catalog::template::UrlTemplate;
use crate::kernel::Message;

/// The most characters of a key that are looked at.
const LONGEST: usize = 4_000;

/// A template that is in order.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Made {
    pub(super) template: String,
    /// What the document calls the template's parameters, in their order.
    pub(super) originals: Vec<String>,
    /// What had to be changed: sentences.
    pub(super) notes: Vec<String>,
}

/// The template for the key `path`. A parameter of its path that is called as one of `taken` is called otherwise, and
/// none that is called otherwise is called as one of `others`.
pub(super) fn make(path: &str, taken: &HashSet<&str>, others: &HashSet<&str>) -> Made {
    let mut maker = Maker { others, template: String::new(), names: HashSet::new(), originals: vec![], notes: vec![] };
    let path = match path.char_indices().nth(LONGEST) {
        None => path,
        Some((end, _)) => {
            maker.note("The path is longer than servers take; the end was left out.");
            path.get(..end).unwrap_or_default()
        }
    };
    if !path.starts_with('/') {
        maker.note("The path does not begin with a slash; one was put in front.");
        maker.template.push('/');
    }
    maker.fill(path, taken);
    maker.without_dots();
    if UrlTemplate::parse(&maker.template).is_err() {
        maker.note("The path cannot be a URL; it was encoded.");
        maker.template = "/".to_owned();
        maker.originals.clear();
        path.chars().filter(|letter| letter.is_ascii_alphanumeric()).for_each(|letter| maker.template.push(letter));
    }
    Made { template: maker.template, originals: maker.originals, notes: maker.notes }
}

struct Maker<'n> {
    others: &'n HashSet<&'n str>,
    template: String,
    names: HashSet<String>,
    originals: Vec<String>,
    notes: Vec<String>,
}

impl Maker<'_> {
    fn note(&mut self, message: &str) {
        if !self.notes.iter().any(|note| note == message) {
            self.notes.push(message.to_owned());
        }
    }

    fn fill(&mut self, path: &str, taken: &HashSet<&str>) {
        let nobody = HashSet::new();
        let mut rest = path;
        let mut in_query = false;
        while let Some(letter) = rest.chars().next() {
            let after = rest.get(letter.len_utf8()..).unwrap_or_default();
            rest = after;
            match letter {
                '{' => {
                    let inner = after.find(['{', '}']).filter(|end| after[*end..].starts_with('}'));
                    match inner.and_then(|end| Some((after.get(..end)?, after.get(end + 1..)?))) {
                        Some((name, behind)) if !name.trim().is_empty() => {
                            self.parameter(name, if in_query { &nobody } else { taken });
                            rest = behind;
                        }
                        _ => self.encode('{', "A brace that encloses no name is a part of the path."),
                    }
                }
                '}' => self.encode('}', "A brace that encloses no name is a part of the path."),
                '#' => self.encode('#', "A # in the path would end it; it was encoded as %23."),
                '%' if !is_encoding(after) => self.encode('%', "A % that encodes nothing was encoded as %25."),
                '\\' => self.encode('\\', "Characters that no URL can hold were encoded."),
                c if c.is_whitespace() || c.is_control() => {
                    self.encode(c, "Characters that no URL can hold were encoded.");
                }
                c => {
                    in_query |= c == '?';
                    self.template.push(c);
                }
            }
        }
    }

    fn encode(&mut self, letter: char, note: &str) {
        self.note(note);
        for byte in letter.encode_utf8(&mut [0; 4]).bytes() {
            let _ = write!(self.template, "%{byte:02X}");
        }
    }

    fn parameter(&mut self, original: &str, taken: &HashSet<&str>) {
        let is_wrong = |c: char| c.is_whitespace() || c.is_control() || "/\\?&#=".contains(c);
        let clean = original.trim().replace(is_wrong, "_");
        let mut name = clean.clone();
        let mut number = 1;
        while self.names.contains(&name)
            || taken.contains(name.as_str())
            || name != original && self.others.contains(name.as_str())
        {
            number += 1;
            name = format!("{clean}_{number}");
        }
        if name != original {
            self.note(&format!("The parameter {{{original}}} of the path is called {{{name}}} here."));
        }
        let _ = write!(self.template, "{{{name}}}");
        self.names.insert(name);
        self.originals.push(original.to_owned());
    }

    /// Takes out segments that say "here" and "one up", which no URL library would send (RFC 3986 section 5.2.4).
    fn without_dots(&mut self) {
        if UrlTemplate::parse(&self.template) != Err(Message::TemplateDotSegment) {
            return;
        }
        self.note("Segments of dots were taken out of the path.");
        let (path, query) = match self.template.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (self.template.as_str(), None),
        };
        let is_dots = |segment: &&str| UrlTemplate::parse(&format!("/{segment}")) == Err(Message::TemplateDotSegment);
        let kept: Vec<&str> = path.split('/').filter(|segment| !is_dots(segment)).collect();
        let mut template = kept.join("/");
        if !template.starts_with('/') {
            template.insert(0, '/');
        }
        if let Some(query) = query {
            template.push('?');
            template.push_str(query);
        }
        self.template = template;
    }
}

/// Whether `after` continues a percent sign to the encoding of something but zero.
fn is_encoding(after: &str) -> bool {
    let digits = after.as_bytes().get(..2);
    digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit) && digits != b"00")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn keys_become_templates() {
        for (path, template, changes) in [
            ("/pets/{id}", "/pets/{id}", 0),
            ("pets", "/pets", 1),
            ("", "/", 1),
            ("//a//b/", "//a//b/", 0),
            ("/#Action=Go", "/%23Action=Go", 1),
            ("/a?b={c}&d", "/a?b={c}&d", 0),
            ("/{}", "/%7B%7D", 1),
            ("/{a}{b}", "/{a}{b}", 0),
            ("/{a}/{a}", "/{a}/{a_2}", 1),
            ("/{a", "/%7Ba", 1),
            ("/a}", "/a%7D", 1),
            ("/{a{b}", "/%7Ba{b}", 1),
            ("/{user id}", "/{user_id}", 1),
            ("/{ a }", "/{a}", 1),
            ("/a b/100%/%41", "/a%20b/100%25/%41", 2),
            ("/a/../b/./c", "/a/b/c", 1),
            ("/..", "/", 1),
            ("/users('{id}')/f(a={a})", "/users('{id}')/f(a={a})", 0),
            ("/{path+}", "/{path+}", 0),
            ("/ü", "/ü", 0),
        ] {
            let made = make(path, &HashSet::new(), &HashSet::new());
            assert_eq!((made.template.as_str(), made.notes.len()), (template, changes), "{path}: {:?}", made.notes);
            UrlTemplate::parse(template).unwrap();
        }
        let make = |path, taken: [&str; 1]| make(path, &taken.into(), &HashSet::from(["id", "id_2", "a_b"])).template;
        assert_eq!(make("/{id}", ["id"]), "/{id_3}");
        assert_eq!(make("/{id}/{id}?{id}", ["x"]), "/{id}/{id_3}?{id_4}");
        assert_eq!(make("/{a b}?{a/b}", ["x"]), "/{a_b_2}?{a_b_3}");
    }

    proptest! {
        #[test]
        fn every_key_becomes_a_template(path in "[/{}#?&=%.a0 \\\\é\u{0}-]{0,24}|\\PC{0,40}") {
            let made = make(&path, &HashSet::from(["a"]), &HashSet::from(["a", "a_2"]));
            let template = UrlTemplate::parse(&made.template).unwrap();
            prop_assert_eq!(template.parameters().len(), made.originals.len());
        }
    }
}
