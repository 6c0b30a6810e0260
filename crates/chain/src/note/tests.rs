use super::*;
use canonical::hex;
use proptest::prelude::*;

/// The example of the C2SP signed-note specification, with its published private key.
const VKEY: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const SEED: &str = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
const TEXT: &str = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const LINE: &str = "\u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

fn name(text: &str) -> KeyName {
    KeyName::new(text).unwrap()
}

fn key(seed: u8) -> SigningKey {
    SigningKey::from_seed(&[seed; 32])
}

fn verifier(text: &str, seed: u8, kind: Kind) -> Verifier {
    Verifier::new(name(text), key(seed).public(), kind)
}

fn peter() -> (KeyName, SigningKey) {
    let data: [u8; 33] = base64::decode_array(SEED).unwrap();
    (name("PeterNeumann"), SigningKey::from_seed(data.last_chunk().unwrap()))
}

fn example() -> String {
    format!("{TEXT}\n{LINE}")
}

#[test]
fn the_example_of_the_specification_verifies() {
    let known: [Verifier; 1] = [VKEY.parse().unwrap()];
    let note = Note::parse(example().as_bytes()).unwrap();
    assert_eq!(note.text(), TEXT);
    assert_eq!(note.verify(&known), Ok(vec![Signer { verifier: &known[0], time: None }]));
}

#[test]
fn the_example_of_the_specification_is_written_byte_for_byte() {
    let (name, key) = peter();
    let mut note = Note::new(TEXT).unwrap();
    note.sign(&name, &key).unwrap();
    assert_eq!(note.to_string(), example());
    assert_eq!(Verifier::new(name, key.public(), Kind::Ed25519).to_string(), VKEY);
}

#[test]
fn a_mistyped_key_line_is_refused() {
    for index in 0..VKEY.len() {
        for mask in [0x01, 0x02, 0x20] {
            let mut bytes = VKEY.as_bytes().to_vec();
            bytes[index] ^= mask;
            let text = String::from_utf8(bytes).unwrap();
            assert!(text.parse::<Verifier>().is_err(), "{text}");
        }
    }
    assert_eq!("PeterNeumann+c74f20a3".parse::<Verifier>(), Err(VerifierError::Form));
    assert_eq!("a+00000000+Ag==".parse::<Verifier>(), Err(VerifierError::Kind(2)));
    assert_eq!("a+00000000+AQ==".parse::<Verifier>(), Err(VerifierError::Key));
    assert_eq!(VKEY.replace("PeterN", "Peter N").parse::<Verifier>(), Err(VerifierError::Name));
    assert_eq!(VKEY.replace("c74f", "C74F").parse::<Verifier>(), Err(VerifierError::Id));
}

#[test]
fn a_key_name_holds_no_space_plus_or_control_character() {
    for bad in ["", "a b", "a\u{a0}b", "a\u{2003}b", "a+b", "a\nb", "a\u{7f}", &"x".repeat(201)] {
        assert_eq!(KeyName::new(bad), Err(VerifierError::Name), "{bad:?}");
    }
    assert_eq!(name("suara/saksi-2").as_str(), "suara/saksi-2");
}

#[test]
fn unknown_keys_are_ignored_and_a_known_key_must_be_among_the_signers() {
    let mut note = Note::new(TEXT).unwrap();
    note.sign(&name("a"), &key(1)).unwrap();
    note.sign(&name("b"), &key(2)).unwrap();
    let known = [verifier("b", 2, Kind::Ed25519)];
    assert_eq!(note.verify(&known).unwrap().len(), 1);
    let other_key = [verifier("b", 3, Kind::Ed25519)];
    assert_eq!(note.verify(&other_key), Err(NoteError::NoKnownKey));
    assert_eq!(Note::new(TEXT).unwrap().verify(&known), Err(NoteError::NoKnownKey));
}

#[test]
fn one_bad_signature_of_a_known_key_refuses_the_note() {
    let mut note = Note::new(TEXT).unwrap();
    note.sign(&name("a"), &key(1)).unwrap();
    note.sign(&name("b"), &key(2)).unwrap();
    let known = [verifier("a", 1, Kind::Ed25519), verifier("b", 2, Kind::Ed25519)];
    for (index, bad) in known.iter().enumerate() {
        let mut forged = note.clone();
        forged.signatures[index].blob[40] ^= 1;
        assert_eq!(forged.verify(&known), Err(NoteError::Forged { name: bad.name().clone(), id: bad.id() }));
        forged.signatures[index].blob.pop();
        assert_eq!(forged.verify(&known), Err(NoteError::Forged { name: bad.name().clone(), id: bad.id() }));
    }
}

#[test]
fn a_second_line_of_one_key_is_refused() {
    let twice = format!("{}{LINE}", example());
    assert!(matches!(Note::parse(twice.as_bytes()), Err(NoteError::Twice { .. })));
    let (name, key) = peter();
    let mut note = Note::parse(example().as_bytes()).unwrap();
    assert!(matches!(note.sign(&name, &key), Err(NoteError::Twice { .. })));
}

#[test]
fn two_known_keys_with_one_name_and_id_are_refused() {
    // The id has four bytes, so somebody may search for a second key; the note does not say which of the two signed.
    let twin = verifier("PeterNeumann", 1, Kind::Ed25519).with_id(VKEY.parse::<Verifier>().unwrap().id());
    let note = Note::parse(example().as_bytes()).unwrap();
    let peter: Verifier = VKEY.parse().unwrap();
    assert!(matches!(note.verify(&[peter.clone(), twin]), Err(NoteError::Ambiguous { .. })));
    assert_eq!(note.verify(&[peter.clone(), peter]).unwrap().len(), 1);
}

#[test]
fn a_cosignature_covers_text_and_time_and_is_no_plain_signature() {
    let mut note = Note::new("origin\n7\nroot\n").unwrap();
    note.cosign(&name("saksi"), &key(4), 1_805_500_800).unwrap();
    let known = [verifier("saksi", 4, Kind::Cosignature)];
    assert_eq!(note.verify(&known).unwrap()[0].time, Some(1_805_500_800));
    assert_eq!(note.signatures[0].blob.len(), 72);
    let message = b"cosignature/v1\ntime 1805500800\norigin\n7\nroot\n";
    assert_eq!(note.signatures[0].blob[8..], key(4).sign_raw(message).to_bytes());
    // The same key as a plain signer has another id, so the line is not even looked at.
    assert_eq!(note.verify(&[verifier("saksi", 4, Kind::Ed25519)]), Err(NoteError::NoKnownKey));
    for index in [0, 7, 8, 71] {
        let mut forged = note.clone();
        forged.signatures[0].blob[index] ^= 1;
        assert!(matches!(forged.verify(&known), Err(NoteError::Forged { .. })), "byte {index}");
    }
    note.signatures[0].blob.truncate(7);
    assert!(matches!(note.verify(&known), Err(NoteError::Forged { .. })));
}

#[test]
fn a_cosigner_key_has_its_own_id() {
    let id = |kind| verifier("saksi", 4, kind).id();
    assert_ne!(id(Kind::Ed25519), id(Kind::Cosignature));
    let line = verifier("saksi", 4, Kind::Cosignature).to_string();
    assert_eq!(line.parse::<Verifier>().unwrap(), verifier("saksi", 4, Kind::Cosignature));
    let data = [b"saksi\n\x04".as_slice(), &key(4).public().to_bytes()].concat();
    assert!(hex::encode(canonical::sha256(&data).as_bytes()).starts_with(&id(Kind::Cosignature).to_string()));
}

#[test]
fn text_and_signatures_part_at_the_last_blank_line() {
    let mut note = Note::new("first\n\nsecond\n\n\n").unwrap();
    note.sign(&name("a"), &key(1)).unwrap();
    let read = Note::parse(note.to_string().as_bytes()).unwrap();
    assert_eq!(read, note);
    assert_eq!(read.verify(&[verifier("a", 1, Kind::Ed25519)]).unwrap().len(), 1);
}

#[test]
fn another_form_is_refused_with_its_rule() {
    let read = |text: &str| Note::parse(text.as_bytes()).unwrap_err();
    assert_eq!(read(""), NoteError::Form);
    assert_eq!(read(TEXT), NoteError::Form);
    assert_eq!(read(&format!("{TEXT}{LINE}")), NoteError::Form);
    assert_eq!(read(example().trim_end()), NoteError::Form);
    assert_eq!(read(&format!("{TEXT}\n")), NoteError::Form);
    assert_eq!(read(&example().replace('\n', "\r\n")), NoteError::Text);
    assert_eq!(read(&example().replace("problem,", "problem\t")), NoteError::Text);
    assert_eq!(Note::parse(b"\xff\n\n"), Err(NoteError::Text));
    for bad in [
        LINE.replace('\u{2014}', "-"),
        LINE.replace("\u{2014} ", "\u{2014}"),
        LINE.replace(" x08", "  x08"),
        LINE.replace("AM=", "AM"),
        LINE.replace("nAM=", "nAN="),
        LINE.replace("PeterNeumann", "Peter+Neumann"),
        "\u{2014} PeterNeumann x08gow==\n".to_owned(),
        "\u{2014} PeterNeumann \n".to_owned(),
        "Peter\n".to_owned(),
    ] {
        assert_eq!(read(&format!("{}{bad}", example())), NoteError::SignatureLine { line: 2 }, "{bad}");
    }
    assert_eq!(Note::new("no line feed"), Err(NoteError::Form));
    assert_eq!(Note::new("tab\t\n"), Err(NoteError::Text));
}

#[test]
fn size_and_number_of_signatures_are_capped() {
    let mut note = Note::new(TEXT).unwrap();
    for count in 0..MAX_SIGNATURES {
        note.sign(&name(&format!("k{count}")), &key(1)).unwrap();
    }
    assert_eq!(note.sign(&name("one-more"), &key(1)), Err(NoteError::TooMany));
    assert!(Note::parse(note.to_string().as_bytes()).is_ok());
    let extra = format!("{note}{}", LINE);
    assert_eq!(Note::parse(extra.as_bytes()), Err(NoteError::TooMany));
    let long = format!("{}\n", "x".repeat(MAX_NOTE - 1));
    let mut full = Note::new(long.clone()).unwrap();
    assert!(matches!(full.sign(&name("a"), &key(1)), Err(NoteError::TooLong { .. })));
    assert_eq!(full.signatures, []);
    assert_eq!(Note::new(format!("x{long}")), Err(NoteError::TooLong { size: MAX_NOTE + 1 }));
    assert_eq!(Note::parse(&vec![b'x'; MAX_NOTE + 1]), Err(NoteError::TooLong { size: MAX_NOTE + 1 }));
}

#[test]
fn a_changed_byte_anywhere_in_the_example_is_refused() {
    let known: [Verifier; 1] = [VKEY.parse().unwrap()];
    let bytes = example().into_bytes();
    for index in 0..bytes.len() {
        for mask in [0x01, 0x20, 0x80] {
            let mut changed = bytes.clone();
            changed[index] ^= mask;
            let read = Note::parse(&changed).and_then(|note| note.verify(&known).map(|_| ()));
            assert!(read.is_err(), "byte {index} xor {mask}");
        }
    }
}

proptest! {
    #[test]
    fn any_text_comes_back(text in "([^\\x00-\\x1f]|\\n){0,200}\\n", seeds in prop::collection::btree_set(0u8..9, 1..4), time: u64) {
        let mut note = Note::new(text.clone()).unwrap();
        for seed in &seeds {
            note.sign(&name(&format!("kunci-{seed}")), &key(*seed)).unwrap();
            note.cosign(&name(&format!("saksi-{seed}")), &key(*seed), time).unwrap();
        }
        let known: Vec<Verifier> = seeds.iter().map(|seed| verifier(&format!("saksi-{seed}"), *seed, Kind::Cosignature)).collect();
        let read = Note::parse(note.to_string().as_bytes()).unwrap();
        prop_assert_eq!(read.text(), text);
        let signers = read.verify(&known).unwrap();
        prop_assert_eq!(signers.len(), seeds.len());
        prop_assert!(signers.iter().all(|signer| signer.time == Some(time)));
    }

    #[test]
    fn foreign_bytes_never_panic_and_what_is_read_is_written_back(bytes: Vec<u8>, text in "[a\\n]{0,9}", lines in "(\u{2014} [ab] [A-D]{8}\\n|\\n){0,4}") {
        for bytes in [bytes, format!("{text}\n{lines}").into_bytes()] {
            if let Ok(note) = Note::parse(&bytes) {
                prop_assert_eq!(note.to_string().into_bytes(), bytes);
            }
        }
    }
}
