//! What rooms keep of their own while the server runs: one thing of each type.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::fmt;

use parking_lot::Mutex;

/// Things by their types. What they are, only the rooms know that put them here.
#[derive(Default)]
pub struct Shelf(Mutex<HashMap<TypeId, Box<dyn Any + Send + Sync>>>);

impl Shelf {
    /// The `T` that is kept here, made by `make` for whoever asks first. `make` must not ask the shelf itself.
    pub fn get<T: Any + Clone + Send + Sync>(&self, make: impl FnOnce() -> T) -> T {
        let mut things = self.0.lock();
        if let Some(thing) = things.get(&TypeId::of::<T>()).and_then(|thing| thing.downcast_ref::<T>()) {
            return thing.clone();
        }
        let thing = make();
        things.insert(TypeId::of::<T>(), Box::new(thing.clone()));
        thing
    }
}

impl fmt::Debug for Shelf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Shelf")
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn there_is_one_of_each_type() {
        let shelf = Shelf::default();
        let first = shelf.get(|| Arc::new(1_u32));
        assert!(Arc::ptr_eq(&first, &shelf.get(|| Arc::new(2_u32))));
        assert_eq!(*shelf.get(|| Arc::new("another")), "another");
    }
}
