//! The site's files.

/// The site's files: inside the binary, or in a directory while developing.
#[derive(Clone, Debug)]
pub struct Assets;
