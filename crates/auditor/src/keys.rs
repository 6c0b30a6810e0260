//! Which key speaks for a booth's log, line by line (`docs/RULES.md` section 1).
//!
//! The device list's key signs the log until a takeover names a free spare; that spare's key signs the takeover's own line and what
//! follows. [`Keys`] follows the takeovers of one log, and names under C20 those that may not be: then the key before goes on.
//! [`spares`] holds the logs of one village against each other. A head or paper that comes from elsewhere may be signed by any
//! machine that the committee enrolled for the booth: [`Site::speakers`].

use std::collections::BTreeMap;

use canonical::PublicKey;
use chain::checkpoint::CheckpointError;
use chain::note::NoteError;
use chain::{Origin, SignedCheckpoint};
use record::Takeover;

use crate::booth::Site;
use crate::checks::id;
use crate::findings::Findings;
use crate::text::say;

/// The machines that wrote one log.
#[derive(Debug, Clone)]
pub(crate) struct Keys {
    listed: PublicKey,
    /// First line of each spare that may go on, from 1, and its key.
    taken: Vec<(usize, PublicKey)>,
    /// The keys that takeovers name, right or wrong.
    named: Vec<(usize, PublicKey)>,
    /// The file whose lines are counted.
    file: &'static str,
}

impl Keys {
    /// Follows the takeovers of a file, given with their lines from 1.
    pub(crate) fn follow<'a>(
        site: &Site,
        file: &'static str,
        takeovers: impl Iterator<Item = (usize, &'a Takeover)>,
        f: &mut Findings,
    ) -> Self {
        let mut keys = Self { listed: site.key, taken: Vec::new(), named: Vec::new(), file };
        for (line, takeover) in takeovers {
            let key = takeover.key;
            let before = keys.named.iter().any(|(_, named)| *named == key);
            let free = site.free_spares.contains(&key);
            keys.named.push((line, key));
            if !free {
                let words = say!(
                    "kunci {key} bukan alat cadangan yang bebas menurut daftar perangkat",
                    "the key {key} is not that of a free spare of the device list"
                );
                f.fail(id::ZERO, site.line(file, line), words);
            } else if before {
                let words = say!("alat cadangan {key} sudah meneruskan catatan ini", "the spare {key} took this log over before");
                f.fail(id::ZERO, site.line(file, line), words);
            } else {
                keys.taken.push((line, key));
            }
        }
        keys
    }

    /// The key that signs this line, from 1.
    pub(crate) fn at(&self, line: usize) -> &PublicKey {
        let own = self.taken.iter().rev().find(|(first, _)| *first <= line);
        own.map_or(&self.listed, |(_, key)| key)
    }

    /// The key that signs what is handed over: the closing head, and a bundle's list of files.
    pub(crate) fn last(&self) -> &PublicKey {
        self.taken.last().map_or(&self.listed, |(_, key)| key)
    }

    /// All of them in order.
    pub(crate) fn all(&self) -> impl Iterator<Item = &PublicKey> {
        core::iter::once(&self.listed).chain(self.taken.iter().map(|(_, key)| key))
    }

    /// The spares among them.
    pub(crate) fn taken(&self) -> impl Iterator<Item = &PublicKey> {
        self.taken.iter().map(|(_, key)| key)
    }
}

/// A head of this log that one of the keys signed, and which.
pub(crate) fn open(note: &[u8], origin: &Origin, keys: &[PublicKey]) -> Result<(SignedCheckpoint, PublicKey), CheckpointError> {
    let mut refused = CheckpointError::Note(NoteError::NoKnownKey);
    for key in keys {
        match SignedCheckpoint::open(note, origin, key) {
            Ok(signed) => return Ok((signed, *key)),
            Err(CheckpointError::Note(NoteError::NoKnownKey)) => (),
            Err(error) => refused = error,
        }
    }
    Err(refused)
}

/// C20: no spare is named by two logs of a village. Nobody can tell which was first, so both are.
pub(crate) fn spares(logs: &[(Site, Keys)], f: &mut Findings) {
    let mut named: BTreeMap<[u8; 32], Vec<(&Site, &Keys, usize)>> = BTreeMap::new();
    for (site, keys) in logs {
        for (line, key) in &keys.named {
            named.entry(key.to_bytes()).or_default().push((site, keys, *line));
        }
    }
    for all in named.values() {
        for (site, keys, line) in all {
            let Some((other, ..)) = all.iter().find(|(other, ..)| other.origin != site.origin) else { continue };
            let (station, booth) = (&other.station, &other.booth);
            let words = say!(
                "alat cadangan ini juga meneruskan bilik {station}-{booth}",
                "this spare is named by the log of booth {station}-{booth} too"
            );
            f.fail(id::ZERO, site.line(keys.file, *line), words);
        }
    }
}
