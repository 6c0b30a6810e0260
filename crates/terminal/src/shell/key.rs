//! The booth's key: made once, kept in a passphrase file (age-encryption.org/v1 with scrypt, RFC 7914), with the verifiers of two
//! people's PINs behind it.

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use age::DecryptError;
use age::secrecy::SecretString;
use canonical::SigningKey;
use rand::TryRng;
use rand::rngs::SysRng;
use token::DevicePublic;
use zeroize::Zeroizing;

use super::args::{Enrol, Options};
use super::ask::Passphrase;
use super::failure::{Bad, Failure};
use super::files;
use super::pins::{self, Verifiers};

const KEY_FILE: &str = "device-key.age";
const MAX_KEY_FILE: usize = 4096;
const SEED: usize = 32;
const MAX_WORK_FACTOR: u8 = 22;

/// Makes the key and the file for the committee.
pub(crate) fn enrol(enrol: &Enrol, options: &Options, passphrase: &Passphrase) -> Result<(), Failure> {
    let dir = &options.dir;
    let path = dir.join(KEY_FILE);
    if path.exists() {
        return Err(Failure::KeyExists(path));
    }
    let verifiers = pins::choose(&options.pin_file, enrol.work_factor)?;
    let mut seed = Zeroizing::new([0; SEED]);
    SysRng.try_fill_bytes(&mut *seed).map_err(|_| Failure::Machine)?;
    let key = SigningKey::from_seed(&seed);
    let public = match (enrol.station.clone(), enrol.booth.clone()) {
        (Some(station), Some(booth)) => DevicePublic::booth(enrol.village.clone(), station, booth, &key),
        (None | Some(_), None | Some(_)) => DevicePublic::spare(enrol.village.clone(), &key),
    };
    keep(&path, &seed, &verifiers, passphrase, enrol.work_factor)?;
    let file = dir.join(public.file_name());
    files::write(&file, &public.to_bytes()).map_err(Failure::own(&file))?;
    println!("KUNCI ALAT (device key): {}", key.public());
    println!("Kirim berkas ini ke panitia, dan bacakan kuncinya (send this file, read the key aloud): {}", file.display());
    println!("{}", said(&verifiers));
    Ok(())
}

/// Sets or changes the two PINs of an enrolled machine; `new_pins` are files with the new ones.
pub(crate) fn set_pins(device: &Device, new_pins: &[PathBuf], dir: &Path, passphrase: &Passphrase, work_factor: u8) -> Result<(), Failure> {
    let verifiers = pins::choose(new_pins, work_factor)?;
    keep(&dir.join(KEY_FILE), device.key.seed(), &verifiers, passphrase, work_factor)?;
    println!("{}", said(&verifiers));
    Ok(())
}

const fn said(verifiers: &Verifiers) -> &'static str {
    if verifiers.are_enrolled() {
        "PIN DUA ORANG TERPASANG (two PINs enrolled)"
    } else {
        "TANPA PIN (no PINs): satu orang saja dapat membuka dan menutup. Pasang dengan: pins"
    }
}

fn keep(path: &Path, seed: &[u8; SEED], verifiers: &Verifiers, passphrase: &Passphrase, work_factor: u8) -> Result<(), Failure> {
    let content = Zeroizing::new([seed.as_slice(), &verifiers.to_bytes()].concat());
    let sealed = seal(&content, passphrase.secret(), work_factor).map_err(Failure::own(path))?;
    files::write(path, &sealed).map_err(Failure::own(path))
}

/// What the key's file holds.
pub(crate) struct Device {
    pub(crate) key: SigningKey,
    pub(crate) verifiers: Verifiers,
}

/// Opens the key.
pub(crate) fn load(dir: &Path, passphrase: &Passphrase) -> Result<Device, Failure> {
    let path = dir.join(KEY_FILE);
    if !path.exists() {
        return Err(Failure::NoKey(dir.into()));
    }
    let sealed = files::read(&path, MAX_KEY_FILE).map_err(Failure::own(&path))?;
    let content = unseal(&sealed, passphrase.secret()).map_err(|error| match error {
        DecryptError::DecryptionFailed | DecryptError::KeyDecryptionFailed | DecryptError::NoMatchingKeys => {
            Failure::WrongPassphrase(path.clone())
        }
        // The library's list is open; whatever else it finds is a damaged file.
        _ => Failure::own(&path)(Bad::NotAKey),
    })?;
    let parts = content.split_first_chunk::<SEED>();
    let parts = parts.and_then(|(seed, rest)| Some(Device { key: SigningKey::from_seed(seed), verifiers: Verifiers::parse(rest)? }));
    parts.ok_or(Bad::NotAKey).map_err(Failure::own(&path))
}

/// A passphrase file in memory.
pub(crate) fn seal(secret: &[u8], passphrase: SecretString, work_factor: u8) -> io::Result<Vec<u8>> {
    let mut recipient = age::scrypt::Recipient::new(passphrase);
    recipient.set_work_factor(work_factor);
    let encryptor = age::Encryptor::with_recipients(core::iter::once(&recipient as &dyn age::Recipient)).map_err(io::Error::other)?;
    let mut sealed = Vec::new();
    let mut writer = encryptor.wrap_output(&mut sealed)?;
    writer.write_all(secret)?;
    writer.finish()?;
    Ok(sealed)
}

/// What a passphrase file holds.
pub(crate) fn unseal(sealed: &[u8], passphrase: SecretString) -> Result<Zeroizing<Vec<u8>>, DecryptError> {
    let mut identity = age::scrypt::Identity::new(passphrase);
    identity.set_max_work_factor(MAX_WORK_FACTOR);
    let reader = age::Decryptor::new(sealed)?.decrypt(core::iter::once(&identity as &dyn age::Identity))?;
    // Never grows, so that no copy of the secret is left behind.
    let mut secret = Zeroizing::new(Vec::with_capacity(MAX_KEY_FILE));
    reader.take(MAX_KEY_FILE as u64).read_to_end(&mut secret)?;
    Ok(secret)
}
