//! P: desks' counts, exclusions and paper counts that do not stand.

use canonical::{Hash, sha256};
use forge::{Evening, Setup, paper_count};
use manifest::BoxCount;
use record::{BoxKind, ExclusionReason, ExclusionsData, layout};
use token::{CountsData, DeskCounts};

use super::bench::{Bench, other_fails};
use super::{Case, Class, Keys};

/// Another count of the first desk.
fn desk(number: u64, key: u8, change: fn(&mut CountsData)) -> Bench<'static> {
    let bench = Bench::of(number);
    let setup = &bench.village.setup;
    let mut data = super::forks::read_counts(&bench.get("desks/001-1.json"), setup, &setup.spec.seed(41));
    change(&mut data);
    let bytes = DeskCounts::sign(data, &setup.spec.seed(key)).to_bytes();
    bench.change("desks/001-1.json", |_| bytes)
}

fn p1(number: u64) -> Case {
    desk(number, 99, |_| ()).list().fails(&["C40"])
}

fn p1_other(number: u64) -> Case {
    let bench = Bench::of(number);
    let bytes = bench.get("desks/002-1.json");
    bench.change("desks/001-1.json", |_| bytes).list().fails(&["C40"])
}

fn p2(number: u64) -> Case {
    desk(number, 41, |data| data.present += 1).list().fails(&["C52"])
}

fn p2_left(number: u64) -> Case {
    desk(number, 41, |data| data.cards_left = data.cards_opened + 1).list().fails(&["C52"])
}

/// Fewer cards left the desk than were used: ballots without people.
fn p3(number: u64) -> Case {
    let fewer = |data: &mut CountsData| {
        data.cards_left += 2;
        data.present -= 2;
    };
    desk(number, 41, fewer).list().fails(&["C53"])
}

/// Changes the exclusions after the plan, and signs them.
fn excluded(number: u64, change: impl FnOnce(&mut ExclusionsData)) -> Bench<'static> {
    Bench::of(number).edit("exclusions.json", change).note(layout::EXCLUSIONS).list()
}

fn x1(number: u64) -> Case {
    excluded(number, |data| data.list[0].card = sha256(b"never cast")).fails(&["C41"])
}

fn x1_clash(number: u64) -> Case {
    excluded(number, |data| data.list[0].reason = ExclusionReason::Clash).fails(&["C41"])
}

fn x1_twice(number: u64) -> Case {
    excluded(number, |data| data.list.push(data.list[0].clone())).fails(&["C41"])
}

fn x1_definition(number: u64) -> Case {
    excluded(number, |data| data.definition = Hash::ZERO).fails(&["C41"])
}

/// The committee leaves out a ballot whose content it does not like, before the plan; no desk signed for it.
fn x2(number: u64) -> Case {
    let more = |evening: &mut Evening<'_>, _: &Setup| {
        let signed = u32::try_from(evening.exclusions.len()).unwrap();
        evening.exclude(0, ExclusionReason::AuditCard);
        evening.audit_cards = Some(signed.saturating_sub(1));
    };
    other_fails(number, |scene| scene.before(more), &["C41"])
}

/// The committee puts a ballot back after the plan.
fn x3(number: u64) -> Case {
    excluded(number, |data| data.list.clear()).fails(&["C44"])
}

fn boxed(number: u64, change: impl FnOnce(&mut record::PaperCountData)) -> Bench<'static> {
    let bench = Bench::of(number);
    let setup = &bench.village.setup;
    let count = record::PaperCount::parse(&bench.get("paper/001-0-2.json"), &setup.definition, &setup.devices).unwrap();
    let mut data = (*count).clone();
    change(&mut data);
    let bytes = record::PaperCount::sign(data, &setup.spec.seed(62)).to_bytes();
    bench.change("paper/001-0-2.json", |_| bytes).list()
}

fn p4(number: u64) -> Case {
    boxed(number, |data| data.votes[0] += 1).fails(&["C42"])
}

fn p4_same_person(number: u64) -> Case {
    let bench = Bench::of(number);
    let setup = &bench.village.setup;
    let first = record::PaperCount::parse(&bench.get("paper/001-0-1.json"), &setup.definition, &setup.devices).unwrap();
    let mut data = (*first).clone();
    data.entry = 2;
    let bytes = record::PaperCount::sign(data, &setup.spec.seed(61)).to_bytes();
    bench.change("paper/001-0-2.json", |_| bytes).list().fails(&["C42"])
}

fn p4_stranger(number: u64) -> Case {
    let bench = Bench::of(number);
    let setup = &bench.village.setup;
    let second = record::PaperCount::parse(&bench.get("paper/001-0-2.json"), &setup.definition, &setup.devices).unwrap();
    let key = setup.spec.seed(99);
    let mut data = (*second).clone();
    data.counter = key.public();
    let bytes = record::PaperCount::sign(data, &key).to_bytes();
    bench.change("paper/001-0-2.json", |_| bytes).list().fails(&["C42"])
}

/// A box of the only record where the booth delivered.
fn p5(number: u64) -> Case {
    let add = |evening: &mut Evening<'_>, setup: &Setup| {
        evening.boxes.push(("001", Some("1"), BoxKind::OnlyRecord, vec![3; setup.definition.options()]));
    };
    other_fails(number, |scene| scene.before(add), &["C42"])
}

/// Both entries of a box agree on slips that are not those of the log.
fn slips(number: u64, change: fn(&mut Vec<u32>), ids: &[&'static str]) -> Case {
    let swap = move |evening: &mut Evening<'_>, _: &Setup| {
        evening.boxes.iter_mut().filter(|(station, ..)| *station == "001").for_each(|(.., votes)| change(votes));
    };
    other_fails(number, |scene| scene.after(swap), ids)
}

fn p6(number: u64) -> Case {
    slips(number, |votes| votes[0] += 1, &["C55"])
}

/// All slips moved to another option; their number is right.
fn p7(number: u64) -> Case {
    slips(number, |votes| votes.rotate_right(1), &["C56"])
}

fn p6_many(number: u64) -> Case {
    let many = |evening: &mut Evening<'_>, setup: &Setup| {
        let mut votes = vec![0; setup.definition.options()];
        votes[0] = 1_000_001;
        evening.boxes.push(("001", None, BoxKind::Slips, votes));
    };
    let dispute = |mut scene: forge::Scene| {
        scene.spec.box_count = BoxCount::Dispute;
        scene
    };
    other_fails(number, |scene| dispute(scene).before(many), &["C42"])
}

/// The second entry of a box names the box of another station.
fn p4_place(number: u64) -> Case {
    let bench = Bench::of(number);
    let setup = &bench.village.setup;
    let bytes = paper_count(setup, ("002", None), BoxKind::Slips, 2, vec![0; setup.definition.options()]).to_bytes();
    bench.change("paper/001-0-2.json", |_| bytes).list().fails(&["C42"])
}

pub(super) const CLASSES: &[Class] = &[
    Class::new("P1+", "A desk's counts by another key.", Keys::Committee, p1),
    Class::new("P1other+", "Another desk's counts in a desk's place.", Keys::Committee, p1_other),
    Class::new("P2+", "A desk counts one person more than cards went out.", Keys::Desk, p2),
    Class::new("P2left+", "More cards left than were opened.", Keys::Desk, p2_left),
    Class::new("P3+", "A desk gave out fewer cards than were used.", Keys::Desk, p3),
    Class::new("P4+", "Two entries of a box that differ.", Keys::Committee, p4),
    Class::new("P4person+", "Both entries of a box by one person.", Keys::Committee, p4_same_person),
    Class::new("P4stranger+", "An entry of a box by somebody who is no counter.", Keys::Committee, p4_stranger),
    Class::new("P4place+", "An entry of another box.", Keys::Committee, p4_place),
    Class::new("P5+", "Paper votes for a booth that delivered.", Keys::Committee, p5),
    Class::new("P6+", "One slip more than the log has.", Keys::Committee, p6),
    Class::new("P6many+", "A box of more papers than any holds.", Keys::Committee, p6_many),
    Class::new("P7+", "Slips of other options than the sums say.", Keys::Committee, p7),
    Class::new("X1+", "An excluded card that nobody cast.", Keys::Committee, x1),
    Class::new("X1clash+", "A clash that is none.", Keys::Committee, x1_clash),
    Class::new("X1twice+", "An exclusion twice.", Keys::Committee, x1_twice),
    Class::new("X1definition+", "Exclusions of another definition.", Keys::Committee, x1_definition),
    Class::new("X2+", "More audit cards excluded than the desk signed for.", Keys::Desk, x2),
    Class::new("X3+", "Exclusions changed after the plan.", Keys::Committee, x3),
];
