//! The folder of a guardian or witness: one passphrase file, one lock. Nothing secret lies in it in the clear.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use age::DecryptError;
use guardian::{MAX_STATE, Member, Witness};
use zeroize::Zeroizing;

use super::failure::{Bad, Failure};
use super::passphrase::Passphrase;
use super::{files, sealed};

/// What a passphrase file keeps.
pub(crate) trait Keeps: Sized {
    /// The file's name.
    const FILE: &'static str;
    fn to_state(&self) -> Zeroizing<Vec<u8>>;
    fn from_state(bytes: &[u8]) -> Result<Self, Bad>;
}

impl Keeps for Member {
    const FILE: &'static str = "guardian.age";

    fn to_state(&self) -> Zeroizing<Vec<u8>> {
        Self::to_state(self)
    }

    fn from_state(bytes: &[u8]) -> Result<Self, Bad> {
        Ok(Self::from_state(bytes)?)
    }
}

impl Keeps for Witness {
    const FILE: &'static str = "witness.age";

    fn to_state(&self) -> Zeroizing<Vec<u8>> {
        Self::to_state(self)
    }

    fn from_state(bytes: &[u8]) -> Result<Self, Bad> {
        Ok(Self::from_state(bytes)?)
    }
}

/// A folder that this process alone has open.
pub(crate) struct Home<T> {
    content: T,
    path: PathBuf,
    passphrase: Passphrase,
    work_factor: u8,
    _lock: File,
}

impl<T: Keeps> Home<T> {
    /// Refuses a folder that holds nothing of this kind, before a passphrase is asked for.
    pub(crate) fn exists(dir: &Path) -> Result<(), Failure> {
        let path = dir.join(T::FILE);
        if path.exists() { Ok(()) } else { Err(Failure::Nothing(path)) }
    }

    /// Begins a folder; one that is there is left as it is.
    pub(crate) fn create(dir: &Path, content: T, passphrase: Passphrase, work_factor: u8) -> Result<Self, Failure> {
        let path = dir.join(T::FILE);
        fs::create_dir_all(dir).map_err(|source| Failure::Medium { path: dir.into(), source })?;
        let lock = lock(dir)?;
        if path.exists() {
            return Err(Failure::Exists(path));
        }
        let home = Self { content, path, passphrase, work_factor, _lock: lock };
        home.store()?;
        Ok(home)
    }

    /// Decrypts what is there.
    pub(crate) fn load(dir: &Path, passphrase: Passphrase) -> Result<Self, Failure> {
        let lock = lock(dir)?;
        let path = dir.join(T::FILE);
        let sealed = files::read(&path, MAX_STATE).map_err(Failure::own(&path))?;
        let bytes = sealed::unseal(&sealed, &passphrase).map_err(|error| match error {
            DecryptError::DecryptionFailed | DecryptError::KeyDecryptionFailed => Failure::WrongPassphrase(path.clone()),
            DecryptError::ExcessiveWork { required, .. } => Failure::own(&path)(Bad::WorkFactor(required)),
            // The rest is not a list this program can close: age tells more than it needs to know here.
            _ => Failure::own(&path)(Bad::NotSealed),
        })?;
        let content = T::from_state(&bytes).map_err(Failure::own(&path))?;
        let work_factor = sealed::work_factor(&sealed).unwrap_or(sealed::MAX_WORK_FACTOR);
        Ok(Self { content, path, passphrase, work_factor, _lock: lock })
    }

    pub(crate) const fn content(&self) -> &T {
        &self.content
    }

    /// To change in memory; nothing may leave the machine before [`Home::store`].
    pub(crate) const fn content_mut(&mut self) -> &mut T {
        &mut self.content
    }

    /// From the next [`Home::store`] on, at least this much work stands before a guess.
    pub(crate) fn at_least(&mut self, work_factor: u8) {
        self.work_factor = self.work_factor.max(work_factor);
    }

    /// Makes the content durable. The old file stays until the new one is whole.
    pub(crate) fn store(&self) -> Result<(), Failure> {
        let medium = |source| Failure::Medium { path: self.path.clone(), source };
        let sealed = sealed::seal(&self.content.to_state(), &self.passphrase, self.work_factor).map_err(medium)?;
        files::write(&self.path, &sealed, true).map_err(medium)
    }

    /// A file beside the state, for what is no secret.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.path.with_file_name(name)
    }
}

fn lock(dir: &Path) -> Result<File, Failure> {
    let path = dir.join("lock");
    let medium = |source| Failure::Medium { path: path.clone(), source };
    let file = File::create(&path).map_err(medium)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Failure::Busy),
        Err(TryLockError::Error(source)) => Err(medium(source)),
    }
}
