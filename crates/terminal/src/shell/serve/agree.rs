//! PINs on the screen.

use std::path::{Path, PathBuf};

use crate::shell::clock::seconds;
use crate::shell::failure::Failure;
use crate::shell::pins::{self, Verifiers};

/// Holds PINs that were typed on the screen against the enrolled ones.
#[derive(Clone)]
pub(crate) struct PinCheck {
    verifiers: Verifiers,
    dir: PathBuf,
}

impl PinCheck {
    /// Against these, with the count of wrong PINs in this folder.
    pub(crate) fn new(verifiers: &Verifiers, dir: &Path) -> Self {
        Self { verifiers: verifiers.clone(), dir: dir.to_owned() }
    }

    /// Whether PINs are enrolled; without them nobody is asked.
    pub(crate) const fn is_needed(&self) -> bool {
        self.verifiers.are_enrolled()
    }

    /// One person's PIN, or both in their order.
    pub(crate) fn try_typed(&self, typed: &[&str]) -> Result<(), Failure> {
        pins::check_typed(&self.verifiers, &self.dir, typed, seconds()?)
    }
}
