//! The ceremony's files, and one guardian's state before each step.

use std::sync::OnceLock;

use guardian::Member;
use guardian::ceremony::{Outgoing, assemble};
use manifest::Definition;
use record::Folder;

use super::honest::world;
use crate::sim::names::text;
use crate::sim::world::GUARDIANS;
use crate::sim::{Failure, SimResult};

/// A whole ceremony of the honest village's guardians.
#[derive(Debug)]
pub(super) struct Rounds {
    /// The only definition.
    pub(super) definitions: Vec<Definition>,
    /// Every file of every guardian.
    pub(super) files: Folder,
    /// The first guardian's state before `reveal`, `share` and `confirm`, and after all.
    pub(super) states: Vec<Vec<u8>>,
    /// What the steps `reveal`, `share` and `confirm` gave, and `ceremony.json`.
    pub(super) made: Vec<Vec<u8>>,
}

/// The ceremony; the first call holds it.
#[expect(clippy::expect_used, reason = "an honest ceremony makes a key")]
pub(super) fn rounds() -> &'static Rounds {
    static ROUNDS: OnceLock<Rounds> = OnceLock::new();
    ROUNDS.get_or_init(|| hold().expect("an honest ceremony"))
}

fn hold() -> SimResult<Rounds> {
    let (keys, spec) = (world().keys, &world().prepared.spec);
    let definitions = vec![world().definition().clone()];
    let mut members: Vec<Member> =
        (1..=GUARDIANS.0).map(|n| Member::new(&keys.guardian(spec, n), text(&format!("Pemegang {n}")))).collect();
    let mut rounds = Rounds { definitions, files: Folder::default(), states: Vec::new(), made: Vec::new() };
    for step in 0..4 {
        if step > 0 {
            rounds.states.push(members.first().ok_or(Failure("no guardian"))?.to_state().to_vec());
        }
        for (place, member) in members.iter_mut().enumerate() {
            let file = take(step, member, &rounds)?;
            if place == 0 && step > 0 {
                rounds.made.push(file.bytes.clone());
            }
            rounds.files.insert(&file.name, file.bytes);
        }
    }
    rounds.states.push(members.first().ok_or(Failure("no guardian"))?.to_state().to_vec());
    let assembled = assemble(&rounds.definitions, 1, &rounds.files)?;
    rounds.made.push(assembled.first().ok_or(Failure("no key"))?.ceremony.clone());
    Ok(rounds)
}

fn take(step: usize, member: &mut Member, rounds: &Rounds) -> SimResult<Outgoing> {
    let drawn = *canonical::sha256(&member.public().to_bytes()).as_bytes();
    Ok(match step {
        0 => member.commit(&rounds.definitions, 1, &drawn)?,
        1 => member.reveal(&rounds.definitions, &rounds.files)?,
        2 => member.share(&rounds.definitions, &rounds.files)?,
        _ => member.confirm(&rounds.definitions, &rounds.files)?,
    })
}

/// Takes one step of the first guardian, or puts the key together, with these files; what it gives.
pub(super) fn step(number: usize, files: &Folder) -> Option<Vec<u8>> {
    let rounds = rounds();
    if number == 3 {
        return Some(assemble(&rounds.definitions, 1, files).ok()?.first()?.ceremony.clone());
    }
    let mut member = Member::from_state(rounds.states.get(number)?).ok()?;
    let made = match number {
        0 => member.reveal(&rounds.definitions, files),
        1 => member.share(&rounds.definitions, files),
        _ => member.confirm(&rounds.definitions, files),
    };
    made.ok().map(|file| file.bytes)
}
