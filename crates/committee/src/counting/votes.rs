//! Which votes count (section 5 of `docs/RULES.md`).

use manifest::{Prevails, StationPlan};
use record::{BoxKind, OpenedSum, Scope};

use super::Counting;
use super::tally::add;
use crate::PaperBox;

/// Votes per option in the definition's order, the blank last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VoteTotals {
    /// From the sums of the first plan.
    pub electronic: Vec<u64>,
    /// That exist only on paper.
    pub paper: Vec<u64>,
    /// That count, by the rule which record prevails.
    pub votes: Vec<u64>,
    /// The part of `votes` that stands on opened sums; the rest stands on counted paper.
    pub proven: Vec<u64>,
}

impl Counting {
    /// The votes so far: zeros where nothing was opened yet.
    #[must_use]
    pub fn totals(&self) -> VoteTotals {
        let zero = vec![0; self.documents.definition.options()];
        if self.documents.devices.cancelled().is_some() {
            return VoteTotals { electronic: zero.clone(), paper: zero.clone(), votes: zero.clone(), proven: zero };
        }
        let first = self.stages.first().map(|stage| stage.opened.as_slice()).unwrap_or_default();
        let electronic = first.iter().fold(zero.clone(), |sum, set| add(sum, &wide(&set.votes)));
        let only_paper = self.boxes.iter().filter(|b| b.content == BoxKind::OnlyRecord);
        let paper = only_paper.fold(zero, |sum, b| add(sum, &wide(&b.votes)));
        let (mut proven, mut counted) = (electronic.clone(), paper.clone());
        for (sum, slips) in self.replaced() {
            proven = proven.into_iter().zip(&sum.votes).map(|(a, b)| a.saturating_sub(u64::from(*b))).collect();
            counted = add(counted, &wide(&slips.votes));
        }
        VoteTotals { votes: add(proven.clone(), &counted), electronic, paper, proven }
    }

    /// Opened sums in whose place counted slips stand.
    pub(crate) fn replaced(&self) -> Vec<(&OpenedSum, &PaperBox)> {
        match self.documents.definition.rules.prevails.value {
            Prevails::Electronic => Vec::new(),
            Prevails::Paper => self.documents.definition.stations.iter().flat_map(|station| self.replaced_in(station)).collect(),
        }
    }

    fn replaced_in(&self, station: &StationPlan) -> Vec<(&OpenedSum, &PaperBox)> {
        let whole = self.opened_alone(&Scope::Stations { stations: vec![station.id.clone()] });
        if let Some(pair) = whole.zip(self.agreed_box(&station.id, None, BoxKind::Slips)) {
            return vec![pair];
        }
        let pair = |booth: &manifest::BoothPlan| {
            let sum = self.opened_alone(&Scope::Booth { booth: booth.id.clone(), station: station.id.clone() })?;
            Some((sum, self.agreed_box(&station.id, Some(&booth.id), BoxKind::Slips)?))
        };
        station.booths.iter().filter_map(pair).collect()
    }
}

fn wide(votes: &[u32]) -> Vec<u64> {
    votes.iter().map(|v| u64::from(*v)).collect()
}
