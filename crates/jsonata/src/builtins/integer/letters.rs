//! Numbers as letters (a, b, … z, aa) and as Roman numerals.

const ROMAN: [(f64, &str); 13] = [
    (1000.0, "m"),
    (900.0, "cm"),
    (500.0, "d"),
    (400.0, "cd"),
    (100.0, "c"),
    (90.0, "xc"),
    (50.0, "l"),
    (40.0, "xl"),
    (10.0, "x"),
    (9.0, "ix"),
    (5.0, "v"),
    (4.0, "iv"),
    (1.0, "i"),
];

/// Numbers above this would be written in millions of letters.
const MAX_ROMAN: f64 = 10_000_000.0;

pub(super) fn format(number: f64, is_upper: bool) -> String {
    let first = if is_upper { b'A' } else { b'a' };
    let mut letters = Vec::new();
    let mut rest = number;
    while rest > 0.0 && rest.is_finite() {
        letters.push(char::from(first + ((rest - 1.0) % 26.0) as u8));
        rest = ((rest - 1.0) / 26.0).floor();
    }
    letters.into_iter().rev().collect()
}

pub(super) fn read(text: &str, is_upper: bool) -> f64 {
    let first = f64::from(if is_upper { b'A' } else { b'a' });
    let units: Vec<u16> = text.encode_utf16().collect();
    let values = units.into_iter().rev().map(|unit| f64::from(unit) - first + 1.0);
    values.enumerate().map(|(place, value)| value * 26_f64.powi(place as i32)).sum()
}

pub(super) fn format_roman(number: f64) -> String {
    let mut out = String::new();
    let mut rest = if number > MAX_ROMAN { 0.0 } else { number };
    for (value, numeral) in ROMAN {
        while rest >= value {
            out.push_str(numeral);
            rest -= value;
        }
    }
    out
}

pub(super) fn read_roman(text: &str) -> f64 {
    let (mut total, mut largest) = (0.0, 1.0);
    for c in text.chars().rev() {
        let value = match c {
            'M' => 1000.0,
            'D' => 500.0,
            'C' => 100.0,
            'L' => 50.0,
            'X' => 10.0,
            'V' => 5.0,
            'I' => 1.0,
            _ => f64::NAN,
        };
        if value < largest {
            total -= value;
        } else {
            largest = value;
            total += value;
        }
    }
    total
}
