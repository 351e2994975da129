//! How the operations of an API differ from those of its document.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use crate::catalog::model::{Operation, OperationInput};

/// `operations.yaml`. An API without a document has all of its operations in `added`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Operations {
    /// What is otherwise than in the document, whole.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    changed: Vec<Changed>,
    /// What of the document is not offered: verb and path.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    removed: Vec<String>,
    /// What was registered by hand.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    added: Vec<OperationInput>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Changed {
    /// Whether somebody edited it. If nobody did, an earlier revision gave it its address.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    edited: bool,
    operation: OperationInput,
}

/// An API's operations, and the slugs of those that were edited.
pub(super) type Merged = (Vec<OperationInput>, HashSet<String>);

impl Operations {
    /// The differences of `operations` from those that were `read` from the document.
    pub(super) fn between(read: &[OperationInput], operations: Vec<Operation>) -> Self {
        let mut left: HashMap<String, &OperationInput> = read.iter().map(|one| (name(one), one)).collect();
        let mut differences = Self::default();
        for Operation { revision, input, .. } in operations {
            let edited = revision > 1;
            match left.remove(&name(&input)) {
                _ if input.documented.path.is_empty() => differences.added.push(input),
                None => differences.added.push(input),
                Some(before) if *before == input && !edited => {}
                Some(_) => differences.changed.push(Changed { edited, operation: input }),
            }
        }
        differences.removed = read.iter().map(name).filter(|name| left.contains_key(name)).collect();
        differences
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Those that were `read` from the document, with the differences.
    ///
    /// # Errors
    /// What the document does not have, or what is there twice.
    pub(super) fn merge(self, read: Vec<OperationInput>) -> Result<Merged, String> {
        let unknown = |name: &str| format!("{name}: the document has no such operation");
        let mut removed: HashSet<String> = self.removed.into_iter().collect();
        let mut changed: HashMap<String, Changed> = HashMap::new();
        for one in self.changed {
            if let Some(twice) = changed.insert(name(&one.operation), one) {
                return Err(format!("{}: it is among the changed ones twice", name(&twice.operation)));
            }
        }
        let mut edited = HashSet::new();
        let mut merged = Vec::new();
        for operation in read {
            let name = name(&operation);
            let change = changed.remove(&name);
            match (removed.remove(&name), change) {
                (true, None) => {}
                (true, Some(_)) => return Err(format!("{name}: it is both changed and removed")),
                (false, None) => merged.push(operation),
                (false, Some(change)) => {
                    if change.edited {
                        edited.insert(change.operation.slug.clone());
                    }
                    merged.push(change.operation);
                }
            }
        }
        if let Some(name) = removed.iter().chain(changed.keys()).next() {
            return Err(unknown(name));
        }
        merged.extend(self.added);
        let mut slugs = HashSet::new();
        match merged.iter().find(|one| !slugs.insert(one.slug.as_str())) {
            Some(twice) => Err(format!("{}: another operation has the slug {}", name(twice), twice.slug)),
            None => Ok((merged, edited)),
        }
    }
}

/// What tells an operation of a document from its others.
fn name(operation: &OperationInput) -> String {
    let path = match operation.documented.path.as_str() {
        "" => &operation.url_template,
        path => path,
    };
    [&operation.verb, " ", path].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::model::Documented;
    use crate::kernel::Timestamp;

    fn documented(verb: &str, path: &str) -> OperationInput {
        let documented = Documented { path: path.to_owned(), ..Documented::default() };
        OperationInput { documented, ..by_hand(verb, path) }
    }

    fn by_hand(verb: &str, template: &str) -> OperationInput {
        OperationInput {
            verb: verb.to_owned(),
            url_template: template.to_owned(),
            slug: [verb, template].concat().to_lowercase().replace('/', "-"),
            ..OperationInput::default()
        }
    }

    fn stored(revision: i64, input: OperationInput) -> Operation {
        Operation { id: "o".to_owned().into(), api: "a".to_owned().into(), revision, updated_at: Timestamp(0), input }
    }

    #[test]
    fn differences_make_the_same_operations_again() {
        let read = vec![documented("GET", "/a"), documented("PUT", "/a"), documented("GET", "/b")];
        let renamed = OperationInput { slug: "older".to_owned(), ..read[0].clone() };
        let edited = OperationInput { display_name: "B".to_owned(), ..read[2].clone() };
        let own = by_hand("GET", "/a");
        let own = OperationInput { slug: "own".to_owned(), ..own };
        let now = vec![stored(1, renamed.clone()), stored(3, edited.clone()), stored(1, own.clone())];
        let differences = Operations::between(&read, now);
        assert_eq!(differences.removed, ["PUT /a"]);
        assert_eq!(
            differences.clone().merge(read.clone()),
            Ok((vec![renamed, edited.clone(), own], [edited.slug].into()))
        );
        let same = read.iter().map(|one| stored(1, one.clone())).collect();
        assert!(Operations::between(&read, same).is_empty());
        assert_eq!(Operations::default().merge(read.clone()), Ok((read, HashSet::new())));
    }

    #[test]
    fn what_does_not_fit_the_document_is_named() {
        let read = || vec![documented("GET", "/a")];
        let changed = |path| Changed { edited: true, operation: documented("GET", path) };
        let twice = by_hand("POST", "/b");
        let cases = [
            (
                Operations { removed: vec!["GET /b".to_owned()], ..Operations::default() },
                "GET /b: the document has no such",
            ),
            (Operations { changed: vec![changed("/c")], ..Operations::default() }, "GET /c: the document has no such"),
            (
                Operations { changed: vec![changed("/a"), changed("/a")], ..Operations::default() },
                "GET /a: it is among",
            ),
            (
                Operations {
                    changed: vec![changed("/a")],
                    removed: vec!["GET /a".to_owned()],
                    ..Operations::default()
                },
                "GET /a: it is both",
            ),
            (Operations { added: vec![twice.clone(), twice], ..Operations::default() }, "POST /b: another operation"),
        ];
        for (operations, message) in cases {
            let refused = operations.merge(read()).unwrap_err();
            assert!(refused.starts_with(message), "{refused}");
        }
    }
}
