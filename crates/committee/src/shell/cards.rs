//! The encrypted card files. The print-ready form is made from them.

use std::collections::BTreeMap;
use std::path::Path;

use committee::Deck;
use zeroize::Zeroizing;

use super::args::Options;
use super::failure::{Bad, Failure};
use super::sealed::{self, Passphrase};
use super::work::Work;
use super::{files, generator, prepare};

/// Issues every card and writes a file for each booth.
pub(crate) fn deck(options: &Options, out: &Path) -> Result<(), Failure> {
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
        let mut booths: BTreeMap<String, Zeroizing<String>> = BTreeMap::new();
        for (place, issued) in deck.issue(&definition, &issuer, &mut random) {
            // Strata follow each other; every one fills whole packs.
            let file = booths.entry(format!("{code}-{}-{}.age", place.station, place.booth)).or_default();
            cards += issued.len();
            issued.iter().for_each(|card| {
                file.push_str(&Zeroizing::new(card.to_text()));
                file.push('\n');
            });
        }
        for (name, text) in &booths {
            sealed::write(&out.join(name), text.as_bytes(), &passphrase, factor)?;
            written += 1;
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    println!("{cards} kartu dalam {written} berkas terenkripsi (cards in encrypted files): {}", out.display());
    println!("Satu kartu satu baris, 50 baris satu paket. Kartu adalah surat berharga sampai dipakai.");
    Ok(())
}
