//! One booth from zero report to bundle, with every ending.

use std::path::Path;

use ballot::{BallotRules, Code};
use canonical::{Hash, hex, sha256};
use chain::{Line, SignedCheckpoint};
use paper::{THERMAL_COLUMNS, render_text};
use record::{CodeSet, Documents, Entry, Folder, Strip, StripOutcome, Sums, Tier, split_lines};
use terminal::day::{DayRules, Phase, State};
use terminal::{Booth, replay};

use crate::papers::{qr, titled};
use crate::village::{Place1, Village, Wish, hour, key};
use crate::voting::{ALL, Answer, vote};

pub(crate) fn lines(place: &Place1) -> Vec<Line> {
    let bytes = place.disk.peek(Path::new("first/entries.jsonl")).unwrap();
    split_lines(&bytes).unwrap().into_iter().map(|line| Line::parse(line).unwrap()).collect()
}

pub(crate) fn entries(place: &Place1) -> Vec<Entry> {
    lines(place).iter().map(|line| line.content().unwrap()).collect()
}

pub(crate) fn replayed(place: &Place1, booth: &Booth) -> State {
    let rules = DayRules::of(&place.village.documents, &"001".parse().unwrap(), &"1".parse().unwrap()).unwrap();
    replay(&lines(place), booth.origin(), rules).unwrap().0
}

/// A day in which every answer is given; returns the codes by answer.
fn day(place: &Place1) -> (Booth, Vec<Code>) {
    let mut booth = place.open();
    let vote = |booth: &mut Booth, card, number, answer| vote(booth, &place.village.card(card), number, answer).unwrap().code;
    let codes = (0..).zip(ALL).map(|(card, answer)| vote(&mut booth, card, card % 4, answer)).collect();
    for card in 10..32 {
        vote(&mut booth, card, card % 4, Answer::Same);
    }
    booth.mark(&hour(9)).unwrap();
    vote(&mut booth, 40, 0, Answer::Same);
    booth.close(&hour(13)).unwrap();
    (booth, codes)
}

#[test]
fn after_a_whole_day_the_log_replays_to_the_same_state() {
    let place = Place1::new(&Wish::default());
    let (booth, codes) = day(&place);
    assert_eq!(replayed(&place, &booth), *booth.state());
    let counts = booth.state().counts();
    assert_eq!((counts.cast, counts.challenged, counts.spoiled, counts.void), (24, 1, 2, 1));
    assert_eq!((counts.shown, counts.differs, counts.faults), (1, 1, 0));
    let outcomes: Vec<_> = codes.iter().map(|code| booth.state().ending(code).unwrap().outcome).collect();
    use StripOutcome::{Cast, Challenged, Spoiled, Void};
    assert_eq!(outcomes, [Cast, Spoiled, Spoiled, Challenged, Void]);
    assert_eq!(booth.state().phase(), Phase::Closed);
}

#[test]
fn the_closing_entry_binds_the_four_sets_the_epochs_and_the_faults() {
    let place = Place1::new(&Wish::default());
    let (booth, _) = day(&place);
    let entries = entries(&place);
    let Some(Entry::Close(close)) = entries.last() else { panic!("the last entry is no close") };
    let of = |kind: &dyn Fn(&Entry) -> Option<Code>| CodeSet::of(&entries.iter().filter_map(kind).collect::<Vec<_>>());
    assert_eq!(close.cast, of(&|e| if let Entry::Cast(o) = e { Some(o.code) } else { None }));
    assert_eq!(close.challenged, of(&|e| if let Entry::Challenge(o) = e { Some(o.code) } else { None }));
    assert_eq!(close.spoiled, of(&|e| if let Entry::Spoil(o) = e { Some(o.code) } else { None }));
    assert_eq!(close.void, of(&|e| if let Entry::Void(o) = e { Some(o.code) } else { None }));
    let Some(Entry::Zero(zero)) = entries.first() else { panic!("the first entry is no zero") };
    assert_eq!(close.epochs, [zero.epoch.root]);
    assert_eq!(zero.epoch.witnesses, [0, 1].map(|i| terminal::witness_hash(&zero.boot_id, 0, [&b"rahasia satu"[..], b"rahasia dua"][i])));
    assert_eq!((close.cast.count, close.faults), (booth.state().counts().cast, 0));
}

#[test]
fn every_strip_is_signed_by_the_booth_and_names_the_mark_before_its_ballot() {
    let place = Place1::new(&Wish::default());
    let (booth, _) = day(&place);
    let papers = place.printer.papers();
    let strips: Vec<Strip> = titled(&papers, "TANDA TERIMA").iter().map(|paper| Strip::parse(&qr(paper)).unwrap()).collect();
    assert_eq!(strips.len(), 28);
    assert!(strips.iter().all(|strip| strip.verify(&key("booth 1").public())));
    for strip in &strips {
        assert_eq!(booth.state().ending(&strip.code).unwrap().outcome, strip.outcome);
    }
    let marks: std::collections::BTreeSet<_> = strips.iter().map(|strip| strip.mark.clone()).collect();
    assert_eq!(marks.len(), 2);
    assert_ne!(strips[26].mark, strips[27].mark);
}

#[test]
fn a_slip_gets_its_bar_only_after_the_answer_and_is_held_until_then() {
    let place = Place1::new(&Wish::default());
    let mut booth = place.open();
    let before = place.printer.papers().len();
    let card = place.village.card(1);
    let session = booth.begin(&card, &hour(8)).unwrap();
    let choice = session.choice(2).unwrap();
    let sealed = session.choose(choice).change().choose(choice).confirm().unwrap();
    assert_eq!(place.printer.held(), render_text(&sealed.screen_slip(), THERMAL_COLUMNS));
    assert!(place.printer.held().contains("Budi Santoso") && !place.printer.held().contains("SAH"));
    assert_eq!(place.printer.papers().len(), before);
    let start = sealed.code_start();
    let ended = sealed.same().unwrap();
    assert!(ended.code.written().to_string().starts_with(&start) && start.len() == 11);
    let papers = place.printer.papers();
    assert!(papers[before].contains("SAH – MASUKKAN KE KOTAK AUDIT") && papers[before].contains("Budi Santoso"));
    assert!(papers[before + 1].contains("SUARA ANDA SUDAH TERSIMPAN") && !papers[before + 1].contains("Budi"));
    assert_eq!(ended.screen().status.words(), "SUARA ANDA SUDAH TERSIMPAN");
}

#[test]
fn slips_of_the_same_choice_are_the_same_paper() {
    let place = Place1::new(&Wish::default());
    let mut booth = place.open();
    for card in 0..3 {
        vote(&mut booth, &place.village.card(card), 3, Answer::Same).unwrap();
    }
    let papers = place.printer.papers();
    let slips = titled(&papers, "STRUK");
    assert_eq!(slips.len(), 3);
    assert!(slips.iter().all(|slip| *slip == slips[0]));
}

#[test]
fn anyone_recomputes_a_challenged_ballot_from_the_log_and_from_the_sheet() {
    let place = Place1::new(&Wish::default());
    let (booth, codes) = day(&place);
    let entries = entries(&place);
    let digest = booth.state().digest().unwrap();
    let documents = &place.village.documents;
    let rules = BallotRules { definition: &documents.definition, key: documents.key.joint(), booth: &digest };
    let ballot = |code: &Code| {
        let seals = entries.iter().filter_map(|e| if let Entry::Seal(data) = e { Some(data) } else { None });
        seals.into_iter().find(|data| data.code(&digest) == *code).unwrap()
    };
    let challenge = entries.iter().find_map(|e| if let Entry::Challenge(c) = e { Some(c) } else { None }).unwrap();
    assert_eq!(challenge.code, codes[3]);
    assert_eq!(challenge.opening.check(ballot(&challenge.code), &rules, booth.state().epochs()), Ok(()));
    assert_eq!(challenge.opening.choice, 2);

    let papers = place.printer.papers();
    let payload = qr(titled(&papers, "UJI MESIN")[0]);
    let words: Vec<&str> = payload.split(' ').collect();
    let ["SUARA-BUKA", origin, code, choice, seed, booth_hex, card, "-", way] = words[..] else { panic!("{payload}") };
    assert_eq!((origin, code), (booth.origin().as_str(), challenge.code.to_string().as_str()));
    assert_eq!((choice, booth_hex), ("2", digest.to_string().as_str()));
    assert_eq!(hex::decode_array(seed), Some(challenge.opening.seed));
    assert_eq!(card.parse::<Hash>(), Ok(ballot(&challenge.code).card));
    assert!(way.starts_with(&format!("{}/4096/", challenge.opening.path.index)));
}

#[test]
fn every_cast_ballot_verifies_in_the_booths_context() {
    let place = Place1::new(&Wish::default());
    let (booth, _) = day(&place);
    let digest = booth.state().digest().unwrap();
    let documents = &place.village.documents;
    let rules = BallotRules { definition: &documents.definition, key: documents.key.joint(), booth: &digest };
    let seals = entries(&place).into_iter().filter_map(|e| if let Entry::Seal(data) = e { Some(data) } else { None });
    let verified: Vec<_> = seals.map(|data| data.verify(&rules).unwrap()).collect();
    assert_eq!(verified.len(), 28);
}

#[test]
fn the_bundle_holds_documents_log_and_closing_head_and_is_signed_by_the_booth() {
    let place = Place1::new(&Wish::default());
    let (booth, _) = day(&place);
    let bundle: Folder = booth.export().unwrap();
    let sums = Sums::read(&bundle).unwrap();
    assert_eq!((sums.tier(), sums.name()), (Tier::Bundle, booth.origin().as_str()));
    sums.verify(booth.origin().as_str(), &key("booth 1").public()).unwrap();
    assert!(sums.differences(&bundle).is_empty());
    assert_eq!(Documents::read(&bundle).unwrap().files(), place.village.documents.files());
    assert_eq!(bundle.get("entries.jsonl"), place.disk.peek(Path::new("first/entries.jsonl")).as_deref());
    let head = SignedCheckpoint::open(bundle.get("checkpoint").unwrap(), booth.origin(), &key("booth 1").public()).unwrap();
    assert_eq!(head.checkpoint().size, lines(&place).len() as u64);
}

#[test]
fn the_same_seed_writes_the_same_bytes_and_another_seed_others() {
    let bundle = || {
        let place = Place1::new(&Wish::default());
        day(&place).0.export().unwrap()
    };
    assert_eq!(bundle(), bundle());
    let other = Place1::new(&Wish::default());
    let mut booth = Booth::zero(other.village.setup("1", &other.disk, &other.printer, "another"), &[], &hour(6)).unwrap();
    booth.open(&hour(7)).unwrap();
    assert_ne!(
        entries(&other)[0],
        entries(&{
            let place = Place1::new(&Wish::default());
            drop(place.zero());
            place
        })[0]
    );
}

#[test]
fn a_booth_can_be_driven_in_a_thread_of_its_own() {
    let place = Place1::new(&Wish::default());
    let mut booth = place.open();
    let card = place.village.card(1);
    let ended = std::thread::spawn(move || vote(&mut booth, &card, 1, Answer::Same).unwrap()).join().unwrap();
    assert_eq!(ended.outcome, StripOutcome::Cast);
}

#[test]
fn zero_and_closing_reports_carry_root_head_and_counts() {
    let place = Place1::new(&Wish::default());
    let (booth, _) = day(&place);
    let papers = place.printer.papers();
    let zero = titled(&papers, "LAPORAN NOL")[0];
    assert!(zero.contains("NOL – TIDAK ADA SUARA TERSIMPAN") && zero.contains("NOMOR 3 — Rahmat Hidayat"));
    let root = booth.state().epochs()[0].to_string();
    assert!(zero.replace(['\n', ' '], "").contains(&root), "{zero}");
    let closing = titled(&papers, "LAPORAN PENUTUPAN")[0];
    assert!(closing.contains("dua puluh empat") && !closing.contains("Siti Aminah"), "{closing}");
    let note = qr(closing);
    let words: Vec<&str> = note.split(' ').collect();
    assert_eq!((words[0], words.len()), (booth.origin().as_str(), 6));
    let rebuilt = format!("{}\n{}\n{}\n\n{} {} {}\n", words[0], words[1], words[2], words[3], words[4], words[5]);
    assert!(SignedCheckpoint::open(rebuilt.as_bytes(), booth.origin(), &key("booth 1").public()).is_ok());
}

#[test]
fn without_strips_in_the_rules_no_strip_is_printed() {
    let place = Place1::new(&Wish { strip: false, ..Wish::default() });
    let mut booth = place.open();
    let ended = vote(&mut booth, &place.village.card(1), 1, Answer::Same).unwrap();
    assert!(ended.papers.are_complete());
    assert!(titled(&place.printer.papers(), "TANDA TERIMA").is_empty());
}

#[test]
fn a_rehearsal_has_its_band_on_every_paper_and_another_log() {
    let wish = Wish { mode: manifest::Mode::Rehearsal, ..Wish::default() };
    let place = Place1::new(&wish);
    let (booth, _) = day(&place);
    let papers = place.printer.papers();
    assert!(papers.iter().all(|paper| paper.starts_with("   ") && paper.matches("LATIHAN — BUKAN SUARA SEBENARNYA").count() >= 2));
    assert!(booth.origin().is_rehearsal());
    assert_ne!(Village::new(&wish).definition().digest(), Village::new(&Wish::default()).definition().digest());
    assert_ne!(sha256(b""), booth.state().digest().unwrap());
}
