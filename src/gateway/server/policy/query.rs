//! The query of a call, as it stands: what is not touched is passed on byte for byte.

use super::call::Target;
use crate::paths::{decode, encode};
use crate::policies::model::{Exists, SetQueryParameter};

/// The pairs of a query as they stand, each with its decoded name.
pub(super) fn pairs(query: &str) -> impl Iterator<Item = (String, &str)> {
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| (decode(pair.split_once('=').map_or(pair, |(name, _)| name)), pair))
}

/// The decoded value of the first pair with this name.
pub(super) fn value(query: &str, name: &str) -> Option<String> {
    crate::paths::query_value(query, name)
}

/// Sets or removes a parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Set {
    name: String,
    pair: String,
    exists: Exists,
}

impl Set {
    pub(super) fn compile(set: &SetQueryParameter) -> Self {
        let pair = format!("{}={}", encode(&set.name), encode(&set.value));
        Self { name: set.name.clone(), pair, exists: set.exists }
    }

    pub(super) fn apply(&self, target: &mut Target) {
        let is_there = pairs(&target.query).any(|(name, _)| name == self.name);
        if is_there && self.exists == Exists::Skip {
            return;
        }
        let mut kept: Vec<&str> = pairs(&target.query)
            .filter(|(name, _)| self.exists == Exists::Append || *name != self.name)
            .map(|(_, pair)| pair)
            .collect();
        if self.exists != Exists::Delete {
            kept.push(&self.pair);
        }
        target.query = kept.join("&");
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn set(exists: Exists, value: &str) -> Set {
        Set::compile(&SetQueryParameter { name: "v".to_owned(), value: value.to_owned(), exists })
    }

    fn after(query: &str, set: &Set) -> String {
        let mut target = Target { path: "/".to_owned(), query: query.to_owned() };
        set.apply(&mut target);
        target.query
    }

    #[test]
    fn a_parameter_is_set_and_the_others_stay_as_they_are() {
        for (exists, before, expected) in [
            (Exists::Override, "", "v=1%262"),
            (Exists::Override, "a=%2f&v=0&%76=3&b", "a=%2f&b&v=1%262"),
            (Exists::Skip, "a=+", "a=+&v=1%262"),
            (Exists::Skip, "a&v", "a&v"),
            (Exists::Append, "v=0&a=1", "v=0&a=1&v=1%262"),
            (Exists::Delete, "v=0&a=1&v", "a=1"),
            (Exists::Delete, "v", ""),
            (Exists::Delete, "a&&b", "a&b"),
        ] {
            assert_eq!(after(before, &set(exists, "1&2")), expected, "{exists:?} {before}");
        }
    }

    proptest! {
        #[test]
        fn a_value_stays_in_its_pair(text in "\\PC{0,16}", before in "[a-z=&%0-9]{0,16}") {
            let query = after(&before, &set(Exists::Override, &text));
            let found: Vec<_> = pairs(&query).filter(|(name, _)| name == "v").collect();
            prop_assert_eq!(found.len(), 1);
            prop_assert_eq!(value(&query, "v"), Some(text));
        }
    }
}
