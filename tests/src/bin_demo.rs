//! The demo's shell: arguments, progress bars, exit code.

use std::process::ExitCode;

use clap::Parser;
use indicatif::{ProgressBar, ProgressStyle};
use manifest::Mode;
use suara_tests::demo::{Args, Place, Watch, hold, json, text};
use suara_tests::hall::{PINS, Site, Wish, serve, start_all};
use suara_tests::random::SimSeed;
use suara_tests::replay;
use suara_tests::sim::SimResult;
use suara_tests::sim::spec::ElectionSpec;

/// The largest replay file that is read.
const MAX_REPLAY: u64 = 1 << 20;

fn main() -> ExitCode {
    let args = Args::parse();
    match run(&args) {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            eprintln!("Gagal: {error}");
            ExitCode::from(3)
        }
    }
}

fn run(args: &Args) -> SimResult<u8> {
    if let Some(threads) = args.threads {
        rayon::ThreadPoolBuilder::new().num_threads(threads as usize).build_global()?;
    }
    if args.hall {
        return hall(args);
    }
    let spec = spec(args)?;
    let place = Place::fresh(&args.out)?;
    let bars = Bars::new(&spec);
    let outcome = hold(&spec, &place, &bars)?;
    bars.done();
    if args.json {
        println!("{}", json(&outcome, &place));
    } else {
        println!("{}", text(&outcome, &place));
    }
    if !outcome.agrees(&spec) {
        eprintln!("Hasil audit berbeda dari yang ditekan pemilih. The audit differs from what the voters pressed.");
        return Ok(1);
    }
    Ok(outcome.report.exit_code)
}

/// One station, until the program is ended.
fn hall(args: &Args) -> SimResult<u8> {
    build_programs()?;
    let mode = if args.rehearsal { Mode::Rehearsal } else { Mode::Real };
    let site = Site::prepare(&args.out.join("hall"), Wish { booths: 2, people: 40, candidates: 3, mode, max_voids: 200 })?;
    let programs = start_all(&site)?;
    for program in &programs {
        println!("{:<24} {}", program.role, program.url);
    }
    println!("{:<24} {} {}", "PIN (PINs)", PINS[0], PINS[1]);
    serve(&site, |url| println!("{:<24} {url}", "KARTU, KERTAS (papers)"))?;
    Ok(0)
}

/// The demo runs the real programs; `cargo demo` alone builds only itself.
fn build_programs() -> SimResult<()> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let mut build = std::process::Command::new(cargo);
    build.args(["build", "--release", "--quiet", "--package", "suara-terminal", "--package", "suara-pollbook", "--bins"]);
    if build.status()?.success() { Ok(()) } else { Err("the programs do not build".into()) }
}

fn spec(args: &Args) -> SimResult<ElectionSpec> {
    let seed = SimSeed(args.seed);
    let mut spec = match &args.replay {
        None => ElectionSpec::made_up(args.villages as usize, args.voters, seed),
        Some(path) => {
            let name = path.display();
            let size = std::fs::metadata(path).map_err(|e| format!("{name}: {e}"))?.len();
            if size > MAX_REPLAY {
                return Err(format!("{name}: {size} byte, paling besar {MAX_REPLAY}").into());
            }
            let bytes = std::fs::read(path).map_err(|e| format!("{name}: {e}"))?;
            let villages = replay::parse(&bytes).map_err(|e| format!("{name}: {e}"))?;
            ElectionSpec::replay(&villages, seed)
        }
    };
    if args.rehearsal {
        spec.mode = Mode::Rehearsal;
    }
    Ok(spec)
}

/// One bar for votes with the time left, one line for what happens. Both go to the error stream and only to a terminal.
struct Bars {
    votes: ProgressBar,
    villages: usize,
}

impl Bars {
    fn new(spec: &ElectionSpec) -> Self {
        let voters: usize = spec.villages.iter().flat_map(|v| &v.stations).filter(|s| !s.on_paper()).map(|s| s.voters.len()).sum();
        let votes = ProgressBar::new(voters as u64);
        if let Ok(style) = ProgressStyle::with_template("{prefix:<26} [{bar:40}] {pos}/{len} suara, sisa {eta}  {msg}") {
            votes.set_style(style.progress_chars("=> "));
        }
        votes.set_prefix("Pemungutan dan penghitungan");
        Self { votes, villages: spec.villages.len() }
    }

    fn done(&self) {
        self.votes.finish_and_clear();
    }
}

impl Watch for Bars {
    fn vote(&self) {
        self.votes.inc(1);
    }

    fn village(&self) {
        self.votes.set_message(format!("({} desa)", self.villages));
    }

    fn audit(&self) {
        self.votes.set_prefix("Audit");
        self.votes.set_message("memeriksa setiap rantai dan bukti".to_owned());
        self.votes.tick();
    }
}
