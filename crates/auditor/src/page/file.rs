//! Writes the page: the only file that the auditor writes, and only where its caller asked for it.

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use record::layout;

use super::FIRST;

/// Why the page was not written.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// Something else is there.
    #[error("{0}: sudah ada dan bukan laporan suara-audit; tidak ditimpa, pilih nama lain (there already and no report; not overwritten)")]
    Exists(PathBuf),
    /// The place lies inside a record or the evidence.
    #[error("{0}: di dalam rekaman atau bukti; pilih tempat lain (inside a record or the evidence; choose another place)")]
    Inside(PathBuf),
    /// The operating system said no.
    #[error("{path}: {source}")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What it said.
        source: io::Error,
    },
}

fn io_error(path: &Path) -> impl FnOnce(io::Error) -> SaveError + '_ {
    move |source| SaveError::Io { path: path.to_path_buf(), source }
}

/// Whether a page may be written there: into a folder that is there, outside every record and outside the evidence, over nothing or an
/// earlier page.
///
/// # Errors
/// Says which of these does not hold.
pub fn check_target(target: &Path, evidence: Option<&Path>) -> Result<(), SaveError> {
    let parent = fs::canonicalize(parent(target)).map_err(io_error(target))?;
    let record = parent.ancestors().any(|place| place.join(layout::SUMS).exists());
    let evidence = evidence.and_then(|dir| fs::canonicalize(dir).ok()).is_some_and(|dir| parent.starts_with(dir));
    if record || evidence {
        return Err(SaveError::Inside(target.to_path_buf()));
    }
    match fs::symlink_metadata(target) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(e) => Err(io_error(target)(e)),
        Ok(found) if found.is_file() && is_page(target).map_err(io_error(target))? => Ok(()),
        Ok(_) => Err(SaveError::Exists(target.to_path_buf())),
    }
}

fn parent(target: &Path) -> &Path {
    target.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."))
}

fn is_page(path: &Path) -> io::Result<bool> {
    let mut start = Vec::new();
    fs::File::open(path)?.take(FIRST.len() as u64).read_to_end(&mut start)?;
    Ok(start == FIRST.as_bytes())
}

/// Writes the page beside its place, syncs it, and only then gives it its name.
///
/// # Errors
/// As [`check_target`]; nothing partial ever has the final name.
pub fn save(html: &str, target: &Path, evidence: Option<&Path>) -> Result<(), SaveError> {
    check_target(target, evidence)?;
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let partial = parent(target).join(format!(".{name}.{}.partial", std::process::id()));
    let written = fs::File::create_new(&partial).and_then(|mut file| {
        file.write_all(html.as_bytes())?;
        file.sync_all()
    });
    let named = written.and_then(|()| fs::rename(&partial, target));
    named.map_err(|source| {
        drop(fs::remove_file(&partial));
        SaveError::Io { path: target.to_path_buf(), source }
    })
}
