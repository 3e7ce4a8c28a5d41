//! The template of `States.Format`.

use std::fmt;

/// A text with gaps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template(Vec<String>);

impl Template {
    /// From a literal's text between its quotes, where `\{` is no gap.
    pub(crate) fn from_literal(raw: &str) -> Self {
        let mut pieces = vec![String::new()];
        let mut chars = raw.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '\\' => push(&mut pieces, chars.next()),
                '{' if chars.next_if_eq(&'}').is_some() => pieces.push(String::new()),
                _ => push(&mut pieces, Some(c)),
            }
        }
        Self(pieces)
    }

    /// From a text in the data: every `{}` is a gap.
    pub(crate) fn from_data(text: &str) -> Self {
        Self(text.split("{}").map(str::to_owned).collect())
    }

    /// How many values it takes.
    pub fn gaps(&self) -> usize {
        self.0.len() - 1
    }

    /// The text with its gaps filled.
    pub(crate) fn fill(&self, mut values: impl Iterator<Item = String>) -> String {
        let mut pieces = self.0.iter();
        let mut out = pieces.next().cloned().unwrap_or_default();
        for piece in pieces {
            out.push_str(&values.next().unwrap_or_default());
            out.push_str(piece);
        }
        out
    }
}

fn push(pieces: &mut [String], c: Option<char>) {
    if let (Some(last), Some(c)) = (pieces.last_mut(), c) {
        last.push(c);
    }
}

/// With `{}` for its gaps.
impl fmt::Display for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("{}"))
    }
}
