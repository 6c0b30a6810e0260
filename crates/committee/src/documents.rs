//! The package of one village that booths, desks and guardians get: its signed documents, made and amended.

use canonical::{SigningKey, json};
use chain::KeyName;
use chain::document::{self, DocumentError};
use chain::note::VerifierError;
use manifest::{Amendment, AmendmentData, AmendmentError, Change, Definition, DevicesData, Index, RootsData};
use record::{Documents, DocumentsError, Folder, Sums, SumsError, Tier, layout};

/// Why something is not signed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SignError {
    /// The key is not the one that the definition names.
    #[error("kunci panitia ini bukan kunci dalam definisi (this committee key is not the definition's); take the right key file")]
    OtherKey,
    /// The committee's name cannot stand in a note.
    #[error(transparent)]
    Name(#[from] VerifierError),
    /// A note cannot be made.
    #[error(transparent)]
    Note(#[from] DocumentError),
    /// The list of files cannot be made.
    #[error(transparent)]
    Sums(#[from] SumsError),
    /// What was made does not read back.
    #[error(transparent)]
    Documents(#[from] DocumentsError),
    /// The amendment breaks a rule.
    #[error(transparent)]
    Amendment(#[from] AmendmentError),
}

/// The documents of one village before they are signed.
#[derive(Debug, Clone, Copy)]
pub struct Unsigned<'a> {
    /// The regency index.
    pub index: &'a Index,
    /// The village's definition.
    pub definition: &'a Definition,
    /// Roll and deck.
    pub roots: &'a RootsData,
    /// The devices.
    pub devices: &'a DevicesData,
    /// `ceremony.json` as the guardians put it together.
    pub ceremony: &'a [u8],
    /// `confirmations.json` of the same ceremony.
    pub confirmations: &'a [u8],
}

/// Signs index, definition, roots and devices, adds the ceremony, and reads all of it back as anybody would.
///
/// # Errors
/// Refuses a key that is not the committee's and documents that do not fit each other.
pub fn sign_documents(unsigned: &Unsigned<'_>, key: &SigningKey) -> Result<Folder, SignError> {
    let mut folder = Folder::default();
    let files = [
        (layout::INDEX, json::to_bytes(&**unsigned.index)),
        (layout::DEFINITION, unsigned.definition.to_bytes()),
        (layout::ROOTS, json::to_bytes(unsigned.roots)),
        (layout::DEVICES, json::to_bytes(unsigned.devices)),
    ];
    for (name, bytes) in files {
        put_signed(&mut folder, name, bytes, unsigned.definition, key)?;
    }
    folder.insert(layout::CEREMONY, unsigned.ceremony.to_vec());
    folder.insert(layout::CONFIRMATIONS, unsigned.confirmations.to_vec());
    Documents::read(&folder)?;
    Ok(folder)
}

/// Signs the next amendment of a village's device list and gives the amended package.
///
/// # Errors
/// Refuses a change that names what the definition does not have.
pub fn amend(documents: &Documents, change: Change, key: &SigningKey) -> Result<Folder, SignError> {
    let data = AmendmentData {
        change,
        definition: documents.definition.digest(),
        format: AmendmentData::FORMAT.into(),
        number: documents.devices.amendments() + 1,
        previous: documents.devices.last(),
    };
    let amendment = Amendment::new(data.clone())?;
    documents.devices.clone().amend(&amendment, &documents.definition)?;
    let mut folder = documents.files().clone();
    put_signed(&mut folder, &layout::amendment(data.number), json::to_bytes(&data), &documents.definition, key)?;
    Documents::read(&folder)?;
    Ok(folder)
}

/// Puts a file and the committee's note about it in place.
pub(crate) fn put_signed(
    folder: &mut Folder,
    name: &str,
    bytes: Vec<u8>,
    definition: &Definition,
    key: &SigningKey,
) -> Result<(), SignError> {
    let note = note(name, &bytes, definition, key)?;
    folder.insert(&layout::note(name), note);
    folder.insert(&layout::json(name), bytes);
    Ok(())
}

/// The committee's note about a file.
pub(crate) fn note(name: &str, bytes: &[u8], definition: &Definition, key: &SigningKey) -> Result<Vec<u8>, SignError> {
    if key.public() != definition.committee {
        return Err(SignError::OtherKey);
    }
    let signer = KeyName::new(&definition.committee_name())?;
    Ok(document::sign(&layout::json(name), bytes, &signer, key)?.into_bytes())
}

/// Signs the list of a record's files into it, under the village's code.
pub(crate) fn put_sums(folder: &mut Folder, tier: Tier, definition: &Definition, key: &SigningKey) -> Result<(), SignError> {
    if key.public() != definition.committee {
        return Err(SignError::OtherKey);
    }
    Ok(Sums::write(folder, tier, definition.village.code.as_str(), &definition.committee_name(), key)?)
}
