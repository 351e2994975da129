//! The files inside the binary.

use std::borrow::Cow;

use rust_embed::Embed;

use super::File;
use crate::platform::rng::hex;

pub(super) const PRESENT: bool = true;

#[derive(Embed)]
#[folder = "target/site"]
struct Site;

pub(super) fn read(name: &str) -> Option<File> {
    let file = Site::get(name)?;
    Some(File { version: hex(&file.metadata.sha256_hash()), bytes: file.data })
}

pub(super) fn names() -> impl Iterator<Item = Cow<'static, str>> {
    Site::iter()
}
