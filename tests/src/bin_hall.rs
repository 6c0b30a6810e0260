//! One station for the browser tests: prepares it, starts its programs, says in one JSON line where everything is, and obeys lines:
//! `kill N` cuts a booth's power, `start N` switches it on again, with other words for `serve` if some follow. It ends with its input.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use manifest::Mode;
use serde_json::{Value, json};
use suara_tests::hall::{PINS, Program, Site, Wish};
use suara_tests::sim::SimResult;
use terminal::hall::{TABLE, view};

/// Cards for each booth.
const CARDS: u32 = 300;

#[derive(Parser)]
#[command(name = "suara-hall")]
struct Args {
    /// Where everything lies; emptied first
    #[arg(long)]
    out: PathBuf,
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=9))]
    booths: u8,
    #[arg(long, default_value_t = 40)]
    people: u32,
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u8).range(2..=5))]
    candidates: u8,
    /// Voids after which a booth takes no more votes
    #[arg(long, default_value_t = 200)]
    max_voids: u32,
    #[arg(long)]
    rehearsal: bool,
    /// Start the desk too
    #[arg(long)]
    desk: bool,
    /// Words for every booth's `serve`
    #[arg(last = true)]
    serve: Vec<String>,
}

fn main() -> ExitCode {
    match run(&Args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(3)
        }
    }
}

fn run(args: &Args) -> SimResult<()> {
    let mode = if args.rehearsal { Mode::Rehearsal } else { Mode::Real };
    let wish =
        Wish { booths: args.booths.into(), people: args.people, candidates: args.candidates.into(), mode, max_voids: args.max_voids };
    let site = Site::prepare(&args.out, wish)?;
    let mut booths = (1..=wish.booths).map(|number| booth(&site, number, &args.serve).map(Some)).collect::<SimResult<Vec<_>>>()?;
    let desk = args.desk.then(|| Program::start("meja", site.desk()?)).transpose()?;
    let urls: Vec<&str> = booths.iter().flatten().map(|program| program.url.as_str()).collect();
    let cards = (1..=wish.booths).map(|booth| (0..CARDS).map(|n| site.card(booth, n)).collect()).collect::<SimResult<Vec<Vec<_>>>>()?;
    say(&json!({ "booths": urls, "desk": desk.as_ref().map(|desk| &desk.url), "cards": cards, "pins": PINS, "table": table() }))?;
    for line in std::io::stdin().lines() {
        obey(&line?, &site, &mut booths, args)?;
    }
    Ok(())
}

fn booth(site: &Site, number: usize, serve: &[String]) -> SimResult<Program> {
    let mut command = site.booth(number)?;
    command.args(serve);
    Program::start(&format!("bilik {number}"), command)
}

fn obey(line: &str, site: &Site, booths: &mut [Option<Program>], args: &Args) -> SimResult<()> {
    let mut words = line.split_whitespace();
    let (word, number) = words.next().zip(words.next()).ok_or("a line is a word and a number")?;
    let number: usize = number.parse()?;
    let others: Vec<String> = words.map(str::to_owned).collect();
    let place = number.checked_sub(1).and_then(|at| booths.get_mut(at)).ok_or("no such booth")?;
    match word {
        "kill" => {
            *place = None;
            say(&json!({ "killed": number }))
        }
        "start" => {
            let program = booth(site, number, if others.is_empty() { &args.serve } else { &others })?;
            say(&json!({ "url": program.url }))?;
            *place = Some(program);
            Ok(())
        }
        _ => Err("kill or start".into()),
    }
}

fn say(value: &Value) -> SimResult<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{value}")?;
    Ok(out.flush()?)
}

/// The state table, for walks through every row.
fn table() -> Vec<Value> {
    let row = |(from, by, to): &(_, _, &[_])| {
        let to: Vec<&str> = to.iter().map(|face| view::name(*face)).collect();
        json!({ "from": view::name(*from), "by": format!("{by:?}"), "to": to })
    };
    TABLE.iter().map(row).collect()
}
