//! What a booth's bundle is answered.

use chain::KeyName;
use committee::{Finding, Foreign, ImportAnswer, ImportRefusal};
use manifest::Mode;
use record::{Entry, Folder, Pause, SumsError, layout};

use super::support::{FRESH, MiniBooth, Setup, Spec, key};

pub(crate) fn setup() -> Setup {
    Spec::new(&[("001", 2, 20), ("002", 1, 10)]).setup()
}

pub(crate) fn refusal(setup: &Setup, bundle: &Folder) -> ImportRefusal {
    setup.village().import_bundle(bundle, &FRESH).unwrap_err()
}

pub(crate) fn voted(setup: &Setup, choices: &[usize]) -> MiniBooth {
    let mut booth = MiniBooth::open(setup, "001", "1");
    booth.cast_all(&setup.cards("001", "1"), choices);
    booth
}

#[test]
fn a_closed_bundle_is_new_and_then_the_same_again() {
    let setup = setup();
    let mut booth = voted(&setup, &[0, 1, 2, 3]);
    let cards = setup.cards("001", "1");
    booth.challenge(cards[10], 1, 1);
    booth.spoil(cards[11], 1);
    booth.cast(cards[11], 2);
    let bundle = booth.closed();
    let mut village = setup.village();
    let imported = village.import_bundle(&bundle, &FRESH).unwrap();
    assert_eq!((imported.answer, imported.lines, imported.closed), (ImportAnswer::New, 18, true));
    assert_eq!(imported.findings, []);
    let again = village.import_bundle(&bundle, &FRESH).unwrap();
    assert_eq!((again.answer, again.lines), (ImportAnswer::SameAgain, 18));
}

#[test]
fn a_longer_export_replaces_its_beginning_and_an_older_one_changes_nothing() {
    let setup = setup();
    let mut booth = voted(&setup, &[0]);
    let early = booth.export();
    booth.cast(setup.cards("001", "1")[5], 1);
    let late = booth.closed();
    let mut village = setup.village();
    assert!(!village.import_bundle(&early, &FRESH).unwrap().closed);
    let longer = village.import_bundle(&late, &FRESH).unwrap();
    assert_eq!((longer.answer, longer.closed), (ImportAnswer::PrefixReplaced { before: 5 }, true));
    assert!(longer.kept);
    let older = village.import_bundle(&early, &FRESH).unwrap();
    assert!(!older.kept);
    assert_eq!((older.answer, older.lines, older.closed), (ImportAnswer::Older, 8, true));
}

#[test]
fn a_fork_is_refused_and_named_with_line_and_both_heads() {
    let setup = setup();
    let (mut one, mut two) = (voted(&setup, &[0]), voted(&setup, &[0]));
    two.cast(setup.cards("001", "1")[7], 1);
    one.close();
    two.close();
    let mut village = setup.village();
    village.import_bundle(&one.export(), &FRESH).unwrap();
    let ImportRefusal::Fork(fork) = village.import_bundle(&two.export(), &FRESH).unwrap_err() else { panic!("no fork") };
    assert_eq!(fork.line, 6);
    assert!(one.head().to_string().starts_with(&*fork.held), "{}", fork.held);
    assert!(two.head().to_string().starts_with(&*fork.refused), "{}", fork.refused);
    let again = village.import_bundle(&one.export(), &FRESH).unwrap();
    assert_eq!(again.findings, [Finding::Forked { place: again.place.clone(), line: 6 }]);
}

#[test]
fn a_fork_that_does_not_hold_itself_is_no_fork_but_damage() {
    let setup = setup();
    let one = voted(&setup, &[0]);
    let mut two = voted(&setup, &[0]);
    two.write(&Entry::Resume(Pause {}));
    let mut village = setup.village();
    village.import_bundle(&one.closed(), &FRESH).unwrap();
    assert!(matches!(village.import_bundle(&two.export(), &FRESH), Err(ImportRefusal::Log(_))));
}

#[test]
fn bundles_of_another_election_village_booth_machine_and_mode_are_foreign() {
    let setup = setup();
    let spec = Spec::new(&[("001", 2, 20), ("002", 1, 10)]);
    let elsewhere = |spec: Spec, station: &str, booth: &str| refusal(&setup, &MiniBooth::open(&spec.setup(), station, booth).export());
    let foreign = |what| ImportRefusal::Foreign(what);
    assert_eq!(elsewhere(Spec { election: "lain-2027", ..spec.clone() }, "001", "1"), foreign(Foreign::Election("lain-2027".into())));
    assert_eq!(elsewhere(Spec { code: "16.07.17.2009", ..spec.clone() }, "001", "1"), foreign(Foreign::Village("16.07.17.2009".into())));
    let more = Spec { stations: vec![("001", 2, 20), ("002", 3, 10)], ..spec.clone() };
    assert_eq!(elsewhere(more.clone(), "002", "3"), foreign(Foreign::Booth("002/3".into())));
    assert_eq!(elsewhere(more, "002", "1"), foreign(Foreign::Document("ceremony.json".into())));
    assert_eq!(elsewhere(Spec { mode: Mode::Real, ..spec }, "001", "1"), ImportRefusal::Rehearsal { rehearsal: false });
    let clone = MiniBooth::zero(&setup, "001", "1", key(4, 99), "boot");
    assert!(matches!(refusal(&setup, &clone.export()), ImportRefusal::Foreign(Foreign::Device(_))));
}

#[test]
fn a_flipped_byte_a_missing_and_an_extra_file_are_damage() {
    let setup = setup();
    let bundle = voted(&setup, &[0]).closed();
    let mut changed = bundle.clone();
    let mut lines = changed.remove(layout::ENTRIES).unwrap();
    lines[300] ^= 1;
    changed.insert(layout::ENTRIES, lines);
    assert_eq!(refusal(&setup, &changed), ImportRefusal::Damaged(vec![SumsError::Changed("entries.jsonl".into())]));
    let mut missing = bundle.clone();
    missing.remove("roots.json");
    assert_eq!(refusal(&setup, &missing), ImportRefusal::Damaged(vec![SumsError::Absent("roots.json".into())]));
    let mut unsigned = bundle;
    unsigned.remove(layout::SUMS);
    assert_eq!(refusal(&setup, &unsigned), ImportRefusal::Sums(SumsError::Missing));
    let booth = voted(&setup, &[0]);
    let mut extra = booth.export();
    extra.insert("notes.txt", b"x".to_vec());
    assert_eq!(refusal(&setup, &booth.sign(extra)), ImportRefusal::File("notes.txt".into()));
    let mut short = booth.export();
    short.remove("roots.json");
    assert_eq!(refusal(&setup, &booth.sign(short)), ImportRefusal::File("roots.json".into()));
}

#[test]
fn a_head_of_another_log_is_refused() {
    let setup = setup();
    let (mut booth, other) = (voted(&setup, &[0]), voted(&setup, &[1]));
    booth.close();
    assert_eq!(refusal(&setup, &booth.export_with(&other.head())), ImportRefusal::Head);
}

#[test]
fn more_cosignatures_of_the_same_head_are_kept() {
    let mut spec = Spec::new(&[("001", 1, 20)]);
    spec.rules.witness_quorum = 1;
    let setup = spec.setup();
    let mut booth = voted(&setup, &[0]);
    booth.close();
    let mut village = setup.village();
    let first = village.import_bundle(&booth.export(), &FRESH).unwrap();
    assert!(matches!(first.findings.as_slice(), [Finding::FewCosigners { found: 0, quorum: 1, .. }]));
    let mut head = booth.head();
    head.cosign(&KeyName::new("saksi-1").unwrap(), &key(7, 1), 1_800_000_000).unwrap();
    let again = village.import_bundle(&booth.export_with(&head), &FRESH).unwrap();
    assert_eq!((again.answer, again.kept, again.findings), (ImportAnswer::SameAgain, true, Vec::new()));
    let fewer = village.import_bundle(&booth.export(), &FRESH).unwrap();
    assert_eq!((fewer.answer, fewer.kept, fewer.findings), (ImportAnswer::SameAgain, false, Vec::new()));
}

#[test]
fn garbage_is_no_list_of_files() {
    let setup = setup();
    let mut folder = Folder::default();
    folder.insert(layout::SUMS, b"garbage".to_vec());
    assert!(matches!(refusal(&setup, &folder), ImportRefusal::Sums(SumsError::Note(_))));
}
