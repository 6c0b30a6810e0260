//! The evening: desks, boxes, exclusions, plans, openings, result, and the two tiers. Sums and votes come from what the forger
//! knows was pressed, not from any rule of the auditor.

use ballot::{Code, SealedData};
use canonical::{Hash, SigningKey};
use chain::{KeyName, document};
use manifest::{BoxCount, Definition};
use record::{BoxKind, ElectionOutcome, Exclusion, ExclusionReason, Folder, Scope, Sums, TieStep, Tier, layout};

use crate::papers::bundle;
use crate::{Log, Setup, station_id};

/// Puts a document and the committee's note beside it.
pub fn note(folder: &mut Folder, definition: &Definition, name: &str, bytes: Vec<u8>, committee: &SigningKey) {
    let signer = KeyName::new(&definition.committee_name()).unwrap();
    let note = document::sign(&layout::json(name), &bytes, &signer, committee).unwrap();
    folder.insert(&layout::json(name), bytes);
    folder.insert(&layout::note(name), note.into_bytes());
}

/// Both tiers of one village, and the key that signs their lists.
pub struct Pair {
    /// The sealed record.
    pub sealed: Folder,
    /// The public record.
    pub public: Folder,
    /// Every booth's export.
    pub bundles: Vec<Folder>,
    /// The index's digest.
    pub anchor: Hash,
    /// The committee's key.
    pub committee: SigningKey,
    /// The definition.
    pub definition: Definition,
}

impl Clone for Pair {
    fn clone(&self) -> Self {
        let committee = SigningKey::from_seed(self.committee.seed());
        let (sealed, public, bundles) = (self.sealed.clone(), self.public.clone(), self.bundles.clone());
        Self { sealed, public, bundles, anchor: self.anchor, committee, definition: self.definition.clone() }
    }
}

impl Pair {
    /// What a committee that cheats would do last.
    pub fn sign_lists(&mut self) {
        let (name, signer) = (self.definition.village.code.to_string(), self.definition.committee_name());
        Sums::write(&mut self.sealed, Tier::Sealed, &name, &signer, &self.committee).unwrap();
        Sums::write(&mut self.public, Tier::Public, &name, &signer, &self.committee).unwrap();
    }
}

/// A ballot that the forger knows everything about.
pub struct Known {
    /// Its station.
    pub station: &'static str,
    /// Its booth.
    pub booth: &'static str,
    /// Its code.
    pub code: Code,
    /// As the log holds it.
    pub data: SealedData,
    /// What was pressed.
    pub choice: usize,
    /// Whether it does not count.
    pub excluded: bool,
}

/// Everything that a test may vary in the evening.
pub struct Evening<'a> {
    /// Every delivered log.
    pub logs: Vec<Log<'a>>,
    /// Every cast ballot.
    pub ballots: Vec<Known>,
    /// The signed list.
    pub exclusions: Vec<Exclusion>,
    /// What each plan opens.
    pub plans: Vec<Vec<Scope>>,
    /// Who won.
    pub outcome: ElectionOutcome,
    /// How a tie was resolved.
    pub steps: Vec<TieStep>,
    /// Station, booth, content and votes of every counted box.
    pub boxes: Vec<(&'static str, Option<&'static str>, BoxKind, Vec<u32>)>,
    /// Which guardians open.
    pub guardians: Vec<u32>,
    /// Audit cards that each station's desk signs for, if others than were excluded.
    pub audit_cards: Option<u32>,
    /// Votes that prevail, if others than electronic plus paper.
    pub votes: Option<Vec<u32>>,
    /// The record that plans name, if another than this one.
    pub record: Option<Hash>,
}

impl<'a> Evening<'a> {
    /// Runs the day; one card of the last booth is an auditor's.
    #[must_use]
    pub fn of(setup: &'a Setup) -> Self {
        let mut logs: Vec<Log<'a>> = Vec::new();
        for (place, (station, booth, script)) in (0..).zip(&setup.spec.booths) {
            let Some(script) = script else { continue };
            let peers = logs.iter().map(|log| String::from_utf8(log.head()).unwrap()).collect();
            let mut log = Log::new(setup, station, booth, place, peers);
            script(&mut log);
            logs.push(log);
        }
        Self::after(logs)
    }

    /// The evening of logs that were already written.
    #[must_use]
    pub fn after(logs: Vec<Log<'a>>) -> Self {
        let mut ballots: Vec<Known> = Vec::new();
        for log in &logs {
            for (code, choice) in &log.truth {
                let data = log.public.cast.iter().find(|(c, _)| c == code).unwrap().1.clone();
                ballots.push(Known { station: log.station, booth: log.booth, code: *code, data, choice: *choice, excluded: false });
            }
        }
        let mut evening = Self {
            logs,
            ballots,
            exclusions: Vec::new(),
            plans: Vec::new(),
            outcome: ElectionOutcome::Winner { candidate: 1, rule: None },
            steps: Vec::new(),
            boxes: Vec::new(),
            guardians: vec![1, 3],
            audit_cards: None,
            votes: None,
            record: None,
        };
        let last = evening.ballots.len().saturating_sub(1);
        evening.exclude(last, ExclusionReason::AuditCard);
        let one = |id: &str| Scope::Stations { stations: vec![station_id(id)] };
        evening.plans.push(vec![one("001"), one("002")]);
        evening
    }

    /// Leaves a ballot out.
    pub fn exclude(&mut self, place: usize, reason: ExclusionReason) {
        let Some(ballot) = self.ballots.get_mut(place) else { return };
        ballot.excluded = true;
        let (station, booth) = (station_id(ballot.station), ballot.booth.parse().unwrap());
        self.exclusions.push(Exclusion { booth, card: ballot.data.card, reason, station });
        self.exclusions.sort_by_key(|e| (e.station.clone(), e.booth.clone(), e.card));
    }

    /// Leaves nothing out.
    pub fn forgive(&mut self) {
        self.exclusions.clear();
        self.ballots.iter_mut().for_each(|b| b.excluded = false);
    }

    /// Counted ballots of a scope.
    pub fn inside<'b>(&'b self, scope: &'b Scope) -> impl Iterator<Item = &'b Known> {
        let takes = |b: &&Known| scope.takes(&station_id(b.station), &b.booth.parse().unwrap(), b.data.stratum.as_ref());
        self.ballots.iter().filter(|b| !b.excluded).filter(takes)
    }

    /// Their votes.
    #[must_use]
    pub fn votes_in(&self, scope: &Scope, options: usize) -> Vec<u32> {
        let mut votes = vec![0; options];
        self.inside(scope).for_each(|b| votes[b.choice] += 1);
        votes
    }

    /// Slips of every delivered station, as the honest boxes hold them.
    pub fn count_slips(&mut self, setup: &Setup) {
        let stations: std::collections::BTreeSet<&'static str> = self.logs.iter().map(|log| log.station).collect();
        for station in stations {
            let here: Vec<&Log<'_>> = self.logs.iter().filter(|log| log.station == station).collect();
            let mut votes = vec![0_u32; setup.definition.options()];
            here.iter().flat_map(|log| &log.truth).for_each(|(_, choice)| votes[*choice] += 1);
            here.iter().flat_map(|log| &log.barless).for_each(|choice| votes[*choice] -= 1);
            self.boxes.push((station, None, BoxKind::Slips, votes));
        }
    }

    /// Writes both records and signs them.
    #[must_use]
    pub fn finish(mut self, setup: &Setup) -> Pair {
        if setup.spec.box_count == BoxCount::All {
            self.count_slips(setup);
        }
        self.written(setup)
    }

    /// The same with the boxes as they stand.
    #[must_use]
    pub fn written(mut self, setup: &Setup) -> Pair {
        let mut shared = setup.base.clone();
        self.desks(setup, &mut shared);
        self.paper(setup, &mut shared);
        self.exclusions_file(setup, &mut shared);
        let (mut public, mut sealed) = (shared.clone(), shared);
        let mut bundles = Vec::new();
        for log in &mut self.logs {
            let prefix = format!("booths/{}-{}/", log.station, log.booth);
            log.public.checkpoint = log.head();
            log.public.write(&mut public, &prefix);
            sealed.insert(&format!("{prefix}entries.jsonl"), log.bytes());
            sealed.insert(&format!("{prefix}checkpoint"), log.head());
            bundles.push(bundle(setup, log));
        }
        let after = self.count(setup, self.record.unwrap_or_else(|| layout::counted_digest(&public)));
        for (path, bytes) in after.iter() {
            public.insert(path, bytes.to_vec());
            sealed.insert(path, bytes.to_vec());
        }
        let committee = SigningKey::from_seed(setup.committee.seed());
        let mut pair = Pair { sealed, public, bundles, anchor: setup.anchor, committee, definition: setup.definition.clone() };
        pair.sign_lists();
        pair
    }
}
