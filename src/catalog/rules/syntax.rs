//! What a slug is.

use crate::kernel::fold::fold;

/// A slug made of `text`: folded, in lower case, hyphens for all that is neither letter nor digit. Empty when nothing
/// of `text` can stand in one.
#[must_use]
pub fn slug_of(text: &str) -> String {
    let mut slug = String::new();
    for letter in fold(text).chars() {
        if slug.len() >= super::SLUG {
            break;
        }
        if letter.is_ascii_alphanumeric() {
            slug.push(letter);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// A slug made of `text`, or `otherwise` where nothing of it can stand in one, as of 日本.
#[must_use]
pub fn slug_or(text: &str, otherwise: &str) -> String {
    match slug_of(text) {
        slug if slug.is_empty() => otherwise.to_owned(),
        slug => slug,
    }
}

/// Whether `text` is lower-case letters and digits in groups joined by single hyphens.
#[must_use]
pub fn is_slug(text: &str) -> bool {
    let mut groups = text.split('-');
    groups
        .all(|group| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn slugs_are_made_of_names() {
        for (name, slug) in [
            ("AzureML Demo API", "azureml-demo-api"),
            ("  RRS — Execute!  ", "rrs-execute"),
            ("Żółć", "zolc"),
            ("日本", ""),
            ("---", ""),
        ] {
            assert_eq!(slug_of(name), slug);
        }
        assert_eq!(slug_or("日本", "api"), "api");
    }

    #[test]
    fn a_slug_is_groups_joined_by_hyphens() {
        for (text, fine) in [("a-b1", true), ("a--b", false), ("-a", false), ("A", false), ("", false), ("a.b", false)]
        {
            assert_eq!(is_slug(text), fine, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_made_slug_is_a_slug_or_empty(name in "\\PC{0,120}") {
            let slug = slug_of(&name);
            prop_assert!(slug.is_empty() || is_slug(&slug), "{slug}");
        }
    }
}
