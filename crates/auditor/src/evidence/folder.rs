//! The only code that reads evidence from disk. Names may be anything; number, size, depth and kind of files are capped, links are
//! not followed, and whatever is not read is named.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::findings::Place;
use crate::text::{Words, say};

/// The most files and folders that are looked at.
pub(crate) const MAX_FILES: usize = 10_000;
/// The largest file, in bytes.
pub(crate) const MAX_FILE: u64 = 1 << 20;
/// All files together, in bytes.
pub(crate) const MAX_TOTAL: u64 = 64 << 20;
/// Folders below the given one that are looked into.
pub(crate) const MAX_DEPTH: usize = 4;

/// What was found.
#[derive(Default)]
pub(crate) struct Found {
    /// Name inside the folder, and content, in ascending order of name.
    pub(crate) files: Vec<(String, Vec<u8>)>,
    pub(crate) unread: Vec<(Place, Words)>,
    seen: usize,
    total: u64,
}

/// Reads all files below a folder.
pub(crate) fn read(root: &Path) -> Found {
    let mut found = Found::default();
    found.look(root, "", 0);
    found.files.sort();
    found
}

impl Found {
    fn refuse(&mut self, name: &str, words: Words) {
        self.unread.push((Place::file(name), words));
    }

    fn look(&mut self, directory: &Path, prefix: &str, depth: usize) {
        let entries = match sorted(directory) {
            Ok(entries) => entries,
            Err(e) => {
                let name = if prefix.is_empty() { directory.to_string_lossy().into_owned() } else { prefix.to_owned() };
                return self.refuse(&name, Words::rule(&e));
            }
        };
        for path in entries {
            let name = format!("{prefix}{}", path.file_name().unwrap_or_default().to_string_lossy());
            self.seen += 1;
            if self.seen > MAX_FILES {
                let words =
                    say!("lebih dari {MAX_FILES} berkas; sisanya tidak dibaca", "more than {MAX_FILES} files; the rest is not read");
                return if self.seen == MAX_FILES + 1 {
                    self.refuse(&name, words)
                };
            }
            match fs::symlink_metadata(&path).map(|m| m.file_type()) {
                Ok(kind) if kind.is_dir() && depth < MAX_DEPTH => self.look(&path, &format!("{name}/"), depth + 1),
                Ok(kind) if kind.is_dir() => self.refuse(&name, say!("folder terlalu dalam", "too many folders inside each other")),
                Ok(kind) if kind.is_file() => self.take(&path, &name),
                Ok(_) => self.refuse(&name, say!("bukan berkas biasa", "not a plain file")),
                Err(e) => self.refuse(&name, Words::rule(&e)),
            }
        }
    }

    fn take(&mut self, path: &Path, name: &str) {
        let mut bytes = Vec::new();
        let read = fs::File::open(path).and_then(|file| file.take(MAX_FILE + 1).read_to_end(&mut bytes));
        match read {
            Err(e) => self.refuse(name, Words::rule(&e)),
            Ok(size) if size as u64 > MAX_FILE => {
                self.refuse(name, say!("lebih dari {MAX_FILE} bita, tidak dibaca", "over {MAX_FILE} bytes, not read"));
            }
            Ok(size) if self.total + size as u64 > MAX_TOTAL => {
                self.refuse(name, say!("semua bersama lebih dari {MAX_TOTAL} bita", "over {MAX_TOTAL} bytes in all, not read"));
            }
            Ok(size) => {
                self.total += size as u64;
                self.files.push((name.to_owned(), bytes));
            }
        }
    }
}

fn sorted(directory: &Path) -> std::io::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(directory)?.take(MAX_FILES + 1).map(|entry| Ok(entry?.path()));
    let mut paths: Vec<PathBuf> = entries.collect::<std::io::Result<_>>()?;
    paths.sort();
    Ok(paths)
}
