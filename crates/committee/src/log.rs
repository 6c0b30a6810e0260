//! One booth's log, read from its first line to its last by section 1 of `docs/RULES.md`.
//!
//! [`BoothLog::read`] checks every line's form, place in the chain and signature, runs the booth's state machine, checks every
//! card's signature and every proof together, and compares the closing entry's sets with what was found. Nothing of it is shared
//! with the machine that wrote the log.

mod fold;
mod rule;
mod turns;

use std::collections::{BTreeMap, BTreeSet};

use ballot::{BallotRules, Code, Opening, ProofBatch, SealedData};
use canonical::{Hash, PublicKey, SignatureBatch, tag};
use chain::{Checkpoint, Line, Origin, Tip};
use manifest::{BoothId, StationId};
use record::{CodeSet, Documents, Entry, PublicBooth, PublicChallenge, split_lines};

use fold::Fold;
pub use rule::{LogError, Phase, Rule, ZeroField};
pub(crate) use turns::Turns;

/// What became of a sealed ballot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fate {
    /// Not yet answered; only in a log that is not closed.
    Pending,
    /// Counts.
    Cast,
    /// Opened, never counted.
    Challenged(Box<Opening>),
    /// Never opened, never counted.
    Spoiled,
    /// Never opened, never counted.
    Void,
}

/// What a log is checked against.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LogRules<'a> {
    pub(crate) documents: &'a Documents,
    pub(crate) deck: &'a BTreeSet<Hash>,
    pub(crate) station: &'a StationId,
    pub(crate) booth: &'a BoothId,
    /// The booth's key in the device list.
    pub(crate) key: &'a PublicKey,
    /// Digests of the device list and of all its amendments.
    pub(crate) devices: &'a BTreeSet<Hash>,
}

/// A booth's log that obeys every rule: each line signed by the machine whose turn it was, each card by the issuer, each proof holding, and, if it
/// is closed, its closing sets being those of its entries. It does not prove that the booth sealed what its voters chose.
#[derive(Debug, Clone)]
pub(crate) struct BoothLog {
    pub(crate) ballots: BTreeMap<Code, (SealedData, Fate)>,
    pub(crate) leaves: Vec<Hash>,
    pub(crate) anchors: Vec<Vec<u8>>,
    pub(crate) turns: Turns,
    pub(crate) faults: u32,
    pub(crate) closed: bool,
    pub(crate) head: Checkpoint,
    /// Challenged ballots that recompute to something else.
    pub(crate) failed: Vec<Code>,
}

impl BoothLog {
    /// Reads `entries.jsonl`. `fresh` must be unpredictable to the booth; it weighs what is checked together.
    pub(crate) fn read(bytes: &[u8], rules: &LogRules<'_>, origin: &Origin, fresh: &[u8; 32]) -> Result<Self, LogError> {
        let lines = chained(bytes)?;
        let turns = Turns::read(&lines, origin, rules.key, &rules.documents.devices, fresh)?;
        let mut fold = Fold::new(rules);
        for (number, line) in (1..).zip(&lines) {
            let entry: Entry = line.content().map_err(|e| LogError { line: number, rule: e.into() })?;
            fold.take(entry, line).map_err(|rule| LogError { line: number, rule })?;
        }
        check_cards(&fold, rules, fresh)?;
        check_proofs(&fold, rules, fresh)?;
        let mut tip = Tip::new();
        lines.iter().try_for_each(|line| tip.append(line)).map_err(|e| LogError { line: lines.len(), rule: e.into() })?;
        let failed = failed_challenges(&fold, rules);
        let leaves = lines.iter().map(Line::leaf).collect();
        let closed = fold.phase == Phase::Closed;
        let ballots = fold.ballots.into_iter().map(|(code, sealed)| (code, (sealed.data, sealed.fate))).collect();
        let (anchors, faults, head) = (fold.anchors, fold.faults, Checkpoint::of(origin, &tip));
        Ok(Self { ballots, leaves, anchors, turns, faults, closed, head, failed })
    }

    /// The cast ballots in ascending order of code.
    pub(crate) fn cast(&self) -> impl Iterator<Item = (&Code, &SealedData)> {
        self.ballots.iter().filter(|(_, (_, fate))| *fate == Fate::Cast).map(|(code, (data, _))| (code, data))
    }

    /// How many ballots were challenged.
    pub(crate) fn challenged(&self) -> usize {
        self.ballots.values().filter(|(_, fate)| matches!(fate, Fate::Challenged(_))).count()
    }

    /// The booth without any order of ballots.
    pub(crate) fn public(&self, checkpoint: &[u8]) -> PublicBooth {
        let mut public = PublicBooth {
            anchors: self.anchors.clone(),
            checkpoint: checkpoint.to_vec(),
            leaves: self.leaves.clone(),
            ..PublicBooth::default()
        };
        for (code, (data, fate)) in &self.ballots {
            match fate {
                Fate::Cast => public.cast.push((*code, data.clone())),
                Fate::Challenged(opening) => {
                    public.challenged.push((*code, PublicChallenge { ballot: data.clone(), opening: (**opening).clone() }));
                }
                Fate::Spoiled => public.spoiled.push(*code),
                Fate::Void | Fate::Pending => public.void.push(*code),
            }
        }
        public
    }
}

fn chained(bytes: &[u8]) -> Result<Vec<Line>, LogError> {
    let texts = split_lines(bytes).ok_or(LogError { line: 0, rule: Rule::LineFeed })?;
    let mut tip = Tip::new();
    let mut lines = Vec::with_capacity(texts.len());
    for (number, text) in (1..).zip(texts) {
        let line = Line::parse(text).map_err(|e| LogError { line: number, rule: e.into() })?;
        tip.append(&line).map_err(|e| LogError { line: number, rule: e.into() })?;
        lines.push(line);
    }
    if lines.is_empty() { Err(LogError { line: 0, rule: Rule::Empty }) } else { Ok(lines) }
}

fn check_cards(fold: &Fold<'_>, rules: &LogRules<'_>, fresh: &[u8; 32]) -> Result<(), LogError> {
    let definition = &rules.documents.definition;
    let digest = definition.digest();
    let mut batch = SignatureBatch::default();
    for sealed in fold.ballots.values() {
        let parts: [&[u8]; 2] = [digest.as_bytes(), sealed.data.card.as_bytes()];
        batch.add(&definition.issuer, tag::CARD_ISSUE, &parts, &sealed.data.issue);
    }
    if batch.verify(fresh) {
        return Ok(());
    }
    let one = |sealed: &fold::Sealing| sealed.data.check_card(definition).map_err(|e| LogError { line: sealed.line, rule: e.into() });
    fold.ballots.values().try_for_each(one)
}

fn check_proofs(fold: &Fold<'_>, rules: &LogRules<'_>, fresh: &[u8; 32]) -> Result<(), LogError> {
    let mut batch = ProofBatch::default();
    fold.ballots.values().for_each(|sealed| batch.add(&sealed.data, rules.documents.key.joint(), &fold.digest));
    let guilty = batch.guilty(fresh).first().and_then(|place| fold.ballots.values().nth(*place));
    guilty.map_or(Ok(()), |sealed| Err(LogError { line: sealed.line, rule: Rule::Proof }))
}

fn failed_challenges(fold: &Fold<'_>, rules: &LogRules<'_>) -> Vec<Code> {
    let ballot_rules = BallotRules { definition: &rules.documents.definition, key: rules.documents.key.joint(), booth: &fold.digest };
    let fails = |sealed: &fold::Sealing| match &sealed.fate {
        Fate::Challenged(opening) => opening.check(&sealed.data, &ballot_rules, &fold.epochs).is_err(),
        Fate::Pending | Fate::Cast | Fate::Spoiled | Fate::Void => false,
    };
    fold.ballots.iter().filter(|(_, sealed)| fails(sealed)).map(|(code, _)| *code).collect()
}

fn set_of<'a>(ballots: impl Iterator<Item = (&'a Code, &'a fold::Sealing)>, wanted: impl Fn(&Fate) -> bool) -> CodeSet {
    CodeSet::of(ballots.filter(|(_, sealed)| wanted(&sealed.fate)).map(|(code, _)| code))
}
