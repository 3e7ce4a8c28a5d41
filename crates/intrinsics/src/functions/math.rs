//! Numbers.

use super::integer;
use host::{Host, Seed};
use json::Value;

pub(crate) fn add(arguments: &[Value]) -> Result<Value, String> {
    Ok((integer(&arguments[0])? + integer(&arguments[1])?).into())
}

/// The numbers differ from AWS's, whose generator is not known; the same seed gives the same one.
pub(crate) fn random(arguments: &[Value], host: &mut Host) -> Result<Value, String> {
    let (start, end) = (integer(&arguments[0])?, integer(&arguments[1])?);
    let width = u64::try_from(end - start).ok().filter(|width| *width > 0);
    let width = width.ok_or("The start must be less than the end")?;
    let offset = match arguments.get(2) {
        Some(seed) => Seed(integer(seed)? as u64).split("States.MathRandom").stream().below(width),
        None => host.random.below(width),
    };
    Ok((start + offset as i64).into())
}
