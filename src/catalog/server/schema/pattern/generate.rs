//! Making a text of a pattern.

use super::Tree;
use super::class::Class;

/// The longest text that is made, in bytes.
const LENGTH: usize = 4_000;

/// What texts are made of if the pattern leaves a choice.
const PREFERRED: [&str; 4] = ["abcdefghijklmnopqrstuvwxyz", "123456789", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "0-_./: "];

/// A text that follows the pattern, up to its anchors: those have to be checked.
pub(super) fn generate(tree: &Tree, extra: usize, salt: usize) -> Option<String> {
    let mut maker = Maker { text: String::new(), extra, salt };
    maker.add(tree)?;
    Some(maker.text)
}

struct Maker {
    text: String,
    extra: usize,
    salt: usize,
}

impl Maker {
    fn add(&mut self, tree: &Tree) -> Option<()> {
        match tree {
            Tree::Class(class) => {
                self.text.push(pick(class, self.text.chars().count() + self.salt)?);
                (self.text.len() <= LENGTH).then_some(())
            }
            Tree::Sequence(trees) => trees.iter().try_for_each(|tree| self.add(tree)),
            Tree::Choice(trees) => self.add(trees.get(self.salt % trees.len().max(1))?),
            Tree::Repeat { tree, min, max } => {
                let wanted = min.saturating_add(self.extra).min(LENGTH);
                let count = max.map_or(wanted, |max| wanted.min(max));
                (count >= *min).then_some(())?;
                (0..count).try_for_each(|_| self.add(tree))
            }
            Tree::Start | Tree::End => Some(()),
        }
    }
}

fn pick(class: &Class, place: usize) -> Option<char> {
    let of = |characters: &&str| {
        let allowed: Vec<char> = characters.chars().filter(|character| class.contains(*character)).collect();
        allowed.get(place % allowed.len().max(1)).copied()
    };
    PREFERRED.iter().find_map(of).or_else(|| class.first())
}
