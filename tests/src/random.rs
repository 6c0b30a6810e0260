//! Seeded randomness: one number gives a whole day. It exists only here; no production binary can be told its randomness.

use canonical::{Tag, sha256, wide_hash};
use rand_chacha::ChaCha20Rng;
use rand_core::{Rng, SeedableRng};

/// A stream of bytes that follows from a seed and a name. Streams of different names are independent, so work may be done in any
/// order and on any number of threads.
#[derive(Clone)]
pub struct Stream(ChaCha20Rng);

/// The seed of a simulation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SimSeed(pub u64);

const TAG: Tag = canonical::tag::SIMULATION;

impl SimSeed {
    /// Thirty-two bytes for a name.
    #[must_use]
    pub fn bytes(self, name: &str) -> [u8; 32] {
        *wide_hash(TAG, &[&self.0.to_be_bytes(), name.as_bytes()]).first_chunk().unwrap_or(&[0; 32])
    }

    /// A stream for a name.
    #[must_use]
    pub fn stream(self, name: &str) -> Stream {
        Stream(ChaCha20Rng::from_seed(self.bytes(name)))
    }
}

impl Stream {
    /// The next bytes.
    pub fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.0.fill_bytes(&mut bytes);
        bytes
    }

    /// Fills a buffer.
    pub fn fill(&mut self, bytes: &mut [u8]) {
        self.0.fill_bytes(bytes);
    }

    /// A number below `bound`; 0 for a bound of 0. The bias is below 2^-32 for the small bounds of a simulation.
    pub fn below(&mut self, bound: u32) -> u32 {
        let wide = self.0.next_u64() % u64::from(bound.max(1));
        u32::try_from(wide).unwrap_or(0)
    }

    /// True in `part` of `whole` cases.
    pub fn chance(&mut self, part: u32, whole: u32) -> bool {
        self.below(whole) < part
    }

    /// Shuffles in place (Fisher and Yates).
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            let other = self.below(u32::try_from(last + 1).unwrap_or(u32::MAX)) as usize;
            list.swap(last, other);
        }
    }

    /// The generator itself, for code that takes one.
    pub const fn generator(&mut self) -> &mut ChaCha20Rng {
        &mut self.0
    }
}

/// A file's digest for a made-up photograph.
#[must_use]
pub fn photo(name: &str) -> canonical::Hash {
    sha256(name.as_bytes())
}
