//! `new` and the rounds. The state is durable before a file is handed out.

use std::collections::BTreeSet;
use std::path::Path;

use guardian::Member;
use guardian::ceremony::{self, Outgoing};
use manifest::{Definition, Mode, Text};
use record::{Folder, VillageKey};

use super::args::{Assemble, Commit, New, Options, Round};
use super::failure::{Bad, Failure};
use super::home::Home;
use super::passphrase::Passphrase;
use super::{files, random};

/// What stands before a guess at a key of a real election, at least (log2 of scrypt's N).
const REAL_WORK_FACTOR: u8 = 15;

pub(crate) fn new(options: &Options, command: &New) -> Result<(), Failure> {
    let name = Text::new(&command.name)?;
    let (passphrase, words) = Passphrase::choose(options, &command.lock)?;
    let member = Member::new(&*random()?, name);
    let home = Home::create(&options.dir, member, passphrase, command.lock.work_factor)?;
    let (name, key) = (home.content().name(), home.content().public());
    println!("Kunci penjaga (guardian's key): {key}");
    println!("Baris untuk guardians.csv (isi kode desa dan nomor):\n<village_code>;<number>;{};neutral;{key}", quoted(name.as_str()));
    if let Some(words) = words {
        println!("KATA SANDI, hanya kali ini (passphrase, shown once):\n\n    {}\n", words.as_str());
        println!("Tulis di kertas, masukkan amplop, segel. Tanpa kata ini kunci hilang.");
    }
    Ok(())
}

/// A CSV field (RFC 4180).
pub(crate) fn quoted(field: &str) -> String {
    if field.contains([',', ';', '"']) { format!("\"{}\"", field.replace('"', "\"\"")) } else { field.to_owned() }
}

pub(crate) fn commit(mut home: Home<Member>, command: &Commit) -> Result<(), Failure> {
    let definitions = definitions(&command.definitions)?;
    if definitions.iter().any(|definition| definition.mode == Mode::Real) {
        home.at_least(REAL_WORK_FACTOR);
    }
    let file = home.content_mut().commit(&definitions, command.attempt, &*random()?)?;
    home.store()?;
    for definition in &definitions {
        let Some(number) = home.content().number(definition) else { continue };
        let (village, digest) = (&definition.village, definition.digest());
        println!("{} {}: penjaga {number}, definisi {digest}", village.code, village.name);
    }
    println!("Bandingkan sidik definisi dengan yang di kertas (compare the digests with those on paper).");
    hand_out(&command.out, &file)
}

pub(crate) fn reveal(mut home: Home<Member>, command: &Round) -> Result<(), Failure> {
    let (definitions, others) = (definitions(&command.definitions)?, folder(&command.from)?);
    let file = home.content_mut().reveal(&definitions, &others)?;
    home.store()?;
    hand_out(&command.out, &file)
}

pub(crate) fn share(home: Home<Member>, command: &Round) -> Result<(), Failure> {
    let (definitions, others) = (definitions(&command.definitions)?, folder(&command.from)?);
    let file = home.content().share(&definitions, &others)?;
    hand_out(&command.out, &file)
}

pub(crate) fn confirm(mut home: Home<Member>, command: &Round) -> Result<(), Failure> {
    let (definitions, others) = (definitions(&command.definitions)?, folder(&command.from)?);
    let file = home.content_mut().confirm(&definitions, &others)?;
    home.store()?;
    for one in home.content().standings() {
        let Some(transcript) = one.transcript.filter(|_| definitions.iter().any(|d| d.digest() == one.definition)) else { continue };
        println!("{} upaya {}: transkrip {transcript}", one.village, one.attempt);
    }
    println!("Bandingkan sidik transkrip dengan penjaga lain (compare the transcripts with the other guardians).");
    hand_out(&command.out, &file)
}

pub(crate) fn assemble(command: &Assemble) -> Result<(), Failure> {
    let (definitions, all) = (definitions(&command.definitions)?, folder(&command.from)?);
    let mut out = Folder::default();
    for (made, definition) in ceremony::assemble(&definitions, command.attempt, &all)?.into_iter().zip(&definitions) {
        if let Ok(key) = VillageKey::parse(&made.ceremony, definition) {
            println!("{}: transkrip {}, sidik kunci (key digest) {}", made.village, key.transcript(), key.digest());
        }
        out.insert(&format!("{}/{}", made.village, record::layout::CEREMONY), made.ceremony);
        out.insert(&format!("{}/{}", made.village, record::layout::CONFIRMATIONS), made.confirmations);
    }
    out.write(&command.out).map_err(Failure::Folder)
}

fn hand_out(folder: &Path, file: &Outgoing) -> Result<(), Failure> {
    files::hand_out(folder, file)?;
    println!("Berkas untuk penjaga lain (file for the other guardians): {}", folder.join(&file.name).display());
    Ok(())
}

/// A folder from outside.
pub(crate) fn folder(path: &Path) -> Result<Folder, Failure> {
    Folder::read(path).map_err(Failure::Folder)
}

/// Every `<village>/definition.json`, or one `definition.json`, in ascending order of village.
fn definitions(path: &Path) -> Result<Vec<Definition>, Failure> {
    let folder = folder(path)?;
    let (mut definitions, mut seen) = (Vec::new(), BTreeSet::new());
    for (inside, bytes) in folder.iter().filter(|(inside, _)| inside.rsplit('/').next() == Some("definition.json")) {
        let place = path.join(inside);
        let definition = Definition::parse(bytes).map_err(Failure::outside(&place))?;
        let code = definition.village.code.clone();
        let named = inside.rsplit('/').nth(1).is_none_or(|parent| parent == code.as_str());
        if !named || !seen.insert(code) {
            return Err(Failure::outside(&place)(Bad::Village));
        }
        definitions.push(definition);
    }
    definitions.sort_by(|a, b| a.village.code.cmp(&b.village.code));
    if definitions.is_empty() { Err(Failure::outside(path)(Bad::NoDefinition)) } else { Ok(definitions) }
}
