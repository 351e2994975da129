//! What the architecture has to know about a source file, read from its tokens.

use std::path::Path;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::place::module_of;

/// The tokens of one file, summed up.
#[derive(Debug, Default)]
pub(super) struct Source {
    /// Every path that begins with `crate::` or `super::`, without these words: in `use` items as well as in the code.
    pub(super) imports: Vec<Vec<String>>,
    /// The items, such as `mod server`, that depend on a feature; `cfg!` for the macro.
    pub(super) forked: Vec<String>,
    /// Whether a lint is allowed.
    pub(super) allows: bool,
    /// String literals that spell an address of ours.
    pub(super) addresses: Vec<String>,
}

impl Source {
    pub(super) fn read(path: &Path, text: &str) -> Self {
        let tokens: TokenStream = text.parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut source = Self::default();
        source.visit(&tokens.into_iter().collect::<Vec<_>>(), &module_of(path));
        source
    }

    fn visit(&mut self, tokens: &[TokenTree], module: &[String]) {
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let rest = &tokens[at..];
            if let Some((attribute, length)) = attribute(rest) {
                self.attribute(&attribute, &tokens[at + length..]);
                at += length;
                continue;
            }
            if let Some((base, length)) = base(rest, module) {
                self.paths(base, &tokens[at + length..]);
                at += length;
                continue;
            }
            if let [TokenTree::Ident(word), TokenTree::Ident(name), TokenTree::Group(body), ..] = rest
                && word == "mod"
            {
                let inner = [module, &[name.to_string()]].concat();
                self.visit(&body.stream().into_iter().collect::<Vec<_>>(), &inner);
                at += 3;
                continue;
            }
            match token {
                TokenTree::Ident(ident) if ident == "cfg" && rest.get(1).is_some_and(|next| is(next, '!')) => {
                    self.forked
                        .extend(rest.get(2).filter(|group| mentions(group, "feature")).map(|_| "cfg!".to_owned()));
                }
                TokenTree::Group(group) => self.visit(&group.stream().into_iter().collect::<Vec<_>>(), module),
                TokenTree::Literal(literal) => {
                    self.addresses.extend(Some(literal.to_string()).filter(|text| is_address(text)))
                }
                _ => {}
            }
            at += 1;
        }
    }

    /// An attribute, and the tokens after it.
    fn attribute(&mut self, attribute: &[TokenTree], after: &[TokenTree]) {
        let is_word =
            |word| attribute.first().is_some_and(|token| matches!(token, TokenTree::Ident(ident) if ident == word));
        self.allows |= is_word("allow");
        if (is_word("cfg") || is_word("cfg_attr")) && attribute.iter().any(|token| mentions(token, "feature")) {
            self.forked.push(item(after));
        }
    }

    /// The paths that begin with `base` and go on with `tokens`: `a::b`, or `{a, b::{c, d}}`.
    fn paths(&mut self, base: Vec<String>, tokens: &[TokenTree]) {
        match tokens {
            [TokenTree::Group(group), ..] if group.delimiter() == Delimiter::Brace => {
                let inner: Vec<_> = group.stream().into_iter().collect();
                for branch in inner.split(|token| is(token, ',')).filter(|branch| !branch.is_empty()) {
                    self.paths(base.clone(), branch);
                }
            }
            [TokenTree::Ident(name), rest @ ..] => {
                let mut path = base;
                path.push(name.to_string());
                match rest {
                    [one, two, rest @ ..] if is(one, ':') && is(two, ':') => self.paths(path, rest),
                    _ => self.imports.push(path),
                }
            }
            _ => self.imports.push(base),
        }
    }
}

/// An attribute's tokens at the beginning of `tokens`, and how many tokens it takes.
fn attribute(tokens: &[TokenTree]) -> Option<(Vec<TokenTree>, usize)> {
    let (group, length) = match tokens {
        [hash, TokenTree::Group(group), ..] if is(hash, '#') => (group, 2),
        [hash, bang, TokenTree::Group(group), ..] if is(hash, '#') && is(bang, '!') => (group, 3),
        _ => return None,
    };
    (group.delimiter() == Delimiter::Bracket).then(|| (group.stream().into_iter().collect(), length))
}

/// The module that `crate::` or a chain of `super::` names at the beginning of `tokens`, and how many tokens that takes.
fn base(tokens: &[TokenTree], module: &[String]) -> Option<(Vec<String>, usize)> {
    let is_step = |at: usize, word: &str| matches!(tokens.get(at..at + 3), Some([TokenTree::Ident(ident), one, two]) if ident == word && is(one, ':') && is(two, ':'));
    if is_step(0, "crate") {
        return Some((Vec::new(), 3));
    }
    let steps = (0..).take_while(|step| is_step(step * 3, "super")).count();
    (steps > 0).then(|| (module[..module.len().saturating_sub(steps)].to_vec(), steps * 3))
}

/// Keyword and name of the item that `tokens` begin with, such as `mod server`.
fn item(tokens: &[TokenTree]) -> String {
    let mut rest = tokens;
    while let Some((_, length)) = attribute(rest) {
        rest = &rest[length..];
    }
    let words: Vec<String> = rest
        .iter()
        .filter_map(|token| match token {
            TokenTree::Ident(ident) if ident != "pub" => Some(ident.to_string()),
            _ => None,
        })
        .take(2)
        .collect();
    words.join(" ")
}

fn is(token: &TokenTree, character: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == character)
}

/// Whether a literal spells the address of a page, such as `"/apis"`; files have a dot in their names.
fn is_address(literal: &str) -> bool {
    let path = literal.strip_prefix("\"/").and_then(|rest| rest.strip_suffix('"')).unwrap_or_default();
    !path.is_empty() && path.chars().all(|letter| letter.is_ascii_alphanumeric() || "/-_?=&".contains(letter))
}

fn mentions(token: &TokenTree, word: &str) -> bool {
    match token {
        TokenTree::Ident(ident) => ident == word,
        TokenTree::Group(group) => group.stream().into_iter().any(|token| mentions(&token, word)),
        _ => false,
    }
}
