//! Reading a query, and taking a pair out of it, without touching the rest.

use std::borrow::Cow;

/// A text of a query, decoded (`+` is a space there).
fn decoded(text: &str) -> Cow<'_, [u8]> {
    if !text.contains(['%', '+']) {
        return Cow::Borrowed(text.as_bytes());
    }
    match super::path::decoded(&text.replace('+', " ")) {
        Cow::Borrowed(bytes) => Cow::Owned(bytes.to_vec()),
        Cow::Owned(bytes) => Cow::Owned(bytes),
    }
}

fn has_name(pair: &str, name: &str) -> bool {
    let written = pair.split_once('=').map_or(pair, |(name, _)| name);
    written == name || (written.contains(['%', '+']) && *decoded(written) == *name.as_bytes())
}

/// The value of a pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::gateway::server) enum Named<'q> {
    /// There is no such pair.
    None,
    /// There is one, with this value.
    One(Cow<'q, [u8]>),
    /// There are several: whoever reads one of them may not read the one that others do.
    Several,
}

/// The value of the pair called `name`.
pub(in crate::gateway::server) fn named<'q>(query: &'q str, name: &str) -> Named<'q> {
    let mut pairs = query.split('&').filter(|pair| has_name(pair, name));
    match (pairs.next(), pairs.next()) {
        (None, _) => Named::None,
        (Some(pair), None) => Named::One(decoded(pair.split_once('=').map_or("", |(_, value)| value))),
        (Some(_), Some(_)) => Named::Several,
    }
}

/// The query without the pairs called `name`; the others stay as they are.
pub(in crate::gateway::server) fn without<'q>(query: &'q str, name: &str) -> Cow<'q, str> {
    if !query.split('&').any(|pair| has_name(pair, name)) {
        return Cow::Borrowed(query);
    }
    let mut left = String::with_capacity(query.len());
    for pair in query.split('&').filter(|pair| !has_name(pair, name)) {
        if !left.is_empty() {
            left.push('&');
        }
        left.push_str(pair);
    }
    Cow::Owned(left)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_found_and_taken_out_however_it_is_spelled() {
        for (query, value, left) in [
            ("key=a%20b+c&x=%7e", Named::One(b"a b c"[..].into()), "x=%7e"),
            ("x=1&ke%79=v&y=+", Named::One(b"v"[..].into()), "x=1&y=+"),
            ("x=key&keys=1&y", Named::None, "x=key&keys=1&y"),
            ("key=1&key=2&x", Named::Several, "x"),
            ("key", Named::One(b""[..].into()), ""),
            ("", Named::None, ""),
        ] {
            assert_eq!((named(query, "key"), &*without(query, "key")), (value, left), "{query}");
        }
    }
}
