//! How the portal's cookies are told from others.

/// Whether a cookie of this name is the portal's own.
#[must_use]
pub fn is_own(name: &[u8]) -> bool {
    name.starts_with(b"__Host-loggia-") || name.starts_with(b"loggia-")
}
