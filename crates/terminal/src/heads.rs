//! Heads: the booth's own with their cosignatures, other booths', and the bundle that carries them.

use canonical::{Hash, PublicKey, base64};
use chain::checkpoint::CheckpointError;
use chain::note::{Note, NoteError, Signer};
use chain::{Checkpoint, Line, Origin, SignedCheckpoint};
use record::{Entry, Folder, FolderError, Peer, Sums, SumsError, Tier, layout};

use crate::booth::{ActError, Booth};
use crate::day::Phase;
use crate::ledger::Fatal;

/// The longest note of another booth that is taken in, in bytes; a line of the log holds it.
pub const MAX_PEER_NOTE: usize = 16 * 1024;

/// Why a note from outside was not taken in.
#[derive(Debug, thiserror::Error)]
pub enum HeadError {
    /// Not a head, or not signed by its log.
    #[error("{0}; ask for the note again")]
    Note(#[from] CheckpointError),
    /// Longer than a line holds.
    #[error("the note has {0} bytes, at most {MAX_PEER_NOTE} are taken in")]
    TooLong(usize),
    /// A head of no booth of this village.
    #[error("the head is of {0}, which is no other booth of this village")]
    UnknownLog(Box<Origin>),
    /// Not a head that this booth made.
    #[error("this booth made no such head (size {0}); take the note that it printed")]
    NotOurs(u64),
    /// No witness of the device list signed it.
    #[error("no witness of the device list signed this head")]
    NoWitness,
    /// The log did not take it.
    #[error(transparent)]
    Act(#[from] ActError),
}

/// Another booth's head, taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeerSeen {
    /// What it states.
    pub head: Checkpoint,
    /// Whether an earlier head of that booth contradicts it: same size, another root. Both notes are in the log; together they
    /// prove that the other booth's key signed two histories.
    pub contradicts: bool,
}

/// Why there is no bundle.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The booth is not closed.
    #[error("the booth is not closed; close it first (close)")]
    NotClosed,
    /// The list of files could not be signed.
    #[error(transparent)]
    Sums(#[from] SumsError),
    /// Something else has the bundle's name on the stick.
    #[error("{0}; it is no earlier bundle of this log, move it away or use another stick")]
    Foreign(Box<FolderError>),
    /// The stick.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// The head could not be signed.
    #[error(transparent)]
    Fatal(#[from] Fatal),
}

impl Booth {
    /// The signed head over all lines so far, with the cosignatures taken in for it.
    ///
    /// # Errors
    /// None that a valid head can cause.
    pub fn head(&self) -> Result<SignedCheckpoint, Fatal> {
        let head = self.ledger.head();
        match self.cosigned.get(&head.size) {
            Some(cosigned) if *cosigned.checkpoint() == head => Ok(cosigned.clone()),
            Some(_) | None => self.ledger.sign(head),
        }
    }

    /// The leaf hashes of all lines so far, in order: with them a witness sees that a head continues one cosigned before. They
    /// hide what they stand for, and the public record lists them too.
    pub fn leaves(&self) -> impl Iterator<Item = Hash> {
        self.ledger.lines().iter().map(Line::leaf)
    }

    /// Takes in another booth's signed head and logs the note.
    ///
    /// # Errors
    /// Refuses a note that no other booth of this village signed.
    pub fn take_peer(&mut self, note: &[u8]) -> Result<PeerSeen, HeadError> {
        if note.len() > MAX_PEER_NOTE {
            return Err(HeadError::TooLong(note.len()));
        }
        let signed = self.open_peer(note)?;
        self.append(&Entry::Peer(Peer { note: signed.to_string().into() })).map_err(ActError::from)?;
        let head = signed.checkpoint().clone();
        let contradicts = self.note_peer(&head);
        Ok(PeerSeen { head, contradicts })
    }

    /// Takes in a note with witnesses' cosignatures on a head of this booth (a mark's or the closing one), and returns the head with
    /// all cosignatures so far. They are kept in memory; the shell keeps them on disk and brings them again.
    ///
    /// # Errors
    /// Refuses a note that no machine of this booth signed while it was the booth's, or that no witness of the device list signed.
    pub fn take_cosignature(&mut self, note: &[u8]) -> Result<SignedCheckpoint, HeadError> {
        let stated: Checkpoint = Note::parse(note).map_err(CheckpointError::Note)?.text().parse()?;
        let signed = open_by_any(note, self.ledger.origin(), &self.ledger.keys_of_head(stated.size))?;
        let size = signed.checkpoint().size;
        if !self.ledger.heads().contains(signed.checkpoint()) {
            return Err(HeadError::NotOurs(size));
        }
        let witnesses = self.documents.witnesses();
        let signers = signed.cosigners(&witnesses).map_err(CheckpointError::Note)?;
        if signers.is_empty() {
            return Err(HeadError::NoWitness);
        }
        let known = match self.cosigned.get(&size) {
            Some(known) => known.clone(),
            None => self.ledger.sign(signed.checkpoint().clone()).map_err(ActError::from)?,
        };
        let merged = merge(&known.to_string(), &signed.to_string(), &signers);
        // Signed anew above by this machine, whichever machine made the head.
        let merged = SignedCheckpoint::open(merged.as_bytes(), self.ledger.origin(), &self.ledger.key().public())?;
        self.cosigned.insert(size, merged.clone());
        Ok(merged)
    }

    /// The booth's bundle: the documents, the whole log, the closing head with its cosignatures, and the signed list of all files.
    ///
    /// # Errors
    /// [`ExportError::NotClosed`].
    pub fn export(&self) -> Result<Folder, ExportError> {
        if self.state().phase() != Phase::Closed {
            return Err(ExportError::NotClosed);
        }
        let mut folder = self.documents.files().clone();
        let entries: Vec<u8> = self.ledger.lines().iter().flat_map(|line| [line.to_bytes(), b"\n".to_vec()].concat()).collect();
        folder.insert(layout::ENTRIES, entries);
        folder.insert(layout::CHECKPOINT, self.head()?.to_string().into_bytes());
        let origin = self.ledger.origin().as_str();
        Sums::write(&mut folder, Tier::Bundle, origin, origin, self.ledger.key())?;
        Ok(folder)
    }

    fn open_peer(&self, note: &[u8]) -> Result<SignedCheckpoint, HeadError> {
        let stated: Checkpoint = Note::parse(note).map_err(CheckpointError::Note)?.text().parse()?;
        let named = |origin: &Origin| *origin == stated.origin && origin != self.ledger.origin();
        let devices = &self.documents.devices;
        let booths = devices.booths.iter().filter_map(|device| Some((self.documents.origin(&device.station, &device.booth)?, device.key)));
        let (origin, key) =
            booths.into_iter().find(|(origin, _)| named(origin)).ok_or(HeadError::UnknownLog(Box::new(stated.origin.clone())))?;
        // That booth may go on with any spare, and its log is not at hand.
        let keys: Vec<PublicKey> = core::iter::once(key).chain(devices.spares.iter().map(|spare| spare.key)).collect();
        Ok(open_by_any(note, &origin, &keys)?)
    }

    fn note_peer(&mut self, head: &Checkpoint) -> bool {
        let seen = self.peers.entry((head.origin.clone(), head.size)).or_insert(head.root);
        *seen != head.root
    }

    /// Puts other booths' heads together again from the log.
    pub(crate) fn remember_peers(&mut self) {
        let peers = self.ledger.lines().iter().filter(|line| &*line.header().kind == "peer");
        let notes: Vec<Box<str>> =
            peers.filter_map(|line| if let Entry::Peer(peer) = line.content().ok()? { Some(peer.note) } else { None }).collect();
        for note in notes {
            let stated: Result<Checkpoint, NoteError> =
                Note::parse(note.as_bytes()).map(|note| note.text().parse()).and_then(|head| head.map_err(|_| NoteError::Form));
            if let Ok(head) = stated {
                self.note_peer(&head);
            }
        }
    }
}

/// Opens a head that one of the keys signed; without any, the error is the one under the first key.
fn open_by_any(note: &[u8], origin: &Origin, keys: &[PublicKey]) -> Result<SignedCheckpoint, CheckpointError> {
    let mut opened = keys.iter().map(|key| SignedCheckpoint::open(note, origin, key));
    let first = opened.next().unwrap_or(Err(CheckpointError::Note(NoteError::Form)));
    first.or_else(|error| opened.find_map(Result::ok).ok_or(error))
}

/// Adds the verified signers' lines of one note to another note with the same text.
fn merge(known: &str, new: &str, signers: &[Signer<'_>]) -> String {
    let lines = new.rsplit_once("\n\n").map_or("", |(_, lines)| lines).lines();
    let fresh = lines
        .filter(|line| !known.lines().any(|have| same_key(have, line)))
        .filter(|line| signers.iter().any(|signer| signed_by(line, signer)));
    fresh.fold(known.to_owned(), |note, line| format!("{note}{line}\n"))
}

/// Name and key id of a signature line: its first two words, and the first four bytes of its blob.
fn signature_key(line: &str) -> Option<(&str, Vec<u8>)> {
    let (name, blob) = line.strip_prefix("\u{2014} ")?.split_once(' ')?;
    Some((name, base64::decode(blob)?.get(..4)?.to_vec()))
}

fn same_key(a: &str, b: &str) -> bool {
    signature_key(a).is_some() && signature_key(a) == signature_key(b)
}

fn signed_by(line: &str, signer: &Signer<'_>) -> bool {
    signature_key(line).is_some_and(|(name, id)| name == signer.verifier.name().as_str() && id == signer.verifier.id().to_bytes())
}
