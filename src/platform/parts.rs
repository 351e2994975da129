//! Parts of documents that pages are laid out from, kept while there is room: most pages of a document lean on the same few.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::{Arc, OnceLock};

use quick_cache::Weighter;
use quick_cache::sync::Cache;
use serde_json::Value;

/// How much memory parts take at most, in bytes.
const MOST: u64 = 64 * 1024 * 1024;
/// How many times the memory of its text a part takes once it is parsed, roughly.
const PARSED: u64 = 6;
/// What a part takes besides its text, in bytes.
const BESIDES: u64 = 256;

/// A JSON text with what it refers to. It is parsed when somebody asks: of what is fetched, a page lays out little.
#[derive(Debug)]
pub struct Part {
    json: String,
    references: OnceLock<BTreeSet<String>>,
    parsed: OnceLock<Option<Value>>,
}

impl Part {
    /// The part that `json` is.
    #[must_use]
    pub const fn new(json: String) -> Self {
        Self { json, references: OnceLock::new(), parsed: OnceLock::new() }
    }

    /// The references within the document (RFC 6901, section 6) that stand in it, such as `#/components/schemas/Pet`. What
    /// only looks like one, in an example, is among them.
    pub fn references(&self) -> &BTreeSet<String> {
        self.references.get_or_init(|| references(&self.json))
    }

    /// What it holds; `None` when it is not JSON.
    pub fn parsed(&self) -> Option<&Value> {
        self.parsed.get_or_init(|| serde_json::from_str(&self.json).ok()).as_ref()
    }
}

/// The references in a JSON text.
#[must_use]
pub fn references(json: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut rest = json;
    while let Some(at) = rest.find("\"#/") {
        rest = &rest[at..];
        let mut strings = serde_json::Deserializer::from_str(rest).into_iter::<String>();
        let Some(Ok(pointer)) = strings.next() else { break };
        rest = rest.get(strings.byte_offset()..).unwrap_or_default();
        found.insert(pointer);
    }
    found
}

/// Parts by the revision that they belong to and the reference that leads to them. A revision's parts never change, and
/// another revision has another id, so that nothing here can be out of date. Who may see one is decided before.
pub struct Parts(Cache<(String, String), Arc<Part>, Weight>);

#[derive(Clone)]
struct Weight;

impl Weighter<(String, String), Arc<Part>> for Weight {
    fn weight(&self, (revision, pointer): &(String, String), part: &Arc<Part>) -> u64 {
        let length = |text: &str| u64::try_from(text.len()).unwrap_or(u64::MAX);
        BESIDES + length(revision) + length(pointer) + length(&part.json).saturating_mul(1 + PARSED)
    }
}

impl Default for Parts {
    fn default() -> Self {
        // The number of parts is only a guess that its tables begin with.
        Self(Cache::with_weighter(1000, MOST, Weight))
    }
}

impl Parts {
    /// The part of `revision` that `pointer` leads to, if it is kept.
    #[must_use]
    pub fn get(&self, revision: &str, pointer: &str) -> Option<Arc<Part>> {
        self.0.get(&Borrowed(revision, pointer))
    }

    /// Keeps what `pointer` leads to in `revision`, if it is not too long.
    pub fn put(&self, revision: &str, pointer: &str, part: Arc<Part>) {
        self.0.insert((revision.to_owned(), pointer.to_owned()), part);
    }
}

impl fmt::Debug for Parts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Parts").field(&self.0.len()).finish()
    }
}

/// A key that owns nothing.
#[derive(Hash)]
struct Borrowed<'a>(&'a str, &'a str);

impl quick_cache::Equivalent<(String, String)> for Borrowed<'_> {
    fn equivalent(&self, (revision, pointer): &(String, String)) -> bool {
        self.0 == revision && self.1 == pointer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_found_wherever_they_stand() {
        let text = r##"{"$ref":"#/components/schemas/A","m":{"x":"#/components/schemas/B\u002f~1"},"y":"# /"}"##;
        let part = Part::new(text.to_owned());
        assert_eq!(Vec::from_iter(part.references()), ["#/components/schemas/A", "#/components/schemas/B/~1"]);
        assert_eq!(part.parsed().unwrap()["y"], "# /");
        assert_eq!(Part::new("{".to_owned()).parsed(), None);
    }

    #[test]
    fn parts_are_kept_within_bounds() {
        let parts = Parts::default();
        let part = |size: usize| Arc::new(Part::new("x".repeat(size)));
        parts.put("r", "#/a", part(1));
        assert!(parts.get("r", "#/a").is_some());
        assert!(parts.get("s", "#/a").is_none() && parts.get("r", "#/b").is_none());
        for number in 0..100 {
            parts.put("r", &format!("#/{number}"), part(1024 * 1024));
        }
        let kept = (0..100).filter(|number| parts.get("r", &format!("#/{number}")).is_some()).count();
        assert!(kept > 0 && kept < 10, "{kept} megabytes");
        parts.put("r", "#/huge", part(usize::try_from(MOST).unwrap()));
        assert!(parts.get("r", "#/huge").is_none());
    }
}
