//! The seeds of one epoch in a booth's memory, with what the log says about them.

use ballot::{EPOCH_SEEDS, Epoch, Seed, SeedPath};
use canonical::{Hash, PublicKey, hash, hex, tag};
use chain::Origin;
use record::EpochData;
use zeroize::Zeroizing;

use crate::device::Random;

/// Bytes of the operating system's randomness in a pool.
const POOL: usize = 64;

/// One epoch's seeds. They are nowhere else: what ends this process ends them.
#[derive(Debug)]
pub(crate) struct Seeds {
    epoch: Epoch,
    data: EpochData,
    left: usize,
    /// Whether the root was printed. No card is taken before.
    pub(crate) on_paper: bool,
    /// The machine whose log a spare went on with by beginning these seeds.
    pub(crate) taken_over_from: Option<PublicKey>,
}

impl Seeds {
    /// Draws an epoch. Witness secrets go in and only their salted hashes stay.
    pub(crate) fn begin(origin: &Origin, number: u32, boot_id: &str, secrets: &[&[u8]], random: &mut Random) -> Self {
        let mut drawn = Zeroizing::new([0; POOL]);
        random(&mut *drawn);
        let secrets: Vec<&[u8]> = secrets.iter().copied().filter(|secret| !secret.is_empty()).collect();
        let number_bytes = number.to_be_bytes();
        let unlike: [&[u8]; 3] = [origin.as_str().as_bytes(), boot_id.as_bytes(), &number_bytes];
        let pool: Vec<&[u8]> = core::iter::once(drawn.as_slice()).chain(secrets.iter().copied()).chain(unlike).collect();
        let epoch = Epoch::begin(&pool);
        let witnesses = secrets.iter().map(|secret| witness_hash(boot_id, number, secret)).collect();
        let data = EpochData { number, root: epoch.root(), witnesses };
        Self { epoch, data, left: EPOCH_SEEDS, on_paper: false, taken_over_from: None }
    }

    /// What the log says about them.
    pub(crate) const fn data(&self) -> &EpochData {
        &self.data
    }

    /// Whether there is one more.
    pub(crate) const fn has_more(&self) -> bool {
        self.left > 0
    }

    /// The next one; it serves one sealing.
    pub(crate) fn take(&mut self) -> Option<Seed> {
        self.left = self.left.checked_sub(1)?;
        self.epoch.take()
    }

    /// The way from a seed of this epoch to its root.
    pub(crate) fn path(&self, seed: &Seed) -> Option<SeedPath> {
        self.epoch.path(seed)
    }
}

/// What the log keeps of a witness's secret: SHA-256 under the tag `witness-secret` over the boot id, the epoch's number (four
/// bytes, big-endian) and the secret. The witness can show later that the secret went in.
#[must_use]
pub fn witness_hash(boot_id: &str, epoch: u32, secret: &[u8]) -> Hash {
    hash(tag::WITNESS_SECRET, &[boot_id.as_bytes(), &epoch.to_be_bytes(), secret])
}

/// The random name of one start of the machine.
pub(crate) fn boot_id(random: &mut Random) -> Box<str> {
    let mut bytes = [0; 16];
    random(&mut bytes);
    hex::encode(&bytes).into()
}
