//! A map that is cheap to copy and to change afterwards: a copy shares all but the parts that are changed.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::{BuildHasher as _, Hash, RandomState};
use std::sync::Arc;

/// With 75,000 subscriptions, a change copies some 600 keys.
const SHARDS: usize = 256;

/// A map in shared parts.
#[derive(Clone, Debug)]
pub(super) struct Sharded<K, V> {
    shards: Box<[Arc<HashMap<K, V>>]>,
    hasher: RandomState,
}

impl<K: Clone + Eq + Hash, V: Clone> Default for Sharded<K, V> {
    fn default() -> Self {
        Self { shards: (0..SHARDS).map(|_| Arc::default()).collect(), hasher: RandomState::new() }
    }
}

impl<K: Clone + Eq + Hash, V: Clone> Sharded<K, V> {
    fn place<Q: Hash + ?Sized>(&self, key: &Q) -> usize {
        usize::try_from(self.hasher.hash_one(key) % (SHARDS as u64)).unwrap_or_default()
    }

    /// What is there for `key`.
    pub(super) fn get<Q: Eq + Hash + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.shards.get(self.place(key))?.get(key)
    }

    /// Puts `value` there.
    pub(super) fn insert(&mut self, key: K, value: V) {
        let place = self.place(&key);
        if let Some(shard) = self.shards.get_mut(place) {
            Arc::make_mut(shard).insert(key, value);
        }
    }

    /// Takes what is there away.
    pub(super) fn remove<Q: Eq + Hash + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        let place = self.place(key);
        Arc::make_mut(self.shards.get_mut(place)?).remove(key)
    }

    /// How much there is.
    pub(super) fn len(&self) -> usize {
        self.shards.iter().map(|shard| shard.len()).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_keeps_what_it_was() {
        let mut map = Sharded::default();
        (0..1000).for_each(|number| map.insert(number, number));
        let copy = map.clone();
        map.insert(7, 0);
        assert_eq!(map.remove(&8), Some(8));
        assert_eq!((map.get(&7), map.get(&8), map.len()), (Some(&0), None, 999));
        assert_eq!((copy.get(&7), copy.get(&8), copy.len()), (Some(&7), Some(&8), 1000));
    }
}
