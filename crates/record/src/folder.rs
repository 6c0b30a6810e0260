//! A bundle or record as files in memory, and the only code that reads and writes one. Every folder from outside is hostile:
//! names, number, sizes and kinds of files are checked before a byte is used.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

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
        let mut folder = Self::default();
        let mut total = 0;
        folder.read_into(root, "", 1, &mut total)?;
        Ok(folder)
    }

    fn read_into(&mut self, directory: &Path, prefix: &str, depth: usize, total: &mut u64) -> Result<(), FolderError> {
        for (number, entry) in fs::read_dir(directory).map_err(io_error(directory))?.enumerate() {
            let path = entry.map_err(io_error(directory))?.path();
            if number >= MAX_FILES {
                return Err(FolderError::TooLarge { path });
            }
            let name = path.file_name().and_then(|n| n.to_str()).filter(|n| is_name(n));
            let Some(name) = name.filter(|n| prefix.len() + n.len() <= MAX_PATH && depth <= MAX_DEPTH) else {
                return Err(FolderError::Name { path });
            };
            let inside = format!("{prefix}{name}");
            let kind = fs::symlink_metadata(&path).map_err(io_error(&path))?;
            if kind.is_dir() {
                self.read_into(&path, &format!("{inside}/"), depth + 1, total)?;
            } else if kind.is_file() {
                // A file whose size alone is over the cap costs nobody a read.
                if kind.len() > MAX_FILE {
                    return Err(FolderError::TooLarge { path });
                }
                let bytes = read_capped(&path, total, self.0.len())?;
                self.0.insert(inside, bytes);
            } else {
                return Err(FolderError::Kind { path });
            }
        }
        Ok(())
    }

    /// Writes the folder beside its place, syncs it, reads it back, and only then gives it its name. An equal folder already
    /// there is left as it is.
    ///
    /// # Errors
    /// Nothing partial ever has the final name.
    pub fn write(&self, target: &Path) -> Result<(), FolderError> {
        if target.exists() {
            let same = Self::read(target).is_ok_and(|there| &there == self);
            return if same { Ok(()) } else { Err(FolderError::Exists { path: target.to_path_buf() }) };
        }
        let name = target.file_name().and_then(|n| n.to_str()).unwrap_or("folder");
        let parent = target.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
        let partial = parent.join(format!(".partial-{name}"));
        if partial.exists() {
            fs::remove_dir_all(&partial).map_err(io_error(&partial))?;
        }
        self.write_files(&partial)?;
        let again = Self::read(&partial)?;
        if &again != self {
            return Err(FolderError::ReadBack { path: partial });
        }
        fs::rename(&partial, target).map_err(io_error(target))?;
        sync_directory(parent)
    }

    /// Writes the folder over what is there, by moving the old one aside and removing it after the new one has its name.
    ///
    /// # Errors
    /// The old or the new folder always has the final name, or stands beside it as `.old-…`.
    pub fn replace(&self, target: &Path) -> Result<(), FolderError> {
        if !target.exists() {
            return self.write(target);
        }
        let name = target.file_name().and_then(|n| n.to_str()).unwrap_or("folder");
        let old = target.with_file_name(format!(".old-{name}"));
        if old.exists() {
            fs::remove_dir_all(&old).map_err(io_error(&old))?;
        }
        let fresh = target.with_file_name(format!("{name}.new"));
        if fresh.exists() {
            fs::remove_dir_all(&fresh).map_err(io_error(&fresh))?;
        }
        self.write(&fresh)?;
        fs::rename(target, &old).map_err(io_error(target))?;
        fs::rename(&fresh, target).map_err(io_error(target))?;
        fs::remove_dir_all(&old).map_err(io_error(&old))
    }

    fn write_files(&self, root: &Path) -> Result<(), FolderError> {
        fs::create_dir_all(root).map_err(io_error(root))?;
        for (inside, bytes) in &self.0 {
            let path = root.join(inside);
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent).map_err(io_error(parent))?;
            }
            let mut file = fs::File::create_new(&path).map_err(io_error(&path))?;
            file.write_all(bytes).and_then(|()| file.sync_all()).map_err(io_error(&path))?;
        }
        sync_directory(root)
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

fn read_capped(path: &Path, total: &mut u64, files: usize) -> Result<Vec<u8>, FolderError> {
    let file = fs::File::open(path).map_err(io_error(path))?;
    let mut bytes = Vec::new();
    let size = file.take(MAX_FILE + 1).read_to_end(&mut bytes).map_err(io_error(path))? as u64;
    *total += size;
    if size > MAX_FILE || *total > MAX_TOTAL || files >= MAX_FILES {
        return Err(FolderError::TooLarge { path: path.to_path_buf() });
    }
    Ok(bytes)
}

fn sync_directory(path: &Path) -> Result<(), FolderError> {
    fs::File::open(path).and_then(|directory| directory.sync_all()).map_err(io_error(path))
}

#[cfg(test)]
mod tests;
