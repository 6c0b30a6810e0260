//! Photographs and clips for the page. A photograph is taken only if its digest is the definition's, whatever its file is called.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use canonical::{Hash, sha256};
use kiosk::{Asset, Assets, MAX_ASSET, MAX_ASSETS};
use terminal::hall::view::{Look, photo};

use super::clips::BUILT_IN;
use crate::shell::args::Serve;
use crate::shell::failure::Failure;
use crate::shell::files;
use crate::shell::machine::Machine;

/// What to draw for a card and a red box.
const CARD: &str = include_str!("kartu.svg");

/// Everything the page shows or plays, and the look that follows from it.
pub(crate) fn gather(machine: &mut Machine, serve: &Serve) -> Result<(Assets, Look), Failure> {
    let mut assets = Assets::default();
    if let Ok(card) = Asset::new(CARD.as_bytes().to_vec()) {
        assets.put("gambar-kartu", card);
    }
    let (station, number) = machine.seat()?;
    let definition = machine.booth()?.definition().clone();
    let found = by_digest(serve.photos.as_deref())?;
    for (number, candidate) in (1..).zip(&definition.candidates) {
        match found.get(&candidate.photo).map(|bytes| Asset::new(bytes.clone())) {
            Some(Ok(asset)) => assets.put(&photo(number), asset),
            _ => {
                eprintln!("PERINGATAN: foto calon nomor {number} tidak ada di --photos (no photograph); layar menampilkan nomor dan nama.")
            }
        }
    }
    let built_in = BUILT_IN.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec()));
    // A folder's clips come later, in the place of those that are built in.
    for (name, bytes) in built_in.chain(clips(serve.voice.as_deref())?) {
        match Asset::new(bytes) {
            Ok(asset) => assets.put(&name, asset),
            Err(error) => eprintln!("PERINGATAN: suara {name}: {error}"),
        }
    }
    let look = Look::new(&definition, &station, &number, serve.settle, |name| assets.has(name));
    Ok((assets, look))
}

/// The files of a folder, no folder inside it, each at most as long as an asset.
fn small_files(dir: &Path) -> Result<Vec<(PathBuf, Vec<u8>)>, Failure> {
    let entries = fs::read_dir(dir).map_err(|error| Failure::outside(dir)(error))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    paths.sort();
    paths.truncate(MAX_ASSETS);
    paths.into_iter().map(|path| files::read(&path, MAX_ASSET).map_err(Failure::outside(&path)).map(|bytes| (path, bytes))).collect()
}

fn by_digest(dir: Option<&Path>) -> Result<BTreeMap<Hash, Vec<u8>>, Failure> {
    let Some(dir) = dir else { return Ok(BTreeMap::new()) };
    Ok(small_files(dir)?.into_iter().map(|(_, bytes)| (sha256(&bytes), bytes)).collect())
}

/// Clips by the name of their file without its ending.
fn clips(dir: Option<&Path>) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let Some(dir) = dir else { return Ok(Vec::new()) };
    let named = |(path, bytes): (PathBuf, Vec<u8>)| path.file_stem().map(|stem| (stem.to_string_lossy().into_owned(), bytes));
    Ok(small_files(dir)?.into_iter().filter_map(named).collect())
}
