//! Where a demo's files go: `bundles/`, `records/<village>/{sealed,public}/`, `ANCHOR`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use manifest::VillageCode;

/// The output folder of one demo.
#[derive(Debug, Clone)]
pub struct Place(PathBuf);

/// Why the folder is not used.
#[derive(Debug, thiserror::Error)]
pub enum PlaceError {
    /// Something else is there.
    #[error("{}: berisi hal lain dan tidak dihapus; pilih folder lain dengan --out (holds something else, nothing was removed)", .0.display())]
    Foreign(PathBuf),
    /// The operating system said no.
    #[error("{}: {source}", .path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What it said.
        source: io::Error,
    },
}

const OURS: [&str; 3] = ["ANCHOR", "bundles", "records"];

impl Place {
    /// Takes an empty or new folder, or one that holds an earlier demo and nothing else, which is removed.
    ///
    /// # Errors
    /// Never removes anything that is not a demo's.
    pub fn fresh(path: &Path) -> Result<Self, PlaceError> {
        let io = |source| PlaceError::Io { path: path.to_path_buf(), source };
        if path.exists() {
            for entry in fs::read_dir(path).map_err(io)? {
                let name = entry.map_err(io)?.file_name();
                if !OURS.iter().any(|ours| name == **ours) {
                    return Err(PlaceError::Foreign(path.to_path_buf()));
                }
            }
            fs::remove_dir_all(path).map_err(io)?;
        }
        let place = Self(path.to_path_buf());
        fs::create_dir_all(path.join("bundles")).and_then(|()| fs::create_dir_all(path.join("records"))).map_err(io)?;
        Ok(place)
    }

    /// The folder itself.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.0
    }

    /// All records.
    #[must_use]
    pub fn records(&self) -> PathBuf {
        self.0.join("records")
    }

    /// A tier of a village's record.
    #[must_use]
    pub fn record(&self, village: &VillageCode, tier: &str) -> PathBuf {
        self.records().join(village.as_str()).join(tier)
    }

    /// One booth's bundle.
    #[must_use]
    pub fn bundle(&self, name: &str) -> PathBuf {
        self.0.join("bundles").join(name)
    }

    /// What paper would carry: the digest of the regency index.
    #[must_use]
    pub fn anchor(&self) -> PathBuf {
        self.0.join("ANCHOR")
    }
}
