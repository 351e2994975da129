//! Where a schema stands, as one word that fits into an address.

use std::fmt;
use std::str::FromStr;

use crate::catalog::model::{Location, StatusKey};
use crate::catalog::server::schema::Direction;

/// The schema that a place begins at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Root {
    /// One that others refer to, such as `#/components/schemas/Pet`.
    Named(String),
    /// A request body of the operation with this slug, by its content type.
    Body(String, String),
    /// A response's body, by operation, status and content type.
    Response(String, StatusKey, String),
    /// A parameter, by operation, location and name.
    Parameter(String, Location, String),
}

/// A schema, and which way its values travel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) root: Root,
    /// A JSON pointer from the root through the keywords.
    pub(crate) path: String,
    pub(crate) direction: Direction,
}

impl Place {
    /// The place at `path` within this one.
    pub(super) fn inside(&self, path: &str) -> Self {
        Self { path: format!("{}{path}", self.path), ..self.clone() }
    }
}

/// What parts the fields. It is a control character, so no part has it.
const SEPARATOR: char = '\u{1f}';

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let direction = if self.direction == Direction::Request { "request" } else { "response" };
        let s = SEPARATOR;
        write!(f, "{direction}{s}{}{s}", self.path)?;
        match &self.root {
            Root::Named(pointer) => write!(f, "named{s}{pointer}"),
            Root::Body(slug, content_type) => write!(f, "body{s}{slug}{s}{content_type}"),
            Root::Response(slug, status, content_type) => write!(f, "response{s}{slug}{s}{status}{s}{content_type}"),
            Root::Parameter(slug, location, name) => write!(f, "parameter{s}{slug}{s}{}{s}{name}", location.as_str()),
        }
    }
}

impl FromStr for Place {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let fields: Vec<&str> = text.split(SEPARATOR).collect();
        let [direction, path, root @ ..] = fields.as_slice() else { return Err(()) };
        let direction = match *direction {
            "request" => Direction::Request,
            "response" => Direction::Response,
            _ => return Err(()),
        };
        let root = match root {
            ["named", pointer] => Root::Named((*pointer).to_owned()),
            ["body", slug, content_type] => Root::Body((*slug).to_owned(), (*content_type).to_owned()),
            ["response", slug, status, content_type] => {
                Root::Response((*slug).to_owned(), status.parse().map_err(|_| ())?, (*content_type).to_owned())
            }
            ["parameter", slug, location, name] => {
                Root::Parameter((*slug).to_owned(), Location::parse(location).ok_or(())?, (*name).to_owned())
            }
            _ => return Err(()),
        };
        Ok(Self { root, path: (*path).to_owned(), direction })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_found_by_its_word() {
        for root in [
            Root::Named("#/components/schemas/A~1b".into()),
            Root::Body("add-pet".into(), "application/json; charset=utf-8".into()),
            Root::Response("get-pet".into(), StatusKey::Class(4), "text/xml".into()),
            Root::Parameter("get-pet".into(), Location::Query, "filter[a]".into()),
        ] {
            let place = Place { root, path: "/properties/a".into(), direction: Direction::Response };
            assert_eq!(place.to_string().parse(), Ok(place));
        }
        for text in ["", "request", "request\u{1f}\u{1f}named", "other\u{1f}\u{1f}named\u{1f}x"] {
            assert_eq!(text.parse::<Place>(), Err(()), "{text}");
        }
    }
}
