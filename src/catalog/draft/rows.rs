//! The rows of an operation's form.

use super::fields::{Fields, Pairs};
use crate::catalog::model::{Location, Parameter, ParameterType, Representation, ResponseHeader, ResponseSpec};

/// A row for a parameter or a request header.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ParameterDraft {
    /// The number that the names of its fields carry. It stays while rows around it come and go.
    pub number: u16,
    /// Its name.
    pub name: String,
    /// The word for where it stands.
    pub location: String,
    /// The word for its type.
    pub kind: String,
    /// Whether a call must have it.
    pub required: bool,
    /// What the console fills in.
    pub default: String,
    /// The only values it may have, one a line.
    pub allowed: String,
    /// A value that works.
    pub example: String,
    /// Plain text.
    pub description: String,
    /// Whether the URL template put it here, rather than the publisher.
    pub from_template: bool,
}

/// A row for a body in one content type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RepresentationDraft {
    /// The number that the names of its fields carry.
    pub number: u16,
    /// Its media type.
    pub content_type: String,
    /// An example of it.
    pub sample: String,
    /// Its JSON Schema.
    pub schema: String,
}

/// A row for a response.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResponseDraft {
    /// The number that the names of its fields carry.
    pub number: u16,
    /// Its status code.
    pub status: String,
    /// Plain text.
    pub description: String,
    /// Its headers.
    pub headers: Vec<HeaderDraft>,
    /// Its bodies.
    pub representations: Vec<RepresentationDraft>,
}

/// A row for a header of a response.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeaderDraft {
    /// The number that the names of its fields carry.
    pub number: u16,
    /// Its name.
    pub name: String,
    /// Plain text.
    pub description: String,
}

impl ParameterDraft {
    /// A row for a parameter that the publisher adds at `location`.
    #[must_use]
    pub fn added(number: u16, location: Location) -> Self {
        Self {
            number,
            location: location.as_str().to_owned(),
            kind: ParameterType::default().as_str().to_owned(),
            ..Self::default()
        }
    }

    /// Whether this is a request header.
    #[must_use]
    pub fn is_header(&self) -> bool {
        self.location == Location::Header.as_str()
    }

    pub(super) fn read(number: u16, row: &Fields<'_>) -> Self {
        Self {
            number,
            name: row.text("name"),
            location: row.text("in"),
            kind: row.text("type"),
            required: row.ticked("required"),
            default: row.text("default"),
            allowed: row.text("allowed"),
            example: row.text("example"),
            description: row.text("description"),
            from_template: row.ticked("from_template"),
        }
    }

    pub(super) fn write(&self, pairs: &mut Pairs, row: &str) {
        put(pairs, row, "name", &self.name);
        put(pairs, row, "in", &self.location);
        tick(pairs, row, "from_template", self.from_template);
        put(pairs, row, "type", &self.kind);
        tick(pairs, row, "required", self.required);
        put(pairs, row, "default", &self.default);
        put(pairs, row, "example", &self.example);
        put(pairs, row, "allowed", &self.allowed);
        put(pairs, row, "description", &self.description);
    }

    pub(super) fn filled(number: u16, parameter: &Parameter, from_template: bool) -> Self {
        Self {
            number,
            name: parameter.name.clone(),
            location: parameter.location.as_str().to_owned(),
            kind: parameter.kind.as_str().to_owned(),
            required: parameter.required,
            default: parameter.default.clone(),
            allowed: parameter.allowed.join("\n"),
            example: parameter.example.clone(),
            description: parameter.description.clone(),
            from_template,
        }
    }
}

impl RepresentationDraft {
    pub(super) fn read(number: u16, row: &Fields<'_>) -> Self {
        Self { number, content_type: row.text("content_type"), sample: row.text("sample"), schema: row.text("schema") }
    }

    pub(super) fn write(&self, pairs: &mut Pairs, row: &str) {
        put(pairs, row, "content_type", &self.content_type);
        put(pairs, row, "sample", &self.sample);
        put(pairs, row, "schema", &self.schema);
    }

    pub(super) fn filled(number: u16, representation: &Representation) -> Self {
        Self {
            number,
            content_type: representation.content_type.clone(),
            sample: representation.sample.clone(),
            schema: representation.schema.clone(),
        }
    }
}

impl ResponseDraft {
    pub(super) fn read(number: u16, row: &Fields<'_>) -> Self {
        Self {
            number,
            status: row.text("status"),
            description: row.text("description"),
            headers: row.rows("headers").map(|(number, row)| HeaderDraft::read(number, row)).collect(),
            representations: row
                .rows("representations")
                .map(|(number, row)| RepresentationDraft::read(number, row))
                .collect(),
        }
    }

    pub(super) fn write(&self, pairs: &mut Pairs, row: &str) {
        put(pairs, row, "status", &self.status);
        put(pairs, row, "description", &self.description);
        for (at, header) in self.headers.iter().enumerate() {
            header.write(pairs, &format!("{row}headers.{at}."));
        }
        for (at, representation) in self.representations.iter().enumerate() {
            representation.write(pairs, &format!("{row}representations.{at}."));
        }
    }

    pub(super) fn filled(number: u16, response: &ResponseSpec) -> Self {
        Self {
            number,
            status: response.status.to_string(),
            description: response.description.clone(),
            headers: numbered(&response.headers, HeaderDraft::filled),
            representations: numbered(&response.representations, RepresentationDraft::filled),
        }
    }
}

impl HeaderDraft {
    pub(super) fn read(number: u16, row: &Fields<'_>) -> Self {
        Self { number, name: row.text("name"), description: row.text("description") }
    }

    pub(super) fn write(&self, pairs: &mut Pairs, row: &str) {
        put(pairs, row, "name", &self.name);
        put(pairs, row, "description", &self.description);
    }

    pub(super) fn filled(number: u16, header: &ResponseHeader) -> Self {
        Self { number, name: header.name.clone(), description: header.description.clone() }
    }
}

pub(super) fn put(pairs: &mut Pairs, row: &str, name: &str, value: &str) {
    pairs.push((format!("{row}{name}"), value.to_owned()));
}

fn tick(pairs: &mut Pairs, row: &str, name: &str, ticked: bool) {
    if ticked {
        put(pairs, row, name, "on");
    }
}

pub(super) fn numbered<T, D>(items: &[T], draft: impl Fn(u16, &T) -> D) -> Vec<D> {
    (0..).zip(items).map(|(number, item)| draft(number, item)).collect()
}
