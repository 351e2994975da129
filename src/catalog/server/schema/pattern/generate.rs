//! Making a text of a pattern.

use super::Tree;
use super::class::Class;

/// The longest text that is made, in bytes.
const LENGTH: usize = 4_000;

/// The most parts of the pattern that are gone through: those that are empty make no text, however often they repeat.
const STEPS: usize = 20_000;

/// What texts are made of if the pattern leaves a choice.
const PREFERRED: [&str; 4] = ["abcdefghijklmnopqrstuvwxyz", "123456789", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "0-_./: "];

/// A text that follows the pattern, up to its anchors: those have to be checked. And how many parts were gone through.
pub(super) fn generate(tree: &Tree, extra: usize, salt: usize) -> (Option<String>, usize) {
    let mut maker = Maker { text: String::new(), characters: 0, steps: 0, extra, salt };
    let made = maker.add(tree);
    (made.map(|()| maker.text), maker.steps)
}

struct Maker {
    text: String,
    characters: usize,
    steps: usize,
    extra: usize,
    salt: usize,
}

impl Maker {
    fn add(&mut self, tree: &Tree) -> Option<()> {
        self.steps += 1;
        if self.steps > STEPS {
            return None;
        }
        match tree {
            Tree::Class(class) => {
                self.text.push(pick(class, self.characters + self.salt)?);
                self.characters += 1;
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
