//! What is accepted as the image in the header: pictures that can hold no script. SVG can, so it is not.

use sha2::{Digest as _, Sha256};

use crate::platform::rng::hex;

/// The most bytes of an image.
pub const MOST: usize = 200 * 1000;

/// The media type of an image by its first bytes (WHATWG MIME Sniffing, 6.1), whatever its name and its sender say;
/// `None` for everything else.
pub(super) fn kind_of(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some("image/png"),
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', b'V', b'P', ..] => Some("image/webp"),
        _ => None,
    }
}

/// What the image's address changes by: SHA-256 in hexadecimal digits.
pub(super) fn hash(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}
