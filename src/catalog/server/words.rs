//! The words by which things are found, made alike of what is searched and of what is searched for.

use crate::kernel::fold::{fold, is_combining_mark};

/// How many words of a query count.
const MOST: usize = 8;

/// The words of `text` for the index, folded: every run of letters, the parts of identifiers such as `listRepos`, and
/// every run of digits.
///
/// Digits are words of their own, so that a thousand names that are numbered have a word in common.
pub(crate) fn index(text: &str) -> String {
    let mut words = String::with_capacity(text.len() + text.len() / 4);
    for run in runs(text).flat_map(segments) {
        push(&mut words, run);
        let parts = parts(run);
        if parts.len() > 1 {
            parts.into_iter().for_each(|part| push(&mut words, part));
        }
    }
    words
}

fn push(words: &mut String, word: &str) {
    if !words.is_empty() {
        words.push(' ');
    }
    words.push_str(&fold(word));
}

/// The query `text` as an expression for the full-text index (SQLite FTS5, 3. Full-text Query Syntax): every word must
/// occur, as it begins or as the parts that it is made of do. `None` when there is no word in it.
pub(crate) fn expression(text: &str) -> Option<String> {
    let words: Vec<&str> = runs(text).filter(|word| !fold(word).is_empty()).take(MOST).flat_map(segments).collect();
    (!words.is_empty()).then(|| all_of(words.into_iter().map(one)))
}

fn all_of(expressions: impl Iterator<Item = String>) -> String {
    expressions.collect::<Vec<_>>().join(" AND ")
}

fn one(word: &str) -> String {
    let parts = parts(word);
    if parts.len() < 2 {
        return beginning(word);
    }
    format!("({} OR ({}))", beginning(word), all_of(parts.into_iter().map(beginning)))
}

/// `word` as the beginning of one in the index. There is no quotation mark in it, only letters and digits.
fn beginning(word: &str) -> String {
    format!("\"{}\"*", fold(word))
}

fn runs(text: &str) -> impl Iterator<Item = &str> {
    // An accent that is written by itself belongs to the letter before it.
    text.split(|letter: char| !letter.is_alphanumeric() && !is_combining_mark(letter)).filter(|word| !word.is_empty())
}

/// The runs of letters and of digits that `word` consists of.
fn segments(word: &str) -> impl Iterator<Item = &str> {
    let mut rest = word;
    std::iter::from_fn(move || {
        let is_number = rest.chars().next()?.is_ascii_digit();
        let end = rest.find(|letter: char| letter.is_ascii_digit() != is_number).unwrap_or(rest.len());
        let (segment, after) = rest.split_at(end);
        rest = after;
        Some(segment)
    })
}

/// The parts of an identifier: `listRepos` is `list` and `Repos`, `HTTPServer` is `HTTP` and `Server`.
fn parts(word: &str) -> Vec<&str> {
    let letters: Vec<(usize, char)> = word.char_indices().collect();
    let mut cuts = vec![0];
    for at in 1..letters.len() {
        let (before, here) = (letters[at - 1].1, letters[at].1);
        let next_is_lower = letters.get(at + 1).is_some_and(|(_, next)| next.is_lowercase());
        if here.is_uppercase() && (!before.is_uppercase() || next_is_lower) {
            cuts.push(letters[at].0);
        }
    }
    cuts.push(word.len());
    cuts.windows(2).map(|cut| &word[cut[0]..cut[1]]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_found_whole_and_by_their_parts() {
        assert_eq!(index("listRepos /repos/{owner}"), "listrepos list repos repos owner");
        assert_eq!(index("HTTPServer2 Żółć"), "httpserver http server 2 zolc");
        assert_eq!(expression("get repo").unwrap(), r#""get"* AND "repo"*"#);
        assert_eq!(expression("listRepos").unwrap(), r#"("listrepos"* OR ("list"* AND "repos"*))"#);
        assert_eq!(expression("oauth2 17").unwrap(), r#""oauth"* AND "2"* AND "17"*"#);
        assert_eq!(expression("re\u{301}sume\u{301}").unwrap(), r#""resume"*"#);
        assert_eq!(expression(" \"*-{}"), None);
    }
}
