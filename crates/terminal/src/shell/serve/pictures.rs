//! Photographs and clips for the page. A photograph is taken only if its digest is the definition's, whatever its file is called.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use canonical::{Hash, sha256};
use kiosk::{Asset, Assets};
use terminal::hall::view::{Look, photo};

use super::clips::BUILT_IN;
use crate::shell::args::Serve;
use crate::shell::failure::Failure;
use crate::shell::machine::Machine;
use crate::shell::photos;

/// What to draw for a card and a red box.
const CARD: &str = include_str!("kartu.svg");

/// Everything the page shows or plays, and the look that follows from it.
pub(crate) fn gather(machine: &mut Machine, serve: &Serve) -> Result<(Assets, Look), Failure> {
    let mut assets = Assets::default();
    if let Ok(card) = Asset::new(CARD.as_bytes().to_vec()) {
        assets.put("gambar-kartu", card);
    }
    let (station, number) = machine.seat()?;
    let photographs = machine.options.photos.clone();
    let definition = machine.booth()?.definition().clone();
    let found: BTreeMap<Hash, Vec<u8>> =
        photos::files(photographs.as_deref())?.into_iter().map(|(_, bytes)| (sha256(&bytes), bytes)).collect();
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

/// Clips by the name of their file without its ending.
fn clips(dir: Option<&Path>) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let named = |(path, bytes): (PathBuf, Vec<u8>)| path.file_stem().map(|stem| (stem.to_string_lossy().into_owned(), bytes));
    Ok(photos::files(dir)?.into_iter().filter_map(named).collect())
}
