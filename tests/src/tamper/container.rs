//! F: folders and files made to harm whoever reads them.

use canonical::SigningKey;
use chain::{KeyName, Note};
use record::{MAX_FILE, MAX_FILES, layout};

use super::bench::Bench;
use super::storage::checks_of;
use super::{Case, Class, Keys, OnDisk};

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
pub(super) fn listed(number: u64, path: &str) -> Bench<'static> {
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

pub(super) fn on_disk(number: u64, thing: OnDisk, ids: &[&'static str]) -> Case {
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

pub(super) const CLASSES: &[Class] = &[
    Class::new("F1+", "The list names a file outside the folder.", Keys::Committee, f1),
    Class::new("F2+", "The list names an absolute path.", Keys::Committee, f2),
    Class::new("F3", "A symbolic link in a file's place.", Keys::None, f3),
    Class::new("F3folder", "A symbolic link in a folder's place.", Keys::None, f3_folder),
    Class::new("F4", "A named pipe.", Keys::None, f4),
    Class::new("F5+", "The list names a file twice.", Keys::Committee, f5),
    Class::new("F6", "A file whose name differs only in case.", Keys::None, f6),
    Class::new("F6+", "A file whose name differs only in case, listed and signed.", Keys::Committee, f6_forger),
    Class::new("F6unicode", "A file whose name looks like another's.", Keys::None, f6_unicode),
    Class::new("F7", "A name too long, hidden, of other bytes or with a blank.", Keys::None, f7),
    Class::new("F7list+", "Such a name in the list.", Keys::Committee, f7_list),
    Class::new("F8", "A file over the largest size.", Keys::None, f8),
    Class::new("F8document+", "A document over its own limit.", Keys::Committee, f8_document),
    Class::new("F9", "More files than any record has.", Keys::None, f9),
    Class::new("F9list+", "Thousands of lines in the list.", Keys::Committee, f9_list),
];
