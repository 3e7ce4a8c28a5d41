//! Splittable, seeded randomness.
//!
//! A stream is a function of the seed and of what it is for. Adding a state to
//! a machine therefore does not change the jitter of another state.

/// Names a stream; derive one per purpose with [`Seed::split`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seed(pub u64);

impl Seed {
    /// The seed of the stream called `purpose` below this one.
    #[must_use]
    pub fn split(self, purpose: &str) -> Self {
        // FNV-1a over the purpose, stirred with the parent: stable for ever, as saved runs rely on it.
        let hash = purpose
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        Self(stir(self.0 ^ hash))
    }

    /// The seed of the numbered stream below this one: an iteration, an attempt.
    #[must_use]
    pub fn split_number(self, number: u64) -> Self {
        Self(stir(self.0.wrapping_add(number.wrapping_mul(0xa076_1d64_78bd_642f)).wrapping_add(1)))
    }

    /// The stream itself.
    pub fn stream(self) -> Random {
        Random { state: self.0 }
    }
}

/// A stream of random numbers (SplitMix64).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Random {
    state: u64,
}

impl Random {
    /// The next 64 random bits.
    pub fn next_u64(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        stir(self.state)
    }

    /// A number in `0.0..1.0`, all 53 bits of it.
    pub fn unit(&mut self) -> f64 {
        (self.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A whole number in `0..bound`; 0 when `bound` is 0.
    pub fn below(&mut self, bound: u64) -> u64 {
        ((u128::from(self.next_u64()) * u128::from(bound)) >> 64) as u64
    }

    /// A random (version 4) UUID, in the usual lower-case form.
    pub fn uuid(&mut self) -> String {
        let high = (self.next_u64() & !0xf000) | 0x4000;
        let low = (self.next_u64() & !(0b11 << 62)) | (0b10 << 62);
        format!(
            "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
            high >> 32,
            (high >> 16) & 0xffff,
            high & 0xffff,
            low >> 48,
            low & 0xffff_ffff_ffff
        )
    }
}

fn stir(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_differ_by_purpose_and_repeat_by_seed() {
        let root = Seed(1);
        assert_eq!(root.split("a").stream().next_u64(), root.split("a").stream().next_u64());
        assert_ne!(root.split("a").stream().next_u64(), root.split("b").stream().next_u64());
        assert_ne!(root.split_number(0).stream().next_u64(), root.split_number(1).stream().next_u64());
    }

    #[test]
    fn a_uuid_says_version_4() {
        let uuid = Seed(7).stream().uuid();
        assert_eq!((uuid.len(), &uuid[14..15]), (36, "4"));
        assert!("89ab".contains(&uuid[19..20]), "{uuid}");
    }

    #[test]
    fn unit_and_below_stay_in_range() {
        let mut random = Seed(3).stream();
        for bound in 1..1000 {
            assert!(random.below(bound) < bound);
            assert!((0.0..1.0).contains(&random.unit()));
        }
        assert_eq!(random.below(0), 0);
    }
}
