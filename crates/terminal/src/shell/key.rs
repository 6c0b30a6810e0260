//! The booth's key: made once, kept in a passphrase file (age-encryption.org/v1 with scrypt, RFC 7914).

use std::io::{self, Read, Write};
use std::path::Path;

use age::DecryptError;
use canonical::SigningKey;
use rand::TryRng;
use rand::rngs::SysRng;
use token::DevicePublic;
use zeroize::Zeroizing;

use super::args::Enrol;
use super::ask::Passphrase;
use super::failure::{Bad, Failure};
use super::files;

const KEY_FILE: &str = "device-key.age";
const MAX_KEY_FILE: usize = 4096;
const MAX_WORK_FACTOR: u8 = 22;

/// Makes the key and the file for the committee.
pub(crate) fn enrol(enrol: &Enrol, dir: &Path, passphrase: &Passphrase) -> Result<(), Failure> {
    let path = dir.join(KEY_FILE);
    if path.exists() {
        return Err(Failure::KeyExists(path));
    }
    let mut seed = Zeroizing::new([0; 32]);
    SysRng.try_fill_bytes(&mut *seed).map_err(|_| Failure::Machine)?;
    let key = SigningKey::from_seed(&seed);
    let public = match (enrol.station.clone(), enrol.booth.clone()) {
        (Some(station), Some(booth)) => DevicePublic::booth(enrol.village.clone(), station, booth, &key),
        (None | Some(_), None | Some(_)) => DevicePublic::spare(enrol.village.clone(), &key),
    };
    seal(&path, &seed[..], passphrase, enrol.work_factor).map_err(Failure::own(&path))?;
    let file = dir.join(public.file_name());
    files::write(&file, &public.to_bytes()).map_err(Failure::own(&file))?;
    println!("KUNCI ALAT (device key): {}", key.public());
    println!("Kirim berkas ini ke panitia, dan bacakan kuncinya (send this file, read the key aloud): {}", file.display());
    Ok(())
}

/// Opens the key.
pub(crate) fn load(dir: &Path, passphrase: &Passphrase) -> Result<SigningKey, Failure> {
    let path = dir.join(KEY_FILE);
    if !path.exists() {
        return Err(Failure::NoKey(dir.into()));
    }
    let sealed = files::read(&path, MAX_KEY_FILE).map_err(Failure::own(&path))?;
    let seed = unseal(&sealed, passphrase).map_err(|error| match error {
        DecryptError::DecryptionFailed | DecryptError::KeyDecryptionFailed | DecryptError::NoMatchingKeys => {
            Failure::WrongPassphrase(path.clone())
        }
        // The library's list is open; whatever else it finds is a damaged file.
        _ => Failure::own(&path)(Bad::NotAKey),
    })?;
    let seed: &[u8; 32] = seed.as_slice().try_into().map_err(|_| Failure::own(&path)(Bad::NotAKey))?;
    Ok(SigningKey::from_seed(seed))
}

fn seal(path: &Path, secret: &[u8], passphrase: &Passphrase, work_factor: u8) -> io::Result<()> {
    let mut recipient = age::scrypt::Recipient::new(passphrase.secret());
    recipient.set_work_factor(work_factor);
    let encryptor = age::Encryptor::with_recipients(core::iter::once(&recipient as &dyn age::Recipient)).map_err(io::Error::other)?;
    let mut sealed = Vec::new();
    let mut writer = encryptor.wrap_output(&mut sealed)?;
    writer.write_all(secret)?;
    writer.finish()?;
    files::write(path, &sealed)
}

fn unseal(sealed: &[u8], passphrase: &Passphrase) -> Result<Zeroizing<Vec<u8>>, DecryptError> {
    let mut identity = age::scrypt::Identity::new(passphrase.secret());
    identity.set_max_work_factor(MAX_WORK_FACTOR);
    let reader = age::Decryptor::new(sealed)?.decrypt(core::iter::once(&identity as &dyn age::Identity))?;
    let mut secret = Zeroizing::new(Vec::with_capacity(64));
    reader.take(64).read_to_end(&mut secret)?;
    Ok(secret)
}
