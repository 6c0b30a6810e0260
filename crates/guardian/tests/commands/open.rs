use std::fs;

use auditor::{Counted, Options};
use canonical::PublicKey;
use guardian::ceremony::Assembled;
use manifest::Definition;
use record::SignedOpening;

use crate::fixture::record::Village;
use crate::fixture::{VILLAGES, definition};
use crate::{Desk, key};

const PEOPLE: [&str; 5] = ["ani", "budi", "citra", "dewi", "eko"];

/// Five people with a finished ceremony of one village, and its published record with the first plan.
fn evening(test: &str) -> (Desk, Village) {
    evening_with(test, [&[0, 0, 0, 1], &[1, 1, 0], &[1, 1, 0]], |_| {})
}

fn evening_with(test: &str, choices: [&[usize]; 3], change: impl Fn(&mut Village)) -> (Desk, Village) {
    let desk = Desk::new(test);
    let keys: Vec<PublicKey> = PEOPLE.iter().map(|p| key(&desk.well(p, &["new", "--name", p, "--work-factor", "4"]))).collect();
    let definition = definition(VILLAGES[0], &keys);
    desk.write(&format!("definisi/{}/definition.json", VILLAGES[0]), definition.to_bytes());
    PEOPLE.iter().for_each(|p| drop(desk.well(p, &["commit", "--definitions", "definisi", "--out", "meja"])));
    for round in ["reveal", "share", "confirm"] {
        PEOPLE.iter().for_each(|p| drop(desk.well(p, &[round, "--definitions", "definisi", "--from", "meja", "--out", "meja"])));
    }
    desk.well("ani", &["assemble", "--definitions", "definisi", "--from", "meja", "--out", "hasil"]);
    let made = assembled(&desk, &definition);
    let mut village = Village::new(&definition, &made, choices);
    change(&mut village);
    let plan = counted(&village).first_plan().unwrap();
    village.plan(1, &plan);
    village.public.write(&desk.path("rekaman")).unwrap();
    (desk, village)
}

fn assembled(desk: &Desk, definition: &Definition) -> Assembled {
    let village = definition.village.code.clone();
    let read = |name: &str| fs::read(desk.path(&format!("hasil/{village}/{name}"))).unwrap();
    Assembled { ceremony: read("ceremony.json"), confirmations: read("confirmations.json"), village }
}

fn counted(village: &Village) -> Counted {
    Counted::read(&village.public, &Options { rehearsal: true, ..Options::default() }).unwrap()
}

fn open(desk: &Desk, village: &Village, person: &str) -> String {
    desk.well(person, &["open", "--record", "rekaman", "--anchor", &village.anchor().to_string(), "--out", "bukaan"])
}

#[test]
fn three_people_open_and_the_ledger_remembers() {
    let (desk, village) = evening("open");
    let plan = counted(&village).first_plan().unwrap();
    let openings: Vec<SignedOpening> = [1, 3, 4]
        .into_iter()
        .map(|place: usize| {
            assert!(open(&desk, &village, PEOPLE[place]).contains("stations-002"));
            let bytes = fs::read(desk.path(&format!("bukaan/{}/opening-1-{}.json", VILLAGES[0], place + 1))).unwrap();
            SignedOpening::parse(&bytes, &village.definition, &plan.digest()).unwrap()
        })
        .collect();
    let opened = counted(&village).open(&plan, &openings).unwrap();
    assert_eq!(opened.iter().map(|sum| sum.votes.clone()).collect::<Vec<_>>(), [vec![4, 3, 0], vec![1, 2, 0]]);
    let status = desk.well("budi", &["status"]);
    assert!(status.contains(&format!("{} rencana 1 {}: stations-001 (7), stations-002 (3)", VILLAGES[0], plan.digest())), "{status}");
    let sealed = fs::read(desk.path("budi/guardian.age")).unwrap();
    assert!(String::from_utf8_lossy(&sealed).lines().nth(1).unwrap().ends_with(" 5"), "the device list asks for 5");
}

#[test]
fn a_second_plan_a_broken_record_and_a_missing_anchor_are_refused() {
    let (desk, mut village) = evening("refuse");
    assert_eq!(desk.run("ani", &["open", "--record", "rekaman", "--out", "bukaan"]).status.code(), Some(2));
    let both = ["open", "--record", "rekaman", "--no-anchor", "--anchor", &village.anchor().to_string(), "--out", "bukaan"];
    assert_eq!(desk.run("ani", &both).status.code(), Some(2));
    let other = canonical::sha256(b"kertas lain").to_string();
    let said = desk.refused("ani", &["open", "--record", "rekaman", "--anchor", &other, "--out", "bukaan"], 3);
    assert!(said.contains("tidak lolos periksa"), "{said}");
    open(&desk, &village, "ani");
    let first = counted(&village).first_plan().unwrap();
    let second = record::PlanData { sets: first.sets[..1].to_vec(), ..first.clone() };
    village.plan(1, &second);
    village.public.write(&desk.path("rekaman-2")).unwrap();
    let said = desk.refused("ani", &["open", "--record", "rekaman-2", "--no-anchor", "--out", "bukaan-2"], 3);
    assert!(said.contains("DUA RENCANA 1") && said.contains(&first.digest().to_string()) && said.contains(&second.digest().to_string()));
    assert!(!desk.path("bukaan-2").exists());
    village.put("booths/002-1/void.txt", b"x\n".to_vec());
    village.public.write(&desk.path("rekaman-3")).unwrap();
    assert!(desk.refused("budi", &["open", "--record", "rekaman-3", "--no-anchor", "--out", "bukaan"], 3).contains("void.txt"));
}

#[test]
fn one_refused_village_does_not_keep_the_others_closed() {
    let (desk, village) = evening("several");
    let mut broken = village.public.clone();
    broken.remove("booths/002-1/cast.jsonl");
    broken.write(&desk.path("rusak")).unwrap();
    let said = desk.refused("citra", &["open", "--record", "rusak", "rekaman", "--no-anchor", "--out", "bukaan"], 3);
    assert!(said.contains("rusak"), "{said}");
    assert!(desk.path(&format!("bukaan/{}/opening-1-3.json", VILLAGES[0])).exists());
    assert!(desk.well("citra", &["status"]).contains("rencana 1"));
}

#[test]
fn a_small_village_is_opened_only_when_that_was_said_and_its_numbers_come_first() {
    let (desk, village) = evening_with("small", [&[0], &[], &[1]], |village| village.unused("001", "2"));
    let anchor = village.anchor().to_string();
    let open = ["open", "--record", "rekaman", "--anchor", &anchor, "--out", "bukaan"];
    let said = desk.refused("ani", &open, 1);
    assert!(said.contains("hanya 2 surat suara; batasnya 3") && said.contains("001/2") && said.contains("--small-village"), "{said}");
    assert!(!desk.path("bukaan").exists());
    let said = desk.well("ani", &[&open[..], &["--small-village"]].concat());
    let (numbers, opened) = (said.find("2 surat suara dihitung").unwrap(), said.find("rencana 1 dibuka").unwrap());
    let booths = said.find("bilik tanpa catatan (booths that delivered nothing): 001/2").unwrap();
    assert!(numbers < booths && booths < opened, "{said}");
}

#[test]
fn a_village_that_exclusions_made_small_is_not_opened_at_all() {
    let (desk, village) = evening_with("shrunk", [&[0, 0, 1], &[], &[1]], |village| village.exclude(2));
    let anchor = village.anchor().to_string();
    let said = desk.refused("ani", &["open", "--record", "rekaman", "--anchor", &anchor, "--small-village", "--out", "bukaan"], 1);
    assert!(said.contains("BELUM DAPAT DIBUKA") && said.contains("hitungan kertas yang berlaku"), "{said}");
    assert!(!desk.path("bukaan").exists());
}
