//! Numbers.

use super::integer;
use host::Host;
use json::Value;

pub(crate) fn add(arguments: &[Value]) -> Result<Value, String> {
    Ok((integer(&arguments[0])? + integer(&arguments[1])?).into())
}

/// With a seed, the number that `java.util.Random` gives. It is the generator behind JSONata's
/// `$random(seed)` on AWS (floci#2662, measured), and taken to be the one here.
pub(crate) fn random(arguments: &[Value], host: &mut Host) -> Result<Value, String> {
    let (start, end) = (integer(&arguments[0])?, integer(&arguments[1])?);
    let width = u64::try_from(end - start).ok().filter(|width| *width > 0);
    let width = width.ok_or("The start must be less than the end")?;
    let offset = match arguments.get(2) {
        Some(seed) => JavaRandom::new(integer(seed)?).below(width),
        None => host.random.below(width),
    };
    Ok((start + offset as i64).into())
}

/// The generator of `java.util.Random`, as its documentation defines it.
struct JavaRandom(u64);

impl JavaRandom {
    const MULTIPLIER: u64 = 0x5_DEEC_E66D;
    const MASK: u64 = (1 << 48) - 1;

    fn new(seed: i64) -> Self {
        Self((seed as u64 ^ Self::MULTIPLIER) & Self::MASK)
    }

    /// The next 31 random bits.
    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(Self::MULTIPLIER).wrapping_add(0xB) & Self::MASK;
        self.0 >> 17
    }

    /// `nextInt(bound)`; what lies in an incomplete last round of `bound` is thrown again.
    fn below(&mut self, bound: u64) -> u64 {
        if bound.is_power_of_two() && bound <= 1 << 31 {
            return (bound * self.bits()) >> 31;
        }
        loop {
            let bits = self.bits();
            let value = bits % bound;
            if bits - value + bound <= 1 << 31 || bound > 1 << 31 {
                return value;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::JavaRandom;

    #[test]
    fn a_seed_gives_the_numbers_that_java_gives() {
        let mut random = JavaRandom::new(42);
        assert_eq!([random.below(10), random.below(10), random.below(10)], [0, 3, 8]);
        assert_eq!(JavaRandom::new(42).below(100), 30);
        assert_eq!(JavaRandom::new(0).below(100), 60);
    }
}
