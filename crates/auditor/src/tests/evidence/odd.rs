//! Evidence that proves nothing, and files that are no evidence: each is named, none is ignored, none speaks against a record.

use super::*;
use manifest::Mode;

#[test]
fn a_strip_or_head_that_its_booth_did_not_sign_proves_nothing() {
    day(|evening, pair| {
        let log = &evening.logs[0];
        let code = Code::from_hash(sha256(b"vanished"));
        let forged = Strip::sign(&log.origin, code, "AAAAAA", StripOutcome::Cast, "01234567", &key(99)).to_text();
        named("forged-strip", pair, &[file("a", forged)], "does not hold");
        let head = Checkpoint { origin: log.origin.clone(), size: 900, root: sha256(b"x") };
        let forged = SignedCheckpoint::sign(head, &key(99)).unwrap().to_string();
        named("forged-head", pair, &[file("a", forged)], "does not hold");
        for report in both("forged-none", pair, &[]) {
            assert_eq!((status(&report, "C67"), status(&report, "C65")), (Some(Status::NotChecked), None));
        }
    });
}

#[test]
fn a_forged_cosignature_is_named_and_the_head_is_used_all_the_same() {
    day(|evening, pair| {
        let log = &evening.logs[0];
        let head = Checkpoint { origin: log.origin.clone(), size: 3, root: tree::root(&log.public.leaves[..3]) };
        let other = Checkpoint { root: sha256(b"x"), ..head.clone() };
        let mut right = SignedCheckpoint::sign(head, &log.key).unwrap().to_string();
        let mut wrong = SignedCheckpoint::sign(other, &log.key).unwrap();
        wrong.cosign(&KeyName::new("saksi-1").unwrap(), &log.setup.spec.seed(71), 7).unwrap();
        right.push_str(wrong.to_string().lines().last().unwrap());
        right.push('\n');
        named("cosigner", pair, &[file("a", right.as_str())], "saksi-1");
        for report in both("cosigner-used", pair, &[file("a", right.as_str())]) {
            assert_eq!(check(&report, "C63").map(|c| (c.status, c.evidence.as_str())), Some((Status::Pass, "1 heads compared")));
        }
    });
}

#[test]
fn evidence_of_a_rehearsal_another_village_or_another_election_is_named() {
    let pair = honest();
    for (name, spec, words) in [
        ("rehearsal", Spec { mode: Mode::Rehearsal, ..Spec::default() }, "of a rehearsal, no election: suara-uji/v1/"),
        ("village", Spec { code: "16.07.12.2001", ..Spec::default() }, "of another election or place"),
    ] {
        let setup = Setup::new(spec);
        let evening = Evening::of(&setup);
        let log = &evening.logs[0];
        named(name, &pair, &[file("a", head_at(log, 3))], words);
        named(name, &pair, &[file("a", strip(log, log.public.cast[0].0, StripOutcome::Cast))], words);
    }
}

#[test]
fn exports_alone_can_be_held_against_evidence_of_their_booth() {
    day(|evening, pair| {
        let log = &evening.logs[0];
        let files = [file("a", head_at(log, 3)), file("b", strip(log, log.public.cast[0].0, StripOutcome::Cast))];
        let report = hold("bundle", &pair.bundles[0], anchored(pair), &files);
        assert_eq!((status(&report, "C63"), status(&report, "C65"), report.exit_code), (Some(Status::Pass), Some(Status::Pass), 0));
        let report = hold("bundle-other", &pair.bundles[1], anchored(pair), &files);
        assert_eq!((status(&report, "C67"), report.exit_code), (Some(Status::NotChecked), 4));
    });
}

#[test]
fn files_that_are_no_evidence_are_named_one_by_one() {
    day(|evening, pair| {
        let good = strip(&evening.logs[0], evening.logs[0].public.cast[0].0, StripOutcome::Cast);
        let files = [
            file("foto.jpg", vec![0xff, 0xd8, 0xff]),
            file("surat\u{202e}txt.exe", "hello"),
            file("besar", vec![b'a'; (1 << 20) + 1]),
            file("uji", "SUARA-BUKA x y"),
            file("campur", format!("{good}\nSUARA-TT x\nhello\n")),
        ];
        for report in both("odd", pair, &files) {
            let found = check(&report, "C67").unwrap();
            assert_eq!((found.count, report.exit_code), (6, 4), "{found:#?}");
            let places: Vec<&str> = found.findings().map(|(place, _)| place).collect();
            for place in ["foto.jpg", "surat\u{fffd}txt.exe", "besar", "uji", "campur, line 2", "campur, line 3"] {
                assert!(places.contains(&place), "{place} is not in {places:?}");
            }
            assert_eq!(status(&report, "C65"), Some(Status::Pass));
        }
    });
}

#[test]
fn links_and_deep_folders_are_not_followed() {
    let pair = honest();
    let place = disk("evidence-links");
    put(&pair.public, &place.join("record"));
    let evidence = place.join("evidence");
    std::fs::create_dir_all(evidence.join("1/2/3/4/5")).unwrap();
    std::fs::write(evidence.join("1/2/3/4/5/deep"), "x").unwrap();
    std::os::unix::fs::symlink("/etc/hostname", evidence.join("link")).unwrap();
    let options = Options { evidence: Some(evidence), ..anchored(&pair) };
    let report = verify_paths(&[place.join("record")], &options);
    std::fs::remove_dir_all(place).unwrap();
    let found: Vec<(&str, &str)> = check(&report, "C67").unwrap().findings().collect();
    assert_eq!(found, [("1/2/3/4/5", "too many folders inside each other"), ("link", "not a plain file")]);
}

#[test]
fn a_folder_that_is_not_there_is_said() {
    let pair = honest();
    let place = disk("evidence-gone");
    put(&pair.public, &place);
    let options = Options { evidence: Some(place.join("nowhere")), ..anchored(&pair) };
    let report = verify_paths(core::slice::from_ref(&place), &options);
    std::fs::remove_dir_all(place).unwrap();
    assert_eq!((status(&report, "C67"), report.exit_code), (Some(Status::NotChecked), 4));
    let text = crate::print::render(&report, false);
    assert!(text.contains("Witness evidence:") && text.contains("C67"), "{text}");
}
