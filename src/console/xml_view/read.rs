//! A well-formed XML text cut into tags, texts and what stands beside them.

use std::ops::Range;

use super::scan;

/// A stretch of the text. Joined, all of them are the text.
#[derive(Clone, Debug)]
pub(super) struct Token<'t> {
    pub(super) kind: Kind<'t>,
    pub(super) range: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind<'t> {
    /// A start tag. `closing` is the token of its end tag. What the element holds is kept as it is when white space in
    /// it may mean something.
    Opening { name: &'t str, closing: usize, is_kept: bool },
    /// An end tag.
    Closing { name: &'t str },
    /// An element that is one tag.
    Empty,
    /// Text or a CDATA section.
    Text,
    /// A comment, a processing instruction, the XML declaration, or the document type declaration.
    Aside,
}

/// The tokens of `text`; `None` when it is not well-formed.
pub(super) fn tokens(text: &str) -> Option<Vec<Token<'_>>> {
    if !text.chars().all(scan::is_char) {
        return None;
    }
    let mut tree = Tree::default();
    let mut rest = text;
    while !rest.is_empty() {
        let start = text.len() - rest.len();
        let length = tree.read(rest, start)?;
        rest = rest.get(length..)?;
    }
    (tree.has_root && tree.open.is_empty()).then_some(tree.tokens)
}

#[derive(Default)]
struct Tree<'t> {
    tokens: Vec<Token<'t>>,
    /// The elements that are not closed yet, from the outermost.
    open: Vec<Open>,
    has_root: bool,
    has_type: bool,
}

/// An element that is not closed yet.
struct Open {
    token: usize,
    has_text: bool,
    has_children: bool,
}

impl<'t> Tree<'t> {
    /// Reads the token that `rest` begins with, and says how long it is. In the text it begins at `start`.
    fn read(&mut self, rest: &'t str, start: usize) -> Option<usize> {
        if !rest.starts_with('<') {
            let text = rest.split('<').next()?;
            scan::is_text(text).then_some(())?;
            return self.text(!text.trim_matches(scan::is_white).is_empty(), start, text.len());
        }
        if let Some(inside) = rest.strip_prefix("<!--") {
            // Two hyphens end a comment, so `-->` has to follow the first two.
            let length = inside.find("--")?;
            inside.get(length..)?.starts_with("-->").then_some(())?;
            return self.aside(start, length + 7);
        }
        if let Some(inside) = rest.strip_prefix("<![CDATA[") {
            return self.text(true, start, inside.find("]]>")? + 12);
        }
        if let Some(inside) = rest.strip_prefix("<?") {
            let target = scan::name(inside)?;
            let is_declaration = target.eq_ignore_ascii_case("xml");
            (!is_declaration || (start == 0 && target == "xml")).then_some(())?;
            let after = inside.get(target.len()..)?;
            (after.starts_with("?>") || after.starts_with(scan::is_white)).then_some(())?;
            return self.aside(start, inside.find("?>")? + 4);
        }
        if rest.starts_with("<!") {
            (!self.has_root && !self.has_type).then_some(())?;
            self.has_type = true;
            return self.aside(start, scan::doctype_length(rest)?);
        }
        if let Some(inside) = rest.strip_prefix("</") {
            let name = scan::name(inside)?;
            let after = inside.get(name.len()..)?;
            let white = after.len() - after.trim_start_matches(scan::is_white).len();
            after.get(white..)?.starts_with('>').then_some(())?;
            return self.close(name, start, name.len() + white + 3);
        }
        let tag = scan::tag(rest)?;
        self.element(&tag, start)
    }

    fn push(&mut self, kind: Kind<'t>, start: usize, length: usize) -> Option<usize> {
        self.tokens.push(Token { kind, range: start..start + length });
        Some(length)
    }

    fn text(&mut self, is_solid: bool, start: usize, length: usize) -> Option<usize> {
        match self.open.last_mut() {
            Some(open) => open.has_text |= is_solid,
            // Around the root there is none.
            None if is_solid => return None,
            None => {}
        }
        self.push(Kind::Text, start, length)
    }

    fn aside(&mut self, start: usize, length: usize) -> Option<usize> {
        if let Some(open) = self.open.last_mut() {
            open.has_children = true;
        }
        self.push(Kind::Aside, start, length)
    }

    fn element(&mut self, tag: &scan::Tag<'t>, start: usize) -> Option<usize> {
        match self.open.last_mut() {
            Some(open) => open.has_children = true,
            None if self.has_root => return None,
            None => self.has_root = true,
        }
        if tag.is_empty {
            return self.push(Kind::Empty, start, tag.length);
        }
        self.open.push(Open { token: self.tokens.len(), has_text: false, has_children: false });
        self.push(Kind::Opening { name: tag.name, closing: 0, is_kept: tag.keeps_space }, start, tag.length)
    }

    fn close(&mut self, its_name: &'t str, start: usize, length: usize) -> Option<usize> {
        let element = self.open.pop()?;
        let end = self.tokens.len();
        let Kind::Opening { name, closing, is_kept } = &mut self.tokens.get_mut(element.token)?.kind else {
            return None;
        };
        (*name == its_name).then_some(())?;
        *closing = end;
        *is_kept |= element.has_text || !element.has_children;
        self.push(Kind::Closing { name: its_name }, start, length)
    }
}
