//! Before anything is signed: the example, the draft, the definitions.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use canonical::json;
use committee::{
    Aids, CommitteeKeys, Deck, Draft, DraftFiles, Enrolment, deck_plan, definitions as make_definitions, example_files, index, read_draft,
    roots, warnings,
};
use indicatif::{ProgressBar, ProgressStyle};
use manifest::{Definition, Index, VillageCode};
use record::{Folder, layout};
use token::DraftTags;

use super::args::Options;
use super::failure::{Bad, Failure};
use super::sealed::{self, Passphrase};
use super::work::Work;
use super::{files, generator};

/// The largest file of a draft: a roll's tags.
const MAX_FILE: usize = 128 << 20;

/// Writes the example.
pub(crate) fn example(dir: &Path) -> Result<(), Failure> {
    if !files::entries(dir)?.is_empty() {
        return Err(Failure::Exists(dir.to_path_buf()));
    }
    for (name, bytes) in example_files() {
        files::write(&dir.join(name), &bytes)?;
    }
    println!("Contoh draf ditulis (example written): {}", dir.display());
    println!("Baca BACA-DULU.txt, ganti kunci dan isi tabel.");
    Ok(())
}

/// Reads a draft and makes the work folder.
pub(crate) fn init(options: &Options, draft_dir: &Path) -> Result<(), Failure> {
    if !files::entries(&options.work)?.is_empty() {
        return Err(Failure::Exists(options.work.clone()));
    }
    let draft_files = draft_files(draft_dir)?;
    let draft = read_draft(&draft_files).map_err(Failure::Draft)?;
    let tags = tags(draft_dir, &draft)?;
    let (committee, issuer) = (sealed::new_key()?, sealed::new_key()?);
    let keys = CommitteeKeys { committee: committee.public(), issuer: issuer.public() };
    let definitions = make_definitions(&draft, &tags, &keys).map_err(Failure::Draft)?;
    let aids = Aids::shipped();
    let index = index(&definitions, &aids).map_err(Failure::outside(draft_dir))?;
    let passphrase = Passphrase::choose(options)?;
    // Everything is made beside the work folder, which appears whole or not at all.
    let name = options.work.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let beside = options.work.with_file_name(format!(".{name}.new"));
    if beside.exists() {
        fs::remove_dir_all(&beside).map_err(Failure::medium(&beside))?;
    }
    let factor = draft.scrypt_work_factor;
    sealed::write_key(&beside.join("committee-key.age"), &committee, &passphrase, factor)?;
    sealed::write_key(&beside.join("issuer-key.age"), &issuer, &passphrase, factor)?;
    write_villages(&beside, &draft, &definitions, &tags, &passphrase)?;
    files::write(&beside.join("index.json"), &json::to_bytes(&*index))?;
    // A later version of this program ships others; records carry those that the index names.
    files::write(&beside.join("aids").join(layout::SPEC), aids.spec())?;
    files::write(&beside.join("aids").join(layout::VERIFIER), aids.verifier())?;
    if options.work.exists() {
        fs::remove_dir(&options.work).map_err(Failure::medium(&options.work))?;
    }
    fs::rename(&beside, &options.work).map_err(Failure::medium(&options.work))?;
    say(options, &draft, &index);
    Ok(())
}

fn say(options: &Options, draft: &Draft, index: &Index) {
    for warning in draft.villages.iter().flat_map(warnings) {
        println!("PERHATIAN: {warning}");
    }
    println!("{} desa siap di {} (villages made)", index.villages.len(), options.work.display());
    println!("Jangkar, akan dicetak sesudah tanda tangan (anchor): {}", index.digest());
    println!("Berikutnya: suara-committee definitions --out FOLDER --work {}", options.work.display());
}

/// The files of the draft folder that the library reads.
fn draft_files(dir: &Path) -> Result<DraftFiles, Failure> {
    let mut found = DraftFiles::new();
    for (folder, prefix) in [(dir.to_path_buf(), ""), (dir.join("photos"), "photos/")] {
        for path in files::entries(&folder)?.into_iter().filter(|path| path.is_file()) {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let bytes = files::read(&path, MAX_FILE).map_err(Failure::outside(&path))?;
            found.insert(format!("{prefix}{name}"), bytes);
        }
    }
    Ok(found)
}

fn tags(dir: &Path, draft: &Draft) -> Result<BTreeMap<VillageCode, DraftTags>, Failure> {
    let mut all = BTreeMap::new();
    for village in &draft.villages {
        let path = dir.join("tags").join(format!("{}.json", village.code()));
        if path.is_file() {
            let bytes = files::read(&path, MAX_FILE).map_err(Failure::outside(&path))?;
            all.insert(village.code().clone(), DraftTags::parse(&bytes).map_err(Failure::outside(&path))?);
        }
    }
    Ok(all)
}

fn write_villages(
    root: &Path,
    draft: &Draft,
    definitions: &[Definition],
    tags: &BTreeMap<VillageCode, DraftTags>,
    passphrase: &Passphrase,
) -> Result<(), Failure> {
    let bar = bar(definitions.len(), "desa");
    let mut random = generator()?;
    for (definition, village) in definitions.iter().zip(&draft.villages) {
        let folder = root.join("villages").join(village.code().as_str());
        let own = tags.get(village.code()).ok_or_else(|| Failure::outside(root)(Bad::Missing))?;
        let deck = Deck::draw(&draft.election, &deck_plan(definition, own), &mut random);
        let (roots, list) = roots(definition, own, &deck).map_err(Failure::outside(&folder))?;
        files::write(&folder.join("definition.json"), &definition.to_bytes())?;
        files::write(&folder.join("roots.json"), &json::to_bytes(&*roots))?;
        files::write(&folder.join(layout::ROLL_TAGS), list.as_bytes())?;
        files::write(&folder.join(layout::DECK_LEAVES), deck.leaves().as_bytes())?;
        files::write(&folder.join("enrolment.json"), &Enrolment::new(draft, village).to_bytes())?;
        sealed::write(&folder.join("deck.age"), deck.to_text().as_bytes(), passphrase, draft.scrypt_work_factor)?;
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(())
}

/// A bar with the time that is left.
pub(crate) fn bar(length: usize, unit: &str) -> ProgressBar {
    let style = ProgressStyle::with_template(&format!("{{bar:40}} {{pos}}/{{len}} {unit}, sisa {{eta}}"));
    let bar = ProgressBar::new(length as u64);
    style.map_or(bar.clone(), |style| bar.with_style(style))
}

/// Hands the definitions out for the guardians' ceremony.
pub(crate) fn definitions(options: &Options, out: &Path) -> Result<(), Failure> {
    let work = Work::open(options)?;
    let mut folder = Folder::default();
    for code in work.villages() {
        folder.insert(&format!("{code}/definition.json"), work.definition(code)?.to_bytes());
    }
    folder.write(out).map_err(Failure::outside(out))?;
    println!("{} definisi ditulis (definitions written): {}", work.index.villages.len(), out.display());
    println!("Jangkar (anchor): {}", work.index.digest());
    Ok(())
}
