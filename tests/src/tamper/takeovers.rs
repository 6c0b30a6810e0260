//! T: a spare machine goes on with a booth's log, or says so. The machine before, which may go on all the same, is in `old_machine`.

use canonical::SigningKey;
use chain::SignedCheckpoint;
use forge::{Log, Scene, Village};
use manifest::Change;
use record::{Sums, Tier, VoidReason, layout};

use super::bench::{Bench, other, other_fails};
use super::{Case, Class, INSTANCES, Keys};

fn some_booth(number: u64) -> usize {
    usize::try_from(number % 3).unwrap()
}

/// The day of this number with something more at the end of one booth.
pub(super) fn day(number: u64, booth: usize, trick: impl Fn(&mut Log<'_>) + 'static) -> Village {
    other(number, |scene| scene.act(booth, trick))
}

fn booth_fails(number: u64, trick: impl Fn(&mut Log<'_>) + 'static, ids: &[&'static str]) -> Case {
    other_fails(number, |scene| scene.act(some_booth(number), trick), ids)
}

/// Only whole logs show it.
fn log_fails(number: u64, trick: impl Fn(&mut Log<'_>) + 'static, ids: &[&'static str]) -> Case {
    Bench::at(&day(number, some_booth(number), trick), Tier::Sealed, number).fails(ids)
}

pub(super) fn by(log: &mut Log<'_>, key: SigningKey) {
    log.take_over_by(key);
    log.vote(0);
}

fn listed(log: &Log<'_>) -> SigningKey {
    log.setup.spec.seed(21 + u8::try_from(log.place).unwrap())
}

pub(super) fn spare(log: &Log<'_>) -> SigningKey {
    log.setup.spec.spare(log.place, 0)
}

fn stranger(number: u64) -> SigningKey {
    SigningKey::from_seed(&[200 + u8::try_from(number % INSTANCES).unwrap(); 32])
}

fn no_spare(number: u64) -> Case {
    booth_fails(number, move |log| by(log, stranger(number)), &["C20"])
}

/// The booth's machine writes the takeover and goes on itself, so that every signature holds.
fn in_name_only(number: u64) -> Case {
    let trick = move |log: &mut Log<'_>| {
        log.take_over_as(stranger(number).public());
        log.vote(0);
    };
    booth_fails(number, trick, &["C20"])
}

/// The key of a machine that has another task: a booth's, a desk's, this booth's own.
fn other_task(number: u64) -> Case {
    let trick = move |log: &mut Log<'_>| {
        let next = u8::try_from((log.place + 1) % 3).unwrap();
        let task = [21 + next, 41, 21 + u8::try_from(log.place).unwrap()][usize::try_from(number / 3 % 3).unwrap()];
        by(log, log.setup.spec.seed(task));
    };
    booth_fails(number, trick, &["C20"])
}

/// A spare that an amendment put into another booth before it opened.
fn amended(number: u64) -> Case {
    let (place, next) = (some_booth(number), (some_booth(number) + 1) % 3);
    let change = |mut scene: Scene| {
        let (station, booth, _) = scene.spec.booths[next];
        let key = scene.spec.spare(place, 0).public();
        let (station, booth) = (station.parse().unwrap(), booth.parse().unwrap());
        scene.spec.amendments.push(Change::BoothKey { booth, key, station });
        scene.act(place, |log| by(log, spare(log)))
    };
    other_fails(number, change, &["C20"])
}

fn two_booths(number: u64) -> Case {
    let (place, next) = (some_booth(number), (some_booth(number) + 1) % 3);
    let one = move |log: &mut Log<'_>| by(log, log.setup.spec.spare(place, 0));
    other_fails(number, |scene| scene.act(place, one).act(next, one), &["C20"])
}

fn twice(number: u64) -> Case {
    let trick = |log: &mut Log<'_>| {
        by(log, spare(log));
        log.take_over_by(spare(log));
    };
    // The third booth was started again before: its starts are over the limit too.
    booth_fails(number, trick, &["C20"])
}

fn two_villages(number: u64) -> Case {
    super::across::two_with(number, |scene| {
        let scene = Scene { spec: forge::Spec { pool: vec![199], ..scene.spec }, ..scene };
        scene.act(some_booth(number), |log| by(log, forge::key(199)))
    })
}

/// The machine before signs lines that stand after the takeover.
fn old_key_after(number: u64) -> Case {
    let trick = |log: &mut Log<'_>| {
        by(log, spare(log));
        log.key = listed(log);
        log.vote(1);
        log.key = spare(log);
    };
    log_fails(number, trick, &["C19"])
}

/// The machine before signs the takeover itself.
fn old_key_on_it(number: u64) -> Case {
    let trick = |log: &mut Log<'_>| {
        log.take_over_as(spare(log).public());
        log.key = spare(log);
        log.vote(1);
    };
    log_fails(number, trick, &["C19"])
}

/// The spare signs lines that stand before the takeover.
fn new_key_before(number: u64) -> Case {
    let trick = |log: &mut Log<'_>| {
        log.key = spare(log);
        log.vote(1);
        log.take_over();
    };
    log_fails(number, trick, &["C19"])
}

/// The head is signed by the machine before, or by a spare that did not go on.
fn old_head(number: u64) -> Case {
    let place = some_booth(number);
    let end = move |log: &mut Log<'_>| {
        by(log, spare(log));
        log.close();
        log.key = if number % 2 < number % 4 { listed(log) } else { log.setup.spec.spare(place, 1) };
    };
    other_fails(number, |scene| scene.ending(place, end), &["C25"])
}

/// The spare's export with its list signed by the machine before.
fn old_list(number: u64) -> Case {
    let place = some_booth(number);
    let village = day(number, place, |log| by(log, spare(log)));
    let mut bundle = village.pair.bundles[place].clone();
    let name = Sums::read(&bundle).unwrap().name().to_owned();
    let key = village.setup.spec.seed(21 + u8::try_from(place).unwrap());
    Sums::write(&mut bundle, Tier::Bundle, &name, &name, &key).unwrap();
    let case = Bench::on(&village, number).fails(&["C02"]);
    Case { records: vec![("bundle".to_owned(), bundle)], ..case }
}

/// A public record without the body of a takeover, and the booth's folder.
fn unpublished(number: u64, finish: impl FnOnce(Bench<'_>, &str) -> Case) -> Case {
    let place = some_booth(number);
    let village = day(number, place, |log| by(log, spare(log)));
    let (station, booth, _) = village.setup.spec.booths[place];
    let folder = format!("booths/{station}-{booth}/");
    let bench = Bench::at(&village, Tier::Public, number).lines(&format!("{folder}{}", layout::ANCHORS), |lines| {
        lines.retain(|line| !String::from_utf8_lossy(line).contains("\"kind\":\"takeover\""));
    });
    finish(bench, &folder)
}

fn removed(number: u64) -> Case {
    unpublished(number, |bench, _| bench.fails(&["C03"]))
}

fn removed_forger(number: u64) -> Case {
    unpublished(number, |bench, _| bench.list().fails(&["C25"]))
}

/// The head is signed again by the listed machine, as if nobody had taken over.
fn removed_signed(number: u64) -> Case {
    unpublished(number, |bench, folder| {
        let key = bench.village.setup.spec.seed(21 + u8::try_from(some_booth(number)).unwrap());
        let head = |bytes: Vec<u8>| {
            let text = chain::Note::parse(&bytes).unwrap().text().to_owned();
            SignedCheckpoint::sign(text.parse().unwrap(), &key).unwrap().to_string().into_bytes()
        };
        bench.change(&format!("{folder}{}", layout::CHECKPOINT), head).list().fails(&["C27"])
    })
}

fn cast_after(number: u64) -> Case {
    let trick = |log: &mut Log<'_>| {
        let code = log.seal(0);
        log.take_over();
        log.cast(code);
    };
    log_fails(number, trick, &["C21"])
}

fn void_otherwise(number: u64) -> Case {
    let trick = move |log: &mut Log<'_>| {
        let code = log.seal(0);
        log.take_over();
        let reason = if number.is_multiple_of(2) { VoidReason::Printer } else { VoidReason::Outage };
        log.void(code, reason, number.is_multiple_of(2));
    };
    log_fails(number, trick, &["C21"])
}

fn after_closing(number: u64) -> Case {
    let end = |log: &mut Log<'_>| {
        log.close();
        log.take_over();
    };
    other_fails(number, |scene| scene.ending(some_booth(number), end), &["C24"])
}

fn too_often(number: u64) -> Case {
    let trick = |log: &mut Log<'_>| {
        log.boot();
        log.take_over();
        log.take_over();
    };
    booth_fails(number, trick, &["C22"])
}

pub(super) const fn spares(id: &'static str, sentence: &'static str, make: fn(u64) -> Case) -> Class {
    Class { id, sentence, keys: Keys::Spare, make }
}

pub(super) const fn booths(id: &'static str, sentence: &'static str, make: fn(u64) -> Case) -> Class {
    Class { id, sentence, keys: Keys::Booth, make }
}

pub(super) const CLASSES: &[Class] = &[
    booths("T1+", "A takeover by a machine that is no spare.", no_spare),
    booths("T1name+", "A takeover that names a key that is no spare's; the booth's machine goes on.", in_name_only),
    booths("T2+", "A takeover with the key of another booth, of a desk, or of the booth itself.", other_task),
    spares("T2amended+", "A takeover with the key of a spare that stands in another booth.", amended),
    spares("T3+", "A spare that takes over two booths of a village.", two_booths),
    spares("T3twice+", "A spare that takes one booth over twice.", twice),
    spares("T3villages+", "A spare that takes over booths of two villages.", two_villages),
    spares("T4+", "Lines after a takeover signed by the machine before.", old_key_after),
    spares("T4line+", "The line of a takeover signed by the machine before.", old_key_on_it),
    spares("T5+", "Lines before a takeover signed by the spare.", new_key_before),
    spares("T6+", "A closing head signed by the machine before, or by a spare that did not go on.", old_head),
    spares("T6list+", "A spare's export whose list is signed by the machine before.", old_list),
    Class::new("T8", "A takeover taken out of the published bodies.", Keys::None, removed),
    Class::new("T8+", "A takeover taken out of the published bodies, and the list signed again.", Keys::Committee, removed_forger),
    booths("T8head+", "A takeover taken out of the published bodies, and head and list signed again.", removed_signed),
    spares("T9+", "A ballot that waited through a takeover is cast.", cast_after),
    spares("T9void+", "A ballot that waited through a takeover is void for another reason.", void_otherwise),
    spares("T10+", "A takeover after the closing entry.", after_closing),
    spares("T10many+", "More takeovers than the rules allow starts.", too_often),
];
