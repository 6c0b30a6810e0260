//! `canary`: after a whole day by hand, passphrases, witnesses' secrets, NIKs and what voters pressed are searched in everything that any
//! program wrote or said, in five spellings: as they are, in hex of both cases, in base64 at any offset, in UTF-16. Only the files in
//! which people gave them to a program may hold them. That the search finds each spelling is shown first.

use std::fs;
use std::path::{Path, PathBuf};

use canonical::{base64, hex};
use suara_tests::sim::SimResult;

use super::by_hand::ByHand;
use super::verdict::Findings;
use super::{Ask, Figure};

/// What people gave to programs: passphrase and secret files, the roll, the script of one voter.
const GIVEN: [&str; 3] = ["sandi/", "daftar/", "naskah"];

struct Secret {
    what: String,
    spellings: Vec<Vec<u8>>,
}

impl Secret {
    fn new(what: &str, text: &str) -> Self {
        let bytes = text.as_bytes();
        let low = hex::encode(bytes);
        let wide = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let mut spellings = vec![bytes.to_vec(), low.to_uppercase().into_bytes(), low.into_bytes(), wide];
        // At an offset the first and last characters depend on the neighbours.
        spellings.extend((0..3).map(|offset| {
            let text = base64::encode(&[vec![0; offset], bytes.to_vec()].concat());
            let skip = if offset == 0 { 0 } else { offset + 1 };
            let whole = (offset + bytes.len()) / 3 * 4;
            text.as_bytes().get(skip..whole).unwrap_or_default().to_vec()
        }));
        Self { what: format!("{what} {text}"), spellings }
    }

    fn is_in(&self, bytes: &[u8]) -> bool {
        self.spellings.iter().any(|spelling| contains(bytes, spelling))
    }
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    let Some(first) = part.first() else { return false };
    (0..bytes.len()).any(|at| bytes.get(at) == Some(first) && bytes.get(at..).is_some_and(|rest| rest.starts_with(part)))
}

pub(crate) fn run(_: &Ask) -> SimResult<Figure> {
    let known = Secret::new("a word", "rahasia yang dicari");
    for spelling in &known.spellings {
        if !known.is_in(&[b"xy".as_slice(), spelling, b"z"].concat()) {
            return Err("the harness cannot be believed: it misses a spelling".into());
        }
    }
    let by_hand = ByHand::new("canary", true)?;
    by_hand.hold(&[])?;
    let (table, said) = (files(&by_hand.path().join("table"))?, files(&by_hand.path().join("said"))?);
    let secrets = secrets(&by_hand.path().join("table"))?;
    let mut found = Findings::default();
    let (mut count, mut size) = (0, 0);
    for path in table.iter().chain(&said) {
        let name = path.strip_prefix(by_hand.path().join("table")).unwrap_or(path).to_string_lossy().into_owned();
        if GIVEN.iter().any(|given| name.starts_with(given)) {
            continue;
        }
        let bytes = fs::read(path)?;
        (count, size) = (count + 1, size + bytes.len());
        found.other.extend(secrets.iter().filter(|secret| secret.is_in(&bytes)).map(|secret| format!("{name} holds {}", secret.what)));
    }
    if secrets.len() < 20 || said.len() < 100 {
        found.other.push(format!("only {} secrets and {} outputs were seen", secrets.len(), said.len()));
    }
    let hits = found.other.len();
    let text = format!("{} secrets in {count} files and outputs ({} KiB), 5 spellings, {hits} hits", secrets.len(), size / 1024);
    Ok(Figure::new(secrets.len() as u64, text, found))
}

/// Everything that people gave and that nobody may find again.
fn secrets(table: &Path) -> SimResult<Vec<Secret>> {
    let mut list = Vec::new();
    for path in files(&table.join("sandi"))? {
        let text = fs::read_to_string(path)?;
        list.extend(text.lines().map(|line| Secret::new("the secret", line)));
    }
    for path in files(&table.join("daftar"))? {
        let text = fs::read_to_string(path)?;
        let words = text.split(|c: char| !c.is_ascii_digit()).filter(|word| word.len() == 16);
        list.extend(words.map(|nik| Secret::new("the NIK", nik)));
    }
    let script = fs::read_to_string(table.join("naskah"))?;
    list.extend(script.lines().map(|line| Secret::new("the vote", line)));
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
