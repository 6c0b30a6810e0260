//! Where everything lies in a bundle or record. Paths are made from checked names only; nothing read from a file becomes a path.
//!
//! ```text
//! both tiers and bundles: index.json index.note definition.json definition.note roots.json roots.note devices.json devices.note
//!                         amendment-N.json amendment-N.note ceremony.json confirmations.json SHA256SUMS
//! bundle:                 entries.jsonl checkpoint
//! records:                roll-tags.txt deck-leaves.txt desks/<station>-<desk>.json paper/<station>-<box>-<1|2>.json
//!                         exclusions.json exclusions.note plan-N.json plan-N.note opening-N-<guardian>.json
//!                         result.json result.note totals.csv spec.md verify.mjs
//! sealed record:          booths/<station>-<booth>/entries.jsonl booths/<station>-<booth>/checkpoint
//! public record:          booths/<station>-<booth>/{checkpoint,leaves.txt,anchors.jsonl,cast.jsonl,challenged.jsonl,spoiled.txt,void.txt}
//! ```

use canonical::{Hash, sha256};
use manifest::{BoothId, StationId};

use crate::Folder;

/// The signed list of all other files.
pub const SUMS: &str = "SHA256SUMS";
/// The regency index.
pub const INDEX: &str = "index";
/// The village definition.
pub const DEFINITION: &str = "definition";
/// Roll and deck.
pub const ROOTS: &str = "roots";
/// The device list.
pub const DEVICES: &str = "devices";
/// Ballots excluded before the first opening.
pub const EXCLUSIONS: &str = "exclusions";
/// The result.
pub const RESULT: &str = "result";
/// The ceremony's public transcript.
pub const CEREMONY: &str = "ceremony.json";
/// Every guardian's signature on the transcript, with a trial decryption.
pub const CONFIRMATIONS: &str = "confirmations.json";
/// All roll tags, sorted.
pub const ROLL_TAGS: &str = "roll-tags.txt";
/// All card leaves, sorted.
pub const DECK_LEAVES: &str = "deck-leaves.txt";
/// The whole log of a booth.
pub const ENTRIES: &str = "entries.jsonl";
/// The closing head with its cosignatures.
pub const CHECKPOINT: &str = "checkpoint";
/// Leaf hashes of a booth's log in order, in hex, one a line.
pub const LEAVES: &str = "leaves.txt";
/// Bodies of the first, opening, boot, takeover and closing entries, one a line.
pub const ANCHORS: &str = "anchors.jsonl";
/// Cast ballots sorted by code, one a line.
pub const CAST: &str = "cast.jsonl";
/// Challenged ballots with their openings sorted by code, one a line.
pub const CHALLENGED: &str = "challenged.jsonl";
/// Codes of spoiled ballots, sorted, one a line.
pub const SPOILED: &str = "spoiled.txt";
/// Codes of void ballots, sorted, one a line.
pub const VOID: &str = "void.txt";
/// Totals for spreadsheets.
pub const TOTALS: &str = "totals.csv";

/// The specification that the index names: an aid, no evidence.
pub const SPEC: &str = "spec.md";
/// The JavaScript verifier that the index names: an aid, no evidence.
pub const VERIFIER: &str = "verify.mjs";

/// `definition` → `definition.json`.
#[must_use]
pub fn json(name: &str) -> String {
    format!("{name}.json")
}

/// `definition` → `definition.note`.
#[must_use]
pub fn note(name: &str) -> String {
    format!("{name}.note")
}

/// Name of the N-th amendment, without extension.
#[must_use]
pub fn amendment(number: u32) -> String {
    format!("amendment-{number}")
}

/// Name of the N-th opening plan, without extension.
#[must_use]
pub fn plan(number: u32) -> String {
    format!("plan-{number}")
}

/// File of one guardian's opening under the N-th plan.
#[must_use]
pub fn opening(plan: u32, guardian: u32) -> String {
    format!("opening-{plan}-{guardian}.json")
}

/// Folder of a booth in a record, with its last slash.
#[must_use]
pub fn booth(station: &StationId, booth: &BoothId) -> String {
    format!("booths/{station}-{booth}/")
}

/// File of a desk's counts.
#[must_use]
pub fn desk(station: &StationId, desk: &BoothId) -> String {
    format!("desks/{station}-{desk}.json")
}

/// File of one of the two entries of a paper count; `unit` is a booth, or nothing for the whole station.
#[must_use]
pub fn paper(station: &StationId, unit: Option<&BoothId>, entry: u32) -> String {
    match unit {
        Some(booth) => format!("paper/{station}-{booth}-{entry}.json"),
        None => format!("paper/{station}-0-{entry}.json"),
    }
}

/// Whether a file of a public record comes only after counting: plans, openings, result, totals, the list of sums, and the aids.
#[must_use]
pub fn is_after_counting(path: &str) -> bool {
    let stem = ["plan-", "opening-", "result."];
    stem.iter().any(|s| path.starts_with(s)) || [TOTALS, SUMS, SPEC, VERIFIER].contains(&path)
}

/// The digest an opening plan names: SHA-256 over `<sha256>  <path>\n` of every file of the public record that does not come
/// only after counting, in ascending order of path.
#[must_use]
pub fn counted_digest(public: &Folder) -> Hash {
    let lines: String =
        public.iter().filter(|(path, _)| !is_after_counting(path)).map(|(path, bytes)| format!("{}  {path}\n", sha256(bytes))).collect();
    sha256(lines.as_bytes())
}
