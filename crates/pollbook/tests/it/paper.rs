//! Receipts and the roll for paper.

use std::fs;

use crate::place::Place;

#[test]
fn receipts_are_numbered_over_the_day_and_the_roll_for_paper_is_kept_fresh() {
    let (place, _) = Place::opened("paper");
    let with = |words: &str| place.desk(0, &format!("--receipts strip.txt --paper-roll chair {words}"));
    with("check-in 2");
    with("undo 2 pergi");
    with("check-in 1");
    let strip = fs::read_to_string(place.path("strip.txt")).unwrap();
    let words: Vec<Vec<&str>> = strip.lines().map(|line| line.split_whitespace().collect()).collect();
    let receipt = |number, row, word| vec!["KUITANSI", number, "NOMOR", row, word];
    assert_eq!(words, [receipt("1", "2", "HADIR"), receipt("2", "2", "BATAL"), receipt("3", "1", "HADIR")]);
    assert!(
        fs::read_to_string(place.path("chair/daftar-16.07.17.2008-001-1.csv"))
            .unwrap()
            .contains("2,Budi Santoso,L,1990,0002,dusun-1,1,HADIR,1")
    );
    place.desk(0, "paper-roll --out again");
    let csv = fs::read_to_string(place.path("again/daftar-16.07.17.2008-001-1.csv")).unwrap();
    assert!(
        csv.contains("1,Siti Aminah,P,1990,0001,dusun-1,1,HADIR,3") && csv.contains("2,Budi Santoso,L,1990,0002,dusun-1,1,,2"),
        "{csv}"
    );
    assert!(fs::read_to_string(place.path("again/daftar-16.07.17.2008-001-1.txt")).unwrap().contains("(receipts up to) 3"));
}

#[test]
fn a_receipt_that_does_not_print_is_told_and_the_voter_is_present_all_the_same() {
    let (place, _) = Place::opened("no-paper");
    fs::create_dir_all(place.path("strip")).unwrap();
    let said = place.desk(0, "--receipts strip check-in 1");
    assert!(said.contains("HADIR   NOMOR 1") && said.contains("KUITANSI 1 TIDAK TERCETAK") && said.contains("receipts 1"), "{said}");
    assert!(place.desk(0, "receipts 1").contains("NOMOR      1   HADIR"));
    assert!(place.desk(3, "--receipts strip receipts 1").contains("strip"));
}
