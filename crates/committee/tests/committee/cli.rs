//! The program as a committee uses it: an example, tags, a ceremony, bundles, paper, openings, a result.

use std::fs;

use canonical::json;
use manifest::Mode;
use record::{Folder, PlanData, ResultData};

use super::office::{Office, VILLAGES, desk_counts};
use super::support::open_plan;

#[test]
fn an_election_goes_through_the_program_from_the_example_to_the_result() {
    let office = Office::new("whole");
    office.signed();
    let village = VILLAGES[0];
    let setup = office.setup(village);
    assert_eq!(setup.documents().definition.mode, Mode::Rehearsal);
    let anchor = fs::read_to_string(office.path("kerja/ANCHOR")).unwrap();
    assert_eq!(anchor.trim(), setup.documents().index.digest().to_string());
    assert_eq!(setup.cards("001", "1").len(), 50);
    // The first village votes; the other one is far away and waited for by nobody.
    let choices: Vec<usize> = [vec![0; 7], vec![1; 4], vec![2; 1]].concat();
    for (station, booth) in [("001", "1"), ("001", "2"), ("002", "1")] {
        office.booth(&setup, village, station, booth, &choices);
    }
    let said = office.done(&format!("import usb/{village}-001-1 usb/{village}-001-2 usb/{village}-002-1"));
    assert_eq!(said.matches("DITERIMA (received)").count(), 3, "{said}");
    assert!(office.done(&format!("import usb/{village}-001-1")).contains("SUDAH DITERIMA (the same again)"));
    for (station, present) in [("001", 24), ("002", 12)] {
        fs::write(office.path(&format!("meja-{station}.json")), desk_counts(&setup, village, station, present)).unwrap();
        office.done(&format!("import meja-{station}.json"));
    }
    let count = |entry: u8, votes: &str| {
        let line = format!("count --village {village} --station 001 --entry {entry} --counter penghitung-{entry}.age --votes {votes}");
        office.done(&line)
    };
    count(1, "1=14,2=8,3=2,0=0");
    assert!(count(2, "1=14,2=8,3=1,0=1").contains("BERBEDA"));
    assert_eq!(office.run(&format!("plan --village {village}")).0, 1);
    assert!(count(2, "1=14,2=8,3=2,0=0").contains("SAMA"));
    assert!(office.done("status").contains("terverifikasi"));
    assert!(office.done("plan").contains("rencana 1"));
    assert_eq!(office.run(&format!("import usb/{village}-001-1")).0, 3, "nothing is taken after the plan");
    let record = office.path(&format!("kerja/villages/{village}/record/public"));
    let public = Folder::read(&record).unwrap();
    let plan: PlanData = json::from_bytes(public.get("plan-1.json").unwrap(), 1 << 16).unwrap();
    fs::create_dir_all(office.path(&format!("buka/{village}"))).unwrap();
    for (step, guardian) in [2, 3, 5].into_iter().enumerate() {
        let bytes = open_plan(&setup.guardians, &setup.documents(), &public, &plan, guardian);
        fs::write(office.path(&format!("buka/{village}/opening-1-{guardian}.json")), bytes).unwrap();
        let said = office.done("tally --from buka");
        assert!(said.contains(if step < 2 { "BELUM DAPAT DIBUKA" } else { "SELESAI DIHITUNG" }), "{said}");
    }
    let page = office.done("result");
    assert!(page.contains("CALON TERPILIH: NOMOR 1 — Pisang"), "{page}");
    assert!(page.contains("LATIHAN"), "{page}");
    let public = Folder::read(&record).unwrap();
    let result: ResultData = json::from_bytes(public.get("result.json").unwrap(), 1 << 16).unwrap();
    assert_eq!(result.votes, [21, 12, 3, 0]);
    office.done("result");
    assert_eq!(Folder::read(&record).unwrap(), public, "the same record again");
}

#[test]
fn a_fork_is_kept_named_and_still_shown_by_status() {
    let office = Office::new("fork");
    office.signed();
    let village = VILLAGES[1];
    let setup = office.setup(village);
    office.booth(&setup, village, "002", "1", &[0, 1]);
    office.done(&format!("import usb/{village}-002-1"));
    fs::rename(office.path("usb"), office.path("usb-1")).unwrap();
    office.booth(&setup, village, "002", "1", &[0, 2]);
    let (code, said) = office.run(&format!("import usb/{village}-002-1"));
    assert_eq!(code, 3);
    assert!(said.contains("BERCABANG: bilik 002/1, baris 6") && said.contains("Disimpan sebagai bukti"), "{said}");
    assert_eq!(fs::read_dir(office.path(&format!("kerja/villages/{village}/refused"))).unwrap().count(), 1);
    assert!(office.done("status").contains("bercabang di baris 6"));
    let lost = format!("amend --village {village} lost --station 002 --booth 1 --reason banjir");
    assert_eq!(office.run(&lost).0, 1, "a booth whose bundle is here is not lost");
    office.done(&format!("amend --village {village} withdraw --candidate 2 --reason gugur"));
    office.done(&format!("amend --village {village} unused --station 001 --booth 2 --reason rusak"));
    assert!(office.done("status").contains("tidak dipakai: rusak"));
}

#[test]
fn a_draft_without_the_choices_of_the_regulation_is_refused_and_nothing_is_made() {
    for key in ["box_count", "prevails"] {
        let office = Office::new(&format!("without-{key}"));
        office.draft();
        office.edit("draf/regency.toml", |text| text.lines().filter(|l| !l.starts_with(key)).map(|l| format!("{l}\n")).collect());
        let (code, said) = office.run("init draf");
        assert_eq!(code, 3);
        assert!(said.contains(&format!("rules.{key}")) && said.contains("article (pasal peraturan)"), "{said}");
        assert!(!office.path("kerja").exists());
    }
}

#[test]
fn candidates_sides_that_could_open_or_block_are_refused() {
    let office = Office::new("sides");
    office.draft();
    office.edit("draf/guardians.csv", |text| text.replace("Camat,neutral", "Camat,3"));
    let (code, said) = office.run("init draf");
    assert_eq!(code, 3);
    assert!(said.contains("could open or block"), "{said}");
}

#[test]
fn every_end_has_its_exit_code() {
    let office = Office::new("codes");
    assert_eq!(office.run("status").0, 1, "no work folder");
    assert_eq!(office.run("frobnicate").0, 2);
    office.draft();
    office.done("init draf");
    assert_eq!(office.run("init draf").0, 1, "never overwritten");
    assert_eq!(office.run("deck --out kartu").0, 1, "not signed yet");
    fs::write(office.path("bad.pub"), "{}").unwrap();
    assert_eq!(office.run("enrol bad.pub").0, 3);
    fs::create_dir_all(office.path(&format!("upacara/{}", VILLAGES[0]))).unwrap();
    fs::write(office.path("sandi"), "lain\n").unwrap();
    let (code, said) = office.run("sign --ceremony upacara");
    assert!(code == 1 && said.contains("KATA SANDI SALAH"), "{said}");
    fs::write(office.path("kerja/index.json"), "{}").unwrap();
    assert_eq!(office.run("definitions --out definisi").0, 4);
}
