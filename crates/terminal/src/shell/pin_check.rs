//! PINs that are typed on the screen.

use std::path::PathBuf;

use super::failure::Failure;
use super::{clock, pins};

/// Holds PINs that were typed on the screen against the enrolled ones.
#[derive(Clone)]
pub(crate) struct PinCheck {
    verifiers: pins::Verifiers,
    dir: PathBuf,
}

impl PinCheck {
    pub(crate) const fn new(verifiers: pins::Verifiers, dir: PathBuf) -> Self {
        Self { verifiers, dir }
    }

    /// Whether PINs are enrolled.
    pub(crate) const fn is_possible(&self) -> bool {
        self.verifiers.are_enrolled()
    }

    /// One person's PIN, or both in their order.
    pub(crate) fn try_typed(&self, typed: &[&str]) -> Result<(), Failure> {
        pins::check_typed(&self.verifiers, &self.dir, typed, clock::seconds()?)
    }
}
