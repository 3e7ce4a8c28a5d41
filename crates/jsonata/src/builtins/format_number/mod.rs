//! `$formatNumber`: XPath's `format-number`, with the reference's reading of its picture strings.

mod picture;
mod symbols;

use super::{Arguments, number_argument};
use crate::builtins::number::round_half_even;
use crate::error::Fault;
use crate::evaluate::{Evaluated, Evaluation};
use crate::value::{Item, fixed_text};
use picture::Picture;
pub(in crate::builtins) use picture::regular_distance;
use symbols::{Chars, Symbols, find, insert_at};

/// The most decimals JavaScript prints.
const MAX_DECIMALS: usize = 100;

pub(super) fn format_number(_: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    let Some(number) = number_argument(&arguments, 0) else { return Ok(Item::Undefined) };
    let Some(picture) = arguments.get(1).and_then(Item::text) else { return Ok(Item::Undefined) };
    let symbols = Symbols::new(arguments.get(2));
    let picture = choose(picture, &symbols, number)?;
    Ok(format(number, &picture, &symbols).into())
}

/// The sub-picture for the number's sign; a single one serves both, with a minus sign for negatives.
fn choose(text: &str, symbols: &Symbols, number: f64) -> Result<Picture, Fault> {
    let separator: String = symbols.pattern_separator.iter().collect();
    let parts: Vec<&str> = if separator.is_empty() { vec![text] } else { text.split(&*separator).collect() };
    if parts.len() > 2 {
        return Err(Fault::new("D3080"));
    }
    let mut pictures = Vec::new();
    for part in parts {
        pictures.push(Picture::split(&part.chars().collect::<Chars>(), symbols));
    }
    for picture in &pictures {
        picture.check(symbols)?;
    }
    let is_negative = number < 0.0 || number.is_nan();
    let mut chosen = pictures.swap_remove(if is_negative && pictures.len() == 2 { 1 } else { 0 });
    if is_negative && pictures.is_empty() {
        chosen.prefix.splice(0..0, symbols.minus_sign.iter().copied());
    }
    Ok(chosen)
}

fn format(number: f64, picture: &Picture, symbols: &Symbols) -> String {
    let sizes = picture.sizes(symbols);
    let has = |symbol: &[char]| find(&picture.text, symbol, 0).is_some();
    let factor = if has(&symbols.percent) {
        100.0
    } else if has(&symbols.per_mille) {
        1000.0
    } else {
        1.0
    };
    let (mantissa, exponent) = scale(number * factor, sizes.scaling, sizes.least_exponent);
    let most = sizes.most_fraction.min(MAX_DECIMALS);
    let mut digits = digits_of(round_half_even(mantissa, most as f64), most, symbols);
    trim_and_pad(&mut digits, sizes.least_integer, sizes.least_fraction, symbols);
    insert_groups(&mut digits, picture, symbols);
    let point = find(&digits, &symbols.decimal, 0).unwrap_or(digits.len());
    if !has(&symbols.decimal) || point + 1 == digits.len() {
        digits.pop();
    }
    let mut out = picture.prefix.clone();
    out.append(&mut digits);
    if let Some(exponent) = exponent {
        append_exponent(&mut out, exponent, sizes.least_exponent, symbols);
    }
    out.extend_from_slice(&picture.suffix);
    out.into_iter().collect()
}

/// Move the point so that as many digits stand before it as the picture has, if it has an exponent.
fn scale(number: f64, scaling: usize, least_exponent: usize) -> (f64, Option<i32>) {
    if least_exponent == 0 {
        return (number, None);
    }
    let most = 10_f64.powi(scaling as i32);
    let least = 10_f64.powi(scaling as i32 - 1);
    let (mut mantissa, mut exponent) = (number, 0);
    if mantissa != 0.0 && mantissa.is_finite() {
        while mantissa.abs() < least {
            mantissa *= 10.0;
            exponent -= 1;
        }
        while mantissa.abs() > most {
            mantissa /= 10.0;
            exponent += 1;
        }
    }
    (mantissa, Some(exponent))
}

/// The digits with a decimal separator, in the picture's digit family.
fn digits_of(number: f64, decimals: usize, symbols: &Symbols) -> Chars {
    let text = fixed_text(number.abs(), decimals);
    let mut out = Chars::new();
    for c in text.chars() {
        match c {
            '.' => out.extend_from_slice(&symbols.decimal),
            digit => out.push(symbols.digit_of(digit)),
        }
    }
    if !text.contains('.') {
        out.extend_from_slice(&symbols.decimal);
    }
    out
}

fn trim_and_pad(digits: &mut Chars, least_integer: usize, least_fraction: usize, symbols: &Symbols) {
    let zero = symbols.digits[0];
    let leading = digits.iter().take_while(|c| **c == zero).count();
    digits.drain(..leading);
    while digits.last() == Some(&zero) {
        digits.pop();
    }
    let point = find(digits, &symbols.decimal, 0).unwrap_or(digits.len());
    let missing = least_integer.saturating_sub(point);
    digits.splice(0..0, std::iter::repeat_n(zero, missing));
    let fraction = digits.len().saturating_sub(point + missing + 1);
    digits.extend(std::iter::repeat_n(zero, least_fraction.saturating_sub(fraction)));
}

fn insert_groups(digits: &mut Chars, picture: &Picture, symbols: &Symbols) {
    let separator = &symbols.grouping;
    let mut point = find(digits, &symbols.decimal, 0).unwrap_or(digits.len());
    let (positions, regular) = picture.integer_groups(symbols);
    if let Some(distance) = regular {
        for group in 1..=point.saturating_sub(1) / distance {
            insert_at(digits, point - group * distance, separator);
        }
    } else {
        for position in positions {
            // Before the first digit the reference counts from the end, as JavaScript slices.
            let from_end = (digits.len() + point).saturating_sub(position);
            insert_at(digits, point.checked_sub(position).unwrap_or(from_end), separator);
            point += 1;
        }
    }
    let point = find(digits, &symbols.decimal, 0).unwrap_or(digits.len());
    for position in picture.fraction_groups(symbols) {
        let at = (position + point + 1).min(digits.len());
        insert_at(digits, at, separator);
    }
}

fn append_exponent(out: &mut Chars, exponent: i32, least: usize, symbols: &Symbols) {
    let digits: Chars = exponent.abs().to_string().chars().map(|digit| symbols.digit_of(digit)).collect();
    out.extend_from_slice(&symbols.exponent);
    if exponent < 0 {
        out.extend_from_slice(&symbols.minus_sign);
    }
    out.extend(std::iter::repeat_n(symbols.digits[0], least.saturating_sub(digits.len())));
    out.extend(digits);
}
