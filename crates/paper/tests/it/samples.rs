//! Papers as a day prints them, with payloads of the sizes that the forms really carry.

use paper::forms::{self, Choice, Copy, Equation, Law, OptionVotes, Outcome, Place, Report, ResultPage, Settled, Sides, Slip, Step, Strip};
use paper::{Document, Mode, Moment, Picture, Zone};

pub(crate) const FACE: &[u8] = include_bytes!("../pictures/face.jpg");
pub(crate) const ELECTION: &str = "Pemilihan Kepala Desa Serentak Kabupaten Banyuasin";

const HASH: &str = "3f9a5c0d17e2b84466aa0b1c2d3e4f5061728394a5b6c7d8e9f00112233445d6";

/// As long as a strip's text: origin, code, card, outcome, mark, signature.
pub(crate) fn strip_payload() -> String {
    format!("SUARA-TT suara/v1/kades-2027/16.07.17.2008/001/2 {HASH} K7M2QX TERSIMPAN {} {}", &HASH[..43], "c2lnbmF0dXJl".repeat(7))
}

/// As long as a signed head on one line.
pub(crate) fn head_payload() -> String {
    let signature = "AbCdEf+/".repeat(13);
    format!("suara/v1/kades-2027/16.07.17.2008/001/2 1274 {} — suara/v1/kades-2027/16.07.17.2008/001/2 {signature}", &HASH[..44])
}

/// As long as an opened ballot with a path of twelve hashes.
pub(crate) fn opening_payload() -> String {
    let origin = "suara/v1/kades-2027/16.07.17.2008/001/2";
    format!("SUARA-BUKA {origin} {HASH} 1 {HASH} {HASH} {HASH} - 733/4000/{}", "Zm9vYmFy".repeat(64))
}

pub(crate) fn place<'a>() -> Place<'a> {
    Place { election: ELECTION, village: "Desa Sukamaju", station: Some("TPS 001"), booth: Some("Bilik 2") }
}

pub(crate) fn siti<'a>() -> Choice<'a> {
    Choice::Candidate { number: 2, name: "Siti Aminah, S.Pd." }
}

pub(crate) fn slip(mode: Mode, choice: Choice<'_>) -> Document {
    let photo = (choice != Choice::Blank).then(|| Picture::read(FACE).unwrap());
    forms::slip(&Slip { mode, election: ELECTION, village: "Desa Sukamaju", station: "TPS 001", choice, photo: photo.as_ref() })
}

pub(crate) fn strip(outcome: Outcome) -> Document {
    let signature = strip_payload();
    let strip = Strip {
        mode: Mode::Real,
        place: place(),
        code: "ABCDE12345FGHJK67890",
        card: "K7M2QX",
        outcome,
        mark: Some(&HASH[..43]),
        signature: &signature,
    };
    forms::strip(&strip)
}

pub(crate) fn test_sheet() -> Document {
    let opening = opening_payload();
    forms::test_sheet(&forms::TestSheet {
        mode: Mode::Real,
        place: place(),
        code: "ABCDE12345FGHJK67890",
        choice: siti(),
        definition: HASH,
        opening: &opening,
    })
}

fn with_report<T>(mode: Mode, counts: &[(&str, u64)], print: impl FnOnce(&Report<'_>) -> T) -> T {
    let at = Moment::new(2027, 10, 5, 7, 0, Zone::Wib).unwrap();
    let facts = [("Alat (kunci)", HASH), ("Definisi", HASH), ("Akar benih", HASH), ("Rahasia saksi", "3")];
    print(&Report {
        mode,
        place: place(),
        event: at,
        printed: at,
        facts: &facts,
        counts,
        qr: &head_payload(),
        signatures: &["Ketua", "Saksi 1", "Saksi 2", "Saksi 3"],
        copy: Some(Copy { number: 2, of: 6, holder: "Saksi nomor 1" }),
    })
}

pub(crate) fn zero_report(mode: Mode) -> Document {
    let options = [Choice::Candidate { number: 1, name: "Budi Santoso" }, siti(), Choice::Blank];
    with_report(mode, &[("Suara tersimpan", 0), ("Uji mesin", 0)], |report| forms::zero_report(report, &options))
}

pub(crate) fn equations<'a>() -> [Equation<'a>; 3] {
    let equation = |law, sides, reason| Equation { station: "TPS 001", law, sides, reason };
    [
        equation(Law::CardsByPresence, Sides::Sums(1_474, 1_474), None),
        equation(Law::SlipsByCast, Sides::Sums(1_475, 1_474), Some("kertas macet pukul sembilan")),
        equation(Law::SlipsByOption, Sides::NotChecked, None),
    ]
}

pub(crate) fn closing_report(mode: Mode) -> Document {
    let counts = [("Suara tersimpan", 1_274), ("Uji mesin", 3), ("Batal", 2), ("Dibatalkan", 0), ("Struk tanpa SAH", 1)];
    with_report(mode, &counts, |report| forms::closing_report(report, &equations()))
}

pub(crate) fn result_page(mode: Mode, stations: usize) -> Document {
    let vote = |choice, proven, paper| OptionVotes { choice, proven, paper };
    let all: Vec<Equation<'_>> = (0..stations).flat_map(|_| equations()).collect();
    forms::result_page(&ResultPage {
        mode,
        place: Place { station: None, booth: None, ..place() },
        event: Moment::new(2027, 10, 5, 16, 30, Zone::Wib).unwrap(),
        registered: 1_765,
        present: 1_277,
        options: &[vote(Choice::Candidate { number: 1, name: "Budi Santoso" }, 301, 0), vote(siti(), 600, 374), vote(Choice::Blank, 2, 0)],
        blank_is_valid: false,
        steps: &[Step { rule: "suara terbanyak", numbers: &[("nomor 1", 301), ("nomor 2", 974)], outcome: "menentukan" }],
        winner: Some(siti()),
        equations: &all,
        prevails: Settled { value: "catatan elektronik", article: "Perbup 1/2027 Pasal 40" },
        box_count: Settled { value: "semua", article: "Perbup 1/2027 Pasal 41" },
        notes: &["TPS 003 dibuka bersama TPS 002."],
        facts: &[("Definisi", HASH)],
        qr: &head_payload(),
        signatures: &["Ketua panitia", "Saksi nomor 1", "Saksi nomor 2"],
        copy: None,
    })
}
