//! Makes the vectors that this repository keeps. The only command that writes them; a test holds them against what it would write.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use suara_tests::sim::SimResult;
use suara_tests::vectors;

/// Vectors of every primitive, from a fixed seed.
#[derive(Parser)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Writes all vectors into the package's folders, over what is there.
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
    let folder = package.join(vectors::FOLDER);
    fs::create_dir_all(&folder)?;
    for file in vectors::files() {
        fs::write(folder.join(format!("{}.json", file.name)), file.to_text())?;
    }
    Ok(())
}
