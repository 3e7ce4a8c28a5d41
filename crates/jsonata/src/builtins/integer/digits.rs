//! Numbers in decimal digits of any family.

use super::picture::{Grouping, IntegerPicture};

/// Pad, change the digit family, and set the separators.
pub(super) fn format(digits: &str, picture: &IntegerPicture) -> String {
    let padding = picture.mandatory_digits.saturating_sub(digits.chars().count());
    let shift = |c: char| char::from_u32((c as u32).wrapping_add(picture.zero).wrapping_sub(0x30)).unwrap_or(c);
    let mut out: Vec<char> = std::iter::repeat_n('0', padding).chain(digits.chars()).map(shift).collect();
    match &picture.grouping {
        Grouping::Regular { distance, separator } => {
            for group in (1..=out.len().saturating_sub(1) / distance).rev() {
                out.insert(out.len() - group * distance, *separator);
            }
        }
        Grouping::Irregular(separators) => {
            for (position, separator) in separators.iter().rev() {
                // As in the reference, a separator beyond the first digit swallows digits.
                let kept = position.saturating_sub(out.len()).min(out.len());
                if *position > out.len() {
                    out.drain(..out.len() - kept);
                }
                out.insert(out.len().saturating_sub(*position), *separator);
            }
        }
    }
    if picture.is_ordinal {
        out.extend(suffix(&out).chars());
    }
    out.into_iter().collect()
}

/// `st`, `nd`, `rd` or `th`.
fn suffix(digits: &[char]) -> &'static str {
    let is_teen = digits.len() > 1 && digits[digits.len() - 2] == '1';
    match digits.last() {
        Some('1') if !is_teen => "st",
        Some('2') if !is_teen => "nd",
        Some('3') if !is_teen => "rd",
        _ => "th",
    }
}

pub(super) fn read(text: &str, picture: &IntegerPicture) -> f64 {
    let mut chars: Vec<char> = text.chars().collect();
    if picture.is_ordinal {
        chars.truncate(chars.len().saturating_sub(2));
    }
    match &picture.grouping {
        Grouping::Regular { .. } => chars.retain(|c| *c != ','),
        Grouping::Irregular(separators) => chars.retain(|c| separators.iter().all(|(_, separator)| separator != c)),
    }
    let digits: String = chars
        .iter()
        .map(|c| char::from_u32((*c as u32).wrapping_sub(picture.zero).wrapping_add(0x30)).unwrap_or(*c))
        .collect();
    parse_int(&digits)
}

/// JavaScript's `parseInt`: blanks, a sign, and as many digits as there are; hexadecimal behind `0x`.
pub(crate) fn parse_int(text: &str) -> f64 {
    let text = text.trim_start();
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, text.strip_prefix('+').unwrap_or(text)),
    };
    if let Some(hexadecimal) = digits.strip_prefix("0x").or_else(|| digits.strip_prefix("0X")) {
        let values = hexadecimal.chars().map_while(|c| c.to_digit(16));
        return sign
            * values.fold(None, |sum, digit| Some(sum.unwrap_or(0.0) * 16.0 + f64::from(digit))).unwrap_or(f64::NAN);
    }
    let count = digits.bytes().take_while(u8::is_ascii_digit).count();
    if count == 0 { f64::NAN } else { digits[..count].parse::<f64>().map_or(f64::NAN, |value| sign * value) }
}

pub(super) fn candidate_lengths(text: &str, picture: &IntegerPicture) -> Vec<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let counts: Vec<usize> = match picture.read_width.filter(|width| *width > 0) {
        Some(width) if width <= digits => vec![width],
        Some(_) => Vec::new(),
        None => (1..=digits).rev().collect(),
    };
    if !picture.is_ordinal {
        return counts;
    }
    let has_suffix =
        |at: usize| text.get(at..at + 2).is_some_and(|end| ["th", "st", "nd", "rd"].contains(&&*end.to_lowercase()));
    counts.into_iter().filter(|count| has_suffix(*count)).map(|count| count + 2).collect()
}
