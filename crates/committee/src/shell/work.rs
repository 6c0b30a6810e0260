//! The work folder, and how a village's evening is put together from it.
//!
//! ```text
//! committee-key.age issuer-key.age index.json ANCHOR
//! aids/spec.md aids/verify.mjs            what the index names and every record is shipped with
//! packages/<village>/                      what booths, desks and guardians get
//! villages/<village>/definition.json roots.json roll-tags.txt deck-leaves.txt deck.age enrolment.json documents/
//! villages/<village>/bundles/<station>-<booth>/  refused/<station>-<booth>-<digest>/  desks/ paper/
//! villages/<village>/audit-cards.txt originals.txt decided-by.txt openings/ record/{public,sealed} berita-acara.txt
//! ```
//!
//! Nothing derived is believed: every command imports what is held again, by the same checks as on the first day.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use canonical::SigningKey;
use committee::{Aids, AuditCard, BoothPlace, Counting, Enrolment, PaperRefusal, Tally, Village};
use manifest::{Definition, Index, MAX_DOCUMENT, Text, VillageCode};
use record::{Documents, Folder, layout};

use super::args::Options;
use super::failure::{Bad, Failure};
use super::sealed::{self, Passphrase};
use super::{files, random};

/// The largest list of tags or leaves.
const MAX_LIST: usize = token::MAX_LIST;

/// A work folder that nobody else has open.
pub(crate) struct Work {
    root: PathBuf,
    pub(crate) index: Index,
    _lock: File,
}

impl Work {
    /// Opens a work folder.
    pub(crate) fn open(options: &Options) -> Result<Self, Failure> {
        let root = options.work.clone();
        let path = root.join("index.json");
        if !path.is_file() {
            return Err(Failure::NoWork(root));
        }
        let lock_path = root.join(".lock");
        let lock = File::create(&lock_path).map_err(Failure::medium(&lock_path))?;
        lock.try_lock().map_err(|_| Failure::Busy)?;
        let bytes = files::read(&path, MAX_DOCUMENT).map_err(Failure::own(&path))?;
        let index = Index::parse(&bytes).map_err(Failure::own(&path))?;
        Ok(Self { root, index, _lock: lock })
    }

    pub(crate) fn path(&self, inside: &str) -> PathBuf {
        self.root.join(inside)
    }

    /// A path inside a village's folder.
    pub(crate) fn at(&self, village: &VillageCode, inside: &str) -> PathBuf {
        self.root.join("villages").join(village.as_str()).join(inside)
    }

    pub(crate) fn villages(&self) -> impl Iterator<Item = &VillageCode> {
        self.index.villages.iter().map(|v| &v.code)
    }

    /// One village, or all.
    pub(crate) fn chosen(&self, village: Option<&VillageCode>) -> Result<Vec<VillageCode>, Failure> {
        match village {
            None => Ok(self.villages().cloned().collect()),
            Some(code) if self.villages().any(|v| v == code) => Ok(vec![code.clone()]),
            Some(code) => Err(Failure::NoVillage(code.clone())),
        }
    }

    pub(crate) fn committee_key(&self, passphrase: &Passphrase) -> Result<SigningKey, Failure> {
        sealed::read_key(&self.path("committee-key.age"), passphrase)
    }

    pub(crate) fn definition(&self, village: &VillageCode) -> Result<Definition, Failure> {
        let path = self.at(village, "definition.json");
        Definition::parse(&self.own(&path, MAX_DOCUMENT)?).map_err(Failure::own(&path))
    }

    pub(crate) fn enrolment(&self, village: &VillageCode) -> Result<Enrolment, Failure> {
        let path = self.at(village, "enrolment.json");
        Enrolment::parse(&self.own(&path, MAX_DOCUMENT)?).map_err(Failure::own(&path))
    }

    /// A file of our own.
    pub(crate) fn own(&self, path: &Path, limit: usize) -> Result<Vec<u8>, Failure> {
        files::read(path, limit).map_err(Failure::own(path))
    }

    pub(crate) fn is_signed(&self, village: &VillageCode) -> bool {
        self.at(village, "documents").is_dir()
    }

    /// Whether the opening plan stands, so that nothing may be added.
    pub(crate) fn is_planned(&self, village: &VillageCode) -> bool {
        self.at(village, "record/public").is_dir()
    }

    /// Refuses once the plan stands.
    pub(crate) fn still_open(&self, village: &VillageCode) -> Result<(), Failure> {
        if self.is_planned(village) { Err(Failure::Planned(village.clone())) } else { Ok(()) }
    }

    pub(crate) fn documents(&self, village: &VillageCode) -> Result<Documents, Failure> {
        if !self.is_signed(village) {
            return Err(Failure::Unsigned(village.clone()));
        }
        let path = self.at(village, "documents");
        let folder = Folder::read(&path).map_err(Failure::own(&path))?;
        Documents::read(&folder).map_err(Failure::own(&path))
    }

    /// Writes a village's documents for us and as a package for booths, desks and guardians.
    pub(crate) fn write_documents(&self, village: &VillageCode, documents: &Folder) -> Result<(), Failure> {
        let mut package = documents.clone();
        package.insert(layout::ROLL_TAGS, self.own(&self.at(village, layout::ROLL_TAGS), MAX_LIST)?);
        let places = [(self.path("packages").join(village.as_str()), &package), (self.at(village, "documents"), documents)];
        for (path, folder) in places {
            let parent = path.parent().unwrap_or(Path::new("."));
            fs::create_dir_all(parent).map_err(Failure::medium(parent))?;
            folder.replace(&path).map_err(Failure::own(&path))?;
        }
        Ok(())
    }

    /// The village with everything that is held of it.
    pub(crate) fn village(&self, code: &VillageCode) -> Result<Village, Failure> {
        let list = |name| self.own(&self.at(code, name), MAX_LIST);
        let (tags, leaves) = (list(layout::ROLL_TAGS)?, list(layout::DECK_LEAVES)?);
        let mut village = Village::new(self.documents(code)?, tags, leaves).map_err(Failure::own(&self.at(code, "")))?;
        for path in files::entries(&self.at(code, "bundles"))? {
            let bundle = Folder::read(&path).map_err(Failure::own(&path))?;
            village.import_bundle(&bundle, &*random()?).map_err(Failure::own(&path))?;
        }
        for path in files::entries(&self.at(code, "refused"))? {
            // Only so that the village remembers its forks.
            let bundle = Folder::read(&path).map_err(Failure::own(&path))?;
            let _ = village.import_bundle(&bundle, &*random()?);
        }
        for path in files::entries(&self.at(code, "desks"))? {
            village.add_desk_counts(&self.own(&path, MAX_DOCUMENT)?).map_err(Failure::own(&path))?;
        }
        for path in files::entries(&self.at(code, "paper"))? {
            match village.add_paper_count(&self.own(&path, MAX_DOCUMENT)?) {
                // Counted before an amendment made the box something else: it is counted anew, under the same name.
                Ok(_) | Err(PaperRefusal::Content { .. }) => {}
                Err(refusal) => return Err(Failure::own(&path)(refusal)),
            }
        }
        self.decisions(code, &mut village)?;
        Ok(village)
    }

    /// Audit cards (`<card>` or `<card> <station>/<booth>`) and originals (`<leaf> <station>/<booth>`), one a line.
    fn decisions(&self, code: &VillageCode, village: &mut Village) -> Result<(), Failure> {
        for (name, is_original) in [("audit-cards.txt", false), ("originals.txt", true)] {
            let path = self.at(code, name);
            for line in self.lines(&path)? {
                let bad = || Failure::own(&path)(Bad::Missing);
                let (card, at) = line.split_once(' ').map_or((line.as_str(), None), |(card, at)| (card, Some(at)));
                let at = at.map(|at| booth_place(at).ok_or_else(bad)).transpose()?;
                if is_original {
                    let (leaf, at) = card.parse().ok().zip(at).ok_or_else(bad)?;
                    village.original_found(leaf, at).map_err(Failure::own(&path))?;
                } else {
                    let card = AuditCard::parse(card, at).map_err(Failure::own(&path))?;
                    village.exclude(card).map_err(Failure::own(&path))?;
                }
            }
        }
        Ok(())
    }

    /// The lines of a list of ours; none if it is not there.
    pub(crate) fn lines(&self, path: &Path) -> Result<Vec<String>, Failure> {
        if !path.exists() {
            return Ok(Vec::new());
        }
        let bytes = self.own(path, MAX_DOCUMENT)?;
        Ok(String::from_utf8_lossy(&bytes).lines().map(str::to_owned).collect())
    }

    /// Adds a line to a list of ours, once.
    pub(crate) fn add_line(&self, path: &Path, line: String) -> Result<(), Failure> {
        let mut lines = self.lines(path)?;
        if !lines.contains(&line) {
            lines.push(line);
        }
        let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
        files::write(path, text.as_bytes())
    }

    /// A planned village as far as the openings that are here bring it.
    pub(crate) fn counting(&self, code: &VillageCode, key: &SigningKey) -> Result<Counting, Failure> {
        if !self.is_planned(code) {
            return Err(Failure::NotPlanned(code.clone()));
        }
        let path = self.at(code, "decided-by.txt");
        let decided_by = Text::new(self.lines(&path)?.first().map_or("", String::as_str))?;
        let village = self.village(code)?;
        let place = self.at(code, "record/public");
        let mut counting = Counting::begin(&village, &decided_by, key).map_err(Failure::own(&place))?;
        self.check_first_plan(&counting, &place)?;
        while counting.tally(key).map_err(Failure::own(&place))? != Tally::Final {
            let number = counting.plan().map_or(0, |plan| plan.number);
            for path in files::entries(&self.at(code, "openings"))? {
                let of_plan = |name: &str| name.starts_with(&format!("opening-{number}-"));
                if path.file_name().and_then(|n| n.to_str()).is_some_and(of_plan) {
                    counting.add_opening(&self.own(&path, MAX_DOCUMENT)?).map_err(Failure::own(&path))?;
                }
            }
            if matches!(counting.tally(key).map_err(Failure::own(&place))?, Tally::Waiting { .. }) {
                break;
            }
        }
        Ok(counting)
    }

    fn check_first_plan(&self, counting: &Counting, place: &Path) -> Result<(), Failure> {
        let public = Folder::read(place).map_err(Failure::own(place))?;
        let published = public.get("plan-1.json").map(<[u8]>::to_vec);
        let follows = counting.plans().next().map(record::PlanData::to_bytes);
        if published == follows { Ok(()) } else { Err(Failure::own(place)(Bad::OtherPlan)) }
    }

    /// Writes both records as they stand.
    pub(crate) fn write_records(&self, code: &VillageCode, counting: &mut Counting, key: &SigningKey) -> Result<(), Failure> {
        let place = self.path("aids");
        let aid = |name| self.own(&place.join(name), MAX_LIST);
        counting.ship(Aids::new(aid(layout::SPEC)?, aid(layout::VERIFIER)?)).map_err(Failure::own(&place))?;
        for (name, folder) in [("sealed", counting.sealed_folder(key)?), ("public", counting.public_folder(key)?)] {
            let path = self.at(code, "record").join(name);
            let parent = path.parent().unwrap_or(Path::new("."));
            fs::create_dir_all(parent).map_err(Failure::medium(parent))?;
            folder.replace(&path).map_err(Failure::own(&path))?;
        }
        Ok(())
    }
}

/// `001/2`.
fn booth_place(text: &str) -> Option<BoothPlace> {
    let (station, booth) = text.split_once('/')?;
    Some(BoothPlace { station: station.parse().ok()?, booth: booth.parse().ok()? })
}
