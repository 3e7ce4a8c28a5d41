//! Text edits: how fixes and forms change a document without reprinting it.

use crate::Span;

/// Replace the text under `span` by `replacement`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty to insert.
    pub span: Span,
    /// The new text.
    pub replacement: String,
}

impl Edit {
    /// Replace the text under `span`.
    pub fn replace(span: Span, replacement: impl Into<String>) -> Self {
        Self { span, replacement: replacement.into() }
    }

    /// Insert before the byte at `offset`.
    pub fn insert(offset: usize, text: impl Into<String>) -> Self {
        Self::replace(Span::at(offset), text)
    }

    /// Remove the text under `span`.
    pub fn delete(span: Span) -> Self {
        Self::replace(span, "")
    }
}

/// Apply edits that do not overlap; one that does not fit the text is left out.
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut ordered: Vec<&Edit> = edits.iter().collect();
    ordered.sort_by_key(|edit| edit.span);
    let (mut out, mut at) = (String::with_capacity(text.len()), 0);
    for edit in ordered {
        let range = edit.span.range();
        let Some(kept) = text.get(at..range.start) else { continue };
        if !text.is_char_boundary(range.end) || range.end > text.len() {
            continue;
        }
        out.push_str(kept);
        out.push_str(&edit.replacement);
        at = range.end;
    }
    out.push_str(&text[at..]);
    out
}

/// The same change with at most so many edits, for whoever pays for each of them: neighbours become one, with the text
/// between them. The edits are in the order of their places, and do not overlap.
pub fn merge(text: &str, edits: &[Edit], most: usize) -> Vec<Edit> {
    let together = edits.len().div_ceil(most.max(1)).max(1);
    let merged = edits.chunks(together).filter_map(|edits| {
        let span = Span { start: edits.first()?.span.start, end: edits.last()?.span.end };
        let moved = edits.iter().map(|edit| Edit {
            span: Span {
                start: edit.span.start.saturating_sub(span.start),
                end: edit.span.end.saturating_sub(span.start),
            },
            replacement: edit.replacement.clone(),
        });
        let moved: Vec<Edit> = moved.collect();
        Some(Edit::replace(span, apply(text.get(span.range())?, &moved)))
    });
    merged.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_apply_in_order_of_place() {
        let edits = [Edit::replace(Span::new(4, 5), "Z"), Edit::insert(0, ">"), Edit::delete(Span::new(1, 2))];
        assert_eq!(apply("abcdef", &edits), ">acdZf");
    }

    #[test]
    fn merged_edits_change_the_same() {
        let text = "a,b,c,d,e,警";
        let edits: Vec<Edit> =
            text.match_indices(',').map(|(at, _)| Edit::replace(Span::new(at, at + 1), ", ")).collect();
        for (most, count) in [(1, 1), (2, 2), (3, 3), (9, 5), (0, 1)] {
            let merged = merge(text, &edits, most);
            assert_eq!((merged.len(), apply(text, &merged)), (count, apply(text, &edits)));
        }
        assert_eq!(merge(text, &[], 3), []);
    }

    #[test]
    fn an_edit_that_does_not_fit_is_left_out() {
        assert_eq!(apply("ab", &[Edit::delete(Span::new(1, 9))]), "ab");
    }
}
