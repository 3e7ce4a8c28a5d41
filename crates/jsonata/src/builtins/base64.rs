//! Base64, over characters up to U+00FF as bytes: what `btoa` and `atob` do.

use super::Arguments;
use crate::evaluate::{Evaluated, Evaluation};
use crate::value::Item;

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

pub(super) fn encode(_: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    let Some(text) = arguments[0].text() else { return Ok(Item::Undefined) };
    let bytes: Vec<u8> = text.encode_utf16().map(|unit| unit as u8).collect();
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let group = chunk.iter().fold(0_u32, |group, byte| group << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let sextet = (group >> (18 - 6 * place)) as usize % 64;
            out.push(if place <= chunk.len() { char::from(ALPHABET[sextet]) } else { '=' });
        }
    }
    Ok(out.into())
}

/// Characters outside the alphabet are skipped, and `=` ends the text, as in Node.
pub(super) fn decode(_: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    let Some(text) = arguments[0].text() else { return Ok(Item::Undefined) };
    let (mut group, mut bits) = (0_u32, 0);
    let mut out = String::new();
    for byte in text.bytes().take_while(|byte| *byte != b'=') {
        let Some(sextet) = sextet(byte) else { continue };
        group = group << 6 | sextet;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.push(char::from((group >> bits) as u8));
        }
    }
    Ok(out.into())
}

fn sextet(byte: u8) -> Option<u32> {
    let byte = match byte {
        b'-' => b'+',
        b'_' => b'/',
        other => other,
    };
    ALPHABET.iter().position(|letter| *letter == byte).map(|place| place as u32)
}
