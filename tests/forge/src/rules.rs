//! What an honest evening decides, from `docs/RULES.md` sections 3 to 6 and from what was pressed: plans, votes, winner. It is written a
//! third time, beside committee and auditor, so that the auditor's false alarms show.

use manifest::{BoxCount, Change, Prevails, StationId, TieRule};
use record::{BoxKind, ElectionOutcome, Scope, TieStep};

use crate::{Evening, Setup, station_id};

/// What a rule finds at its place.
enum Found {
    Votes(Option<String>, Vec<u32>),
    Nothing,
    Open(Scope),
}

impl Evening<'_> {
    /// Sets plans, votes, outcome and tie steps as the rules say. Call it after boxes and exclusions stand.
    pub fn decide(&mut self, setup: &Setup) {
        self.plans.clear();
        if setup.spec.amendments.iter().any(|change| matches!(change, Change::ContestCancelled { .. })) {
            (self.outcome, self.steps, self.votes) = (ElectionOutcome::Cancelled, Vec::new(), None);
            return;
        }
        self.plans.extend(self.first_plan(setup));
        loop {
            let votes = self.total(setup);
            match self.winner(setup, &votes) {
                Ok((outcome, steps)) => {
                    (self.outcome, self.steps, self.votes) = (outcome, steps, Some(votes));
                    return;
                }
                Err(scope) => self.plans.push(vec![scope]),
            }
        }
    }

    fn size(&self, scope: &Scope) -> usize {
        self.inside(scope).count()
    }

    /// Section 3.
    fn first_plan(&self, setup: &Setup) -> Option<Vec<Scope>> {
        let mut groups: Vec<Vec<StationId>> = Vec::new();
        let (mut open, mut ballots): (Vec<StationId>, usize) = (Vec::new(), 0);
        for station in setup.definition.stations.iter().map(|s| &s.id).filter(|id| self.size(&alone(id)) > 0) {
            open.push(station.clone());
            ballots += self.size(&alone(station));
            if ballots >= setup.spec.k_min as usize {
                groups.push(core::mem::take(&mut open));
                ballots = 0;
            }
        }
        match groups.last_mut() {
            Some(last) => last.append(&mut open),
            None if open.is_empty() => return None,
            None => groups.push(open),
        }
        let one = groups.len() == 1;
        Some(if one { vec![Scope::Village] } else { groups.into_iter().map(|stations| Scope::Stations { stations }).collect() })
    }

    fn opened(&self) -> impl Iterator<Item = &Scope> {
        self.plans.iter().flatten()
    }

    /// Whether the sum of a station is open by itself.
    fn known_alone(&self, station: &StationId) -> bool {
        let only = self.size(&alone(station)) == self.size(&Scope::Village);
        self.opened().any(|scope| *scope == alone(station) || (*scope == Scope::Village && only))
    }

    /// Section 5, of stations' boxes.
    fn total(&self, setup: &Setup) -> Vec<u32> {
        let options = setup.definition.options();
        let mut votes = self.votes_in(&Scope::Village, options);
        for (station, booth, content, papers) in &self.boxes {
            let station = station_id(station);
            let replaces = *content == BoxKind::Slips && setup.spec.prevails == Prevails::Paper && booth.is_none();
            if *content == BoxKind::OnlyRecord {
                votes.iter_mut().zip(papers).for_each(|(sum, more)| *sum += more);
            } else if replaces && self.known_alone(&station) {
                let electronic = self.votes_in(&alone(&station), options);
                votes.iter_mut().zip(papers.iter().zip(&electronic)).for_each(|(sum, (new, old))| *sum = *sum + new - old);
            }
        }
        votes
    }

    /// Section 6: outcome and steps, or the sum that a rule needs.
    fn winner(&self, setup: &Setup, votes: &[u32]) -> Result<(ElectionOutcome, Vec<TieStep>), Scope> {
        let gone = |number: u32| {
            setup.spec.amendments.iter().any(|c| matches!(c, Change::CandidateWithdrawn { number: withdrawn, .. } if *withdrawn == number))
        };
        let standing = (1..=u32::try_from(setup.definition.candidates.len()).unwrap()).filter(|n| !gone(*n)).collect();
        let mut left = leaders(standing, votes);
        let (mut steps, mut rule_used) = (Vec::new(), None);
        if left.is_empty() {
            return Ok((ElectionOutcome::NoCandidate, steps));
        }
        for rule in &setup.spec.rules {
            if left.len() < 2 {
                break;
            }
            let (at, applicable) = match self.apply(*rule, setup) {
                Found::Open(scope) => return Err(scope),
                Found::Nothing => (None, false),
                Found::Votes(at, votes) => {
                    left = leaders(left, &votes);
                    (at.map(Into::into), true)
                }
            };
            steps.push(TieStep { at, applicable, left: left.clone(), rule: *rule });
            rule_used = Some(*rule);
            if *rule == TieRule::Committee {
                break;
            }
        }
        let outcome = match left.as_slice() {
            [candidate] => ElectionOutcome::Winner { candidate: *candidate, rule: rule_used },
            _ => ElectionOutcome::Tied { candidates: left },
        };
        Ok((outcome, steps))
    }

    fn apply(&self, rule: TieRule, setup: &Setup) -> Found {
        let candidates = &setup.definition.candidates;
        match rule {
            TieRule::Committee => Found::Votes(None, vec![0; candidates.len()]),
            TieRule::Education => Found::Votes(None, candidates.iter().map(|c| c.education).collect()),
            TieRule::Domicile => {
                let voters = |id| setup.roots.strata.iter().find(|s| Some(&s.stratum) == id).map_or(0, |s| s.registered);
                Found::Votes(None, candidates.iter().map(|c| voters(c.domicile.as_ref())).collect())
            }
            TieRule::StationRegistered => {
                self.station(setup, most(setup.roots.stations.iter().map(|s| (s.station.clone(), s.registered as usize))))
            }
            TieRule::StationAttendance => {
                let with_desks = setup.definition.stations.iter().all(|s| setup.devices.desks.iter().any(|d| d.station == s.id));
                let present = setup.devices.desks.iter().map(|d| (d.station.clone(), self.present(d.station.as_str())));
                self.station(setup, if with_desks { most(present) } else { None })
            }
            TieRule::StratumRegistered => {
                let paper = self.boxes.iter().any(|(_, _, content, _)| *content == BoxKind::OnlyRecord);
                let place = most(setup.roots.strata.iter().map(|s| (s.stratum.clone(), s.registered as usize))).filter(|_| !paper);
                place.map_or(Found::Nothing, |s| self.place(setup, s.to_string(), Scope::Stratum { stratum: s }, &[]))
            }
            TieRule::Booth => {
                let scope = |log: &crate::Log<'_>| Scope::Booth { booth: log.booth.parse().unwrap(), station: station_id(log.station) };
                let place =
                    most(self.logs.iter().map(|log| ((format!("{}-{}", log.station, log.booth), scope(log)), self.size(&scope(log)))));
                place.map_or(Found::Nothing, |(at, scope)| self.place(setup, at, scope, &[]))
            }
        }
    }

    fn station(&self, setup: &Setup, station: Option<StationId>) -> Found {
        let Some(station) = station else { return Found::Nothing };
        let paper: Vec<u32> = (0..setup.definition.options())
            .map(|option| {
                let here = self.boxes.iter().filter(|(s, _, content, _)| *s == station.as_str() && *content == BoxKind::OnlyRecord);
                here.map(|(.., votes)| votes[option]).sum()
            })
            .collect();
        let at = station.to_string();
        if self.known_alone(&station) {
            let electronic = self.votes_in(&alone(&station), setup.definition.options());
            return Found::Votes(Some(at), electronic.iter().zip(&paper).map(|(a, b)| a + b).collect());
        }
        self.place(setup, at, alone(&station), &paper)
    }

    /// Votes of a place with those on paper, or the sum it needs (section 4 allowing).
    fn place(&self, setup: &Setup, at: String, scope: Scope, paper: &[u32]) -> Found {
        if self.size(&scope) > 0 && !self.opened().any(|opened| *opened == scope) {
            return if self.may_open(setup, &scope) { Found::Open(scope) } else { Found::Nothing };
        }
        let mut votes = self.votes_in(&scope, setup.definition.options());
        votes.iter_mut().zip(paper).for_each(|(sum, more)| *sum += more);
        Found::Votes(Some(at), votes)
    }

    fn may_open(&self, setup: &Setup, scope: &Scope) -> bool {
        let mut cells: Vec<(Vec<bool>, u32)> = Vec::new();
        for ballot in self.inside(&Scope::Village) {
            let (station, booth) = (station_id(ballot.station), ballot.booth.parse().unwrap());
            let of = |s: &Scope| s.takes(&station, &booth, ballot.data.stratum.as_ref());
            let cell: Vec<bool> = self.opened().chain([scope]).map(of).collect();
            match cells.iter_mut().find(|(known, _)| *known == cell) {
                Some((_, size)) => *size += 1,
                None => cells.push((cell, 1)),
            }
        }
        cells.iter().all(|(_, size)| *size >= setup.spec.k_min)
    }

    /// Counts every box if the definition asks for it, then decides.
    pub fn honestly(&mut self, setup: &Setup) {
        if setup.spec.box_count == BoxCount::All {
            self.count_slips(setup);
        }
        self.decide(setup);
    }
}

fn alone(station: &StationId) -> Scope {
    Scope::Stations { stations: vec![station.clone()] }
}

/// Of these candidates those with most.
fn leaders(list: Vec<u32>, votes: &[u32]) -> Vec<u32> {
    let of = |number: &u32| votes[*number as usize - 1];
    let top = list.iter().map(of).max();
    list.into_iter().filter(|number| Some(of(number)) == top).collect()
}

/// The place with most, unless two share it.
fn most<T>(places: impl Iterator<Item = (T, usize)>) -> Option<T> {
    let mut list: Vec<(T, usize)> = places.collect();
    list.sort_by_key(|(_, size)| core::cmp::Reverse(*size));
    let shared = list.len() > 1 && list[0].1 == list[1].1;
    (!shared && !list.is_empty()).then(|| list.swap_remove(0).0)
}
