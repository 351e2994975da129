//! The parameters of an operation, and the URL template that has some of them.

use std::collections::{HashMap, HashSet};

use super::node::Node;
use super::parameter::Declared;
use super::reading::{Reading, Version};
use super::template::{self, Made};
use crate::catalog::model::{Location, Parameter};
use crate::catalog::template::UrlTemplate;
use crate::kernel::http::{is_header_name, is_reserved_header};

impl<'a> Reading<'a> {
    /// The parameters of the path item and of the operation, which wins.
    pub(super) fn declared(&self, owners: &[&Node<'a>]) -> Vec<Declared<'a>> {
        let mut all: Vec<Declared<'a>> = Vec::new();
        let mut known: HashMap<(String, String), usize> = HashMap::new();
        for owner in owners {
            let inherited = all.len();
            for node in self.items(owner, "parameters") {
                if self.is_exhausted() {
                    break;
                }
                let Some(declared) = self.declare(node) else { continue };
                let at = *known.entry(identity(&declared)).or_insert(all.len());
                match all.get_mut(at) {
                    Some(other) => {
                        if at >= inherited {
                            let message = "This parameter is declared twice; the last one counts.";
                            self.warn(&declared.node.at, message);
                        }
                        *other = declared;
                    }
                    None => all.push(declared),
                }
            }
        }
        all
    }

    fn declare(&self, node: Node<'a>) -> Option<Declared<'a>> {
        let target = self.resolve(node.clone())?;
        let description = self.description(&node, &target);
        let (name, place) = (self.line(&target, "name"), self.line(&target, "in"));
        let is_known = matches!(place.as_str(), "path" | "query" | "header")
            || place == "cookie" && !self.is_v2()
            || matches!(place.as_str(), "body" | "formData") && self.is_v2();
        if !is_known {
            let shown: String = place.chars().take(80).collect();
            self.warn(&target.at, format!("A parameter cannot stand in \"{shown}\"; left out."));
            return None;
        }
        if name.is_empty() && place != "body" {
            self.warn(&target.at, "This parameter has no name; left out.");
            return None;
        }
        Some(Declared { name, place, node: target, description })
    }

    /// The URL template made of the key `path`, and the parameters in it and outside.
    pub(super) fn parameters(&self, path: &Node<'a>, key: &str, declared: &[Declared<'a>]) -> (String, Vec<Parameter>) {
        let names_in = |places: &[&str]| -> HashSet<&str> {
            let there = declared.iter().filter(|one| places.contains(&one.place.as_str()));
            there.map(|one| one.name.as_str()).collect()
        };
        // A name is filled in once, so a parameter of the path that is called like one of the query is called otherwise.
        let others = names_in(&["query", "cookie"]);
        let in_path: HashSet<String> = names_in(&["path"]).into_iter().map(str::to_ascii_lowercase).collect();
        let taken = others.iter().copied().filter(|name| in_path.contains(&name.to_ascii_lowercase())).collect();
        let made = template::make(key, &taken, &others);
        for note in &made.notes {
            self.warn(&path.at, note.clone());
        }
        let mut used = vec![false; declared.len()];
        let mut parameters = self.template_parameters(path, &made, declared, &mut used);
        for (one, _) in declared.iter().zip(used).filter(|(_, used)| !*used) {
            parameters.extend(self.further(one));
        }
        (made.template, parameters)
    }

    /// The parameters of the template, in its order.
    fn template_parameters(
        &self,
        path: &Node<'a>,
        made: &Made,
        declared: &[Declared<'a>],
        used: &mut [bool],
    ) -> Vec<Parameter> {
        let wanted = UrlTemplate::parse(&made.template).map(|template| template.parameters()).unwrap_or_default();
        let mut parameters = Vec::with_capacity(wanted.len());
        for (wanted, original) in wanted.into_iter().zip(&made.originals) {
            let place = wanted.location.as_str();
            let find = |is_it: &dyn Fn(&Declared<'a>) -> bool| declared.iter().position(is_it);
            let exact = find(&|one| one.place == place && one.name == *original);
            let near = || {
                let one = find(&|one| one.place == place && one.name.eq_ignore_ascii_case(original))
                    .or_else(|| find(&|one| matches!(one.place.as_str(), "path" | "query") && one.name == *original))?;
                let message =
                    format!("The parameter {{{original}}} of the path is declared with another name or place.");
                self.warn(&declared.get(one)?.node.at, message);
                Some(one)
            };
            let Some((at, one)) = exact.or_else(near).and_then(|at| Some((at, declared.get(at)?))) else {
                self.warn(&path.at, format!("The parameter {{{original}}} of the path is not declared."));
                let (name, location) = (wanted.name, wanted.location);
                parameters.push(Parameter { name, location, required: true, ..Parameter::default() });
                continue;
            };
            if let Some(used) = used.get_mut(at) {
                *used = true;
            }
            parameters.push(self.parameter(one, &wanted.name, wanted.location));
        }
        parameters
    }

    /// A parameter that is none of the template's.
    fn further(&self, declared: &Declared<'a>) -> Option<Parameter> {
        let name = declared.name.as_str();
        let location = Location::parse(&declared.place)?;
        match location {
            Location::Path => {
                self.warn(&declared.node.at, format!("The path has no parameter {{{name}}}; left out."));
                return None;
            }
            Location::Header if is_told_otherwise(name, self.version) => return None,
            Location::Header if !is_header_name(name) => {
                self.warn(&declared.node.at, "This is not the name of a header; left out.");
                return None;
            }
            Location::Header if is_reserved_header(name) => {
                self.warn(&declared.node.at, format!("The header {name} is set by whoever sends the call; left out."));
                return None;
            }
            _ => {}
        }
        Some(self.parameter(declared, name, location))
    }
}

/// Whether the document says by other means what the header holds, so that declaring it means nothing (OpenAPI 3,
/// Parameter Object). Swagger 2.0 does not say so, and `Authorization` is often declared there for want of bearer tokens.
fn is_told_otherwise(header: &str, version: Version) -> bool {
    let is_named = |names: &[&str]| names.iter().any(|name| header.eq_ignore_ascii_case(name));
    is_named(&["accept", "content-type"]) || version != Version::V2 && is_named(&["authorization"])
}

/// Header names have no case; there is one body, whatever it is called.
fn identity(declared: &Declared<'_>) -> (String, String) {
    let name = match declared.place.as_str() {
        "body" => String::new(),
        "header" => declared.name.to_ascii_lowercase(),
        _ => declared.name.clone(),
    };
    (declared.place.clone(), name)
}
