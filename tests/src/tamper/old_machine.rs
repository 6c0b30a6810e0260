//! T7: after a takeover the machine before goes on all the same; and T0, where it does not.

use ballot::{Code, SealedData};
use canonical::SigningKey;
use chain::{Checkpoint, SignedCheckpoint, tree};
use forge::{Log, Village};
use record::{Entry, Peer, Strip, StripOutcome, Tier};

use super::bench::{Bench, other};
use super::evidence::{closing_head, origin, parse_leaves, with};
use super::takeovers::{booths, by, day, spare, spares};
use super::{Case, Class, Expect, Keys};

/// The first booth's day as its own machine ended it, and as the spare did: both begin alike.
struct Two {
    old: Village,
    new: Village,
}

fn both_went_on(number: u64) -> Two {
    let old = day(number, 0, |log| log.vote(0));
    let new = day(number, 0, |log| {
        by(log, spare(log));
        log.vote(1);
    });
    Two { old, new }
}

/// Code and card of what one day cast and the other did not.
fn only_in(one: &Village, other: &Village) -> (Code, canonical::Hash) {
    let cast = |village: &Village| {
        let mut log = Log::new(&village.setup, "001", "1", 0, Vec::new());
        log.zero();
        let file = village.pair.public.get("booths/001-1/cast.jsonl").unwrap().to_vec();
        let read = |line: &[u8]| canonical::json::from_bytes::<SealedData>(line, 1 << 16).unwrap();
        let ballots: Vec<SealedData> = record::split_lines(&file).unwrap().into_iter().map(read).collect();
        ballots.into_iter().map(|data| (data.code(&log.digest), data.card)).collect::<Vec<_>>()
    };
    let known = cast(other);
    cast(one).into_iter().find(|(code, _)| known.iter().all(|(other, _)| other != code)).unwrap()
}

fn strip(village: &Village, (code, card): (Code, canonical::Hash), key: &SigningKey) -> String {
    let origin = origin(village);
    let mark = Checkpoint { origin: origin.clone(), size: 3, root: tree::root(&parse_leaves(village)[..3]) }.mark_id();
    Strip::sign(&origin, code, &token::card_short(&card), StripOutcome::Cast, &mark, key).to_text()
}

fn old_went_on_head(number: u64) -> Case {
    let Two { old, new } = both_went_on(number);
    with(Bench::on(&new, number).fails(&["C63"]), "head.txt", closing_head(&old))
}

fn old_went_on_strip(number: u64) -> Case {
    let Two { old, new } = both_went_on(number);
    let text = strip(&old, only_in(&old, &new), &old.setup.spec.seed(21));
    with(Bench::on(&new, number).fails(&["C65"]), "strip.txt", text)
}

/// The record has the old machine's day; what the spare signed is evidence all the same.
fn hidden_head(number: u64) -> Case {
    let Two { old, new } = both_went_on(number);
    // The spare's day is longer, and the old machine closed.
    with(Bench::on(&old, number).fails(&["C64"]), "head.txt", closing_head(&new))
}

fn hidden_strip(number: u64) -> Case {
    let Two { old, new } = both_went_on(number);
    let text = strip(&new, only_in(&new, &old), &new.setup.spec.spare(0, 0));
    with(Bench::on(&old, number).fails(&["C65"]), "strip.txt", text)
}

fn old_export(number: u64) -> Case {
    let Two { old, new } = both_went_on(number);
    let mut case = Bench::at(&new, Tier::Sealed, number).fails(&["C58"]);
    case.records.push(("bundle".to_owned(), old.pair.bundles[0].clone()));
    case
}

fn old_peer(number: u64) -> Case {
    let note = String::from_utf8(closing_head(&both_went_on(number).old)).unwrap();
    let village = other(number, |scene| {
        let scene = scene.act(0, |log| {
            by(log, spare(log));
            log.vote(1);
        });
        scene.act(1, move |log| log.entry(&Entry::Peer(Peer { note: note.clone().into() })))
    });
    Bench::at(&village, Tier::Sealed, number).fails(&["C23"])
}

/// Heads of both machines and a strip of the spare's, which all agree.
fn honest(number: u64) -> Case {
    let Two { old, new } = both_went_on(number);
    let (origin, leaves) = (origin(&new), parse_leaves(&new));
    let before = Checkpoint { origin, size: 3, root: tree::root(&leaves[..3]) };
    let before = SignedCheckpoint::sign(before, &new.setup.spec.seed(21)).unwrap().to_string();
    let text = strip(&new, only_in(&new, &old), &new.setup.spec.spare(0, 0));
    let case = with(Bench::on(&new, number).case(Expect::Valid), "head.txt", closing_head(&new));
    with(with(case, "mark.txt", before), "strip.txt", text)
}

pub(super) const CLASSES: &[Class] = &[
    Class::new("T0", "A booth that a spare went on with, heads of both machines and the spare's strip: valid.", Keys::None, honest),
    booths("T7+", "The old machine went on; a witness has its head.", old_went_on_head),
    booths("T7strip+", "The old machine went on; a voter has its strip.", old_went_on_strip),
    booths("T7peer+", "The old machine went on; a neighbour took in its head.", old_peer),
    booths("T7export+", "The old machine went on; its export is held against the record.", old_export),
    spares("T7hidden+", "The record is the old machine's; a witness has the head of the spare that went on.", hidden_head),
    spares("T7hiddenstrip+", "The record is the old machine's; a voter has a strip of the spare that went on.", hidden_strip),
];
