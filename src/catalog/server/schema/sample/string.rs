//! Texts.

use serde_json::Value;

use super::super::format;
use super::super::keyword::text;
use super::solve::Solver;
use super::whole::Whole;

/// How often patterns repeat what they may repeat.
const EXTRA: [usize; 17] = [2, 0, 1, 3, 4, 5, 6, 7, 8, 10, 12, 16, 24, 32, 40, 64, 128];

/// How many branches of a pattern are tried.
const BRANCHES: usize = 3;

/// The longest text that is made, in characters.
const LENGTH: usize = 2_000;

impl<'a> Solver<'a> {
    /// A text: of its format, or of its pattern, or a word of the right length.
    pub(super) fn string(&self, whole: &Whole<'a>, schemas: &[&'a Value]) -> Option<Value> {
        let least = whole.least("minLength").unwrap_or(0);
        let most = whole.most("maxLength").unwrap_or(usize::MAX);
        if least > LENGTH {
            return None;
        }
        let fits = |text: &String| (least..=most).contains(&text.chars().count());
        let formats = whole.parts.iter().filter_map(|part| text(part, "format"));
        let formatted = formats.filter_map(|name| format::example(name, self.salt));
        let patterns = whole.parts.iter().filter_map(|part| self.checker.pattern(text(part, "pattern")?));
        let patterned = patterns.flat_map(|pattern| {
            let tries = (0..BRANCHES).flat_map(|branch| EXTRA.map(|extra| (extra, branch)));
            tries.filter_map(move |(extra, branch)| self.checker.example(&pattern, extra, self.salt + branch))
        });
        let words =
            ["string", "text", "a", "c3RyaW5n", "1"].into_iter().map(|word| sized(word, self.salt, least, most));
        let texts = formatted.chain(patterned).chain(words).filter(fits);
        texts.map(Value::String).find(|value| self.holds(schemas, value))
    }
}

/// A word, repeated or cut to its length; with a number at its end, unless that is 0.
fn sized(word: &str, salt: usize, least: usize, most: usize) -> String {
    let suffix = if salt == 0 { String::new() } else { salt.to_string() };
    let length = (word.len() + suffix.len()).max(least).min(most).saturating_sub(suffix.len());
    word.chars().cycle().take(length).chain(suffix.chars()).take(most).collect()
}
