//! C1–C3 and H: a record that is whole in itself, held against what witnesses kept of the day.

use ballot::Code;
use canonical::{Hash, SigningKey, sha256};
use chain::{Checkpoint, Origin, tree};
use forge::{Log, Village, open_day};
use record::{Strip, StripOutcome};

use super::bench::{Bench, held, other};
use super::{Case, Class, Expect, Keys};

/// A case with one more file of evidence.
pub(super) fn with(mut case: Case, name: &str, text: impl Into<Vec<u8>>) -> Case {
    case.evidence.push((name.to_owned(), text.into()));
    case
}

/// The same day, but the first booth stopped after two voters.
fn shorter(number: u64) -> Village {
    other(number, |mut scene| {
        scene.acts[0].truncate(2);
        scene
    })
}

pub(super) fn closing_head(village: &Village) -> Vec<u8> {
    village.pair.public.get("booths/001-1/checkpoint").unwrap().to_vec()
}

fn c1(number: u64) -> Case {
    with(Bench::on(&shorter(number), number).fails(&["C64"]), "head.txt", closing_head(held(number)))
}

/// The first booth of the day with other events.
fn forked(number: u64) -> Log<'static> {
    let mut log = Log::new(&held(number).setup, "001", "1", 0, Vec::new());
    open_day(&mut log);
    log
}

fn c2(number: u64) -> Case {
    let mut log = forked(number);
    (0..=number % 5).for_each(|_| log.incident(record::IncidentKind::Other));
    with(Bench::of(number).fails(&["C63"]), "head.txt", log.head())
}

fn c2_line(number: u64) -> Case {
    let mut log = forked(number);
    (0..=number % 5).for_each(|_| log.incident(record::IncidentKind::Other));
    let note = String::from_utf8(log.head()).unwrap();
    let line = note.split_whitespace().collect::<Vec<_>>().join(" ");
    with(Bench::of(number).fails(&["C63"]), "scan.txt", line)
}

fn c3(number: u64) -> Case {
    let mut log = forked(number);
    (0..=number % 3).for_each(|_| log.incident(record::IncidentKind::Power));
    log.close();
    let case = with(Bench::of(number).fails(&["C63"]), "clone.txt", log.head());
    with(case, "head.txt", closing_head(held(number)))
}

/// What a voter of the first booth takes home.
fn strip(village: &Village, code: Code, card: &Hash, outcome: StripOutcome, mark: Option<&str>) -> String {
    let origin = origin(village);
    let leaves = parse_leaves(village);
    let first = Checkpoint { origin: origin.clone(), size: 3, root: tree::root(&leaves[..3]) }.mark_id();
    let key = village.setup.spec.seed(21);
    Strip::sign(&origin, code, &token::card_short(card), outcome, mark.unwrap_or(&first), &key).to_text()
}

pub(super) fn origin(village: &Village) -> Origin {
    village.setup.definition.booth_origin(&"001".parse().unwrap(), &"1".parse().unwrap()).parse().unwrap()
}

pub(super) fn parse_leaves(village: &Village) -> Vec<Hash> {
    let text = String::from_utf8(village.pair.public.get("booths/001-1/leaves.txt").unwrap().to_vec()).unwrap();
    text.lines().map(|line| line.parse().unwrap()).collect()
}

/// Code and card of a ballot that the first booth cast.
fn some_cast(village: &Village) -> (Code, Hash) {
    let setup = &village.setup;
    let mut log = Log::new(setup, "001", "1", 0, Vec::new());
    log.zero();
    let lines = village.pair.public.get("booths/001-1/cast.jsonl").unwrap();
    let data: ballot::SealedData = canonical::json::from_bytes(record::split_lines(lines).unwrap()[0], 1 << 16).unwrap();
    (data.code(&log.digest), data.card)
}

/// The booth writes other ballots afterwards than those whose voters hold strips.
fn h1(number: u64) -> Case {
    let (code, card) = some_cast(held(number));
    let changed = other(number, |mut scene| {
        scene.spec.nonce += 500;
        scene.spec.keep_keys = Some(number % super::INSTANCES + 1);
        scene
    });
    let strip = strip(&changed, code, &card, StripOutcome::Cast, None);
    with(Bench::on(&changed, number).fails(&["C65"]), "strip.txt", strip)
}

/// The strip says cast; the record says challenged, or the other way round.
fn h2(number: u64) -> Case {
    let village = held(number);
    let (code, card) = some_cast(village);
    let outcome = [StripOutcome::Challenged, StripOutcome::Spoiled, StripOutcome::Void][usize::try_from(number % 3).unwrap()];
    with(Bench::of(number).fails(&["C65"]), "strip.txt", strip(village, code, &card, outcome, None))
}

/// Another voter's card on the strip.
fn h2_card(number: u64) -> Case {
    let village = held(number);
    let (code, _) = some_cast(village);
    with(Bench::of(number).fails(&["C65"]), "strip.txt", strip(village, code, &sha256(b"another card"), StripOutcome::Cast, None))
}

/// The mark on a strip is no head of the log.
fn h3(number: u64) -> Case {
    let village = held(number);
    let (code, card) = some_cast(village);
    let text = strip(village, code, &card, StripOutcome::Cast, Some("0123abcd"));
    with(Bench::of(number).fails(&["C64"]), "strip.txt", text)
}

/// A zero report on paper that names another index or counts that are not zero.
fn h4(number: u64) -> Case {
    let village = held(number);
    let leaves = parse_leaves(village);
    let mut head = Checkpoint { origin: origin(village), size: 1, root: tree::root(&leaves[..1]) }.to_string();
    let mut signed = chain::SignedCheckpoint::sign(head.parse().unwrap(), &village.setup.spec.seed(21)).unwrap();
    signed.cosign(&chain::KeyName::new("saksi-1").unwrap(), &village.setup.spec.seed(71), 1_822_000_000).unwrap();
    head = signed.to_string().split_whitespace().collect::<Vec<_>>().join(" ");
    let wrong = match number % 3 {
        0 => format!("Indeks : {}", sha256(b"another index")),
        1 => "Suara tersimpan 7 tujuh".to_owned(),
        _ => format!("Kunci desa : {}", sha256(b"another key")),
    };
    let edge = format!("+{}+", "-".repeat(46));
    let chars: Vec<char> = format!("QR: {head}").chars().collect();
    let frame: String = chars.chunks(44).map(|part| format!("| {:<44} |\n", part.iter().collect::<String>())).collect();
    let text = format!("LAPORAN NOL\n\n{wrong}\n{edge}\n{frame}{edge}\n");
    with(Bench::of(number).fails(&["C66"]), "nol.txt", text)
}

/// Somebody else's head: it proves nothing, and nothing is valid with it.
fn h5(number: u64) -> Case {
    let village = held(number);
    let mut log = forked(number);
    log.key = SigningKey::from_seed(&[u8::try_from(number).unwrap(); 32]);
    log.incident(record::IncidentKind::Other);
    let _ = village;
    with(Bench::of(number).case(Expect::NotChecked(vec!["C67"])), "head.txt", log.head())
}

/// What is honest agrees.
fn h0(number: u64) -> Case {
    let village = held(number);
    let (code, card) = some_cast(village);
    let case = with(Bench::of(number).case(Expect::Valid), "head.txt", closing_head(village));
    with(case, "strip.txt", strip(village, code, &card, StripOutcome::Cast, None))
}

pub(super) const CLASSES: &[Class] = &[
    Class::new("C1+", "A whole village as it was earlier; a witness has the later head.", Keys::Booth, c1),
    Class::new("C2+", "A fork; a witness has the head of the other branch.", Keys::Booth, c2),
    Class::new("C2scan+", "A fork; a witness has the other head as a telephone read it.", Keys::Booth, c2_line),
    Class::new("C3+", "A booth was cloned; a witness has both closing heads.", Keys::Booth, c3),
    Class::new("H0", "A head and a strip that agree: valid.", Keys::None, h0),
    Class::new("H1+", "A booth whose log was written again; a voter has a strip.", Keys::Booth, h1),
    Class::new("H2", "A strip that says another outcome than the record.", Keys::Booth, h2),
    Class::new("H2card", "A strip with another card than the record.", Keys::Booth, h2_card),
    Class::new("H3", "A strip whose mark is no head of the log.", Keys::Booth, h3),
    Class::new("H4", "A zero report with other numbers than the log.", Keys::Booth, h4),
    Class::new("H5", "A head that the booth did not sign.", Keys::None, h5),
];
