//! Passphrase files (age-encryption.org/v1 with scrypt, RFC 7914).

use std::io::{self, Read, Write};

use age::DecryptError;
use zeroize::Zeroizing;

use super::passphrase::Passphrase;

/// The most work this program spends on a passphrase file: 2^22 is minutes on a small machine.
pub(crate) const MAX_WORK_FACTOR: u8 = 22;

/// Encrypts bytes under a passphrase.
pub(crate) fn seal(bytes: &[u8], passphrase: &Passphrase, work_factor: u8) -> Result<Vec<u8>, io::Error> {
    let mut recipient = age::scrypt::Recipient::new(passphrase.secret());
    recipient.set_work_factor(work_factor.clamp(2, MAX_WORK_FACTOR));
    let encryptor = age::Encryptor::with_recipients(core::iter::once(&recipient as &dyn age::Recipient)).map_err(io::Error::other)?;
    let mut sealed = Vec::new();
    let mut writer = encryptor.wrap_output(&mut sealed)?;
    writer.write_all(bytes)?;
    writer.finish()?;
    Ok(sealed)
}

/// Decrypts a passphrase file.
pub(crate) fn unseal(sealed: &[u8], passphrase: &Passphrase) -> Result<Zeroizing<Vec<u8>>, DecryptError> {
    let mut identity = age::scrypt::Identity::new(passphrase.secret());
    identity.set_max_work_factor(MAX_WORK_FACTOR);
    let mut reader = age::Decryptor::new(sealed)?.decrypt(core::iter::once(&identity as &dyn age::Identity))?;
    // Room for all of it, so that no copy is left behind by growing.
    let mut bytes = Zeroizing::new(Vec::with_capacity(sealed.len()));
    reader.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The work factor in the header of a passphrase file: `-> scrypt <salt> <factor>` is its second line.
pub(crate) fn work_factor(sealed: &[u8]) -> Option<u8> {
    let line = sealed.split(|byte| *byte == b'\n').nth(1)?;
    let line = core::str::from_utf8(line).ok()?.strip_prefix("-> scrypt ")?;
    line.rsplit(' ').next()?.parse().ok()
}
