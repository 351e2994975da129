//! The operations of an API as a tree of their paths' segments: what a call costs depends on its own length, not on how
//! many operations there are.

use std::collections::HashMap;

use axum::http::Method;

use super::mixed::Mixed;
use super::path::decoded;
use super::pattern::Segment;
use super::query::{Named, named};
use crate::catalog::template::{PairValue, UrlTemplate};

/// Operations by path and verb.
#[derive(Debug, Default)]
pub(in crate::gateway::server) struct Tree {
    root: Node,
}

#[derive(Debug, Default)]
struct Node {
    literals: HashMap<Box<[u8]>, Node>,
    mixed: Mixed<Node>,
    parameter: Option<Box<Node>>,
    verbs: Vec<(Method, Vec<Candidate>)>,
}

/// A pair of a template's query: its name, and its value where that is fixed.
type Pair = (Box<str>, Option<Box<str>>);

/// An operation; those with the same path and verb differ by their query.
#[derive(Debug)]
struct Candidate {
    operation: usize,
    pairs: Box<[Pair]>,
}

/// What a call means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::gateway::server) enum Found {
    /// This operation, by its number.
    Operation(usize),
    /// There is such a path, for these verbs only.
    WrongVerb(Vec<Method>),
    /// There is no such path.
    Nothing,
}

/// A search through the tree.
struct Search<'c> {
    verb: &'c Method,
    query: &'c str,
    allowed: Vec<Method>,
    /// How many nodes and patterns it came by.
    steps: usize,
}

impl Tree {
    /// Adds the operation number `operation`. What a template does not allow is left out: no call can mean it.
    pub(in crate::gateway::server) fn insert(&mut self, verb: &str, template: &str, operation: usize) {
        let (Ok(verb), Ok(template)) = (Method::from_bytes(verb.as_bytes()), UrlTemplate::parse(template)) else {
            tracing::warn!(verb, template, "an operation cannot be called: {verb} {template}");
            return;
        };
        let mut node = &mut self.root;
        for pieces in template.segments() {
            node = node.child(Segment::of(&pieces));
        }
        let pairs = template.query().unwrap_or_default().into_iter().map(|pair| match pair.value {
            PairValue::Fixed(value) => (pair.name.into(), Some(value.into())),
            PairValue::Parameter(_) => (pair.name.into(), None),
        });
        let candidate = Candidate { operation, pairs: pairs.collect() };
        match node.verbs.iter_mut().find(|(known, _)| *known == verb) {
            Some((_, candidates)) => candidates.push(candidate),
            None => node.verbs.push((verb, vec![candidate])),
        }
    }

    /// The operation that `verb` means on `path`, which is what follows the API's suffix and its slash.
    pub(in crate::gateway::server) fn find(&self, verb: &Method, path: &str, query: Option<&str>) -> Found {
        self.search(verb, path, query).0
    }

    /// The same, and how many steps it took.
    fn search(&self, verb: &Method, path: &str, query: Option<&str>) -> (Found, usize) {
        let mut search = Search { verb, query: query.unwrap_or_default(), allowed: Vec::new(), steps: 0 };
        let found = match search.below(&self.root, Some(path)) {
            Some(operation) => Found::Operation(operation),
            None if search.allowed.is_empty() => Found::Nothing,
            None => Found::WrongVerb(search.allowed),
        };
        (found, search.steps)
    }
}

impl Node {
    fn child(&mut self, segment: Segment) -> &mut Self {
        match segment {
            Segment::Literal(text) => self.literals.entry(text).or_default(),
            Segment::Parameter => self.parameter.get_or_insert_default(),
            Segment::Mixed(pattern) => self.mixed.entry(pattern),
        }
    }
}

impl Search<'_> {
    /// Looks for the path `rest` below `node`: what is fixed goes before what is not, from the left to the right.
    fn below(&mut self, node: &Node, rest: Option<&str>) -> Option<usize> {
        self.steps += 1;
        let Some(rest) = rest else { return self.at(node) };
        let (segment, rest) = match rest.split_once('/') {
            Some((segment, rest)) => (segment, Some(rest)),
            None => (rest, None),
        };
        let text = decoded(segment);
        if let Some(found) = node.literals.get(&*text).and_then(|node| self.below(node, rest)) {
            return Some(found);
        }
        // A server may read a semicolon as the end of the segment (RFC 3986 section 3.3): it must be documented.
        if segment.is_empty() || segment.contains(';') {
            return None;
        }
        if let (false, Ok(text)) = (node.mixed.is_empty(), std::str::from_utf8(&text)) {
            let (matching, steps) = node.mixed.matching(text);
            self.steps += steps;
            for node in matching {
                if let Some(found) = self.below(node, rest) {
                    return Some(found);
                }
            }
        }
        node.parameter.as_ref().and_then(|node| self.below(node, rest))
    }

    /// The operation at the end of the path.
    fn at(&mut self, node: &Node) -> Option<usize> {
        let for_verb = |verb: &Method| node.verbs.iter().find(|(known, _)| known == verb);
        // What a GET answers, HEAD describes (RFC 9110 section 9.3.2).
        let found = for_verb(self.verb).or_else(|| (*self.verb == Method::HEAD).then(|| for_verb(&Method::GET))?);
        let Some((_, candidates)) = found else {
            for (verb, _) in &node.verbs {
                if !self.allowed.contains(verb) {
                    self.allowed.push(verb.clone());
                }
                if *verb == Method::GET && !self.allowed.contains(&Method::HEAD) {
                    self.allowed.push(Method::HEAD);
                }
            }
            return None;
        };
        match candidates.as_slice() {
            [only] => Some(only.operation),
            several => several
                .iter()
                .max_by_key(|candidate| (candidate.agreement(self.query), std::cmp::Reverse(candidate.operation)))
                .map(|candidate| candidate.operation),
        }
    }
}

impl Candidate {
    /// How well the query fits: with all pairs there, the more the better; with one missing, not at all.
    fn agreement(&self, query: &str) -> isize {
        let mut agreement = 0;
        for (name, value) in &self.pairs {
            let is_there = match (named(query, name), value) {
                (Named::None, _) => false,
                (Named::One(found), Some(value)) => *found == *value.as_bytes(),
                (Named::Several, Some(_)) => false,
                (_, None) => true,
            };
            if !is_there {
                return -1;
            }
            agreement += 1;
        }
        agreement
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn tree(operations: &[(&str, &str)]) -> Tree {
        let mut tree = Tree::default();
        for (number, (verb, template)) in operations.iter().enumerate() {
            tree.insert(verb, template, number);
        }
        tree
    }

    #[test]
    fn calls_mean_the_closest_operation() {
        let operations = [
            ("GET", "/pets"),
            ("GET", "/pets/{id}"),
            ("GET", "/pets/mine"),
            ("DELETE", "/pets/{id}"),
            ("GET", "/pets/{id}.json"),
            ("GET", "/{kind}/{id}/toys"),
            ("GET", "/"),
            ("GET", "/files/?comp=list"),
            ("GET", "/files/?comp={comp}&restype=container"),
            ("GET", "/files/"),
            ("POST", "/jobs/{id}:start"),
            ("GET", "/a;v=1/{x}"),
        ];
        let tree = tree(&operations);
        for (verb, path, query, expected) in [
            ("GET", "pets", None, Found::Operation(0)),
            ("GET", "p%65ts", None, Found::Operation(0)),
            ("HEAD", "pets", None, Found::Operation(0)),
            ("GET", "pets/7", None, Found::Operation(1)),
            ("GET", "pets/mine", None, Found::Operation(2)),
            ("GET", "pets/m%69ne", None, Found::Operation(2)),
            ("DELETE", "pets/mine", None, Found::Operation(3)),
            ("GET", "pets/7.json", None, Found::Operation(4)),
            ("GET", "pets/mine/toys", None, Found::Operation(5)),
            ("GET", "", None, Found::Operation(6)),
            ("GET", "files/", Some("comp=list"), Found::Operation(7)),
            ("GET", "files/", Some("restype=container&comp=x"), Found::Operation(8)),
            ("GET", "files/", Some("comp=x"), Found::Operation(9)),
            ("POST", "jobs/7%3Astart", None, Found::Operation(10)),
            ("GET", "a;v=1/x", None, Found::Operation(11)),
            ("GET", "pets/7;x", None, Found::Nothing),
            ("GET", "pets/", None, Found::Nothing),
            ("GET", "cats", None, Found::Nothing),
            ("PUT", "pets/7", None, Found::WrongVerb(vec![Method::GET, Method::HEAD, Method::DELETE])),
            ("OPTIONS", "pets", None, Found::WrongVerb(vec![Method::GET, Method::HEAD])),
        ] {
            let verb = Method::from_bytes(verb.as_bytes()).unwrap();
            assert_eq!(tree.find(&verb, path, query), expected, "{verb} {path} {query:?}");
        }
    }

    #[test]
    fn a_hundred_thousand_operations_take_no_more_steps_than_ten() {
        let steps = |template: &str, path: &str, count: usize| {
            let mut tree = Tree::default();
            for number in 0..count {
                tree.insert("GET", &template.replace("{n}", &format!("{number:06}")), number);
            }
            let (found, steps) = tree.search(&Method::GET, path, None);
            assert_eq!(found, Found::Operation(7), "{path}");
            steps
        };
        for (template, path) in [
            ("/things{n}/{id}/parts/{part}", "things000007/1/parts/2"),
            ("/things/{id}:{n}", "things/1:000007"),
            ("/things/{n}-{id}", "things/000007-1"),
            ("/things/{n}-{id}.{format}", "things/000007-1.json"),
            ("/{id}:{n}/parts", "1:000007/parts"),
        ] {
            assert_eq!(steps(template, path, 100_000), steps(template, path, 10), "{template}");
        }
    }

    fn segment() -> impl Strategy<Value = String> {
        prop::sample::select(vec!["a", "b", "{x}", "{x}.b", "a%3A{x}", "{x}-{y}", "%61"]).prop_map(str::to_owned)
    }

    fn template() -> impl Strategy<Value = String> {
        prop::collection::vec(segment(), 1..4).prop_map(|segments| {
            // Each name once.
            let named = segments.iter().enumerate().map(|(at, segment)| {
                segment.replace("{x}", &format!("{{x{at}}}")).replace("{y}", &format!("{{y{at}}}"))
            });
            named.fold(String::new(), |path, segment| path + "/" + &segment)
        })
    }

    proptest! {
        #[test]
        fn the_tree_finds_what_the_catalogs_matcher_matches(
            templates in prop::collection::vec(template(), 1..6),
            path in prop::collection::vec(
                prop::sample::select(vec!["a", "b", "c", "a.b", "a:c", "a%3Ac", "x-y", "%62", "-", "ż.b"]), 1..4),
        ) {
            let mut tree = Tree::default();
            for (number, template) in templates.iter().enumerate() {
                tree.insert("GET", template, number);
            }
            let path = path.join("/");
            let whole = format!("/{path}");
            let matching: Vec<usize> = (0..templates.len())
                .filter(|at| {
                    let found = UrlTemplate::parse(&templates[*at]).unwrap();
                    found.match_end(&whole).is_some_and(|found| found.before.is_empty())
                })
                .collect();
            match tree.find(&Method::GET, &path, None) {
                Found::Operation(number) => prop_assert!(matching.contains(&number), "{number} of {templates:?}"),
                other => prop_assert!(matching.is_empty(), "{other:?}, but {matching:?} of {templates:?}"),
            }
        }
    }
}
