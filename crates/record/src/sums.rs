//! `SHA256SUMS`: the signed list of every file of a bundle or record. It is a C2SP note whose text `sha256sum -c` accepts.
//!
//! ```text
//! # suara/v1/sums <what> <name of the signer's log or village>
//! <sha256>  <path>
//! …
//! ```

use canonical::{Hash, PublicKey, SigningKey, sha256};
use chain::note::{Kind, NoteError, VerifierError};
use chain::{KeyName, Note, Verifier};

use crate::{Folder, layout};

/// What a folder is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// One booth's export.
    Bundle,
    /// A village's record with the whole ordered logs.
    Sealed,
    /// A village's record for everybody.
    Public,
}

impl Tier {
    /// The word in the first line.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Bundle => "bundle",
            Self::Sealed => "sealed",
            Self::Public => "public",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        [Self::Bundle, Self::Sealed, Self::Public].into_iter().find(|t| t.word() == word)
    }
}

/// What is wrong with a list or with a file on it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SumsError {
    /// There is no list.
    #[error("SHA256SUMS: missing; this is no bundle or record")]
    Missing,
    /// Not a note.
    #[error("SHA256SUMS: {0}")]
    Note(#[from] NoteError),
    /// The signer's name cannot stand in a note.
    #[error("SHA256SUMS: {0}")]
    Name(#[from] VerifierError),
    /// The first line is another.
    #[error("SHA256SUMS line 1: not '# suara/v1/sums <bundle|sealed|public> <name>'; made by another version, use the matching program")]
    Header,
    /// A line that is not a digest and a path, or not in ascending order of path.
    #[error("SHA256SUMS line {0}: not '<sha256>  <path>' in ascending order of path")]
    Line(usize),
    /// A listed file is not there.
    #[error("{0}: listed in SHA256SUMS, but missing")]
    Absent(Box<str>),
    /// A file is there that is not listed.
    #[error("{0}: not listed in SHA256SUMS")]
    Unlisted(Box<str>),
    /// A file differs from the list.
    #[error("{0}: changed after SHA256SUMS was signed")]
    Changed(Box<str>),
}

/// A list as it was read. Holding one proves nothing about who signed it; [`Sums::verify`] does.
#[derive(Debug, Clone)]
pub struct Sums {
    tier: Tier,
    name: Box<str>,
    lines: Vec<(Hash, Box<str>)>,
    note: Note,
}

impl Sums {
    /// Writes and signs the list of all files of a folder into it.
    ///
    /// # Errors
    /// Refuses a signer's name that cannot stand in a note.
    pub fn write(folder: &mut Folder, tier: Tier, name: &str, signer: &str, key: &SigningKey) -> Result<(), SumsError> {
        folder.remove(layout::SUMS);
        let lines: String = folder.iter().map(|(path, bytes)| format!("{}  {path}\n", sha256(bytes))).collect();
        let mut note = Note::new(format!("# suara/v1/sums {} {name}\n{lines}", tier.word()))?;
        note.sign(&KeyName::new(signer)?, key)?;
        folder.insert(layout::SUMS, note.to_string().into_bytes());
        Ok(())
    }

    /// Reads the list of a folder.
    ///
    /// # Errors
    /// Names the line and the rule.
    pub fn read(folder: &Folder) -> Result<Self, SumsError> {
        let note = Note::parse(folder.get(layout::SUMS).ok_or(SumsError::Missing)?)?;
        let mut lines = note.text().lines();
        let (tier, name) = lines.next().and_then(header).ok_or(SumsError::Header)?;
        let mut files: Vec<(Hash, Box<str>)> = Vec::new();
        for (index, line) in lines.enumerate() {
            let entry = line.split_once("  ").and_then(|(digest, path)| Some((digest.parse().ok()?, path.into())));
            let (digest, path): (Hash, Box<str>) = entry.ok_or(SumsError::Line(index + 2))?;
            if files.last().is_some_and(|(_, last)| *last >= path) {
                return Err(SumsError::Line(index + 2));
            }
            files.push((digest, path));
        }
        Ok(Self { tier, name, lines: files, note })
    }

    /// What the folder says it is.
    #[must_use]
    pub const fn tier(&self) -> Tier {
        self.tier
    }

    /// The log or village it names.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether this key signed the list under this name.
    ///
    /// # Errors
    /// Says why the note does not hold.
    pub fn verify(&self, signer: &str, key: &PublicKey) -> Result<(), SumsError> {
        let verifier = Verifier::new(KeyName::new(signer)?, *key, Kind::Ed25519);
        self.note.verify(&[verifier])?;
        Ok(())
    }

    /// Everything that differs between list and folder.
    #[must_use]
    pub fn differences(&self, folder: &Folder) -> Vec<SumsError> {
        let listed = self.lines.iter().filter_map(|(digest, path)| match folder.get(path) {
            None => Some(SumsError::Absent(path.clone())),
            Some(bytes) if sha256(bytes) != *digest => Some(SumsError::Changed(path.clone())),
            Some(_) => None,
        });
        let known = |path: &str| path == layout::SUMS || self.lines.binary_search_by(|(_, p)| (**p).cmp(path)).is_ok();
        let unlisted = folder.iter().filter(|(path, _)| !known(path)).map(|(path, _)| SumsError::Unlisted(path.into()));
        listed.chain(unlisted).collect()
    }
}

fn header(line: &str) -> Option<(Tier, Box<str>)> {
    let (tier, name) = line.strip_prefix("# suara/v1/sums ")?.split_once(' ')?;
    Some((Tier::from_word(tier)?, name.into()))
}
