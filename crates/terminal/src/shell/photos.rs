//! Files of a folder that people fill: photographs and clips. Names mean nothing but where it is said; sizes and number are capped.

use std::fs;
use std::path::{Path, PathBuf};

use kiosk::{MAX_ASSET, MAX_ASSETS};

use super::failure::{Bad, Failure};
use super::files;

/// The files of a folder in the order of their names, none of a folder inside it; nothing without a folder.
pub(crate) fn files(dir: Option<&Path>) -> Result<Vec<(PathBuf, Vec<u8>)>, Failure> {
    let Some(dir) = dir else { return Ok(Vec::new()) };
    let entries = fs::read_dir(dir).map_err(|error| Failure::outside(dir)(Bad::Io(error)))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    paths.sort();
    paths.truncate(MAX_ASSETS);
    paths.into_iter().map(|path| files::read(&path, MAX_ASSET).map_err(Failure::outside(&path)).map(|bytes| (path, bytes))).collect()
}
