//! Numeric functions.

use super::{Arguments, number_argument};
use crate::error::Fault;
use crate::evaluate::{Evaluated, Evaluation};
use crate::value::{Item, number_text};

pub(super) fn number(_: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    match &arguments[0] {
        Item::Undefined => Ok(Item::Undefined),
        Item::Bool(value) => Ok(Item::Number(f64::from(u8::from(*value)))),
        Item::String(text) => {
            parse(text).map(Item::Number).ok_or_else(|| Fault::new("D3030").index(1).value(&arguments[0]))
        }
        other => match other.number() {
            Some(_) => Ok(other.clone()),
            None => Err(Fault::new("D3030").index(1).value(other)),
        },
    }
}

/// A JSON-like number, or one in base 16, 8 or 2 with its prefix.
fn parse(text: &str) -> Option<f64> {
    if is_decimal(text.as_bytes()) {
        return text.parse().ok().filter(|number: &f64| number.is_finite());
    }
    has_prefix(text.as_bytes()).then(|| parse_prefixed(text).unwrap_or(f64::NAN))
}

/// The reference's pattern is looser than meant: it finds an octal number anywhere in the text,
/// and a binary one at its end, and then gives NaN.
fn has_prefix(bytes: &[u8]) -> bool {
    let is_hexadecimal = matches!(bytes, [b'0', b'x' | b'X', digit, ..] if digit.is_ascii_hexdigit());
    let has_octal = bytes.windows(3).any(|window| matches!(window, [b'0', b'o' | b'O', b'0'..=b'7']));
    let digits = bytes.iter().rev().take_while(|byte| matches!(byte, b'0' | b'1')).count();
    let ends_in_binary = digits > 0 && matches!(bytes[..bytes.len() - digits], [.., b'0', b'b' | b'B']);
    is_hexadecimal || has_octal || ends_in_binary
}

fn parse_prefixed(text: &str) -> Option<f64> {
    let (radix, digits) = match text.get(..2)? {
        "0x" | "0X" => (16, &text[2..]),
        "0o" | "0O" => (8, &text[2..]),
        "0b" | "0B" => (2, &text[2..]),
        _ => return None,
    };
    digits.chars().try_fold(0.0, |value, c| Some(value * f64::from(radix) + f64::from(c.to_digit(radix)?)))
}

/// `-?[0-9]+(\.[0-9]+)?([Ee][-+]?[0-9]+)?`
fn is_decimal(bytes: &[u8]) -> bool {
    let digits = |bytes: &[u8]| bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let rest = bytes.strip_prefix(b"-").unwrap_or(bytes);
    let whole = digits(rest);
    let mut rest = &rest[whole..];
    if let [b'.', fraction @ ..] = rest {
        let count = digits(fraction);
        if count == 0 {
            return false;
        }
        rest = &fraction[count..];
    }
    if let [b'e' | b'E', exponent @ ..] = rest {
        let exponent = if let [b'+' | b'-', unsigned @ ..] = exponent { unsigned } else { exponent };
        let count = digits(exponent);
        if count == 0 {
            return false;
        }
        rest = &exponent[count..];
    }
    whole > 0 && rest.is_empty()
}

fn map(arguments: &[Item], apply: impl Fn(f64) -> f64) -> Evaluated {
    Ok(number_argument(arguments, 0).map(apply).into())
}

pub(super) fn abs(_: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    map(&arguments, f64::abs)
}

pub(super) fn floor(_: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    map(&arguments, f64::floor)
}

pub(super) fn ceil(_: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    map(&arguments, f64::ceil)
}

pub(super) fn round(_: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    let precision = number_argument(&arguments, 1).unwrap_or(0.0);
    map(&arguments, |number| round_half_even(number, precision))
}

/// To a number of decimals, halves to the even neighbour. The point is moved in the decimal
/// text, so that 1.005 has its half where a person sees it.
pub(crate) fn round_half_even(number: f64, precision: f64) -> f64 {
    let shifted = shift_point(number, precision);
    let mut result = javascript_round(shifted);
    if (result - shifted).abs() == 0.5 && (result % 2.0).abs() == 1.0 {
        result -= 1.0;
    }
    let result = shift_point(result, -precision);
    if result == 0.0 { 0.0 } else { result }
}

fn shift_point(number: f64, places: f64) -> f64 {
    if places == 0.0 || places.is_nan() {
        return number;
    }
    let text = number_text(number);
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let exponent = exponent.trim_start_matches('+').parse().unwrap_or(0.0) + places;
    format!("{mantissa}e{exponent}").parse().unwrap_or(f64::NAN)
}

/// `Math.round`: halves up.
fn javascript_round(number: f64) -> f64 {
    let floor = number.floor();
    if number - floor >= 0.5 { floor + 1.0 } else { floor }
}

pub(super) fn sqrt(_: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    match number_argument(&arguments, 0) {
        Some(number) if number < 0.0 => Err(Fault::new("D3060").index(1).value(&arguments[0])),
        number => Ok(number.map(f64::sqrt).into()),
    }
}

pub(super) fn power(_: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    let Some(base) = number_argument(&arguments, 0) else { return Ok(Item::Undefined) };
    let exponent = number_argument(&arguments, 1).unwrap_or(f64::NAN);
    // JavaScript gives NaN where C gives 1.
    let is_odd = exponent.is_nan() || base.abs() == 1.0 && exponent.is_infinite();
    let result = if is_odd { f64::NAN } else { base.powf(exponent) };
    if result.is_finite() {
        return Ok(result.into());
    }
    Err(Fault::new("D3061").index(1).value(&arguments[0]).value2(arguments.get(1).unwrap_or(&Item::Undefined)))
}

pub(super) fn random(evaluation: &mut Evaluation<'_>, _: Arguments) -> Evaluated {
    Ok(evaluation.host.random.unit().into())
}

pub(super) fn format_base(_: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    let Some(number) = number_argument(&arguments, 0) else { return Ok(Item::Undefined) };
    let radix = number_argument(&arguments, 1).map_or(10.0, |radix| round_half_even(radix, 0.0));
    if !(2.0..=36.0).contains(&radix) {
        return Err(Fault::new("D3100").value(&Item::Number(radix)));
    }
    Ok(in_base(round_half_even(number, 0.0), radix).into())
}

/// A whole number in a base, as V8 prints it: digits a double does not hold are zeros.
fn in_base(number: f64, radix: f64) -> String {
    if radix == 10.0 || !number.is_finite() {
        return number_text(number);
    }
    let mut rest = number.abs();
    let mut digits = Vec::new();
    while rest >= 9_007_199_254_740_992.0 {
        rest /= radix;
        digits.push('0');
    }
    rest = rest.trunc();
    loop {
        let digit = rest % radix;
        digits.extend(char::from_digit(digit as u32, radix as u32));
        rest = (rest - digit) / radix;
        if rest <= 0.0 {
            break;
        }
    }
    if number < 0.0 {
        digits.push('-');
    }
    digits.into_iter().rev().collect()
}
