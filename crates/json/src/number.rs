//! Numbers as AWS reads and prints them.

use std::fmt;
use std::rc::Rc;

/// A JSON number. Whole numbers stay exact however long they are; a number with a fraction
/// or an exponent is a double, as in the Java libraries that AWS uses.
#[derive(Clone, Debug)]
pub enum Number {
    /// A whole number that fits 64 bits.
    Int(i64),
    /// A whole number that does not, as its decimal digits with an optional sign.
    Big(Rc<str>),
    /// A double; never NaN or infinite.
    Float(f64),
}

impl Number {
    /// A number for the result of double arithmetic: whole results up to 2⁵³ become [`Number::Int`].
    /// `None` for NaN and the infinities, which JSON cannot carry.
    pub fn from_f64(value: f64) -> Option<Self> {
        if !value.is_finite() {
            None
        } else if value.fract() == 0.0 && value.abs() <= 9_007_199_254_740_992.0 {
            Some(Self::Int(value as i64))
        } else {
            Some(Self::Float(value))
        }
    }

    /// From the text of a JSON number. `None` when it overflows a double.
    pub fn parse(text: &str) -> Option<Self> {
        if text.bytes().any(|b| matches!(b, b'.' | b'e' | b'E')) {
            return text.parse().ok().filter(|value: &f64| value.is_finite()).map(Self::Float);
        }
        Some(text.parse().map_or_else(|_| Self::Big(text.into()), Self::Int))
    }

    /// As a double; long whole numbers lose digits.
    pub fn as_f64(&self) -> f64 {
        match self {
            Self::Int(value) => *value as f64,
            Self::Big(digits) => digits.parse().unwrap_or(f64::MAX),
            Self::Float(value) => *value,
        }
    }

    /// As a 64-bit whole number, unless it is written with a fraction or too long.
    pub fn as_i64(&self) -> Option<i64> {
        match self {
            Self::Int(value) => Some(*value),
            _ => None,
        }
    }

    /// Length of its text in bytes.
    pub fn bytes(&self) -> usize {
        match self {
            Self::Int(value) => {
                let digits = value.unsigned_abs().checked_ilog10().map_or(1, |log| log as usize + 1);
                digits + usize::from(*value < 0)
            }
            Self::Big(digits) => digits.len(),
            Self::Float(_) => self.to_string().len(),
        }
    }
}

/// Equal in value: `1` equals `1.0`.
impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Int(a), Self::Int(b)) => a == b,
            (Self::Big(a), Self::Big(b)) => a == b,
            (a, b) => a.as_f64() == b.as_f64(),
        }
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        match (self, other) {
            (Self::Int(a), Self::Int(b)) => Some(a.cmp(b)),
            (a, b) => a.as_f64().partial_cmp(&b.as_f64()),
        }
    }
}

/// As Java prints it: `1.0`, `0.001`, `1.0E10`, `1.0E-4`.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Int(value) => value.fmt(f),
            Self::Big(digits) => f.write_str(digits),
            Self::Float(value) if *value == 0.0 || (1e-3..1e7).contains(&value.abs()) => write!(f, "{value:?}"),
            Self::Float(value) => {
                let text = format!("{value:e}");
                let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
                let point = if mantissa.contains('.') { "" } else { ".0" };
                write!(f, "{mantissa}{point}E{exponent}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Number;

    #[test]
    fn numbers_print_as_java_prints_them() {
        for (text, printed) in [
            ("0", "0"),
            ("-0", "0"),
            ("-0.0", "-0.0"),
            ("1.0", "1.0"),
            ("1.10", "1.1"),
            ("3.1415926535897932385", "3.141592653589793"),
            ("1e2", "100.0"),
            ("1E7", "1.0E7"),
            ("12345678.5", "1.23456785E7"),
            ("0.0001", "1.0E-4"),
            ("0.001", "0.001"),
            ("9007199254740993", "9007199254740993"),
            ("-9223372036854775808", "-9223372036854775808"),
            ("123456789012345678901234567890", "123456789012345678901234567890"),
        ] {
            let number = Number::parse(text).unwrap();
            assert_eq!(number.to_string(), printed, "{text}");
            assert_eq!(number.bytes(), printed.len(), "{text}");
        }
        assert!(Number::parse("1e999").is_none());
    }
}
