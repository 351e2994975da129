//! Finding values in JSON.

use super::Wanted;

/// Notes the places of what is wanted in `text`.
pub(super) fn scan(text: &str, wanted: Vec<Wanted>) -> Vec<Wanted> {
    let mut scan = Scan { text, at: 0, wanted };
    scan.value(0);
    scan.wanted
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
