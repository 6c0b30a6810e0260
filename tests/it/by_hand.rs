//! One village's election held by hand: the five real programs, a folder for every machine and stick, and nobody who helps.
//!
//! Two stations of two booths each. What voters pressed is kept by the test and never read from a log.

mod console;
mod day;
mod desk;
mod draft;
mod evening;
mod manual;
mod papers;
mod prepare;
mod table;

use day::{Day, Place};
use draft::{BOOTHS, STATIONS};
use table::Table;

const A: Place = BOOTHS[0];
const B: Place = BOOTHS[1];
const C: Place = BOOTHS[2];
const D: Place = BOOTHS[3];

#[test]
fn whole_village_election_held_by_hand_with_the_five_binaries() {
    let table = Table::new("by-hand");
    prepare::prepare(&table);
    let anchor = table.text("kerja/ANCHOR").trim().to_owned();
    desk::open(&table, &anchor);
    let mut day = Day::zero(&table, &anchor);
    open(&mut day);
    first_station(&mut day, &anchor);
    second_station(&mut day);
    close(&mut day);
    evening::receive(&table);
    evening::count_boxes(&table, &day.pressed);
    evening::open_sums(&table, &anchor);
    evening::audit(&table, &anchor, &day.pressed);
    evening::look_up(&table, &day);
    evening::witness(&table, &anchor);
    evening::flip(&table, &anchor);
}

/// Nobody votes before opening; afterwards the same card votes.
fn open(day: &mut Day<'_>) {
    let early = day.cards.take(A.0, A.1);
    day.refused(A, &early, "K-01");
    for place in BOOTHS {
        assert!(day.say(place, "open").contains("DIBUKA"));
        day.cosign(place, "buka");
    }
    let said = day.say(B, "peer kepala/001-1-buka.note");
    assert!(said.contains("KEPALA BILIK LAIN DITERIMA"), "{said}");
    day.cast_with(A, &early, 1);
}

/// Eight voters, an auditor, a machine that dies, and everything that can happen to a card. One voter has voted already.
fn first_station(day: &mut Day<'_>, anchor: &str) {
    desk::check_in(day.table, A.0, 8);
    let again = day.cards.take(A.0, A.1);
    assert_eq!(day.answered(A, &again, 2, "salah").word, "BATAL");
    day.cast_with(A, &again, 3);
    let test = day.cards.take(A.0, A.1);
    assert_eq!(day.answered(A, &test, 1, "uji").word, "UJI");
    day.refused(A, &test, "K-21");
    desk::note(day.table, A.0, "replacement uji");
    day.cast(A, 1);
    day.cast(A, 0);
    day.cast(A, 1);
    desk::note(day.table, A.0, "audit-card");
    let auditor = day.cards.take(A.0, A.1);
    assert_eq!(day.answered(A, &auditor, 2, "uji").word, "UJI");

    let left = day.cards.take(B.0, B.1);
    assert_eq!(day.answered(B, &left, 2, "tinggal").word, "DIBATALKAN");
    desk::note(day.table, A.0, "card-return 1");
    let of_b = day.cards.take(B.0, B.1);
    day.refused(A, &of_b, "K-15");
    day.refused(C, &of_b, "K-14");
    day.cast_with(B, &of_b, 3);
    day.take_over(B, anchor);
    day.refused(B, &of_b, "K-20");
    let once = day.cards.take(B.0, B.1);
    day.cast_with(B, &once, 1);
    day.refused(B, &once, "K-20");
    assert!(day.say(B, "pause").contains("JEDA"));
    let card = day.cards.take(B.0, B.1);
    day.refused(B, &card, "K-02");
    assert!(day.say(B, "resume").contains("LANJUT"));
    day.refused(B, "bukan kartu", "K-10");
}

/// Five voters and one who is on no roll; a booth gets a fresh stick, another is switched off and on in between.
fn second_station(day: &mut Day<'_>) {
    desk::check_in(day.table, C.0, 5);
    desk::add(day.table, C.0);
    day.cast(C, 1);
    day.replace_stick(C);
    day.cast(C, 2);
    day.cast(C, 2);
    day.cast(D, 3);
    day.restart(D);
    day.cast(D, 1);
    day.cast(D, 2);
}

/// Desks first, then booths; then nobody votes any more.
fn close(day: &mut Day<'_>) {
    // Out of a hundred cards: eight voters, one auditor, one replacement; five voters and one added.
    for (station, left) in STATIONS.into_iter().zip([90, 94]) {
        desk::close(day.table, station, left);
    }
    let late = day.cards.take(A.0, A.1);
    for place in BOOTHS {
        day.close(place);
    }
    day.refused(A, &late, "K-03");
    day.end();
    day.old_machine_is_refused(B);
    assert_eq!(day.pressed[A.0], [1, 4, 0, 2]);
    assert_eq!(day.pressed[C.0], [0, 2, 3, 1]);
}
