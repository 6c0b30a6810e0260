use std::collections::BTreeMap;

use kiosk::{Element, FieldKind, Intent, Screen};
use manifest::{Mode, TieRule};
use paper::Zone;
use proptest::prelude::*;
use tally_log::MemDisk;

use super::*;
use crate::Voter;
use crate::desk::Desk;
use crate::desk::fixture::{desk_on, post, text};

/// A desk with an added voter, and everything else that screens are drawn from.
struct Hall {
    desk: Desk,
    added: Vec<Voter>,
    pace: Pace,
}

impl Hall {
    fn new() -> Self {
        let mut desk = desk_on(&MemDisk::default());
        desk.open(crate::desk::Hour::new("2027-10-05T07:00:00+07:00").unwrap(), [1; 16]).unwrap();
        desk.add(&"1111222233334444".parse().unwrap(), None, [1; 16]).unwrap();
        let added = Voter { name: text("Rahmat Hidayat"), nik: "1111222233334444".parse().unwrap(), ..crate::desk::fixture::voter(6, "A") };
        Self { desk, added: vec![added], pace: Pace::default() }
    }

    fn view(&self) -> View<'_> {
        View {
            desk: &self.desk,
            added: &self.added,
            mode: Mode::Rehearsal,
            bar: Bar { clock: "10.05 WIB".to_owned(), power: Some(78), printer: None, stick: true },
            pace: &self.pace,
            zone: Zone::Wib,
            pin: true,
            helped: 0,
            notice: None,
        }
    }

    fn press(&self, face: &Face, action: &str, value: &str, fields: &[(&str, &str)]) -> Step {
        press(face, &intent(action, value, fields), &self.view())
    }

    fn draw(&self, face: &Face) -> Screen {
        draw(face, &self.view())
    }
}

fn intent(action: &str, value: &str, fields: &[(&str, &str)]) -> Intent {
    let values = fields.iter().map(|(name, typed)| ((*name).to_owned(), (*typed).to_owned())).collect::<BTreeMap<_, _>>();
    Intent { turn: 1, action: action.to_owned(), value: value.to_owned(), values }
}

/// Every face once, in a state in which everything it offers can be pressed.
fn faces() -> Vec<Face> {
    let newcomer = Newcomer { nik: "1670174501900002".to_owned(), name: "Siti".to_owned(), stratum: None };
    let counted = |cards| Face::Count { cards, refused: None };
    vec![
        Face::Search { typed: "siti".to_owned(), stratum: Some("dusun-1".parse().unwrap()) },
        Face::Match(1),
        Face::Ready { row: 1, receipt: 147, stratum: Some("dusun-2".parse().unwrap()) },
        Face::Present(6),
        Face::Elsewhere("003".parse().unwrap()),
        Face::OtherDesk(5),
        Face::Undo { row: 6, refused: None },
        Face::Help(1),
        Face::More,
        Face::Add { newcomer: newcomer.clone(), refused: None },
        Face::Similar(newcomer),
        counted(Cards::Audit),
        counted(Cards::Returned),
        counted(Cards::Pack),
        Face::Replacement,
        Face::Tally { queue: Some(40) },
        Face::Close { refused: None },
        Face::Closed { told: None },
        Face::Done("DICATAT\nLanjut.".to_owned()),
        Face::Refused("DITOLAK\nUlangi.".to_owned()),
    ]
}

/// What a screen lets somebody press or type.
fn on_screen(screen: &Screen) -> Vec<String> {
    let of = |element: &Element| match element {
        Element::Buttons { buttons } => buttons.iter().map(|button| button.action.clone()).collect(),
        Element::Table { rows, .. } => rows.iter().map(|row| row.action.clone()).filter(|action| !action.is_empty()).collect(),
        Element::Fields { fields } => fields.iter().filter(|f| f.kind == FieldKind::Search).map(|f| f.name.to_owned()).collect(),
        _ => Vec::new(),
    };
    let mut actions: Vec<String> = screen.elements.iter().flat_map(of).collect();
    actions.sort_unstable();
    actions.dedup();
    actions
}

#[test]
fn a_screen_shows_exactly_what_its_face_offers() {
    let hall = Hall::new();
    for face in faces() {
        let mut offered: Vec<&str> = face.offers().to_vec();
        offered.sort_unstable();
        assert_eq!(on_screen(&hall.draw(&face)), offered, "{face:?}");
    }
}

#[test]
fn everything_offered_leads_somewhere_and_nothing_else_does() {
    let hall = Hall::new();
    let every: Vec<&str> = faces().iter().flat_map(|face| face.offers().iter().copied()).collect();
    let fields = [("find", "siti"), ("reason", "left"), ("pin", "123456"), ("count", "2"), ("left", "3"), ("word", "TUTUP")];
    for face in faces() {
        for action in &every {
            let goes = hall.press(&face, action, "1", &fields) != Step::Stay;
            assert_eq!(goes, face.offers().contains(action), "{face:?} {action}");
        }
        for nonsense in ["", "Present", "present ", "check_in", "card"] {
            assert!(hall.press(&face, nonsense, "1", &fields) == Step::Stay, "{face:?} {nonsense}");
        }
    }
}

#[test]
fn every_face_but_the_end_leads_back_to_the_search() {
    let hall = Hall::new();
    for face in faces().into_iter().filter(|face| !matches!(face, Face::Search { .. } | Face::Closed { .. })) {
        let once = hall.press(&face, "back", "", &[]);
        let there = |step: &Step| matches!(step, Step::Show(Face::Search { .. }));
        let twice = |step: Step| matches!(step, Step::Show(next) if there(&hall.press(&next, "back", "", &[])));
        assert!(there(&once) || twice(once), "{face:?}");
        assert!(matches!(face.clone().rested(), Face::Search { .. }), "{face:?} rests");
    }
}

#[test]
fn a_voter_is_found_compared_and_only_then_checked_in() {
    let hall = Hall::new();
    let Step::Show(found) = hall.press(&Face::search(), "find", "amniah", &[]) else { panic!("no search") };
    assert!(hall.draw(&found).elements.iter().any(|e| matches!(e, Element::Table { rows, .. } if rows[0].value == "1")));
    assert!(hall.press(&found, "pick", "1", &[]) == Step::Show(Face::Match(1)));
    assert!(hall.press(&Face::Match(1), "present", "", &[]) == Step::Do(Deed::CheckIn(1)));
    assert!(hall.press(&found, "present", "1", &[]) == Step::Stay, "nobody is checked in from the list");
    assert!(hall.press(&found, "pick", "99", &[]) == Step::Stay);
    assert!(hall.press(&found, "pick", "6", &[]) == Step::Show(Face::Present(6)), "the added voter is present");
}

#[test]
fn what_was_typed_comes_back_letter_by_letter() {
    let hall = Hall::new();
    for typed in ["  SITI ", "16071745 01900001", "<b>", ""] {
        match hall.press(&Face::search(), "find", typed, &[]) {
            Step::Show(Face::Search { typed: again, .. }) => assert_eq!(again, typed),
            _ => panic!("{typed}"),
        }
    }
}

#[test]
fn undo_wants_a_reason_and_carries_the_pin() {
    let hall = Hall::new();
    let face = Face::Undo { row: 6, refused: None };
    let without = hall.press(&face, "undo", "", &[("reason", ""), ("pin", "123456")]);
    assert!(matches!(without, Step::Show(Face::Undo { row: 6, refused: Some(told) }) if told.starts_with("ALASAN WAJIB")));
    let with = hall.press(&face, "undo", "", &[("reason", "identity"), ("pin", "123456")]);
    assert!(with == Step::Do(Deed::Undo { row: 6, reason: UndoReason::Identity, pin: "123456".to_owned() }));
}

#[test]
fn a_nik_one_digit_from_the_roll_is_shown_before_anybody_is_added() {
    let hall = Hall::new();
    let face = Face::Add { newcomer: Newcomer::default(), refused: None };
    let admit = |nik: &str, name: &str| hall.press(&face, "admit", "", &[("nik", nik), ("name", name)]);
    let Step::Show(similar) = admit("1607174501900012", "Budi") else { panic!("no face") };
    assert_eq!(similar.name(), "similar");
    assert!(matches!(hall.press(&similar, "admit", "", &[]), Step::Do(Deed::Add { .. })));
    assert!(matches!(admit("2222222222222222", "Budi"), Step::Do(Deed::Add { .. })));
    for (nik, name) in [("222", "Budi"), ("2222222222222222", " "), ("2222222222222222", "Bu\u{202e}di")] {
        assert!(matches!(admit(nik, name), Step::Show(Face::Add { refused: Some(_), .. })), "{nik} {name}");
    }
}

#[test]
fn numbers_out_of_reason_are_asked_for_again() {
    let hall = Hall::new();
    for count in ["", "0", "-1", "1001", "x", "4294967296"] {
        let step = hall.press(&Face::Count { cards: Cards::Pack, refused: None }, "count", "", &[("count", count)]);
        assert!(matches!(step, Step::Show(Face::Count { refused: Some(_), .. })), "{count}");
    }
    let end = |left: &str, word: &str| hall.press(&Face::Close { refused: None }, "end", "", &[("left", left), ("word", word)]);
    assert!(end("12", "TUTUP") == Step::Do(Deed::Close(12)));
    assert!(matches!(end("12", "tutup"), Step::Show(Face::Close { refused: Some(_) })));
    assert!(matches!(end("", "TUTUP"), Step::Show(Face::Close { refused: Some(_) })));
}

#[test]
fn no_screen_shows_a_whole_nik_of_the_roll() {
    let hall = Hall::new();
    for face in faces().into_iter().filter(|face| !matches!(face, Face::Add { .. })) {
        let screen = format!("{:?}", hall.draw(&face));
        for voter in hall.desk.post().roll().voters().iter().chain(&hall.added) {
            let whole = core::str::from_utf8(voter.nik.as_bytes()).unwrap();
            assert!(!screen.contains(whole), "{face:?}");
        }
    }
    let screen = format!("{:?}", hall.draw(&Face::Match(2)));
    assert!(screen.contains("1607******0002") && screen.contains("COCOKKAN WAJAH DAN KTP-el") && screen.contains("\"37\""), "{screen}");
}

#[test]
fn the_edge_and_the_words_are_those_of_the_handbook() {
    let hall = Hall::new();
    let screen = hall.draw(&Face::Ready { row: 1, receipt: 147, stratum: Some("dusun-2".parse().unwrap()) });
    assert_eq!(screen.title, "KARTU SIAP");
    let words = format!("{screen:?}");
    for part in ["nomor bukti 000147", "Kipas 5 kartu tertutup dusun-2;", "Berlaku satu kali, untuk TPS 001", "LATIHAN"] {
        assert!(words.contains(part), "{part}: {words}");
    }
    assert_eq!(
        screen.edge,
        ["Listrik 78%", "Tanpa pencetak", "Flashdisk terpasang", "TPS 001 Meja 1/1", "10.05 WIB", "Hadir 0 dari 5 (0,00%)"]
    );
    let tally = format!("{:?}", hall.draw(&Face::Tally { queue: Some(40) }));
    assert!(tally.contains("Antre 40: tunggu 20 menit. Perlu 2 meja (ada 1)"), "{tally}");
}

#[test]
fn a_number_of_another_desk_is_sent_there() {
    let mut hall = Hall::new();
    let post = post(true, TieRule::Committee, 2, "1");
    let disk = MemDisk::default();
    let key = crate::desk::fixture::key();
    let identity = Desk::identity(&post, &key.public()).unwrap();
    let (log, _) = tally_log::Log::create(tally_log::Store::in_memory(&disk), identity).unwrap();
    hall.desk = Desk::resume(post, log, key).unwrap();
    assert!(hall.press(&Face::search(), "pick", "5", &[]) == Step::Show(Face::OtherDesk(5)));
    let words = format!("{:?}", hall.draw(&Face::OtherDesk(5)));
    assert!(words.contains("DILAYANI MEJA 2") && words.contains("hanya nomor 1 sampai 3"), "{words}");
}

proptest! {
    #[test]
    fn nothing_that_a_browser_sends_breaks_a_face(
        which in 0usize..19, action in "[a-z]{0,12}|pick|find|admit|undo|count|end|estimate|stratum", value in "\\PC{0,40}",
        typed in proptest::collection::vec("\\PC{0,40}", 8),
    ) {
        let hall = Hall::new();
        let names = ["find", "nik", "name", "reason", "pin", "count", "left", "queue"];
        let fields: Vec<(&str, &str)> = names.into_iter().zip(typed.iter().map(String::as_str)).collect();
        let all = faces();
        let face = &all[which % all.len()];
        if let Step::Show(next) = hall.press(face, &action, &value, &fields) {
            prop_assert!(face.offers().contains(&action.as_str()));
            prop_assert_eq!(hall.draw(&next).face, next.name());
        }
    }
}
