//! URL encoding: JavaScript's `encodeURI`, `encodeURIComponent` and their ways back.

use super::Arguments;
use crate::error::Fault;
use crate::evaluate::{Evaluated, Evaluation};
use crate::value::Item;
use std::fmt::Write;

/// Characters that stand for themselves in a component, besides letters and digits.
const UNRESERVED: &str = "-_.!~*'()";
/// Characters with a meaning in a URL.
const RESERVED: &str = ";/?:@&=+$,#";

/// Lone surrogates of string escapes are carried as the last private characters of Unicode.
const SURROGATES_AT: u32 = 0x0010_F800;

/// The stand-in for half of a surrogate pair, which UTF-8 cannot hold.
pub(crate) fn lone_surrogate(unit: u16) -> char {
    char::from_u32(SURROGATES_AT + (u32::from(unit) - 0xD800)).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// The half of a surrogate pair that a character stands in for.
pub(super) fn surrogate_unit(c: char) -> Option<u16> {
    u32::from(c).checked_sub(SURROGATES_AT).map(|offset| 0xD800 + offset as u16)
}

pub(super) fn encode_component(_: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    convert(&arguments, "encodeUrlComponent", |text| encode(text, ""))
}

pub(super) fn encode_url(_: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    convert(&arguments, "encodeUrl", |text| encode(text, RESERVED))
}

pub(super) fn decode_component(_: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    convert(&arguments, "decodeUrlComponent", |text| decode(text, ""))
}

pub(super) fn decode_url(_: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    convert(&arguments, "decodeUrl", |text| decode(text, RESERVED))
}

fn convert(arguments: &[Item], name: &str, convert: impl Fn(&str) -> Option<String>) -> Evaluated {
    let Some(text) = arguments[0].text() else { return Ok(Item::Undefined) };
    convert(text).map(Item::from).ok_or_else(|| Fault::new("D3140").text(name).value(&arguments[0]))
}

fn encode(text: &str, kept: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_alphanumeric() || UNRESERVED.contains(c) || kept.contains(c) {
            out.push(c);
        } else if surrogate_unit(c).is_some() {
            return None;
        } else {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                _ = write!(out, "%{byte:02X}");
            }
        }
    }
    Some(out)
}

/// `None` when an escape is malformed. Escapes of characters in `kept` stay as they are.
fn decode(text: &str, kept: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] != b'%' {
            out.push(bytes[at]);
            at += 1;
            continue;
        }
        let first = escaped_byte(bytes, at)?;
        let length = match first {
            0..=0x7F => 1,
            0xC2..=0xDF => 2,
            0xE0..=0xEF => 3,
            0xF0..=0xF4 => 4,
            _ => return None,
        };
        let decoded = (0..length).map(|n| escaped_byte(bytes, at + 3 * n)).collect::<Option<Vec<u8>>>()?;
        let c = std::str::from_utf8(&decoded).ok()?;
        if kept.contains(c) {
            out.extend_from_slice(&bytes[at..at + 3]);
        } else {
            out.extend_from_slice(&decoded);
        }
        at += 3 * length;
    }
    String::from_utf8(out).ok()
}

fn escaped_byte(bytes: &[u8], at: usize) -> Option<u8> {
    match bytes.get(at..at + 3)? {
        [b'%', high, low] => Some(hex(*high)? * 16 + hex(*low)?),
        _ => None,
    }
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).map(|value| value as u8)
}
