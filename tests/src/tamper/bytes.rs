//! Every byte of a small record, changed one at a time: each is rejected, also when the list is signed again.

use std::sync::atomic::{AtomicUsize, Ordering};

use auditor::{Anchor, Lang, Options, Verdict, verify_folder};
use forge::{Scene, Village};
use rayon::prelude::*;
use record::{Folder, Sums, Tier, layout};

/// How a byte is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// One bit, which follows from the place.
    Bit,
    /// To zero.
    Zero,
    /// To all ones.
    Ones,
    /// To the next number.
    Next,
}

impl Change {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Bit, Self::Zero, Self::Ones, Self::Next];

    const fn of(self, byte: u8, offset: usize) -> u8 {
        match self {
            Self::Bit => byte ^ (1 << (offset % 8)),
            Self::Zero => 0,
            Self::Ones => 0xff,
            Self::Next => byte.wrapping_add(1),
        }
    }
}

/// A byte that could be changed without anybody noticing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unnoticed {
    /// Tier, path and offset.
    pub place: String,
    /// What was done, and what the auditor said.
    pub how: String,
}

/// Which bytes are tried, by path and offset.
pub type Wanted<'a> = dyn Fn(&str, usize) -> bool + Sync + 'a;

/// One booth, three ballots, three guardians.
pub struct Small(Village);

impl Small {
    /// Holds the election.
    #[must_use]
    pub fn hold() -> Self {
        Self(Scene::tiny(1).hold())
    }

    /// One of its records.
    #[must_use]
    pub const fn record(&self, tier: Tier) -> &Folder {
        if matches!(tier, Tier::Sealed) { &self.0.pair.sealed } else { &self.0.pair.public }
    }

    fn options(&self) -> Options {
        Options { anchor: Some(Anchor::new(self.0.pair.anchor)), fresh: [7; 32], lang: Lang::En, ..Options::default() }
    }

    /// What the auditor says of a folder.
    #[must_use]
    pub fn verdict(&self, folder: &Folder) -> Verdict {
        let options = self.options();
        verify_folder(folder, &options).verdict(&options)
    }

    /// Tries a change on every byte that `wanted` names; `repaired` signs the list again. `watch` is told how many are done.
    #[must_use]
    pub fn unnoticed(
        &self,
        tier: Tier,
        change: Change,
        repaired: bool,
        wanted: &Wanted<'_>,
        watch: &(dyn Fn(usize) + Sync),
    ) -> Vec<Unnoticed> {
        let record = self.record(tier);
        let files = record.iter().filter(|(path, _)| !repaired || *path != layout::SUMS);
        let all = files.flat_map(|(path, bytes)| (0..bytes.len()).map(move |offset| (path, offset)));
        let places: Vec<(&str, usize)> = all.filter(|(path, offset)| wanted(path, *offset)).collect();
        let done = AtomicUsize::new(0);
        let one = |(path, offset): (&str, usize)| {
            watch(done.fetch_add(1, Ordering::Relaxed));
            let folder = self.changed(record, tier, (path, offset), change, repaired)?;
            let verdict = self.verdict(&folder);
            let place = format!("{} {path} byte {offset}", tier.word());
            let how = format!("{change:?}{}: {verdict:?}", if repaired { ", list signed again" } else { "" });
            matches!(verdict, Verdict::Valid | Verdict::NotAnchored).then_some(Unnoticed { place, how })
        };
        let mut found: Vec<Unnoticed> = places.into_par_iter().filter_map(one).collect();
        found.sort();
        found
    }

    /// Every byte of every file whose change the list does not show, whoever signed the list: there are none.
    #[must_use]
    pub fn not_listed(&self, tier: Tier) -> Vec<Unnoticed> {
        let record = self.record(tier);
        let files = record.iter().filter(|(path, _)| *path != layout::SUMS);
        let all = files.flat_map(|(path, bytes)| (0..bytes.len()).map(move |offset| (path, offset)));
        let shown = |folder: &Folder| Sums::read(folder).is_ok_and(|sums| !sums.differences(folder).is_empty());
        let missed = all.filter(|place| self.changed(record, tier, *place, Change::Bit, false).is_some_and(|folder| !shown(&folder)));
        missed.map(|(path, offset)| Unnoticed { place: format!("{} {path} byte {offset}", tier.word()), how: "not shown".into() }).collect()
    }

    /// Whether the other tier holds the same file.
    #[must_use]
    pub fn is_shared(&self, path: &str) -> bool {
        self.record(Tier::Sealed).get(path) == self.record(Tier::Public).get(path)
    }

    /// Nothing if the byte is already so.
    fn changed(&self, record: &Folder, tier: Tier, (path, offset): (&str, usize), change: Change, repaired: bool) -> Option<Folder> {
        let mut bytes = record.get(path)?.to_vec();
        let old = bytes[offset];
        bytes[offset] = change.of(old, offset);
        if bytes[offset] == old {
            return None;
        }
        let mut folder = record.clone();
        folder.insert(path, bytes);
        if repaired {
            let pair = &self.0.pair;
            let (name, signer) = (pair.definition.village.code.as_str(), pair.definition.committee_name());
            Sums::write(&mut folder, tier, name, &signer, &pair.committee).unwrap();
        }
        Some(folder)
    }
}
