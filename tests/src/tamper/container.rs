//! F: folders and files made to harm whoever reads them.

use canonical::SigningKey;
use chain::{KeyName, Note};
use record::{MAX_FILE, MAX_FILES, layout};

use super::bench::{Bench, other};
use super::storage::checks_of;
use super::{Case, Class, Expect, Keys, OnDisk};

/// The list with other lines, signed by the committee.
fn list(number: u64, change: impl FnOnce(&mut Vec<String>)) -> Bench<'static> {
    let bench = Bench::of(number).list();
    let signer = KeyName::new(&bench.village.pair.definition.committee_name()).unwrap();
    let key = SigningKey::from_seed(bench.village.pair.committee.seed());
    bench.change(layout::SUMS, |bytes| {
        let mut lines: Vec<String> = Note::parse(&bytes).unwrap().text().lines().map(str::to_owned).collect();
        change(&mut lines);
        let Ok(mut note) = Note::new(lines.join("\n") + "\n") else {
            // What no note may hold is written as it stands, without a signature.
            return (lines.join("\n") + "\n").into_bytes();
        };
        note.sign(&signer, &key).unwrap();
        note.to_string().into_bytes()
    })
}

/// A further line, where it belongs in the order.
fn listed(number: u64, path: &str) -> Bench<'static> {
    let line = format!("{}  {path}", canonical::sha256(b"x"));
    list(number, |lines| {
        let place = lines.iter().skip(1).position(|l| &l[66..] > path).map_or(lines.len(), |p| p + 1);
        lines.insert(place, line);
    })
}

fn f1(number: u64) -> Case {
    listed(number, ["../escape", "booths/../../escape", "desks/.."][usize::try_from(number % 3).unwrap()]).fails(&["C03"])
}

fn f2(number: u64) -> Case {
    listed(number, ["/etc/passwd", "//host/share", "C:\\boot.ini"][usize::try_from(number % 3).unwrap()]).fails(&["C03"])
}

fn on_disk(number: u64, thing: OnDisk, ids: &[&'static str]) -> Case {
    let mut case = Bench::of(number).list().fails(ids);
    case.on_disk.push(thing);
    case
}

fn f3(number: u64) -> Case {
    let targets = ["/etc/passwd", "definition.json", "../nowhere", "/dev/zero"];
    let files = ["totals.csv", "index.note", "readme.txt", "desks/001-1.json"];
    let (file, target) = (files[usize::try_from(number % 4).unwrap()], targets[usize::try_from(number / 4 % 4).unwrap()]);
    on_disk(number, OnDisk::Link(file, target), &["C01"])
}

fn f3_folder(number: u64) -> Case {
    on_disk(number, OnDisk::Link("paper2", ["..", "/", "booths"][usize::try_from(number % 3).unwrap()]), &["C01"])
}

fn f4(number: u64) -> Case {
    on_disk(number, OnDisk::Pipe(["totals.csv", "pipe", "booths/pipe"][usize::try_from(number % 3).unwrap()]), &["C01"])
}

fn f5(number: u64) -> Case {
    let twice = move |lines: &mut Vec<String>| {
        let place = 1 + usize::try_from(number).unwrap() % (lines.len() - 1);
        lines.insert(place, lines[place].clone());
    };
    list(number, twice).fails(&["C01"])
}

fn twin(number: u64) -> Bench<'static> {
    let mut bench = Bench::of(number);
    let name = ["Index.json", "DEFINITION.json", "result.JSON", "sha256sums"][bench.dice.below(4)];
    bench.folder.insert(name, b"{}".to_vec());
    bench
}

fn f6(number: u64) -> Case {
    twin(number).fails(&["C03"])
}

fn f6_forger(number: u64) -> Case {
    twin(number).list().fails(&["C04"])
}

fn f6_unicode(number: u64) -> Case {
    let name = ["re\u{301}sult.json", "r\u{e9}sult.json", "\u{442}otals.csv"][usize::try_from(number % 3).unwrap()];
    on_disk(number, OnDisk::Named(name.as_bytes().to_vec()), &["C01"])
}

fn f7(number: u64) -> Case {
    let name = match number % 4 {
        0 => vec![b'a'; 120],
        1 => b".hidden".to_vec(),
        2 => b"not-utf8-\xff\xfe".to_vec(),
        _ => b"two words".to_vec(),
    };
    on_disk(number, OnDisk::Named(name), &["C01"])
}

fn f7_list(number: u64) -> Case {
    let names = ["a\0b".to_owned(), "a".repeat(5000), "a\tb".to_owned(), "a\u{7f}b".to_owned()];
    let name = &names[usize::try_from(number % 4).unwrap()];
    listed(number, name).fails(&["C01", "C03"])
}

fn f8(number: u64) -> Case {
    on_disk(number, OnDisk::Sparse(["totals.csv", "extra.bin"][usize::try_from(number % 2).unwrap()], MAX_FILE + 1 + number), &["C01"])
}

/// A document just over its own limit.
fn f8_document(number: u64) -> Case {
    let name = ["index", "definition", "roots", "devices", "result"][usize::try_from(number % 5).unwrap()];
    let big = vec![b' '; manifest::MAX_DOCUMENT + 1];
    let bench = Bench::of(number).change(&layout::json(name), |bytes| [bytes, big].concat());
    bench.note(name).list().fails(checks_of(&layout::json(name)))
}

fn f9(number: u64) -> Case {
    on_disk(number, OnDisk::Many(MAX_FILES + 1), &["C01"])
}

fn f9_list(number: u64) -> Case {
    let many = |lines: &mut Vec<String>| {
        let digest = canonical::sha256(b"");
        lines.extend((0..2_000).map(|n| format!("{digest}  z/{n:06}")));
    };
    list(number, many).fails(&["C01", "C03"])
}

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

const fn class(id: &'static str, sentence: &'static str, keys: Keys, make: fn(u64) -> Case) -> Class {
    Class { id, sentence, keys, make }
}

pub(super) const CLASSES: &[Class] = &[
    class("F1+", "The list names a file outside the folder.", Keys::Committee, f1),
    class("F2+", "The list names an absolute path.", Keys::Committee, f2),
    class("F3", "A symbolic link in a file's place.", Keys::None, f3),
    class("F3folder", "A symbolic link in a folder's place.", Keys::None, f3_folder),
    class("F4", "A named pipe.", Keys::None, f4),
    class("F5+", "The list names a file twice.", Keys::Committee, f5),
    class("F6", "A file whose name differs only in case.", Keys::None, f6),
    class("F6+", "A file whose name differs only in case, listed and signed.", Keys::Committee, f6_forger),
    class("F6unicode", "A file whose name looks like another's.", Keys::None, f6_unicode),
    class("F7", "A name too long, hidden, of other bytes or with a blank.", Keys::None, f7),
    class("F7list+", "Such a name in the list.", Keys::Committee, f7_list),
    class("F8", "A file over the largest size.", Keys::None, f8),
    class("F8document+", "A document over its own limit.", Keys::Committee, f8_document),
    class("F9", "More files than any record has.", Keys::None, f9),
    class("F9list+", "Thousands of lines in the list.", Keys::Committee, f9_list),
    class("F10+", "JSON a hundred thousand levels deep.", Keys::Committee, f10),
    class("F10folders", "Folders in folders.", Keys::None, f10_folders),
    class("F11+", "Bytes that are no UTF-8 in a document.", Keys::Committee, f11),
    class("F12+", "A field twice.", Keys::Committee, f12),
    class("F12more+", "A field that the format does not have.", Keys::Committee, f12_unknown),
    class("F12order+", "Fields in another order.", Keys::Committee, f12_order),
    class("F13+", "Numbers that overflow, are negative or no integers.", Keys::Committee, f13),
    class("F14+", "Bytes after a document.", Keys::Committee, f14),
    class("F14front+", "Bytes before a document.", Keys::Committee, f14_front),
    class("F15+", "A candidate's name that steers a terminal; refused, and never printed as it is.", Keys::Committee, f15),
    class("F15name", "A file's name that steers a terminal; never printed as it is.", Keys::None, f15_name),
    class("F15list+", "Such a name in the list; never printed as it is.", Keys::Committee, f15_list),
    class("F16", "A candidate's name that a spreadsheet would run: valid, and in no table.", Keys::Committee, f16),
    class("F16table+", "A formula in the table of totals.", Keys::Committee, f16_table),
    class("F17", "A candidate's name that a browser would run: valid, and escaped on the page for a judge.", Keys::Committee, f17),
];
