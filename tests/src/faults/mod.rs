//! What is broken on purpose, and what must hold all the same. Each module but the tools is one row of `docs/RELIABILITY.md`.
//!
//! Tools: [`world`] (documents, keys, cards), [`trouble`] and [`switched`] (a disk and a printer that fail at a planned call), [`hall`], [`voters`]
//! and [`officer`] (a day with people who remember what they were told), [`verdict`] (their memory against the journals).

mod by_hand;
mod canary;
pub(crate) mod clerk;
mod core_dump;
pub(crate) mod days;
pub(crate) mod desk_day;
pub(crate) mod hall;
pub(crate) mod image;
pub(crate) mod index;
pub(crate) mod io;
pub(crate) mod kill9;
pub(crate) mod linking;
pub(crate) mod load;
pub(crate) mod machine;
pub(crate) mod media;
pub(crate) mod model;
pub(crate) mod officer;
pub(crate) mod planted;
pub(crate) mod powercut;
mod protocol;
pub(crate) mod results;
mod secrets;
pub(crate) mod site;
pub(crate) mod spend;
pub(crate) mod stick;
mod switched;
mod syscalls;
pub(crate) mod threads;
pub(crate) mod trouble;
pub(crate) mod verdict;
pub(crate) mod voters;
pub(crate) mod world;
pub(crate) mod writer;

use suara_tests::sim::SimResult;

use verdict::Findings;

/// What a run is asked for.
#[derive(Debug, Clone)]
pub(crate) struct Ask {
    /// How many; the row says of what.
    pub(crate) count: u64,
    /// Everything random follows from it.
    pub(crate) seed: u64,
    /// Where a row needs what this machine does not let it have: say `not run` and end well.
    pub(crate) skip_if_impossible: bool,
}

/// What a run gave.
#[derive(Debug)]
pub(crate) struct Figure {
    /// How many.
    pub(crate) count: u64,
    /// The last line, without the row's name.
    pub(crate) text: String,
    /// What was found; all of it must be nothing.
    pub(crate) found: Findings,
    /// Whether it was run at all.
    pub(crate) ran: bool,
}

impl Figure {
    pub(crate) const fn new(count: u64, text: String, found: Findings) -> Self {
        Self { count, text, found, ran: true }
    }

    /// Why it could not be run.
    pub(crate) fn not_run(why: String) -> Self {
        Self { count: 0, text: format!("not run: {why}"), found: Findings::default(), ran: false }
    }
}

/// One row.
pub(crate) struct Row {
    /// What is typed.
    pub(crate) name: &'static str,
    /// What must hold.
    pub(crate) sentence: &'static str,
    /// How many in CI, and how many in a long run.
    pub(crate) counts: (u64, u64),
    /// Runs it.
    pub(crate) run: fn(&Ask) -> SimResult<Figure>,
}

/// All rows, in the order of the page.
pub(crate) const ROWS: &[Row] = &[
    Row {
        name: "io",
        sentence: "Whatever call to media or printer fails, in whatever way, of a booth's and of a desk's day: nothing acknowledged is lost, nothing counts twice, every card is unused, void or cast once, and no paper says more than what is stored.",
        counts: (1, 1),
        run: io::run,
    },
    Row {
        name: "days",
        sentence: "The same for made-up days with several faults, restarts, wrong clocks and power cuts, all from one seed.",
        counts: (5_000, 1_000_000),
        run: days::run,
    },
    Row {
        name: "media",
        sentence: "Of all pairs of journals only those that a power cut explains are opened; all others are refused and stay as they were, byte by byte. Whatever became of the index, every card gets the same answer.",
        counts: (1, 1),
        run: media::run,
    },
    Row {
        name: "kill9",
        sentence: "`suara-terminal` and `suara-pollbook`, killed at any moment, their start included, or out of memory, lose nothing that they had printed.",
        counts: (500, 10_000),
        run: kill9::run,
    },
    Row {
        name: "powercut",
        sentence: "What `suara-terminal` had printed is on both media of what a power cut leaves of the file system, and the next start goes on with it.",
        counts: (100, 3_000),
        run: powercut::run,
    },
    Row {
        name: "load",
        sentence: "An answer is durable within twice the time of two bare writes and acknowledged in 20 ms (p99); 500 ms on media of 50 ms a sync; a day of 2,000 votes starts in 1 s; 64 MiB.",
        counts: (5_000, 100_000),
        run: load::run,
    },
    Row {
        name: "threads",
        sentence: "However many threads bring the same cards to a booth, each card is spent once.",
        counts: (1, 100),
        run: threads::run,
    },
    Row {
        name: "stick",
        sentence: "A stick that is pulled while the bundle goes to it holds a whole one under its name or none, and the committee takes nothing else from it; the next export goes well.",
        counts: (1, 4_096),
        run: stick::run,
    },
    Row {
        name: "spend",
        sentence: "Whatever the schedule of three threads with the same four cards, each card is spent once.",
        counts: (20_000, 1_000_000),
        run: spend::run,
    },
    Row {
        name: "linking",
        sentence: "Public files, strips and slips do not tell whoever saw the queue which ballot is whose.",
        counts: (1, 100),
        run: linking::run,
    },
    Row {
        name: "model",
        sentence: "In every order of votes, crashes, power cuts, starts, a takeover and an export that the model has, the first three promises hold.",
        counts: (2, 3),
        run: model::run,
    },
    Row {
        name: "canary",
        sentence: "No passphrase, secret, NIK, vote, key, seed or share is in any file, log or output of a day by hand but where people gave it or a passphrase seals it; no program that is ended by a signal leaves a core.",
        counts: (1, 1),
        run: canary::run,
    },
    Row { name: "syscalls", sentence: "None of the five programs touches a network in a day by hand.", counts: (1, 1), run: syscalls::run },
    Row {
        name: "planted",
        sentence: "Every bug of `tests/planted`, put into a copy of the workspace, turns the test red that it names.",
        counts: (1_000, 1_000),
        run: planted::run,
    },
];
