//! A document in several files as one: what it refers to becomes a part of it, and references to files become references
//! to those parts. Files that nothing leads to stay out, since a document is published.

mod references;
mod weight;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};

use serde_json::{Map, Value};

use super::fetch::Fetched;
use super::files::File;
use super::import::ImportError;
use super::progress::Progress;
use super::read::{Refusal, parse};
use crate::openapi::model::Warning;
use references::{escaped, is_address, resolve, rewrite, split, visit};
use weight::Weight;

/// The member of the document that holds the other files.
const FILES: &str = "x-files";
/// The most warnings that are kept.
const WARNINGS: usize = 1_000;
/// The most letters of a reference in a warning.
const SHOWN: usize = 200;

/// Why files do not make a document.
#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    /// None of them is one.
    #[error("no OpenAPI document is among the files: one with openapi or swagger at its top was expected")]
    NoDocument,
    /// Several are.
    #[error(
        "several OpenAPI documents are among the files: {}; leave only one of them, or name it openapi.json or \
         openapi.yaml and put it in the folder that all files are in",
        .0.join(", ")
    )]
    Several(Vec<String>),
    /// Two have one name.
    #[error("two of the files are called {0}; send files that refer to each other by folders as a zip archive")]
    Twice(String),
    /// They take more memory than one document may.
    #[error(
        "the files are more than is read together, which {0} exceeds; leave out what the document does not refer to"
    )]
    TooMuch(String),
    /// One cannot be read.
    #[error("{name}: {refusal}")]
    Refused {
        /// The file.
        name: String,
        /// Why.
        refusal: Refusal,
    },
}

/// A document and the files that it may refer to.
#[derive(Debug, Default)]
pub(super) struct Bundle {
    /// The name of the document.
    root: String,
    /// The files that could be read, by their names.
    parts: BTreeMap<String, Part>,
    /// Addresses of parts other than their names.
    aliases: BTreeMap<String, String>,
    /// Why what references lead to is not there, by its name.
    failures: BTreeMap<String, String>,
    weight: Weight,
    /// Whether all files are there that are no addresses.
    is_whole: bool,
}

#[derive(Debug)]
struct Part {
    /// What references in it are relative to.
    base: String,
    value: Value,
}

/// A document in one piece.
pub(super) struct Joined {
    /// The name of the file that it was.
    pub(super) root: String,
    /// The document as JSON; `None` when it is what the file is.
    pub(super) bytes: Option<Vec<u8>>,
    /// The references that could not be followed.
    pub(super) warnings: Vec<Warning>,
}

/// A reference on the way from the document.
struct Found<'b> {
    /// The name of the part that it is in.
    part: &'b str,
    /// Where it is, in the bundle.
    pointer: &'b str,
    reference: &'b str,
    /// The name of what it leads to.
    target: String,
}

impl Bundle {
    /// The document among `files`, with the others as far as they are JSON or YAML. `is_whole` says whether the files are
    /// all that there are.
    ///
    /// # Errors
    /// [`BundleError`] when there is not exactly one document among them.
    pub(super) fn read(files: &[File], is_whole: bool, progress: &Progress) -> Result<Self, ImportError> {
        let mut bundle = Self { is_whole, ..Self::default() };
        for File { name, bytes } in files {
            progress.go_on()?;
            if bundle.parts.contains_key(name) || bundle.failures.contains_key(name) {
                return Err(BundleError::Twice(name.clone()).into());
            }
            let refused = |refusal| BundleError::Refused { name: name.clone(), refusal };
            match parse(bytes) {
                Ok((value, ..)) => {
                    if !bundle.put(name.clone(), name.clone(), value) {
                        return Err(BundleError::TooMuch(name.clone()).into());
                    }
                }
                Err(refusal) if is_named_like_one(name) => return Err(refused(refusal).into()),
                Err(refusal) => bundle.fail(name.clone(), &refusal.to_string()),
            }
        }
        bundle.root = bundle.find_root()?;
        let own = bundle.parts.get(&bundle.root).and_then(|root| root.value.get("$self")?.as_str()).unwrap_or_default();
        if is_address(own) {
            bundle.aliases.insert(own.to_owned(), bundle.root.clone());
        }
        Ok(bundle)
    }

    fn find_root(&self) -> Result<String, BundleError> {
        let is_document = |part: &Part| part.value.get("openapi").is_some() || part.value.get("swagger").is_some();
        let roots: Vec<&String> =
            self.parts.iter().filter(|(_, part)| is_document(part)).map(|(name, _)| name).collect();
        match roots.as_slice() {
            [] => Err(BundleError::NoDocument),
            [root] => Ok((*root).clone()),
            several => match several.iter().find(|name| is_named_like_one(name)) {
                Some(root) => Ok((*root).clone()),
                None => Err(BundleError::Several(several.iter().copied().cloned().collect())),
            },
        }
    }

    /// Takes a part, unless all of them together are too much.
    fn put(&mut self, name: String, base: String, value: Value) -> bool {
        if !self.weight.add(&value) {
            return false;
        }
        if base != name {
            self.aliases.insert(base.clone(), name.clone());
        }
        self.parts.insert(name, Part { base, value });
        true
    }

    /// Says that the document was found at another address than the one that is its name.
    pub(super) fn found_at(&mut self, address: &str) {
        if let Some(root) = self.parts.get_mut(&self.root) {
            address.clone_into(&mut root.base);
            self.aliases.insert(address.to_owned(), self.root.clone());
        }
    }

    /// Adds what was fetched from the address `name`, if it can be read.
    pub(super) fn add(&mut self, name: String, Fetched { at, bytes }: &Fetched) {
        match parse(bytes) {
            Ok((value, ..)) => {
                if !self.put(name.clone(), without_fragment(at.as_str()), value) {
                    self.fail(name, "all files together would be more than is read");
                }
            }
            Err(refusal) => self.fail(name, &refusal.to_string()),
        }
    }

    /// Says why there is nothing of this `name`.
    pub(super) fn fail(&mut self, name: String, why: &str) {
        self.failures.insert(name, why.trim_end_matches('.').to_owned());
    }

    /// The addresses that are referred to, as far as is known, and of which nothing was said yet.
    pub(super) fn wanted(&self) -> Vec<String> {
        let ids = self.ids();
        let (mut wanted, mut known) = (Vec::new(), HashSet::new());
        self.walk(|Found { reference, target, .. }| {
            let is_new = is_address(&target) && self.find(&target).is_none() && !self.failures.contains_key(&target);
            // A schema that calls itself so is there already.
            if is_new && !ids.contains(reference) && known.insert(target.clone()) {
                wanted.push(target);
            }
        });
        wanted
    }

    /// The addresses by which schemas call themselves.
    fn ids(&self) -> HashSet<&str> {
        fn collect<'v>(value: &'v Value, ids: &mut HashSet<&'v str>) {
            match value {
                Value::Object(members) => {
                    let named = ["$id", "id"].iter().filter_map(|key| members.get(*key)?.as_str());
                    ids.extend(named.filter(|id| is_address(id)));
                    members.values().for_each(|member| collect(member, ids));
                }
                Value::Array(elements) => elements.iter().for_each(|element| collect(element, ids)),
                _ => {}
            }
        }
        let mut ids = HashSet::new();
        self.parts.values().for_each(|part| collect(&part.value, &mut ids));
        ids
    }

    /// Puts everything that the document leads to into it.
    pub(super) fn join(mut self) -> Joined {
        let mut inside: HashMap<String, HashMap<String, String>> = HashMap::new();
        let mut warnings = Vec::new();
        let reached = self.walk(|Found { part, pointer, reference, target }| {
            let Some(name) = self.find(&target) else {
                if let Some(why) = self.why_not(&target).filter(|_| warnings.len() < WARNINGS) {
                    warnings.push(unfollowed(pointer, reference, why));
                }
                return;
            };
            let (_, fragment) = split(reference);
            // What an anchor names is for the reading to find.
            let new = format!("#{}{fragment}", self.place(name));
            if (fragment.is_empty() || fragment.starts_with('/')) && new != reference {
                inside.entry(part.to_owned()).or_default().insert(reference.to_owned(), new);
            }
        });
        let reached: BTreeSet<String> = reached.into_iter().map(str::to_owned).collect();
        let is_as_it_was = inside.is_empty() && reached.len() == 1;
        let root = std::mem::take(&mut self.root);
        let mut document = Value::Null;
        let mut others = Map::new();
        for (name, mut part) in std::mem::take(&mut self.parts).into_iter().filter(|(name, _)| reached.contains(name)) {
            if let Some(references) = inside.get(&name) {
                rewrite(&mut part.value, references);
            }
            if name == root {
                document = part.value;
            } else {
                others.insert(name, part.value);
            }
        }
        if let Some(document) = document.as_object_mut().filter(|_| !others.is_empty()) {
            let files = document.entry(FILES).or_insert_with(|| Value::Object(Map::new()));
            match files.as_object_mut() {
                // The document was joined before.
                Some(files) => files.extend(others),
                None => *files = Value::Object(others),
            }
        }
        let bytes = (!is_as_it_was).then(|| document.to_string().into_bytes());
        Joined { root, bytes, warnings }
    }

    /// Calls `found` with every reference in the document and in what it leads to, and returns the names of the parts
    /// that these are.
    fn walk(&self, mut found: impl FnMut(Found<'_>)) -> BTreeSet<&str> {
        let mut reached = BTreeSet::from([self.root.as_str()]);
        let mut waiting = VecDeque::from([self.root.as_str()]);
        while let Some(name) = waiting.pop_front() {
            let Some(part) = self.parts.get(name) else { continue };
            visit(&part.value, &mut self.place(name), &mut |pointer, reference| {
                let (file, _) = split(reference);
                let target = if file.is_empty() { Some(name.to_owned()) } else { resolve(&part.base, file) };
                let Some(target) = target else { return };
                if let Some(next) = self.find(&target).filter(|next| reached.insert(next)) {
                    waiting.push_back(next);
                }
                found(Found { part: name, pointer, reference, target });
            });
        }
        reached
    }

    /// The name of the part that is called `name`.
    fn find(&self, name: &str) -> Option<&str> {
        let name = if self.parts.contains_key(name) { name } else { self.aliases.get(name)? };
        self.parts.get_key_value(name).map(|(name, _)| name.as_str())
    }

    /// Why there is nothing of this `name`, if more is known than that.
    fn why_not(&self, name: &str) -> Option<&str> {
        let is_missing = self.is_whole && !is_address(name);
        self.failures.get(name).map(String::as_str).or_else(|| is_missing.then_some("no such file is among those sent"))
    }

    /// The pointer of the part `name` in the document.
    fn place(&self, name: &str) -> String {
        if name == self.root { String::new() } else { format!("/{FILES}/{}", escaped(name)) }
    }
}

/// An address as the name of what is there: references lead into it by their fragments.
pub(super) fn without_fragment(address: &str) -> String {
    split(address).0.to_owned()
}

/// Whether a file at the top of the folder has one of the names that documents usually have.
fn is_named_like_one(name: &str) -> bool {
    matches!(name.split_once('.'), Some(("openapi" | "swagger", "json" | "yaml" | "yml")))
}

fn unfollowed(pointer: &str, reference: &str, why: &str) -> Warning {
    let shown: String = reference.chars().take(SHOWN).collect();
    let message = format!("The reference {shown} could not be followed: {why}.");
    Warning { pointer: format!("#{pointer}/$ref"), message, ..Warning::default() }
}

#[cfg(test)]
mod tests;
