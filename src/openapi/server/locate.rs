//! Where in a JSON text the values stand that pointers point to.

use std::collections::HashMap;

use super::pointer::unescape;

/// Line and column, counted from 1, of the value at each of `pointers`, or of the nearest one around it that exists.
/// The text, which must be valid, is gone through once for all of them.
pub(super) fn locate(text: &str, pointers: &[&str]) -> Vec<Option<(u32, u32)>> {
    let mut wanted = vec![Wanted::default()];
    let ends: Vec<Vec<usize>> = pointers.iter().map(|pointer| plant(&mut wanted, pointer)).collect();
    let mut scan = Scan { text, at: 0, wanted };
    scan.value(0);
    let offsets: Vec<Option<usize>> =
        ends.iter().map(|way| way.iter().rev().find_map(|node| scan.wanted.get(*node)?.offset)).collect();
    places(text, &offsets)
}

/// A value that is looked for, or on the way to one.
#[derive(Default)]
struct Wanted {
    children: HashMap<String, usize>,
    offset: Option<usize>,
}

/// Adds the way to `pointer`; returns it.
fn plant(wanted: &mut Vec<Wanted>, pointer: &str) -> Vec<usize> {
    let mut way = vec![0];
    for token in pointer.split('/').skip(1) {
        let next = wanted.len();
        let current = way.last().copied().unwrap_or_default();
        let Some(node) = wanted.get_mut(current) else { break };
        let child = *node.children.entry(unescape(token)).or_insert(next);
        if child == next {
            wanted.push(Wanted::default());
        }
        way.push(child);
    }
    way
}

struct Scan<'t> {
    text: &'t str,
    at: usize,
    wanted: Vec<Wanted>,
}

impl Scan<'_> {
    /// Goes past a value that is wanted. As deep as the pointers are long.
    fn value(&mut self, node: usize) {
        self.blank();
        let Some(wanted) = self.wanted.get_mut(node) else { return };
        wanted.offset = Some(self.at);
        let has_children = !wanted.children.is_empty();
        match self.peek() {
            Some(b'{') if has_children => self.object(node),
            Some(b'[') if has_children => self.array(node),
            _ => self.skip(),
        }
    }

    fn object(&mut self, node: usize) {
        self.at += 1;
        loop {
            self.blank();
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b'"') => {
                    let name = self.name();
                    self.blank();
                    self.at += 1;
                    self.child(node, &name);
                }
                _ => break,
            }
        }
        self.at += 1;
    }

    fn array(&mut self, node: usize) {
        self.at += 1;
        let mut index = 0;
        loop {
            self.blank();
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b']') | None => break,
                Some(_) => {
                    self.child(node, &index.to_string());
                    index += 1;
                }
            }
        }
        self.at += 1;
    }

    fn child(&mut self, node: usize, name: &str) {
        match self.wanted.get(node).and_then(|wanted| wanted.children.get(name)).copied() {
            Some(child) => self.value(child),
            None => self.skip(),
        }
    }

    /// Goes past a value, whatever is in it.
    fn skip(&mut self) {
        self.blank();
        let mut depth = 0_usize;
        while let Some(byte) = self.peek() {
            match byte {
                b'"' => {
                    self.string();
                    if depth == 0 {
                        return;
                    }
                    continue;
                }
                b'{' | b'[' => depth += 1,
                b'}' | b']' if depth <= 1 => {
                    // Without depth it closes what the value stands in.
                    self.at += depth;
                    return;
                }
                b'}' | b']' => depth -= 1,
                b',' if depth == 0 => return,
                _ => {}
            }
            self.at += 1;
        }
    }

    /// Goes past a string.
    fn string(&mut self) {
        self.at += 1;
        while let Some(byte) = self.peek() {
            self.at += if byte == b'\\' { 2 } else { 1 };
            if byte == b'"' {
                return;
            }
        }
    }

    /// Goes past a key; returns what it says.
    fn name(&mut self) -> String {
        let start = self.at;
        self.string();
        let raw = self.text.get(start..self.at).unwrap_or_default();
        serde_json::from_str(raw).unwrap_or_default()
    }

    fn blank(&mut self) {
        while self.peek().is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }
}

/// Lines and columns of `offsets`.
fn places(text: &str, offsets: &[Option<usize>]) -> Vec<Option<(u32, u32)>> {
    let mut order: Vec<(usize, usize)> =
        offsets.iter().enumerate().filter_map(|(index, offset)| offset.map(|offset| (offset, index))).collect();
    order.sort_unstable();
    let mut places = vec![None; offsets.len()];
    let (mut line, mut line_start, mut seen) = (1_usize, 0, 0);
    for (offset, index) in order {
        let passed = text.get(seen..offset).unwrap_or_default();
        line += passed.matches('\n').count();
        if let Some(newline) = passed.rfind('\n') {
            line_start = seen + newline + 1;
        }
        seen = offset;
        let column = text.get(line_start..offset).unwrap_or_default().chars().count() + 1;
        if let Some(place) = places.get_mut(index) {
            *place = u32::try_from(line).ok().zip(u32::try_from(column).ok());
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_by_their_pointers() {
        let text = "{\n  \"a\": [1, {\"b/c\": true}],\n  \"é\": \"x\", \"a~b\": {\"s\\u0065t\": null}\n}";
        let pointers = ["", "/a", "/a/1/b~1c", "/a~0b/set", "/a/7/x", "/é"];
        let expected = [(1, 1), (2, 8), (2, 21), (3, 31), (2, 8), (3, 8)];
        let found: Vec<_> = locate(text, &pointers).into_iter().map(Option::unwrap).collect();
        assert_eq!(found, expected);
    }
}
