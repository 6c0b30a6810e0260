//! The check-in desks: who may vote is asked here, and nowhere else.

use std::io::Write;
use std::process::Stdio;

use super::draft::{STATIONS, VILLAGE, nik};
use super::table::{Table, ended};

fn line(station: &str, words: &str) -> String {
    format!("suara-pollbook --state meja/{station} --medium2 usb-meja/{station} --passphrase-file sandi/meja-{station} {words}")
}

/// Opens both desks; the roll of another station opens none.
pub(super) fn open(table: &Table, anchor: &str) {
    for (station, other) in STATIONS.iter().zip(STATIONS.iter().rev()) {
        let open = |roll: &str, anchor: &str| {
            line(
                station,
                &format!(
                    "open --package kerja/packages/{VILLAGE} --roll draf/rolls/{VILLAGE}-{roll}.age --roll-passphrase-file sandi/daftar \
                     --anchor {anchor}"
                ),
            )
        };
        table.refused(&open(other, anchor), 3);
        table.refused(&open(station, &"0".repeat(64)), 3);
        assert!(table.well(&open(station, anchor)).contains("DIBUKA"));
        assert!(table.refused(&open(station, anchor), 1).contains("SUDAH"));
    }
}

/// One session: every line in one process. Gives what the clerk saw.
fn session(table: &Table, station: &str, lines: &[String]) -> String {
    let line = line(station, "session");
    let mut child = table.command(&line).stdin(Stdio::piped()).spawn().unwrap();
    let mut keyboard = child.stdin.take().unwrap();
    keyboard.write_all((lines.join("\n") + "\nexit\n").as_bytes()).unwrap();
    drop(keyboard);
    ended(&line, 0, &child.wait_with_output().unwrap())
}

/// Checks so many voters in, in order of the roll, from two opened packs.
pub(super) fn check_in(table: &Table, station: &str, voters: u32) {
    let mut lines = vec!["pack-open".to_owned(), "pack-open 50".to_owned(), "find warga".to_owned()];
    lines.extend((1..=voters).map(|number| format!("check-in {number}")));
    lines.extend([format!("check-in {voters}"), "check-in 99".to_owned()]);
    let said = session(table, station, &lines);
    assert_eq!(said.matches("   HADIR   NOMOR ").count(), voters as usize, "{said}");
    assert!(said.contains("SUDAH HADIR"), "{said}");
}

/// Lets a voter in who is on no roll; one of the neighbouring station's roll is sent there.
pub(super) fn add(table: &Table, station: &str) {
    let lines = ["add", &nik(0, 12), "Warga 001 12", "add", "9901014503800777", "Pendatang Baru"].map(str::to_owned);
    let said = session(table, station, &lines);
    assert_eq!(said.matches("   HADIR   NOMOR ").count(), 1, "{said}");
}

/// Writes down what happened to cards after a booth sent somebody back.
pub(super) fn note(table: &Table, station: &str, words: &str) {
    table.well(&line(station, words));
}

/// Closes a desk with so many cards left; the counts go to the committee's stick.
pub(super) fn close(table: &Table, station: &str, left: u32) {
    let said = table.well(&line(station, &format!("close {left} --out usb")));
    assert!(said.contains("MEJA DITUTUP") && !said.contains("SELISIH"), "{said}");
    table.refused(&line(station, "check-in 11"), 1);
}
