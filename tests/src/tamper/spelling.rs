//! F: documents in other bytes than their one spelling, and words that steer whoever shows them.

use record::layout;

use super::bench::{Bench, other};
use super::container::{listed, on_disk};
use super::storage::checks_of;
use super::{Case, Class, Expect, Keys, OnDisk};

/// A document in other bytes, with note and list signed.
fn spelled(number: u64, change: impl FnOnce(String) -> Vec<u8>) -> Case {
    let name = ["index", "definition", "roots", "devices", "exclusions", "plan-1", "result"][usize::try_from(number % 7).unwrap()];
    let bench = Bench::of(number).change(&layout::json(name), |bytes| change(String::from_utf8(bytes).unwrap()));
    bench.note(name).list().fails(checks_of(&layout::json(name)))
}

fn f10(number: u64) -> Case {
    spelled(number, |text| {
        let deep = "[".repeat(100_000) + &"]".repeat(100_000);
        text.replacen(":", &format!(":{deep},\"x\":"), 1).into_bytes()
    })
}

fn f10_folders(number: u64) -> Case {
    on_disk(number, OnDisk::Deep(4 + usize::try_from(number).unwrap() * 8), &["C01"])
}

fn f11(number: u64) -> Case {
    spelled(number, |text| {
        let mut bytes = text.into_bytes();
        let place = bytes.windows(2).position(|two| two == b"\":").unwrap();
        bytes.splice(place..place, [[0xff, 0xfe], [0xc0, 0xaf], [0xed, 0xa0]][usize::try_from(number % 3).unwrap()]);
        bytes
    })
}

fn f12(number: u64) -> Case {
    spelled(number, |text| {
        let format = text.find("\"format\":\"").unwrap();
        let end = format + text[format..].find(',').unwrap();
        let field = text[format..=end].to_owned();
        text.replacen(&field, &(field.clone() + &field), 1).into_bytes()
    })
}

fn f12_unknown(number: u64) -> Case {
    spelled(number, |text| text.replacen("\"format\":", "\"extra\":1,\"format\":", 1).into_bytes())
}

fn f12_order(number: u64) -> Case {
    spelled(number, |text| {
        let (first, rest) = text[1..].split_once(",\"format\":").unwrap();
        let (format, after) = rest.split_once(',').unwrap_or((rest, ""));
        format!("{{\"format\":{format},{first},{after}").into_bytes()
    })
}

fn f13(number: u64) -> Case {
    let numbers = ["18446744073709551616", "9007199254740992", "NaN", "1e400", "-1", "1.0", "01", "1e0", "null", "true"];
    let wrong = numbers[usize::try_from(number % 10).unwrap()];
    let bench = Bench::of(number).change("plan-1.json", |bytes| {
        String::from_utf8(bytes).unwrap().replacen("\"number\":1", &format!("\"number\":{wrong}"), 1).into_bytes()
    });
    bench.note("plan-1").list().fails(&["C43"])
}

fn f14(number: u64) -> Case {
    let tails: [&[u8]; 5] = [b"\n", b" ", b"{}", b"\0", b"//"];
    spelled(number, |text| [text.as_bytes(), tails[usize::try_from(number % 5).unwrap()]].concat())
}

fn f14_front(number: u64) -> Case {
    let fronts: [&[u8]; 3] = [b"\xef\xbb\xbf", b" ", b"\n"];
    spelled(number, |text| [fronts[usize::try_from(number % 3).unwrap()], text.as_bytes()].concat())
}

/// Characters that steer a terminal or turn text round.
const STEERING: [&str; 4] = ["\u{1b}[31m", "\u{202e}", "\u{9b}31m", "\u{7}"];

fn never() -> Vec<&'static [u8]> {
    STEERING.iter().map(|text| text.as_bytes()).collect()
}

fn f15(number: u64) -> Case {
    let steering = STEERING[usize::try_from(number % 4).unwrap()];
    let mut case = Bench::of(number)
        .change("definition.json", |bytes| String::from_utf8(bytes).unwrap().replacen("Nanas", &format!("Na{steering}nas"), 1).into_bytes())
        .note(layout::DEFINITION)
        .list()
        .fails(&["C07"]);
    case.never = never();
    case
}

fn f15_name(number: u64) -> Case {
    let name = format!("a{}b", STEERING[usize::try_from(number % 4).unwrap()]);
    let mut case = on_disk(number, OnDisk::Named(name.into_bytes()), &["C01"]);
    case.never = never();
    case
}

fn f15_list(number: u64) -> Case {
    let name = format!("a{}b", STEERING[usize::try_from(number % 4).unwrap()]);
    let mut case = listed(number, &name).fails(&["C01", "C03"]);
    case.never = never();
    case
}

/// An honest village with words that a spreadsheet or browser would run.
fn words(number: u64, name: &'static str) -> Case {
    let village = other(number, |mut scene| {
        scene.spec.first_name = Some(name);
        scene
    });
    let totals = String::from_utf8(village.pair.public.get(layout::TOTALS).unwrap().to_vec()).unwrap();
    let begins = |field: &str| field.starts_with(|c: char| c.is_ascii_alphanumeric());
    assert!(totals.lines().flat_map(|line| line.split(',')).all(begins), "a table that a spreadsheet would run");
    Bench::on(&village, number).case(Expect::Valid)
}

fn f16(number: u64) -> Case {
    words(number, ["=1+1", "+SUM(A1)", "-2", "@SUM(A1)", "=HYPERLINK(\"http://a\")"][usize::try_from(number % 5).unwrap()])
}

fn f16_table(number: u64) -> Case {
    let formula = ["=1+1", "+1", "-1", "@1", "\t1"][usize::try_from(number % 5).unwrap()];
    let bench = Bench::of(number).lines(layout::TOTALS, |lines| {
        let text = String::from_utf8(lines[1].clone()).unwrap();
        let (rest, _) = text.rsplit_once(',').unwrap();
        lines[1] = format!("{rest},{formula}\n").into_bytes();
    });
    bench.list().fails(&["C51"])
}

fn f17(number: u64) -> Case {
    const TAGS: [&str; 4] = ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"><svg onload=alert(1)>", "</td><b>bold</b>"];
    let name = TAGS[usize::try_from(number % 4).unwrap()];
    let mut case = words(number, name);
    case.never_in_page.push(name);
    case
}

pub(super) const CLASSES: &[Class] = &[
    Class::new("F10+", "JSON a hundred thousand levels deep.", Keys::Committee, f10),
    Class::new("F10folders", "Folders in folders.", Keys::None, f10_folders),
    Class::new("F11+", "Bytes that are no UTF-8 in a document.", Keys::Committee, f11),
    Class::new("F12+", "A field twice.", Keys::Committee, f12),
    Class::new("F12more+", "A field that the format does not have.", Keys::Committee, f12_unknown),
    Class::new("F12order+", "Fields in another order.", Keys::Committee, f12_order),
    Class::new("F13+", "Numbers that overflow, are negative or no integers.", Keys::Committee, f13),
    Class::new("F14+", "Bytes after a document.", Keys::Committee, f14),
    Class::new("F14front+", "Bytes before a document.", Keys::Committee, f14_front),
    Class::new("F15+", "A candidate's name that steers a terminal; refused, and never printed as it is.", Keys::Committee, f15),
    Class::new("F15name", "A file's name that steers a terminal; never printed as it is.", Keys::None, f15_name),
    Class::new("F15list+", "Such a name in the list; never printed as it is.", Keys::Committee, f15_list),
    Class::new("F16", "A candidate's name that a spreadsheet would run: valid, and in no table.", Keys::Committee, f16),
    Class::new("F16table+", "A formula in the table of totals.", Keys::Committee, f16_table),
    Class::new("F17", "A candidate's name that a browser would run: valid, and escaped on the page for a judge.", Keys::Committee, f17),
];
