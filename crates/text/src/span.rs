//! A half-open range of byte offsets.

/// A half-open range `start..end` of byte offsets in one text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset after the last byte.
    pub end: u32,
}

impl Span {
    /// The range `start..end`, in bytes.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: clamp(start), end: clamp(end.max(start)) }
    }

    /// The empty range at `offset`.
    pub fn at(offset: usize) -> Self {
        Self::new(offset, offset)
    }

    /// The smallest range that holds both.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Is `offset` inside, or at the end?
    pub fn touches(self, offset: usize) -> bool {
        self.start as usize <= offset && offset <= self.end as usize
    }

    /// Does `self` hold all of `inner`?
    pub fn contains(self, inner: Self) -> bool {
        self.start <= inner.start && inner.end <= self.end
    }

    /// The same range so many bytes further on.
    #[must_use]
    pub fn moved(self, by: i64) -> Self {
        let moved = |offset: u32| u32::try_from(i64::from(offset) + by).unwrap_or_default();
        Self { start: moved(self.start), end: moved(self.end) }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Is it empty?
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Its first byte: where to point at something that is too large to underline.
    #[must_use]
    pub fn head(self) -> Self {
        Self { start: self.start, end: self.end.min(self.start.saturating_add(1)) }
    }

    /// As a range for slicing.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The text it covers; empty when it does not fit `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }
}

// Texts over 4 GiB do not occur (AWS refuses definitions over 1 MB); clamping keeps this total.
fn clamp(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}
