//! Paper: the people who count, and what each of them counted.

use canonical::PublicKey;
use manifest::Text;
use record::{BoxKind, PaperCount, PaperCountData, layout};

use super::args::{Count, NewCounter, Options};
use super::failure::Failure;
use super::files;
use super::sealed::{self, Passphrase};
use super::work::Work;

/// Makes the key of a person who counts.
pub(crate) fn new_counter(options: &Options, command: &NewCounter) -> Result<(), Failure> {
    let name = Text::new(&command.name)?;
    if command.out.exists() {
        return Err(Failure::Exists(command.out.clone()));
    }
    let passphrase = Passphrase::choose(options)?;
    let key = sealed::new_key()?;
    sealed::write_key(&command.out, &key, &passphrase, command.work_factor)?;
    println!("Baris untuk counters.csv (line for counters.csv):");
    println!("<kode desa>,{},{}", quoted(&name), key.public());
    Ok(())
}

fn quoted(name: &Text) -> String {
    let name = name.as_str();
    if name.contains([',', ';', '"']) { format!("\"{}\"", name.replace('"', "\"\"")) } else { name.to_owned() }
}

/// Signs and takes one person's count of a box.
pub(crate) fn count(options: &Options, command: &Count) -> Result<(), Failure> {
    let work = Work::open(options)?;
    let code = &command.village;
    work.chosen(Some(code))?;
    work.still_open(code)?;
    let mut village = work.village(code)?;
    let definition = village.documents().definition.clone();
    let votes = votes(command, definition.candidates.len())?;
    let key = sealed::read_key(&command.counter, &Passphrase::ask(options)?).map_err(Failure::of_others)?;
    let count = PaperCount::sign(data(command, votes, key.public(), definition.digest()), &key);
    village.add_paper_count(&count.to_bytes())?;
    files::write(&work.at(code, &layout::paper(&command.station, command.booth.as_ref(), command.entry)), &count.to_bytes())?;
    let booth = command.booth.as_ref().map(|b| format!("/{b}")).unwrap_or_default();
    println!("Hitungan {} kotak {}{booth} diterima (count taken)", command.entry, command.station);
    let state = village.boxes().into_iter().find(|((s, b), _)| *s == command.station && *b == command.booth).map(|(_, state)| state);
    println!(
        "{}",
        match state {
            Some(committee::BoxState::Agreed(_)) => "Kedua hitungan SAMA (the two entries agree)",
            Some(committee::BoxState::Disagree) => "Kedua hitungan BERBEDA: hitung ulang (the two entries differ: count again)",
            Some(committee::BoxState::Half) | None => "Menunggu hitungan orang kedua (waiting for the second person)",
        }
    );
    Ok(())
}

/// Every option once, the blank last.
fn votes(command: &Count, candidates: usize) -> Result<Vec<u32>, Failure> {
    let refused = Failure::Votes { candidates };
    let of = |option: u32| {
        let mut found = command.votes.iter().filter(|(number, _)| *number == option);
        found.next().filter(|_| found.next().is_none()).map(|(_, votes)| *votes)
    };
    let options = (1..).take(candidates).chain([0]);
    let votes: Option<Vec<u32>> = options.map(of).collect();
    match votes {
        Some(votes) if command.votes.len() == votes.len() => Ok(votes),
        Some(_) | None => Err(refused),
    }
}

fn data(command: &Count, votes: Vec<u32>, counter: PublicKey, definition: canonical::Hash) -> PaperCountData {
    PaperCountData {
        booth: command.booth.clone(),
        content: if command.only_record { BoxKind::OnlyRecord } else { BoxKind::Slips },
        counter,
        definition,
        entry: command.entry,
        format: PaperCountData::FORMAT.into(),
        invalid: command.invalid,
        station: command.station.clone(),
        votes,
    }
}
