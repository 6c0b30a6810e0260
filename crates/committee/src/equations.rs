//! The five equations that tie cards, ballots and slips together (section 7 of `docs/RULES.md`).

use manifest::{BoothStatus, BoxCount, StationId, StationPlan};
use paper::forms::{Equation, Law, Sides};
use record::{BoxKind, Scope};

use crate::Counting;
use crate::counting::BoothCounts;

/// The numbers on both sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EquationSides {
    /// Two sums.
    Sums(u64, u64),
    /// Slips and votes of each option, and by how much they may differ in all.
    Options {
        /// Slips and votes.
        pairs: Vec<(u64, u64)>,
        /// Excluded ballots plus faults.
        allowed: u64,
    },
    /// A side is missing, as when a box was not counted or a sum not opened.
    NotChecked,
}

/// One equation of one station, or of stations that were opened together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StationEquation {
    /// The stations with their label, as `TPS 001` or `TPS 001 + 002`.
    pub place: String,
    /// Which equation.
    pub law: Law,
    /// Its numbers.
    pub sides: EquationSides,
}

impl StationEquation {
    /// The equation as papers take it.
    #[must_use]
    pub fn form(&self) -> Equation<'_> {
        let sides = match &self.sides {
            EquationSides::Sums(left, right) => Sides::Sums(*left, *right),
            EquationSides::Options { pairs, allowed } => Sides::Options { pairs, allowed: *allowed },
            EquationSides::NotChecked => Sides::NotChecked,
        };
        Equation { station: &self.place, law: self.law, sides, reason: None }
    }
}

impl Counting {
    /// Every equation that is due, station by station and then sum by sum.
    #[must_use]
    pub fn equations(&self) -> Vec<StationEquation> {
        let stations = &self.documents().definition.stations;
        let mut equations: Vec<StationEquation> = stations.iter().flat_map(|station| self.station_equations(station)).collect();
        let sums = self.plans().next().map(|plan| plan.sets.as_slice()).unwrap_or_default();
        equations.extend(sums.iter().flat_map(|set| self.sum_equations(&set.scope)));
        equations.extend(self.opened().filter_map(|(scope, sum)| self.booth_equation(scope, &sum.votes)));
        equations
    }

    fn station_equations(&self, station: &StationPlan) -> Vec<StationEquation> {
        let booths: Vec<&BoothCounts> = self.booth_counts().iter().filter(|b| b.place.station == station.id).collect();
        if booths.is_empty() {
            return Vec::new();
        }
        let place = self.label(&[&station.id]);
        let equation = |law, sides| StationEquation { place: place.clone(), law, sides };
        let sum = |part: fn(&BoothCounts) -> u64| booths.iter().map(|b| part(b)).sum::<u64>();
        let mut equations = Vec::new();
        if !self.has_lost_booth(station) {
            let (by_presence, by_outcome) = self.card_sides(&station.id, sum(|b| b.cast + b.challenged));
            equations.extend([equation(Law::CardsByPresence, by_presence), equation(Law::CardsByOutcome, by_outcome)]);
        }
        if self.slips_are_due(&[&station.id]) {
            let cast = sum(|b| b.cast).saturating_sub(sum(|b| b.faults));
            let sides = self.slips(&station.id).map_or(EquationSides::NotChecked, |s| EquationSides::Sums(s.iter().sum(), cast));
            equations.push(equation(Law::SlipsByCast, sides));
        }
        equations
    }

    fn has_lost_booth(&self, station: &StationPlan) -> bool {
        let devices = &self.documents().devices;
        station.booths.iter().any(|booth| matches!(devices.status(&station.id, &booth.id), BoothStatus::Lost(_)))
    }

    fn card_sides(&self, station: &StationId, used: u64) -> (EquationSides, EquationSides) {
        let listed = self.listed_desks(station).count();
        let here: Vec<_> = self.desks().filter(|d| d.station == *station).collect();
        if listed == 0 || here.len() < listed {
            return (EquationSides::NotChecked, EquationSides::NotChecked);
        }
        let total = |part: fn(&token::CountsData) -> u32| here.iter().map(|d| u64::from(part(d))).sum::<u64>();
        let out = total(token::CountsData::cards_out);
        let handed = total(|d| d.present) + total(|d| d.additional) + total(|d| d.audit_cards) + total(|d| d.replacements);
        (EquationSides::Sums(out, handed), EquationSides::Sums(out, used + total(|d| d.cards_returned)))
    }

    fn slips_are_due(&self, stations: &[&StationId]) -> bool {
        let all = self.documents().definition.rules.box_count.value == BoxCount::All;
        all || self.boxes().iter().any(|b| b.content == BoxKind::Slips && stations.contains(&&b.station))
    }

    /// Slips of a station per option: its one box, or the boxes of all its delivered booths.
    fn slips(&self, station: &StationId) -> Option<Vec<u64>> {
        let wide = |votes: &[u32]| votes.iter().map(|v| u64::from(*v)).collect::<Vec<_>>();
        if let Some(whole) = self.agreed_box(station, None, BoxKind::Slips) {
            return Some(wide(&whole.votes));
        }
        let booths = self.booth_counts().iter().filter(|b| b.place.station == *station);
        let boxes: Vec<Vec<u64>> = booths
            .map(|b| self.agreed_box(station, Some(&b.place.booth), BoxKind::Slips).map(|b| wide(&b.votes)))
            .collect::<Option<_>>()?;
        Some(added(&boxes, self.documents().definition.options()))
    }

    fn sum_equations(&self, scope: &Scope) -> Vec<StationEquation> {
        let inside: Vec<&BoothCounts> =
            self.booth_counts().iter().filter(|b| scope.takes(&b.place.station, &b.place.booth, None)).collect();
        let mut stations: Vec<&StationId> = inside.iter().map(|b| &b.place.station).collect();
        stations.dedup();
        let place = self.label(&stations);
        let equation = |law, sides| StationEquation { place: place.clone(), law, sides };
        let sum = |part: fn(&BoothCounts) -> u64| inside.iter().map(|b| part(b)).sum::<u64>();
        let opened = self.opened().find(|(opened, _)| *opened == scope).map(|(_, sum)| &sum.votes);
        let votes: Option<Vec<u64>> = opened.map(|votes| votes.iter().map(|v| u64::from(*v)).collect());
        let cast = votes.as_ref().map(|votes| EquationSides::Sums(sum(|b| b.cast), votes.iter().sum::<u64>() + sum(|b| b.excluded)));
        let mut equations = vec![equation(Law::CastBySums, cast.unwrap_or(EquationSides::NotChecked))];
        if self.slips_are_due(&stations) {
            let boxes: Option<Vec<Vec<u64>>> = stations.iter().map(|station| self.slips(station)).collect();
            let slips = boxes.map(|boxes| added(&boxes, self.documents().definition.options()));
            let allowed = sum(|b| b.excluded + b.faults);
            let compared = slips.zip(votes).map(|(s, v)| EquationSides::Options { pairs: s.into_iter().zip(v).collect(), allowed });
            equations.push(equation(Law::SlipsByOption, compared.unwrap_or(EquationSides::NotChecked)));
        }
        equations
    }

    /// Slips of one booth, where a tie rule had its sum opened and its box was counted.
    fn booth_equation(&self, scope: &Scope, votes: &[u32]) -> Option<StationEquation> {
        let Scope::Booth { booth, station } = scope else { return None };
        let slips = self.agreed_box(station, Some(booth), BoxKind::Slips)?;
        let counts = self.booth_counts().iter().find(|b| b.place.station == *station && b.place.booth == *booth)?;
        let pairs = slips.votes.iter().zip(votes).map(|(s, v)| (u64::from(*s), u64::from(*v))).collect();
        let place = format!("{}, {} {booth}", self.label(&[station]), self.documents().definition.labels.booth);
        let sides = EquationSides::Options { pairs, allowed: counts.excluded + counts.faults };
        Some(StationEquation { place, law: Law::SlipsByOption, sides })
    }

    fn label(&self, stations: &[&StationId]) -> String {
        let names: Vec<&str> = stations.iter().map(|s| s.as_str()).collect();
        format!("{} {}", self.documents().definition.labels.station, names.join(" + "))
    }
}

fn added(boxes: &[Vec<u64>], options: usize) -> Vec<u64> {
    boxes.iter().fold(vec![0; options], |sum, votes| sum.iter().zip(votes).map(|(a, b)| a + b).collect())
}
