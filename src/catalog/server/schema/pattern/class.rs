//! Sets of characters.

/// Ranges of code points, sorted and apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Class(Vec<(u32, u32)>);

impl Class {
    pub(super) fn of(ranges: &[(char, char)]) -> Self {
        Self::default().and(ranges.iter().map(|(first, last)| (u32::from(*first), u32::from(*last))))
    }

    pub(super) fn one(character: char) -> Self {
        Self::of(&[(character, character)])
    }

    /// The class of a letter behind a backslash.
    pub(super) fn escape(letter: char) -> Option<Self> {
        let class = match letter.to_ascii_lowercase() {
            'd' => Self::of(&[('0', '9')]),
            'w' => Self::of(&[('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')]),
            's' => Self::of(&[
                ('\t', '\r'),
                (' ', ' '),
                ('\u{a0}', '\u{a0}'),
                ('\u{1680}', '\u{1680}'),
                ('\u{2000}', '\u{200a}'),
                ('\u{2028}', '\u{2029}'),
                ('\u{202f}', '\u{202f}'),
                ('\u{205f}', '\u{205f}'),
                ('\u{3000}', '\u{3000}'),
                ('\u{feff}', '\u{feff}'),
            ]),
            _ => return None,
        };
        Some(if letter.is_ascii_uppercase() { class.inverted() } else { class })
    }

    /// What `.` matches.
    pub(super) fn dot() -> Self {
        Self::of(&[('\n', '\n'), ('\r', '\r'), ('\u{2028}', '\u{2029}')]).inverted()
    }

    fn and(mut self, ranges: impl Iterator<Item = (u32, u32)>) -> Self {
        self.0.extend(ranges);
        self.0.sort_unstable();
        let mut apart: Vec<(u32, u32)> = Vec::with_capacity(self.0.len());
        for (first, last) in self.0 {
            match apart.last_mut() {
                Some(before) if first <= before.1.saturating_add(1) => before.1 = before.1.max(last),
                _ => apart.push((first, last)),
            }
        }
        Self(apart)
    }

    pub(super) fn union(self, other: &Self) -> Self {
        self.and(other.0.iter().copied())
    }

    pub(super) fn inverted(&self) -> Self {
        let mut ranges = Vec::with_capacity(self.0.len() + 1);
        let mut next = 0;
        for (first, last) in &self.0 {
            if *first > next {
                ranges.push((next, first - 1));
            }
            next = last.saturating_add(1);
        }
        let end = u32::from(char::MAX);
        if next <= end {
            ranges.push((next, end));
        }
        Self(ranges)
    }

    pub(super) fn contains(&self, character: char) -> bool {
        let code = u32::from(character);
        self.0
            .binary_search_by(|(first, last)| {
                if *last < code {
                    std::cmp::Ordering::Less
                } else if *first > code {
                    std::cmp::Ordering::Greater
                } else {
                    std::cmp::Ordering::Equal
                }
            })
            .is_ok()
    }

    /// The first character of the class that is not a control character.
    pub(super) fn first(&self) -> Option<char> {
        let found = self.0.iter().find_map(|(first, last)| (*last >= 0x20).then(|| char::from_u32((*first).max(0x20))));
        found.or_else(|| self.0.first().map(|(first, _)| char::from_u32(*first))).flatten()
    }
}
