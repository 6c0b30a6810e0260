//! Whether an entry may come next.

use ballot::{Code, SealedData, Slot};
use canonical::{Hash, PublicKey};
use manifest::booth_digest;
use record::{Entry, EpochData, Hour, IncidentKind, Mark, SpoilReason, StripOutcome, Takeover, Void, VoidReason, Zero};

use super::{DayError, MARK_BALLOTS, Pending, Phase, State};

/// An entry that may come next, as what it changes. Belongs to the state that checked it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change(pub(super) Step);

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    Zero { digest: Hash, root: Hash },
    Open,
    Boot { root: Hash },
    Takeover { root: Hash, key: PublicKey },
    Seal { code: Code, card: Hash, slot: Slot },
    End { code: Code, card: Hash, how: How },
    Fault { code: Code },
    Mark { cast: u32, time: Hour },
    Peer,
    Incident(IncidentKind),
    Pause,
    Resume,
    Close,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    Cast,
    Challenged,
    Spoiled(SpoilReason),
    Void { outage: bool, shown: bool },
}

impl How {
    pub(super) const fn outcome(self) -> StripOutcome {
        match self {
            Self::Cast => StripOutcome::Cast,
            Self::Challenged => StripOutcome::Challenged,
            Self::Spoiled(_) => StripOutcome::Spoiled,
            Self::Void { .. } => StripOutcome::Void,
        }
    }
}

impl State {
    /// Whether an entry may come next; `leaf` is the leaf of its line.
    ///
    /// # Errors
    /// Names the rule it breaks.
    pub fn check(&self, entry: &Entry, leaf: &Hash) -> Result<Change, DayError> {
        self.check_phase(entry)?;
        let step = match entry {
            Entry::Zero(zero) => self.check_zero(zero, leaf)?,
            Entry::Open(_) => Step::Open,
            Entry::Boot(boot) => Step::Boot { root: self.check_epoch(&boot.epoch)? },
            Entry::Takeover(takeover) => self.check_takeover(takeover)?,
            Entry::Seal(ballot) => self.check_seal(ballot)?,
            Entry::Cast(outcome) => self.check_end(outcome.code, How::Cast)?,
            Entry::Spoil(spoil) => self.check_end(spoil.code, How::Spoiled(spoil.reason))?,
            Entry::Challenge(challenge) => self.check_end(challenge.code, How::Challenged)?,
            Entry::Void(void) => self.check_void(void)?,
            Entry::Fault(outcome) => self.check_fault(outcome.code)?,
            Entry::Mark(mark) => self.check_mark(mark)?,
            Entry::Peer(_) => Step::Peer,
            Entry::Incident(incident) => Step::Incident(incident.incident),
            Entry::Pause(_) => Step::Pause,
            Entry::Resume(_) => Step::Resume,
            Entry::Close(close) => {
                self.check_nothing_pending()?;
                if *close != self.closing(close.time.clone()) {
                    return Err(DayError::Sums);
                }
                Step::Close
            }
        };
        Ok(Change(step))
    }

    fn check_phase(&self, entry: &Entry) -> Result<(), DayError> {
        let (kind, phases): (_, &[Phase]) = match entry {
            Entry::Zero(_) => ("zero", &[Phase::Empty]),
            Entry::Open(_) => ("open", &[Phase::Ready]),
            Entry::Boot(_) => ("boot", &[Phase::Ready, Phase::Open, Phase::Paused]),
            Entry::Takeover(_) => ("takeover", &[Phase::Ready, Phase::Open, Phase::Paused]),
            Entry::Seal(_) => ("seal", &[Phase::Open]),
            // A ballot that waits ends in whatever phase the booth is; without one these name nothing.
            Entry::Cast(_) => ("cast", &[Phase::Open, Phase::Paused]),
            Entry::Spoil(_) => ("spoil", &[Phase::Open, Phase::Paused]),
            Entry::Challenge(_) => ("challenge", &[Phase::Open, Phase::Paused]),
            Entry::Void(_) => ("void", &[Phase::Open, Phase::Paused]),
            Entry::Fault(_) => ("fault", &[Phase::Open, Phase::Paused]),
            Entry::Mark(_) => ("mark", &[Phase::Open]),
            Entry::Peer(_) => ("peer", &[Phase::Ready, Phase::Open, Phase::Paused]),
            Entry::Incident(_) => ("incident", &[Phase::Ready, Phase::Open, Phase::Paused]),
            Entry::Pause(_) => ("pause", &[Phase::Open]),
            Entry::Resume(_) => ("resume", &[Phase::Paused]),
            Entry::Close(_) => ("close", &[Phase::Open, Phase::Paused]),
        };
        if phases.contains(&self.phase) { Ok(()) } else { Err(DayError::Phase { kind, phase: self.phase }) }
    }

    fn check_zero(&self, zero: &Zero, leaf: &Hash) -> Result<Step, DayError> {
        let rules = &self.rules;
        let ours = zero.station == rules.station && zero.booth == rules.booth;
        if !ours || zero.definition != rules.definition.digest() || zero.key != rules.key {
            return Err(DayError::Foreign);
        }
        let root = self.check_epoch(&zero.epoch)?;
        Ok(Step::Zero { digest: booth_digest(&rules.key, &rules.station, &rules.booth, leaf), root })
    }

    fn check_epoch(&self, epoch: &EpochData) -> Result<Hash, DayError> {
        let expected = self.epochs.len();
        if !self.may_begin_epoch() {
            return Err(DayError::Epochs(self.rules.definition.rules.max_epochs));
        }
        if epoch.number as usize != expected {
            return Err(DayError::Epoch { expected, found: epoch.number });
        }
        Ok(epoch.root)
    }

    fn check_takeover(&self, takeover: &Takeover) -> Result<Step, DayError> {
        let (key, root) = (takeover.key, self.check_epoch(&takeover.epoch)?);
        let free = self.rules.spares.contains(&key) && !self.spares.contains(&key);
        if free { Ok(Step::Takeover { root, key }) } else { Err(DayError::NotASpare(Box::new(key))) }
    }

    fn check_nothing_pending(&self) -> Result<(), DayError> {
        self.pending.map_or(Ok(()), |pending| Err(DayError::Pending(pending.code)))
    }

    fn check_seal(&self, ballot: &SealedData) -> Result<Step, DayError> {
        self.check_nothing_pending()?;
        if self.has_failed() {
            return Err(DayError::Failed);
        }
        if !self.is_marked() {
            return Err(DayError::NoMark);
        }
        ballot.check_card(&self.rules.definition).map_err(DayError::Ballot)?;
        self.check_card(&ballot.card)?;
        if self.slots.contains(&ballot.slot) {
            return Err(DayError::SlotTwice);
        }
        let code = ballot.code(&self.digest.ok_or(DayError::Foreign)?);
        if self.endings.contains_key(&code) {
            return Err(DayError::CodeTwice(code));
        }
        Ok(Step::Seal { code, card: ballot.card, slot: ballot.slot })
    }

    /// Whether a card still gives a ballot here.
    ///
    /// # Errors
    /// [`DayError::Spent`] or [`DayError::Tries`].
    pub fn check_card(&self, card: &Hash) -> Result<(), DayError> {
        let used = self.card(card).unwrap_or_default();
        if used.spent.is_some() {
            return Err(DayError::Spent(*card));
        }
        if used.tries > self.rules.definition.rules.retries {
            return Err(DayError::Tries { card: *card, tries: used.tries });
        }
        Ok(())
    }

    fn waiting(&self, code: Code) -> Result<Pending, DayError> {
        self.pending.filter(|pending| pending.code == code).ok_or(DayError::NotPending(code))
    }

    fn check_end(&self, code: Code, how: How) -> Result<Step, DayError> {
        let pending = self.waiting(code)?;
        if pending.outage { Err(DayError::MustVoid(code)) } else { Ok(Step::End { code, card: pending.card, how }) }
    }

    fn check_void(&self, void: &Void) -> Result<Step, DayError> {
        let pending = self.waiting(void.code)?;
        let outage = void.reason == VoidReason::Outage;
        if pending.outage && !(outage && void.shown) {
            return Err(DayError::MustVoid(void.code));
        }
        Ok(Step::End { code: void.code, card: pending.card, how: How::Void { outage, shown: void.shown } })
    }

    fn check_fault(&self, code: Code) -> Result<Step, DayError> {
        match self.ending(&code) {
            Some(end) if end.outcome == StripOutcome::Cast && !end.fault => Ok(Step::Fault { code }),
            Some(_) | None => Err(DayError::Fault(code)),
        }
    }

    fn check_mark(&self, mark: &Mark) -> Result<Step, DayError> {
        // A strip never names a head that covers its own ballot.
        self.check_nothing_pending()?;
        let expected = self.counts.cast;
        if mark.cast != expected {
            return Err(DayError::MarkCount { expected, found: mark.cast });
        }
        self.check_mark_is_due(&mark.time)?;
        Ok(Step::Mark { cast: mark.cast, time: mark.time.clone() })
    }

    /// Whether a mark may be made in this hour.
    ///
    /// # Errors
    /// [`DayError::MarkEarly`], or [`DayError::FirstMark`].
    pub fn check_mark_is_due(&self, time: &Hour) -> Result<(), DayError> {
        let Some(last) = &self.mark else {
            return if self.just_opened { Ok(()) } else { Err(DayError::FirstMark) };
        };
        let further = self.counts.cast.saturating_sub(last.cast);
        if further < MARK_BALLOTS || last.time == *time { Err(DayError::MarkEarly { further }) } else { Ok(()) }
    }
}
