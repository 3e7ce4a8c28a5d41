//! What an edit has changed.

use crate::Span;

/// Where two versions of a text differ: what stands before it and behind it is the same in both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its place in the version before.
    pub old: Span,
    /// Its place in the version after; starts where `old` starts.
    pub new: Span,
}

/// Equal stretches are compared by so many bytes at a time.
const STRIDE: usize = 64;

impl Change {
    /// The one change that makes `new` of `old`.
    pub fn between(old: &str, new: &str) -> Self {
        let (old, new) = (old.as_bytes(), new.as_bytes());
        let start = same_start(old, new);
        let end = same_end(&old[start..], &new[start..]);
        Self { old: Span::new(start, old.len() - end), new: Span::new(start, new.len() - end) }
    }

    /// Where a stretch of the new version stood in the old one; `None` for one that has changed.
    pub fn origin(&self, span: Span) -> Option<Span> {
        if span.end <= self.new.start {
            return Some(span);
        }
        (self.new.end <= span.start).then(|| span.moved(-self.growth()))
    }

    /// How many bytes more the new version has.
    pub fn growth(&self) -> i64 {
        i64::from(self.new.end) - i64::from(self.old.end)
    }
}

/// How many bytes two texts have in common from their start.
fn same_start(old: &[u8], new: &[u8]) -> usize {
    let whole =
        old.chunks_exact(STRIDE).zip(new.chunks_exact(STRIDE)).take_while(|(old, new)| old == new).count() * STRIDE;
    whole + old[whole..].iter().zip(&new[whole..]).take_while(|(old, new)| old == new).count()
}

/// How many bytes two texts have in common up to their end.
fn same_end(old: &[u8], new: &[u8]) -> usize {
    let whole =
        old.rchunks_exact(STRIDE).zip(new.rchunks_exact(STRIDE)).take_while(|(old, new)| old == new).count() * STRIDE;
    let (old, new) = (&old[..old.len() - whole], &new[..new.len() - whole]);
    whole + old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old == new).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_as_small_as_can_be() {
        let long = "x".repeat(200);
        for (old, new, was, is) in [
            ("abc", "abXc", (2, 2), (2, 3)),
            ("abc", "ac", (1, 2), (1, 1)),
            ("aa", "aaa", (2, 2), (2, 3)),
            ("abc", "abc", (3, 3), (3, 3)),
            ("", "a", (0, 0), (0, 1)),
            (&format!("{long}a{long}"), &format!("{long}bc{long}"), (200, 201), (200, 202)),
        ] {
            let span = |(start, end)| Span::new(start, end);
            assert_eq!(Change::between(old, new), Change { old: span(was), new: span(is) }, "{old} {new}");
        }
    }

    #[test]
    fn what_has_not_changed_is_found_where_it_was() {
        let change = Change::between("a 1 b", "a 234 b");
        for (span, origin) in [((0, 1), Some((0, 1))), ((6, 7), Some((4, 5))), ((2, 3), None), ((1, 7), None)] {
            let span_of = |(start, end)| Span::new(start, end);
            assert_eq!(change.origin(span_of(span)), origin.map(span_of), "{span:?}");
        }
    }
}
