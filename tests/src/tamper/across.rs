//! V: several villages of one election, and what only they show together.

use forge::{Log, Scene, Village};
use record::{Entry, Outcome, layout};

use super::bench::{Bench, held};
use super::{Case, Class, Expect, INSTANCES, Keys};

/// Two villages of one committee.
fn two(number: u64, change: impl FnOnce(&mut Scene, &mut Scene)) -> [Village; 2] {
    let (mut one, mut two) = (Scene::full(number % INSTANCES), Scene::full(number % INSTANCES));
    (one.spec.code, one.spec.salt) = ("16.07.11.2004", 100);
    change(&mut one, &mut two);
    (one.spec.others, two.spec.others) = (vec![(two.spec.code, two.spec.digest())], vec![(one.spec.code, one.spec.digest())]);
    [one.hold(), two.hold()]
}

fn together(number: u64, villages: &[Village], expect: Expect) -> Case {
    let records = villages.iter().map(|v| {
        let folder = if number.is_multiple_of(2) { v.pair.sealed.clone() } else { v.pair.public.clone() };
        (v.setup.spec.code.to_owned(), folder)
    });
    Case { records: records.collect(), ..Bench::on(&villages[0], number).case(expect) }
}

fn fails(ids: &[&'static str]) -> Expect {
    Expect::Fails(ids.to_vec())
}

/// Two villages that do the same, which no two villages may.
pub(super) fn two_with(number: u64, change: impl Fn(Scene) -> Scene) -> Case {
    let villages = two(number, |one, two| {
        for scene in [one, two] {
            let blank = Scene::full(number % INSTANCES);
            *scene = change(core::mem::replace(scene, blank));
        }
    });
    together(number, &villages, fails(&["C60"]))
}

fn voter(number: u64) -> Case {
    let villages = two(number, |one, two| (one.spec.also, two.spec.also) = (vec!["somebody"], vec!["somebody"]));
    together(number, &villages, fails(&["C61"]))
}

fn device(number: u64) -> Case {
    let villages = two(number, |one, _| one.spec.salt = 0);
    together(number, &villages, fails(&["C60"]))
}

/// Each village under an index of its own.
fn indexes(number: u64) -> Case {
    let (mut one, two) = (Scene::full(number % INSTANCES), Scene::full(number % INSTANCES));
    (one.spec.code, one.spec.salt, one.spec.others) = ("16.07.11.2004", 100, Vec::new());
    let mut case = together(number, &[one.hold(), two.hold()], fails(&["C59"]));
    // The committee's key is on paper, and it signed both.
    case.anchor = Some(canonical::Hash::from_bytes(held(number).setup.committee.public().to_bytes()));
    case
}

fn missing(number: u64) -> Case {
    let mut case = Bench::of(number).fails(&["C62"]);
    case.complete = true;
    case
}

/// A ballot of one village stands in a log of the other.
fn replayed(number: u64) -> (Village, Village) {
    let base = two(number, |_, _| ());
    let foreign = base[0].pair.public.get("booths/001-1/cast.jsonl").unwrap();
    let line = record::split_lines(foreign).unwrap()[0].to_vec();
    let data: ballot::SealedData = canonical::json::from_bytes(&line, 1 << 16).unwrap();
    let copy = move |log: &mut Log<'_>| {
        log.entry(&Entry::Seal(data.clone()));
        let code = data.code(&log.digest);
        log.entry(&Entry::Cast(Outcome { code }));
        log.public.cast.push((code, data.clone()));
        log.truth.push((code, 0));
    };
    let [_, two] = two(number, |_, two| {
        let scene = core::mem::replace(two, Scene::full(number % INSTANCES));
        *two = scene.act(usize::try_from(number % 3).unwrap(), copy);
    });
    let [one, _] = base;
    (one, two)
}

fn replay_alone(number: u64) -> Case {
    let (_, two) = replayed(number);
    Bench::on(&two, number).fails(&["C31"])
}

fn replay_together(number: u64) -> Case {
    let (one, two) = replayed(number);
    together(number, &[one, two], fails(&["C60"]))
}

/// A card of another village, sealed honestly here.
fn foreign_card(number: u64) -> Case {
    let base = two(number, |_, _| ());
    let place = usize::try_from(number % 3).unwrap();
    let card = base[0].setup.cards("001", "1").swap_remove(0);
    let (leaf, issue) = (*card.leaf(), *card.issue());
    let trick = move |log: &mut Log<'_>| {
        super::ballots::changed(log, |data, log| {
            (data.card, data.issue) = (leaf, issue);
            let context = data.context(&log.digest);
            let key = log.setup.key.joint();
            (data.ciphertexts, data.proof) = elgamal::unit::seal(key, &context, log.setup.definition.options(), 0, &[3; 32]).unwrap();
        });
    };
    let [_, two] = two(number, |_, two| {
        let scene = core::mem::replace(two, Scene::full(number % INSTANCES));
        *two = scene.act(place, trick);
    });
    Bench::on(&two, number).fails(&["C34"])
}

/// The sealed record of one day beside the public record of another.
fn tiers(number: u64) -> Case {
    let changed = super::bench::other(number, |mut scene| {
        let place = usize::try_from(number % 3).unwrap();
        scene.acts[place].push(forge::Act::Vote(0));
        scene
    });
    let mut case = Bench::sealed(number).fails(&["C57"]);
    case.records.push(("public".to_owned(), changed.pair.public));
    case
}

/// One file of the public record differs, and its list is signed.
fn tier_file(number: u64) -> Case {
    let bench = Bench::public(number).lines(layout::TOTALS, |lines| lines.truncate(1)).list();
    let mut case = Bench::sealed(number).fails(&["C57"]);
    case.records.push(("public".to_owned(), bench.folder));
    case
}

pub(super) const CLASSES: &[Class] = &[
    Class::new("V1+", "A voter on the rolls of two villages.", Keys::Committee, voter),
    Class::new("V2+", "A device's key in two villages.", Keys::Committee, device),
    Class::new("V3+", "Two villages under two indexes of one committee.", Keys::Committee, indexes),
    Class::new("V4", "A village of the index is not there, and all were asked for.", Keys::None, missing),
    Class::new("V5+", "A ballot of another village.", Keys::Booth, replay_alone),
    Class::new("V5both+", "A ballot of another village, which is there too.", Keys::Booth, replay_together),
    Class::new("V6+", "A ballot sealed here with a card of another village.", Keys::Booth, foreign_card),
    Class::new("V7+", "The public record of another day than the sealed one.", Keys::Committee, tiers),
    Class::new("V7file+", "One file of the public record differs from the sealed one.", Keys::Committee, tier_file),
];
