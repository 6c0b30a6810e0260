//! `suara-audit`: anybody's check of a record. Needs no secret, writes only the report you ask for. `suara-audit --help` lists the exit codes.

mod cli;

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use auditor::challenge::Checked;
use auditor::find::{Wanted, find};
use auditor::text::{Fixed, pick};
use auditor::{Anchor, Lang, Options, challenge, checks, page, print, verify_watched};
use clap::Parser;
use indicatif::{ProgressBar, ProgressStyle};
use rand::TryRng;
use rand::rngs::SysRng;
use record::Folder;

use cli::{Args, Command, FindArgs, VerifyArgs};

const USAGE: u8 = 2;
const INTERNAL: u8 = 70;
/// The largest anchor file that is read.
const MAX_ANCHOR: u64 = 64 << 10;

fn main() -> ExitCode {
    let args = Args::parse();
    // A defect must not look like one of the documented verdicts.
    std::panic::catch_unwind(|| run(&args)).map_or_else(|_| ExitCode::from(INTERNAL), ExitCode::from)
}

fn run(args: &Args) -> u8 {
    let lang = args.lang.into();
    let mut fresh = [0; 32];
    if SysRng.try_fill_bytes(&mut fresh).is_err() {
        eprintln!("{}", pick(("sistem tidak memberi bilangan acak", "the system gives no random numbers"), lang));
        return INTERNAL;
    }
    let options = Options { fresh, lang, ..Options::default() };
    match &args.command {
        Command::Verify(verify) => run_verify(verify, options),
        Command::Find(args) => run_find(args, &options),
        Command::Challenge { file, record } => run_challenge(file, record.as_deref(), &options),
        Command::Checks => say(&print::table(lang), 0),
        Command::Explain { id } => match checks::find(id) {
            Some(check) => say(&check.explain(), 0),
            None => complain(
                ("pemeriksaan itu tidak ada; lihat: suara-audit checks", "there is no such check; see: suara-audit checks"),
                lang,
                USAGE,
            ),
        },
    }
}

fn say(text: &str, code: u8) -> u8 {
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Ok(()) => code,
        // The reader has gone; the verdict stands.
        Err(e) if e.kind() == std::io::ErrorKind::BrokenPipe => code,
        Err(_) => INTERNAL,
    }
}

fn complain(text: Fixed, lang: Lang, code: u8) -> u8 {
    eprintln!("{}", pick(text, lang));
    code
}

fn run_verify(args: &VerifyArgs, options: Options) -> u8 {
    let lang = options.lang;
    let anchor = match args.anchor.as_deref().map(anchor) {
        Some(None) => {
            let words = (
                "jangkar: bukan 64 huruf heksadesimal dan bukan berkas yang memuatnya",
                "anchor: neither 64 hex characters nor a file that holds them",
            );
            return complain(words, lang, USAGE);
        }
        Some(found) => found,
        None => None,
    };
    if let Some(Err(e)) = args.report.as_deref().map(|target| page::check_target(target, args.evidence.as_deref())) {
        eprintln!("{}", auditor::text::plain(&e.to_string()));
        return USAGE;
    }
    let options = Options { anchor, complete: args.complete, evidence: args.evidence.clone(), rehearsal: args.rehearsal, ..options };
    let bar = progress();
    let report = verify_watched(&args.dirs, &options, &|done, all| {
        bar.set_length(all as u64);
        bar.set_position(done as u64);
    });
    bar.finish_and_clear();
    if report.villages.is_empty() {
        complain(("tidak ada rekaman di tempat itu", "there is no record in that place"), lang, USAGE);
    }
    if let Err(code) = save(args, &report, anchor) {
        return code;
    }
    let text = if args.json { format!("{}\n", report.to_json()) } else { print::render(&report, args.verbose) };
    say(&text, report.exit_code)
}

/// Writes the page for a judge, if asked for.
fn save(args: &VerifyArgs, report: &auditor::Report, anchor: Option<Anchor>) -> Result<(), u8> {
    let Some(target) = &args.report else { return Ok(()) };
    let command = std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
    let evidence = args.evidence.as_ref().map(|dir| dir.to_string_lossy().into_owned());
    let asked = page::Asked { anchor: anchor.map(|anchor| anchor.to_string()), command, evidence };
    page::save(&page::html(report, &asked), target, args.evidence.as_deref()).map_err(|e| {
        eprintln!("{}", auditor::text::plain(&e.to_string()));
        INTERNAL
    })
}

fn progress() -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(0);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {eta}") {
        bar.set_style(style);
    }
    bar
}

/// A digest as typed, or a file with one.
fn anchor(text: &str) -> Option<Anchor> {
    let path = Path::new(text);
    if path.is_file() {
        let small = std::fs::metadata(path).is_ok_and(|m| m.len() <= MAX_ANCHOR);
        return small.then(|| std::fs::read_to_string(path).ok()).flatten().and_then(|text| Anchor::parse(&text));
    }
    Anchor::parse(text)
}

fn run_find(args: &FindArgs, options: &Options) -> u8 {
    let lang = options.lang;
    let (text, dirs) = match (&args.qr, args.words.split_first()) {
        (Some(qr), _) => (qr.clone(), args.words.as_slice()),
        (None, Some((code, dirs))) => (code.clone(), dirs),
        (None, None) => (String::new(), args.words.as_slice()),
    };
    let Some(wanted) = Wanted::parse(&text) else {
        return complain(
            ("bukan kode (20 huruf) dan bukan kode QR tanda terima", "neither a code (20 characters) nor a strip's QR code"),
            lang,
            USAGE,
        );
    };
    let dirs: Vec<PathBuf> = dirs.iter().map(PathBuf::from).collect();
    if dirs.is_empty() {
        return complain(("sebutkan folder rekaman", "name a record's folder"), lang, USAGE);
    }
    let answer = find(&wanted, &dirs, options);
    let words: Vec<String> = answer.words(&wanted).into_iter().map(|w| format!("{}\n", auditor::text::plain(&w.pick(lang)))).collect();
    say(&words.concat(), answer.exit_code(&wanted))
}

fn run_challenge(file: &Path, record: Option<&Path>, options: &Options) -> u8 {
    let lang = options.lang;
    let small = std::fs::metadata(file).is_ok_and(|m| m.len() <= challenge::MAX_FILE as u64);
    let Some(bytes) = small.then(|| std::fs::read(file).ok()).flatten() else {
        return complain(("berkas tidak terbaca", "the file cannot be read"), lang, USAGE);
    };
    let Some(place) = record.map(Path::to_path_buf).or_else(|| around(file)) else {
        let words = (
            "sebutkan --record FOLDER: rekaman, bundel, atau dokumen desa itu",
            "name --record DIR: the record, a bundle, or the village's documents",
        );
        return complain(words, lang, USAGE);
    };
    let checked =
        Folder::read(&place).map_err(|e| e.to_string()).and_then(|f| challenge::check(&bytes, &f, options).map_err(|e| e.to_string()));
    match checked {
        Ok(list) => {
            let failed = list.iter().any(|c| c.problem.is_some());
            say(&list.iter().map(|c| spoken(c, lang)).collect::<String>(), u8::from(failed))
        }
        Err(e) => {
            eprintln!("{}", auditor::text::plain(&e));
            USAGE
        }
    }
}

/// The record that a file lies in.
fn around(file: &Path) -> Option<PathBuf> {
    let file = std::fs::canonicalize(file).ok()?;
    file.ancestors().skip(1).take(4).find(|place| place.join(record::layout::SUMS).is_file()).map(Path::to_path_buf)
}

fn spoken(checked: &Checked, lang: Lang) -> String {
    let Checked { place, code, choice, compared, problem } = checked;
    let code = code.map(|c| c.written().to_string()).unwrap_or_default();
    let note = if *compared {
        ("", "")
    } else {
        (" Bandingkan bilik dan akar benih dengan kertas nol.", " Compare booth and seed root with the zero report.")
    };
    let verdict = match problem {
        Some(error) => format!("FAIL: {error}"),
        None => format!("PASS.{}", pick(note, lang)),
    };
    let what = pick(("pilihan", "choice"), lang);
    format!("{place} {code}: {what} {choice}: {verdict}\n")
}
