//! The real programs of this build, and files as they make them, for whatever runs them as processes.

use std::io::Write;
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

/// A passphrase file as the programs make it, with a work factor that costs nothing.
///
/// # Errors
/// Never for a passphrase that is text.
pub fn passphrase_file(passphrase: &str, bytes: &[u8]) -> SimResult<Vec<u8>> {
    let mut recipient = age::scrypt::Recipient::new(passphrase.to_owned().into());
    recipient.set_work_factor(2);
    let encryptor = age::Encryptor::with_recipients(core::iter::once(&recipient as &dyn age::Recipient))?;
    let mut sealed = Vec::new();
    let mut writer = encryptor.wrap_output(&mut sealed)?;
    writer.write_all(bytes)?;
    writer.finish()?;
    Ok(sealed)
}
