//! `witness new` and `witness cosign`.

use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use canonical::{Hash, PublicKey, base64};
use chain::note::MAX_NOTE;
use chain::{Checkpoint, KeyName, Note};
use guardian::Witness;
use guardian::witness::{Checked, Cosigned, Evidence, WitnessError};
use record::Documents;

use super::args::{Cosign, New, Options};
use super::ceremony::{folder, quoted};
use super::failure::{Bad, Failure};
use super::home::Home;
use super::passphrase::Passphrase;
use super::{files, random};

const MAX_LIST: usize = 64 << 20;
/// As in device lists.
const MAX_WITNESS_NAME: usize = 60;

pub(crate) fn new(options: &Options, command: &New) -> Result<(), Failure> {
    let printable = command.name.len() <= MAX_WITNESS_NAME && command.name.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'+');
    let name = KeyName::new(&command.name).ok().filter(|_| printable).ok_or(Failure::WitnessName)?;
    let (passphrase, words) = Passphrase::choose(options, &command.lock)?;
    let witness = Witness::new(&*random()?, name);
    let home = Home::create(&options.dir, witness, passphrase, command.lock.work_factor)?;
    let (key, verifier) = (home.content().public(), home.content().verifier());
    println!("Kunci saksi (witness's key): {verifier}");
    println!("Baris untuk witnesses.csv (isi kode desa):\n<village_code>;{};{key}", quoted(&command.name));
    if let Some(words) = words {
        println!("KATA SANDI, hanya kali ini (passphrase, shown once):\n\n    {}\n", words.as_str());
    }
    Ok(())
}

pub(crate) fn cosign(mut home: Home<Witness>, command: &Cosign) -> Result<(), Failure> {
    let note = files::read(&command.note, MAX_NOTE).map_err(Failure::outside(&command.note))?;
    let keys = log_keys(command, &note)?;
    let proof = command.proof.as_deref().map(|path| hashes(path, |line| base64::decode_array(line).map(Hash::from_bytes))).transpose()?;
    let leaves = command.leaves.as_deref().map(|path| hashes(path, |line| line.parse().ok())).transpose()?;
    let evidence = match (&proof, &leaves) {
        (Some(proof), _) => Evidence::Proof(proof),
        (None, Some(leaves)) => Evidence::Leaves(leaves),
        (None, None) => Evidence::None,
    };
    let seen: Vec<Vec<u8>> = match &command.seen {
        Some(path) => folder(path)?.iter().map(|(_, bytes)| bytes.to_vec()).collect(),
        None => Vec::new(),
    };
    match home.content_mut().cosign(&note, &keys, evidence, &seen, this_hour()?) {
        Ok(cosigned) => {
            home.store()?;
            print(command, &cosigned)
        }
        Err(WitnessError::Fork { before, now, .. }) => Err(keep(&home, &before, &now)?),
        Err(error) => Err(error.into()),
    }
}

fn print(command: &Cosign, cosigned: &Cosigned) -> Result<(), Failure> {
    let checked = match cosigned.checked {
        Checked::First => "kepala pertama log ini, tidak ada yang dibandingkan (first head, nothing to compare)".to_owned(),
        Checked::Same => "kepala yang sama seperti sebelumnya (the same head as before)".to_owned(),
        Checked::Continues(last) => format!("menyambung kepala {last} baris (continues the head of {last} lines)"),
    };
    eprintln!("{}: {} baris, {checked}", cosigned.checkpoint.origin, cosigned.checkpoint.size);
    match &command.out {
        Some(path) => files::write(path, cosigned.note.as_bytes(), false).map_err(|source| Failure::Medium { path: path.clone(), source }),
        None => {
            print!("{}", cosigned.note);
            Ok(())
        }
    }
}

/// Writes both notes of a fork beside the state, where the next command does not overwrite them.
fn keep(home: &Home<Witness>, before: &str, now: &str) -> Result<Failure, Failure> {
    let write = |text: &str| -> Result<PathBuf, Failure> {
        let path = home.beside(&format!("bukti-{}.note", canonical::sha256(text.as_bytes())));
        files::write(&path, text.as_bytes(), false).map_err(|source| Failure::Medium { path: path.clone(), source })?;
        Ok(path)
    };
    Ok(Failure::Fork { before: write(before)?, now: write(now)? })
}

/// The keys that may sign for the log: as typed, or from the village's checked documents; of a booth, also those of the spares.
fn log_keys(command: &Cosign, note: &[u8]) -> Result<Vec<PublicKey>, Failure> {
    let Some(path) = &command.documents else { return Ok(Vec::from_iter(command.key)) };
    let documents = Documents::read(&folder(path)?).map_err(Failure::outside(path))?;
    let head: Option<Checkpoint> = Note::parse(note).ok().and_then(|note| note.text().parse().ok());
    let origin = head.map(|head| head.origin.to_string()).unwrap_or_default();
    let (definition, devices) = (&documents.definition, &documents.devices);
    let booth = devices.booths.iter().find(|d| definition.booth_origin(&d.station, &d.booth) == origin);
    let booth = booth.map(|booth| core::iter::once(booth.key).chain(devices.spares.iter().map(|spare| spare.key)).collect());
    let desk = || devices.desks.iter().find(|d| definition.desk_origin(&d.station, &d.desk) == origin).map(|d| vec![d.key]);
    booth.or_else(desk).ok_or_else(|| Failure::outside(path)(Bad::NoLog))
}

fn hashes(path: &Path, read: impl Fn(&str) -> Option<Hash>) -> Result<Vec<Hash>, Failure> {
    let bytes = files::read(path, MAX_LIST).map_err(Failure::outside(path))?;
    let text = String::from_utf8_lossy(&bytes);
    let one = |(place, line): (usize, &str)| read(line).ok_or_else(|| Failure::outside(path)(Bad::Hashes(place + 1)));
    text.lines().enumerate().map(one).collect()
}

/// Seconds since 1970 at the last full hour: no paper or file carries a finer time.
fn this_hour() -> Result<u64, Failure> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_err(|_| Failure::Machine)?.as_secs();
    Ok(now - now % 3600)
}
