//! The tamper corpus: every way to change an election's record that we know of, each with the check that must fail.
//!
//! A [`Class`] is one kind of tampering; its [`Case`]s follow from a number, so that every run has the same ones. A class is told twice
//! where that makes sense: once plainly, and once by a forger who repairs every hash, count, signature and list that his keys allow.
//! [`run`] puts a case before the auditor, [`table`] writes `docs/CORPUS.md`, [`dump`] writes cases as folders for other verifiers.
//!
//! Records come from the forger of the package `suara-forge`, which keeps no rule of any program.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::missing_panics_doc,
    reason = "only tests use it, and a test that stumbles must stop loudly"
)]

mod across;
mod ballots;
mod bench;
mod booths;
pub mod bytes;
mod cards;
mod ceremony;
mod container;
mod documents;
pub mod dump;
mod evening;
mod evidence;
mod forks;
pub mod honest;
pub mod left_out;
mod old_machine;
mod openings;
pub mod run;
mod signatures;
mod spelling;
mod storage;
pub mod table;
mod takeovers;
mod weak;

use canonical::Hash;
use record::Folder;

/// Instances of a class in one run.
pub const INSTANCES: u64 = 20;

/// Whose keys the forger has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keys {
    /// None: a copy on its way.
    None,
    /// The regency committee's.
    Committee,
    /// A booth's, and the committee's for the lists.
    Booth,
    /// A booth's and a spare's, and the committee's for the lists.
    Spare,
    /// A desk's, and the committee's for the lists.
    Desk,
    /// One guardian's, and the committee's for the lists.
    Guardian,
}

impl Keys {
    /// The word in the table.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Committee => "committee",
            Self::Booth => "booth, committee",
            Self::Spare => "booth, spare, committee",
            Self::Desk => "desk, committee",
            Self::Guardian => "guardian, committee",
        }
    }
}

/// One kind of tampering.
#[derive(Debug, Clone, Copy)]
pub struct Class {
    /// Its name: letter and number as in the list of classes, with `+` for the forger's variant.
    pub id: &'static str,
    /// What was done.
    pub sentence: &'static str,
    /// Who could do it.
    pub keys: Keys,
    /// One instance.
    pub make: fn(u64) -> Case,
}

impl Class {
    const fn new(id: &'static str, sentence: &'static str, keys: Keys, make: fn(u64) -> Case) -> Self {
        Self { id, sentence, keys, make }
    }
}

/// What the auditor must say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expect {
    /// At least one of these checks fails.
    Fails(Vec<&'static str>),
    /// At least one of these is NOT-CHECKED, none fails: what is missing was never there, and nothing is valid.
    NotChecked(Vec<&'static str>),
    /// Nothing is wrong.
    Valid,
}

/// Something that only a real directory can hold.
#[derive(Debug, Clone)]
pub enum OnDisk {
    /// A symbolic link at this path to that target.
    Link(&'static str, &'static str),
    /// A named pipe.
    Pipe(&'static str),
    /// A file under a name of any bytes.
    Named(Vec<u8>),
    /// A file of this size that takes no room.
    Sparse(&'static str, u64),
    /// So many empty files in a folder.
    Many(usize),
    /// Folders in folders.
    Deep(usize),
}

/// One instance: what lies where, how it is verified, what must be said.
#[derive(Debug, Clone)]
pub struct Case {
    /// Folders by name.
    pub records: Vec<(String, Folder)>,
    /// Put into the first of them on disk.
    pub on_disk: Vec<OnDisk>,
    /// Digest or key on paper.
    pub anchor: Option<Hash>,
    /// Whether all villages must be there.
    pub complete: bool,
    /// Whether a rehearsal is asked for.
    pub rehearsal: bool,
    /// Photographed heads and papers by file name.
    pub evidence: Vec<(String, Vec<u8>)>,
    /// Bytes that no report may show as they are.
    pub never: Vec<&'static [u8]>,
    /// Words that the page for a judge may not hold as they are.
    pub never_in_page: Vec<&'static str>,
    /// What the auditor must say.
    pub expect: Expect,
}

/// Every class, in the order of the table.
#[must_use]
pub fn classes() -> Vec<Class> {
    let tables = [
        storage::CLASSES,
        signatures::CLASSES,
        forks::CLASSES,
        evidence::CLASSES,
        ballots::CLASSES,
        cards::CLASSES,
        openings::CLASSES,
        container::CLASSES,
        spelling::CLASSES,
        weak::CLASSES,
        booths::CLASSES,
        documents::CLASSES,
        ceremony::CLASSES,
        evening::CLASSES,
        across::CLASSES,
        takeovers::CLASSES,
        old_machine::CLASSES,
    ];
    tables.into_iter().flatten().copied().collect()
}
