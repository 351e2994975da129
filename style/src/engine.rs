//! `encre-css` with our tokens as its theme.

use std::collections::BTreeSet;

use encre_css::{Config, Preflight, Scanner};

use crate::mends;

/// Knows the rule of every utility class.
#[expect(missing_debug_implementations, reason = "encre-css' Config has none")]
pub struct Engine(Config);

impl Engine {
    /// An engine whose colours are the custom properties `--color-NAME` that `css` declares.
    #[must_use]
    pub fn new(css: &str) -> Self {
        let mut config = Config::default();
        config.preflight = Preflight::new_none();
        // Arbitrary values such as `content-['→']` may hold quotes, at which the engine's own scanner would split.
        config.scanner = Scanner::from_fn(|text| text.split_whitespace().collect::<BTreeSet<_>>());
        for (name, _) in colors(css) {
            config.theme.colors.add(name.to_owned(), format!("var(--color-{name})"));
        }
        mends::register(&mut config);
        Self(config)
    }

    /// The rules of those `words` that are utility classes, in the order in which they must stand.
    ///
    /// Arbitrary properties (`[color:red]`) are not among ours: the engine makes a rule, seldom a valid one, of every word
    /// in brackets, and the sources' strings are full of JSON, IPv6 addresses and links.
    #[must_use]
    pub fn rules<'a>(&self, words: impl IntoIterator<Item = &'a str>) -> String {
        encre_css::generate(
            words.into_iter().filter(|word| !word.contains(['{', '}', ';']) && !is_bracketed(word)),
            &self.0,
        )
    }

    /// What makes browsers begin alike.
    #[must_use]
    pub fn reset() -> String {
        let mut config = Config::default();
        config.preflight = Preflight::new_full();
        encre_css::generate([], &config)
    }
}

/// The colours that `css` declares: pairs of NAME and value for every `--color-NAME: value;`, each on a line of its own.
pub fn colors(css: &str) -> impl Iterator<Item = (&str, &str)> {
    css.lines().filter_map(|line| line.trim().strip_prefix("--color-")?.strip_suffix(';')?.split_once(": "))
}

/// Whether `word` is, after its variants (`md:hover:`), in brackets.
fn is_bracketed(word: &str) -> bool {
    let variant = |variant: &str| variant.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    word.find('[')
        .is_some_and(|at| word[..at].is_empty() || word[..at].ends_with(':') && word[..at].split(':').all(variant))
}
