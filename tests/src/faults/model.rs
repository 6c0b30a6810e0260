//! `model`: the order in which a booth writes, syncs and speaks, as a model of which `stateright` visits every state: votes, crashes
//! and power cuts at every step and during every start, a spare that takes over the second medium, and the export.
//!
//! It is the protocol and not the program; `io` and `days` run the program. Two violations are planted first, and must be found:
//! speaking when only the first medium has the line, and a start that does not make durable what it read.

use stateright::{Checker, Model, Property};
use suara_tests::sim::SimResult;

use super::protocol::{Act, CARDS, Entry, Told, World};
use super::verdict::Findings;
use super::{Ask, Figure};

/// How the booth of the model behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// As the rules say.
    Honest,
    /// It says SUDAH TERSIMPAN when the first medium has the line.
    SpeaksEarly,
    /// A start trusts what it read without a sync.
    StartsUnsynced,
}

/// A booth, its spare, and how many crashes there may be.
#[derive(Debug, Clone)]
pub(super) struct Booths {
    pub(super) manner: Manner,
    pub(super) crashes: u8,
    pub(super) tries: u8,
}

const PROMISES: [&str; 4] =
    ["what was told is on both media", "no card is cast twice", "a start is never refused", "the export says what was told"];
const REACHED: &str = "a vote is exported after a takeover and a crash";

impl Model for Booths {
    type State = World;
    type Action = Act;

    fn init_states(&self) -> Vec<World> {
        vec![World::new(self.crashes, self.tries)]
    }

    fn actions(&self, state: &World, actions: &mut Vec<Act>) {
        state.actions(actions);
    }

    fn next_state(&self, last: &World, action: Act) -> Option<World> {
        last.after(action, self.manner)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        let [durable, once, starts, export] = PROMISES;
        vec![
            Property::always(durable, |_, state: &World| (0..CARDS).all(|card| told_is_durable(state, card))),
            Property::always(once, |_, state: &World| state.media().iter().all(|medium| (0..CARDS).all(|card| medium.casts(card) <= 1))),
            Property::always(starts, |_, state: &World| !state.refused),
            Property::always(export, |_, state: &World| state.exported.as_ref().is_none_or(|lines| export_is_true(state, lines))),
            Property::sometimes(REACHED, |_, state: &World| {
                let cast = state.exported.as_ref().is_some_and(|lines| lines.iter().any(|line| matches!(line, Entry::Cast(_))));
                cast && state.taken_over && state.crashes == 0
            }),
        ]
    }
}

fn told_is_durable(state: &World, card: u8) -> bool {
    let stored = |lines: &[Entry]| lines.contains(&Entry::Cast(card));
    match state.told(card) {
        Told::Nothing => true,
        Told::Stored => state.media().iter().all(|medium| stored(medium.durable())),
        Told::NotStored => !state.media().iter().any(|medium| stored(medium.lines())),
    }
}

fn export_is_true(state: &World, lines: &[Entry]) -> bool {
    (0..CARDS).all(|card| lines.contains(&Entry::Cast(card)) == (state.told(card) == Told::Stored))
}

pub(crate) fn run(ask: &Ask) -> SimResult<Figure> {
    for (manner, broken) in [(Manner::SpeaksEarly, PROMISES[0]), (Manner::StartsUnsynced, PROMISES[2])] {
        let checker = Booths { manner, crashes: 3, tries: 1 }.checker().threads(2).spawn_bfs().join();
        let Some(path) = checker.discovery(broken) else {
            return Err(format!("the model cannot be believed: {manner:?} breaks nothing").into());
        };
        println!("planted, {manner:?}: `{broken}` is broken after {} steps", path.into_actions().len());
    }
    let crashes = u8::try_from(ask.count)?;
    let checker = Booths { manner: Manner::Honest, crashes, tries: 2 }.checker().threads(2).spawn_bfs().join();
    let mut found = Findings::default();
    for promise in PROMISES {
        if let Some(path) = checker.discovery(promise) {
            found.other.push(format!("`{promise}` is broken: {:?}", path.into_actions()));
        }
    }
    if checker.discovery(REACHED).is_none() {
        found.other.push(format!("never reached: {REACHED}"));
    }
    let broken = found.other.len();
    let states = checker.unique_state_count();
    if states < 1_000_000 {
        found.other.push(format!("only {states} states"));
    }
    let text =
        format!("{states} states with {crashes} crashes, {} of {} promises broken; both planted violations found", broken, PROMISES.len());
    Ok(Figure::new(states as u64, text, found))
}
