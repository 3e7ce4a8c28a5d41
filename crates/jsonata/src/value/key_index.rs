//! Where keys are, for objects and groups too large to search one by one.

use json::Text;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// The place of each key; never iterated.
pub(crate) type KeyIndex = HashMap<Text, usize, BuildHasherDefault<MixHasher>>;

/// The place of each number: an address, or the bits of a double; never iterated.
pub(crate) type NumberIndex = HashMap<u64, usize, BuildHasherDefault<MixHasher>>;

/// A fast hash for short keys, the same in every run (FxHash's mixing step).
#[derive(Default)]
pub(crate) struct MixHasher(u64);

impl MixHasher {
    fn mix(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for MixHasher {
    // The table looks at the highest bits and the lowest ones; multiplying stirs only upwards.
    fn finish(&self) -> u64 {
        self.0.rotate_left(26)
    }

    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.mix(u64::from_le_bytes(word));
        }
    }

    fn write_u64(&mut self, word: u64) {
        self.mix(word);
    }
}
