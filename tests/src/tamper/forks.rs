//! C: old copies, forks, clones, missing and doubled stations.

use canonical::SigningKey;
use forge::{Act, Log, Setup, Village, open_day};
use manifest::{BoothId, StationId};
use record::{Entry, Sums, Tier, layout};

use super::bench::{Bench, held, other, other_fails};
use super::{Case, Class, Expect, Keys};

/// Heads that a booth of the honest village signed during its day: after so many acts, and at the end.
pub(super) fn head_after(village: &Village, acts: usize) -> Vec<u8> {
    let mut log = Log::new(&village.setup, "001", "1", 0, Vec::new());
    open_day(&mut log);
    (0..acts).for_each(|_| log.vote(0));
    log.head()
}

/// A booth writes another log than the one whose head its neighbour took in.
fn peer_fork(number: u64) -> Case {
    let mut log = Log::new(&held(number).setup, "001", "1", 0, Vec::new());
    open_day(&mut log);
    (0..=number % 3).for_each(|_| log.incident(record::IncidentKind::Other));
    let shown = String::from_utf8(log.head()).unwrap();
    let village = other(number, |scene| scene.act(2, move |log| log.entry(&Entry::Peer(record::Peer { note: shown.clone().into() }))));
    // Only the sealed record holds heads of peers.
    Bench::at(&village, Tier::Sealed, number).fails(&["C23"])
}

/// A booth takes in its own head.
fn own_head(number: u64) -> Case {
    let village = other(number, |scene| {
        scene.act(usize::try_from(number % 3).unwrap(), |log| {
            let note = String::from_utf8(log.head()).unwrap();
            log.entry(&Entry::Peer(record::Peer { note: note.into() }));
        })
    });
    Bench::at(&village, Tier::Sealed, number).fails(&["C23"])
}

/// The same booth ran twice; the neighbour's log holds the clone's last head, the record the other machine's log.
fn clone(number: u64) -> Case {
    let village = held(number);
    let mut log = Log::new(&village.setup, "001", "1", 0, Vec::new());
    open_day(&mut log);
    (0..=number % 3).for_each(|choice| log.vote(usize::try_from(choice).unwrap() % 2));
    log.close();
    let note = String::from_utf8(log.head()).unwrap();
    let village = other(number, |scene| scene.act(1, move |log| log.entry(&Entry::Peer(record::Peer { note: note.clone().into() }))));
    Bench::at(&village, Tier::Sealed, number).fails(&["C23"])
}

fn older_head(number: u64) -> Bench<'static> {
    let mut bench = Bench::of(number);
    let head = head_after(bench.village, bench.dice.below(2));
    bench.change("booths/001-1/checkpoint", |_| head)
}

fn c1_head(number: u64) -> Case {
    older_head(number).fails(&["C03"])
}

fn c1_head_forger(number: u64) -> Case {
    older_head(number).list().fails(&["C25"])
}

/// An election in which a booth did one thing more, held against the bundle of the other medium.
fn media(number: u64) -> Case {
    let village = held(number);
    let place = usize::try_from(number % 3).unwrap();
    let changed = other(number, move |mut scene| {
        scene.acts[place].push(Act::Incident);
        scene
    });
    let mut case = Bench::at(village, Tier::Sealed, number).fails(&["C58"]);
    case.records.push(("bundle".to_owned(), changed.pair.bundles[place].clone()));
    case
}

fn without_booth(number: u64) -> Bench<'static> {
    let mut bench = Bench::of(number);
    let booth = ["001-1", "001-2", "002-1"][bench.dice.below(3)];
    let gone: Vec<String> = bench.folder.under(&format!("booths/{booth}/")).map(|(path, _)| path.to_owned()).collect();
    gone.iter().for_each(|path| drop(bench.folder.remove(path)));
    bench
}

fn c5(number: u64) -> Case {
    without_booth(number).fails(&["C03"])
}

fn c5_forger(number: u64) -> Case {
    without_booth(number).list().fails(&["C17"])
}

/// A committee that says a booth which ran was never used, and makes plan and result without it.
fn c5_unused(number: u64) -> Case {
    let village = other(number, |mut scene| {
        let place = usize::try_from(number % 2).unwrap();
        let (station, booth, _) = scene.spec.booths[place];
        let (station, booth): (StationId, BoothId) = (station.parse().unwrap(), booth.parse().unwrap());
        scene.spec.booths[place].2 = None;
        scene.spec.amendments.push(manifest::Change::BoothUnused { booth, reason: forge::text("rusak"), station });
        scene.acts.remove(place);
        scene.spec.box_count = manifest::BoxCount::Dispute;
        scene
    });
    // The desk signed for the cards that were used there.
    let bench = Bench::on(&village, number);
    let honest = held(number).pair.public.get("desks/001-1.json").unwrap().to_vec();
    let key = village.setup.spec.seed(41);
    let counts = read_counts(&honest, &held(number).setup, &key);
    let mut counts = counts;
    counts.definition = village.setup.definition.digest();
    bench.change("desks/001-1.json", |_| token::DeskCounts::sign(counts, &key).to_bytes()).list().fails(&["C53"])
}

pub(super) fn read_counts(bytes: &[u8], setup: &Setup, key: &SigningKey) -> token::CountsData {
    (*token::DeskCounts::parse(bytes, &setup.definition, |_, _| Some(key.public())).unwrap()).clone()
}

/// A booth's folder stands a second time under a name that no booth has.
fn c6(number: u64) -> Case {
    let mut bench = Bench::of(number);
    let booth = ["001-1", "001-2", "002-1"][bench.dice.below(3)];
    let twice: Vec<(String, Vec<u8>)> =
        bench.folder.under(&format!("booths/{booth}/")).map(|(path, bytes)| (path.to_owned(), bytes.to_vec())).collect();
    for (path, bytes) in twice {
        bench.folder.insert(&path.replace(booth, "003-1"), bytes);
    }
    bench.list().fails(&["C04"])
}

/// Two different records of one village.
fn c6_records(number: u64) -> Case {
    let changed = other(number, |mut scene| {
        scene.acts[0].push(Act::Vote(0));
        scene
    });
    let mut case = Bench::of(number).fails(&["C59"]);
    let second = Bench::on(&changed, number).folder;
    case.records.push(("again".to_owned(), second));
    case
}

/// A later start with a number that was used.
fn c7(number: u64) -> Case {
    let place = usize::try_from(number % 3).unwrap();
    other_fails(
        number,
        |scene| {
            scene.act(place, move |log| {
                let next = u32::try_from(log.roots.len()).unwrap();
                log.boot_as(if number % 4 < 2 { next - 1 } else { next + 1 });
            })
        },
        &["C22"],
    )
}

/// More starts than the rules allow.
fn c7_many(number: u64) -> Case {
    let place = usize::try_from(number % 3).unwrap();
    other_fails(number, |scene| scene.act(place, |log| (0..3).for_each(|_| log.boot())), &["C22"])
}

/// A bundle of a booth signed by another booth.
fn bundle_signer(number: u64) -> Case {
    let village = held(number);
    let place = usize::try_from(number % 3).unwrap();
    let mut bundle = village.pair.bundles[place].clone();
    let (station, booth, _) = village.setup.spec.booths[place];
    let origin = village.pair.definition.booth_origin(&station.parse().unwrap(), &booth.parse().unwrap());
    let other = village.setup.spec.seed(21 + u8::try_from((place + 1) % 3).unwrap());
    Sums::write(&mut bundle, Tier::Bundle, &origin, &origin, &other).unwrap();
    bundle_case(village, bundle, &["C02"])
}

/// A bundle without its head.
fn bundle_head(number: u64) -> Case {
    let village = held(number);
    let place = usize::try_from(number % 3).unwrap();
    let mut bundle = village.pair.bundles[place].clone();
    bundle.remove(layout::CHECKPOINT);
    let (station, booth, _) = village.setup.spec.booths[place];
    let origin = village.pair.definition.booth_origin(&station.parse().unwrap(), &booth.parse().unwrap());
    Sums::write(&mut bundle, Tier::Bundle, &origin, &origin, &village.setup.spec.seed(21 + u8::try_from(place).unwrap())).unwrap();
    bundle_case(village, bundle, &["C25"])
}

fn bundle_case(village: &Village, bundle: record::Folder, ids: &[&'static str]) -> Case {
    Case {
        records: vec![("bundle".to_owned(), bundle)],
        on_disk: Vec::new(),
        anchor: Some(village.pair.anchor),
        complete: false,
        rehearsal: false,
        evidence: Vec::new(),
        never: Vec::new(),
        never_in_page: Vec::new(),
        expect: Expect::Fails(ids.to_vec()),
    }
}

pub(super) const CLASSES: &[Class] = &[
    Class::new("C1head", "An older head in place of the closing head.", Keys::None, c1_head),
    Class::new("C1head+", "An older head in place of the closing head, and the list signed again.", Keys::Committee, c1_head_forger),
    Class::new("C2peer+", "A log other than the one whose head a neighbour took in.", Keys::Booth, peer_fork),
    Class::new("C2own+", "A booth takes in its own head.", Keys::Booth, own_head),
    Class::new("C3peer+", "A booth was cloned; a neighbour took in the clone's closing head.", Keys::Booth, clone),
    Class::new("C4", "The export from one medium differs from the record.", Keys::Booth, media),
    Class::new("C4signer", "An export signed by another booth.", Keys::Booth, bundle_signer),
    Class::new("C4head", "An export without its head.", Keys::Booth, bundle_head),
    Class::new("C5", "A booth is missing.", Keys::None, c5),
    Class::new("C5+", "A booth is missing and the list is signed again.", Keys::Committee, c5_forger),
    Class::new("C5unused+", "A booth that ran is said to be unused; its desk's counts show the cards.", Keys::Committee, c5_unused),
    Class::new("C6+", "A booth's folder stands twice.", Keys::Committee, c6),
    Class::new("C6records", "Two different records of one village.", Keys::Committee, c6_records),
    Class::new("C7+", "The number of a later start goes back or jumps.", Keys::Booth, c7),
    Class::new("C7many+", "More starts than the rules allow.", Keys::Booth, c7_many),
];
