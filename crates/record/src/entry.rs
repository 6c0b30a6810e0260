//! What a booth's log says: the closed list of entries.
//!
//! A log is `zero, (open | boot | takeover | seal | cast | spoil | challenge | void | fault | mark | peer | incident | pause | resume)*, close`,
//! with the state machine of `docs/ARCHITECTURE.md`. No entry about a ballot carries a time; every text from a person is absent.

use ballot::{Code, Opening, SealedData};
use canonical::{Hash, PublicKey};
use manifest::{BoothId, StationId};
use serde::{Deserialize, Serialize};

use crate::Hour;

/// The seeds of one epoch and who put randomness in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EpochData {
    /// 0 for the first of the day.
    pub number: u32,
    /// RFC 6962 root over the sorted seed leaves; printed.
    pub root: Hash,
    /// Salted hashes of the witness secrets that went in; empty is recorded as missing witness entropy.
    pub witnesses: Vec<Hash>,
}

/// The first entry: what the booth is, what it was given, that it is empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Zero {
    /// The booth.
    pub booth: BoothId,
    /// Random name of this start of the machine, 32 hex characters; makes clones differ.
    pub boot_id: Box<str>,
    /// SHA-256 of the definition's file.
    pub definition: Hash,
    /// Digest of the device list as last amended.
    pub devices: Hash,
    /// The day's first seeds.
    pub epoch: EpochData,
    /// Digest of the joint key (third rung of the ladder).
    pub key: Hash,
    /// SHA-256 of the roots' file.
    pub roots: Hash,
    /// SHA-256 of the program that runs.
    pub software: Hash,
    /// The station.
    pub station: StationId,
    /// Hour of the zero report.
    pub time: Hour,
}

/// What a start-up scan had to repair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Repaired {
    /// Nothing.
    None,
    /// A last or torn line of the first medium.
    FirstMedium,
    /// A last or torn line of the second medium.
    SecondMedium,
    /// A torn line on both.
    Both,
}

/// A later start of the machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Boot {
    /// Random name of this start.
    pub boot_id: Box<str>,
    /// New seeds: those before the outage are gone.
    pub epoch: EpochData,
    /// What was repaired.
    pub repaired: Repaired,
    /// Hour of the start.
    pub time: Hour,
}

/// A spare machine goes on with this log. The line that says it, and every later one, is signed by the spare's key; whoever still
/// writes with the old key writes another history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Takeover {
    /// Random name of this start.
    pub boot_id: Box<str>,
    /// New seeds: those of the old machine are gone.
    pub epoch: EpochData,
    /// The spare's key, as the device list has it among its spares.
    pub key: PublicKey,
    /// What was repaired on the medium that came over.
    pub repaired: Repaired,
    /// Hour of the takeover.
    pub time: Hour,
}

/// Why a ballot was spoiled by its voter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpoilReason {
    /// SAYA SALAH PILIH.
    WrongChoice,
    /// STRUK BEDA DARI LAYAR.
    SlipDiffers,
}

/// Why a ballot became void.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VoidReason {
    /// The machine stopped before an answer.
    Outage,
    /// The voter left without an answer.
    Unanswered,
    /// The printer could not print the slip.
    Printer,
}

/// Something that happened to the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IncidentKind {
    /// Printer or paper.
    Printer,
    /// Card reader.
    Reader,
    /// The second medium was replaced.
    SecondMedium,
    /// Power.
    Power,
    /// Too many slips differ, or too many voids: the booth is closed to voters.
    BoothFailed,
    /// Something else, written on paper.
    Other,
}

/// A set of codes: how many, and the RFC 6962 root over their sorted leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodeSet {
    /// How many codes.
    pub count: u32,
    /// The root.
    pub root: Hash,
}

impl CodeSet {
    /// The set of these codes, in any order.
    #[must_use]
    pub fn of<'a>(codes: impl IntoIterator<Item = &'a Code>) -> Self {
        let mut sorted: Vec<&Code> = codes.into_iter().collect();
        sorted.sort_unstable();
        let leaves: Vec<Hash> = sorted.iter().map(|code| chain::tree::leaf_hash(code.hash().as_bytes())).collect();
        Self { count: u32::try_from(leaves.len()).unwrap_or(u32::MAX), root: chain::tree::root(&leaves) }
    }
}

/// The last entry: it binds everything that is published about the booth's ballots. Nothing follows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Close {
    /// Codes of cast ballots.
    pub cast: CodeSet,
    /// Codes of challenged ballots.
    pub challenged: CodeSet,
    /// Seed roots of all epochs, in order.
    pub epochs: Vec<Hash>,
    /// Cast ballots whose slip did not get its SAH bar.
    pub faults: u32,
    /// Codes of spoiled ballots.
    pub spoiled: CodeSet,
    /// Hour of closing.
    pub time: Hour,
    /// Codes of void ballots.
    pub void: CodeSet,
}

/// One entry of a booth's log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Entry {
    /// First entry of the day.
    Zero(Zero),
    /// Polls open.
    Open(Open),
    /// A later start.
    Boot(Boot),
    /// A spare machine goes on.
    Takeover(Takeover),
    /// A ballot was sealed; its card is reserved.
    Seal(SealedData),
    /// The voter said YA, SAMA: the ballot counts, the card is spent.
    Cast(Outcome),
    /// The voter said the slip is wrong: the ballot is never opened and never counted, the card stays good.
    Spoil(Spoil),
    /// The voter tested the machine: the ballot is opened and never counted, the card is spent.
    Challenge(Challenge),
    /// No answer came: never opened, never counted, the card stays good.
    Void(Void),
    /// A cast ballot's slip has no SAH bar.
    Fault(Outcome),
    /// A head for strips and witnesses.
    Mark(Mark),
    /// Another booth's signed head was taken in.
    Peer(Peer),
    /// Something happened to the machine.
    Incident(Incident),
    /// The officer paused the booth.
    Pause(Pause),
    /// The officer resumed.
    Resume(Pause),
    /// Last entry.
    Close(Close),
}

/// Polls open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Open {
    /// Hour of opening.
    pub time: Hour,
}

/// What became of the sealed ballot with this code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// The ballot.
    pub code: Code,
}

/// A spoiled ballot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spoil {
    /// The ballot.
    pub code: Code,
    /// Why.
    pub reason: SpoilReason,
}

/// A challenged ballot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Challenge {
    /// The ballot.
    pub code: Code,
    /// What anyone needs to recompute it.
    pub opening: Opening,
}

/// A void ballot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Void {
    /// The ballot.
    pub code: Code,
    /// Why.
    pub reason: VoidReason,
    /// Whether the voter may have seen the code; then it counts as a failed challenge.
    pub shown: bool,
}

/// A mark: its head is signed right after it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// Ballots cast so far.
    pub cast: u32,
    /// The hour.
    pub time: Hour,
}

/// Another booth's head.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Peer {
    /// The signed note, as text.
    pub note: Box<str>,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Incident {
    /// What.
    pub incident: IncidentKind,
    /// The hour.
    pub time: Hour,
}

/// A pause or its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pause {}
