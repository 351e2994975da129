//! The form for a JSON body, as its schema describes it.

use serde::{Deserialize, Serialize};

/// A field, or several in one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormField {
    /// The member's name; empty for what is no member of an object.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Where the schema stands in the body's: what to ask for when the field was left [`FieldKind::Closed`].
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub path: String,
    /// What it is called; empty for nothing.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// What it is for, as plain text; empty for nothing.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Limits as their keywords, such as `minimum: 1 · maxLength: 5`; empty for none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub limits: String,
    /// What values look like, such as `date-time`; empty for nothing.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub format: String,
    /// Whether the object must have the member.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
    /// Whether it should not be used any more.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub deprecated: bool,
    /// Whether it may be null besides.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub nullable: bool,
    /// What it is.
    pub kind: FieldKind,
    /// JSON to begin with; empty for a field that is made of others.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub start: String,
}

/// What a field is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// Anything that JSON has.
    #[default]
    Any,
    /// A text.
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// True or false.
    Boolean,
    /// One of these values, each as JSON.
    Choice(Vec<String>),
    /// An object.
    Object {
        /// Its members.
        fields: Vec<FormField>,
        /// What members with other names are; `None` when nothing is said of them.
        others: Option<Box<FormField>>,
    },
    /// An array of these.
    List(Box<FormField>),
    /// One of these.
    Variants(Vec<FormField>),
    /// An object or array with more levels than were asked for.
    Closed,
}
