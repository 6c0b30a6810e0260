//! The four steps of a guardian. Each computes everything for all villages first and changes the state last.

use canonical::Hash;
use manifest::Definition;
use record::{Confirmation, Folder, VillageKey};

use super::gather::Gathered;
use super::message::{Commit, Confirm, Outgoing, Reveal, RoundFile, Shares};
use super::seat::{Own, transcript, trial_fresh, village_seed};
use super::{CeremonyError, Round};
use crate::Member;
use crate::member::{Held, Stage};
use crate::secret::Secret;

/// A definition with this guardian's number in it.
type Seated<'a> = (&'a Definition, u32);

impl Member {
    /// Round 1 for every village in which this guardian has a seat. `drawn` is 32 random bytes, used only for attempts that are
    /// new here; an attempt already begun gives the same file again. An older attempt that was not confirmed is erased.
    ///
    /// # Errors
    /// [`CeremonyError::NoSeat`], or an attempt that is not newer or is over.
    pub fn commit(&mut self, definitions: &[Definition], attempt: u32, drawn: &[u8; 32]) -> Result<Outgoing, CeremonyError> {
        let (mut entries, mut begun) = (Vec::new(), Vec::new());
        for (definition, number) in self.seats(definitions)? {
            let village = definition.village.code.clone();
            let newest = self.newest(definition);
            if attempt == 0 || newest.is_some_and(|held| held.attempt > attempt) {
                return Err(CeremonyError::Attempt { village, asked: attempt, newest: newest.map_or(0, |held| held.attempt) });
            }
            let fresh = village_seed(drawn, definition, attempt);
            match newest.filter(|held| held.attempt == attempt).map(|held| &held.stage) {
                Some(Stage::Confirmed { .. }) => return Err(CeremonyError::Over { village }),
                Some(Stage::Committed { seed } | Stage::Revealed { seed, .. }) => {
                    entries.push(Own::new(definition, attempt, number, &self.key, seed)?.commit());
                }
                None => {
                    entries.push(Own::new(definition, attempt, number, &self.key, &fresh)?.commit());
                    begun.push(Held { attempt, definition: definition.digest(), stage: Stage::Committed { seed: fresh }, village });
                }
            }
        }
        for new in begun {
            self.held.retain(|held| held.definition != new.definition || matches!(held.stage, Stage::Confirmed { .. }));
            self.held.push(new);
        }
        Ok(RoundFile::new(self.public(), entries).outgoing())
    }

    /// Round 2: refuses to show anything before everybody has committed. The commitments are kept, so that what others show later
    /// is held against what they had fixed before this guardian showed anything.
    ///
    /// # Errors
    /// Names the village and the guardian that is missing or wrong.
    pub fn reveal(&mut self, definitions: &[Definition], others: &Folder) -> Result<Outgoing, CeremonyError> {
        let commits = Gathered::<Commit>::read(others)?;
        let (mut entries, mut seen) = (Vec::new(), Vec::new());
        for (definition, number) in self.seats(definitions)? {
            let (attempt, seed) = self.seed(definition, Round::Reveal)?;
            let own = Own::new(definition, attempt, number, &self.key, seed)?;
            let all = commits.of_all(definition, attempt, Some(&own.commit()))?;
            let commitments: Vec<Hash> = all.iter().map(|commit| commit.commitment).collect();
            if let Some(Stage::Revealed { commitments: before, .. }) = self.newest(definition).map(|held| &held.stage) {
                same_commitments(definition, before, &commitments)?;
            }
            entries.push(own.reveal());
            seen.push((definition.digest(), attempt, commitments));
        }
        for (definition, attempt, commitments) in seen {
            self.advance(definition, attempt, |stage| match stage {
                Stage::Committed { seed } | Stage::Revealed { seed, .. } => Stage::Revealed { commitments, seed },
                done @ Stage::Confirmed { .. } => done,
            });
        }
        Ok(RoundFile::new(self.public(), entries).outgoing())
    }

    /// Round 3: checks what everybody shows and encrypts a share for each of the others. Changes nothing here.
    ///
    /// # Errors
    /// Names the village and the guardian that is missing or wrong.
    pub fn share(&self, definitions: &[Definition], others: &Folder) -> Result<Outgoing, CeremonyError> {
        let reveals = Gathered::<Reveal>::read(others)?;
        let mut entries = Vec::new();
        for seated @ (definition, number) in self.seats(definitions)? {
            let (attempt, seed) = self.seed(definition, Round::Shares)?;
            let own = Own::new(definition, attempt, number, &self.key, seed)?;
            let (data, key) = self.check_reveals(seated, attempt, &reveals, &own, Round::Shares)?;
            entries.push(own.shares(&key, &data.contributions)?);
        }
        Ok(RoundFile::new(self.public(), entries).outgoing())
    }

    /// Round 4: checks every share, signs the transcript and opens the trial. After this call the seed is gone and the share held;
    /// repeating it confirms the same transcript only.
    ///
    /// # Errors
    /// Names the village and the guardian that is missing or wrong.
    pub fn confirm(&mut self, definitions: &[Definition], others: &Folder) -> Result<Outgoing, CeremonyError> {
        let (reveals, shares) = (Gathered::<Reveal>::read(others)?, Gathered::<Shares>::read(others)?);
        let (mut entries, mut done) = (Vec::new(), Vec::new());
        for seated @ (definition, number) in self.seats(definitions)? {
            let held = self.newest(definition).ok_or_else(|| not_yet(definition, Round::Confirm, Round::Commit))?;
            let attempt = held.attempt;
            let (key, share) = match &held.stage {
                Stage::Confirmed { transcript: before, .. } => {
                    (self.again(definition, attempt, before, &reveals)?, self.held_share(before))
                }
                Stage::Committed { seed } | Stage::Revealed { seed, .. } => {
                    let own = Own::new(definition, attempt, number, &self.key, seed)?;
                    let (data, key) = self.check_reveals(seated, attempt, &reveals, &own, Round::Confirm)?;
                    let sent = shares.of_all(definition, attempt, Some(&own.shares(&key, &data.contributions)?))?;
                    let share = own.collect(&key.transcript(), &data.contributions, &sent)?;
                    (key, Some(share))
                }
            };
            let share = share.ok_or_else(|| not_yet(definition, Round::Confirm, Round::Commit))?;
            let confirmation = Confirmation::make(definition, &key, number, &share, &self.key, &trial_fresh(&share));
            let confirmation =
                confirmation.map_err(|error| CeremonyError::Confirmation { village: definition.village.code.clone(), error })?;
            entries.push(Confirm { attempt, confirmation, definition: definition.digest(), transcript: key.transcript() });
            done.push((definition.digest(), attempt, Secret::new(*share.to_bytes()), key.transcript()));
        }
        for (definition, attempt, share, transcript) in done {
            self.advance(definition, attempt, |_| Stage::Confirmed { share, transcript });
        }
        Ok(RoundFile::new(self.public(), entries).outgoing())
    }

    /// The key of an attempt that was confirmed here before.
    fn again(&self, definition: &Definition, attempt: u32, before: &Hash, reveals: &Gathered<Reveal>) -> Result<VillageKey, CeremonyError> {
        let all = reveals.of_all(definition, attempt, None)?;
        let (_, key) = transcript(definition, attempt, &all)?;
        if key.transcript() == *before { Ok(key) } else { Err(CeremonyError::Over { village: definition.village.code.clone() }) }
    }

    fn check_reveals(
        &self,
        (definition, _): Seated<'_>,
        attempt: u32,
        reveals: &Gathered<Reveal>,
        own: &Own<'_>,
        round: Round,
    ) -> Result<(record::TranscriptData, VillageKey), CeremonyError> {
        let Some(Stage::Revealed { commitments, .. }) = self.newest(definition).map(|held| &held.stage) else {
            return Err(not_yet(definition, round, Round::Reveal));
        };
        let all = reveals.of_all(definition, attempt, Some(&own.reveal()))?;
        let shown: Vec<Hash> = all.iter().map(|reveal| reveal.contribution.commitment).collect();
        same_commitments(definition, commitments, &shown)?;
        transcript(definition, attempt, &all)
    }

    /// The villages in which this guardian has a seat.
    fn seats<'a>(&self, definitions: &'a [Definition]) -> Result<Vec<Seated<'a>>, CeremonyError> {
        let seats: Vec<Seated<'a>> = definitions.iter().filter_map(|one| Some((one, self.number(one)?))).collect();
        if seats.is_empty() { Err(CeremonyError::NoSeat) } else { Ok(seats) }
    }

    fn seed(&self, definition: &Definition, asked: Round) -> Result<(u32, &Secret), CeremonyError> {
        let held = self.newest(definition).ok_or_else(|| not_yet(definition, asked, Round::Commit))?;
        match &held.stage {
            Stage::Committed { seed } | Stage::Revealed { seed, .. } => Ok((held.attempt, seed)),
            Stage::Confirmed { .. } => Err(CeremonyError::Over { village: definition.village.code.clone() }),
        }
    }

    fn advance(&mut self, definition: Hash, attempt: u32, step: impl FnOnce(Stage) -> Stage) {
        let is_it = |held: &Held| held.definition == definition && held.attempt == attempt;
        if let Some(place) = self.held.iter().position(is_it) {
            let Held { village, stage, .. } = self.held.remove(place);
            self.held.insert(place, Held { attempt, definition, stage: step(stage), village });
        }
    }
}

fn not_yet(definition: &Definition, asked: Round, needed: Round) -> CeremonyError {
    CeremonyError::NotYet { village: definition.village.code.clone(), asked, needed }
}

fn same_commitments(definition: &Definition, before: &[Hash], now: &[Hash]) -> Result<(), CeremonyError> {
    match (1..).zip(before.iter().zip(now)).find(|(_, (before, now))| before != now) {
        None => Ok(()),
        Some((number, _)) => Err(CeremonyError::Commitment { village: definition.village.code.clone(), number }),
    }
}
