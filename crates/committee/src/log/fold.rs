//! The booth's day as the committee reads it: one entry after the other, each taken or refused.

use std::collections::{BTreeMap, BTreeSet};

use ballot::{BallotError, Code, SealedData, Slot};
use canonical::Hash;
use chain::Line;
use manifest::{BoothPlan, Rules, booth_digest};
use record::{Close, Entry, EpochData, IncidentKind, Mark, Void, VoidReason, Zero};

use super::rule::{Phase, Rule, ZeroField};
use super::{Fate, LogRules, set_of};

/// A sealed ballot with the line it stands on.
pub(super) struct Sealing {
    pub(super) data: SealedData,
    pub(super) fate: Fate,
    pub(super) line: usize,
    fault: bool,
}

#[derive(Default)]
struct CardUse {
    spent: bool,
    tries: u32,
}

/// The state so far.
pub(super) struct Fold<'a> {
    rules: &'a LogRules<'a>,
    pub(super) phase: Phase,
    pub(super) digest: Hash,
    pub(super) epochs: Vec<Hash>,
    pub(super) ballots: BTreeMap<Code, Sealing>,
    pub(super) anchors: Vec<Vec<u8>>,
    pub(super) faults: u32,
    pending: Option<Code>,
    interrupted: bool,
    cards: BTreeMap<Hash, CardUse>,
    slots: BTreeSet<Slot>,
    alphas: BTreeSet<[u8; 32]>,
    cast: u32,
    just_opened: bool,
    /// Cast ballots at the last mark.
    marked: Option<u32>,
    shown_voids: u32,
    failed: bool,
    lines: usize,
}

impl<'a> Fold<'a> {
    pub(super) const fn new(rules: &'a LogRules<'a>) -> Self {
        Self {
            rules,
            phase: Phase::Start,
            digest: Hash::ZERO,
            epochs: Vec::new(),
            ballots: BTreeMap::new(),
            anchors: Vec::new(),
            faults: 0,
            pending: None,
            interrupted: false,
            cards: BTreeMap::new(),
            slots: BTreeSet::new(),
            alphas: BTreeSet::new(),
            cast: 0,
            just_opened: false,
            marked: None,
            shown_voids: 0,
            failed: false,
            lines: 0,
        }
    }

    fn limits(&self) -> &'a Rules {
        &self.rules.documents.definition.rules
    }

    /// Takes the next entry.
    pub(super) fn take(&mut self, entry: Entry, line: &Line) -> Result<(), Rule> {
        self.lines += 1;
        self.check_phase(&entry)?;
        let first_mark = self.just_opened;
        self.just_opened = matches!(entry, Entry::Open(_)) || (first_mark && matches!(entry, Entry::Boot(_) | Entry::Takeover(_)));
        if matches!(entry, Entry::Zero(_) | Entry::Open(_) | Entry::Boot(_) | Entry::Takeover(_) | Entry::Close(_)) {
            self.anchors.push(line.body().to_vec());
        }
        match entry {
            Entry::Zero(zero) => self.zero(&zero, line),
            Entry::Open(_) | Entry::Resume(_) => self.go(Phase::Open),
            Entry::Boot(boot) => {
                self.interrupted = self.pending.is_some();
                self.epoch(&boot.epoch)
            }
            Entry::Takeover(takeover) => {
                self.interrupted = self.pending.is_some();
                self.epoch(&takeover.epoch)
            }
            Entry::Seal(data) => self.seal(data),
            Entry::Cast(outcome) => self.end(outcome.code, Fate::Cast),
            Entry::Spoil(spoil) => self.end(spoil.code, Fate::Spoiled),
            Entry::Challenge(challenge) => self.end(challenge.code, Fate::Challenged(Box::new(challenge.opening))),
            Entry::Void(void) => self.void(&void),
            Entry::Fault(outcome) => self.fault(outcome.code),
            Entry::Mark(mark) => self.mark(&mark, first_mark),
            Entry::Peer(_) => Ok(()),
            Entry::Incident(incident) => {
                self.failed |= incident.incident == IncidentKind::BoothFailed;
                Ok(())
            }
            Entry::Pause(_) => self.go(Phase::Paused),
            Entry::Close(close) => self.close(&close),
        }
    }

    fn check_phase(&self, entry: &Entry) -> Result<(), Rule> {
        use Phase::{Closed, Open, Paused, Ready, Start};
        let phase = self.phase;
        let started = !matches!(phase, Start | Closed);
        let (kind, fits) = match entry {
            Entry::Zero(_) => ("zero", phase == Start),
            Entry::Open(_) => ("open", phase == Ready),
            Entry::Boot(_) => ("boot", started),
            Entry::Takeover(_) => ("takeover", started),
            Entry::Seal(_) => ("seal", phase == Open),
            Entry::Cast(_) => ("cast", matches!(phase, Open | Paused)),
            Entry::Spoil(_) => ("spoil", matches!(phase, Open | Paused)),
            Entry::Challenge(_) => ("challenge", matches!(phase, Open | Paused)),
            Entry::Void(_) => ("void", matches!(phase, Open | Paused)),
            Entry::Fault(_) => ("fault", matches!(phase, Open | Paused)),
            Entry::Mark(_) => ("mark", phase == Open),
            Entry::Peer(_) => ("peer", started),
            Entry::Incident(_) => ("incident", started),
            Entry::Pause(_) => ("pause", phase == Open),
            Entry::Resume(_) => ("resume", phase == Paused),
            Entry::Close(_) => ("close", matches!(phase, Open | Paused)),
        };
        if fits { Ok(()) } else { Err(Rule::Phase { kind, phase }) }
    }

    const fn go(&mut self, phase: Phase) -> Result<(), Rule> {
        self.phase = phase;
        Ok(())
    }

    fn zero(&mut self, zero: &Zero, line: &Line) -> Result<(), Rule> {
        let LogRules { documents, station, booth, devices, .. } = self.rules;
        let wrong = [
            (&zero.station != *station || &zero.booth != *booth, ZeroField::Place),
            (zero.definition != documents.definition.digest(), ZeroField::Definition),
            (zero.roots != documents.roots.digest(), ZeroField::Roots),
            (zero.key != documents.key.digest(), ZeroField::Key),
            (!devices.contains(&zero.devices), ZeroField::Devices),
        ];
        if let Some((_, field)) = wrong.into_iter().find(|(is_wrong, _)| *is_wrong) {
            return Err(Rule::Zero(field));
        }
        self.digest = booth_digest(&documents.key.digest(), station, booth, &line.leaf());
        self.epoch(&zero.epoch)?;
        self.go(Phase::Ready)
    }

    fn epoch(&mut self, epoch: &EpochData) -> Result<(), Rule> {
        let expected = u32::try_from(self.epochs.len()).unwrap_or(u32::MAX);
        if epoch.number != expected {
            return Err(Rule::Epoch { found: epoch.number, expected });
        }
        if expected >= self.limits().max_epochs {
            return Err(Rule::Epochs(self.limits().max_epochs));
        }
        self.epochs.push(epoch.root);
        Ok(())
    }

    fn seal(&mut self, data: SealedData) -> Result<(), Rule> {
        if let Some(pending) = self.pending {
            return Err(Rule::Pending(pending));
        }
        if self.marked.is_none() {
            return Err(Rule::Unmarked);
        }
        if self.failed || self.shown_voids > self.limits().max_voids {
            return Err(Rule::Failed);
        }
        let expected = self.rules.documents.definition.options();
        if data.ciphertexts.len() != expected {
            return Err(BallotError::Options { found: data.ciphertexts.len(), expected }.into());
        }
        self.check_card(&data.card)?;
        let code = data.code(&self.digest);
        let strata = self.plan().map(|plan| plan.strata.as_slice()).unwrap_or_default();
        if !data.stratum.as_ref().map_or(strata.is_empty(), |own| strata.contains(own)) {
            return Err(Rule::Stratum(code));
        }
        let fresh_alphas = data.ciphertexts.iter().all(|c| self.alphas.insert(c.alpha().to_bytes()));
        if !fresh_alphas || !self.slots.insert(data.slot) || self.ballots.contains_key(&code) {
            return Err(Rule::Twice(code));
        }
        self.ballots.insert(code, Sealing { data, fate: Fate::Pending, line: self.lines, fault: false });
        self.pending = Some(code);
        Ok(())
    }

    fn plan(&self) -> Option<&'a BoothPlan> {
        self.rules.documents.definition.booth(self.rules.station, self.rules.booth)
    }

    fn check_card(&mut self, card: &Hash) -> Result<(), Rule> {
        if !self.rules.deck.contains(card) {
            return Err(Rule::NotInDeck(*card));
        }
        let used = self.cards.entry(*card).or_default();
        if used.spent {
            return Err(Rule::Spent(*card));
        }
        if used.tries > self.rules.documents.definition.rules.retries { Err(Rule::Retries(*card)) } else { Ok(()) }
    }

    fn void(&mut self, void: &Void) -> Result<(), Rule> {
        if self.interrupted && (void.reason != VoidReason::Outage || !void.shown) {
            return Err(Rule::Interrupted(void.code));
        }
        self.interrupted = false;
        self.shown_voids += u32::from(void.shown);
        self.end(void.code, Fate::Void)
    }

    fn end(&mut self, code: Code, fate: Fate) -> Result<(), Rule> {
        if self.pending != Some(code) {
            return Err(Rule::NotPending(code));
        }
        if self.interrupted {
            return Err(Rule::Interrupted(code));
        }
        self.pending = None;
        let Some(sealing) = self.ballots.get_mut(&code) else { return Err(Rule::NotPending(code)) };
        let used = self.cards.entry(sealing.data.card).or_default();
        match &fate {
            Fate::Cast | Fate::Challenged(_) => used.spent = true,
            Fate::Spoiled | Fate::Void | Fate::Pending => used.tries += 1,
        }
        self.cast += u32::from(fate == Fate::Cast);
        sealing.fate = fate;
        Ok(())
    }

    fn fault(&mut self, code: Code) -> Result<(), Rule> {
        match self.ballots.get_mut(&code) {
            Some(sealing) if sealing.fate == Fate::Cast && !sealing.fault => sealing.fault = true,
            Some(_) | None => return Err(Rule::Fault(code)),
        }
        self.faults += 1;
        Ok(())
    }

    fn mark(&mut self, mark: &Mark, first: bool) -> Result<(), Rule> {
        let due = self.marked.map_or(first, |last| self.cast - last >= Rule::MARK_STEP);
        if mark.cast != self.cast || !due {
            return Err(Rule::Mark { found: mark.cast, cast: self.cast });
        }
        self.marked = Some(self.cast);
        Ok(())
    }

    fn close(&mut self, close: &Close) -> Result<(), Rule> {
        if let Some(pending) = self.pending {
            return Err(Rule::Pending(pending));
        }
        if self.shown_voids > self.limits().max_voids && !self.failed {
            return Err(Rule::NotFailed);
        }
        let set = |wanted: fn(&Fate) -> bool| set_of(self.ballots.iter(), wanted);
        let wrong = [
            (close.cast != set(|f| *f == Fate::Cast), "cast"),
            (close.challenged != set(|f| matches!(f, Fate::Challenged(_))), "challenged"),
            (close.spoiled != set(|f| *f == Fate::Spoiled), "spoiled"),
            (close.void != set(|f| *f == Fate::Void), "void"),
            (close.epochs != self.epochs, "epochs"),
            (close.faults != self.faults, "faults"),
        ];
        match wrong.into_iter().find(|(is_wrong, _)| *is_wrong) {
            Some((_, field)) => Err(Rule::Close(field)),
            None => self.go(Phase::Closed),
        }
    }
}
