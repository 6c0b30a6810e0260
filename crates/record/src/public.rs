//! The public side of one booth: everything anybody needs to check proofs and sums, and nothing that shows an order of ballots.

use ballot::{Code, Opening, SealedData};
use canonical::{Hash, json};
use serde::{Deserialize, Serialize};

use crate::{Folder, layout};

/// A challenged ballot as the public record holds it: content only, without place, parent or salt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicChallenge {
    /// The ballot.
    pub ballot: SealedData,
    /// Seed, choice and path.
    pub opening: Opening,
}

/// What one booth publishes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PublicBooth {
    /// Bodies of the zero, open, boot, takeover and close entries as they stand in the log.
    pub anchors: Vec<Vec<u8>>,
    /// Cast ballots with their codes.
    pub cast: Vec<(Code, SealedData)>,
    /// Challenged ballots with their codes.
    pub challenged: Vec<(Code, PublicChallenge)>,
    /// The closing head with its signatures.
    pub checkpoint: Vec<u8>,
    /// Leaf hashes of the whole log in order.
    pub leaves: Vec<Hash>,
    /// Codes of spoiled ballots.
    pub spoiled: Vec<Code>,
    /// Codes of void ballots.
    pub void: Vec<Code>,
}

impl PublicBooth {
    /// Writes the booth's files into a record, everything about ballots sorted by code.
    pub fn write(&self, folder: &mut Folder, prefix: &str) {
        let mut put = |name: &str, bytes: Vec<u8>| folder.insert(&format!("{prefix}{name}"), bytes);
        put(layout::CHECKPOINT, self.checkpoint.clone());
        put(layout::LEAVES, self.leaves.iter().map(|leaf| format!("{leaf}\n")).collect::<String>().into_bytes());
        put(layout::ANCHORS, lines(self.anchors.iter().cloned()));
        put(layout::CAST, lines(sorted(&self.cast).map(json::to_bytes)));
        put(layout::CHALLENGED, lines(sorted(&self.challenged).map(json::to_bytes)));
        put(layout::SPOILED, codes(&self.spoiled));
        put(layout::VOID, codes(&self.void));
    }
}

fn sorted<T>(list: &[(Code, T)]) -> impl Iterator<Item = &T> {
    let mut order: Vec<&(Code, T)> = list.iter().collect();
    order.sort_by_key(|(code, _)| *code);
    order.into_iter().map(|(_, value)| value)
}

fn lines(list: impl Iterator<Item = Vec<u8>>) -> Vec<u8> {
    list.flat_map(|mut line| {
        line.push(b'\n');
        line
    })
    .collect()
}

fn codes(list: &[Code]) -> Vec<u8> {
    token::join_hashes(list.iter().map(|code| *code.hash())).into_bytes()
}

/// Splits a file of lines; every line ends with a line feed.
#[must_use]
pub fn split_lines(bytes: &[u8]) -> Option<Vec<&[u8]>> {
    match bytes.strip_suffix(b"\n") {
        Some(body) => Some(body.split(|b| *b == b'\n').collect()),
        None => bytes.is_empty().then(Vec::new),
    }
}
