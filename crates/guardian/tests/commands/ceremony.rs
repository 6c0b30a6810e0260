use std::fs;

use manifest::Definition;
use record::{VillageKey, verify_confirmations};

use crate::fixture::{VILLAGES, definition};
use crate::{Desk, key};

const PEOPLE: [&str; 5] = ["ani", "budi", "citra", "dewi", "eko"];

/// Five new guardians and the definitions of two villages.
fn begin(test: &str) -> (Desk, Vec<Definition>) {
    let desk = Desk::new(test);
    let new = |person: &&str| key(&desk.well(person, &["new", "--name", person, "--work-factor", "4"]));
    let keys: Vec<_> = PEOPLE.iter().map(new).collect();
    let definitions: Vec<Definition> = VILLAGES.iter().map(|village| definition(village, &keys)).collect();
    for definition in &definitions {
        desk.write(&format!("definisi/{}/definition.json", definition.village.code), definition.to_bytes());
    }
    (desk, definitions)
}

fn round(person: &str, word: &'static str) -> Vec<String> {
    let mut line = vec![word.to_owned(), "--definitions".to_owned(), "definisi".to_owned()];
    if word != "commit" {
        line.extend(["--from".to_owned(), "meja".to_owned()]);
    }
    line.extend(["--out".to_owned(), format!("meja/{person}")]);
    line
}

fn take(desk: &Desk, person: &str, word: &'static str) -> String {
    let line = round(person, word);
    desk.well(person, &line.iter().map(String::as_str).collect::<Vec<_>>())
}

#[test]
fn five_processes_with_five_folders_make_the_keys_of_two_villages() {
    let (desk, definitions) = begin("five");
    for word in ["commit", "reveal", "share", "confirm"] {
        PEOPLE.iter().for_each(|person| drop(take(&desk, person, word)));
    }
    let printed = desk.well("ani", &["assemble", "--definitions", "definisi", "--from", "meja", "--out", "hasil"]);
    for definition in &definitions {
        let read = |name: &str| fs::read(desk.path(&format!("hasil/{}/{name}", definition.village.code))).unwrap();
        let village_key = VillageKey::parse(&read("ceremony.json"), definition).unwrap();
        verify_confirmations(&read("confirmations.json"), definition, &village_key).unwrap();
        assert!(printed.contains(&village_key.digest().to_string()));
        let status = desk.well("budi", &["status"]);
        assert!(status.contains(&format!("{} upaya 1 putaran 4, transkrip {}", definition.village.code, village_key.transcript())));
    }
    take(&desk, "ani", "confirm");
    assert!(desk.refused("ani", &["share", "--definitions", "definisi", "--from", "meja", "--out", "lain"], 1).contains("sudah disahkan"));
}

#[test]
fn no_file_in_any_folder_shows_a_secret_in_the_clear() {
    let (desk, _) = begin("clear");
    PEOPLE.iter().for_each(|person| drop(take(&desk, person, "commit")));
    for person in PEOPLE {
        let sealed = fs::read(desk.path(person).join("guardian.age")).unwrap();
        assert!(sealed.starts_with(b"age-encryption.org/v1\n-> scrypt "));
        let text = String::from_utf8_lossy(&sealed).into_owned();
        assert!(!text.contains("seed") && !text.contains("guardian-state"));
        let mut names: Vec<_> = fs::read_dir(desk.path(person)).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        assert_eq!(names, ["guardian.age", "lock"]);
    }
}

#[test]
fn a_missing_guardian_is_named_and_nothing_changes() {
    let (desk, _) = begin("missing");
    PEOPLE[..4].iter().for_each(|person| drop(take(&desk, person, "commit")));
    let before = desk.well("ani", &["status"]);
    let line = round("ani", "reveal");
    let said = desk.refused("ani", &line.iter().map(String::as_str).collect::<Vec<_>>(), 1);
    assert!(said.contains("penjaga 5 belum ada"), "{said}");
    assert_eq!(desk.well("ani", &["status"]), before);
    assert!(!before.contains("putaran 2"));
}

#[test]
fn a_wrong_guardian_a_broken_file_and_a_misplaced_definition_are_named() {
    let (desk, definitions) = begin("wrong");
    PEOPLE.iter().for_each(|person| drop(take(&desk, person, "commit")));
    desk.well("fajar", &["new", "--name", "Fajar, S.Pd.", "--work-factor", "4"]);
    let said = desk.refused("fajar", &["commit", "--definitions", "definisi", "--out", "meja/fajar"], 1);
    assert!(said.contains("bukan penjaga"), "{said}");
    desk.write("meja/9/1-commit-00000000.json", b"{}");
    let reveal = ["reveal", "--definitions", "definisi", "--from", "meja", "--out", "meja/ani"];
    assert!(desk.refused("ani", &reveal, 3).contains("9/1-commit-00000000.json"));
    fs::remove_dir_all(desk.path("meja/9")).unwrap();
    desk.write("definisi/16.07.17.2010/definition.json", definitions[0].to_bytes());
    assert!(desk.refused("ani", &reveal, 3).contains("16.07.17.2010/definition.json"));
    desk.write("kosong/catatan.txt", b"");
    assert_eq!(desk.run("ani", &["commit", "--definitions", "kosong", "--out", "meja/ani"]).status.code(), Some(3));
    assert_eq!(desk.run("ani", &["reveal"]).status.code(), Some(2));
}

#[test]
fn a_guardians_folder_opens_only_with_its_passphrase_and_is_never_overwritten() {
    let (desk, _) = begin("passphrase");
    desk.write("sandi-lain", b"kata lain\n");
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_suara-guardian"));
    let wrong = command.current_dir(desk.path(".")).args(["--dir", "ani", "--passphrase-file", "sandi-lain", "status"]).output().unwrap();
    assert_eq!(wrong.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("KATA SANDI SALAH"));
    let sealed = fs::read(desk.path("ani/guardian.age")).unwrap();
    desk.refused("ani", &["new", "--name", "Ani", "--work-factor", "4"], 1);
    assert_eq!(fs::read(desk.path("ani/guardian.age")).unwrap(), sealed);
    desk.write("ani/guardian.age", &sealed[..sealed.len() / 2]);
    assert!(desk.refused("ani", &["status"], 4).contains("KEADAAN RUSAK"));
    assert!(desk.refused("gita", &["status"], 1).contains("BELUM ADA KUNCI"));
}

#[test]
fn a_drawn_passphrase_is_shown_once_and_opens_the_folder() {
    let desk = Desk::new("drawn");
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_suara-guardian"));
    let new = ["--dir", "ani", "new", "--name", "Ani", "--draw-passphrase", "--work-factor", "4"];
    let printed = command.current_dir(desk.path(".")).args(new).output().unwrap();
    let printed = String::from_utf8(printed.stdout).unwrap();
    let words = printed.lines().find_map(|line| line.strip_prefix("    ")).unwrap();
    assert_eq!(words.split(' ').filter(|word| word.len() == 4).count(), 6);
    desk.write("sandi", words);
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_suara-guardian"));
    let status = command.current_dir(desk.path(".")).args(["--dir", "ani", "--passphrase-file", "sandi", "status"]).output().unwrap();
    assert!(status.status.success(), "{}", String::from_utf8_lossy(&status.stderr));
}

#[test]
fn a_real_election_raises_the_work_before_a_guess() {
    let desk = Desk::new("real");
    let keys: Vec<_> = PEOPLE.iter().map(|p| key(&desk.well(p, &["new", "--name", p, "--work-factor", "4"]))).collect();
    let mut data = (*definition(VILLAGES[0], &keys)).clone();
    data.mode = manifest::Mode::Real;
    let definition = Definition::new(data).unwrap();
    desk.write(&format!("definisi/{}/definition.json", VILLAGES[0]), definition.to_bytes());
    let factor = || String::from_utf8_lossy(&fs::read(desk.path("ani/guardian.age")).unwrap()).lines().nth(1).unwrap().to_owned();
    assert!(factor().ends_with(" 4"));
    take(&desk, "ani", "commit");
    assert!(factor().ends_with(" 15"));
}
