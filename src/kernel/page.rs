//! One page of a list.

use serde::{Deserialize, Serialize};

/// Which page of a list is asked for, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageRequest {
    /// The page's number, from 1.
    pub number: u32,
    /// How many items a page holds, 1 to [`PageRequest::LARGEST`].
    pub size: u32,
}

impl PageRequest {
    /// The most items that one page may hold.
    pub const LARGEST: u32 = 200;

    /// A page request with both numbers brought into their ranges.
    #[must_use]
    pub fn new(number: u32, size: u32) -> Self {
        Self { number: number.max(1), size: size.clamp(1, Self::LARGEST) }
    }

    /// How many items stand before this page.
    #[must_use]
    pub fn offset(self) -> i64 {
        i64::from(self.number.saturating_sub(1)) * i64::from(self.size)
    }
}

/// One page of a list, and how long the whole list is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page<T> {
    /// The items of this page.
    pub items: Vec<T>,
    /// How many items the whole list has.
    pub total: u64,
    /// Which page this is.
    pub request: PageRequest,
}

impl<T> Page<T> {
    /// The number of the last page; 1 when the list is empty.
    #[must_use]
    pub fn last(&self) -> u32 {
        let size = u64::from(self.request.size.max(1));
        u32::try_from(self.total.div_ceil(size)).unwrap_or(u32::MAX).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_counted_from_one_and_the_last_is_never_zero() {
        let page = |total, size| Page::<u8> { items: vec![], total, request: PageRequest::new(0, size) };
        assert_eq!(page(0, 20).last(), 1);
        assert_eq!(page(20, 20).last(), 1);
        assert_eq!(page(21, 20).last(), 2);
        assert_eq!(PageRequest::new(0, 0), PageRequest { number: 1, size: 1 });
        assert_eq!(PageRequest::new(3, 50).offset(), 100);
    }
}
