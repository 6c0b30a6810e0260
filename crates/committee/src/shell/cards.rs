//! The encrypted card files and sheets, and their cards in the clear for whoever prints packs.

use std::collections::BTreeMap;
use std::path::Path;

use committee::{Deck, PACK, sheets};
use manifest::Definition;
use token::Card;
use zeroize::Zeroizing;

use super::args::Options;
use super::failure::{Bad, Failure};
use super::sealed::{self, Passphrase};
use super::work::Work;
use super::{files, generator, prepare};

/// Issues every card and writes a file for each booth; with `pdf` also one of its sheets.
pub(crate) fn deck(options: &Options, out: &Path, pdf: bool) -> Result<(), Failure> {
    let work = Work::open(options)?;
    if !files::entries(out)?.is_empty() {
        return Err(Failure::Exists(out.to_path_buf()));
    }
    if let Some(code) = work.villages().find(|code| !work.is_signed(code)) {
        return Err(Failure::Unsigned(code.clone()));
    }
    let passphrase = Passphrase::ask(options)?;
    let issuer = sealed::read_key(&work.path("issuer-key.age"), &passphrase)?;
    let mut random = generator()?;
    let bar = prepare::bar(work.index.villages.len(), "desa");
    let (mut cards, mut written) = (0, 0);
    for code in work.villages() {
        let definition = work.definition(code)?;
        let factor = work.enrolment(code)?.work_factor();
        let path = work.at(code, "deck.age");
        let text = sealed::read(&path, &passphrase)?;
        let text = core::str::from_utf8(&text).map_err(|_| Failure::own(&path)(Bad::NotSealed))?;
        let deck = Deck::parse(text).map_err(Failure::own(&path))?;
        let mut booths: BTreeMap<String, Vec<Card>> = BTreeMap::new();
        for (place, issued) in deck.issue(&definition, &issuer, &mut random) {
            // Strata follow each other; every one fills whole packs.
            booths.entry(format!("{code}-{}-{}", place.station, place.booth)).or_default().extend(issued);
        }
        for (name, issued) in &booths {
            for (file, bytes) in contents(name, issued, pdf.then_some(&definition))? {
                sealed::write(&out.join(file), &bytes, &passphrase, factor)?;
                written += 1;
            }
            cards += issued.len();
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    println!("{cards} kartu dalam {written} berkas terenkripsi (cards in encrypted files): {}", out.display());
    println!("Satu kartu satu baris, 50 baris satu paket. Kartu adalah surat berharga sampai dipakai.");
    Ok(())
}

/// A file's name and what stands in it.
type Sealable = (String, Zeroizing<Vec<u8>>);

/// What is written for a booth: one card a line, and its sheets where they are asked for.
fn contents(name: &str, issued: &[Card], sheets_of: Option<&Definition>) -> Result<Vec<Sealable>, Failure> {
    let mut lines = Zeroizing::new(Vec::new());
    for card in issued {
        lines.extend_from_slice(Zeroizing::new(card.to_text()).as_bytes());
        lines.push(b'\n');
    }
    let mut files = vec![(format!("{name}.age"), lines)];
    if let Some(definition) = sheets_of {
        files.push((format!("{name}.pdf.age"), sheets(definition, issued)?));
    }
    Ok(files)
}

/// Opens the sheets of a booth for the printer, into a new file that only its owner reads.
pub(crate) fn open_sheets(options: &Options, path: &Path, to: &Path) -> Result<(), Failure> {
    if to.exists() {
        return Err(Failure::Exists(to.to_path_buf()));
    }
    let pdf = sealed::read(path, &Passphrase::ask(options)?).map_err(Failure::of_others)?;
    if !pdf.starts_with(b"%PDF-") {
        return Err(Failure::outside(path)(Bad::NoSheets));
    }
    files::write(to, &pdf)?;
    println!("{}", to.display());
    println!("TIDAK TERENKRIPSI (in the clear). Siapa pun yang melihatnya dapat memilih: cetak, potong, segel, lalu hapus berkas ini.");
    Ok(())
}

/// Prints the cards of one file: for each the six characters that stand on it in the clear, and the text of its QR code. Whoever
/// sees them can vote with them, so this goes straight to the printer of the packs.
pub(crate) fn cards(options: &Options, path: &Path, pack: Option<u32>) -> Result<(), Failure> {
    let text = sealed::read(path, &Passphrase::ask(options)?).map_err(Failure::of_others)?;
    let text = core::str::from_utf8(&text).map_err(|_| Failure::outside(path)(Bad::NoCards))?;
    let lines: Vec<&str> = text.lines().collect();
    let packs = (1..).zip(lines.chunks(PACK as usize)).filter(|(number, _)| pack.is_none_or(|wanted| wanted == *number));
    let mut printed = 0;
    for (number, lines) in packs {
        println!("PAK {number}: {} kartu (pack)", lines.len());
        for line in lines {
            let card = Card::parse(line).map_err(|_| Failure::outside(path)(Bad::NoCards))?;
            println!("{} {}", token::card_short(&card.leaf()), *Zeroizing::new(card.to_text()));
            printed += 1;
        }
    }
    if printed == 0 { Err(Failure::outside(path)(Bad::NoCards)) } else { Ok(()) }
}
