//! Passphrase files (age-encryption.org/v1 with scrypt, RFC 7914).

use std::io::{self, Read, Write};
use std::path::Path;

use age::DecryptError;
use pollbook::MAX_WORK_FACTOR;
use zeroize::Zeroizing;

use super::ask::Passphrase;
use super::failure::{Bad, Failure};
use super::files;

/// Encrypts bytes under a passphrase and writes them.
pub(crate) fn seal(path: &Path, bytes: &[u8], passphrase: &Passphrase, work_factor: u8) -> Result<(), io::Error> {
    files::write(path, &to_bytes(bytes, passphrase, work_factor)?, true)
}

/// Encrypts bytes under a passphrase.
pub(crate) fn to_bytes(bytes: &[u8], passphrase: &Passphrase, work_factor: u8) -> Result<Vec<u8>, io::Error> {
    let mut recipient = age::scrypt::Recipient::new(passphrase.secret());
    recipient.set_work_factor(work_factor.clamp(2, MAX_WORK_FACTOR));
    let encryptor = age::Encryptor::with_recipients(std::iter::once(&recipient as &dyn age::Recipient)).map_err(io::Error::other)?;
    let mut sealed = Vec::new();
    let mut writer = encryptor.wrap_output(&mut sealed)?;
    writer.write_all(bytes)?;
    writer.finish()?;
    Ok(sealed)
}

/// Whether a passphrase opens these bytes.
pub(crate) fn opens(sealed: &[u8], passphrase: &Passphrase) -> bool {
    decrypt(sealed, passphrase).is_ok()
}

/// Decrypts a passphrase file of at most `limit` bytes. `blame` says whose file it is.
pub(crate) fn unseal(
    path: &Path,
    passphrase: &Passphrase,
    limit: usize,
    blame: fn(&Path, Bad) -> Failure,
) -> Result<Zeroizing<Vec<u8>>, Failure> {
    let sealed = files::read(path, limit).map_err(|bad| blame(path, bad))?;
    decrypt(&sealed, passphrase).map_err(|error| match error {
        DecryptError::DecryptionFailed | DecryptError::KeyDecryptionFailed | DecryptError::NoMatchingKeys => {
            Failure::WrongPassphrase(path.into())
        }
        DecryptError::ExcessiveWork { required, .. } => blame(path, Bad::WorkFactor(required)),
        // The rest, as far as age tells its errors apart: header, end or bytes are damaged.
        _ => blame(path, Bad::NotSealed),
    })
}

fn decrypt(sealed: &[u8], passphrase: &Passphrase) -> Result<Zeroizing<Vec<u8>>, DecryptError> {
    let mut identity = age::scrypt::Identity::new(passphrase.secret());
    identity.set_max_work_factor(MAX_WORK_FACTOR);
    let mut reader = age::Decryptor::new(sealed)?.decrypt(std::iter::once(&identity as &dyn age::Identity))?;
    // Room for all of it, so that no copy is left behind by growing.
    let mut bytes = Zeroizing::new(Vec::with_capacity(sealed.len()));
    reader.read_to_end(&mut bytes)?;
    Ok(bytes)
}
