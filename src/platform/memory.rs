//! What is remembered for a while, in memory only: gone with the process, never on a disk.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use parking_lot::Mutex;
use zeroize::Zeroizing;

use super::Clock;
use crate::kernel::Timestamp;

/// Texts by keys, each with an end; clones share them. Where there is no room, what would end first makes it.
#[derive(Clone)]
pub struct Memory {
    clock: Clock,
    most: usize,
    kept: Arc<Mutex<HashMap<String, Kept>>>,
}

struct Kept {
    text: Zeroizing<String>,
    until: Timestamp,
}

impl fmt::Debug for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Memory").field("most", &self.most).finish_non_exhaustive()
    }
}

impl Memory {
    /// Remembers at most `most` texts.
    #[must_use]
    pub fn new(clock: Clock, most: usize) -> Self {
        Self { clock, most: most.max(1), kept: Arc::default() }
    }

    /// Remembers `text` under `key` for `lifetime` milliseconds, instead of what was there.
    pub fn put(&self, key: &str, text: String, lifetime: i64) {
        let now = self.clock.now();
        let mut kept = self.kept.lock();
        if kept.len() >= self.most && !kept.contains_key(key) {
            kept.retain(|_, kept| kept.until > now);
            if kept.len() >= self.most {
                let first = kept.iter().min_by_key(|(_, kept)| kept.until).map(|(key, _)| key.clone());
                first.and_then(|key| kept.remove(&key));
            }
        }
        kept.insert(key.to_owned(), Kept { text: Zeroizing::new(text), until: now.plus(lifetime) });
    }

    /// What is remembered under `key`.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<Zeroizing<String>> {
        self.change(key, |text| (None, Zeroizing::new(text.to_owned())))
    }

    /// Lets `change` see what is remembered under `key`, and replace it without lengthening its life: nobody else comes in
    /// between. `None` when there is nothing.
    pub fn change<T>(&self, key: &str, change: impl FnOnce(&str) -> (Option<String>, T)) -> Option<T> {
        let now = self.clock.now();
        let mut all = self.kept.lock();
        if all.get(key)?.until <= now {
            all.remove(key);
            return None;
        }
        let kept = all.get_mut(key)?;
        let (instead, answer) = change(&kept.text);
        if let Some(instead) = instead {
            kept.text = Zeroizing::new(instead);
        }
        Some(answer)
    }

    /// Forgets what is remembered under `key`.
    pub fn forget(&self, key: &str) {
        self.kept.lock().remove(key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn memory() -> (Clock, Memory) {
        let clock = Clock::frozen(Timestamp(0));
        (clock.clone(), Memory::new(clock, 3))
    }

    fn text(memory: &Memory, key: &str) -> Option<String> {
        memory.get(key).map(|text| text.to_string())
    }

    #[test]
    fn everything_has_an_end_that_a_change_does_not_move() {
        let (clock, memory) = memory();
        memory.put("a", "one".to_owned(), 10);
        clock.advance(9);
        assert_eq!(memory.change("a", |text| (Some("two".to_owned()), text.to_owned())).as_deref(), Some("one"));
        assert_eq!(text(&memory, "a").as_deref(), Some("two"));
        clock.advance(1);
        assert_eq!(text(&memory, "a"), None);
        memory.put("a", "three".to_owned(), 10);
        memory.forget("a");
        assert_eq!(text(&memory, "a"), None);
    }

    #[test]
    fn what_would_end_first_makes_room() {
        let (clock, memory) = memory();
        for (key, lifetime) in [("a", 20), ("b", 10), ("c", 30), ("d", 40)] {
            memory.put(key, key.to_owned(), lifetime);
        }
        assert_eq!(["a", "b", "c", "d"].map(|key| memory.get(key).is_some()), [true, false, true, true]);
        clock.advance(30);
        memory.put("e", "e".to_owned(), 1);
        memory.put("f", "f".to_owned(), 1);
        assert!(memory.get("d").is_some(), "what had ended made room");
        assert_eq!(memory.kept.lock().len(), 3);
    }
}
