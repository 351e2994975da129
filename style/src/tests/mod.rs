//! What must hold for the stylesheet.

mod arguments;
mod contrast;
mod coverage;
mod engine;
mod scan;

use std::path::Path;

use crate::stylesheet::read_css;

/// The repository's root.
fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// Our own CSS, imports included.
fn own_css() -> String {
    read_css(&root().join("style/main.css")).expect("style/main.css can be read")
}
