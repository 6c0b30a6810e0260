//! What is durable and what follows from it: the log, and the state its entries come to. An entry is checked, made durable on both
//! media, and only then taken into the state.

use ballot::Code;
use canonical::{Hash, PublicKey, SigningKey};
use chain::line::LineError;
use chain::note::NoteError;
use chain::{Checkpoint, Line, Origin, SignedCheckpoint, Tip};
use record::Entry;
use tally_log::{AppendError, FindError, Identity, Log, OpenError, Startup, Store};

use crate::day::{DayError, DayRules, State};
use crate::start::StartError;

/// The booth cannot go on. The process ends; the next start looks at the media again.
#[derive(Debug, thiserror::Error)]
pub enum Fatal {
    /// The entry does not make a line.
    #[error("the entry could not be written: {0}")]
    Line(#[from] LineError),
    /// The log did not take the line.
    #[error("{0}")]
    Log(#[from] AppendError),
    /// The index has no answer, or a wrong one.
    #[error("{0}")]
    Index(#[from] FindError),
    /// The index does not know what the journal says about a card.
    #[error("index and journal do not agree about card {0}; start again, the index will be built anew")]
    Card(Hash),
    /// The booth was about to break its own rules.
    #[error("the booth was about to write against its own rules ({0}); keep both media and use a spare")]
    Day(DayError),
    /// The ballot could not be sealed.
    #[error("the ballot could not be sealed: {0}")]
    Seal(elgamal::unit::SealError),
    /// A seed is not under the root of its epoch.
    #[error("a seed is not of its epoch; keep both media and use a spare")]
    Seed,
    /// A head could not be signed.
    #[error("the head could not be signed: {0}")]
    Head(#[from] NoteError),
}

/// Why an entry was not written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum WriteError {
    /// It breaks a rule; nothing was written.
    #[error(transparent)]
    Refused(DayError),
    /// The booth cannot go on.
    #[error(transparent)]
    Fatal(#[from] Fatal),
}

impl From<WriteError> for Fatal {
    /// For entries that the booth's own steps make lawful.
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Refused(day) => Self::Day(day),
            WriteError::Fatal(fatal) => fatal,
        }
    }
}

pub(crate) struct Ledger {
    log: Log,
    state: State,
    key: SigningKey,
    /// Heads right after marks and after closing, in order.
    heads: Vec<Checkpoint>,
}

impl Ledger {
    /// Makes a new log on empty media.
    pub(crate) fn create(store: Store, origin: Origin, key: SigningKey, rules: DayRules) -> Result<Self, StartError> {
        let (log, _) = Log::create(store, identity(origin, &key, &rules))?;
        Ok(Self { log, state: State::new(rules), key, heads: Vec::new() })
    }

    /// Opens a log and replays it.
    pub(crate) fn open(store: Store, origin: Origin, key: SigningKey, rules: DayRules) -> Result<(Self, Startup), StartError> {
        let device = rules.device;
        let (log, startup) = Log::open(store, identity(origin, &key, &rules)).map_err(|error| not_ours(error, device))?;
        Ok((Self::of(log, key, rules)?, startup))
    }

    /// Replays an open log.
    pub(crate) fn of(log: Log, key: SigningKey, rules: DayRules) -> Result<Self, StartError> {
        let (state, heads) = replay(log.lines(), log.origin(), rules)?;
        Ok(Self { log, state, key, heads })
    }

    /// Makes the next entry durable.
    pub(crate) fn append(&mut self, entry: &Entry, salt: [u8; 16]) -> Result<(), WriteError> {
        let line = Line::write(self.log.tip(), salt, entry, self.log.origin(), &self.key).map_err(Fatal::Line)?;
        let change = self.state.check(entry, &line.leaf()).map_err(WriteError::Refused)?;
        self.log.append(&line).map_err(Fatal::Log)?;
        self.state.commit(change);
        if has_head(entry) {
            self.heads.push(self.head());
        }
        Ok(())
    }

    pub(crate) const fn state(&self) -> &State {
        &self.state
    }

    pub(crate) const fn key(&self) -> &SigningKey {
        &self.key
    }

    pub(crate) fn origin(&self) -> &Origin {
        self.log.origin()
    }

    pub(crate) fn lines(&self) -> &[Line] {
        self.log.lines()
    }

    /// The head over all lines so far.
    pub(crate) fn head(&self) -> Checkpoint {
        Checkpoint::of(self.log.origin(), self.log.tip())
    }

    pub(crate) fn sign(&self, head: Checkpoint) -> Result<SignedCheckpoint, Fatal> {
        Ok(SignedCheckpoint::sign(head, &self.key)?)
    }

    /// Heads right after marks and after closing, in order.
    pub(crate) fn heads(&self) -> &[Checkpoint] {
        &self.heads
    }

    /// The keys of the log, in order.
    pub(crate) fn signers(&self) -> impl Iterator<Item = PublicKey> {
        self.log.signers().map(|(_, key)| key)
    }

    /// The keys that may sign the head of this size: every key of the log but those that a spare had replaced before it.
    pub(crate) fn keys_of_head(&self, size: u64) -> Vec<PublicKey> {
        let signers: Vec<(u64, PublicKey)> = self.log.signers().collect();
        let until = signers.iter().skip(1).map(|(line, _)| *line).chain([u64::MAX]);
        signers.iter().zip(until).filter(|(_, until)| size <= *until).map(|((_, key), _)| *key).collect()
    }

    /// Id of the last mark before a ballot, or of the last mark while it has no outcome yet.
    pub(crate) fn mark_before(&self, code: &Code) -> Result<Option<String>, Fatal> {
        let at = self.log.find(&ballot_key(&code.to_string()))?.unwrap_or(u64::MAX);
        Ok(self.heads.iter().rfind(|head| head.size <= at).map(Checkpoint::mark_id))
    }

    /// Whether a ballot was ever sealed with this card; index and state must agree.
    pub(crate) fn knows_card(&self, leaf: &Hash) -> Result<bool, Fatal> {
        let indexed = self.log.find(&card_key(&leaf.to_string()))?.is_some();
        if indexed == self.state.card(leaf).is_some() { Ok(indexed) } else { Err(Fatal::Card(*leaf)) }
    }
}

const fn has_head(entry: &Entry) -> bool {
    matches!(entry, Entry::Mark(_) | Entry::Close(_))
}

/// What the lines of a log come to.
///
/// # Errors
/// Names the line and the rule it breaks.
pub fn replay(lines: &[Line], origin: &Origin, rules: DayRules) -> Result<(State, Vec<Checkpoint>), StartError> {
    let (mut state, mut tip, mut heads) = (State::new(rules), Tip::new(), Vec::new());
    for line in lines {
        let seq = line.header().seq;
        let entry: Entry = line.content().map_err(|rule| StartError::Line { line: seq, rule })?;
        state.apply(&entry, &line.leaf()).map_err(|rule| StartError::Day { line: seq, rule })?;
        tip.append(line).map_err(|rule| StartError::Chain { line: seq, rule })?;
        if has_head(&entry) {
            heads.push(Checkpoint::of(origin, &tip));
        }
    }
    Ok((state, heads))
}

/// The log of a booth as `key`'s machine opens it.
pub(crate) fn identity(origin: Origin, key: &SigningKey, rules: &DayRules) -> Identity {
    Identity { own: key.public(), successors: rules.spares.clone(), key_of, ..Identity::new(origin, rules.device, keys_of) }
}

/// A log under another machine's key, in a booth's words.
pub(crate) fn not_ours(error: OpenError, device: PublicKey) -> StartError {
    match error {
        OpenError::OtherKey { key, .. } if *key == device => StartError::NotTakenOver,
        OpenError::OtherKey { line, key } => StartError::TakenOver { line, key: key.to_string().into() },
        other => other.into(),
    }
}

/// A takeover brings the spare's key.
fn key_of(line: &Line) -> Option<PublicKey> {
    if &*line.header().kind != "takeover" {
        return None;
    }
    match line.content().ok()? {
        Entry::Takeover(takeover) => Some(takeover.key),
        _ => None,
    }
}

/// A sealed ballot is found by its card, an outcome by its code. Bodies are canonical and these are the first of their sorted
/// fields, so they are read where they stand; the index is asked, never believed alone.
fn keys_of(line: &Line) -> Vec<Vec<u8>> {
    let first = |name: &[u8]| {
        let value = line.body().strip_prefix(name)?.get(..64)?;
        core::str::from_utf8(value).ok()
    };
    let key = match &*line.header().kind {
        "seal" => first(b"{\"card\":\"").map(card_key),
        "cast" | "spoil" | "challenge" | "void" => first(b"{\"code\":\"").map(ballot_key),
        _ => None,
    };
    key.into_iter().collect()
}

fn card_key(leaf: &str) -> Vec<u8> {
    format!("card/{leaf}").into_bytes()
}

fn ballot_key(code: &str) -> Vec<u8> {
    format!("ballot/{code}").into_bytes()
}
