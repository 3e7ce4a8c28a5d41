//! Pictures of whole numbers: `#,##0`, `w`, `Ww`, `I`, `a`, with `;o` for ordinals.

use super::{digits, letters, words};
use crate::builtins::format_number::regular_distance;
use crate::error::Fault;
use crate::value::{Item, number_text};

/// The zeros of the digit families a picture may use.
const ZEROS: [u32; 37] = [
    0x30, 0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0DE6,
    0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40,
    0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10,
];

/// How a whole number is written.
#[derive(Clone, Debug)]
pub(crate) struct IntegerPicture {
    pub(crate) primary: Primary,
    pub(crate) case: Case,
    pub(crate) is_ordinal: bool,
    /// The fewest digits.
    pub(crate) mandatory_digits: usize,
    pub(crate) optional_digits: usize,
    /// In a date with the next number right behind this one: exactly so many digits are read.
    pub(crate) read_width: Option<usize>,
    pub(crate) grouping: Grouping,
    /// The code of its family's zero.
    pub(crate) zero: u32,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Primary {
    Decimal,
    Letters,
    Roman,
    Words,
    /// Something else, which nobody can count in.
    Sequence(String),
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Case {
    Upper,
    Lower,
    Title,
}

/// Where separators stand, counted in digits from the right.
#[derive(Clone, Debug)]
pub(crate) enum Grouping {
    Regular { distance: usize, separator: char },
    Irregular(Vec<(usize, char)>),
}

impl IntegerPicture {
    pub(crate) fn parse(picture: &str) -> Result<Self, Fault> {
        let (primary, modifier) = picture.rsplit_once(';').unwrap_or((picture, ""));
        let mut parsed = Self {
            primary: Primary::Decimal,
            case: Case::Lower,
            is_ordinal: modifier.starts_with('o'),
            mandatory_digits: 0,
            optional_digits: 0,
            read_width: None,
            grouping: Grouping::Irregular(Vec::new()),
            zero: 0x30,
        };
        (parsed.primary, parsed.case) = match primary {
            "A" => (Primary::Letters, Case::Upper),
            "a" => (Primary::Letters, Case::Lower),
            "I" => (Primary::Roman, Case::Upper),
            "i" => (Primary::Roman, Case::Lower),
            "W" => (Primary::Words, Case::Upper),
            "Ww" => (Primary::Words, Case::Title),
            "w" => (Primary::Words, Case::Lower),
            _ => {
                parsed.parse_digits(primary)?;
                return Ok(parsed);
            }
        };
        Ok(parsed)
    }

    fn parse_digits(&mut self, primary: &str) -> Result<(), Fault> {
        let mut family = None;
        let mut separators = Vec::new();
        for c in primary.chars().rev() {
            let zero = ZEROS.into_iter().find(|zero| (*zero..*zero + 10).contains(&(c as u32)));
            match (zero, c) {
                (Some(zero), _) => {
                    if *family.get_or_insert(zero) != zero {
                        return Err(Fault::new("D3131"));
                    }
                    self.mandatory_digits += 1;
                }
                (None, '#') => self.optional_digits += 1,
                (None, separator) => separators.push((self.mandatory_digits + self.optional_digits, separator)),
            }
        }
        let Some(zero) = family else {
            self.primary = Primary::Sequence(primary.to_owned());
            return Ok(());
        };
        self.zero = zero;
        self.grouping = regular(&separators).unwrap_or(Grouping::Irregular(separators));
        Ok(())
    }

    /// The text of a whole number.
    pub(crate) fn format(&self, number: f64) -> Result<String, Fault> {
        let magnitude = number.abs();
        let text = match &self.primary {
            Primary::Decimal => digits::format(&number_text(magnitude), self),
            Primary::Letters => letters::format(magnitude, self.case == Case::Upper),
            Primary::Roman => self.cased(letters::format_roman(magnitude)),
            Primary::Words => self.cased(words::format(magnitude, self.is_ordinal)),
            Primary::Sequence(token) => return Err(unsupported(token)),
        };
        Ok(if number < 0.0 { format!("-{text}") } else { text })
    }

    fn cased(&self, text: String) -> String {
        match self.case {
            Case::Upper => text.to_uppercase(),
            Case::Lower => text.to_lowercase(),
            Case::Title => text,
        }
    }

    pub(crate) fn check_readable(&self) -> Result<(), Fault> {
        match &self.primary {
            Primary::Sequence(token) => Err(unsupported(token)),
            _ => Ok(()),
        }
    }

    /// The number a text stands for; NaN when it stands for none.
    pub(crate) fn read(&self, text: &str) -> f64 {
        match self.primary {
            Primary::Decimal => digits::read(text, self),
            Primary::Letters => letters::read(text, self.case == Case::Upper),
            Primary::Roman if self.case == Case::Upper => letters::read_roman(text),
            Primary::Roman => letters::read_roman(&text.to_uppercase()),
            Primary::Words => words::read(&text.to_lowercase()),
            Primary::Sequence(_) => f64::NAN,
        }
    }

    /// How long a text at the start of `text` could be one of these numbers, longest first.
    pub(crate) fn candidate_lengths(&self, text: &str) -> Vec<usize> {
        match self.primary {
            Primary::Decimal => digits::candidate_lengths(text, self),
            Primary::Letters => run(text, |c| c.is_ascii_alphabetic()),
            Primary::Roman => run(text, |c| "MDCLXVI".contains(c.to_ascii_uppercase())),
            Primary::Words => words::candidate_lengths(text),
            Primary::Sequence(_) => Vec::new(),
        }
    }
}

/// The lengths of one or more characters of a kind, longest first.
pub(crate) fn run(text: &str, is_part: impl Fn(char) -> bool) -> Vec<usize> {
    let longest = text.chars().take_while(|c| is_part(*c)).count();
    (1..=longest).rev().collect()
}

fn regular(separators: &[(usize, char)]) -> Option<Grouping> {
    let &(_, separator) = separators.first()?;
    if separators.iter().any(|(_, other)| *other != separator) {
        return None;
    }
    let positions: Vec<usize> = separators.iter().map(|(position, _)| *position).collect();
    regular_distance(&positions).map(|distance| Grouping::Regular { distance, separator })
}

fn unsupported(token: &str) -> Fault {
    Fault::new("D3130").value(&Item::from(token))
}
