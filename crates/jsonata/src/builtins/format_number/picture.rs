//! One sub-picture: `#,##0.00`.

use super::symbols::{Chars, Symbols, find};
use crate::error::Fault;

/// A sub-picture, cut into its parts.
#[derive(Clone, Debug)]
pub(super) struct Picture {
    pub(super) text: Chars,
    pub(super) prefix: Chars,
    pub(super) suffix: Chars,
    active: Chars,
    mantissa: Chars,
    exponent: Option<Chars>,
    integer: Chars,
    fraction: Chars,
}

/// How many digits the parts have.
pub(super) struct Sizes {
    pub(super) least_integer: usize,
    pub(super) scaling: usize,
    pub(super) least_fraction: usize,
    pub(super) most_fraction: usize,
    pub(super) least_exponent: usize,
}

impl Picture {
    pub(super) fn split(text: &[char], symbols: &Symbols) -> Self {
        let is_active = |c: &char| symbols.is_active(*c) && symbols.exponent != [*c];
        let prefix = text.iter().position(is_active).unwrap_or(0);
        let suffix = text.iter().rposition(is_active).map_or(text.len(), |at| at + 1);
        let has_active = text.iter().any(is_active);
        let suffix_text = if has_active { &text[suffix..] } else { &[] };
        let active = if has_active { &text[prefix..suffix] } else { text };
        // The reference looks the exponent up in the sub-picture, but cuts the active part there.
        let exponent_at = find(text, &symbols.exponent, prefix).filter(|at| *at <= text.len() - suffix_text.len());
        let (mantissa, exponent) = match exponent_at {
            Some(at) => {
                let cut = at.min(active.len());
                (&active[..cut], Some(active[(at + 1).min(active.len())..].to_vec()))
            }
            None => (active, None),
        };
        let (integer, fraction) = match find(mantissa, &symbols.decimal, 0) {
            Some(at) => (&mantissa[..at], &mantissa[(at + 1).min(mantissa.len())..]),
            None => (mantissa, suffix_text),
        };
        Self {
            text: text.to_vec(),
            prefix: text[..prefix].to_vec(),
            suffix: suffix_text.to_vec(),
            active: active.to_vec(),
            mantissa: mantissa.to_vec(),
            exponent,
            integer: integer.to_vec(),
            fraction: fraction.to_vec(),
        }
    }

    /// The rules a sub-picture must keep. Of several that are broken, the last one is reported.
    pub(super) fn check(&self, symbols: &Symbols) -> Result<(), Fault> {
        let text = &self.text;
        let has = |symbol: &[char]| find(text, symbol, 0).is_some();
        let twice = |symbol: &[char]| find(text, symbol, 0).is_some_and(|at| find(text, symbol, at + 1).is_some());
        let has_percent = has(&symbols.percent) || has(&symbols.per_mille);
        let decimal = find(text, &symbols.decimal, 0);
        let is_grouping = |at: Option<usize>| at.and_then(|at| text.get(at)).is_some_and(|c| symbols.grouping == [*c]);
        let rules = [
            ("D3081", twice(&symbols.decimal)),
            ("D3082", twice(&symbols.percent)),
            ("D3083", twice(&symbols.per_mille)),
            ("D3084", has(&symbols.percent) && has(&symbols.per_mille)),
            ("D3085", !self.mantissa.iter().any(|c| symbols.is_any_digit(*c))),
            ("D3086", self.active.iter().any(|c| !symbols.is_active(*c))),
            ("D3087", decimal.is_some_and(|at| is_grouping(at.checked_sub(1)) || is_grouping(Some(at + 1)))),
            ("D3088", decimal.is_none() && self.integer.last().is_some_and(|c| symbols.grouping == [*c])),
            ("D3089", has(&[&symbols.grouping[..], &symbols.grouping[..]].concat())),
            ("D3090", self.has_digit_before_optional(symbols)),
            ("D3091", self.has_digit_behind_optional(symbols)),
            ("D3092", has_percent && self.exponent.as_ref().is_some_and(|exponent| !exponent.is_empty())),
            (
                "D3093",
                self.exponent
                    .as_ref()
                    .is_some_and(|part| part.is_empty() || part.iter().any(|c| !symbols.is_digit(*c))),
            ),
        ];
        match rules.iter().rev().find(|(_, is_broken)| *is_broken) {
            Some((code, _)) => Err(Fault::new(code)),
            None => Ok(()),
        }
    }

    fn has_digit_before_optional(&self, symbols: &Symbols) -> bool {
        find(&self.integer, &symbols.optional_digit, 0)
            .is_some_and(|at| self.integer[..at].iter().any(|c| symbols.is_digit(*c)))
    }

    fn has_digit_behind_optional(&self, symbols: &Symbols) -> bool {
        let last = self.fraction.iter().rposition(|c| symbols.optional_digit == [*c]);
        last.is_some_and(|at| self.fraction[at..].iter().any(|c| symbols.is_digit(*c)))
    }

    pub(super) fn sizes(&self, symbols: &Symbols) -> Sizes {
        let digits = |part: &[char]| part.iter().filter(|c| symbols.is_digit(**c)).count();
        let scaling = digits(&self.integer);
        let mut sizes = Sizes {
            least_integer: scaling,
            scaling,
            least_fraction: digits(&self.fraction),
            most_fraction: self.fraction.iter().filter(|c| symbols.is_any_digit(**c)).count(),
            least_exponent: self.exponent.as_ref().map_or(0, |part| digits(part)),
        };
        let has_exponent = self.exponent.is_some();
        if sizes.least_integer == 0 && sizes.most_fraction == 0 {
            if has_exponent {
                sizes.least_fraction = 1;
                sizes.most_fraction = 1;
            } else {
                sizes.least_integer = 1;
            }
        }
        if has_exponent && sizes.least_integer == 0 && find(&self.integer, &symbols.optional_digit, 0).is_some() {
            sizes.least_integer = 1;
        }
        if sizes.least_integer == 0 && sizes.least_fraction == 0 {
            sizes.least_fraction = 1;
        }
        sizes
    }

    /// How many digits stand to the right of each separator of the integer part, and the
    /// distance between them when it is always the same.
    pub(super) fn integer_groups(&self, symbols: &Symbols) -> (Vec<usize>, Option<usize>) {
        let mut positions = Vec::new();
        let mut next = find(&self.integer, &symbols.grouping, 0);
        while let Some(at) = next {
            positions.push(self.integer[at..].iter().filter(|c| symbols.is_any_digit(**c)).count());
            next = find(&self.integer, &symbols.grouping, at + 1);
        }
        let regular = regular_distance(&positions);
        (positions, regular)
    }

    /// How many digits stand to the left of each separator of the fraction. The reference finds
    /// the first one here and looks for further ones in the integer part.
    pub(super) fn fraction_groups(&self, symbols: &Symbols) -> Vec<usize> {
        let mut positions = Vec::new();
        let mut next = find(&self.fraction, &symbols.grouping, 0);
        while let Some(at) = next {
            let cut = at.min(self.fraction.len());
            positions.push(self.fraction[..cut].iter().filter(|c| symbols.is_any_digit(**c)).count());
            next = find(&self.integer, &symbols.grouping, at + 1);
        }
        positions
    }
}

/// The distance of separators that stand at all its multiples.
pub(in crate::builtins) fn regular_distance(positions: &[usize]) -> Option<usize> {
    let factor = positions.iter().copied().reduce(greatest_common_divisor).filter(|factor| *factor > 0)?;
    let is_regular = (1..=positions.len()).all(|n| positions.contains(&(n * factor)));
    is_regular.then_some(factor)
}

fn greatest_common_divisor(a: usize, b: usize) -> usize {
    if b == 0 { a } else { greatest_common_divisor(b, a % b) }
}
