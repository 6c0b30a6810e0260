//! Cards as sheets for the printer of the packs.

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
