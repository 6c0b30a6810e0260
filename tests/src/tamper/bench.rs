//! The bench on which a record is taken apart and put together again.

use std::sync::OnceLock;

use canonical::{SigningKey, json};
use forge::{Dice, Scene, Village, note};
use record::{Folder, Sums, Tier, layout};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Case, Expect, INSTANCES};

/// The election of a number, held once.
pub(super) fn held(number: u64) -> &'static Village {
    static HELD: [OnceLock<Village>; 20] = [const { OnceLock::new() }; 20];
    let place = number % INSTANCES;
    HELD[usize::try_from(place).unwrap()].get_or_init(|| Scene::full(place).hold())
}

/// One record of one village: of even numbers the sealed one, of odd numbers the public one.
pub(super) struct Bench<'a> {
    pub(super) village: &'a Village,
    pub(super) tier: Tier,
    pub(super) folder: Folder,
    pub(super) dice: Dice,
}

impl Bench<'static> {
    pub(super) fn of(number: u64) -> Self {
        Bench::on(held(number), number)
    }

    pub(super) fn sealed(number: u64) -> Self {
        Bench::at(held(number), Tier::Sealed, number)
    }

    pub(super) fn public(number: u64) -> Self {
        Bench::at(held(number), Tier::Public, number)
    }
}

impl<'a> Bench<'a> {
    pub(super) fn on(village: &'a Village, number: u64) -> Self {
        Self::at(village, if number.is_multiple_of(2) { Tier::Sealed } else { Tier::Public }, number)
    }

    pub(super) fn at(village: &'a Village, tier: Tier, number: u64) -> Self {
        let folder = if tier == Tier::Sealed { village.pair.sealed.clone() } else { village.pair.public.clone() };
        Self { village, tier, folder, dice: Dice::new(number, "bench") }
    }

    pub(super) fn is_sealed(&self) -> bool {
        self.tier == Tier::Sealed
    }

    pub(super) fn get(&self, path: &str) -> Vec<u8> {
        self.folder.get(path).unwrap_or_else(|| panic!("{path} is not there")).to_vec()
    }

    /// The file of one booth that holds its ballots: the log, or the cast ballots.
    pub(super) fn ballots_file(&mut self) -> String {
        let booth = ["001-1", "001-2", "002-1"][self.dice.below(3)];
        format!("booths/{booth}/{}", if self.is_sealed() { layout::ENTRIES } else { layout::CAST })
    }

    pub(super) fn change(mut self, path: &str, change: impl FnOnce(Vec<u8>) -> Vec<u8>) -> Self {
        let bytes = change(self.get(path));
        self.folder.insert(path, bytes);
        self
    }

    /// Changes the lines of a file; every line keeps its line feed.
    pub(super) fn lines(self, path: &str, change: impl FnOnce(&mut Vec<Vec<u8>>)) -> Self {
        self.change(path, |bytes| {
            let mut lines: Vec<Vec<u8>> = bytes.split_inclusive(|b| *b == b'\n').map(<[u8]>::to_vec).collect();
            change(&mut lines);
            lines.concat()
        })
    }

    /// Changes a document and writes it in its one spelling.
    pub(super) fn edit<T: Serialize + DeserializeOwned>(self, path: &str, change: impl FnOnce(&mut T)) -> Self {
        self.change(path, |bytes| {
            let mut value: T = json::from_bytes(&bytes, 1 << 24).unwrap();
            change(&mut value);
            json::to_bytes(&value)
        })
    }

    /// Signs a document with the committee's key.
    pub(super) fn note(self, name: &str) -> Self {
        let committee = SigningKey::from_seed(self.village.pair.committee.seed());
        self.note_with(name, &committee)
    }

    pub(super) fn note_with(mut self, name: &str, key: &SigningKey) -> Self {
        let bytes = self.get(&layout::json(name));
        note(&mut self.folder, &self.village.pair.definition, name, bytes, key);
        self
    }

    /// Signs the list of files with the committee's key.
    pub(super) fn list(mut self) -> Self {
        let pair = &self.village.pair;
        let (name, signer) = (pair.definition.village.code.as_str(), pair.definition.committee_name());
        Sums::write(&mut self.folder, self.tier, name, &signer, &pair.committee).unwrap();
        self
    }

    pub(super) fn case(self, expect: Expect) -> Case {
        let anchor = Some(self.village.pair.anchor);
        let records = vec![(self.tier.word().to_owned(), self.folder)];
        Case {
            records,
            on_disk: Vec::new(),
            anchor,
            complete: false,
            rehearsal: false,
            evidence: Vec::new(),
            never: Vec::new(),
            never_in_page: Vec::new(),
            expect,
        }
    }

    pub(super) fn fails(self, ids: &[&'static str]) -> Case {
        self.case(Expect::Fails(ids.to_vec()))
    }
}

/// Another election than the one of this number, held by changing its scene.
pub(super) fn other(number: u64, change: impl FnOnce(Scene) -> Scene) -> Village {
    change(Scene::full(number % INSTANCES)).hold()
}

/// One tier of such an election.
pub(super) fn other_fails(number: u64, change: impl FnOnce(Scene) -> Scene, ids: &[&'static str]) -> Case {
    Bench::on(&other(number, change), number).fails(ids)
}
