//! Fixing what is counted, and the plans that follow from it.

use std::collections::BTreeMap;

use canonical::{SigningKey, json};
use manifest::{BoothId, StationId, Text};
use record::{Exclusion, ExclusionReason, ExclusionsData, Folder, PlanData, Scope, layout};

use super::{BoothCounts, Census, Counted, Counting, Stage};
use crate::documents::{SignError, note, put_signed};
use crate::village::{Held, written};
use crate::{BoothPlace, BoxState, Village};

/// What is still missing before a village can be counted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotReady {
    /// A booth's bundle is not here.
    #[error("bilik {0}: belum diterima; terima bundelnya, atau tandatangani sebagai tidak dipakai/hilang (bundle missing)")]
    Booth(BoothPlace),
    /// A booth's log is not closed.
    #[error("bilik {0}: catatan belum ditutup; minta ekspor setelah penutupan (the log is not closed)")]
    Open(BoothPlace),
    /// A place whose only record is paper has no agreed count.
    #[error("{}: kertas adalah satu-satunya catatan dan belum dihitung dua orang (count this box twice)", written(.0, .1.as_ref()))]
    Paper(StationId, Option<BoothId>),
    /// A box has one entry, or two that differ.
    #[error("{}: dua hitungan kotak belum sama; hitung ulang (the two entries do not agree)", written(.0, .1.as_ref()))]
    Box(StationId, Option<BoothId>),
    /// Six characters that fit several cards that one booth cast.
    #[error("kartu uji {0}: cocok dengan lebih dari satu kartu di bilik itu; tulis 64 heksadesimalnya (write the audit card's full leaf)")]
    AuditCard(Box<str>),
    /// Ballots are excluded as audit cards where not every desk has signed how many it gave out.
    #[error(
        "TPS {station}: {excluded} kartu uji dikeluarkan, tetapi hanya {found} dari {listed} hitungan meja ada; terima hitungan mejanya (audit cards excluded, desks' counts missing)"
    )]
    DeskCounts {
        /// The station.
        station: StationId,
        /// Ballots excluded as audit cards.
        excluded: u64,
        /// Desks whose counts are here.
        found: usize,
        /// Desks on the device list.
        listed: usize,
    },
    /// More ballots are excluded as audit cards than the station's desks gave out.
    #[error(
        "TPS {station}: {excluded} kartu uji dikeluarkan, padahal mejanya menandatangani {signed}; panggil pemeriksa dan betulkan daftar kartu uji (more audit cards excluded than the desks signed for)"
    )]
    AuditCards {
        /// The station.
        station: StationId,
        /// Ballots excluded as audit cards.
        excluded: u64,
        /// Audit cards by its desks' counts.
        signed: u64,
    },
}

/// Why counting does not begin.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BeginError {
    /// Something is missing; all of it is listed.
    #[error("belum dapat dihitung: {}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    NotReady(Vec<NotReady>),
    /// The committee's key does not sign.
    #[error(transparent)]
    Sign(#[from] SignError),
}

impl Counting {
    /// Fixes a village's evening and makes the first plan. `decided_by` is printed under the exclusions.
    ///
    /// # Errors
    /// Lists everything that is missing. A cancelled contest misses nothing.
    pub fn begin(village: &Village, decided_by: &Text, key: &SigningKey) -> Result<Self, BeginError> {
        let cancelled = village.documents.devices.cancelled().is_some();
        let missing = not_ready(village);
        if !missing.is_empty() && !cancelled {
            return Err(BeginError::NotReady(missing));
        }
        let exclusions = village.exclusions().unwrap_or_default();
        let mut counting = Self::fixed(village, exclusions);
        counting.write_counted(village, decided_by, key)?;
        if !cancelled {
            let stations = counting.documents.definition.stations.iter().map(|s| &s.id);
            let scopes = counting.census.groups(stations, counting.documents.definition.rules.k_min);
            if !scopes.is_empty() {
                counting.add_stage(scopes, key)?;
            }
        }
        Ok(counting)
    }

    fn fixed(village: &Village, exclusions: Vec<Exclusion>) -> Self {
        let mut counting = Self {
            documents: village.documents.clone(),
            public: Folder::default(),
            sealed: Folder::default(),
            ballots: Vec::new(),
            census: Census::default(),
            booths: Vec::new(),
            exclusions,
            boxes: village
                .boxes()
                .into_iter()
                .filter_map(|(_, state)| if let BoxState::Agreed(b) = state { Some(b) } else { None })
                .collect(),
            desks: village.desks.clone(),
            findings: village.findings(),
            stages: Vec::new(),
            result: None,
            aids: None,
        };
        village.delivered().filter(|(_, held)| held.log.closed).for_each(|(place, held)| counting.take_booth(place, held));
        counting
    }

    fn take_booth(&mut self, place: &BoothPlace, held: &Held) {
        let excluded = |card: &canonical::Hash| {
            self.exclusions.iter().any(|e| e.card == *card && e.booth == place.booth && e.station == place.station)
        };
        let mut left_out = 0;
        for (code, data) in held.log.cast() {
            if excluded(&data.card) {
                left_out += 1;
                continue;
            }
            self.census.add(place, data.stratum.as_ref());
            self.ballots.push(Counted {
                code: *code,
                place: place.clone(),
                stratum: data.stratum.clone(),
                ciphertexts: data.ciphertexts.clone(),
            });
        }
        self.booths.push(BoothCounts {
            place: place.clone(),
            cast: held.log.cast().count() as u64,
            challenged: held.log.challenged() as u64,
            faults: held.log.faults.into(),
            excluded: left_out,
        });
    }

    fn write_counted(&mut self, village: &Village, decided_by: &Text, key: &SigningKey) -> Result<(), SignError> {
        let mut shared = self.documents.files().clone();
        shared.insert(layout::ROLL_TAGS, village.roll_tags.clone());
        shared.insert(layout::DECK_LEAVES, village.deck_leaves.clone());
        for ((station, desk), counts) in &village.desks {
            shared.insert(&layout::desk(station, desk), counts.to_bytes());
        }
        for ((station, booth, entry), count) in &village.papers {
            shared.insert(&layout::paper(station, booth.as_ref(), *entry), count.to_bytes());
        }
        let exclusions = ExclusionsData {
            definition: self.documents.definition.digest(),
            format: ExclusionsData::FORMAT.into(),
            list: self.exclusions.clone(),
            signed_by: decided_by.clone(),
        };
        put_signed(&mut shared, layout::EXCLUSIONS, json::to_bytes(&exclusions), &self.documents.definition, key)?;
        (self.public, self.sealed) = (shared.clone(), shared);
        for (place, held) in village.delivered().filter(|(_, held)| held.log.closed) {
            let prefix = layout::booth(&place.station, &place.booth);
            held.log.public(&held.checkpoint).write(&mut self.public, &prefix);
            self.sealed.insert(&format!("{prefix}{}", layout::ENTRIES), held.entries.clone());
            self.sealed.insert(&format!("{prefix}{}", layout::CHECKPOINT), held.checkpoint.clone());
        }
        Ok(())
    }

    /// Makes and signs the next plan.
    pub(super) fn add_stage(&mut self, scopes: Vec<Scope>, key: &SigningKey) -> Result<(), SignError> {
        let (sets, sums) = scopes.into_iter().map(|scope| self.set(scope)).unzip();
        let plan = PlanData {
            definition: self.documents.definition.digest(),
            format: PlanData::FORMAT.into(),
            number: u32::try_from(self.stages.len() + 1).unwrap_or(u32::MAX),
            previous: self.stages.last().map(|stage| stage.plan.digest()),
            record: layout::counted_digest(&self.public),
            sets,
        };
        let note = note(&layout::plan(plan.number), &plan.to_bytes(), &self.documents.definition, key)?;
        self.stages.push(Stage { plan, note, sums, openings: Default::default(), factors: Default::default(), opened: Vec::new() });
        Ok(())
    }
}

fn not_ready(village: &Village) -> Vec<NotReady> {
    let definition = &village.documents.definition;
    let places = definition.booths().map(|(station, booth)| BoothPlace::new(&station.id, &booth.id));
    let expected = places.filter(|place| village.booth_status(place) == manifest::BoothStatus::Expected);
    let booths = expected.filter_map(|place| match village.held.get(&place) {
        None => Some(NotReady::Booth(place)),
        Some(held) if !held.log.closed => Some(NotReady::Open(place)),
        Some(_) => None,
    });
    let paper = village.uncounted_paper().into_iter().map(|(station, booth)| NotReady::Paper(station, booth));
    let boxes = village.boxes().into_iter().filter(|(_, state)| !matches!(state, BoxState::Agreed(_)));
    let boxes = boxes.map(|((station, booth), _)| NotReady::Box(station, booth));
    let cards = match village.exclusions() {
        Ok(list) => not_signed_for(village, &list),
        Err(card) => vec![NotReady::AuditCard(card.written().into())],
    };
    booths.chain(paper).chain(boxes).chain(cards).collect()
}

/// A station's desks sign how many cards auditors took: no more of its ballots may be left out for that.
fn not_signed_for(village: &Village, list: &[Exclusion]) -> Vec<NotReady> {
    let mut stations: BTreeMap<&StationId, u64> = BTreeMap::new();
    for exclusion in list.iter().filter(|e| e.reason == ExclusionReason::AuditCard) {
        *stations.entry(&exclusion.station).or_default() += 1;
    }
    let refused = |(station, excluded): (&StationId, u64)| {
        let station = station.clone();
        let listed = village.documents.devices.desks.iter().filter(|d| d.station == station).count();
        let counts: Vec<_> = village.desks.values().filter(|counts| counts.station == station).collect();
        let (found, signed) = (counts.len(), counts.iter().map(|c| u64::from(c.audit_cards)).sum());
        if found < listed || listed == 0 {
            return Some(NotReady::DeskCounts { station, excluded, found, listed });
        }
        (excluded > signed).then_some(NotReady::AuditCards { station, excluded, signed })
    };
    stations.into_iter().filter_map(refused).collect()
}
