//! The two tiers of record, at any point of the count: before the first factor for guardians and auditors, after it for everybody.

use canonical::{SigningKey, json};
use record::{Folder, Tier, layout};

use super::Counting;
use crate::documents::{SignError, put_sums};
use crate::{Aids, OtherAids};

impl Counting {
    /// The public record: everything anybody needs to check proofs and sums, and nothing that shows an order of ballots.
    ///
    /// # Errors
    /// Refuses a key that is not the committee's.
    pub fn public_folder(&self, key: &SigningKey) -> Result<Folder, SignError> {
        self.folder(&self.public, Tier::Public, key)
    }

    /// The sealed record with the whole ordered logs: for the committee, accredited auditors and the court.
    ///
    /// # Errors
    /// Refuses a key that is not the committee's.
    pub fn sealed_folder(&self, key: &SigningKey) -> Result<Folder, SignError> {
        self.folder(&self.sealed, Tier::Sealed, key)
    }

    /// Ships specification and verifier with both records.
    ///
    /// # Errors
    /// Refuses others than the index names.
    pub fn ship(&mut self, aids: Aids) -> Result<(), OtherAids> {
        let index = &self.documents.index;
        if (aids.spec_digest(), aids.verifier_digest()) != (index.spec, index.verifier) {
            return Err(OtherAids);
        }
        self.aids = Some(aids);
        Ok(())
    }

    fn folder(&self, counted: &Folder, tier: Tier, key: &SigningKey) -> Result<Folder, SignError> {
        let mut folder = counted.clone();
        for stage in &self.stages {
            let name = layout::plan(stage.plan.number);
            folder.insert(&layout::json(&name), stage.plan.to_bytes());
            folder.insert(&layout::note(&name), stage.note.clone());
            for (guardian, bytes) in &stage.openings {
                folder.insert(&layout::opening(stage.plan.number, *guardian), bytes.clone());
            }
        }
        if let Some((result, note)) = &self.result {
            folder.insert(&layout::json(layout::RESULT), json::to_bytes(result));
            folder.insert(&layout::note(layout::RESULT), note.clone());
            folder.insert(layout::TOTALS, self.totals_csv().into_bytes());
        }
        if let Some(aids) = &self.aids {
            aids.put(&mut folder);
        }
        put_sums(&mut folder, tier, &self.documents.definition, key)?;
        Ok(folder)
    }

    /// `totals.csv`: a row for each candidate, then the blank as option 0.
    #[must_use]
    pub fn totals_csv(&self) -> String {
        let totals = self.totals();
        let code = &self.documents.definition.village.code;
        let candidates = self.documents.definition.candidates.len();
        let rows = totals.electronic.iter().zip(&totals.paper).zip(&totals.votes).enumerate();
        let row = |(index, ((electronic, paper), votes)): (usize, ((&u64, &u64), &u64))| {
            let option = if index < candidates { index + 1 } else { 0 };
            format!("{code},{option},{electronic},{paper},{votes}\n")
        };
        core::iter::once("village_code,option,electronic,paper,votes\n".to_owned()).chain(rows.map(row)).collect()
    }
}
