//! Laying out the tree.

use serde_json::Value;

use super::super::Schemas;
use super::Options;
use super::children::{Child, Plan, Slot};
use super::constraint::{allowed, constraints};
use super::kind::kind;
use super::node::{Branches, Children, Node, Variants};
use super::types::Types;
use super::whole::Whole;

/// How deep the tree is at most, whatever the options say.
const NESTING: usize = 48;

/// Lays out one tree.
pub(super) struct Builder<'a> {
    schemas: &'a dyn Schemas,
    options: &'a Options,
    /// How many more nodes there may be.
    left: usize,
    /// The references that the nodes further up came from.
    own: Vec<&'a str>,
    /// The references that the nodes further up are made of.
    inherited: Vec<&'a str>,
}

/// How far down a node is.
#[derive(Clone, Copy, Default)]
struct Level {
    /// Counted as [`Options::depth`] counts.
    shown: usize,
    nested: usize,
}

impl<'a> Builder<'a> {
    pub(super) fn new(schemas: &'a dyn Schemas, options: &'a Options) -> Self {
        Self { schemas, options, left: options.nodes.saturating_sub(1), own: Vec::new(), inherited: Vec::new() }
    }

    pub(super) fn root(&mut self, schema: &'a Value) -> Node {
        let slot = Slot::Property;
        self.node(&Child { slot, schema, path: String::new(), name: None, required: false }, Level::default())
    }

    fn node(&mut self, child: &Child<'a>, level: Level) -> Node {
        let whole = Whole::read(child.schema, &child.path, self.schemas);
        let types = Types::of(&whole);
        let (allowed, allowed_more) = allowed(&whole);
        let children = self.children(&whole, &types, &child.path, level);
        Node {
            name: child.name.map(str::to_owned),
            required: child.required,
            deprecated: whole.says("deprecated"),
            kind: kind(&whole, &types, self.schemas),
            title: whole.annotation("title"),
            reference: whole.reference().map(str::to_owned),
            format: whole.parts.iter().find_map(|part| part.schema.get("format")?.as_str()).map(str::to_owned),
            description: whole.annotation("description"),
            constraints: constraints(&whole),
            allowed,
            allowed_more,
            nullable: types.null,
            read_only: whole.says("readOnly"),
            write_only: whole.says("writeOnly"),
            children,
        }
    }

    fn children(&mut self, whole: &Whole<'a>, types: &Types<'_>, path: &str, level: Level) -> Children {
        let Plan { mut children, groups } = Plan::of(whole, types, self.schemas, self.options.direction);
        if children.is_empty() {
            return Children::None;
        }
        let pointer_path = path.to_owned();
        let again = whole.own.iter().find(|pointer| self.own.contains(pointer));
        let again = again.or_else(|| whole.inherited.iter().find(|pointer| self.inherited.contains(pointer)));
        if let Some(reference) = again {
            return Children::Recursive { pointer_path, reference: (*reference).to_owned() };
        }
        let beyond = |child: &Child<'_>| counts(child.slot) && level.shown >= self.options.depth;
        if self.left == 0 || level.nested >= NESTING || children.iter().any(beyond) {
            return Children::Closed { pointer_path };
        }
        let more = children.len().saturating_sub(self.left);
        children.truncate(self.left);
        // All children have their room before any of them is laid out, so that the first does not take it from the rest.
        self.left -= children.len();
        self.own.extend(&whole.own);
        self.inherited.extend(&whole.inherited);
        let of = |group: super::children::Group| Variants {
            combination: group.combination,
            discriminator: group.discriminator,
            nodes: Vec::new(),
        };
        let variants = groups.into_iter().map(of).collect();
        let mut branches = Branches { more, variants, ..Branches::default() };
        for child in &children {
            let shown = level.shown + usize::from(counts(child.slot));
            let node = self.node(child, Level { shown, nested: level.nested + 1 });
            put(&mut branches, child.slot, node);
        }
        branches.variants.retain(|variants| !variants.nodes.is_empty());
        self.own.truncate(self.own.len() - whole.own.len());
        self.inherited.truncate(self.inherited.len() - whole.inherited.len());
        Children::Open(Box::new(branches))
    }
}

/// Whether a child stands a level below its parent.
const fn counts(slot: Slot) -> bool {
    matches!(slot, Slot::Property | Slot::Pattern | Slot::Prefix | Slot::Variant(_))
}

fn put(branches: &mut Branches, slot: Slot, node: Node) {
    match slot {
        Slot::Property => branches.properties.push(node),
        Slot::Pattern => branches.patterns.push(node),
        Slot::Map => branches.map = Some(node),
        Slot::Prefix => branches.prefix.push(node),
        Slot::Items => branches.items = Some(node),
        Slot::Contains => branches.contains = Some(node),
        Slot::Variant(index) => {
            if let Some(variants) = branches.variants.get_mut(index) {
                variants.nodes.push(node);
            }
        }
    }
}
