//! `canary`: after a whole day by hand, passphrases, witnesses' secrets, NIKs, what voters pressed, and the seeds, shares and keys in
//! everybody's passphrase files are searched in every version of every file that any program wrote and in all it said. Only the files in
//! which people gave them to a program may hold them. And no program leaves a core. That the search finds each spelling is shown first.

use std::fs;
use std::path::{Path, PathBuf};

use suara_tests::sim::SimResult;

use super::by_hand::ByHand;
use super::secrets::{Search, Secret, sealed};
use super::verdict::Findings;
use super::{Ask, Figure, core_dump};

/// What people gave to programs: passphrase and secret files, the roll, the scripts of one voter each.
const GIVEN: [&str; 3] = ["sandi/", "daftar/", "naskah"];

pub(crate) fn run(ask: &Ask) -> SimResult<Figure> {
    try_the_harness()?;
    let by_hand = ByHand::new("canary", true)?;
    by_hand.hold(&[])?;
    let table = by_hand.path().join("table");
    let (mut list, said) = (files(&table)?, files(&by_hand.path().join("said"))?);
    let drawn = sealed(&table, &list)?;
    let drawn_count = drawn.len();
    let secrets: Vec<Secret> = given(&table)?.into_iter().chain(drawn).collect();
    let search = Search::new(&secrets)?;
    list.extend(said.iter().cloned());
    let mut found = Findings::default();
    let (mut count, mut size) = (0, 0);
    for path in &list {
        let name = path.strip_prefix(&table).unwrap_or(path).to_string_lossy().into_owned();
        if GIVEN.iter().any(|given| name.starts_with(given)) {
            continue;
        }
        let bytes = fs::read(path)?;
        (count, size) = (count + 1, size + bytes.len());
        found.other.extend(search.hits(&bytes).into_iter().map(|what| format!("{name} holds {what}")));
    }
    if secrets.len() < 60 || drawn_count < 20 || said.len() < 100 {
        found.other.push(format!("only {} secrets, {drawn_count} of them drawn, and {} outputs were seen", secrets.len(), said.len()));
    }
    let hits = found.other.len();
    let (ended, left) = core_dump::run(ask.seed)?;
    let cores = left.other.len();
    let text = format!(
        "{} secrets ({drawn_count} seeds, shares and keys) in {count} files and outputs ({} KiB), 5 spellings, {hits} hits; {ended}, {cores} cores",
        secrets.len(),
        size / 1024
    );
    Ok(Figure::new(secrets.len() as u64, text, found.and(left)))
}

fn try_the_harness() -> SimResult<()> {
    for known in [Secret::text("a word", "rahasia yang dicari"), Secret::bytes("bytes".to_owned(), &[0xa5; 32])] {
        let list = [known];
        let (search, [known]) = (Search::new(&list)?, &list);
        for spelling in known.spellings() {
            if search.hits(&[b"xy".as_slice(), spelling, b"z"].concat()).is_empty() {
                return Err("the harness cannot be believed: it misses a spelling".into());
            }
        }
    }
    Ok(())
}

/// Everything that people gave and that nobody may find again.
fn given(table: &Path) -> SimResult<Vec<Secret>> {
    let mut list = Vec::new();
    for path in files(&table.join("sandi"))? {
        let text = fs::read_to_string(path)?;
        list.extend(text.lines().map(|line| Secret::text("the secret", line)));
    }
    for path in files(&table.join("daftar"))? {
        let text = fs::read_to_string(path)?;
        let words = text.split(|c: char| !c.is_ascii_digit()).filter(|word| word.len() == 16);
        list.extend(words.map(|nik| Secret::text("the NIK", nik)));
    }
    let scripts =
        files(table)?.into_iter().filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("naskah")));
    for path in scripts {
        let text = fs::read_to_string(path)?;
        list.extend(text.lines().map(|line| Secret::text("the vote", line)));
    }
    Ok(list)
}

fn files(folder: &Path) -> SimResult<Vec<PathBuf>> {
    let mut list = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            list.extend(files(&path)?);
        } else if path.is_file() {
            list.push(path);
        }
    }
    Ok(list)
}
