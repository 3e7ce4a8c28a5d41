//! A growing list whose copies share what has not changed.

use std::rc::Rc;

/// Items of one chunk: small enough that changing one item after a snapshot copies little,
/// large enough that the list of chunks stays short.
const CHUNK: usize = 32;

/// A growing list; `clone` copies one pointer, and a change after that one chunk.
#[derive(Clone, Debug)]
pub struct Log<T> {
    chunks: Rc<Vec<Rc<Vec<T>>>>,
    len: usize,
}

impl<T: Clone> Log<T> {
    /// How many items.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Are there none?
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The item at `index`.
    pub fn get(&self, index: usize) -> Option<&T> {
        self.chunks.get(index / CHUNK)?.get(index % CHUNK)
    }

    /// The item at `index`, to change it.
    pub fn get_mut(&mut self, index: usize) -> Option<&mut T> {
        if index >= self.len {
            return None;
        }
        let chunk = Rc::make_mut(&mut self.chunks).get_mut(index / CHUNK)?;
        Rc::make_mut(chunk).get_mut(index % CHUNK)
    }

    /// The last item.
    pub fn last(&self) -> Option<&T> {
        self.get(self.len.checked_sub(1)?)
    }

    /// Add an item at the end.
    pub fn push(&mut self, item: T) {
        let chunks = Rc::make_mut(&mut self.chunks);
        if self.len.is_multiple_of(CHUNK) {
            chunks.push(Rc::new(Vec::with_capacity(CHUNK)));
        }
        if let Some(chunk) = chunks.last_mut() {
            Rc::make_mut(chunk).push(item);
            self.len += 1;
        }
    }

    /// All items in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &T> {
        self.chunks.iter().flat_map(|chunk| chunk.iter())
    }

    /// The items from `start` on.
    pub fn iter_from(&self, start: usize) -> impl Iterator<Item = &T> {
        let (chunk, item) = (start / CHUNK, start % CHUNK);
        self.chunks.iter().skip(chunk).flat_map(|chunk| chunk.iter()).skip(item)
    }

    /// Index of the first item for which `before` does not hold; the items for which it holds come first.
    pub fn partition_point(&self, before: impl Fn(&T) -> bool) -> usize {
        let chunk = self.chunks.partition_point(|chunk| chunk.last().is_some_and(&before));
        let inside = self.chunks.get(chunk).map_or(0, |chunk| chunk.partition_point(&before));
        (chunk * CHUNK + inside).min(self.len)
    }
}

impl<T> std::ops::Index<usize> for Log<T> {
    type Output = T;

    fn index(&self, index: usize) -> &T {
        &self.chunks[index / CHUNK][index % CHUNK]
    }
}

impl<T> Default for Log<T> {
    fn default() -> Self {
        Self { chunks: Rc::new(Vec::new()), len: 0 }
    }
}

impl<T: Clone> FromIterator<T> for Log<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut log = Self::default();
        items.into_iter().for_each(|item| log.push(item));
        log
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_keeps_what_it_was_copied_from() {
        let mut log: Log<usize> = (0..100).collect();
        let copy = log.clone();
        log.push(100);
        *log.get_mut(3).unwrap() = 0;
        assert_eq!((copy.len(), copy.get(3), copy.get(100)), (100, Some(&3), None));
        assert_eq!((log.len(), log.get(3), log.last()), (101, Some(&0), Some(&100)));
        assert!(Rc::ptr_eq(&log.chunks[1], &copy.chunks[1]), "an untouched chunk is shared");
    }

    #[test]
    fn items_are_found_by_place_and_by_order() {
        let log: Log<usize> = (0..100).map(|n| n * 2).collect();
        assert!(log.iter().copied().eq((0..100).map(|n| n * 2)));
        for start in [0, 1, 31, 32, 33, 99, 100, 200] {
            assert!(log.iter_from(start).copied().eq((start.min(100)..100).map(|n| n * 2)), "{start}");
        }
        for (bound, place) in [(0, 0), (1, 1), (64, 32), (65, 33), (198, 99), (999, 100)] {
            assert_eq!(log.partition_point(|item| *item < bound), place, "{bound}");
        }
    }
}
