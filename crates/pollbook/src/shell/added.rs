//! Who the added voters are: in an encrypted file of their own, written anew before the log gets their line. The log holds only
//! the keyed tag.

use std::path::{Path, PathBuf};

use canonical::json;
use manifest::Text;
use pollbook::{Nik, Voter};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::ask::Passphrase;
use super::failure::{Bad, Failure};
use super::{files, sealed};

/// Name of the file.
pub(crate) const ADDED_FILE: &str = "added.age";
const FORMAT: &str = "suara/added/v1";
/// Cap of the file.
pub(crate) const MAX_ADDED: usize = 16 << 20;

/// One added voter.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AddedVoter {
    pub(crate) name: Text,
    pub(crate) nik: Nik,
    /// Number given at the desk.
    pub(crate) row: u32,
}

impl AddedVoter {
    /// As a voter of a roll, to be searched and shown beside them.
    pub(crate) fn as_voter(&self) -> Voter {
        let Self { name, nik, row } = self;
        Voter { address: None, birth_date: None, name: name.clone(), nik: nik.clone(), number: *row, sex: None, stratum: None }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: Box<str>,
    voters: Vec<AddedVoter>,
}

/// All added voters of this desk. After an outage the last may lack its line in the log; the log decides.
pub(crate) struct Added {
    file: File,
    path: PathBuf,
    /// Where the desk's kit has its copy.
    copy: PathBuf,
    passphrase: Passphrase,
    work_factor: u8,
}

impl Added {
    pub(crate) fn load(state: &Path, kit: &Path, passphrase: Passphrase, work_factor: u8) -> Result<Self, Failure> {
        let path = state.join(ADDED_FILE);
        let mut file = File { format: FORMAT.into(), voters: Vec::new() };
        if path.exists() {
            let bytes = sealed::unseal(&path, &passphrase, MAX_ADDED, |path, bad| Failure::own(path)(bad))?;
            file = json::from_bytes(&bytes, MAX_ADDED).map_err(Failure::own(&path))?;
            if &*file.format != FORMAT {
                return Err(Failure::own(&path)(Bad::Format));
            }
        }
        Ok(Self { file, path, copy: kit.join(ADDED_FILE), passphrase, work_factor })
    }

    /// Writes a voter down, in place of one of the same number whose line never came.
    pub(crate) fn put(&mut self, voter: AddedVoter) -> Result<(), Failure> {
        self.file.voters.retain(|other| other.row != voter.row);
        self.file.voters.push(voter);
        let bytes = Zeroizing::new(json::to_bytes(&self.file));
        sealed::seal(&self.path, &bytes, &self.passphrase, self.work_factor).map_err(Failure::own(&self.path))?;
        let sealed = files::read(&self.path, MAX_ADDED).map_err(Failure::own(&self.path))?;
        files::write(&self.copy, &sealed, true).map_err(Failure::own(&self.copy))
    }

    pub(crate) fn voters(&self) -> &[AddedVoter] {
        &self.file.voters
    }
}
