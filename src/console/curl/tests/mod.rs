//! Tests of the cURL reader.

mod commands;
mod fitting;
mod mistakes;
mod proof;
mod properties;
mod shells;
mod words;

use super::{CurlCommand, CurlError, Note, parse};
use crate::console::request::{Body, File, Part, PartContent};

/// What a command that is right asks for.
fn read(text: &str) -> CurlCommand {
    parse(text).unwrap_or_else(|error| panic!("{text}: {error:?}"))
}
