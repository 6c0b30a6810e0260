//! The plan, the openings, the result.

use std::path::{Path, PathBuf};

use canonical::SigningKey;
use committee::{Counting, OpeningRefusal, Tally, berita_acara, station_papers};
use manifest::{MAX_DOCUMENT, Text, VillageCode};
use paper::{PAGE_COLUMNS, pdf, render_text};
use record::{OpeningError, layout};

use super::args::{Options, Plan};
use super::failure::{Bad, Failure};
use super::sealed::Passphrase;
use super::work::Work;
use super::{files, now};

/// Makes the first plan of every village that is complete; a missing booth of one village keeps no other waiting.
pub(crate) fn plan(options: &Options, command: &Plan) -> Result<(), Failure> {
    let work = Work::open(options)?;
    let decided_by = Text::new(&command.decided_by)?;
    let codes = work.chosen(command.village.as_ref())?;
    let key = work.committee_key(&Passphrase::ask(options)?)?;
    let (mut waiting, mut planned) = (Vec::new(), 0);
    for code in codes {
        if work.is_planned(&code) {
            println!("{code}: sudah direncanakan (planned already)");
            planned += 1;
            continue;
        }
        if !work.is_signed(&code) {
            println!("{code}: belum ditandatangani (not signed yet)");
            continue;
        }
        match Counting::begin(&work.village(&code)?, &decided_by, &key) {
            Ok(mut counting) => {
                files::write(&work.at(&code, "decided-by.txt"), format!("{decided_by}\n").as_bytes())?;
                work.write_records(&code, &mut counting, &key)?;
                say_plan(&work, &code, &counting);
                planned += 1;
            }
            Err(committee::BeginError::Sign(error)) => return Err(error.into()),
            Err(error) => waiting.push((code, error)),
        }
    }
    if planned == 0 && !waiting.is_empty() {
        return Err(Failure::NotReady(waiting));
    }
    waiting.iter().for_each(|(code, error)| println!("{code}: {error}"));
    Ok(())
}

fn say_plan(work: &Work, code: &VillageCode, counting: &Counting) {
    let Some(plan) = counting.plan() else {
        return println!("{code}: tidak ada yang dibuka (nothing to open); jalankan: suara-committee result");
    };
    println!("{code}: rencana {} (plan), sidik {}", plan.number, plan.digest());
    plan.sets.iter().for_each(|set| println!("  {}: {} surat suara", set.scope.id(), set.count));
    println!("  Rekaman untuk penjaga (record for the guardians): {}", work.at(code, "record/public").display());
}

/// Takes openings and goes on as far as they bring every village.
pub(crate) fn tally(options: &Options, from: &Path) -> Result<(), Failure> {
    let work = Work::open(options)?;
    let key = work.committee_key(&Passphrase::ask(options)?)?;
    let (mut refused, mut all) = (0, 0);
    for code in work.villages().filter(|code| work.is_planned(code)) {
        let folder = from.join(code.as_str());
        let folder = if folder.is_dir() { folder } else { from.to_path_buf() };
        let mut counting = work.counting(code, &key)?;
        let (own, bad) = take_openings(&work, code, &mut counting, &openings(&folder)?)?;
        (refused, all) = (refused + bad, all + own + bad);
        goes_on(&work, code, &mut counting, &key)?;
    }
    if all == 0 {
        return Err(Failure::outside(from)(Bad::NoOpenings));
    }
    if refused == 0 { Ok(()) } else { Err(Failure::Some { refused, all }) }
}

fn openings(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut paths = files::entries(folder)?;
    let is_opening = |name: &str| name.starts_with("opening-") && name.ends_with(".json");
    paths.retain(|path| path.is_file() && path.file_name().and_then(|n| n.to_str()).is_some_and(is_opening));
    Ok(paths)
}

/// How many were taken, and how many refused. What belongs to another plan or village is passed over.
fn take_openings(work: &Work, code: &VillageCode, counting: &mut Counting, paths: &[PathBuf]) -> Result<(usize, usize), Failure> {
    let (mut taken, mut refused) = (0, 0);
    for path in paths {
        let bytes = files::read(path, MAX_DOCUMENT).map_err(Failure::outside(path))?;
        match counting.add_opening(&bytes) {
            Ok(answer) => {
                taken += 1;
                if !answer.again {
                    let name = layout::opening(answer.plan, answer.guardian);
                    files::write(&work.at(code, "openings").join(name), &bytes)?;
                }
                println!("{code}: penjaga {} diterima, {} dari {} (opening taken)", answer.guardian, answer.have, answer.need);
            }
            Err(OpeningRefusal::NoPlan) => taken += 1,
            Err(OpeningRefusal::Opening(OpeningError::Plan(_))) => taken += usize::from(is_known(work, code, &bytes)?),
            Err(refusal) => {
                refused += 1;
                println!("{}: DITOLAK (refused): {refusal}", path.display());
            }
        }
    }
    Ok((taken, refused))
}

/// Whether these bytes are an opening that was taken under an earlier plan.
fn is_known(work: &Work, code: &VillageCode, bytes: &[u8]) -> Result<bool, Failure> {
    for path in files::entries(&work.at(code, "openings"))? {
        if work.own(&path, MAX_DOCUMENT)? == bytes {
            return Ok(true);
        }
    }
    Ok(false)
}

fn goes_on(work: &Work, code: &VillageCode, counting: &mut Counting, key: &SigningKey) -> Result<(), Failure> {
    let place = work.at(code, "record/public");
    let tally = counting.tally(key).map_err(Failure::own(&place))?;
    work.write_records(code, counting, key)?;
    match tally {
        Tally::Waiting { plan, have, need } => {
            println!("{code}: BELUM DAPAT DIBUKA, rencana {plan}: {} dari {need} penjaga (waiting for guardians)", have.len());
        }
        Tally::NextPlan { .. } => {
            println!("{code}: suara sama; aturan meminta jumlah berikut (a tie rule asks for another sum)");
            say_plan(work, code, counting);
        }
        Tally::Final => println!("{code}: SELESAI DIHITUNG (counted); jalankan: suara-committee result"),
    }
    Ok(())
}

/// Writes the forms of every station as one PDF a village.
pub(crate) fn papers(options: &Options, out: &Path, village: Option<&VillageCode>) -> Result<(), Failure> {
    let work = Work::open(options)?;
    for code in work.chosen(village)? {
        let path = out.join(format!("{code}.pdf"));
        let documents = station_papers(&work.definition(&code)?);
        files::write(&path, &pdf(&format!("Formulir {code}"), &documents)?)?;
        println!("{}: {} formulir (forms)", path.display(), documents.len());
    }
    Ok(())
}

/// Prints the Berita Acara and writes both records as they stand.
pub(crate) fn result(options: &Options, village: Option<&VillageCode>) -> Result<(), Failure> {
    let work = Work::open(options)?;
    let codes: Vec<VillageCode> = work.chosen(village)?.into_iter().filter(|code| village.is_some() || work.is_planned(code)).collect();
    let Some(first) = codes.first() else {
        let missing = work.villages().next().cloned();
        return missing.map_or(Ok(()), |code| Err(Failure::NotPlanned(code)));
    };
    let key = work.committee_key(&Passphrase::ask(options)?)?;
    let moment = now(&work.definition(first)?)?;
    for code in &codes {
        let mut counting = work.counting(code, &key)?;
        counting.tally(&key).map_err(Failure::own(&work.at(code, "record/public")))?;
        work.write_records(code, &mut counting, &key)?;
        let document = berita_acara(&counting, moment);
        let page = render_text(&document, PAGE_COLUMNS);
        files::write(&work.at(code, "berita-acara.txt"), page.as_bytes())?;
        files::write(&work.at(code, "berita-acara.pdf"), &pdf(&format!("Berita acara {code}"), &[document])?)?;
        println!("{page}");
        println!("Rekaman umum (public record): {}", work.at(code, "record/public").display());
        println!("Rekaman tersegel (sealed record): {}", work.at(code, "record/sealed").display());
    }
    Ok(())
}
