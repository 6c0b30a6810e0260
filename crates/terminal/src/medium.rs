//! A fresh second medium in place of one that failed.
//!
//! The first medium's journal is held against every rule of the day and copied. That the medium was replaced is logged on the first
//! medium as soon as the fresh one has given a copy back, and is part of the copy that gets the journal's name; so the old medium,
//! should it come back, no longer fits.

use canonical::SigningKey;
use chain::{Line, Origin};
use paper::Moment;
use record::{Entry, Hour, Incident, IncidentKind, Repaired};
use tally_log::{Medium, OpenError, Rescue, Store, Target};

use crate::booth::{ActError, Booth, Setup};
use crate::day::{DayRules, Phase};
use crate::device::Random;
use crate::ledger::{Fatal, Ledger, identity, not_ours, replay};
use crate::start::{StartError, check_machine};

impl Booth {
    /// Goes on with an empty second medium. Fine after one that was cut short: then the same medium, or another empty one, is filled.
    /// A closed log is copied as it is.
    ///
    /// # Errors
    /// [`StartError::NotFresh`] or [`StartError::NothingToReplace`] if the medium holds a journal; what is wrong with the first
    /// medium's; a medium's failure. The first medium's journal is then whole, perhaps with the entry that says the replacement.
    pub fn replace_medium(setup: Setup, hour: &Hour) -> Result<Self, StartError> {
        Moment::parse(hour.as_str())?;
        let rules = check_machine(&setup)?;
        let booth = Self::assemble(setup, |store, origin, key, random| copy(store, &origin, key, rules, random, hour))?;
        booth.go_on(None, hour)
    }
}

fn copy(
    store: Store,
    origin: &Origin,
    key: SigningKey,
    rules: DayRules,
    random: &mut Random,
    hour: &Hour,
) -> Result<(Ledger, Repaired), StartError> {
    let rescue = Rescue::open(store, identity(origin.clone(), &key, &rules), Medium::First)?;
    let (state, _) = replay(rescue.lines(), origin, rules.clone())?;
    let last = Box::new(rescue.last_key());
    if *last != key.public() {
        return Err(not_ours(OpenError::OtherKey { line: rescue.tip().size(), key: last }, rules.device));
    }
    match rescue.target() {
        Ok(Target::Empty) => {}
        Ok(Target::Equal) => return Err(StartError::NothingToReplace),
        Ok(Target::Behind | Target::Differs) | Err(OpenError::Refused { .. }) => return Err(StartError::NotFresh),
        Err(error) => return Err(error.into()),
    }
    let incident = match state.phase() {
        Phase::Empty => return Err(StartError::NoZero),
        Phase::Closed => None,
        Phase::Ready | Phase::Open | Phase::Paused if is_said(&rescue) => None,
        Phase::Ready | Phase::Open | Phase::Paused => {
            let incident = Entry::Incident(Incident { incident: IncidentKind::SecondMedium, time: hour.clone() });
            let mut salt = [0; 16];
            random(&mut salt);
            let line = Line::write(rescue.tip(), salt, &incident, origin, &key).map_err(Fatal::Line)?;
            state.check(&incident, &line.leaf()).map_err(ActError::Refused)?;
            Some(line)
        }
    };
    let repaired = if rescue.is_torn() { Repaired::FirstMedium } else { Repaired::None };
    let (log, _) = rescue.copy(incident.as_ref())?;
    Ok((Ledger::of(log, key, rules)?, repaired))
}

/// Whether the last line says it already: an earlier replacement was cut short, or nothing happened since.
fn is_said(rescue: &Rescue) -> bool {
    let last: Option<Entry> = rescue.lines().last().and_then(|line| line.content().ok());
    matches!(last, Some(Entry::Incident(Incident { incident: IncidentKind::SecondMedium, .. })))
}
