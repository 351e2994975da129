//! Which part of a call is meant.

use serde::{Deserialize, Serialize};

use super::Location;

/// A part of a call whose value a schema describes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CallPart {
    /// The body.
    Body {
        /// Its media type, as it is documented.
        content_type: String,
    },
    /// A parameter.
    Parameter {
        /// Where it stands.
        #[serde(rename = "in")]
        location: Location,
        /// Its name.
        name: String,
    },
}
