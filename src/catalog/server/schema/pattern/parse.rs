//! Reading a pattern's text.

use std::iter::Peekable;
use std::str::Chars;

use super::Tree;
use super::class::Class;

/// The longest pattern that is read, in bytes.
const LENGTH: usize = 2_000;

/// How deep groups are nested at most.
const DEPTH: usize = 40;

/// Reads all of `text`.
pub(super) fn parse(text: &str) -> Option<Tree> {
    if text.len() > LENGTH {
        return None;
    }
    let mut parser = Parser { rest: text.chars().peekable() };
    let tree = parser.choice(0)?;
    parser.rest.next().is_none().then_some(tree)
}

struct Parser<'t> {
    rest: Peekable<Chars<'t>>,
}

impl Parser<'_> {
    fn take(&mut self, wanted: char) -> bool {
        self.rest.next_if_eq(&wanted).is_some()
    }

    fn choice(&mut self, depth: usize) -> Option<Tree> {
        let mut choices = vec![self.sequence(depth)?];
        while self.take('|') {
            choices.push(self.sequence(depth)?);
        }
        if choices.len() == 1 { choices.pop() } else { Some(Tree::Choice(choices)) }
    }

    fn sequence(&mut self, depth: usize) -> Option<Tree> {
        let mut trees = Vec::new();
        while self.rest.peek().is_some_and(|next| !matches!(next, '|' | ')')) {
            let tree = self.atom(depth)?;
            trees.push(self.repeated(tree)?);
        }
        Some(Tree::Sequence(trees))
    }

    fn atom(&mut self, depth: usize) -> Option<Tree> {
        match self.rest.next()? {
            '^' => Some(Tree::Start),
            '$' => Some(Tree::End),
            '.' => Some(Tree::Class(Class::dot())),
            '[' => self.class().map(Tree::Class),
            '\\' => self.escape().map(Tree::Class),
            '(' if depth < DEPTH => {
                if self.take('?') {
                    self.group_name()?;
                }
                let tree = self.choice(depth + 1)?;
                self.take(')').then_some(tree)
            }
            '(' | ')' | '*' | '+' | '?' | '{' | '}' | ']' | '|' => None,
            character => Some(Tree::Class(Class::one(character))),
        }
    }

    /// Reads the `:` or `<name>` of a group. Lookarounds have neither.
    fn group_name(&mut self) -> Option<()> {
        if self.take(':') {
            return Some(());
        }
        if !self.take('<') || matches!(self.rest.peek(), Some('=' | '!')) {
            return None;
        }
        self.rest.by_ref().find(|next| !next.is_alphanumeric() && *next != '_').filter(|next| *next == '>').map(|_| ())
    }

    fn repeated(&mut self, tree: Tree) -> Option<Tree> {
        let (min, max) = match self.rest.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => (0, Some(0)),
            _ => return Some(tree),
        };
        let (min, max) = if self.rest.next() == Some('{') { self.counts()? } else { (min, max) };
        // Whether it is lazy makes no difference to what matches.
        self.take('?');
        let again = matches!(self.rest.peek(), Some('*' | '+' | '?' | '{'));
        if again || matches!(tree, Tree::Start | Tree::End) || max.is_some_and(|max| max < min) {
            return None;
        }
        Some(Tree::Repeat { tree: Box::new(tree), min, max })
    }

    fn counts(&mut self) -> Option<(usize, Option<usize>)> {
        let min = self.number()?;
        let max = if !self.take(',') {
            Some(min)
        } else if self.rest.peek() == Some(&'}') {
            None
        } else {
            Some(self.number()?)
        };
        self.take('}').then_some((min, max))
    }

    fn number(&mut self) -> Option<usize> {
        let mut digits = String::new();
        while let Some(digit) = self.rest.next_if(char::is_ascii_digit) {
            digits.push(digit);
        }
        digits.parse().ok()
    }

    /// Reads what stands behind a backslash, in or outside a class.
    fn escape(&mut self) -> Option<Class> {
        let letter = self.rest.next()?;
        if let Some(class) = Class::escape(letter) {
            return Some(class);
        }
        let character = match letter {
            't' => '\t',
            'n' => '\n',
            'r' => '\r',
            'f' => '\u{c}',
            'v' => '\u{b}',
            'x' => self.hex(2)?,
            'u' => self.hex(4)?,
            // Other letters and digits are word boundaries, back references, and what engines disagree about.
            letter if letter.is_alphanumeric() => return None,
            other => other,
        };
        Some(Class::one(character))
    }

    fn hex(&mut self, count: usize) -> Option<char> {
        let mut code = 0;
        for _ in 0..count {
            code = code * 16 + self.rest.next()?.to_digit(16)?;
        }
        char::from_u32(code)
    }

    /// Reads a class behind its bracket.
    fn class(&mut self) -> Option<Class> {
        let inverted = self.take('^');
        let mut class = Class::default();
        if self.rest.peek() == Some(&']') {
            return None;
        }
        loop {
            let (first, set) = self.member()?;
            let Some(first) = first else {
                class = class.union(&set);
                // A hyphen behind a set is read differently by different engines, unless it is the last.
                if self.rest.peek() == Some(&'-') && self.rest.clone().nth(1) != Some(']') {
                    return None;
                }
                if self.take(']') {
                    break;
                }
                continue;
            };
            if self.rest.peek() == Some(&'-') && self.rest.clone().nth(1) != Some(']') {
                self.rest.next();
                let last = self.member()?.0?;
                if last < first {
                    return None;
                }
                class = class.union(&Class::of(&[(first, last)]));
            } else {
                class = class.union(&set);
            }
            if self.take(']') {
                break;
            }
        }
        Some(if inverted { class.inverted() } else { class })
    }

    /// Reads a character or a set in a class; says which character, if it is one.
    fn member(&mut self) -> Option<(Option<char>, Class)> {
        match self.rest.next()? {
            '\\' => {
                let is_set = self.rest.peek().is_some_and(|letter| Class::escape(*letter).is_some());
                let class = self.escape()?;
                // `first` passes over control characters, which then are left as sets that begin no range.
                let character = class.first().filter(|first| !is_set && class == Class::one(*first));
                Some((character, class))
            }
            // What newer engines take for operations on sets.
            '[' => None,
            '&' if self.rest.peek() == Some(&'&') => None,
            '~' if self.rest.peek() == Some(&'~') => None,
            '-' if self.rest.peek() == Some(&'-') => None,
            character => Some((Some(character), Class::one(character))),
        }
    }
}
