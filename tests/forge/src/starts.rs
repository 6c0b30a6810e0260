//! Later starts of a booth: of its own machine, and of a spare that goes on with its log.

use ballot::Epoch;
use canonical::{PublicKey, SigningKey};
use record::{Boot, Entry, EpochData, Repaired, Takeover};

use crate::{Log, hour};

impl Log<'_> {
    fn next_epoch(&mut self, number: u32) -> EpochData {
        self.epoch = Epoch::begin(&[&self.setup.spec.nonce.to_be_bytes(), self.origin.as_str().as_bytes(), &number.to_be_bytes()]);
        self.roots.push(self.epoch.root());
        EpochData { number, root: self.epoch.root(), witnesses: vec![] }
    }

    /// The next of the booth's own spares goes on.
    pub fn take_over(&mut self) {
        let spare = self.setup.spec.spare(self.place, self.taken);
        self.taken += 1;
        self.take_over_by(spare);
    }

    /// A machine with this key goes on and names itself.
    pub fn take_over_by(&mut self, key: SigningKey) {
        let named = key.public();
        self.key = key;
        self.take_over_as(named);
    }

    /// The machine that writes says that one with this key goes on.
    pub fn take_over_as(&mut self, key: PublicKey) {
        let epoch = self.next_epoch(u32::try_from(self.roots.len()).unwrap());
        let boot_id = "8899aabbccddeeff0011223344556677".into();
        self.entry(&Entry::Takeover(Takeover { boot_id, epoch, key, repaired: Repaired::None, time: hour() }));
    }

    /// A new start with this number.
    pub fn boot_as(&mut self, number: u32) {
        let epoch = self.next_epoch(number);
        let boot_id = "ffeeddccbbaa99887766554433221100".into();
        self.entry(&Entry::Boot(Boot { boot_id, epoch, repaired: Repaired::None, time: hour() }));
    }

    /// A new start.
    pub fn boot(&mut self) {
        self.boot_as(u32::try_from(self.roots.len()).unwrap());
    }
}
