//! Sets of characters.

/// A set of characters, as ranges.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Class {
    pub(crate) ranges: Vec<(char, char)>,
    pub(crate) is_negated: bool,
}

const DIGITS: &[(char, char)] = &[('0', '9')];
const WORD: &[(char, char)] = &[('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')];
const BLANKS: &[(char, char)] = &[
    ('\t', '\r'),
    (' ', ' '),
    ('\u{a0}', '\u{a0}'),
    ('\u{1680}', '\u{1680}'),
    ('\u{2000}', '\u{200a}'),
    ('\u{2028}', '\u{2029}'),
    ('\u{202f}', '\u{202f}'),
    ('\u{205f}', '\u{205f}'),
    ('\u{3000}', '\u{3000}'),
    ('\u{feff}', '\u{feff}'),
];

impl Class {
    /// What `\d`, `\w`, `\s` and their capitals stand for.
    pub(crate) fn escape(letter: char) -> Option<Self> {
        let ranges = match letter.to_ascii_lowercase() {
            'd' => DIGITS,
            'w' => WORD,
            's' => BLANKS,
            _ => return None,
        };
        Some(Self { ranges: ranges.to_vec(), is_negated: letter.is_ascii_uppercase() })
    }

    /// Add all of another class.
    pub(crate) fn extend(&mut self, other: Class) {
        if other.is_negated {
            self.ranges.extend(complement(other.ranges));
        } else {
            self.ranges.extend(other.ranges);
        }
    }

    pub(crate) fn contains(&self, c: char, ignores_case: bool) -> bool {
        let found = self.lists(c) || ignores_case && variants(c).any(|variant| self.lists(variant));
        found != self.is_negated
    }

    fn lists(&self, c: char) -> bool {
        self.ranges.iter().any(|&(from, to)| from <= c && c <= to)
    }
}

fn complement(mut ranges: Vec<(char, char)>) -> Vec<(char, char)> {
    ranges.sort_unstable();
    let mut out = Vec::new();
    let mut next = '\0';
    for (from, to) in ranges {
        if let Some(before) = before(from).filter(|&before| next <= before) {
            out.push((next, before));
        }
        next = after(to).unwrap_or(char::MAX).max(next);
    }
    out.push((next, char::MAX));
    out
}

// The characters next to `c`, over the gap of the surrogates.
fn before(c: char) -> Option<char> {
    ('\0'..c).next_back()
}

fn after(c: char) -> Option<char> {
    (c..=char::MAX).nth(1)
}

/// The other cases of a character that are one character.
fn variants(c: char) -> impl Iterator<Item = char> {
    [single(c.to_lowercase()), single(c.to_uppercase())].into_iter().flatten()
}

/// The form in which characters are compared when case does not count: upper case, unless that
/// is several characters or leads from outside ASCII into it (ECMA-262, Canonicalize).
pub(crate) fn canonical(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_uppercase();
    }
    single(c.to_uppercase()).filter(|upper| !upper.is_ascii()).unwrap_or(c)
}

fn single(mut chars: impl Iterator<Item = char>) -> Option<char> {
    let first = chars.next()?;
    chars.next().is_none().then_some(first)
}

/// Does it count as part of a word, for `\b`?
pub(crate) fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// The characters that end a line.
pub(crate) fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}')
}
