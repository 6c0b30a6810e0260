//! Taking a booth's bundle: the same again, a longer one, a contradicting one and somebody else's are four different answers.

use std::collections::BTreeSet;

use canonical::PublicKey;
use chain::note::NoteError;
use chain::{Origin, SignedCheckpoint};
use manifest::{BoothStatus, Mode};
use record::{Folder, Sums, SumsError, Tier, layout, split_lines};

use super::{BoothPlace, Finding, Foreign, Fork, Held, ImportRefusal, Village, device_digests};
use crate::log::{BoothLog, LogRules};

/// What a bundle was to the village.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportAnswer {
    /// The first of its booth.
    New,
    /// Held already, byte for byte (perhaps now with more cosignatures).
    SameAgain,
    /// An earlier export of what is held; what is held stays.
    Older,
    /// What was held was its beginning; the longer one stays.
    PrefixReplaced {
        /// Lines held before.
        before: usize,
    },
}

/// A bundle that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// The booth.
    pub place: BoothPlace,
    /// What it was.
    pub answer: ImportAnswer,
    /// Whether this very bundle is the one that is held now.
    pub kept: bool,
    /// Lines held now.
    pub lines: usize,
    /// Whether the log held now is closed; only a closed one is counted.
    pub closed: bool,
    /// What people should know.
    pub findings: Vec<Finding>,
}

/// A bundle's keys.
struct Keys {
    /// The booth's machine, by the device list.
    listed: PublicKey,
    /// Whoever signed the list of files.
    signer: PublicKey,
}

enum Comparison {
    Same,
    Older,
    Longer,
    Differs { line: usize },
}

impl Village {
    /// Takes a booth's bundle. `fresh` must be unpredictable to the booth; it weighs what is checked together.
    ///
    /// # Errors
    /// Says which of the reasons it is; nothing changes, except that a fork is remembered.
    pub fn import_bundle(&mut self, bundle: &Folder, fresh: &[u8; 32]) -> Result<Imported, ImportRefusal> {
        let sums = Sums::read(bundle).map_err(ImportRefusal::Sums)?;
        if sums.tier() != Tier::Bundle {
            return Err(ImportRefusal::NotABundle(sums.tier()));
        }
        let (place, origin) = self.place_of(sums.name())?;
        let listed = self.expected_key(&place)?;
        let signer = self.signer(&sums, &place, &origin, &listed)?;
        let differences = sums.differences(bundle);
        if !differences.is_empty() {
            return Err(ImportRefusal::Damaged(differences));
        }
        self.check_documents(bundle)?;
        self.take(bundle, place, &origin, &Keys { listed, signer }, fresh)
    }

    /// Who signed the list of files: the booth's listed machine, or a spare. Whether it was the last to go on with the log shows
    /// when the log is read.
    fn signer(&self, sums: &Sums, place: &BoothPlace, origin: &Origin, listed: &PublicKey) -> Result<PublicKey, ImportRefusal> {
        let spares = self.documents.devices.spares.iter().map(|spare| &spare.key);
        for key in core::iter::once(listed).chain(spares) {
            match sums.verify(origin.as_str(), key) {
                Ok(()) => return Ok(*key),
                Err(SumsError::Note(NoteError::NoKnownKey)) => {}
                Err(error) => return Err(ImportRefusal::Sums(error)),
            }
        }
        Err(ImportRefusal::Foreign(Foreign::Device(place.clone())))
    }

    fn place_of(&self, name: &str) -> Result<(BoothPlace, Origin), ImportRefusal> {
        let foreign = |what| Err(ImportRefusal::Foreign(what));
        let Ok(origin) = name.parse::<Origin>() else { return foreign(Foreign::Name(name.into())) };
        let definition = &self.documents.definition;
        if origin.is_rehearsal() != (definition.mode == Mode::Rehearsal) {
            return Err(ImportRefusal::Rehearsal { rehearsal: origin.is_rehearsal() });
        }
        // The last four parts: election, village, station, booth.
        let parts: Vec<&str> = origin.as_str().split('/').skip(2).collect();
        let [election, village, station, booth] = parts.as_slice() else { return foreign(Foreign::Name(name.into())) };
        if *election != definition.election.as_str() {
            return foreign(Foreign::Election((*election).into()));
        }
        if *village != definition.village.code.as_str() {
            return foreign(Foreign::Village((*village).into()));
        }
        match (station.parse(), booth.parse()) {
            (Ok(station), Ok(booth)) if definition.booth(&station, &booth).is_some() => Ok((BoothPlace { station, booth }, origin)),
            _ => foreign(Foreign::Booth(format!("{station}/{booth}").into())),
        }
    }

    fn expected_key(&self, place: &BoothPlace) -> Result<PublicKey, ImportRefusal> {
        if self.booth_status(place) != BoothStatus::Expected {
            return Err(ImportRefusal::NotExpected(place.clone()));
        }
        let device = self.documents.devices.booth(&place.station, &place.booth);
        device.map(|d| d.key).ok_or_else(|| ImportRefusal::Foreign(Foreign::Booth(place.to_string().into())))
    }

    /// The bundle's documents must be ours; a booth may not have seen the last amendments. Notes are not compared: ours go into
    /// every record.
    fn check_documents(&self, bundle: &Folder) -> Result<(), ImportRefusal> {
        let ours = self.documents.files();
        for (path, bytes) in ours.iter().filter(|(path, _)| !path.ends_with(".note")) {
            match bundle.get(path) {
                Some(theirs) if theirs == bytes => {}
                Some(_) => return Err(ImportRefusal::Foreign(Foreign::Document(path.into()))),
                None if path.starts_with("amendment-") => {}
                None => return Err(ImportRefusal::File(path.into())),
            }
        }
        let own = [layout::ENTRIES, layout::CHECKPOINT, layout::SUMS];
        let extra = bundle.iter().map(|(path, _)| path).find(|path| !own.contains(path) && ours.get(path).is_none());
        extra.map_or(Ok(()), |path| Err(ImportRefusal::File(path.into())))
    }

    fn take(
        &mut self,
        bundle: &Folder,
        place: BoothPlace,
        origin: &Origin,
        keys: &Keys,
        fresh: &[u8; 32],
    ) -> Result<Imported, ImportRefusal> {
        let file = |name: &str| bundle.get(name).ok_or_else(|| ImportRefusal::File(name.into()));
        let (entries, checkpoint) = (file(layout::ENTRIES)?, file(layout::CHECKPOINT)?);
        let comparison = self.held.get(&place).map(|held| (compare(&held.entries, entries), held.log.leaves.len()));
        let answer = match comparison {
            Some((Comparison::Older, _)) => return Ok(self.answer(place, ImportAnswer::Older, false)),
            Some((Comparison::Same, _)) => ImportAnswer::SameAgain,
            Some((Comparison::Longer | Comparison::Differs { .. }, before)) => ImportAnswer::PrefixReplaced { before },
            None => ImportAnswer::New,
        };
        let log = match (&answer, self.held.get(&place)) {
            (ImportAnswer::SameAgain, Some(held)) => held.log.clone(),
            _ => self.read_log(entries, &place, origin, &keys.listed, fresh)?,
        };
        if *log.turns.last() != keys.signer {
            return Err(ImportRefusal::NotTheLast(place));
        }
        let cosigned = self.check_head(checkpoint, &log, origin)?;
        if let Some((Comparison::Differs { line }, _)) = comparison {
            return Err(self.remember_fork(place, line, &log));
        }
        let kept = self.held.get(&place).is_none_or(|held| answer != ImportAnswer::SameAgain || cosigned > held.cosigned);
        if kept {
            self.held.insert(place.clone(), Held { entries: entries.to_vec(), checkpoint: checkpoint.to_vec(), log, cosigned });
        }
        Ok(self.answer(place, answer, kept))
    }

    fn read_log(
        &self,
        entries: &[u8],
        place: &BoothPlace,
        origin: &Origin,
        key: &PublicKey,
        fresh: &[u8; 32],
    ) -> Result<BoothLog, ImportRefusal> {
        let devices = device_digests(&self.documents);
        let rules =
            LogRules { documents: &self.documents, deck: &self.deck, station: &place.station, booth: &place.booth, key, devices: &devices };
        let log = BoothLog::read(entries, &rules, origin, fresh)?;
        let alphas = |log: &BoothLog| log.ballots.values().flat_map(|(data, _)| &data.ciphertexts).map(|c| c.alpha().to_bytes()).collect();
        let own: BTreeSet<[u8; 32]> = alphas(&log);
        let shares = |held: &Held| alphas(&held.log).into_iter().any(|alpha| own.contains(&alpha));
        if let Some((other, _)) = self.held.iter().find(|(other, held)| *other != place && shares(held)) {
            return Err(ImportRefusal::Copied { place: place.clone(), other: other.clone() });
        }
        self.check_spares(place, &log)?;
        Ok(log)
    }

    /// One spare stands in one booth.
    fn check_spares(&self, place: &BoothPlace, log: &BoothLog) -> Result<(), ImportRefusal> {
        let others = || self.held.iter().filter(|(other, _)| *other != place);
        for turn in log.turns.taken() {
            let names = |held: &Held| held.log.turns.taken().iter().any(|taken| taken.key == turn.key);
            if let Some((other, _)) = others().find(|(_, held)| names(held)) {
                let (place, other, key) = (place.clone(), other.clone(), Box::new(turn.key));
                return Err(ImportRefusal::Spare { place, line: turn.line, other, key });
            }
        }
        Ok(())
    }

    fn check_head(&self, checkpoint: &[u8], log: &BoothLog, origin: &Origin) -> Result<u32, ImportRefusal> {
        let head = SignedCheckpoint::open(checkpoint, origin, log.turns.last())?;
        if *head.checkpoint() != log.head {
            return Err(ImportRefusal::Head);
        }
        // A bad cosignature counts as none: the booth's own signature decides what is counted.
        let cosigned = head.cosigners(&self.documents.witnesses()).map_or(0, |signers| signers.len());
        Ok(u32::try_from(cosigned).unwrap_or(u32::MAX))
    }

    fn remember_fork(&mut self, place: BoothPlace, line: usize, theirs: &BoothLog) -> ImportRefusal {
        let held = self.held.get(&place).map(|held| held.log.head.to_string()).unwrap_or_default();
        let fork = Fork { place, line, held: held.into(), refused: theirs.head.to_string().into() };
        if !self.forks.contains(&fork) {
            self.forks.push(fork.clone());
        }
        ImportRefusal::Fork(Box::new(fork))
    }

    fn answer(&self, place: BoothPlace, answer: ImportAnswer, kept: bool) -> Imported {
        let held = self.held.get(&place);
        let findings = held.map(|held| self.findings_of(&place, held)).unwrap_or_default();
        let (lines, closed) = held.map_or((0, false), |held| (held.log.leaves.len(), held.log.closed));
        Imported { place, answer, kept, lines, closed, findings }
    }

    pub(super) fn findings_of(&self, place: &BoothPlace, held: &Held) -> Vec<Finding> {
        let rules = &self.documents.definition.rules;
        let mut findings: Vec<Finding> =
            held.log.failed.iter().map(|code| Finding::ChallengeFails { place: place.clone(), code: *code }).collect();
        let found = held.log.challenged();
        if held.log.closed && found < rules.challenge_quota as usize {
            findings.push(Finding::FewChallenges { place: place.clone(), found, quota: rules.challenge_quota });
        }
        if held.log.closed && held.cosigned < rules.witness_quorum {
            findings.push(Finding::FewCosigners { place: place.clone(), found: held.cosigned, quorum: rules.witness_quorum });
        }
        let forks = self.forks.iter().filter(|fork| fork.place == *place);
        findings.extend(forks.map(|fork| Finding::Forked { place: place.clone(), line: fork.line }));
        findings
    }
}

fn compare(held: &[u8], new: &[u8]) -> Comparison {
    if held == new {
        return Comparison::Same;
    }
    let lines = |bytes| split_lines(bytes).unwrap_or_default();
    let (held, new) = (lines(held), lines(new));
    let same = held.iter().zip(&new).take_while(|(a, b)| a == b).count();
    if new.is_empty() {
        // No log at all; reading it says why.
        Comparison::Differs { line: 1 }
    } else if same == new.len() && same < held.len() {
        Comparison::Older
    } else if same == held.len() && same < new.len() {
        Comparison::Longer
    } else {
        Comparison::Differs { line: same + 1 }
    }
}
