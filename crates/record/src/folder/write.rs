//! Writing a folder so that nothing partial ever has its name: beside its place, synced, read back, compared, renamed, synced.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::{Folder, FolderError, FsStick, Stick, io_error};

/// How many names are tried for a folder that is being written, when one that was left before cannot be removed.
const MAX_PARTIAL: u32 = 9;

/// A folder that is whole on a medium, but does not have its name yet. Holding one proves that every file and directory of it was
/// synced and read back as it was written.
#[must_use = "a staged folder has no name yet"]
pub struct Staged<'s> {
    stick: &'s dyn Stick,
    partial: PathBuf,
    target: PathBuf,
    parent_is_new: bool,
    read_back: Folder,
}

impl Folder {
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
        self.stage(&FsStick, target)?.name()
    }

    /// Writes the folder over what is there, by moving the old one aside and removing it after the new one has its name.
    ///
    /// # Errors
    /// The old or the new folder always has the final name, or stands beside it as `.old-…`.
    pub fn replace(&self, target: &Path) -> Result<(), FolderError> {
        self.stage(&FsStick, target)?.name_over()
    }

    /// Writes the folder to a medium beside its place. What an earlier try left there is removed or stepped around.
    ///
    /// # Errors
    /// Names the file; what was written of it is removed again if the medium still lets.
    pub fn stage<'s>(&self, stick: &'s dyn Stick, target: &Path) -> Result<Staged<'s>, FolderError> {
        let parent = parent(target);
        let parent_is_new = !stick.exists(parent).map_err(io_error(parent))?;
        stick.make_dir(parent).map_err(io_error(parent))?;
        let partial = free_name(stick, target)?;
        match self.write_all(stick, &partial) {
            Ok(read_back) => Ok(Staged { stick, partial, target: target.to_path_buf(), parent_is_new, read_back }),
            Err(error) => {
                // Makes room on a full medium. One that was pulled takes nothing more, and the next try cleans up.
                let _ = stick.remove_dir(&partial);
                Err(error)
            }
        }
    }

    fn write_all(&self, stick: &dyn Stick, root: &Path) -> Result<Self, FolderError> {
        let directories: BTreeSet<PathBuf> = self.iter().flat_map(|(inside, _)| above(root, inside)).chain([root.to_path_buf()]).collect();
        for directory in &directories {
            stick.make_dir(directory).map_err(io_error(directory))?;
        }
        for (inside, bytes) in self.iter() {
            let path = root.join(inside);
            stick.write_new(&path, bytes).map_err(io_error(&path))?;
        }
        for directory in directories.iter().rev() {
            stick.sync_dir(directory).map_err(io_error(directory))?;
        }
        let again = Self::read_on(stick, root)?;
        if &again == self { Ok(again) } else { Err(FolderError::ReadBack { path: root.to_path_buf() }) }
    }
}

impl Staged<'_> {
    /// The folder as it was read back.
    #[must_use]
    pub const fn read_back(&self) -> &Folder {
        &self.read_back
    }

    /// Gives the folder its name, durably.
    ///
    /// # Errors
    /// [`FolderError::Exists`] if something has it; the medium's.
    pub fn name(self) -> Result<(), FolderError> {
        if self.stick.exists(&self.target).map_err(io_error(&self.target))? {
            return Err(FolderError::Exists { path: self.target });
        }
        self.stick.rename(&self.partial, &self.target).map_err(io_error(&self.target))?;
        self.sync_names()?;
        // Of a replacement that was cut short.
        self.remove_old()
    }

    /// Gives the folder its name in place of what has it: that is moved aside as `.old-…`, and removed once the new name is durable.
    ///
    /// # Errors
    /// The medium's. The old or the new folder always has the name, or stands beside it as `.old-…`.
    pub fn name_over(self) -> Result<(), FolderError> {
        if !self.stick.exists(&self.target).map_err(io_error(&self.target))? {
            return self.name();
        }
        self.remove_old()?;
        let old = self.old();
        self.stick.rename(&self.target, &old).map_err(io_error(&self.target))?;
        if let Err(error) = self.stick.rename(&self.partial, &self.target) {
            // The old one keeps its name if the medium still lets.
            let _ = self.stick.rename(&old, &self.target);
            return Err(io_error(&self.target)(error));
        }
        self.sync_names()?;
        self.remove_old()
    }

    fn old(&self) -> PathBuf {
        beside(&self.target, "old", "")
    }

    fn remove_old(&self) -> Result<(), FolderError> {
        let old = self.old();
        let there = self.stick.exists(&old).map_err(io_error(&old))?;
        if there { self.stick.remove_dir(&old).map_err(io_error(&old)) } else { Ok(()) }
    }

    fn sync_names(&self) -> Result<(), FolderError> {
        let parent = parent(&self.target);
        self.stick.sync_dir(parent).map_err(io_error(parent))?;
        let above = self::parent(parent);
        match self.stick.sync_dir(above) {
            Err(error) if self.parent_is_new => Err(io_error(above)(error)),
            // An older one has its name; a try that was cut short may have made it, so that syncing again does no harm.
            Ok(()) | Err(_) => Ok(()),
        }
    }
}

fn parent(target: &Path) -> &Path {
    target.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."))
}

fn beside(target: &Path, what: &str, more: &str) -> PathBuf {
    let name = target.file_name().and_then(|name| name.to_str()).unwrap_or("folder");
    target.with_file_name(format!(".{what}-{name}{more}"))
}

/// The directories between a root and a file inside it.
fn above(root: &Path, inside: &str) -> Vec<PathBuf> {
    Path::new(inside).ancestors().skip(1).filter(|path| !path.as_os_str().is_empty()).map(|path| root.join(path)).collect()
}

/// A name for the folder that is being written. One that an earlier try left is removed; if that fails, the next name is taken.
fn free_name(stick: &dyn Stick, target: &Path) -> Result<PathBuf, FolderError> {
    let first = beside(target, "partial", "");
    let names = core::iter::once(first.clone()).chain((2..=MAX_PARTIAL).map(|number| beside(target, "partial", &format!("-{number}"))));
    let mut failure = FolderError::Exists { path: first };
    for name in names {
        if !stick.exists(&name).map_err(io_error(&name))? {
            return Ok(name);
        }
        match stick.remove_dir(&name) {
            Ok(()) => return Ok(name),
            Err(error) => failure = io_error(&name)(error),
        }
    }
    Err(failure)
}
