//! The bundle onto a stick: whole under its name, or not there.

use std::path::{Path, PathBuf};

use record::{Folder, FolderError, Stick, Sums, Tier, layout};

use crate::booth::Booth;
use crate::heads::ExportError;

/// What was done. Whichever it is, the whole bundle has its name, durably: the stick may be pulled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exported {
    /// There was none.
    Written,
    /// The same one was there.
    Same,
    /// An earlier bundle of the same log was there: with other documents or without the last cosignatures.
    Replaced,
}

impl Booth {
    /// Writes the bundle into a directory of a stick, as `bundle-<village>-<station>-<booth>`: beside its place, synced, read back,
    /// held against its signed list of files, and only then named.
    ///
    /// # Errors
    /// [`ExportError::NotClosed`]; [`ExportError::Foreign`] if something else has the name; the stick's. Nothing partial ever has it.
    pub fn export_to(&self, stick: &dyn Stick, to: &Path) -> Result<(PathBuf, Exported), ExportError> {
        let bundle = self.export()?;
        let target = to.join(self.bundle_name());
        let failed = |source| ExportError::Folder(FolderError::Io { path: target.clone(), source });
        if !stick.exists(&target).map_err(failed)? {
            self.stage(stick, &bundle, &target)?.name()?;
            return Ok((target, Exported::Written));
        }
        let there = Folder::read_on(stick, &target).map_err(|error| ExportError::Foreign(Box::new(error)))?;
        if there == bundle {
            // It may have got its name right before an earlier pull.
            stick.sync_dir(&target).and_then(|()| stick.sync_dir(to)).map_err(failed)?;
            return Ok((target, Exported::Same));
        }
        if !self.is_earlier(&there, &bundle) {
            return Err(ExportError::Foreign(Box::new(FolderError::Exists { path: target })));
        }
        self.stage(stick, &bundle, &target)?.name_over()?;
        Ok((target, Exported::Replaced))
    }

    fn stage<'s>(&self, stick: &'s dyn Stick, bundle: &Folder, target: &Path) -> Result<record::Staged<'s>, ExportError> {
        let staged = bundle.stage(stick, target)?;
        let sums = Sums::read(staged.read_back())?;
        sums.verify(self.origin().as_str(), &self.ledger.key().public())?;
        match sums.differences(staged.read_back()).into_iter().next() {
            Some(difference) => Err(difference.into()),
            None => Ok(staged),
        }
    }

    /// Whether a folder is a whole bundle of this very log, signed by a machine of it.
    fn is_earlier(&self, there: &Folder, bundle: &Folder) -> bool {
        let origin = self.origin().as_str();
        let signed = |sums: &Sums| self.ledger.signers().any(|key| sums.verify(origin, &key).is_ok());
        let is_ours = |sums: &Sums| sums.tier() == Tier::Bundle && sums.name() == origin && signed(sums);
        let sums = Sums::read(there).ok().filter(is_ours);
        let whole = sums.is_some_and(|sums| sums.differences(there).is_empty());
        whole && there.get(layout::ENTRIES) == bundle.get(layout::ENTRIES)
    }

    /// The last three parts of the log's name: village, station, booth.
    fn bundle_name(&self) -> String {
        let parts: Vec<&str> = self.origin().as_str().rsplit('/').take(3).collect();
        format!("bundle-{}", parts.into_iter().rev().collect::<Vec<_>>().join("-"))
    }
}
