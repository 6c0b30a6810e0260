//! Signatures on files: a note that names a file and its digest.
//!
//! ```text
//! suara/v1/document
//! <file name>
//! <SHA-256 of the file's bytes, 64 hex>
//! ```
//!
//! The digest is the plain one, so that `sha256sum` shows it. No log can be called `suara/v1/document` (it has too few parts),
//! so no document is a checkpoint.

use canonical::{SigningKey, sha256};

use crate::note::{KeyName, Note, NoteError, Signer, Verifier};

/// The longest file name, in bytes.
pub const MAX_FILE_NAME: usize = 64;

const FIRST_LINE: &str = "suara/v1/document";

/// Why a file and its note do not belong together.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// Not a name that a signed file may have.
    #[error("the name of a signed file has 1 to {MAX_FILE_NAME} characters of a-z 0-9 . -")]
    FileName,
    /// The note is not one about a file.
    #[error("the note is not about a file: it must hold suara/v1/document, a file name and a SHA-256")]
    Form,
    /// The note is about a file of another name.
    #[error("the note is about a file of another name; use the note that lies beside this file")]
    OtherFile,
    /// The file's digest is another.
    #[error("the file is not the one that was signed: its SHA-256 differs; ask for both again")]
    Changed,
    /// The note is broken, or no known key signed it.
    #[error("the note of the file: {0}")]
    Note(#[from] NoteError),
}

/// Signs a file: the text of its note.
///
/// # Errors
/// Refuses a name that no signed file may have.
pub fn sign(name: &str, bytes: &[u8], signer: &KeyName, key: &SigningKey) -> Result<String, DocumentError> {
    let mut note = Note::new(text(name, bytes)?)?;
    note.sign(signer, key)?;
    Ok(note.to_string())
}

/// Adds one more signature to the note of a file, after a look at the file itself.
///
/// # Errors
/// Refuses a note that is not about this file, and a second signature of one key.
pub fn countersign(note: &[u8], name: &str, bytes: &[u8], signer: &KeyName, key: &SigningKey) -> Result<String, DocumentError> {
    let mut note = about(note, name, bytes)?;
    note.sign(signer, key)?;
    Ok(note.to_string())
}

/// Checks that the note is about this file and which of the known keys signed it. How many are enough is the caller's rule.
///
/// # Errors
/// Says whether name, file or signature is wrong.
pub fn verify<'a>(note: &[u8], name: &str, bytes: &[u8], known: &'a [Verifier]) -> Result<Vec<Signer<'a>>, DocumentError> {
    Ok(about(note, name, bytes)?.verify(known)?)
}

fn about(note: &[u8], name: &str, bytes: &[u8]) -> Result<Note, DocumentError> {
    let note = Note::parse(note)?;
    if note.text() == text(name, bytes)? {
        return Ok(note);
    }
    // Only to say what is wrong.
    let mut lines = note.text().split('\n');
    match (lines.next(), lines.next(), lines.next(), lines.next(), lines.next()) {
        (Some(FIRST_LINE), Some(found), Some(_), Some(""), None) if found != name => Err(DocumentError::OtherFile),
        (Some(FIRST_LINE), Some(_), Some(_), Some(""), None) => Err(DocumentError::Changed),
        _ => Err(DocumentError::Form),
    }
}

fn text(name: &str, bytes: &[u8]) -> Result<String, DocumentError> {
    let letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'.' || byte == b'-';
    if !(1..=MAX_FILE_NAME).contains(&name.len()) || !name.bytes().all(letter) {
        return Err(DocumentError::FileName);
    }
    Ok(format!("{FIRST_LINE}\n{name}\n{}\n", sha256(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note::Kind;

    const FILE: &[u8] = b"{\"a\":1}";

    fn name(text: &str) -> KeyName {
        KeyName::new(text).unwrap()
    }

    fn key(seed: u8) -> SigningKey {
        SigningKey::from_seed(&[seed; 32])
    }

    fn known(text: &str, seed: u8) -> Verifier {
        Verifier::new(name(text), key(seed).public(), Kind::Ed25519)
    }

    #[test]
    fn a_signed_file_verifies_and_its_note_is_plain_text() {
        let note = sign("manifest.json", FILE, &name("suara/panitia"), &key(1)).unwrap();
        let digest = sha256(FILE);
        assert!(note.starts_with(&format!("suara/v1/document\nmanifest.json\n{digest}\n\n\u{2014} suara/panitia ")));
        let known = [known("suara/panitia", 1)];
        let signers = verify(note.as_bytes(), "manifest.json", FILE, &known).unwrap();
        assert_eq!(signers, [Signer { verifier: &known[0], time: None }]);
    }

    #[test]
    fn a_second_signer_is_added_only_to_the_note_of_the_same_file() {
        let note = sign("manifest.json", FILE, &name("a"), &key(1)).unwrap();
        let both = countersign(note.as_bytes(), "manifest.json", FILE, &name("b"), &key(2)).unwrap();
        let keys = [known("a", 1), known("b", 2)];
        assert_eq!(verify(both.as_bytes(), "manifest.json", FILE, &keys).unwrap().len(), 2);
        let add = |name_: &str, bytes: &[u8]| countersign(note.as_bytes(), name_, bytes, &name("b"), &key(2)).unwrap_err();
        assert_eq!(add("manifest.json", b"other"), DocumentError::Changed);
        assert_eq!(add("roll.json", FILE), DocumentError::OtherFile);
    }

    #[test]
    fn a_changed_file_another_name_another_key_and_another_note_are_each_named() {
        let note = sign("manifest.json", FILE, &name("a"), &key(1)).unwrap();
        let keys = [known("a", 1)];
        let check = |note: &[u8], file: &str, bytes: &[u8]| verify(note, file, bytes, &keys).unwrap_err();
        assert_eq!(check(note.as_bytes(), "manifest.json", b"{}"), DocumentError::Changed);
        assert_eq!(check(note.as_bytes(), "roll.json", FILE), DocumentError::OtherFile);
        assert_eq!(check(note.as_bytes(), "Roll.json", FILE), DocumentError::FileName);
        assert_eq!(check(note.as_bytes(), "../roll", FILE), DocumentError::FileName);
        let stranger = sign("manifest.json", FILE, &name("a"), &key(2)).unwrap();
        assert_eq!(check(stranger.as_bytes(), "manifest.json", FILE), DocumentError::Note(NoteError::NoKnownKey));
        let mut other = Note::new("suara/v2/document\nmanifest.json\n\n").unwrap();
        other.sign(&name("a"), &key(1)).unwrap();
        assert_eq!(check(other.to_string().as_bytes(), "manifest.json", FILE), DocumentError::Form);
    }
}
