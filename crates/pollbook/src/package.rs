//! The committee's documents as a desk receives them, checked together.
//!
//! Needed: `index`, `definition` and `devices`, each as `.json` with a `.note` signed by the committee key that the index names.
//! If `roots.json` and `roll-tags.txt` are there, the whole village's tags let the desk recognise voters of other stations.
//! Without a digest from paper the check says only that the documents agree with each other.

use canonical::{Hash, PublicKey, sha256};
use chain::document::{self, DocumentError};
use chain::note::{Kind, VerifierError};
use chain::{KeyName, Verifier};
use manifest::{Definition, DefinitionError, Devices, DevicesError, Index, IndexError, Roots, RootsError};
use token::{LeafListError, parse_hashes};

/// Files that every package holds.
pub const NEEDED: [&str; 6] = ["index.json", "index.note", "definition.json", "definition.note", "devices.json", "devices.note"];
/// Files that a package may hold, all or none.
pub const OPTIONAL: [&str; 3] = ["roots.json", "roots.note", "roll-tags.txt"];

/// What is wrong with a document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PackageProblem {
    /// It is not there.
    #[error("tidak ada (missing); minta paket lengkap dari panitia")]
    Missing,
    /// The index.
    #[error(transparent)]
    Index(#[from] IndexError),
    /// The index is not the one on paper.
    #[error("sidik {0} bukan yang tercetak (not the digest on paper); jangan dipakai, panggil panitia")]
    Anchor(Hash),
    /// The definition.
    #[error(transparent)]
    Definition(#[from] DefinitionError),
    /// The definition is not the one that the index lists.
    #[error("bukan definisi dalam indeks kabupaten (not listed in the regency index)")]
    NotListed,
    /// The device list.
    #[error(transparent)]
    Devices(#[from] DevicesError),
    /// Roll and deck.
    #[error(transparent)]
    Roots(#[from] RootsError),
    /// The tags.
    #[error(transparent)]
    Tags(#[from] LeafListError),
    /// The tags are not those of the signed root.
    #[error("bukan daftar tag yang ditandatangani (not the tags in roots.json)")]
    OtherTags,
    /// The committee's signature.
    #[error(transparent)]
    Note(#[from] DocumentError),
    /// The committee's name.
    #[error(transparent)]
    Name(#[from] VerifierError),
}

/// A document that does not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {problem}")]
pub struct PackageError {
    /// The file.
    pub file: &'static str,
    /// What is wrong.
    pub problem: PackageProblem,
}

/// Documents that are signed by one committee and fit each other.
#[derive(Debug)]
pub struct Package {
    /// The village's definition.
    pub definition: Definition,
    /// The device list, before amendments; none of those changes a desk.
    pub devices: Devices,
    /// SHA-256 of the index: what paper carries.
    pub anchor: Hash,
    /// Tags of the whole village, sorted; empty if the package has none.
    pub village_tags: Vec<Hash>,
}

impl Package {
    /// Checks the files that `read` gives by name. With an `anchor` the index must be the one on paper.
    ///
    /// # Errors
    /// Names the file and the rule.
    pub fn check(read: impl Fn(&str) -> Option<Vec<u8>>, anchor: Option<&Hash>) -> Result<Self, PackageError> {
        let take = |file: &'static str| read(file).ok_or_else(|| at(file)(PackageProblem::Missing));
        let index_bytes = take("index.json")?;
        let index = Index::parse(&index_bytes).map_err(at("index.json"))?;
        if anchor.is_some_and(|anchor| *anchor != index.digest()) {
            return Err(at("index.json")(PackageProblem::Anchor(index.digest())));
        }
        let committee = committee(&index.committee_name(), index.committee).map_err(at("index.json"))?;
        let signed = |file, note: &'static str, bytes: &[u8]| {
            document::verify(&take(note)?, file, bytes, core::slice::from_ref(&committee)).map(|_| ()).map_err(at(note))
        };
        signed("index.json", "index.note", &index_bytes)?;
        let bytes = take("definition.json")?;
        let definition = Definition::parse(&bytes).map_err(at("definition.json"))?;
        if !index.lists(&definition) {
            return Err(at("definition.json")(PackageProblem::NotListed));
        }
        signed("definition.json", "definition.note", &bytes)?;
        let bytes = take("devices.json")?;
        let devices = Devices::parse(&bytes, &definition).map_err(at("devices.json"))?;
        signed("devices.json", "devices.note", &bytes)?;
        let village_tags = match read("roll-tags.txt") {
            None => Vec::new(),
            Some(list) => {
                let bytes = take("roots.json")?;
                signed("roots.json", "roots.note", &bytes)?;
                tags(&list, &Roots::parse(&bytes, &definition).map_err(at("roots.json"))?).map_err(at("roll-tags.txt"))?
            }
        };
        Ok(Self { definition, devices, anchor: index.digest(), village_tags })
    }
}

fn committee(name: &str, key: PublicKey) -> Result<Verifier, VerifierError> {
    Ok(Verifier::new(KeyName::new(name)?, key, Kind::Ed25519))
}

fn tags(list: &[u8], roots: &Roots) -> Result<Vec<Hash>, PackageProblem> {
    if sha256(list) != roots.roll_tags {
        return Err(PackageProblem::OtherTags);
    }
    Ok(parse_hashes(list)?)
}

fn at<E: Into<PackageProblem>>(file: &'static str) -> impl FnOnce(E) -> PackageError {
    move |error| PackageError { file, problem: error.into() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::fixture::{definition, package};
    use manifest::TieRule;

    fn check(change: impl Fn(&str, Vec<u8>) -> Option<Vec<u8>>) -> Result<Package, String> {
        let files = package(&definition(true, TieRule::Committee));
        let read = |name: &str| files.get(name).cloned().and_then(|bytes| change(name, bytes));
        Package::check(read, None).map_err(|error| error.to_string())
    }

    #[test]
    fn a_signed_package_holds() {
        let package = check(|_, bytes| Some(bytes)).unwrap();
        assert_eq!(package.village_tags.len(), 5);
        assert_eq!(package.definition, definition(true, TieRule::Committee));
        let without = check(|name, bytes| (!OPTIONAL.contains(&name)).then_some(bytes)).unwrap();
        assert!(without.village_tags.is_empty());
    }

    #[test]
    fn a_missing_file_is_named() {
        for file in NEEDED.into_iter().chain(["roots.json", "roots.note"]) {
            let error = check(|name, bytes| (name != file).then_some(bytes)).unwrap_err();
            assert!(error.starts_with(&format!("{file}: tidak ada")), "{error}");
        }
    }

    #[test]
    fn a_changed_document_or_note_is_refused() {
        for file in NEEDED.into_iter().chain(OPTIONAL) {
            // The last byte but a few stands in a value, a signature or a tag.
            let flip = |name: &str, mut bytes: Vec<u8>| {
                let at = bytes.len() - 5;
                bytes[at] ^= u8::from(name == file);
                Some(bytes)
            };
            let error = check(flip).unwrap_err();
            let stem = file.split('.').next().unwrap();
            assert!(error.starts_with(stem), "{file}: {error}");
        }
    }

    #[test]
    fn another_index_than_the_one_on_paper_is_refused() {
        let files = package(&definition(true, TieRule::Committee));
        let anchor = Package::check(|name| files.get(name).cloned(), None).unwrap().anchor;
        assert!(Package::check(|name| files.get(name).cloned(), Some(&anchor)).is_ok());
        let error = Package::check(|name| files.get(name).cloned(), Some(&Hash::ZERO)).unwrap_err();
        assert_eq!(error.problem, PackageProblem::Anchor(anchor));
    }

    #[test]
    fn a_definition_that_the_index_does_not_list_is_refused() {
        let other = package(&definition(false, TieRule::Committee));
        let error = check(|name, bytes| if name == "definition.json" { other.get(name).cloned() } else { Some(bytes) }).unwrap_err();
        assert!(error.starts_with("definition.json: bukan definisi"), "{error}");
    }
}
