//! Counts, plans, openings, strips, code sets.

use ballot::Code;
use canonical::{Hash, json, sha256};
use manifest::StratumId;

use crate::fixture::*;
use crate::{
    BoxKind, CodeSet, OpeningData, OpeningError, PaperCount, PaperCountData, PaperCountError, PlanData, PlanSet, Scope, SignedOpening,
    Strip, StripOutcome,
};

fn count_data() -> PaperCountData {
    PaperCountData {
        booth: None,
        content: BoxKind::OnlyRecord,
        counter: signing(25).public(),
        definition: definition().digest(),
        entry: 1,
        format: PaperCountData::FORMAT.into(),
        invalid: 1,
        station: station("002"),
        votes: vec![3, 2, 0],
    }
}

fn counted(change: impl FnOnce(&mut PaperCountData)) -> Result<PaperCount, PaperCountError> {
    let mut data = count_data();
    change(&mut data);
    PaperCount::parse(&PaperCount::sign(data, &signing(25)).to_bytes(), &definition(), &devices())
}

#[test]
fn a_paper_count_reads_back_and_holds_what_was_counted() {
    let count = counted(|_| ()).unwrap();
    assert_eq!((count.votes.as_slice(), count.invalid, count.entry), ([3, 2, 0].as_slice(), 1, 1));
    assert!(counted(|d| d.entry = 2).is_ok());
    assert!(counted(|d| (d.booth, d.station) = (Some(booth()), station("001"))).is_ok());
}

#[test]
fn a_paper_count_that_breaks_a_rule_is_refused_by_it() {
    assert_eq!(counted(|d| d.format = "x".into()), Err(PaperCountError::Format));
    assert_eq!(counted(|d| d.definition = Hash::ZERO), Err(PaperCountError::Foreign(Hash::ZERO)));
    assert_eq!(counted(|d| d.station = station("009")), Err(PaperCountError::Place(station("009"))));
    assert_eq!(counted(|d| d.booth = Some(booth())), Err(PaperCountError::Place(station("002"))), "a paper station has no booth");
    for entry in [0, 3] {
        assert_eq!(counted(|d| d.entry = entry), Err(PaperCountError::Options { found: 3, expected: 3 }));
    }
    assert_eq!(
        counted(|d| {
            d.votes.pop();
        }),
        Err(PaperCountError::Options { found: 2, expected: 3 })
    );
    assert_eq!(counted(|d| d.counter = signing(26).public()), Err(PaperCountError::Counter), "not on the list");
    let stranger = PaperCount::sign(count_data(), &signing(26)).to_bytes();
    assert_eq!(PaperCount::parse(&stranger, &definition(), &devices()), Err(PaperCountError::Counter), "listed, but signed by another");
    let mut own = count_data();
    own.counter = signing(26).public();
    let own = PaperCount::sign(own, &signing(26)).to_bytes();
    assert_eq!(PaperCount::parse(&own, &definition(), &devices()), Err(PaperCountError::Counter), "signed well, but not on the list");
}

fn plan() -> PlanData {
    let set = |scope| PlanSet { codes: sha256(b"codes"), count: 5, scope };
    PlanData {
        definition: definition().digest(),
        format: PlanData::FORMAT.into(),
        number: 1,
        previous: None,
        record: sha256(b"record"),
        sets: vec![set(Scope::Village), set(Scope::Booth { booth: booth(), station: station("001") })],
    }
}

#[test]
fn a_plans_digest_is_that_of_its_file() {
    let bytes = plan().to_bytes();
    assert_eq!(json::from_bytes::<PlanData>(&bytes, 10_000), Ok(plan()));
    assert_eq!(plan().digest(), sha256(&bytes));
}

#[test]
fn a_scope_has_its_own_name_and_digest_and_takes_what_it_names() {
    let (one, two, other): (_, _, BoothOf) = (station("001"), station("002"), "2".parse().unwrap());
    let (first, second): (StratumId, StratumId) = ("dusun-1".parse().unwrap(), "dusun-2".parse().unwrap());
    let village = Scope::Village;
    let stations = Scope::Stations { stations: vec![one.clone(), station("003")] };
    let of_booth = Scope::Booth { booth: booth(), station: one.clone() };
    let stratum = Scope::Stratum { stratum: first.clone() };
    let all = [&village, &stations, &of_booth, &stratum];
    assert_eq!(all.map(Scope::id), ["village", "stations-001+003", "booth-001-1", "stratum-dusun-1"]);
    for (place, scope) in all.iter().enumerate() {
        assert_eq!(scope.digest(), sha256(&json::to_bytes(*scope)));
        assert!(all.iter().skip(place + 1).all(|other| other.digest() != scope.digest()));
    }
    let takes = |scope: &Scope| {
        [
            scope.takes(&one, &booth(), Some(&first)),
            scope.takes(&one, &other, Some(&second)),
            scope.takes(&two, &booth(), Some(&first)),
            scope.takes(&two, &other, None),
        ]
    };
    assert_eq!(takes(&village), [true; 4]);
    assert_eq!(takes(&stations), [true, true, false, false]);
    assert_eq!(takes(&of_booth), [true, false, false, false]);
    assert_eq!(takes(&stratum), [true, false, true, false]);
}

type BoothOf = manifest::BoothId;

fn opened(change: impl FnOnce(&mut OpeningData), seed: u8) -> Result<SignedOpening, OpeningError> {
    let mut data = OpeningData { format: OpeningData::FORMAT.into(), guardian: 2, plan: plan().digest(), sets: vec![] };
    change(&mut data);
    SignedOpening::parse(&SignedOpening::sign(data, &signing(seed)).to_bytes(), &definition(), &plan().digest())
}

#[test]
fn an_opening_holds_for_its_guardian_and_plan_only() {
    let opening = opened(|_| (), 12).unwrap();
    assert_eq!((opening.guardian, opening.plan), (2, plan().digest()));
    assert_eq!(opened(|d| d.format = "x".into(), 12), Err(OpeningError::Format));
    assert_eq!(opened(|_| (), 13), Err(OpeningError::Guardian(2)));
    assert_eq!(opened(|d| d.guardian = 3, 12), Err(OpeningError::Guardian(3)));
    assert_eq!(opened(|d| d.guardian = 0, 12), Err(OpeningError::Guardian(0)));
    assert_eq!(opened(|d| d.plan = Hash::ZERO, 12), Err(OpeningError::Plan(2)));
    assert!(matches!(SignedOpening::parse(b"{}", &definition(), &Hash::ZERO), Err(OpeningError::Json(_))));
}

fn code(byte: u8) -> Code {
    Code::from_hash(Hash::from_bytes([byte; 32]))
}

#[test]
fn a_strip_reads_back_in_every_outcome_and_holds_under_its_booths_key_only() {
    let origin = definition().booth_origin(&station("001"), &booth()).parse().unwrap();
    let words = [
        (StripOutcome::Cast, "TERSIMPAN"),
        (StripOutcome::Challenged, "UJI"),
        (StripOutcome::Spoiled, "BATAL"),
        (StripOutcome::Void, "DIBATALKAN"),
    ];
    for (outcome, word) in words {
        let strip = Strip::sign(&origin, code(7), "ABC123", outcome, "0123abcd", &signing(21));
        let text = strip.to_text();
        assert!(text.starts_with(&format!("SUARA-TT {origin} {} ABC123 {word} 0123abcd ", code(7))), "{text}");
        assert_eq!(Strip::parse(&format!(" {text}\n")), Ok(strip.clone()));
        assert!(strip.verify(&signing(21).public()) && !strip.verify(&signing(22).public()));
        for (other, _) in words.iter().filter(|(other, _)| *other != outcome) {
            assert!(!Strip { outcome: *other, ..strip.clone() }.verify(&signing(21).public()));
        }
        assert!(!Strip { code: code(8), ..strip.clone() }.verify(&signing(21).public()));
        assert!(!Strip { card: "ABC124".into(), ..strip.clone() }.verify(&signing(21).public()));
        assert!(!Strip { mark: "0123abce".into(), ..strip }.verify(&signing(21).public()));
    }
    for bad in ["", "SUARA-TT", "SUARA-TT a b c d e f"] {
        assert!(Strip::parse(bad).is_err(), "{bad}");
    }
    let text = Strip::sign(&origin, code(7), "ABC123", StripOutcome::Cast, "0", &signing(21)).to_text();
    assert!(Strip::parse(&text.replace("TERSIMPAN", "KOSONG")).is_err());
}

#[test]
fn a_set_of_codes_is_the_same_in_any_order() {
    let codes = [code(3), code(1), code(2)];
    let set = CodeSet::of(&codes);
    assert_eq!(set, CodeSet::of(&[code(1), code(2), code(3)]));
    assert_eq!(set.count, 3);
    let leaves = [1, 2, 3].map(|byte| chain::tree::leaf_hash(&[byte; 32]));
    assert_eq!(set.root, chain::tree::root(&leaves));
    assert_ne!(set, CodeSet::of(&codes[..2]));
}
