//! Whole folders in which one file was exchanged.

use ::record::{Folder, Sums, Tier, layout};
use chain::Note;

use super::honest::{World, world};

/// A folder with another file in it.
struct Exchanged {
    folder: Folder,
    path: String,
    /// Whether the file says what the honest one says.
    same: bool,
}

/// The file with this number; `more` are further files that the folder might have.
fn path(base: &Folder, number: u8, more: &[&str]) -> Option<String> {
    let paths: Vec<&str> = base.iter().map(|(path, _)| path).chain(more.iter().copied()).collect();
    Some((*paths.get(usize::from(number) % paths.len().max(1))?).to_owned())
}

/// Puts `content` in place of a file.
fn exchange(base: &Folder, path: String, content: &[u8]) -> Exchanged {
    let same = base.get(&path).is_some_and(|own| own == content || same_note(&path, own, content));
    let mut folder = base.clone();
    folder.insert(&path, content.to_vec());
    Exchanged { folder, path, same }
}

/// Lines of keys that nobody knows change nothing in a note: two notes with one text say the same.
fn same_note(path: &str, own: &[u8], other: &[u8]) -> bool {
    let is_note = path.ends_with(".note") || path.ends_with(layout::CHECKPOINT) || path == layout::SUMS;
    let text = |bytes| Note::parse(bytes).map(|note| note.text().to_owned()).ok();
    is_note && text(own).is_some() && text(own) == text(other)
}

/// The number of a file in a folder.
fn number(folder: &Folder, path: &str) -> u8 {
    folder.iter().position(|(own, _)| own == path).and_then(|place| u8::try_from(place).ok()).unwrap_or(0)
}

/// Lists all files anew, signed by whoever signed the honest list.
pub(super) fn list(world: &World, folder: &mut Folder, tier: Tier) {
    let (station, booth) = world.place();
    let done = match tier {
        Tier::Bundle => {
            let key = world.keys.booth(&world.prepared.spec, station, booth);
            Sums::write(folder, tier, world.origin.as_str(), world.origin.as_str(), &key)
        }
        Tier::Sealed | Tier::Public => {
            let documents = &world.prepared.documents;
            let name = documents.index.committee_name();
            Sums::write(folder, tier, documents.definition.village.code.as_str(), &name, &world.keys.committee())
        }
    };
    assert!(done.is_ok(), "a list of checked names can be signed");
}

pub(super) mod package {
    use pollbook::{NEEDED, OPTIONAL, Package};

    use super::{exchange, number, path, world};

    fn base() -> ::record::Folder {
        let mut folder = ::record::Folder::default();
        for path in NEEDED.into_iter().chain(OPTIONAL) {
            folder.insert(path, world().file(path).to_vec());
        }
        folder
    }

    /// The first byte says which file is exchanged for the rest.
    pub(in crate::fuzz) fn run(bytes: &[u8]) -> bool {
        let Some((file, content)) = bytes.split_first() else { return false };
        let base = base();
        let Some(path) = path(&base, *file, &[]) else { return false };
        let made = exchange(&base, path, content);
        let anchor = world().prepared.documents.index.digest();
        let taken = Package::check(|name| made.folder.get(name).map(<[u8]>::to_vec), Some(&anchor)).is_ok();
        assert!(!taken || made.same, "{}: a package that the committee did not sign is taken", made.path);
        taken
    }

    pub(in crate::fuzz) fn honest() -> Vec<Vec<u8>> {
        let base = base();
        base.iter().map(|(path, bytes)| [&[number(&base, path)][..], bytes].concat()).collect()
    }
}

pub(super) mod bundle {
    use ::record::{Tier, layout};
    use committee::Village;

    use super::{World, exchange, list, number, path, world};

    /// Whether the committee takes a bundle.
    pub(in crate::fuzz) fn import(world: &World, bundle: &::record::Folder) -> bool {
        let prepared = &world.prepared;
        let village = Village::new(prepared.documents.clone(), prepared.roll_tags.clone(), prepared.deck_leaves.clone());
        village.is_ok_and(|mut village| village.import_bundle(bundle, &[7; 32]).is_ok())
    }

    /// The first byte says which file is exchanged for the rest; the booth signs the list anew.
    pub(in crate::fuzz) fn run(bytes: &[u8]) -> bool {
        let w = world();
        let Some((file, content)) = bytes.split_first() else { return false };
        let Some(path) = path(&w.bundle, *file, &["spec.md"]) else { return false };
        let mut made = exchange(&w.bundle, path, content);
        if made.path != layout::SUMS {
            list(w, &mut made.folder, Tier::Bundle);
        }
        let taken = import(w, &made.folder);
        // The committee's own notes go into every record, so a bundle's notes are not looked at.
        let harmless = made.same || made.path.ends_with(".note");
        assert!(!taken || harmless, "{}: a bundle with another log or document is taken", made.path);
        taken
    }

    pub(in crate::fuzz) fn honest() -> Vec<Vec<u8>> {
        let base = &world().bundle;
        let small =
            base.iter().filter(|(path, _)| ["SHA256SUMS", "checkpoint", "devices.json", "entries.jsonl", "index.note"].contains(path));
        small.map(|(path, bytes)| [&[number(base, path)][..], bytes].concat()).collect()
    }
}

pub(super) mod record {
    use std::collections::BTreeMap;

    use ::record::{OpeningData, PaperCount, PaperCountData, SignedOpening, Tier, layout};
    use auditor::{Verdict, verify_folder};
    use chain::{KeyName, document};

    use super::{Exchanged, World, exchange, list, number, path, world};

    /// Files that an honest record might have too.
    const MORE: [&str; 5] = ["amendment-1.json", "opening-1-4.json", "plan-2.json", "spec.md", "verify.mjs"];
    /// In the first byte: the exchanged file is signed anew, too.
    const SIGN: u8 = 0x80;
    const TIERS: [Tier; 3] = [Tier::Public, Tier::Sealed, Tier::Bundle];

    fn base(tier: Tier) -> &'static ::record::Folder {
        match tier {
            Tier::Public => &world().public,
            Tier::Sealed => &world().sealed,
            Tier::Bundle => &world().bundle,
        }
    }

    /// The first byte says which tier, the second which file is exchanged for the rest. The list of files is signed anew; with
    /// [`SIGN`] also the file itself, by whoever signs such files.
    pub(in crate::fuzz) fn run(bytes: &[u8]) -> bool {
        let [kind, file, content @ ..] = bytes else { return false };
        let Some(tier) = TIERS.get(usize::from(kind & !SIGN) % TIERS.len()) else { return false };
        let Some(path) = path(base(*tier), *file, &MORE) else { return false };
        let signed = if kind & SIGN == 0 { Some(content.to_vec()) } else { sign_inside(world(), &path, content) };
        let Some(content) = signed else { return false };
        let mut made = exchange(base(*tier), path, &content);
        if kind & SIGN != 0 {
            sign(&mut made, &content);
        }
        if made.path != layout::SUMS {
            list(world(), &mut made.folder, *tier);
        }
        valid(*tier, &made, &content)
    }

    /// Files that hold their signature: the content is what is signed, and the signer signs whatever it is given.
    fn sign_inside(world: &World, path: &str, content: &[u8]) -> Option<Vec<u8>> {
        let (keys, spec) = (world.keys, &world.prepared.spec);
        if path.starts_with("desks/") {
            let data: token::CountsData = read(content)?;
            let key = keys.desk(spec, &data.station);
            return Some(token::DeskCounts::sign(data, &key).to_bytes());
        }
        if path.starts_with("paper/") {
            let data: PaperCountData = read(content)?;
            let key = (1..=2).map(|person| keys.counter(spec, person)).find(|key| key.public() == data.counter)?;
            return Some(PaperCount::sign(data, &key).to_bytes());
        }
        if path.starts_with("opening-") {
            let data: OpeningData = read(content)?;
            let key = canonical::SigningKey::from_seed(&keys.guardian(spec, data.guardian));
            return Some(SignedOpening::sign(data, &key).to_bytes());
        }
        Some(content.to_vec())
    }

    fn read<T: serde::Serialize + serde::de::DeserializeOwned>(bytes: &[u8]) -> Option<T> {
        canonical::json::from_bytes(bytes, manifest::MAX_DOCUMENT).ok()
    }

    /// What is signed in a file that holds its signature.
    fn inside(bytes: &[u8]) -> Option<Vec<u8>> {
        let fields: BTreeMap<String, serde_json::Value> = serde_json::from_slice(bytes).ok()?;
        fields.iter().find(|(name, _)| *name != "sig" && fields.contains_key("sig")).map(|(_, value)| canonical::json::to_bytes(value))
    }

    fn sign(made: &mut Exchanged, content: &[u8]) {
        let Some(stem) = made.path.strip_suffix(".json") else { return };
        let (note, index) = (layout::note(stem), &world().prepared.documents.index);
        let has_note = made.folder.get(&note).is_some() || made.path.starts_with("amendment-") || made.path.starts_with("plan-");
        let Some(name) = KeyName::new(&index.committee_name()).ok().filter(|_| has_note) else { return };
        if let Ok(signed) = document::sign(&made.path, content, &name, &world().keys.committee()) {
            made.folder.insert(&note, signed.into_bytes());
        }
    }

    pub(super) fn valid(tier: Tier, made: &Exchanged, content: &[u8]) -> bool {
        let options = world().options();
        let verdict = verify_folder(&made.folder, &options).verdict(&options);
        let index = &world().prepared.documents.index;
        let digest = canonical::sha256(content);
        let aid = [("spec.md", index.spec), ("verify.mjs", index.verifier)].contains(&(made.path.as_str(), digest));
        let valid = verdict == Verdict::Valid;
        assert!(!valid || made.same || aid, "{tier:?} {}: another file, and the record is valid", made.path);
        valid
    }

    pub(in crate::fuzz) fn honest() -> Vec<Vec<u8>> {
        let mut list = Vec::new();
        for (kind, tier) in (0..).zip(TIERS) {
            let folder = base(tier);
            for (path, bytes) in folder.iter() {
                list.push([&[kind, number(folder, path)][..], bytes].concat());
                let noted = path.ends_with(".json") && folder.get(&path.replace(".json", ".note")).is_some();
                let content = inside(bytes).or_else(|| noted.then(|| bytes.to_vec()));
                if let Some(content) = content.filter(|_| tier == Tier::Public) {
                    list.push([&[kind | SIGN, number(folder, path)], content.as_slice()].concat());
                }
            }
        }
        list
    }
}

pub(super) mod totals {
    use ::record::{Tier, layout};

    use super::record::valid;
    use super::{exchange, list, world};

    pub(in crate::fuzz) fn run(bytes: &[u8]) -> bool {
        let base = &world().public;
        let mut made = exchange(base, layout::TOTALS.to_owned(), bytes);
        list(world(), &mut made.folder, Tier::Public);
        valid(Tier::Public, &made, bytes)
    }

    pub(in crate::fuzz) fn honest() -> Vec<Vec<u8>> {
        vec![world().file(layout::TOTALS).to_vec()]
    }
}
