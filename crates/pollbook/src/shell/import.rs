//! `import`: everything is read and checked, then everything is made in a folder of its own, and only then put in place.

use std::fs;
use std::path::{Path, PathBuf};

use canonical::json;
use indicatif::{ProgressBar, ProgressStyle};
use manifest::ElectionId;
use pollbook::{CheckedRolls, Draft, DraftFiles, MAX_TABLE, Roll, RollFile, RollKey, read_rolls};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::args::Import;
use super::ask::Passphrase;
use super::failure::{Bad, Failure};
use super::{files, sealed, station};

const KEY_FILE: &str = "roll-key.age";
const KEY_FORMAT: &str = "suara/roll-key/v1";
const STAGE: &str = ".import";

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyFile {
    election: ElectionId,
    format: Box<str>,
    key: RollKey,
}

pub(crate) fn run(command: &Import, passphrase: &Passphrase) -> Result<(), Failure> {
    let draft = read_draft(&command.draft)?;
    let rolls = read_all(&draft, &command.rolls)?;
    let (key, fresh) = roll_key(&command.draft, &draft, passphrase)?;
    let stage = command.draft.join(STAGE);
    let voters = rolls.voters();
    let villages = rolls.villages().count();
    rolls.warnings().iter().for_each(|warning| eprintln!("Perhatikan: {warning}"));
    let stations = write_stage(&stage, &draft, rolls, &key, passphrase)?;
    let done = put_in_place(&command.draft, &stage, fresh.then_some(&key), &draft, passphrase);
    done.map_err(Failure::outside(&command.draft))?;
    println!("DAFTAR DIIMPOR: {villages} desa, {stations} TPS, {voters} pemilih (rolls imported)");
    println!("Sidik kunci (key digest): {}", key.commitment());
    println!("Berikutnya: beri DRAFT/tags kepada panitia, bawa DRAFT/rolls/<desa>-<TPS>.age ke tiap meja.");
    Ok(())
}

fn read_draft(dir: &Path) -> Result<Draft, Failure> {
    let read = |name: &str| {
        let path = dir.join(name);
        files::read(&path, MAX_TABLE).map_err(Failure::outside(&path))
    };
    let (regency, villages, stations, strata) = (read("regency.toml")?, read("villages.csv")?, read("stations.csv")?, read("strata.csv")?);
    Ok(Draft::parse(DraftFiles { regency: &regency, villages: &villages, stations: &stations, strata: &strata })?)
}

fn read_all(draft: &Draft, paths: &[PathBuf]) -> Result<CheckedRolls, Failure> {
    let mut texts = Vec::new();
    for path in paths {
        // One byte over the cap is read too, so that the report can say so beside all other faults.
        let bytes = files::read(path, MAX_TABLE + 1).or_else(|bad| match bad {
            Bad::TooLarge(_) => Ok(vec![0; MAX_TABLE + 1]),
            other => Err(Failure::outside(path)(other)),
        })?;
        texts.push((path.display().to_string(), Zeroizing::new(bytes)));
    }
    let files: Vec<RollFile<'_>> = texts.iter().map(|(name, bytes)| RollFile { name, bytes }).collect();
    read_rolls(draft, &files).map_err(Failure::Rolls)
}

/// The key that lies in the draft, or a new one. All imports of an election must use one key.
fn roll_key(dir: &Path, draft: &Draft, passphrase: &Passphrase) -> Result<(RollKey, bool), Failure> {
    let path = dir.join(KEY_FILE);
    if !path.exists() {
        return Ok((RollKey::from_bytes(station::random()?), true));
    }
    let bytes = sealed::unseal(&path, passphrase, station::MAX_SMALL, |path, bad| Failure::outside(path)(bad))?;
    let file: KeyFile = json::from_bytes(&bytes, station::MAX_SMALL).map_err(Failure::outside(&path))?;
    if &*file.format != KEY_FORMAT {
        return Err(Failure::outside(&path)(Bad::Format));
    }
    if file.election != draft.election {
        return Err(Failure::outside(&path)(Bad::OtherElection));
    }
    Ok((file.key, false))
}

/// Makes tags and rolls in a folder of their own and says how many rolls there are.
fn write_stage(stage: &Path, draft: &Draft, rolls: CheckedRolls, key: &RollKey, passphrase: &Passphrase) -> Result<usize, Failure> {
    if stage.exists() {
        fs::remove_dir_all(stage).map_err(Failure::outside(stage))?;
    }
    for dir in [stage.join("tags"), stage.join("rolls")] {
        fs::create_dir_all(&dir).map_err(Failure::outside(&dir))?;
    }
    for village in rolls.villages() {
        let path = stage.join("tags").join(format!("{village}.json"));
        let tags = rolls.tags(village, key).map_err(Failure::outside(&path))?;
        files::write(&path, &tags.to_bytes(), false).map_err(Failure::outside(&path))?;
    }
    let stations = draft.villages.values().map(|village| village.stations.len()).sum();
    let progress = progress(stations);
    for roll in rolls.into_rolls(key) {
        let path = stage.join("rolls").join(file_name(&roll));
        sealed::seal(&path, &roll.to_bytes(), passphrase, draft.work_factor).map_err(Failure::outside(&path))?;
        progress.inc(1);
    }
    progress.finish_and_clear();
    Ok(stations)
}

fn file_name(roll: &Roll) -> String {
    format!("{}-{}.age", roll.village(), roll.station())
}

/// Each step leaves a folder from which the same import can be run again.
fn put_in_place(dir: &Path, stage: &Path, fresh: Option<&RollKey>, draft: &Draft, passphrase: &Passphrase) -> std::io::Result<()> {
    if let Some(key) = fresh {
        let file = KeyFile { election: draft.election.clone(), format: KEY_FORMAT.into(), key: key.copy() };
        sealed::seal(&dir.join(KEY_FILE), &Zeroizing::new(json::to_bytes(&file)), passphrase, draft.work_factor)?;
    }
    files::replace_dir(&stage.join("rolls"), &dir.join("rolls"))?;
    files::replace_dir(&stage.join("tags"), &dir.join("tags"))?;
    fs::remove_dir_all(stage)
}

/// Shown on a terminal only; a passphrase file takes a second or so at a real work factor.
fn progress(stations: usize) -> ProgressBar {
    let style = ProgressStyle::with_template("TPS {pos}/{len} {bar:40} sisa {eta}").unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(stations as u64).with_style(style)
}
