//! The evening: bundles, desks, audit cards, status.

use std::path::Path;

use canonical::sha256;
use committee::{AuditCard, BoothPlace, CountAnswer, ImportAnswer, ImportRefusal, Imported, Village, status_page};
use manifest::{MAX_DOCUMENT, VillageCode};
use paper::{WIDE_PAGE_COLUMNS, render_text};
use record::{Folder, Sums, layout};

use super::args::{Exclude, Options, Original};
use super::failure::{Bad, Failure};
use super::work::Work;
use super::{files, random};

/// Takes bundles and counts; each gets its own answer, and a refused one does not stop the others.
pub(crate) fn import(options: &Options, sources: &[std::path::PathBuf]) -> Result<(), Failure> {
    let work = Work::open(options)?;
    let mut refused = 0;
    for path in sources {
        let taken = if path.is_dir() { bundle(&work, path) } else { counts(&work, path) };
        match taken {
            Ok(()) => {}
            // Our own trouble ends the command; somebody else's does not.
            Err(failure) if failure.code() == 4 => return Err(failure),
            Err(Failure::Outside { bad, .. }) => {
                refused += 1;
                println!("{}: {bad}", path.display());
            }
            Err(failure) => {
                refused += 1;
                println!("{}: {failure}", path.display());
            }
        }
    }
    if refused == 0 { Ok(()) } else { Err(Failure::Some { refused, all: sources.len() }) }
}

fn bundle(work: &Work, path: &Path) -> Result<(), Failure> {
    let bundle = Folder::read(path).map_err(Failure::outside(path))?;
    let code = village_of(work, &bundle).ok_or_else(|| Failure::NoWork(path.to_path_buf()))?;
    work.still_open(&code)?;
    let mut village = work.village(&code)?;
    match village.import_bundle(&bundle, &*random()?) {
        Ok(imported) => {
            let BoothPlace { station, booth } = &imported.place;
            if imported.kept {
                let held = work.at(&code, "bundles").join(format!("{station}-{booth}"));
                std::fs::create_dir_all(work.at(&code, "bundles")).map_err(Failure::medium(&held))?;
                bundle.replace(&held).map_err(Failure::own(&held))?;
            }
            say(path, &code, &imported);
            Ok(())
        }
        Err(refusal) => {
            keep(work, &code, &bundle, &refusal)?;
            Err(Failure::outside(path)(refusal))
        }
    }
}

/// The village that a bundle names; the first one says what is wrong with a bundle that names none of ours.
fn village_of(work: &Work, bundle: &Folder) -> Option<VillageCode> {
    let sums = Sums::read(bundle).ok();
    let named = sums.as_ref().and_then(|sums| sums.name().split('/').nth(3));
    let signed = || work.villages().filter(|code| work.is_signed(code));
    signed().find(|code| named == Some(code.as_str())).or_else(|| signed().next()).cloned()
}

/// What a booth signed and we refuse is evidence.
fn keep(work: &Work, code: &VillageCode, bundle: &Folder, refusal: &ImportRefusal) -> Result<(), Failure> {
    let signed = matches!(
        refusal,
        ImportRefusal::Fork(_)
            | ImportRefusal::Log(_)
            | ImportRefusal::Head
            | ImportRefusal::Copied { .. }
            | ImportRefusal::Spare { .. }
            | ImportRefusal::NotTheLast(_)
            | ImportRefusal::NotExpected(_)
    );
    let place = Sums::read(bundle).ok().map(|sums| sums.name().rsplit('/').take(2).map(str::to_owned).collect::<Vec<_>>());
    let (Some([booth, station]), Some(entries), true) = (place.as_deref(), bundle.get(layout::ENTRIES), signed) else { return Ok(()) };
    let path = work.at(code, "refused").join(format!("{station}-{booth}-{:.8}", sha256(entries).to_string()));
    std::fs::create_dir_all(work.at(code, "refused")).map_err(Failure::medium(&path))?;
    bundle.replace(&path).map_err(Failure::own(&path))?;
    println!("Disimpan sebagai bukti (kept as evidence): {}", path.display());
    Ok(())
}

fn say(path: &Path, code: &VillageCode, imported: &Imported) {
    let Imported { place, answer, kept: _, lines, closed, findings } = imported;
    let word = match answer {
        ImportAnswer::New => "DITERIMA (received)".to_owned(),
        ImportAnswer::SameAgain => "SUDAH DITERIMA (the same again)".to_owned(),
        ImportAnswer::Older => "SUDAH DITERIMA, ekspor lebih lama (an older export)".to_owned(),
        ImportAnswer::PrefixReplaced { before } => format!("DIPERBARUI, sebelumnya {before} baris (replaces its beginning)"),
    };
    let state = if *closed { "terverifikasi" } else { "belum ditutup (not closed yet)" };
    println!("{}: desa {code} bilik {place}: {word}, {lines} baris, {state}", path.display());
    findings.iter().for_each(|finding| println!("  PERHATIAN: {finding}"));
}

/// A file of a desk's or a box's counts, of whichever village it fits.
fn counts(work: &Work, path: &Path) -> Result<(), Failure> {
    let bytes = files::read(path, MAX_DOCUMENT).map_err(Failure::outside(path))?;
    let mut last = Bad::NoCounts;
    for code in work.villages().filter(|code| work.is_signed(code)) {
        let mut village = work.village(code)?;
        match village.add_desk_counts(&bytes) {
            Ok(answer) => {
                work.still_open(code)?;
                return take_desk(work, code, path, &bytes, &village, answer);
            }
            Err(committee::DeskRefusal::Counts(token::CountsError::Json(_) | token::CountsError::Foreign(_))) => {}
            Err(refusal) => last = refusal.into(),
        }
        match village.add_paper_count(&bytes) {
            Ok(_) => {
                work.still_open(code)?;
                let count = record::PaperCount::parse(&bytes, &village.documents().definition, &village.documents().devices);
                let Ok(count) = count else { continue };
                files::write(&work.at(code, &layout::paper(&count.station, count.booth.as_ref(), count.entry)), &bytes)?;
                println!("{}: desa {code} hitungan kotak {}: DITERIMA (received)", path.display(), count.station);
                return Ok(());
            }
            Err(committee::PaperRefusal::Count(
                record::PaperCountError::Json(_) | record::PaperCountError::Foreign(_) | record::PaperCountError::Format,
            )) => {}
            Err(refusal) => last = refusal.into(),
        }
    }
    Err(Failure::outside(path)(last))
}

fn take_desk(work: &Work, code: &VillageCode, path: &Path, bytes: &[u8], village: &Village, answer: CountAnswer) -> Result<(), Failure> {
    let key_of =
        |station: &_, desk: &_| village.documents().devices.desks.iter().find(|d| &d.station == station && &d.desk == desk).map(|d| d.key);
    let counts = token::DeskCounts::parse(bytes, &village.documents().definition, key_of)
        .map_err(|error| Failure::outside(path)(committee::DeskRefusal::Counts(error)))?;
    files::write(&work.at(code, &layout::desk(&counts.station, &counts.desk)), bytes)?;
    let word = if answer == CountAnswer::SameAgain { "SUDAH DITERIMA (the same again)" } else { "DITERIMA (received)" };
    println!("{}: desa {code} meja {}/{}: {word}", path.display(), counts.station, counts.desk);
    Ok(())
}

/// Puts cards on the auditors' list.
pub(crate) fn exclude(options: &Options, command: &Exclude) -> Result<(), Failure> {
    let work = Work::open(options)?;
    let code = &command.village;
    work.chosen(Some(code))?;
    work.still_open(code)?;
    let mut village = work.village(code)?;
    let at = command.station.as_ref().zip(command.booth.as_ref()).map(|(station, booth)| BoothPlace::new(station, booth));
    let mut lines = Vec::new();
    for typed in &command.cards {
        let refused = |error| Failure::Card { card: typed.clone(), error };
        let card = AuditCard::parse(typed, at.clone()).map_err(refused)?;
        lines.push(at.as_ref().map_or_else(|| card.written(), |at| format!("{} {at}", card.written())));
        village.exclude(card).map_err(refused)?;
    }
    for line in lines {
        work.add_line(&work.at(code, "audit-cards.txt"), line)?;
    }
    let excluded = village.exclusions().map_or(0, |list| list.len());
    println!("{} kartu di daftar uji; {excluded} surat suara dikeluarkan sejauh ini (excluded so far)", command.cards.len());
    Ok(())
}

/// Says in whose card box the original of a clashing card lay.
pub(crate) fn original(options: &Options, command: &Original) -> Result<(), Failure> {
    let work = Work::open(options)?;
    let code = &command.village;
    work.chosen(Some(code))?;
    work.still_open(code)?;
    let mut village = work.village(code)?;
    let place = BoothPlace::new(&command.station, &command.booth);
    let refused = |error| Failure::Card { card: command.card.to_string(), error };
    village.original_found(command.card, place.clone()).map_err(refused)?;
    work.add_line(&work.at(code, "originals.txt"), format!("{} {place}", command.card))?;
    println!("Kartu {}: asli di bilik {place} (the original lay there)", token::card_short(&command.card));
    Ok(())
}

/// Prints the status of every village.
pub(crate) fn status(options: &Options) -> Result<(), Failure> {
    let work = Work::open(options)?;
    let mut villages = Vec::new();
    for code in work.villages() {
        if work.is_signed(code) {
            villages.push(work.village(code)?);
        } else {
            println!("{code}: belum ditandatangani (not signed yet)");
        }
    }
    if villages.is_empty() {
        return Ok(());
    }
    print!("{}", render_text(&status_page(&villages.iter().collect::<Vec<_>>()), WIDE_PAGE_COLUMNS));
    for village in &villages {
        for clash in village.clashes() {
            let booths = clash.booths.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            let code = &village.documents().definition.village.code;
            println!(
                "PERHATIAN: desa {code}: kartu {} tersimpan di bilik {booths} (cast in two logs): {}",
                token::card_short(&clash.card),
                clash.card
            );
        }
    }
    Ok(())
}
