//! Opening the sums of a village, only after this guardian's own look at the whole public record.
//!
//! 1. The record is verified with the auditor's library, every check up to the counting; with an anchor it is also the one on paper.
//! 2. The plan is derived by rule (`docs/RULES.md` sections 3 and 6) and must equal the committee's signed plan byte for byte.
//! 3. The ledger must not hold another plan of the same number, and no cell of the partition may become smaller than `k_min`.
//!    A whole village below `k_min` is opened only if that few voted, not if exclusions made them few, and only by [`Consent`].
//! 4. A factor with its proof for every option of every set; the ledger gets its entry.
//!
//! The caller makes the state durable before the opening leaves the machine.

mod error;

use auditor::{Anchor, Counted, Opened, Options};
use chain::document;
use elgamal::SecretScalar;
use elgamal::opening::partial;
use manifest::Definition;
use record::{Documents, Folder, OpenedSet, OpeningData, PlanData, Scope, SignedOpening, layout};

pub use error::{Booths, Broken, OpenError, Unopened};

use crate::ledger::LedgerEntry;
use crate::{Ledger, Member};

/// Most plans of one village: the first, and one for each tie rule.
const MAX_PLANS: u32 = 8;

/// The number of the newest plan in a public record; nothing before the first is published.
#[must_use]
pub fn newest_plan(public: &Folder) -> Option<u32> {
    (1..=MAX_PLANS).take_while(|number| public.get(&layout::json(&layout::plan(*number))).is_some()).last()
}

/// What this guardian agrees to open. Nothing says yes by itself to votes of a few.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Consent {
    /// Sums of at least `k_min` ballots.
    AtLeastKMin,
    /// Also the one sum of a whole village where fewer than `k_min` voted: the guardian was told how few, and why.
    SmallVillage,
}

/// A record that passed the auditor's checks up to the counting, with what is needed to open one of its plans.
pub struct Case<'a> {
    public: &'a Folder,
    documents: Documents,
    counted: Counted,
}

impl Member {
    /// Opens the plan with this number and enters it into the ledger. Opening the same plan again is allowed and gives the same
    /// factors. `anchor` is the digest of the regency index or the committee's key from paper; without one the record is only
    /// consistent in itself. `fresh` is 32 random bytes.
    ///
    /// # Errors
    /// Says why nothing is opened; the ledger is then as before.
    pub fn open(
        &mut self,
        public: &Folder,
        number: u32,
        anchor: Option<&Anchor>,
        consent: Consent,
        fresh: &[u8; 32],
    ) -> Result<SignedOpening, OpenError> {
        self.open_case(&Case::verify(public, anchor, fresh)?, number, consent, fresh)
    }

    /// As [`Member::open`], of a record that was verified before, so that people could read its numbers first.
    ///
    /// # Errors
    /// Says why nothing is opened; the ledger is then as before.
    pub fn open_case(&mut self, case: &Case<'_>, number: u32, consent: Consent, fresh: &[u8; 32]) -> Result<SignedOpening, OpenError> {
        let definition = case.counted.definition();
        let seat = self.number(definition).ok_or(OpenError::NoSeat)?;
        let key = case.counted.key().transcript();
        let share = self.held_share(&key).ok_or(OpenError::NoShare(key))?;
        let known: Vec<&LedgerEntry> = self.ledger.of_key(key).collect();
        let (plan, before) = case.plan(number, &known)?;
        case.check_cells(&plan, &before, &known, consent)?;
        let opening = case.factors(&plan, seat, &share, fresh)?;
        let entry = LedgerEntry { definition: definition.digest(), key, plan, village: definition.village.code.clone() };
        remember(&mut self.ledger, entry);
        Ok(SignedOpening::sign(opening, &self.key))
    }
}

fn remember(ledger: &mut Ledger, entry: LedgerEntry) {
    if !ledger.entries().contains(&entry) {
        ledger.add(entry);
    }
}

impl<'a> Case<'a> {
    /// Verifies a public record, every check up to the counting. `anchor` and `fresh` as in [`Member::open`].
    ///
    /// # Errors
    /// Lists the checks that did not pass.
    pub fn verify(public: &'a Folder, anchor: Option<&Anchor>, fresh: &[u8; 32]) -> Result<Self, OpenError> {
        let options = Options { anchor: anchor.copied(), fresh: *fresh, rehearsal: true, ..Options::default() };
        let counted = Counted::read(public, &options).map_err(|report| OpenError::Record(Broken::of(report.checks)))?;
        Ok(Self { public, documents: Documents::read(public)?, counted })
    }

    /// The village's definition.
    #[must_use]
    pub const fn definition(&self) -> &Definition {
        self.counted.definition()
    }

    /// The village's signed documents.
    #[must_use]
    pub const fn documents(&self) -> &Documents {
        &self.documents
    }

    /// How many ballots are counted.
    #[must_use]
    pub fn ballots(&self) -> usize {
        self.counted.ballots().len()
    }

    /// How many cast ballots are excluded.
    #[must_use]
    pub fn excluded(&self) -> u32 {
        self.counted.excluded()
    }

    /// Booths that deliver no ballots: signed as unused or lost.
    #[must_use]
    pub fn undelivered(&self) -> Booths {
        Booths(self.counted.undelivered())
    }

    /// The committee's plan with this number, if it is the one by rule, and the plans before it.
    fn plan(&self, number: u32, known: &[&LedgerEntry]) -> Result<(PlanData, Vec<PlanData>), OpenError> {
        let mut before: Vec<PlanData> = Vec::new();
        let mut opened: Vec<Opened> = Vec::new();
        let newest = number.min(MAX_PLANS);
        for this in 1..=newest {
            let expected = match before.last() {
                None => self.counted.first_plan().ok_or(OpenError::Nothing)?,
                Some(last) => self.counted.next_plan(last, &opened).ok_or(OpenError::NotAsked(this))?,
            };
            self.check_signed(this, &expected, known)?;
            if this == number {
                return Ok((expected, before));
            }
            opened.extend(self.opened(&expected)?);
            before.push(expected);
        }
        Err(OpenError::NoPlan(number))
    }

    /// That the committee signed exactly this plan, and this guardian never opened another of its number.
    fn check_signed(&self, number: u32, expected: &PlanData, known: &[&LedgerEntry]) -> Result<(), OpenError> {
        let name = layout::plan(number);
        let (file, note) = (layout::json(&name), layout::note(&name));
        let bytes = self.public.get(&file).ok_or(OpenError::NoPlan(number))?;
        let note = self.public.get(&note).ok_or(OpenError::NoPlan(number))?;
        let committee = self.documents.committee().map_err(|_| OpenError::NoPlan(number))?;
        document::verify(note, &file, bytes, core::slice::from_ref(&committee)).map_err(|error| OpenError::Signature { number, error })?;
        let (found, by_rule) = (canonical::sha256(bytes), expected.digest());
        let other = known.iter().map(|entry| &entry.plan).find(|plan| plan.number == number && plan.digest() != found);
        if let Some(other) = other {
            return Err(OpenError::TwoPlans { number, opened: other.digest(), found });
        }
        if found == by_rule { Ok(()) } else { Err(OpenError::NotByRule { number, by_rule, found }) }
    }

    /// What an earlier plan opened, from the openings of at least the threshold of guardians.
    fn opened(&self, plan: &PlanData) -> Result<Vec<Opened>, OpenError> {
        let definition = self.counted.definition();
        let mut openings = Vec::new();
        for (guardian, _) in (1..).zip(&definition.guardians.members) {
            let path = layout::opening(plan.number, guardian);
            let Some(bytes) = self.public.get(&path) else { continue };
            let opening = SignedOpening::parse(bytes, definition, &plan.digest());
            openings.push(opening.map_err(|error| OpenError::Opening { file: path.into(), error })?);
        }
        self.counted.open(plan, &openings).map_err(|problems| OpenError::Previous { number: plan.number, problems: Unopened(problems) })
    }

    /// The partition rule (`docs/RULES.md` section 4) over everything opened before, by this guardian or by others.
    fn check_cells(&self, plan: &PlanData, before: &[PlanData], known: &[&LedgerEntry], consent: Consent) -> Result<(), OpenError> {
        let earlier = before.iter().chain(known.iter().map(|entry| &entry.plan)).filter(|other| other.number != plan.number);
        let mut scopes: Vec<Scope> = earlier.flat_map(|plan| &plan.sets).map(|set| set.scope.clone()).collect();
        scopes.sort_unstable();
        scopes.dedup();
        let whole_village = scopes.is_empty() && plan.sets.iter().all(|set| set.scope == Scope::Village);
        if whole_village {
            return self.check_village(consent);
        }
        scopes.extend(plan.sets.iter().map(|set| set.scope.clone()));
        let (least, smallest) = (self.counted.definition().rules.k_min, self.counted.cells(&scopes).first().copied());
        match smallest {
            Some(smallest) if smallest < least as usize => Err(OpenError::Cell { number: plan.number, smallest, least }),
            Some(_) | None => Ok(()),
        }
    }

    /// A whole village below `k_min`: never if exclusions made it so small, for then whoever excludes chooses whose votes are
    /// seen; otherwise only with consent.
    fn check_village(&self, consent: Consent) -> Result<(), OpenError> {
        let least = self.definition().rules.k_min;
        let (ballots, cast, excluded) = (self.ballots(), self.counted.cast_before_exclusions(), self.excluded());
        if ballots >= least as usize {
            return Ok(());
        }
        if cast >= least as usize {
            return Err(OpenError::Shrunk { ballots, cast, excluded, least });
        }
        match consent {
            Consent::SmallVillage => Ok(()),
            Consent::AtLeastKMin => Err(OpenError::SmallVillage { ballots, excluded, least, undelivered: self.undelivered() }),
        }
    }

    fn factors(&self, plan: &PlanData, guardian: u32, share: &SecretScalar, fresh: &[u8; 32]) -> Result<OpeningData, OpenError> {
        let mut sets = Vec::new();
        for sum in self.counted.planned(plan) {
            let statement = |option| self.counted.statement(plan, &sum, guardian, option).ok_or(OpenError::NoSeat);
            let factor = |option| Ok(partial(share, &statement(option)?, fresh)?);
            let options: Result<_, OpenError> = (0..sum.sums.len()).map(factor).collect();
            sets.push(OpenedSet { options: options?, set: sum.set.as_str().into() });
        }
        Ok(OpeningData { format: OpeningData::FORMAT.into(), guardian, plan: plan.digest(), sets })
    }
}

#[cfg(test)]
mod tests;
