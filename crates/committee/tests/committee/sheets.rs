//! What a committee prints before polling day: cards as sheets, and the forms of every station.

use std::fs;

use super::office::{Office, VILLAGES};

#[test]
fn sheets_are_encrypted_like_the_cards_and_opened_only_into_a_new_file() {
    let office = Office::new("sheets");
    office.signed();
    office.done("deck --out lembar --pdf");
    for entry in fs::read_dir(office.path("lembar")).unwrap() {
        assert!(fs::read(entry.unwrap().path()).unwrap().starts_with(b"age-encryption.org/"));
    }
    let sheets = format!("lembar/{}-001-1.pdf.age", VILLAGES[0]);
    let said = office.done(&format!("cards {sheets} --to kartu.pdf"));
    assert!(said.contains("TIDAK TERENKRIPSI"), "{said}");
    let pdf = fs::read(office.path("kartu.pdf")).unwrap();
    let text = String::from_utf8_lossy(&pdf);
    assert!(text.starts_with("%PDF-") && text.contains("/Count 5"), "fifty cards are five sheets");
    let (code, said) = office.run(&format!("cards {sheets} --to kartu.pdf"));
    assert!(code != 0 && said.contains("SUDAH ADA"), "{said}");
    let (code, said) = office.run(&format!("cards lembar/{}-001-1.age --to lain.pdf", VILLAGES[0]));
    assert!(code != 0 && said.contains("deck --pdf"), "{said}");
    assert!(!office.path("lain.pdf").exists());
    assert!(office.done(&format!("cards lembar/{}-001-1.age --pack 1", VILLAGES[0])).contains("PAK 1: 50 kartu"));
}

#[test]
fn the_forms_of_a_village_are_one_pdf_and_the_same_every_time() {
    let office = Office::new("forms");
    office.draft();
    office.done("init draf");
    let said = office.done(&format!("papers --out formulir --village {}", VILLAGES[0]));
    assert!(said.contains("formulir (forms)"), "{said}");
    let path = office.path(&format!("formulir/{}.pdf", VILLAGES[0]));
    let first = fs::read(&path).unwrap();
    assert!(first.starts_with(b"%PDF-"));
    office.done("papers --out formulir");
    assert!(first == fs::read(&path).unwrap(), "the same definition, the same bytes");
    assert!(office.path(&format!("formulir/{}.pdf", VILLAGES[1])).exists());
}
