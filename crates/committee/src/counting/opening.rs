//! Guardians' openings: every factor is proven before it is kept, and a bad one has a name.

use elgamal::ceremony::GuardianNumber;
use elgamal::opening::{OpeningError as FactorError, Statement, VerifiedFactor};
use record::{OpenedSet, OpeningError, SignedOpening};

use super::{Counting, Stage};

/// An opening that was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpeningAnswer {
    /// The guardian.
    pub guardian: u32,
    /// The plan it opens.
    pub plan: u32,
    /// Whether an opening of this guardian was here before; the first one stays.
    pub again: bool,
    /// Proven openings now.
    pub have: usize,
    /// Openings needed.
    pub need: u32,
}

/// Why an opening is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpeningRefusal {
    /// No plan waits.
    #[error("tidak ada rencana yang menunggu pembukaan (no plan waits for openings)")]
    NoPlan,
    /// Not an opening of this plan by a guardian of this village.
    #[error(transparent)]
    Opening(#[from] OpeningError),
    /// Other sets or numbers of options than the plan has.
    #[error("penjaga {guardian}: himpunan tidak sama dengan rencana (its sets are not those of the plan); ask this guardian again")]
    Sets {
        /// The guardian.
        guardian: u32,
    },
    /// A factor is not proven. Blame falls on this guardian alone.
    #[error("penjaga {guardian}, himpunan {set}, pilihan {option}: {error}")]
    Factor {
        /// The guardian.
        guardian: u32,
        /// The set.
        set: Box<str>,
        /// The option, from 1.
        option: u32,
        /// What is wrong.
        error: FactorError,
    },
}

impl Counting {
    /// Takes a guardian's opening of the waiting plan.
    ///
    /// # Errors
    /// Names the guardian and what does not hold; nothing changes.
    pub fn add_opening(&mut self, bytes: &[u8]) -> Result<OpeningAnswer, OpeningRefusal> {
        let stage = self.waiting().ok_or(OpeningRefusal::NoPlan)?;
        let opening = SignedOpening::parse(bytes, &self.documents.definition, &stage.plan.digest())?;
        let guardian = opening.guardian;
        let factors = self.prove(stage, guardian, &opening.sets)?;
        let need = self.documents.definition.guardians.threshold;
        let stage = self.waiting_mut().ok_or(OpeningRefusal::NoPlan)?;
        let again = stage.factors.contains_key(&guardian);
        if !again {
            stage.factors.insert(guardian, factors);
            stage.openings.insert(guardian, bytes.to_vec());
        }
        Ok(OpeningAnswer { guardian, plan: stage.plan.number, again, have: stage.factors.len(), need })
    }

    fn prove(&self, stage: &Stage, guardian: u32, opened: &[OpenedSet]) -> Result<Vec<Vec<VerifiedFactor>>, OpeningRefusal> {
        let refused = || OpeningRefusal::Sets { guardian };
        let number = GuardianNumber::new(guardian).map_err(|_| refused())?;
        let share = self.documents.key.share(guardian).ok_or_else(refused)?;
        if opened.len() != stage.plan.sets.len() {
            return Err(refused());
        }
        let mut factors = Vec::with_capacity(opened.len());
        for ((set, sums), own) in stage.plan.sets.iter().zip(&stage.sums).zip(opened) {
            let id = set.scope.id();
            if *own.set != *id || own.options.len() != sums.len() {
                return Err(refused());
            }
            let mut proven = Vec::with_capacity(sums.len());
            for ((option, sum), partial) in (0..).zip(sums).zip(&own.options) {
                let statement = Statement {
                    plan: stage.plan.digest(),
                    record: stage.plan.record,
                    set: &id,
                    scope: set.scope.digest(),
                    count: set.count.into(),
                    option,
                    guardian: number,
                    public_share: *share,
                    joint_key: self.documents.key.digest(),
                    sum,
                };
                let blame = |error| OpeningRefusal::Factor { guardian, set: own.set.clone(), option: option + 1, error };
                proven.push(partial.verify(&statement).map_err(blame)?);
            }
            factors.push(proven);
        }
        Ok(factors)
    }
}
