//! Base64 and hashes.

use super::{MAX_CHARACTERS, short_string, string};
use json::Value;
use md5::{Digest, Md5};
use sha1::Sha1;
use sha2::{Sha256, Sha384, Sha512};
use std::borrow::Cow;

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// A text as it is, any other value as its JSON.
pub(crate) fn hash(arguments: &[Value]) -> Result<Value, String> {
    let data = match &arguments[0] {
        Value::String(text) => Cow::from(&**text),
        other => Cow::from(other.to_string()),
    };
    if data.encode_utf16().count() > MAX_CHARACTERS {
        return Err(format!("The data is longer than {MAX_CHARACTERS} characters"));
    }
    let digest = match string(&arguments[1])? {
        "MD5" => Md5::digest(data.as_bytes()).to_vec(),
        "SHA-1" => Sha1::digest(data.as_bytes()).to_vec(),
        "SHA-256" => Sha256::digest(data.as_bytes()).to_vec(),
        "SHA-384" => Sha384::digest(data.as_bytes()).to_vec(),
        "SHA-512" => Sha512::digest(data.as_bytes()).to_vec(),
        other => return Err(format!("The algorithm {other} is none of MD5, SHA-1, SHA-256, SHA-384, SHA-512")),
    };
    Ok(digest.iter().map(|byte| format!("{byte:02x}")).collect::<String>().into())
}

pub(crate) fn base64_encode(arguments: &[Value]) -> Result<Value, String> {
    let text = short_string(&arguments[0])?;
    let mut out = String::with_capacity(text.len().div_ceil(3) * 4);
    for chunk in text.as_bytes().chunks(3) {
        let bits = chunk.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * place) & 63) as usize];
            out.push(if place <= chunk.len() { char::from(digit) } else { '=' });
        }
    }
    Ok(out.into())
}

/// As Java's decoder: the padding may be missing, anything else must be right. Bytes that are
/// no UTF-8 become replacement characters.
pub(crate) fn base64_decode(arguments: &[Value]) -> Result<Value, String> {
    let text = short_string(&arguments[0])?;
    let digits = text.trim_end_matches('=');
    let padding = text.len() - digits.len();
    let rest = digits.len() % 4;
    if rest == 1 || padding > 0 && (rest == 0 || padding != 4 - rest) {
        return Err("The text is not Base64: its length is wrong".into());
    }
    let mut bytes = Vec::with_capacity(digits.len() * 3 / 4);
    for chunk in digits.as_bytes().chunks(4) {
        let bits = chunk.iter().try_fold(0_u32, |bits, byte| digit_value(*byte).map(|value| bits << 6 | value))?;
        let bits = bits << (6 * (4 - chunk.len()));
        bytes.extend(bits.to_be_bytes()[1..chunk.len()].iter());
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned().into())
}

fn digit_value(byte: u8) -> Result<u32, String> {
    let value = DIGITS.iter().position(|digit| *digit == byte);
    value.map(|value| value as u32).ok_or_else(|| format!("The text is not Base64: illegal character {byte:#04x}"))
}
