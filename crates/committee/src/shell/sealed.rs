//! Passphrases, and the files under them (age-encryption.org/v1 with scrypt, RFC 7914).

use std::io::{self, Read, Write};
use std::path::Path;

use age::DecryptError;
use age::secrecy::{ExposeSecret, SecretString};
use canonical::{SigningKey, hex};
use zeroize::{Zeroize, Zeroizing};

use super::args::Options;
use super::failure::{Bad, Failure};
use super::{files, random};

/// The most work this program spends on a passphrase file: 2^22 is minutes on a small machine.
const MAX_WORK_FACTOR: u8 = 22;
const MAX_PASSPHRASE_FILE: usize = 4096;
const MAX_SEALED: usize = 512 << 20;

/// A passphrase; wiped when dropped.
pub(crate) struct Passphrase(SecretString);

impl Passphrase {
    /// From the first line of a file, or asked for without echo.
    pub(crate) fn ask(options: &Options) -> Result<Self, Failure> {
        match &options.passphrase_file {
            Some(path) => Self::read(path),
            None => Self::prompt("Kata sandi (passphrase): "),
        }
    }

    /// For new files: from a file, or typed twice.
    pub(crate) fn choose(options: &Options) -> Result<Self, Failure> {
        if options.passphrase_file.is_some() {
            return Self::ask(options);
        }
        let first = Self::prompt("Kata sandi baru (new passphrase): ")?;
        let second = Self::prompt("Sekali lagi (again): ")?;
        if first.0.expose_secret() == second.0.expose_secret() { Ok(first) } else { Err(Failure::PassphrasesDiffer) }
    }

    fn read(path: &Path) -> Result<Self, Failure> {
        let bytes = Zeroizing::new(files::read(path, MAX_PASSPHRASE_FILE).map_err(Failure::outside(path))?);
        let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let text = core::str::from_utf8(line).unwrap_or_default().trim_end_matches('\r');
        if text.is_empty() {
            return Err(Failure::outside(path)(Bad::NoPassphrase));
        }
        Ok(Self(SecretString::from(text)))
    }

    fn prompt(prompt: &str) -> Result<Self, Failure> {
        let mut typed = rpassword::prompt_password(prompt).map_err(|_| Failure::NoAnswer)?;
        let secret = SecretString::from(typed.as_str());
        let empty = typed.is_empty();
        typed.zeroize();
        if empty { Err(Failure::NoAnswer) } else { Ok(Self(secret)) }
    }
}

/// Encrypts bytes under a passphrase into a file.
pub(crate) fn write(path: &Path, bytes: &[u8], passphrase: &Passphrase, work_factor: u8) -> Result<(), Failure> {
    let sealed = seal(bytes, passphrase, work_factor).map_err(Failure::medium(path))?;
    files::write(path, &sealed)
}

fn seal(bytes: &[u8], passphrase: &Passphrase, work_factor: u8) -> io::Result<Vec<u8>> {
    let mut recipient = age::scrypt::Recipient::new(passphrase.0.clone());
    recipient.set_work_factor(work_factor.clamp(2, MAX_WORK_FACTOR));
    let encryptor = age::Encryptor::with_recipients(core::iter::once(&recipient as &dyn age::Recipient)).map_err(io::Error::other)?;
    let mut sealed = Vec::new();
    let mut writer = encryptor.wrap_output(&mut sealed)?;
    writer.write_all(bytes)?;
    writer.finish()?;
    Ok(sealed)
}

/// Decrypts a passphrase file.
pub(crate) fn read(path: &Path, passphrase: &Passphrase) -> Result<Zeroizing<Vec<u8>>, Failure> {
    let sealed = files::read(path, MAX_SEALED).map_err(Failure::own(path))?;
    unseal(&sealed, passphrase).map_err(|error| match error {
        DecryptError::DecryptionFailed | DecryptError::NoMatchingKeys => Failure::WrongPassphrase(path.to_path_buf()),
        _ => Failure::own(path)(Bad::NotSealed),
    })
}

fn unseal(sealed: &[u8], passphrase: &Passphrase) -> Result<Zeroizing<Vec<u8>>, DecryptError> {
    let mut identity = age::scrypt::Identity::new(passphrase.0.clone());
    identity.set_max_work_factor(MAX_WORK_FACTOR);
    let mut reader = age::Decryptor::new(sealed)?.decrypt(core::iter::once(&identity as &dyn age::Identity))?;
    // Room for all of it, so that no copy is left behind by growing.
    let mut bytes = Zeroizing::new(Vec::with_capacity(sealed.len()));
    reader.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A new signing key.
pub(crate) fn new_key() -> Result<SigningKey, Failure> {
    Ok(SigningKey::from_seed(&*random()?))
}

/// Writes a signing key's seed, in hex, into a passphrase file.
pub(crate) fn write_key(path: &Path, key: &SigningKey, passphrase: &Passphrase, work_factor: u8) -> Result<(), Failure> {
    let text = Zeroizing::new(hex::encode(key.seed()));
    write(path, text.as_bytes(), passphrase, work_factor)
}

/// Reads a signing key from its passphrase file.
pub(crate) fn read_key(path: &Path, passphrase: &Passphrase) -> Result<SigningKey, Failure> {
    let bytes = read(path, passphrase)?;
    let seed = core::str::from_utf8(&bytes).ok().and_then(hex::decode_array).map(Zeroizing::new);
    seed.map(|seed| SigningKey::from_seed(&seed)).ok_or_else(|| Failure::own(path)(Bad::NoKey))
}
