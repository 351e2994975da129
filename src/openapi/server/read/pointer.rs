//! JSON Pointers (RFC 6901).

use std::fmt::Write as _;

use serde_json::Value;

pub(super) use crate::kernel::pointer::push;

/// A way through a tree, kept on the stack of those who walk it and written down only when somebody asks.
#[derive(Clone, Copy)]
pub(super) struct Step<'s> {
    parent: Option<&'s Step<'s>>,
    key: Key<'s>,
}

/// One step of the way.
#[derive(Clone, Copy)]
pub(super) enum Key<'s> {
    /// A pointer to start from; empty for the root.
    Start(&'s str),
    Name(&'s str),
    Index(usize),
}

impl<'s> Step<'s> {
    pub(super) const fn start(pointer: &'s str) -> Self {
        Self { parent: None, key: Key::Start(pointer) }
    }

    pub(super) const fn below(parent: &'s Self, key: Key<'s>) -> Self {
        Self { parent: Some(parent), key }
    }

    pub(super) fn pointer(&self) -> String {
        let mut pointer = self.parent.map(Self::pointer).unwrap_or_default();
        match self.key {
            Key::Start(start) => pointer.push_str(start),
            Key::Name(name) => push(&mut pointer, name),
            Key::Index(index) => {
                let _ = write!(pointer, "/{index}");
            }
        }
        pointer
    }
}

/// The step that `token` of a pointer stands for.
pub(super) fn unescape(token: &str) -> String {
    token.replace("~1", "/").replace("~0", "~")
}

/// What `pointer` points to, as it stands or, since it is a part of a URI, with its percent-encoding undone; and the
/// pointer for which that was so, as everybody spells it.
pub(super) fn find<'a>(root: &'a Value, pointer: &str) -> Option<(&'a Value, String)> {
    if let Some(value) = root.pointer(pointer) {
        return Some((value, respelled(pointer)));
    }
    let decoded = percent_decode(pointer)?;
    root.pointer(&decoded).map(|value| (value, respelled(&decoded)))
}

/// `pointer` with every `~` that escapes nothing escaped itself, so that one place has one pointer.
fn respelled(pointer: &str) -> String {
    if !pointer.contains('~') {
        return pointer.to_owned();
    }
    let mut respelled = String::with_capacity(pointer.len());
    pointer.split('/').skip(1).for_each(|token| push(&mut respelled, &unescape(token)));
    respelled
}

/// `text` without its percent-encoding; `None` when it has none or it is no text.
pub(super) fn percent_decode(text: &str) -> Option<String> {
    if !text.contains('%') {
        return None;
    }
    let mut decoded = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, more @ ..] = rest {
        let digits = match rest {
            [b'%', high, low, ..] => char::from(*high).to_digit(16).zip(char::from(*low).to_digit(16)),
            _ => None,
        };
        if let Some((high, low)) = digits {
            decoded.extend(u8::try_from(high * 16 + low));
            rest = &more[2..];
        } else {
            decoded.push(*first);
            rest = more;
        }
    }
    String::from_utf8(decoded).ok()
}
