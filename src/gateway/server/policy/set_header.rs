//! `set-header`: of a call, an answer or an error.

use axum::http::{HeaderMap, HeaderName, HeaderValue};

use crate::kernel::http::{is_header_value, is_reserved_header};
use crate::policies::model::{Exists, SetHeader};

/// Sets or removes a header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Set {
    name: HeaderName,
    value: HeaderValue,
    exists: Exists,
}

impl Set {
    /// `None` when the name is none or not a publisher's to set, or the value would not stay in its line.
    pub(super) fn compile(set: &SetHeader) -> Option<Self> {
        let name = HeaderName::try_from(set.name.as_str()).ok().filter(|name| !is_reserved_header(name.as_str()))?;
        Some(Self { name, value: header_value(&set.value)?, exists: set.exists })
    }

    pub(super) fn apply(&self, headers: &mut HeaderMap) {
        match self.exists {
            Exists::Skip if headers.contains_key(&self.name) => {}
            Exists::Override | Exists::Skip => {
                headers.insert(self.name.clone(), self.value.clone());
            }
            Exists::Append => {
                headers.append(self.name.clone(), self.value.clone());
            }
            Exists::Delete => {
                headers.remove(&self.name);
            }
        }
    }
}

/// `text` as a header's value; `None` when it has line breaks or other control characters.
pub(super) fn header_value(text: &str) -> Option<HeaderValue> {
    is_header_value(text).then(|| HeaderValue::from_bytes(text.as_bytes()).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(name: &str, value: &str, exists: Exists) -> Option<Set> {
        Set::compile(&SetHeader { name: name.to_owned(), value: value.to_owned(), exists })
    }

    #[test]
    fn a_header_is_set_as_it_is_told() {
        for (exists, expected) in [
            (Exists::Override, vec!["new"]),
            (Exists::Skip, vec!["one", "two"]),
            (Exists::Append, vec!["one", "two", "new"]),
            (Exists::Delete, vec![]),
        ] {
            let mut headers = HeaderMap::new();
            headers.append("x-a", HeaderValue::from_static("one"));
            headers.append("x-a", HeaderValue::from_static("two"));
            set("X-A", "new", exists).unwrap().apply(&mut headers);
            assert_eq!(headers.get_all("x-a").iter().collect::<Vec<_>>(), expected, "{exists:?}");
            let mut none = HeaderMap::new();
            set("X-A", "new", exists).unwrap().apply(&mut none);
            assert_eq!(none.len(), usize::from(exists != Exists::Delete), "{exists:?}");
        }
    }

    #[test]
    fn nothing_leaves_its_line_and_framing_is_nobodys_to_set() {
        for value in ["a\r\nSet-Cookie: b", "a\nb", "a\rb", "a\0b", "\u{7f}"] {
            assert_eq!(set("X-A", value, Exists::Override), None, "{value:?}");
        }
        for name in
            ["", "X A", "X:A", "X\r\nB", "Content-Length", "transfer_encoding", "Host", "Connection", "X-Forwarded-For"]
        {
            assert_eq!(set(name, "a", Exists::Override), None, "{name:?}");
        }
        assert!(set("X-A", "zażółć\t", Exists::Override).is_some());
    }
}
