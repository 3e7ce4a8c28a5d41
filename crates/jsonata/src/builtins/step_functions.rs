//! What Step Functions adds to JSONata (Developer Guide, "Transforming data with JSONata in Step Functions").
//!
//! Whole-number arguments lose their fraction. What is refused and what is undefined, others
//! measured on AWS (floci#2676); the texts of refusals are ours.

use super::{Arguments, number_argument};
use crate::error::Fault;
use crate::evaluate::{Evaluated, Evaluation, too_big};
use crate::value::{Item, from_json};
use host::JavaRandom;
use md5::Md5;
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};
use std::fmt::Write;

/// Most numbers that `$range` makes (floci#2790, measured on AWS).
const MAX_RANGE: f64 = 360_145.0;

fn refuse(text: impl Into<String>) -> Fault {
    Fault::new("D3137").text(text)
}

/// `$partition(array, size)`
pub(super) fn partition(evaluation: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    let Some(items) = arguments[0].items() else { return Ok(Item::Undefined) };
    let Some(size) = number_argument(&arguments, 1).map(f64::trunc).filter(|size| *size != 0.0) else {
        return Ok(Item::Undefined);
    };
    if size < 0.0 {
        return Err(refuse("The second argument of the partition function must be a number greater than zero"));
    }
    evaluation.spend(items.len() as u64)?;
    let chunks = items.to_vec().chunks(size as usize).map(|chunk| Item::array(chunk.to_vec())).collect();
    Ok(Item::sequence(chunks))
}

/// `$range(first, last, step)`, both ends included. A sequence: of one number it is that number (recorded).
pub(super) fn range(evaluation: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    let [first, last, step] = [0, 1, 2].map(|at| number_argument(&arguments, at).map(f64::trunc));
    let (Some(first), Some(last), Some(step)) = (first, last, step) else { return Ok(Item::Undefined) };
    if step == 0.0 {
        return Err(refuse("The third argument of the range function must not be zero"));
    }
    let count = ((last - first) / step).floor() + 1.0;
    if count.is_nan() || count <= 0.0 {
        return Ok(Item::Undefined);
    }
    if count > MAX_RANGE {
        return Err(too_big());
    }
    evaluation.spend(count as u64)?;
    Ok(Item::sequence((0..count as u64).map(|at| Item::Number(first + at as f64 * step)).collect()))
}

/// `$hash(text, algorithm)`, in lower-case hexadecimal.
pub(super) fn hash(_: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    let (Some(text), Some(algorithm)) = (arguments[0].text(), arguments.get(1).and_then(Item::text)) else {
        return Ok(Item::Undefined);
    };
    let bytes = text.as_bytes();
    let digest: Vec<u8> = match &**algorithm {
        "MD5" => Md5::digest(bytes).to_vec(),
        "SHA-1" => Sha1::digest(bytes).to_vec(),
        "SHA-256" => Sha256::digest(bytes).to_vec(),
        "SHA-384" => Sha384::digest(bytes).to_vec(),
        "SHA-512" => Sha512::digest(bytes).to_vec(),
        other => return Err(refuse(format!("The hash function does not know the algorithm {other}"))),
    };
    let mut out = String::with_capacity(digest.len() * 2);
    for byte in digest {
        _ = write!(out, "{byte:02x}");
    }
    Ok(out.into())
}

/// `$random()` or `$random(seed)`: measured by others on AWS (floci#2662), the latter is the first number of
/// `java.util.Random`.
pub(super) fn random(evaluation: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    Ok(match number_argument(&arguments, 0) {
        Some(seed) => JavaRandom::new(seed.trunc() as i64).unit(),
        None => evaluation.host.random.unit(),
    }
    .into())
}

/// `$uuid()`
pub(super) fn uuid(evaluation: &mut Evaluation<'_>, _: Arguments) -> Evaluated {
    Ok(evaluation.host.random.uuid().into())
}

/// `$parse(json)`
pub(super) fn parse(_: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    let Some(text) = arguments[0].text() else { return Ok(Item::Undefined) };
    match json::parse_value(text) {
        Ok(value) => Ok(from_json(&value)),
        Err(error) => Err(refuse(format!("The argument of the parse function is not valid JSON: {error}"))),
    }
}
