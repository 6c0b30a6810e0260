//! What a ballot definition holds and the rules it obeys.

use std::collections::BTreeSet;

use canonical::json::JsonError;
use canonical::{Hash, PublicKey};
use serde::{Deserialize, Serialize};

use crate::hour::is_day;
use crate::{
    Candidate, ElectionId, Guardians, Labels, Mode, Region, Rules, Side, StationId, StationKind, StationPlan, Stratum, StratumId, Village,
};

/// The definition as JSON holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DefinitionData {
    /// Candidates in drawn order.
    pub candidates: Vec<Candidate>,
    /// Key of the committee that signs documents.
    pub committee: PublicKey,
    /// Day of the election, `YYYY-MM-DD`.
    pub date: Box<str>,
    /// The simultaneous election.
    pub election: ElectionId,
    /// Always `suara/definition/v1`.
    pub format: Box<str>,
    /// Who holds the village's key.
    pub guardians: Guardians,
    /// Key that signs cards.
    pub issuer: PublicKey,
    /// Words of the regency.
    pub labels: Labels,
    /// Real or rehearsal.
    pub mode: Mode,
    /// The regency.
    pub regency: Region,
    /// Hash of the secret key under which NIKs were tagged.
    pub roll_key: Hash,
    /// The rules.
    pub rules: Rules,
    /// Stations in order.
    pub stations: Vec<StationPlan>,
    /// Strata in order.
    pub strata: Vec<Stratum>,
    /// The village.
    pub village: Village,
    /// Offset from UTC: `+07:00` WIB, `+08:00` WITA or `+09:00` WIT.
    pub zone: Box<str>,
}

/// Why a definition is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DefinitionError {
    /// Not JSON of this shape.
    #[error(transparent)]
    Json(#[from] JsonError),
    /// Another kind or version of document.
    #[error("format is not {}: made by another version, use the matching program", DefinitionData::FORMAT)]
    Format,
    /// Fewer than two or too many candidates.
    #[error("candidates: {0} found, 2 to {max} are allowed", max = DefinitionData::MAX_CANDIDATES)]
    Candidates(usize),
    /// A date or zone is not one.
    #[error("date must be YYYY-MM-DD and zone +07:00, +08:00 or +09:00")]
    Date,
    /// No station, or more than the cap.
    #[error("stations: {0} found, 1 to {max} are allowed", max = DefinitionData::MAX_STATIONS)]
    Stations(usize),
    /// Stations, booths or strata are not strictly ascending.
    #[error("stations, booths and strata must be listed once each in ascending order ({0})")]
    Order(Box<str>),
    /// An electronic station without booths, or a paper station with some.
    #[error("station {0}: an electronic station has 1 to 9 booths, a paper station none")]
    Booths(StationId),
    /// A stratum that is not listed, or strata at booths although no rule uses them, or none although one does.
    #[error("station {0}: its booths' strata do not fit the strata and tie rules of this definition")]
    Strata(StationId),
    /// A candidate's domicile is not a listed stratum.
    #[error("candidate {0}: the domicile is not a stratum of this definition")]
    Domicile(usize),
    /// Threshold, number or sides of the guardians.
    #[error("guardians: {threshold} of {members} with {candidates} on candidates' sides; candidates' sides together could open or block")]
    Guardians {
        /// Needed to open.
        threshold: u32,
        /// How many there are.
        members: usize,
        /// Of these on a candidate's side.
        candidates: usize,
    },
    /// The same key twice.
    #[error("guardians: key {0} stands twice")]
    KeyTwice(Box<PublicKey>),
    /// A number of the rules is out of range.
    #[error("rules: k_min is 2 or more, max_epochs 1 to 64, tie rules at most 7 and each once")]
    Rules,
}

impl DefinitionData {
    /// The format's name.
    pub const FORMAT: &str = "suara/definition/v1";
    /// Candidates, so that with the blank there are at most 16 options.
    pub const MAX_CANDIDATES: usize = 15;
    /// Stations of one village.
    pub const MAX_STATIONS: usize = 200;

    pub(crate) fn check(&self) -> Result<(), DefinitionError> {
        if &*self.format != Self::FORMAT {
            return Err(DefinitionError::Format);
        }
        if !(2..=Self::MAX_CANDIDATES).contains(&self.candidates.len()) {
            return Err(DefinitionError::Candidates(self.candidates.len()));
        }
        if !is_day(&self.date) || !matches!(&*self.zone, "+07:00" | "+08:00" | "+09:00") {
            return Err(DefinitionError::Date);
        }
        self.check_places()?;
        self.check_guardians()?;
        self.check_rules()
    }

    fn check_places(&self) -> Result<(), DefinitionError> {
        if !(1..=Self::MAX_STATIONS).contains(&self.stations.len()) {
            return Err(DefinitionError::Stations(self.stations.len()));
        }
        ascending(self.strata.iter().map(|s| s.id.as_str()))?;
        ascending(self.stations.iter().map(|s| s.id.as_str()))?;
        self.stations.iter().try_for_each(|station| self.check_station(station))?;
        let unlisted = |c: &Candidate| c.domicile.as_ref().is_some_and(|id| !self.has_stratum(id));
        self.candidates.iter().position(unlisted).map_or(Ok(()), |i| Err(DefinitionError::Domicile(i + 1)))
    }

    fn check_station(&self, station: &StationPlan) -> Result<(), DefinitionError> {
        let electronic = station.kind == StationKind::Electronic;
        if electronic == station.booths.is_empty() || station.booths.len() > 9 {
            return Err(DefinitionError::Booths(station.id.clone()));
        }
        ascending(station.booths.iter().map(|b| b.id.as_str()))?;
        for booth in &station.booths {
            ascending(booth.strata.iter().map(StratumId::as_str))?;
            let fits = booth.strata.is_empty() != self.rules.use_strata() && booth.strata.iter().all(|s| self.has_stratum(s));
            if !fits {
                return Err(DefinitionError::Strata(station.id.clone()));
            }
        }
        Ok(())
    }

    fn has_stratum(&self, id: &StratumId) -> bool {
        self.strata.iter().any(|s| &s.id == id)
    }

    fn check_guardians(&self) -> Result<(), DefinitionError> {
        let Guardians { members, threshold } = &self.guardians;
        let candidates = members.iter().filter(|g| g.side != Side::Neutral).count();
        let needed = usize::try_from(*threshold).unwrap_or(usize::MAX);
        let sides_known = members.iter().all(|g| match &g.side {
            Side::Neutral => true,
            Side::Candidate { number } => (1..=self.candidates.len()).contains(&(*number as usize)),
        });
        let fits = (2..=20).contains(&members.len()) && (2..=members.len()).contains(&needed);
        if !fits || !sides_known || candidates >= needed || members.len() - candidates < needed {
            return Err(DefinitionError::Guardians { threshold: *threshold, members: members.len(), candidates });
        }
        let mut seen = BTreeSet::new();
        members.iter().find(|g| !seen.insert(g.key)).map_or(Ok(()), |g| Err(DefinitionError::KeyTwice(Box::new(g.key))))
    }

    fn check_rules(&self) -> Result<(), DefinitionError> {
        let rules: BTreeSet<_> = self.rules.tie_rules.iter().collect();
        let fits = self.rules.k_min >= 2 && (1..=64).contains(&self.rules.max_epochs) && rules.len() == self.rules.tie_rules.len();
        if fits { Ok(()) } else { Err(DefinitionError::Rules) }
    }
}

fn ascending<'a>(names: impl Iterator<Item = &'a str>) -> Result<(), DefinitionError> {
    let names: Vec<&str> = names.collect();
    match names.windows(2).find(|pair| pair.first() >= pair.last()) {
        Some(pair) => Err(DefinitionError::Order(pair.join(", ").into())),
        None => Ok(()),
    }
}
