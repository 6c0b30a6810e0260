//! The real programs of this build, for whatever runs them as processes.

use std::path::PathBuf;

use crate::sim::{Failure, SimResult};

/// A program that lies beside this one.
///
/// # Errors
/// It was not built.
pub fn program(name: &str) -> SimResult<PathBuf> {
    let this = std::env::current_exe()?;
    let folder = this.parent().ok_or(Failure("no folder of programs"))?;
    // Tests lie one folder deeper than programs.
    let places = [Some(folder), folder.parent()];
    let found = places.into_iter().flatten().map(|folder| folder.join(name)).find(|path| path.is_file());
    found.ok_or_else(|| format!("{name} is missing: run `cargo build --release --workspace --bins` first, as tests/run does").into())
}
