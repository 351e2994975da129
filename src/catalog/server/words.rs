//! The words by which things are found, made alike of what is searched and of what is searched for.

use crate::kernel::fold::fold;

/// How many words of a query count.
const MOST: usize = 8;

/// The words of `text` for the index, folded: every run of letters and digits as it is, and the parts of identifiers
/// such as `listRepos`.
pub(crate) fn index(text: &str) -> String {
    let mut words = String::with_capacity(text.len() + text.len() / 4);
    for word in runs(text) {
        push(&mut words, word);
        let parts = parts(word);
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

/// The query `text` as an expression for the full-text index: every word must occur, as it begins or as the parts that
/// it is made of do. `None` when there is no word in it.
pub(crate) fn expression(text: &str) -> Option<String> {
    let words: Vec<String> = runs(text).filter(|word| !fold(word).is_empty()).take(MOST).map(one).collect();
    (!words.is_empty()).then(|| words.join(" AND "))
}

fn one(word: &str) -> String {
    let parts = parts(word);
    if parts.len() < 2 {
        return beginning(word);
    }
    let all = parts.into_iter().map(beginning).collect::<Vec<_>>().join(" AND ");
    format!("({} OR ({all}))", beginning(word))
}

/// `word` as the beginning of one in the index. There is no quotation mark in it, only letters and digits.
fn beginning(word: &str) -> String {
    format!("\"{}\"*", fold(word))
}

fn runs(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
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
        assert_eq!(index("HTTPServer2 Żółć"), "httpserver2 http server2 zolc");
        assert_eq!(expression("get repo").unwrap(), r#""get"* AND "repo"*"#);
        assert_eq!(expression("listRepos").unwrap(), r#"("listrepos"* OR ("list"* AND "repos"*))"#);
        assert_eq!(expression(" \"*-{}"), None);
    }
}
