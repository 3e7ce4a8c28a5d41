//! What each function does. Arguments are already counted and of the right kind.

pub(crate) mod array;
pub(crate) mod encoding;
pub(crate) mod json;
pub(crate) mod math;
pub(crate) mod text;

use ::json::Value;

/// The most characters that the encoding functions take (Developer Guide, intrinsic functions).
const MAX_CHARACTERS: usize = 10_000;

/// A number as the functions take it: rounded half up, as recorded on AWS (`-1.5` gives `-1`,
/// `2.5` gives `3`), and within 32 bits.
fn integer(value: &Value) -> Result<i64, String> {
    let number = match (value.as_i64(), value.as_f64()) {
        (Some(whole), _) => whole,
        (None, Some(number)) => (number + 0.5).floor() as i64,
        (None, None) => return Err("A number is expected".into()),
    };
    if i32::try_from(number).is_err() {
        return Err(format!("The number {number} is not between {} and {}", i32::MIN, i32::MAX));
    }
    Ok(number)
}

fn string(value: &Value) -> Result<&str, String> {
    value.as_str().ok_or_else(|| "A string is expected".into())
}

fn short_string(value: &Value) -> Result<&str, String> {
    let text = string(value)?;
    if text.encode_utf16().count() > MAX_CHARACTERS {
        return Err(format!("The text is longer than {MAX_CHARACTERS} characters"));
    }
    Ok(text)
}

fn items(value: &Value) -> Result<&[Value], String> {
    value.as_array().map(|array| &array[..]).ok_or_else(|| "An array is expected".into())
}
