//! Numbers.

use super::integer;
use host::{Host, JavaRandom};
use json::Value;

pub(crate) fn add(arguments: &[Value]) -> Result<Value, String> {
    Ok((integer(&arguments[0])? + integer(&arguments[1])?).into())
}

/// With a seed, the number that `java.util.Random` gives. It is the generator behind JSONata's
/// `$random(seed)` on AWS (floci#2662, measured), and taken to be the one here.
pub(crate) fn random(arguments: &[Value], host: &mut Host) -> Result<Value, String> {
    let (start, end) = (integer(&arguments[0])?, integer(&arguments[1])?);
    let width = end - start;
    if width <= 0 {
        return Err("The start must be less than the end".into());
    }
    let offset = match (arguments.get(2), i32::try_from(width)) {
        (Some(seed), Ok(width)) => JavaRandom::new(integer(seed)?).below(width).into(),
        _ => host.random.below(width as u64) as i64,
    };
    Ok((start + offset).into())
}
