//! Where in an address a variable stands, and what may stand there.

use crate::openapi::model::ServerVariable;
use crate::paths::encode;

/// The most characters of a label and of a name in the DNS (RFC 1035 section 2.3.4).
const LABEL: usize = 63;
const NAME: usize = 253;

/// Where a variable stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// It is the beginning of the address, scheme and host and all: nothing but what the document says can stand there.
    Whole {
        /// What that is.
        default: String,
    },
    /// Before `://`.
    Scheme,
    /// A label of the host, or a part of one. Never several: whoever calls would choose any host then, not one of the
    /// template's.
    Label,
    /// The port.
    Port,
    /// In the path.
    Path {
        /// Whether it may be several segments.
        in_segments: bool,
        /// Whether it begins with the slash in front of its segment.
        is_begun: bool,
    },
}

/// The place of `variable`, what keeps it beginning at `at` in the address `skeleton`.
pub(super) fn place(skeleton: &str, at: usize, variable: &ServerVariable) -> Place {
    let Some(scheme) = skeleton.find("://") else { return Place::Whole { default: variable.default.clone() } };
    if at <= scheme {
        // In front of a scheme stands nothing, so it is this one.
        let is_scheme = at == 0 && matches!(skeleton.get(..scheme), Some("http"));
        return if is_scheme { Place::Scheme } else { Place::Whole { default: variable.default.clone() } };
    }
    let begin = scheme + 3;
    let behind = skeleton.get(begin..).unwrap_or_default();
    let end = begin + behind.find('/').unwrap_or(behind.len());
    if at >= end {
        let in_segments = variable.default.contains('/');
        return Place::Path { in_segments, is_begun: variable.default.starts_with('/') };
    }
    let before = skeleton.get(begin..at).unwrap_or_default();
    if before.contains(':') { Place::Port } else { Place::Label }
}

/// Whether `text` is letters, digits, hyphens and underscores of a label. What the label is in the end is seen with the
/// whole host.
pub(super) fn label(text: &str) -> bool {
    let is_fine = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    !text.is_empty() && text.len() <= LABEL && text.bytes().all(is_fine)
}

/// Whether `text` is the number of a port.
pub(super) fn port(text: &str) -> bool {
    !text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit()) && text.parse::<u16>().is_ok()
}

/// `text` as it stands in a path; `None` when nobody could tell it from a way up.
pub(super) fn path(text: &str, in_segments: bool, is_begun: bool) -> Option<String> {
    let inner = if is_begun { text.strip_prefix('/').unwrap_or(text) } else { text };
    let segments: Vec<&str> = if in_segments { inner.split('/').collect() } else { vec![inner] };
    // A dot may join others beside it, and a percent sign become one for who decodes twice.
    let is_way_up = |segment: &&str| matches!(segment.replace("%2e", ".").replace("%2E", ".").as_str(), "." | "..");
    if segments.iter().any(is_way_up) {
        return None;
    }
    let encoded: Vec<String> = segments.into_iter().map(encode).collect();
    Some(format!("{}{}", if is_begun { "/" } else { "" }, encoded.join("/")))
}

/// Whether the host of `url` has no label that is missing and, where a person had a hand `in it`, none that is too long or
/// begins or ends with a hyphen. A single label that is a number is an IPv4 address (WHATWG URL, host parsing), and any one
/// at that.
pub(super) fn has_whole_host(url: &str, in_it: bool) -> bool {
    let behind = url.split_once("://").map_or("", |(_, behind)| behind);
    let authority = behind.split('/').next().unwrap_or_default();
    if authority.starts_with('[') {
        return true;
    }
    let (host, port) = authority.split_once(':').unwrap_or((authority, "1"));
    let host = host.strip_suffix('.').unwrap_or(host);
    let is_whole = |label: &str| {
        !label.is_empty() && (!in_it || (label.len() <= LABEL && !label.starts_with('-') && !label.ends_with('-')))
    };
    let is_number = |label: &str| match label.strip_prefix("0x").or_else(|| label.strip_prefix("0X")) {
        Some(digits) => digits.bytes().all(|byte| byte.is_ascii_hexdigit()),
        None => label.bytes().all(|byte| byte.is_ascii_digit()),
    };
    let is_fine = !in_it || (host.len() <= NAME && !is_number(host));
    !port.is_empty() && is_fine && host.split('.').all(is_whole)
}
