//! Votes (`docs/RULES.md` section 5), what is known of a place's votes, and the numbers that decide (section 6).

use manifest::{BoothId, Prevails, StationId, StratumId};
use record::{BoxKind, Scope};

use crate::count::{Counted, Opened, one};
use crate::village::CountedBox;
use crate::winner::{Candidate, Contest, Decision, Look, decide};

/// Votes per option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Votes {
    /// From the first plan's sums.
    pub electronic: Vec<u32>,
    /// From boxes that are the only record.
    pub paper: Vec<u32>,
    /// What counts.
    pub total: Vec<u32>,
}

pub(crate) fn add(to: &mut [u32], votes: &[u32]) {
    to.iter_mut().zip(votes).for_each(|(a, b)| *a = a.saturating_add(*b));
}

impl Counted {
    /// Votes by section 5.
    #[must_use]
    pub fn votes(&self, opened: &[Opened]) -> Votes {
        let mut votes = Votes { electronic: self.zeros(), paper: self.zeros(), total: self.zeros() };
        if self.devices.cancelled().is_some() {
            return votes;
        }
        opened.iter().filter(|o| o.plan == 1).for_each(|o| add(&mut votes.electronic, &o.votes));
        self.papers.boxes.iter().filter(|b| b.content == BoxKind::OnlyRecord).for_each(|b| add(&mut votes.paper, &b.votes));
        add(&mut votes.total, &votes.electronic);
        add(&mut votes.total, &votes.paper);
        if self.definition.rules.prevails.value == Prevails::Paper {
            for (slips, electronic) in self.replaced(opened) {
                for ((total, slips), electronic) in votes.total.iter_mut().zip(slips).zip(electronic) {
                    *total = total.saturating_sub(electronic).saturating_add(*slips);
                }
            }
        }
        votes
    }

    fn zeros(&self) -> Vec<u32> {
        vec![0; self.definition.options()]
    }

    /// Slips that prevail, with the electronic votes they stand for.
    fn replaced(&self, opened: &[Opened]) -> Vec<(&[u32], Vec<u32>)> {
        let slips = self.papers.boxes.iter().filter(|b| b.content == BoxKind::Slips);
        let by_station = slips.clone().filter(|b| b.booth.is_none()).filter_map(|b| Some((b, self.alone(&b.station, opened)?)));
        let stations: Vec<(&CountedBox, Vec<u32>)> = by_station.collect();
        let used = |b: &&CountedBox| !stations.iter().any(|(s, _)| s.station == b.station);
        let by_booth: Vec<(&[u32], Vec<u32>)> = slips
            .filter(used)
            .filter_map(|b| {
                let scope = Scope::Booth { booth: b.booth.clone()?, station: b.station.clone() };
                Some((b.votes.as_slice(), opened.iter().find(|o| o.scope == scope)?.votes.clone()))
            })
            .collect();
        stations.into_iter().map(|(b, votes)| (b.votes.as_slice(), votes)).chain(by_booth).collect()
    }

    /// Electronic votes of one station, if they are known alone.
    pub(crate) fn alone(&self, station: &StationId, opened: &[Opened]) -> Option<Vec<u32>> {
        let own = one(station);
        if let Some(set) = opened.iter().find(|o| o.scope == own) {
            return Some(set.votes.clone());
        }
        let only = self.ballots.iter().all(|b| &b.station == station);
        opened.iter().find(|o| only && o.scope == Scope::Village).map(|o| o.votes.clone())
    }

    /// The outcome by the rules, or the sum that a tie rule needs first.
    #[must_use]
    pub fn decide(&self, opened: &[Opened]) -> Decision {
        decide(&self.contest(opened), &|scope| self.look(scope, opened))
    }

    fn look(&self, scope: &Scope, opened: &[Opened]) -> Look {
        let on_paper = |content: &CountedBox| content.content == BoxKind::OnlyRecord;
        if matches!(scope, Scope::Stratum { .. }) && self.papers.boxes.iter().any(on_paper) {
            return Look::Never;
        }
        let known = match scope {
            _ if self.count(scope) == 0 => Some(self.zeros()),
            Scope::Stations { stations } => stations.first().and_then(|s| self.alone(s, opened)),
            Scope::Village | Scope::Booth { .. } | Scope::Stratum { .. } => {
                opened.iter().find(|o| &o.scope == scope).map(|o| o.votes.clone())
            }
        };
        let scopes: Vec<Scope> = opened.iter().map(|o| o.scope.clone()).collect();
        match known {
            Some(mut votes) => {
                let here = |b: &&CountedBox| match scope {
                    Scope::Stations { stations } => stations.contains(&b.station),
                    Scope::Booth { booth, station } => &b.station == station && b.booth.as_ref() == Some(booth),
                    Scope::Village | Scope::Stratum { .. } => false,
                };
                self.papers.boxes.iter().filter(|b| on_paper(b)).filter(here).for_each(|b| add(&mut votes, &b.votes));
                Look::Known(votes)
            }
            None if self.may_open(&scopes, scope) => Look::Ask,
            None => Look::Never,
        }
    }

    fn contest(&self, opened: &[Opened]) -> Contest {
        let stratum = |id: &StratumId| self.roots.strata.iter().find(|s| &s.stratum == id).map_or(0, |s| u64::from(s.registered));
        let candidate = |(number, c): (u32, &manifest::Candidate)| Candidate {
            domicile: c.domicile.as_ref().map_or(0, stratum),
            education: c.education,
            withdrawn: self.devices.withdrawn(number).is_some(),
        };
        let booth = |(station, booth): &(StationId, BoothId)| {
            let scope = Scope::Booth { booth: booth.clone(), station: station.clone() };
            ((station.clone(), booth.clone()), self.count(&scope) as u64)
        };
        Contest {
            attendance: self.definition.stations.iter().map(|s| Some((s.id.clone(), self.present(&s.id)?))).collect(),
            booths: self.cast.keys().map(booth).collect(),
            cancelled: self.devices.cancelled().is_some(),
            candidates: (1..).zip(&self.definition.candidates).map(candidate).collect(),
            rules: self.definition.rules.tie_rules.clone(),
            stations: self.roots.stations.iter().map(|s| (s.station.clone(), u64::from(s.registered))).collect(),
            strata: self.roots.strata.iter().map(|s| (s.stratum.clone(), u64::from(s.registered))).collect(),
            votes: self.votes(opened).total,
        }
    }

    /// Present and additional voters of a station, if all its desks' counts are here.
    fn present(&self, station: &StationId) -> Option<u64> {
        let listed = self.devices.desks.iter().filter(|d| &d.station == station).count();
        let counts: Vec<_> = self.papers.desks.iter().filter(|d| &d.station == station).collect();
        let sum = || counts.iter().map(|c| u64::from(c.present) + u64::from(c.additional)).sum();
        (listed > 0 && counts.len() == listed).then(sum)
    }
}
