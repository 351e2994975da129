//! Matching: all ways through the pattern are gone at once, so no text takes more than linear time.

use super::Tree;
use super::class::Class;

/// The most instructions of a program.
const SIZE: usize = 5_000;

/// The most instructions that are looked at for one text.
const WORK: usize = 5_000_000;

#[derive(Debug)]
enum Instruction {
    Class(Class),
    Split(usize, usize),
    Jump(usize),
    Start,
    End,
    Match,
}

/// A pattern as instructions.
#[derive(Debug)]
pub(super) struct Program(Vec<Instruction>);

impl Program {
    /// `None` if the pattern takes too many instructions.
    pub(super) fn of(tree: &Tree) -> Option<Self> {
        let mut program = Self(Vec::new());
        program.add(tree)?;
        program.push(Instruction::Match)?;
        Some(program)
    }

    pub(super) const fn size(&self) -> usize {
        self.0.len()
    }

    fn push(&mut self, instruction: Instruction) -> Option<usize> {
        self.0.push(instruction);
        (self.0.len() <= SIZE).then(|| self.0.len() - 1)
    }

    fn set(&mut self, at: usize, instruction: Instruction) {
        if let Some(place) = self.0.get_mut(at) {
            *place = instruction;
        }
    }

    fn add(&mut self, tree: &Tree) -> Option<()> {
        match tree {
            Tree::Class(class) => self.push(Instruction::Class(class.clone())).map(|_| ()),
            Tree::Start => self.push(Instruction::Start).map(|_| ()),
            Tree::End => self.push(Instruction::End).map(|_| ()),
            Tree::Sequence(trees) => trees.iter().try_for_each(|tree| self.add(tree)),
            Tree::Choice(trees) => self.choice(trees),
            Tree::Repeat { tree, min, max } => self.repeat(tree, *min, *max),
        }
    }

    fn choice(&mut self, trees: &[Tree]) -> Option<()> {
        let Some((last, others)) = trees.split_last() else {
            return Some(());
        };
        let mut jumps = Vec::new();
        for tree in others {
            let split = self.push(Instruction::Match)?;
            self.add(tree)?;
            jumps.push(self.push(Instruction::Match)?);
            self.set(split, Instruction::Split(split + 1, self.0.len()));
        }
        self.add(last)?;
        let end = self.0.len();
        jumps.into_iter().for_each(|jump| self.set(jump, Instruction::Jump(end)));
        Some(())
    }

    fn repeat(&mut self, tree: &Tree, min: usize, max: Option<usize>) -> Option<()> {
        if min > SIZE || max.is_some_and(|max| max - min > SIZE) {
            return None;
        }
        for _ in 0..min {
            let before = self.0.len();
            self.add(tree)?;
            // An empty group takes no instructions, however often it is repeated.
            if self.0.len() == before {
                break;
            }
        }
        let Some(max) = max else {
            let split = self.push(Instruction::Match)?;
            self.add(tree)?;
            self.push(Instruction::Jump(split))?;
            self.set(split, Instruction::Split(split + 1, self.0.len()));
            return Some(());
        };
        let mut splits = Vec::new();
        for _ in min..max {
            splits.push(self.push(Instruction::Match)?);
            self.add(tree)?;
        }
        let end = self.0.len();
        splits.into_iter().for_each(|split| self.set(split, Instruction::Split(split + 1, end)));
        Some(())
    }

    /// Whether the pattern is found anywhere in `text`.
    pub(super) fn is_in(&self, text: &str) -> Option<bool> {
        let characters: Vec<char> = text.chars().collect();
        if characters.len().saturating_mul(self.0.len()) > WORK {
            return None;
        }
        let mut threads = Threads::new(self.0.len());
        for at in 0..=characters.len() {
            threads.add(self, 0, at == 0, at == characters.len());
            if threads.matched {
                return Some(true);
            }
            let Some(character) = characters.get(at) else {
                break;
            };
            let active = std::mem::replace(&mut threads, Threads::new(self.0.len()));
            for thread in active.waiting {
                if matches!(self.0.get(thread), Some(Instruction::Class(class)) if class.contains(*character)) {
                    threads.add(self, thread + 1, false, at + 1 == characters.len());
                }
            }
        }
        Some(threads.matched)
    }
}

/// The instructions that wait for a character.
struct Threads {
    waiting: Vec<usize>,
    seen: Vec<bool>,
    matched: bool,
}

impl Threads {
    fn new(size: usize) -> Self {
        Self { waiting: Vec::new(), seen: vec![false; size], matched: false }
    }

    /// Goes on from an instruction as far as that takes no character.
    fn add(&mut self, program: &Program, from: usize, at_start: bool, at_end: bool) {
        let mut open = vec![from];
        while let Some(thread) = open.pop() {
            let Some(seen) = self.seen.get_mut(thread).filter(|seen| !**seen) else {
                continue;
            };
            *seen = true;
            match program.0.get(thread) {
                Some(Instruction::Class(_)) => self.waiting.push(thread),
                Some(Instruction::Split(first, second)) => open.extend([*second, *first]),
                Some(Instruction::Jump(target)) => open.push(*target),
                Some(Instruction::Start) if at_start => open.push(thread + 1),
                Some(Instruction::End) if at_end => open.push(thread + 1),
                Some(Instruction::Match) => self.matched = true,
                _ => {}
            }
        }
    }
}
