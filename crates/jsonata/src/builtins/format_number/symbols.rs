//! The characters a picture is written in, and searching texts for them.

use crate::value::{Item, members};

pub(super) type Chars = Vec<char>;

/// What each role in a picture is written as.
pub(super) struct Symbols {
    pub(super) decimal: Chars,
    pub(super) grouping: Chars,
    pub(super) exponent: Chars,
    pub(super) minus_sign: Chars,
    pub(super) percent: Chars,
    pub(super) per_mille: Chars,
    pub(super) optional_digit: Chars,
    pub(super) pattern_separator: Chars,
    /// The ten digits.
    pub(super) digits: [char; 10],
}

impl Symbols {
    /// The defaults, with what `options` changes.
    pub(super) fn new(options: Option<&Item>) -> Self {
        let options = options.map(members).unwrap_or_default();
        let symbol = |name: &str, default: &str| -> Chars {
            let given = options.iter().find(|(key, _)| &**key == name).and_then(|(_, value)| value.text());
            given.map_or(default, |text| text).chars().collect()
        };
        let zero = symbol("zero-digit", "0").first().copied().unwrap_or('0');
        Self {
            decimal: symbol("decimal-separator", "."),
            grouping: symbol("grouping-separator", ","),
            exponent: symbol("exponent-separator", "e"),
            minus_sign: symbol("minus-sign", "-"),
            percent: symbol("percent", "%"),
            per_mille: symbol("per-mille", "\u{2030}"),
            optional_digit: symbol("digit", "#"),
            pattern_separator: symbol("pattern-separator", ";"),
            digits: std::array::from_fn(|n| char::from_u32(zero as u32 + n as u32).unwrap_or(zero)),
        }
    }

    pub(super) fn is_digit(&self, c: char) -> bool {
        self.digits.contains(&c)
    }

    pub(super) fn is_any_digit(&self, c: char) -> bool {
        self.is_digit(c) || self.optional_digit == [c]
    }

    /// Does the character have a role in the number itself?
    pub(super) fn is_active(&self, c: char) -> bool {
        self.is_any_digit(c)
            || [&self.decimal, &self.exponent, &self.grouping, &self.pattern_separator]
                .iter()
                .any(|symbol| ***symbol == [c])
    }

    pub(super) fn digit_of(&self, digit: char) -> char {
        digit.to_digit(10).map_or(digit, |value| self.digits[value as usize])
    }
}

/// Where `needle` is found at `from` or later.
pub(super) fn find(text: &[char], needle: &[char], from: usize) -> Option<usize> {
    if needle.is_empty() {
        return (from <= text.len()).then_some(from);
    }
    text.windows(needle.len()).enumerate().skip(from).find(|(_, window)| *window == needle).map(|(at, _)| at)
}

/// Insert `what` before the character at `at`.
pub(super) fn insert_at(text: &mut Chars, at: usize, what: &[char]) {
    let at = at.min(text.len());
    text.splice(at..at, what.iter().copied());
}
