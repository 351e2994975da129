//! What operations are called, for people and in addresses.

use std::collections::{HashMap, HashSet};

use crate::kernel::fold::fold;

/// The most characters of a display name.
const NAME: usize = 200;
/// The most bytes of a slug.
const SLUG: usize = 80;
/// What the portal's own addresses have in a slug's place.
const RESERVED: &str = "new";

/// `text` as one line that reads as it is written: no control characters, and none that turn the direction of what
/// follows; and whether the end of it had to be left out.
pub(super) fn one_line(text: &str) -> (String, bool) {
    let misleads = |letter: &char| matches!(letter, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let plain: String =
        text.chars().filter(|letter| !misleads(letter)).map(|c| if c.is_control() { ' ' } else { c }).collect();
    let line = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(NAME) {
        None => (line, false),
        Some(_) => {
            let mut cut: String = line.chars().take(NAME - 1).collect();
            cut.truncate(cut.trim_end().len());
            cut.push('…');
            (cut, true)
        }
    }
}

/// The slugs that were given out so far.
pub(super) struct Slugs {
    taken: HashSet<String>,
    /// The number that the next slug of the same text tries first.
    next: HashMap<String, usize>,
}

impl Slugs {
    pub(super) fn new() -> Self {
        Self { taken: HashSet::from([RESERVED.to_owned()]), next: HashMap::new() }
    }

    /// A slug that nobody has, made of the first of `texts` that can stand in one.
    pub(super) fn give(&mut self, texts: &[&str]) -> String {
        let made = texts.iter().map(|text| slug_of(text)).find(|slug| !slug.is_empty());
        let base = made.unwrap_or_else(|| "operation".to_owned());
        if self.taken.insert(base.clone()) {
            return base;
        }
        let mut number = self.next.get(&base).copied().unwrap_or(2);
        loop {
            let suffix = format!("-{number}");
            number += 1;
            let stem = base.get(..SLUG - suffix.len()).unwrap_or(&base).trim_end_matches('-');
            let slug = format!("{stem}{suffix}");
            if self.taken.insert(slug.clone()) {
                self.next.insert(base, number);
                return slug;
            }
        }
    }
}

/// Groups of lower-case letters and digits with hyphens between them; words of camel case are groups of their own.
fn slug_of(text: &str) -> String {
    let letters: Vec<char> = text.chars().take(4 * SLUG).collect();
    let mut words = String::with_capacity(text.len());
    for (at, letter) in letters.iter().enumerate() {
        if let Some(before) = at.checked_sub(1).and_then(|at| letters.get(at)) {
            let is_start = letter.is_uppercase() && (before.is_lowercase() || before.is_ascii_digit());
            // The last capital of an abbreviation begins the next word, as in `HTTPServer`.
            let is_next = letter.is_uppercase()
                && before.is_uppercase()
                && letters.get(at + 1).is_some_and(|next| next.is_lowercase());
            if is_start || is_next {
                words.push('-');
            }
        }
        words.push(*letter);
    }
    let mut slug = String::new();
    for letter in fold(&words).chars() {
        if slug.len() >= SLUG {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_made_of_words() {
        for (text, slug) in [
            ("getPetById", "get-pet-by-id"),
            ("HTTPServerStatus", "http-server-status"),
            ("repos/list-for-org", "repos-list-for-org"),
            ("List_Items_V2", "list-items-v2"),
            ("Größe ändern", "grosse-andern"),
            ("日本", ""),
        ] {
            assert_eq!(slug_of(text), slug);
        }
        assert!(slug_of(&"aB".repeat(500)).len() <= SLUG);
    }

    #[test]
    fn slugs_are_unique() {
        let mut slugs = Slugs::new();
        let long = "x".repeat(100);
        assert_eq!(slugs.give(&["list"]), "list");
        assert_eq!(slugs.give(&["", "日本", "List"]), "list-2");
        assert_eq!(slugs.give(&["list-2"]), "list-2-2");
        assert_eq!(slugs.give(&["new"]), "new-2");
        assert_eq!(slugs.give(&["日本"]), "operation");
        assert_eq!(slugs.give(&[&long]).len(), 80);
        assert_eq!(slugs.give(&[&long]).len(), 80);
    }

    #[test]
    fn names_are_one_line() {
        assert_eq!(one_line(" List\n\u{202e}all  pets\t"), ("List all pets".to_owned(), false));
        let (name, is_cut) = one_line(&"é".repeat(201));
        assert!(is_cut && name.chars().count() == 200 && name.ends_with('…'));
    }
}
