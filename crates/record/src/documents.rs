//! The documents that every booth, bundle and record carries, checked together.

use canonical::PublicKey;
use chain::document::{self, DocumentError};
use chain::note::{Kind, VerifierError};
use chain::{KeyName, Origin, Verifier};
use manifest::{
    Amendment, AmendmentData, AmendmentError, BoothId, Definition, DefinitionError, Devices, DevicesError, Index, IndexError, Roots,
    RootsError, StationId,
};

use crate::ceremony::{TranscriptError, VillageKey};
use crate::confirmations::{ConfirmationError, verify_confirmations};
use crate::{Folder, layout};

/// What is wrong with one document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// It is not there.
    #[error("missing")]
    Missing,
    /// The index.
    #[error(transparent)]
    Index(#[from] IndexError),
    /// The definition.
    #[error(transparent)]
    Definition(#[from] DefinitionError),
    /// The definition is not the one the index lists.
    #[error("not the definition that the regency index lists for this village")]
    NotListed,
    /// Roll and deck.
    #[error(transparent)]
    Roots(#[from] RootsError),
    /// The devices.
    #[error(transparent)]
    Devices(#[from] DevicesError),
    /// An amendment.
    #[error(transparent)]
    Amendment(#[from] AmendmentError),
    /// The ceremony.
    #[error(transparent)]
    Ceremony(#[from] TranscriptError),
    /// The confirmations.
    #[error(transparent)]
    Confirmations(#[from] ConfirmationError),
    /// The committee's signature.
    #[error(transparent)]
    Note(#[from] DocumentError),
    /// A signer's name.
    #[error(transparent)]
    Name(#[from] VerifierError),
}

/// A document that does not hold, by file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {problem}")]
pub struct DocumentsError {
    /// The file.
    pub file: Box<str>,
    /// What is wrong.
    pub problem: Problem,
}

fn at<E: Into<Problem>>(file: &str) -> impl FnOnce(E) -> DocumentsError + '_ {
    move |error| DocumentsError { file: file.into(), problem: error.into() }
}

/// Definition, index, roots, devices with amendments, and key of one village, each well-formed, signed by the committee key that
/// the index names, and fitting the others. It does not prove that the index is the one on paper.
#[derive(Debug, Clone)]
pub struct Documents {
    /// The regency index.
    pub index: Index,
    /// The village's definition.
    pub definition: Definition,
    /// Roll and deck.
    pub roots: Roots,
    /// Devices as last amended.
    pub devices: Devices,
    /// The village's key.
    pub key: VillageKey,
    files: Folder,
}

impl Documents {
    /// Reads and checks all documents of a folder.
    ///
    /// # Errors
    /// Names the file and the rule.
    pub fn read(folder: &Folder) -> Result<Self, DocumentsError> {
        let mut files = Folder::default();
        let index_bytes = take(folder, &layout::json(layout::INDEX), &mut files)?;
        let index = Index::parse(&index_bytes).map_err(at("index.json"))?;
        let committee = verifier(&index.committee_name(), index.committee).map_err(at("index.json"))?;
        signed(folder, layout::INDEX, &index_bytes, &committee, &mut files)?;
        let definition = Definition::parse(&take(folder, "definition.json", &mut files)?).map_err(at("definition.json"))?;
        if !index.lists(&definition) {
            return Err(DocumentsError { file: "definition.json".into(), problem: Problem::NotListed });
        }
        signed(folder, layout::DEFINITION, &definition.to_bytes(), &committee, &mut files)?;
        let roots_bytes = take(folder, "roots.json", &mut files)?;
        let roots = Roots::parse(&roots_bytes, &definition).map_err(at("roots.json"))?;
        signed(folder, layout::ROOTS, &roots_bytes, &committee, &mut files)?;
        let devices = read_devices(folder, &definition, &committee, &mut files)?;
        let key = VillageKey::parse(&take(folder, layout::CEREMONY, &mut files)?, &definition).map_err(at(layout::CEREMONY))?;
        let confirmations = take(folder, layout::CONFIRMATIONS, &mut files)?;
        verify_confirmations(&confirmations, &definition, &key).map_err(at(layout::CONFIRMATIONS))?;
        Ok(Self { index, definition, roots, devices, key, files })
    }

    /// The documents' files, as they go into every bundle and record.
    #[must_use]
    pub const fn files(&self) -> &Folder {
        &self.files
    }

    /// The committee's key as a signer of notes.
    ///
    /// # Errors
    /// Never for checked documents, whose names are names.
    pub fn committee(&self) -> Result<Verifier, VerifierError> {
        verifier(&self.index.committee_name(), self.index.committee)
    }

    /// The witnesses' keys as cosigners of heads.
    #[must_use]
    pub fn witnesses(&self) -> Vec<Verifier> {
        let one = |w: &manifest::WitnessDevice| Some(Verifier::new(KeyName::new(&w.name).ok()?, w.key, Kind::Cosignature));
        self.devices.witnesses.iter().filter_map(one).collect()
    }

    /// The name of a booth's log.
    #[must_use]
    pub fn origin(&self, station: &StationId, booth: &BoothId) -> Option<Origin> {
        self.definition.booth_origin(station, booth).parse().ok()
    }
}

fn verifier(name: &str, key: PublicKey) -> Result<Verifier, VerifierError> {
    Ok(Verifier::new(KeyName::new(name)?, key, Kind::Ed25519))
}

fn take(folder: &Folder, path: &str, files: &mut Folder) -> Result<Vec<u8>, DocumentsError> {
    let missing = || DocumentsError { file: path.into(), problem: Problem::Missing };
    let bytes = folder.get(path).ok_or_else(missing)?.to_vec();
    files.insert(path, bytes.clone());
    Ok(bytes)
}

fn signed(folder: &Folder, name: &str, bytes: &[u8], committee: &Verifier, files: &mut Folder) -> Result<(), DocumentsError> {
    let path = layout::note(name);
    let note = take(folder, &path, files)?;
    document::verify(&note, &layout::json(name), bytes, core::slice::from_ref(committee)).map_err(at(&path))?;
    Ok(())
}

fn read_devices(folder: &Folder, definition: &Definition, committee: &Verifier, files: &mut Folder) -> Result<Devices, DocumentsError> {
    let bytes = take(folder, "devices.json", files)?;
    let mut devices = Devices::parse(&bytes, definition).map_err(at("devices.json"))?;
    signed(folder, layout::DEVICES, &bytes, committee, files)?;
    for number in 1..=AmendmentData::MAX {
        let name = layout::amendment(number);
        let path = layout::json(&name);
        if folder.get(&path).is_none() {
            break;
        }
        let bytes = take(folder, &path, files)?;
        let amendment = Amendment::parse(&bytes).map_err(at(&path))?;
        signed(folder, &name, &bytes, committee, files)?;
        devices.amend(&amendment, definition).map_err(at(&path))?;
    }
    Ok(devices)
}
