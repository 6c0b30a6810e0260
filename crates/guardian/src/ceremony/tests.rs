//! The ceremony when everybody keeps to it; what is refused is in `refusals`, what stays secret in `secrets`.

mod refusals;
mod secrets;

use canonical::json;
use elgamal::CiphertextSum;
use elgamal::opening::{SumTable, combine};
use manifest::Definition;
use record::{ConfirmationsData, Folder, VillageKey, confirmations, verify_confirmations};

use super::message::{Entry, RoundFile};
use super::*;
use crate::Member;
use crate::fixture::{THRESHOLD, definitions, members};

/// Five guardians, two villages, and every file handed out so far.
struct Table {
    definitions: Vec<Definition>,
    members: Vec<Member>,
    files: Folder,
}

impl Table {
    fn new() -> Self {
        let members = members();
        Self { definitions: definitions(&members), members, files: Folder::default() }
    }

    /// Everybody takes the rounds up to and with this one.
    fn after(round: Round) -> Self {
        let mut table = Self::new();
        for number in 1..=round.number() {
            (0..5).for_each(|place| table.step(number, place).unwrap());
        }
        table
    }

    fn step(&mut self, round: u32, place: usize) -> Result<(), CeremonyError> {
        let (member, definitions) = (&mut self.members[place], &self.definitions);
        let drawn = [100 + u8::try_from(place).unwrap(); 32];
        let file = match round {
            1 => member.commit(definitions, 1, &drawn)?,
            2 => member.reveal(definitions, &self.files)?,
            3 => member.share(definitions, &self.files)?,
            _ => member.confirm(definitions, &self.files)?,
        };
        self.files.insert(&file.name, file.bytes);
        Ok(())
    }

    fn name(&self, round: Round, place: usize) -> String {
        round.file(&self.members[place].public())
    }

    /// Changes every entry of one guardian's file of a round.
    fn change<E: Entry>(&mut self, place: usize, change: impl FnMut(&mut E)) {
        let name = self.name(E::ROUND, place);
        let mut file = RoundFile::<E>::parse(self.files.get(&name).unwrap()).unwrap().unwrap();
        file.villages.iter_mut().for_each(change);
        self.files.insert(&name, file.outgoing().bytes);
    }

    fn assemble(&self) -> Result<Vec<Assembled>, CeremonyError> {
        assemble(&self.definitions, 1, &self.files)
    }

    fn key(&self) -> VillageKey {
        VillageKey::parse(&self.assemble().unwrap()[0].ceremony, &self.definitions[0]).unwrap()
    }
}

#[test]
fn five_guardians_make_a_key_for_each_of_two_villages() {
    let table = Table::after(Round::Confirm);
    let made = table.assemble().unwrap();
    assert_eq!(made.len(), 2);
    let keys: Vec<VillageKey> = table
        .definitions
        .iter()
        .zip(&made)
        .map(|(definition, one)| {
            assert_eq!(one.village, definition.village.code);
            let key = VillageKey::parse(&one.ceremony, definition).unwrap();
            verify_confirmations(&one.confirmations, definition, &key).unwrap();
            key
        })
        .collect();
    assert_ne!(keys[0].joint(), keys[1].joint());
}

#[test]
fn one_call_runs_the_same_ceremony() {
    let (mut one, mut other) = (Table::new(), Table::new());
    let made = run_ceremony(&one.definitions, &mut one.members, &[7; 32]).unwrap();
    assert_eq!(run_ceremony(&other.definitions, &mut other.members, &[7; 32]).unwrap(), made);
    other = Table::new();
    assert_ne!(run_ceremony(&other.definitions, &mut other.members, &[8; 32]).unwrap(), made);
}

#[test]
fn a_step_taken_again_gives_the_same_file() {
    let mut table = Table::new();
    for round in 1..=4 {
        (0..5).for_each(|place| table.step(round, place).unwrap());
        let before = table.files.clone();
        (0..5).for_each(|place| table.step(round, place).unwrap());
        assert_eq!(table.files, before, "round {round}");
    }
}

#[test]
fn a_guardian_may_restart_between_any_two_rounds() {
    let mut table = Table::new();
    for round in 1..=4 {
        (0..5).for_each(|place| table.step(round, place).unwrap());
        for member in &mut table.members {
            let state = member.to_state();
            *member = Member::from_state(&state).unwrap();
            assert_eq!(member.to_state(), state);
        }
    }
    assert_eq!(table.assemble(), Table::after(Round::Confirm).assemble());
}

#[test]
fn files_may_lie_in_the_folders_of_their_guardians() {
    let mut table = Table::after(Round::Shares);
    let mut nested = Folder::default();
    for (place, (name, bytes)) in table.files.iter().enumerate() {
        nested.insert(&format!("penjaga-{}/{name}", place % 5), bytes.to_vec());
    }
    table.files = nested;
    table.step(4, 0).unwrap();
}

#[test]
fn a_guardian_of_one_village_only_takes_part_in_that_one() {
    let mut table = Table::new();
    let others: Vec<_> = (31..36).map(|seed| Member::new(&[seed; 32], crate::fixture::text("Lain"))).collect();
    table.definitions[1] = definitions(&others)[1].clone();
    (1..=4).for_each(|round| (0..5).for_each(|place| table.step(round, place).unwrap()));
    let (first, second) = table.definitions.split_at(1);
    assert_eq!(assemble(first, 1, &table.files).unwrap().len(), 1);
    assert!(matches!(assemble(second, 1, &table.files), Err(CeremonyError::Missing { .. })));
    let stranger = Member::new(&[99; 32], crate::fixture::text("Orang lain")).commit(&table.definitions, 1, &[0; 32]);
    assert_eq!(stranger, Err(CeremonyError::NoSeat));
}

#[test]
fn a_failed_attempt_is_followed_by_one_with_other_secrets() {
    let mut table = Table::after(Round::Shares);
    let first = table.files.clone();
    for place in 0..5 {
        let file = table.members[place].commit(&table.definitions, 2, &[100 + u8::try_from(place).unwrap(); 32]).unwrap();
        table.files.insert(&file.name, file.bytes);
    }
    (2..=4).for_each(|round| (0..5).for_each(|place| table.step(round, place).unwrap()));
    let second = assemble(&table.definitions, 2, &table.files).unwrap();
    let key = VillageKey::parse(&second[0].ceremony, &table.definitions[0]).unwrap();
    assert_eq!(key.attempt(), 2);
    for (name, bytes) in first.iter() {
        assert_ne!(table.files.get(name), Some(bytes), "{name}");
    }
    let village = table.definitions[0].village.code.clone();
    let again = |table: &mut Table, attempt| table.members[0].commit(&table.definitions, attempt, &[0; 32]);
    assert_eq!(again(&mut table, 1), Err(CeremonyError::Attempt { village: village.clone(), asked: 1, newest: 2 }));
    assert_eq!(again(&mut table, 2), Err(CeremonyError::Over { village }));
    assert!(again(&mut table, 3).is_ok());
    let rounds: Vec<(u32, u32)> = table.members[0].standings().iter().map(|one| (one.attempt, one.round)).collect();
    assert_eq!(rounds, [(2, 4), (2, 4), (3, 1), (3, 1)], "a confirmed share is never thrown away");
}

#[test]
fn the_threshold_of_shares_opens_and_one_less_does_not() {
    let table = Table::after(Round::Confirm);
    let (made, key) = (table.assemble().unwrap(), table.key());
    let data: ConfirmationsData = json::from_bytes(&made[0].confirmations, 1 << 20).unwrap();
    let trial: CiphertextSum = confirmations::trial(&key);
    let factors: Vec<_> = data.list.iter().map(|one| secrets::trial_factor(&key, one, &trial)).collect();
    for numbers in [[0, 1, 2], [4, 2, 0], [1, 3, 4]] {
        let some: Vec<_> = numbers.iter().map(|place| factors[*place]).collect();
        assert_eq!(SumTable::new(1).open(&combine(THRESHOLD, &some).unwrap()), Some(1), "{numbers:?}");
        assert!(combine(THRESHOLD, &some[..2]).is_err());
        assert_eq!(SumTable::new(100).open(&combine(2, &some[..2]).unwrap()), None, "{numbers:?}");
    }
}
