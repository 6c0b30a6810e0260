//! `enrol`: the desk's key is made on the desk's machine and leaves it only in its kit, under the passphrase; the committee gets the public half.

use std::fs;
use std::path::Path;

use canonical::{SigningKey, hex, json};
use serde::{Deserialize, Serialize};
use token::DevicePublic;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::args::Enrol;
use super::ask::Passphrase;
use super::failure::{Bad, Failure};
use super::{files, sealed, station};

/// The key, in a passphrase file.
pub(crate) const KEY_FILE: &str = "key.age";
const FORMAT: &str = "suara/desk-key/v1";

/// The public half, which also tells which desk the state folder belongs to.
pub(crate) const DEVICE_FILE: &str = "device.pub";

#[derive(Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
#[serde(deny_unknown_fields)]
struct KeyFile {
    #[zeroize(skip)]
    format: Box<str>,
    seed: String,
}

pub(crate) fn run(command: &Enrol, state: &Path, passphrase: &Passphrase) -> Result<(), Failure> {
    if state.join(KEY_FILE).exists() {
        return Err(Failure::Exists(state.join(KEY_FILE)));
    }
    for dir in [state, &command.out] {
        fs::create_dir_all(dir).map_err(Failure::outside(dir))?;
    }
    let seed = Zeroizing::new(station::random()?);
    let key = SigningKey::from_seed(&seed);
    let public = DevicePublic::desk(command.village.clone(), command.station.clone(), command.desk.clone(), &key);
    let file = KeyFile { format: FORMAT.into(), seed: hex::encode(&*seed) };
    // The key last: while it is missing, enrolling again is fine.
    let out = command.out.join(public.file_name());
    files::write(&out, &public.to_bytes(), false).map_err(Failure::outside(&out))?;
    let own = state.join(DEVICE_FILE);
    files::write(&own, &public.to_bytes(), false).map_err(Failure::own(&own))?;
    let path = state.join(KEY_FILE);
    sealed::seal(&path, &Zeroizing::new(json::to_bytes(&file)), passphrase, command.work_factor).map_err(Failure::own(&path))?;
    println!("MEJA TERDAFTAR DI MESIN INI (desk key made)");
    println!("Kunci (key): {}", public.key());
    println!("Berikutnya: serahkan {} kepada panitia; panitia mencocokkan kunci di atas.", out.display());
    Ok(())
}

/// The desk's key and place, from the desk's folder or its kit.
pub(crate) fn load(state: &Path, passphrase: &Passphrase) -> Result<(SigningKey, DevicePublic), Failure> {
    let own = state.join(DEVICE_FILE);
    let bytes = files::read(&own, station::MAX_SMALL).map_err(Failure::own(&own))?;
    let public = DevicePublic::parse(&bytes).map_err(Failure::own(&own))?;
    let path = state.join(KEY_FILE);
    let bytes = sealed::unseal(&path, passphrase, station::MAX_SMALL, |path, bad| Failure::own(path)(bad))?;
    let file: KeyFile = json::from_bytes(&bytes, station::MAX_SMALL).map_err(Failure::own(&path))?;
    let seed = hex::decode_array(&file.seed).map(Zeroizing::new).filter(|_| &*file.format == FORMAT);
    let key = SigningKey::from_seed(&*seed.ok_or(Bad::Format).map_err(Failure::own(&path))?);
    if key.public() == *public.key() { Ok((key, public)) } else { Err(Failure::own(&own)(Bad::Format)) }
}
