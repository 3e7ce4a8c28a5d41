//! The random numbers of Java, which AWS gives for a seed.

/// The generator of `java.util.Random`, as its documentation defines it.
#[derive(Clone, Debug)]
pub struct JavaRandom(u64);

impl JavaRandom {
    const MULTIPLIER: u64 = 0x5_DEEC_E66D;
    const MASK: u64 = (1 << 48) - 1;

    /// The generator that a seed starts.
    pub fn new(seed: i64) -> Self {
        Self((seed as u64 ^ Self::MULTIPLIER) & Self::MASK)
    }

    /// A number in `0.0..1.0`: `nextDouble()`.
    pub fn unit(&mut self) -> f64 {
        ((self.bits(26) << 27) + self.bits(27)) as f64 / (1_u64 << 53) as f64
    }

    /// A whole number in `0..bound`, where the bound is positive: `nextInt(bound)`. What lies in an
    /// incomplete last round of the bound is thrown again.
    pub fn below(&mut self, bound: i32) -> i32 {
        let bound = bound.max(1) as u64;
        if bound.is_power_of_two() {
            return ((bound * self.bits(31)) >> 31) as i32;
        }
        loop {
            let bits = self.bits(31);
            let value = bits % bound;
            if bits - value + bound <= 1 << 31 {
                return value as i32;
            }
        }
    }

    fn bits(&mut self, count: u32) -> u64 {
        self.0 = self.0.wrapping_mul(Self::MULTIPLIER).wrapping_add(0xB) & Self::MASK;
        self.0 >> (48 - count)
    }
}

#[cfg(test)]
mod tests {
    use super::JavaRandom;

    #[test]
    fn a_seed_gives_the_numbers_that_java_gives() {
        assert_eq!(JavaRandom::new(42).unit().to_string(), "0.7275636800328681");
        let mut random = JavaRandom::new(42);
        assert_eq!([random.below(10), random.below(10), random.below(10)], [0, 3, 8]);
        assert_eq!(JavaRandom::new(0).below(100), 60);
        assert_eq!(JavaRandom::new(7).below(64), 46);
    }

    #[test]
    fn numbers_stay_below_any_bound() {
        let mut random = JavaRandom::new(1);
        for bound in [i32::MIN, 0, 1, 2, 3, (1 << 30) + 1, i32::MAX] {
            assert!((0..bound.max(1)).contains(&random.below(bound)), "{bound}");
        }
    }
}
