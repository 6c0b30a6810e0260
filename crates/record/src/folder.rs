//! A bundle or record as files in memory, and the only code that reads and writes one. Every folder from outside is hostile:
//! names, number, sizes and kinds of files are checked before a byte is used. All files are touched through a [`Stick`].

mod fake;
mod stick;
mod write;

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

pub use fake::{Left, MemStick};
pub use stick::{FileKind, FsStick, Stick};
pub use write::Staged;

/// The most files in one bundle or record.
pub const MAX_FILES: usize = 10_000;
/// The largest file, in bytes.
pub const MAX_FILE: u64 = 512 << 20;
/// All files together, in bytes.
pub const MAX_TOTAL: u64 = 2 << 30;
/// The longest path inside a folder.
pub const MAX_PATH: usize = 100;
const MAX_DEPTH: usize = 3;

/// Files by path, in ascending order. Paths are relative, of `a-z A-Z 0-9 . - _` and `/`, at most three names deep.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Folder(BTreeMap<String, Vec<u8>>);

/// Why a folder cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// The operating system said no.
    #[error("{path}: {source}")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What it said.
        source: io::Error,
    },
    /// A name with other characters, hidden, too long or too deep.
    #[error("{path}: a name that no bundle or record has; remove it, it is not read")]
    Name {
        /// The file or folder.
        path: PathBuf,
    },
    /// A link, pipe or device.
    #[error("{path}: not a plain file or folder; remove it, it is not read")]
    Kind {
        /// The entry.
        path: PathBuf,
    },
    /// Over a cap.
    #[error("{path}: more than {MAX_FILES} files, {MAX_FILE} bytes in one or {MAX_TOTAL} in all; this is no bundle or record")]
    TooLarge {
        /// Where the cap was passed.
        path: PathBuf,
    },
    /// What was read back is not what was written.
    #[error("{path}: read back differently; the medium is faulty, use another")]
    ReadBack {
        /// The file.
        path: PathBuf,
    },
    /// The target exists with other content.
    #[error("{path}: already there with other content; nothing was overwritten, choose another place")]
    Exists {
        /// The folder.
        path: PathBuf,
    },
}

fn io_error(path: &Path) -> impl FnOnce(io::Error) -> FolderError + '_ {
    move |source| FolderError::Io { path: path.to_path_buf(), source }
}

impl Folder {
    /// Reads a folder from disk.
    ///
    /// # Errors
    /// Names the file and the rule.
    pub fn read(root: &Path) -> Result<Self, FolderError> {
        Self::read_on(&FsStick, root)
    }

    /// Reads a folder from a medium.
    ///
    /// # Errors
    /// Names the file and the rule.
    pub fn read_on(stick: &dyn Stick, root: &Path) -> Result<Self, FolderError> {
        let mut folder = Self::default();
        let mut total = 0;
        folder.read_into(stick, root, "", 1, &mut total)?;
        Ok(folder)
    }

    fn read_into(&mut self, stick: &dyn Stick, directory: &Path, prefix: &str, depth: usize, total: &mut u64) -> Result<(), FolderError> {
        let entries = stick.list(directory, MAX_FILES + 1).map_err(io_error(directory))?;
        if entries.len() > MAX_FILES {
            return Err(FolderError::TooLarge { path: directory.to_path_buf() });
        }
        for (name, kind) in entries {
            let path = directory.join(&name);
            let name = name.to_str().filter(|n| is_name(n));
            let Some(name) = name.filter(|n| prefix.len() + n.len() <= MAX_PATH && depth <= MAX_DEPTH) else {
                return Err(FolderError::Name { path });
            };
            let inside = format!("{prefix}{name}");
            match kind {
                FileKind::Directory => self.read_into(stick, &path, &format!("{inside}/"), depth + 1, total)?,
                // A file whose size alone is over the cap costs nobody a read.
                FileKind::File(size) if size > MAX_FILE => return Err(FolderError::TooLarge { path }),
                FileKind::File(_) => {
                    let bytes = stick.read(&path, MAX_FILE + 1).map_err(io_error(&path))?;
                    *total += bytes.len() as u64;
                    if bytes.len() as u64 > MAX_FILE || *total > MAX_TOTAL || self.0.len() >= MAX_FILES {
                        return Err(FolderError::TooLarge { path });
                    }
                    self.0.insert(inside, bytes);
                }
                FileKind::Other => return Err(FolderError::Kind { path }),
            }
        }
        Ok(())
    }

    /// A file by path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&[u8]> {
        self.0.get(path).map(Vec::as_slice)
    }

    /// Puts a file in place; a path outside the rules is ignored and `false`.
    pub fn insert(&mut self, path: &str, bytes: Vec<u8>) -> bool {
        let names: Vec<&str> = path.split('/').collect();
        let fits = path.len() <= MAX_PATH && names.len() <= MAX_DEPTH && names.iter().all(|n| is_name(n));
        if fits {
            self.0.insert(path.to_owned(), bytes);
        }
        fits
    }

    /// Takes a file out.
    pub fn remove(&mut self, path: &str) -> Option<Vec<u8>> {
        self.0.remove(path)
    }

    /// All files in ascending order of path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.0.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }

    /// Files whose path begins with `prefix`.
    pub fn under<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (&'a str, &'a [u8])> {
        self.iter().filter(move |(path, _)| path.starts_with(prefix))
    }
}

fn is_name(name: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_');
    !name.is_empty() && !name.starts_with('.') && name.bytes().all(plain)
}

#[cfg(test)]
mod tests;
