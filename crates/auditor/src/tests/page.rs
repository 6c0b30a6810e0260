//! The page for a judge: whole, still, escaped, and written over nothing that is not one.

use super::honest::{disk, lay_out, put};
use super::*;
use crate::page::{Asked, SaveError, check_target, html, save};
use crate::report::{Finding, OptionVotes, Told};
use crate::{Report, verify_paths};

const HOSTILE: &str = "<script>alert('1')</script>\u{1b}[31m\u{202e}\"&\u{e0041}";

fn asked() -> Asked {
    let command = ["verify", "a b", "it's", "--report", "x.html"].map(str::to_owned).to_vec();
    Asked { anchor: Some("ab".repeat(32)), command, evidence: None }
}

fn run(name: &str, pair: &Pair, options: Options) -> Report {
    let place = disk(name);
    lay_out(pair, &place);
    let report = verify_paths(core::slice::from_ref(&place), &options);
    std::fs::remove_dir_all(place).unwrap();
    report
}

/// Nothing that runs, loads or hides.
#[track_caller]
fn assert_still(page: &str) {
    let lower = page.to_lowercase();
    for bad in ["<script", "javascript:", "http:", "https:", "src=", "href=", "url(", "@import", "<img", "<link", "<iframe", " onload="] {
        assert!(!lower.contains(bad), "{bad}");
    }
    let hidden = page.chars().find(|c| *c != '\n' && crate::text::is_hidden(*c));
    assert_eq!(hidden, None);
}

#[test]
fn an_honest_run_makes_a_whole_page_and_always_the_same() {
    let pair = honest();
    let report = run("page-honest", &pair, anchored(&pair));
    let page = html(&report, &asked());
    assert_still(&page);
    assert_eq!(page, html(&report, &asked()));
    for part in [
        "<div>SAH <span class=\"en\" lang=\"en\">VALID</span></div>",
        "Purwosari",
        "Nanas",
        "Terpilih: 1 Nanas",
        "C01",
        "C62",
        "Tidak ada yang gagal.",
        "Everything that was due was checked.",
        &pair.anchor.to_string(),
        "suara-audit verify &#39;a b&#39; &#39;it&#39;\\&#39;&#39;s&#39; --report x.html",
        "16.07 Banyuasin",
        "Tanda tangan",
    ] {
        assert!(page.contains(part), "{part}");
    }
}

#[test]
fn both_languages_stand_on_the_page_whichever_the_run_spoke() {
    let mut pair = honest();
    pair.public.insert("confirmations.json", b"{}".to_vec());
    pair.sign_lists();
    let speak = |lang| html(&run("page-languages", &pair, Options { lang, ..anchored(&pair) }), &asked());
    let (id, en) = (speak(Lang::Id), speak(Lang::En));
    assert_eq!(id, en);
    assert!(id.contains("berbeda mulai bita ini") && id.contains("differ from this byte on"));
}

#[test]
fn what_failed_is_explained_and_what_was_not_checked_is_not_called_valid() {
    let mut pair = honest();
    pair.public.insert("confirmations.json", b"{}".to_vec());
    pair.public.remove("result.json");
    pair.sign_lists();
    let page = html(&run("page-failed", &pair, Options { anchor: None, ..anchored(&pair) }), &asked());
    assert!(page.contains("<div>GAGAL <span class=\"en\" lang=\"en\">FAILED</span></div>"));
    let check = crate::checks::find("C16").unwrap();
    for (id, en) in [check.title, check.means, check.failure, check.call] {
        let escaped = en.replace('\'', "&#39;");
        assert!(page.contains(id) && page.contains(&escaped), "{en}");
    }
    assert!(page.contains("never called valid") && page.contains("<h3>C06 "));
    assert!(page.contains("TIDAK LULUS") && page.contains("confirmations.json"));
}

#[test]
fn hostile_names_appear_only_escaped() {
    let pair = honest();
    let mut report = run("page-hostile", &pair, anchored(&pair));
    let village = &mut report.villages[0];
    (village.name, village.village, village.paths) = (HOSTILE.into(), HOSTILE.into(), vec![HOSTILE.into()]);
    village.options[0] = OptionVotes { name: HOSTILE.into(), option: 1, votes: 1 };
    let check = &mut village.checks[0];
    let told = || Told { place: HOSTILE.into(), evidence: HOSTILE.into() };
    (check.status, check.place, check.evidence, check.other) = (Status::Fail, HOSTILE.into(), HOSTILE.into(), told());
    check.more.push(Finding { place: HOSTILE.into(), evidence: HOSTILE.into(), other: told() });
    report.anchor = Some(HOSTILE.into());
    report.levels[0].regency.name = HOSTILE.into();
    let hostile = || HOSTILE.to_owned();
    let page = html(&report, &Asked { anchor: Some(hostile()), command: vec![hostile()], evidence: Some(hostile()) });
    assert_still(&page);
    assert!(page.contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;[U+001B][31m[U+202E]&quot;&amp;[U+E0041]"));
}

#[test]
fn a_page_is_written_whole_and_only_over_an_earlier_page() {
    let place = disk("page-save");
    let target = place.join("laporan.html");
    let pair = honest();
    let page = html(&run("page-saved", &pair, anchored(&pair)), &asked());
    save(&page, &target, None).unwrap();
    assert_eq!(std::fs::read_to_string(&target).unwrap(), page);
    save(&page, &target, None).unwrap();
    std::fs::write(&target, "<!doctype html><p>something else").unwrap();
    assert!(matches!(save(&page, &target, None), Err(SaveError::Exists(_))));
    std::fs::remove_file(&target).unwrap();
    std::os::unix::fs::symlink(place.join("elsewhere"), &target).unwrap();
    assert!(matches!(save(&page, &target, None), Err(SaveError::Exists(_))));
    assert!(matches!(check_target(&place, None), Err(SaveError::Exists(_))));
    assert!(matches!(check_target(&place.join("no/where.html"), None), Err(SaveError::Io { .. })));
    let left: Vec<_> = std::fs::read_dir(&place).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left, ["laporan.html"]);
    std::fs::remove_dir_all(place).unwrap();
}

#[test]
fn a_page_never_lies_inside_a_record_or_the_evidence() {
    let place = disk("page-inside");
    put(&honest().public, &place.join("record"));
    std::fs::create_dir_all(place.join("evidence")).unwrap();
    for target in ["record/x.html", "record/paper/x.html"] {
        assert!(matches!(check_target(&place.join(target), None), Err(SaveError::Inside(_))), "{target}");
    }
    let evidence = place.join("evidence");
    assert!(matches!(check_target(&evidence.join("x.html"), Some(&evidence)), Err(SaveError::Inside(_))));
    check_target(&place.join("x.html"), Some(&evidence)).unwrap();
    std::fs::remove_dir_all(place).unwrap();
}
