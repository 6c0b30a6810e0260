//! The desk's machine breaks, and another one goes on from the second medium.

use std::fs;

use crate::place::{NAMES, NIKS, Place};

const NEW: &str = "--state new --medium2 usb --passphrase-file desk.txt";

fn busy(name: &str) -> Place {
    let (place, _) = Place::opened(name);
    place.desk(0, "check-in 1");
    let added = format!("{}\n{}\n", NIKS[3], NAMES[3]);
    place.said(0, "--medium2 usb --passphrase-file desk.txt add", &added);
    place
}

#[test]
fn another_machine_goes_on_and_gives_nobody_a_second_card() {
    let place = busy("moved");
    fs::rename(place.path("desk"), place.path("broken")).unwrap();
    let said = place.said(0, &format!("{NEW} move"), "");
    assert!(said.contains("PINDAH KE MESIN INI") && said.contains("KUITANSI     2   NOMOR      4"), "{said}");
    assert!(place.said(1, &format!("{NEW} check-in 1"), "").contains("NOMOR 1 SUDAH HADIR"));
    place.said(0, &format!("{NEW} check-in 2"), "");
    assert!(place.said(0, &format!("{NEW} find rahmat"), "").contains("tambahan"));
    let again = format!("{}\n{}\n", NIKS[3], NAMES[3]);
    assert!(place.said(1, &format!("{NEW} add"), &again).contains("SUDAH HADIR"));
    place.said(0, &format!("{NEW} close 0 --out counts"), "");
}

#[test]
fn the_old_machine_does_not_go_on_beside_the_new_one() {
    let place = busy("beside");
    place.said(0, &format!("{NEW} move"), "");
    place.said(0, &format!("{NEW} check-in 2"), "");
    place.said(0, &format!("{NEW} check-in 3"), "");
    let said = place.said(4, "--state desk --medium2 usb --passphrase-file desk.txt check-in 3", "");
    assert!(said.contains("JURNAL TIDAK DAPAT DIBUKA"), "{said}");
    let said = place.said(4, "--state desk --medium2 fresh --passphrase-file desk.txt check-in 3", "");
    assert!(said.contains("JURNAL TIDAK DAPAT DIBUKA"), "{said}");
}

#[test]
fn a_move_that_was_cut_short_is_done_again_and_a_wrong_stick_moves_nothing() {
    let place = busy("cut");
    fs::rename(place.path("desk"), place.path("broken")).unwrap();
    let foreign = place.said(1, "--state new --medium2 elsewhere --passphrase-file desk.txt move", "");
    assert!(foreign.contains("TIDAK ADA PERLENGKAPAN MEJA"), "{foreign}");
    assert!(!place.path("new").exists());
    assert!(place.said(1, "--state new --medium2 usb --passphrase-file office.txt move", "").contains("KATA SANDI SALAH"));
    // As if the power went between the journal and the key.
    place.said(0, &format!("{NEW} move"), "");
    fs::remove_file(place.path("new/key.age")).unwrap();
    place.said(0, &format!("{NEW} move"), "");
    assert!(place.said(1, &format!("{NEW} move"), "").contains("SUDAH ADA"));
    assert!(place.said(1, &format!("{NEW} check-in 1"), "").contains("SUDAH HADIR"));
}

#[test]
fn a_damaged_journal_on_the_stick_is_refused_and_left_as_it_is() {
    let place = busy("damaged");
    let path = place.path("usb/journal/entries.jsonl");
    let bytes = String::from_utf8(fs::read(&path).unwrap()).unwrap().replacen("check_in", "check_on", 1);
    fs::write(&path, &bytes).unwrap();
    let said = place.said(4, &format!("{NEW} move"), "");
    assert!(said.contains("JURNAL TIDAK DAPAT DIBUKA"), "{said}");
    assert_eq!(fs::read_to_string(&path).unwrap(), bytes);
}
