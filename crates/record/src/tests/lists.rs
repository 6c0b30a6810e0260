//! Where files lie, the list of them, and the files of a public booth.

use ballot::{Code, SealedData, Slot};
use canonical::{Hash, Signature, json, sha256};
use elgamal::{Ciphertext, unit::Proof};

use crate::fixture::{booth, signing, station};
use crate::{Folder, PublicBooth, Sums, SumsError, Tier, layout, split_lines};

#[test]
fn every_file_has_its_place() {
    assert_eq!([layout::json("x"), layout::note("x")], ["x.json", "x.note"]);
    assert_eq!([layout::amendment(2), layout::plan(3), layout::opening(3, 4)], ["amendment-2", "plan-3", "opening-3-4.json"]);
    assert_eq!(layout::booth(&station("001"), &booth()), "booths/001-1/");
    assert_eq!(layout::desk(&station("001"), &booth()), "desks/001-1.json");
    assert_eq!(layout::paper(&station("001"), Some(&booth()), 2), "paper/001-1-2.json");
    assert_eq!(layout::paper(&station("002"), None, 1), "paper/002-0-1.json");
}

#[test]
fn the_counted_digest_covers_exactly_what_stands_before_counting() {
    let mut folder = Folder::default();
    for path in ["index.json", "booths/001-1/cast.jsonl", "exclusions.json"] {
        assert!(folder.insert(path, path.as_bytes().to_vec()));
    }
    let lines = |paths: &[&str]| paths.iter().map(|p| format!("{}  {p}\n", sha256(p.as_bytes()))).collect::<String>();
    let digest = sha256(lines(&["booths/001-1/cast.jsonl", "exclusions.json", "index.json"]).as_bytes());
    assert_eq!(layout::counted_digest(&folder), digest);
    let after = ["plan-1.json", "plan-1.note", "opening-1-2.json", "result.json", "result.note", "totals.csv", "SHA256SUMS", "spec.md"];
    for path in after.into_iter().chain(["verify.mjs"]) {
        assert!(layout::is_after_counting(path), "{path}");
        folder.insert(path, b"later".to_vec());
    }
    assert_eq!(layout::counted_digest(&folder), digest);
    folder.insert("results.json", b"x".to_vec());
    assert_ne!(layout::counted_digest(&folder), digest);
}

fn listed() -> Folder {
    let mut folder = Folder::default();
    folder.insert("a.json", b"1".to_vec());
    folder.insert("b/c.json", b"2".to_vec());
    Sums::write(&mut folder, Tier::Public, "99.01.01.2001", "panitia", &signing(1)).unwrap();
    folder
}

#[test]
fn a_list_names_what_it_is_about_and_holds_under_its_signers_name_and_key() {
    let folder = listed();
    let sums = Sums::read(&folder).unwrap();
    assert_eq!((sums.tier(), sums.name()), (Tier::Public, "99.01.01.2001"));
    assert!(sums.differences(&folder).is_empty());
    assert_eq!(sums.verify("panitia", &signing(1).public()), Ok(()));
    assert!(sums.verify("panitia", &signing(2).public()).is_err() && sums.verify("other", &signing(1).public()).is_err());
    let text = String::from_utf8(folder.get(layout::SUMS).unwrap().to_vec()).unwrap();
    assert!(text.starts_with(&format!("# suara/v1/sums public 99.01.01.2001\n{}  a.json\n", sha256(b"1"))), "{text}");
    for (tier, word) in [(Tier::Bundle, "bundle"), (Tier::Sealed, "sealed"), (Tier::Public, "public")] {
        let mut folder = listed();
        Sums::write(&mut folder, tier, "n", "panitia", &signing(1)).unwrap();
        assert_eq!((Sums::read(&folder).unwrap().tier(), tier.word()), (tier, word));
    }
}

#[test]
fn every_difference_between_list_and_folder_is_named() {
    let sums = Sums::read(&listed()).unwrap();
    let with = |change: fn(&mut Folder)| {
        let mut folder = listed();
        change(&mut folder);
        sums.differences(&folder)
    };
    assert_eq!(
        with(|f| {
            f.remove("a.json");
        }),
        [SumsError::Absent("a.json".into())]
    );
    assert_eq!(
        with(|f| {
            f.insert("a.json", b"x".to_vec());
        }),
        [SumsError::Changed("a.json".into())]
    );
    assert_eq!(
        with(|f| {
            f.insert("d.json", b"x".to_vec());
        }),
        [SumsError::Unlisted("d.json".into())]
    );
}

#[test]
fn a_list_with_a_bad_line_names_it() {
    let read = |change: fn(String) -> String| {
        let mut folder = listed();
        let text = String::from_utf8(folder.get(layout::SUMS).unwrap().to_vec()).unwrap();
        folder.insert(layout::SUMS, change(text).into_bytes());
        Sums::read(&folder).map(|_| ())
    };
    assert_eq!(read(|text| text), Ok(()));
    assert_eq!(read(|text| text.replace("sums public", "sums secret")), Err(SumsError::Header));
    assert_eq!(read(|text| text.replace("  b/c.json", " b/c.json")), Err(SumsError::Line(3)));
    assert_eq!(read(|text| text.replace("a.json", "x.json")), Err(SumsError::Line(3)));
    assert_eq!(read(|text| text.replace("b/c.json", "a.json")), Err(SumsError::Line(3)), "a path stands twice");
    let nothing = Folder::default();
    assert!(matches!(Sums::read(&nothing), Err(SumsError::Missing)));
}

#[test]
fn lines_are_split_only_where_each_ends_with_a_line_feed() {
    assert_eq!(split_lines(b""), Some(vec![]));
    assert_eq!(split_lines(b"a\nb\n"), Some(vec![&b"a"[..], b"b"]));
    assert_eq!(split_lines(b"\n"), Some(vec![&b""[..]]));
    assert_eq!(split_lines(b"a\nb"), None);
}

fn code(byte: u8) -> Code {
    Code::from_hash(Hash::from_bytes([byte; 32]))
}

fn sealed(card: u8) -> SealedData {
    let base = canonical::hex::decode_array::<32>("e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76").unwrap();
    let ciphertext = Ciphertext::from_bytes(&[base, base].concat().try_into().unwrap()).unwrap();
    SealedData {
        card: Hash::from_bytes([card; 32]),
        ciphertexts: vec![ciphertext; 2],
        issue: Signature::from_bytes([0; 64]),
        proof: Proof::from_bytes(&[0; 224]).unwrap(),
        slot: Slot([card; 16]),
        stratum: None,
    }
}

#[test]
fn a_public_booth_is_written_sorted_by_code_one_ballot_a_line() {
    let public = PublicBooth {
        anchors: vec![b"{\"a\":1}".to_vec(), b"{\"b\":2}".to_vec()],
        cast: vec![(code(9), sealed(1)), (code(4), sealed(2))],
        checkpoint: b"head".to_vec(),
        leaves: vec![sha256(b"1"), sha256(b"0")],
        spoiled: vec![code(2), code(1)],
        void: vec![code(3)],
        ..PublicBooth::default()
    };
    let mut folder = Folder::default();
    public.write(&mut folder, "booths/001-1/");
    let file = |name: &str| String::from_utf8(folder.get(&format!("booths/001-1/{name}")).unwrap().to_vec()).unwrap();
    assert_eq!(file("checkpoint"), "head");
    assert_eq!(file("leaves.txt"), format!("{}\n{}\n", sha256(b"1"), sha256(b"0")), "leaves stay in their order");
    assert_eq!(file("anchors.jsonl"), "{\"a\":1}\n{\"b\":2}\n");
    let line = |card| String::from_utf8(json::to_bytes(&sealed(card))).unwrap() + "\n";
    assert_eq!(file("cast.jsonl"), line(2) + &line(1));
    assert_eq!(file("challenged.jsonl"), "");
    assert_eq!(file("spoiled.txt"), format!("{}\n{}\n", code(1), code(2)));
    assert_eq!(file("void.txt"), format!("{}\n", code(3)));
    let paths: Vec<&str> = folder.under("booths/001-1/l").map(|(path, _)| path).collect();
    assert_eq!(paths, ["booths/001-1/leaves.txt"]);
}
