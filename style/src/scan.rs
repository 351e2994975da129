//! What a Rust file says about classes.
//!
//! A string is a **class list** when it stands
//! - in the value of an attribute or property whose name ends in `class`: `class="a b"`, `class=("a", move || on())`,
//!   `class=move || if on() { "a" } else { "b" }`;
//! - in a constant or variable whose name contains `class`, or in the body of a function whose name does;
//! - in a constant or variable of the same file that such a value names: `class=link`, `class=format!("a {tone}")`.
//!
//! And NAME is a class in `class:NAME=…`. Class names are never glued together from pieces, or nobody could find them.

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, LexError, Spacing, TokenStream, TokenTree};
use syn::Lit;

/// The words of one Rust file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scan {
    /// Every word of every string: what the engine may find a utility class among.
    pub words: BTreeSet<String>,
    /// The words of class lists: each must have a rule.
    pub classes: BTreeSet<String>,
    /// The words of class lists that are only a part of a class name, such as `text-{}`.
    pub pieces: BTreeSet<String>,
    /// The constants and variables that hold class lists.
    holders: BTreeSet<String>,
}

impl Scan {
    /// Scans the text of a Rust file.
    ///
    /// # Errors
    /// When the text does not consist of Rust's tokens.
    pub fn of(source: &str) -> Result<Self, LexError> {
        let stream: TokenStream = source.parse()?;
        let mut scan = Self::default();
        // A holder is declared before it is named, so each new one asks for another look.
        loop {
            let known = scan.holders.len();
            scan.visit(stream.clone());
            if scan.holders.len() == known {
                return Ok(scan);
            }
        }
    }

    fn visit(&mut self, stream: TokenStream) {
        let tokens: Vec<_> = stream.into_iter().collect();
        let mut at = 0;
        while let Some(rest) = tokens.get(at..).filter(|rest| !rest.is_empty()) {
            match rest {
                // Attributes of Rust, among them documentation.
                [hash, TokenTree::Group(group), ..] if is(hash, '#') && group.delimiter() == Delimiter::Bracket => {
                    at += 2;
                    continue;
                }
                [name, equals, value @ ..] if ends_in_class(name) && is_assignment(equals, value) => {
                    self.value(value);
                }
                [class, colon, name @ ..]
                    if is_word(class, "class") && is_alone(colon) && !is_declared(&tokens, at) =>
                {
                    self.directive(name);
                }
                [word, name, rest @ ..] if names_a_class(name) || self.is_holder(name) => {
                    if ["const", "static", "let"].iter().any(|keyword| is_word(word, keyword)) {
                        self.class_lists(until(rest, |token| is(token, ';')));
                    } else if is_word(word, "fn") {
                        let body = rest.iter().find(
                            |token| matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace),
                        );
                        self.class_lists(body.map_or(&[], std::slice::from_ref));
                    }
                }
                _ => {}
            }
            match &rest[0] {
                TokenTree::Group(group) => self.visit(group.stream()),
                TokenTree::Literal(literal) => {
                    self.words.extend(text(literal).split_whitespace().map(str::to_owned));
                }
                _ => {}
            }
            at += 1;
        }
    }

    fn is_holder(&self, token: &TokenTree) -> bool {
        matches!(token, TokenTree::Ident(ident) if self.holders.contains(&ident.to_string()))
    }

    /// The value of `class=`, which begins with `tokens`.
    fn value(&mut self, tokens: &[TokenTree]) {
        match tokens {
            [TokenTree::Group(group), ..] if group.delimiter() == Delimiter::Parenthesis => {
                let tuple: Vec<_> = group.stream().into_iter().collect();
                self.class_lists(until(&tuple, |token| is(token, ',')));
            }
            [single @ (TokenTree::Literal(_) | TokenTree::Group(_)), ..] => {
                self.class_lists(std::slice::from_ref(single))
            }
            _ => self.class_lists(&tokens[..end_of_expression(tokens)]),
        }
    }

    /// `NAME=` of `class:NAME=`, whose parts may be joined by hyphens.
    fn directive(&mut self, tokens: &[TokenTree]) {
        let mut name = String::new();
        for (index, token) in tokens.iter().enumerate() {
            match token {
                TokenTree::Ident(_) | TokenTree::Literal(_) => name.push_str(&token.to_string()),
                TokenTree::Punct(punct) if punct.as_char() == '-' => name.push('-'),
                _ => {
                    if is_assignment(token, &tokens[index + 1..]) {
                        self.words.insert(name.clone());
                        self.classes.insert(name);
                    }
                    return;
                }
            }
        }
    }

    /// Every string in `tokens` is a class list, but for what is only compared with: `== "a"`, `"a" => …`, `"a" | "b"`.
    fn class_lists(&mut self, tokens: &[TokenTree]) {
        if let [TokenTree::Ident(holder)] = tokens {
            self.holders.insert(holder.to_string());
        }
        for (index, token) in tokens.iter().enumerate() {
            match token {
                TokenTree::Group(group) => self.class_lists(&group.stream().into_iter().collect::<Vec<_>>()),
                TokenTree::Literal(literal) if !is_compared(tokens, index) => {
                    text(literal).split_whitespace().for_each(|word| self.class_word(word));
                }
                _ => {}
            }
        }
    }

    /// A word of a class list: a class, or `{name}` for what is inserted there, or a piece of a class.
    fn class_word(&mut self, word: &str) {
        if !word.contains(['{', '}']) {
            self.classes.insert(word.to_owned());
            return;
        }
        let name = word.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
        match name.filter(|name| !name.contains(['{', '}'])) {
            Some(name) => self.holders.insert(name.to_owned()),
            None => self.pieces.insert(word.to_owned()),
        };
    }
}

fn is(token: &TokenTree, character: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == character)
}

fn is_alone(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == ':' && punct.spacing() == Spacing::Alone)
}

fn is_word(token: &TokenTree, word: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == word)
}

fn ends_in_class(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident.to_string().ends_with("class"))
}

fn names_a_class(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident.to_string().to_lowercase().contains("class"))
}

/// Whether `token` is a single `=`: neither `==` nor `=>`.
fn is_assignment(token: &TokenTree, rest: &[TokenTree]) -> bool {
    let joined = matches!(token, TokenTree::Punct(punct) if punct.spacing() == Spacing::Joint)
        && rest.first().is_some_and(|next| is(next, '=') || is(next, '>'));
    is(token, '=') && !joined
}

/// Whether the `class` at `index` is a variable with a type: `let class: String = …`.
fn is_declared(tokens: &[TokenTree], index: usize) -> bool {
    index > 0 && (is_word(&tokens[index - 1], "let") || is_word(&tokens[index - 1], "mut"))
}

fn is_compared(tokens: &[TokenTree], index: usize) -> bool {
    let before = tokens[..index].last();
    let after = tokens.get(index + 1..index + 3).unwrap_or_default();
    let is_operand = index > 1 && before.is_some_and(|token| is(token, '=')) && {
        let first = &tokens[index - 2];
        is(first, '=') || is(first, '!')
    };
    is_operand
        || before.is_some_and(|token| is(token, '|')) && index > 1 && matches!(tokens[index - 2], TokenTree::Literal(_))
        || matches!(after, [bar, ..] if is(bar, '|'))
        || matches!(after, [equals, angle] if is(equals, '=') && is(angle, '>'))
}

fn until(tokens: &[TokenTree], is_end: impl Fn(&TokenTree) -> bool) -> &[TokenTree] {
    &tokens[..tokens.iter().position(is_end).unwrap_or(tokens.len())]
}

/// Where an expression ends that is the value of an attribute or a variable: before `;`, `,`, the `>` of its tag, or the
/// next attribute.
fn end_of_expression(tokens: &[TokenTree]) -> usize {
    let is_arrow = |index: usize| index > 0 && (is(&tokens[index - 1], '-') || is(&tokens[index - 1], '='));
    let is_attribute = |index: usize| {
        let after_path = index > 0 && is(&tokens[index - 1], ':');
        match &tokens[index..] {
            [TokenTree::Ident(_), next, rest @ ..] if !after_path => is_assignment(next, rest) || is_alone(next),
            _ => false,
        }
    };
    (0..tokens.len())
        .find(|&index| {
            let token = &tokens[index];
            is(token, ';') || is(token, ',') || (is(token, '>') && !is_arrow(index)) || is_attribute(index)
        })
        .unwrap_or(tokens.len())
}

/// The text of a string; empty for other literals.
fn text(literal: &proc_macro2::Literal) -> String {
    match Lit::new(literal.clone()) {
        Lit::Str(string) => string.value(),
        _ => String::new(),
    }
}
