//! Makes the vectors and golden records that this repository keeps. The only command that writes them; tests hold them against what
//! it would write.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use suara_tests::sim::SimResult;
use suara_tests::{golden, vectors};

/// Vectors of every primitive and golden records, from fixed seeds.
#[derive(Parser)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Writes all vectors and golden records into the package's folders, in place of what is there.
    Make,
}

fn main() -> ExitCode {
    let Args { command: Command::Make } = Args::parse();
    match make(Path::new(env!("CARGO_MANIFEST_DIR"))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn make(package: &Path) -> SimResult<()> {
    let folder = fresh(&package.join(vectors::FOLDER))?;
    for file in vectors::files() {
        fs::write(folder.join(format!("{}.json", file.name)), file.to_text())?;
    }
    let folder = fresh(&package.join(golden::FOLDER))?;
    for election in golden::all() {
        for (path, bytes) in election.make()? {
            let path = folder.join(election.name).join(path);
            fs::create_dir_all(path.parent().unwrap_or(&folder))?;
            fs::write(path, bytes)?;
        }
    }
    Ok(())
}

/// An empty folder, so that no file of an earlier version stays.
fn fresh(folder: &Path) -> SimResult<PathBuf> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    Ok(folder.to_path_buf())
}
