//! What the tree is made of.

use serde::{Deserialize, Serialize};

/// A schema at its place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Node {
    /// The property's name, or the pattern that names match.
    pub name: Option<String>,
    /// Whether the object must have the property.
    pub required: bool,
    /// Whether it is on its way out.
    pub deprecated: bool,
    /// What it is in words: `string`, `array of Pet`, `map of integer`, `string or null`, `object`, `any`.
    pub kind: String,
    /// The schema's title.
    pub title: Option<String>,
    /// The pointer that the schema came from.
    pub reference: Option<String>,
    /// The format, such as `date-time`.
    pub format: Option<String>,
    /// Markdown.
    pub description: Option<String>,
    /// What values must keep to, and examples of them.
    pub constraints: Vec<Constraint>,
    /// The only values that are allowed, as text; none if there is no `enum`.
    pub allowed: Vec<String>,
    /// How many more values are allowed than `allowed` lists.
    pub allowed_more: usize,
    /// Whether it may be null.
    pub nullable: bool,
    /// Whether only the server sets it.
    pub read_only: bool,
    /// Whether the server never tells it.
    pub write_only: bool,
    /// What is inside.
    pub children: Children,
}

/// A keyword and its value as text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Constraint {
    /// As in JSON Schema: `minimum`.
    pub name: String,
    /// Text as it is, anything else as JSON.
    pub value: String,
}

/// What is inside a node.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Children {
    /// Nothing.
    #[default]
    None,
    /// Nodes.
    Open(Box<Branches>),
    /// More than was asked for.
    Closed {
        /// Where [`at`](super::at) finds the node, from the root schema.
        pointer_path: String,
    },
    /// The node contains itself, and was laid out further up.
    Recursive {
        /// Where [`at`](super::at) finds the node, from the root schema.
        pointer_path: String,
        /// The pointer of the schema further up.
        reference: String,
    },
}

/// The nodes inside a node. An object may have properties, further properties and variants at once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Branches {
    /// The properties.
    pub properties: Vec<Node>,
    /// Properties by the pattern of their names.
    pub patterns: Vec<Node>,
    /// The values of all other properties.
    pub map: Option<Node>,
    /// The first elements of an array, one by one.
    pub prefix: Vec<Node>,
    /// The elements of an array, behind the first.
    pub items: Option<Node>,
    /// What must be among the elements of an array.
    pub contains: Option<Node>,
    /// Alternatives.
    pub variants: Vec<Variants>,
    /// How many nodes there was no room for.
    pub more: usize,
}

/// Alternatives, of which the combination says how many hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variants {
    /// How they are combined.
    pub combination: Combination,
    /// What tells them apart.
    pub discriminator: Option<Discriminator>,
    /// The alternatives.
    pub nodes: Vec<Node>,
}

/// How alternatives are combined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Combination {
    /// Exactly one holds.
    OneOf,
    /// One or more hold.
    AnyOf,
    /// All hold. Shown only for schemas that cannot be merged.
    AllOf,
    /// It does not hold.
    Not,
}

/// The property whose value tells alternatives apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Discriminator {
    /// The property's name.
    pub property_name: String,
    /// What the values stand for.
    pub mapping: Vec<Mapping>,
}

/// A value of a discriminator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// The property's value.
    pub value: String,
    /// The pointer of the schema that the object then has, as in [`Node::reference`].
    pub reference: String,
}
