//! Starting: what two journals may look like after a power cut, and how they are made equal again.
//!
//! A line goes to medium 1, is synced, and only then goes to medium 2. So the whole lines differ by at most one, a torn line is
//! the last thing on its medium, and a medium that is one line ahead has nothing torn behind it. Everything else was not a power
//! cut and is left for people to look at.

use std::collections::BTreeMap;

use canonical::PublicKey;
use chain::{Line, Tip};

use crate::error::{Medium, OpenError};
use crate::index::{Contents, Index, IndexError, Stamp};
use crate::journal::{Journal, Scan};
use crate::log::{Identity, KeysOf};
use crate::signers::Signers;
use crate::store::Store;

/// What a start found and did. The caller says it in the log's next line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Startup {
    /// The last line that one medium lacked and got from the other.
    pub repaired: Option<Repair>,
    /// Whether a torn line was cut off on either medium; its bytes are kept as `torn-<n>.bin` there.
    pub torn: bool,
    /// Whole lines found, the repaired one included.
    pub lines: u64,
    /// What the index was like.
    pub index: IndexState,
}

/// A line copied forward.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Repair {
    /// The medium that lacked it.
    pub behind: Medium,
    /// Number of the line.
    pub seq: u64,
}

/// What the index was like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IndexState {
    /// As the journal says.
    Agreed,
    /// As the first lines of the journal say, and no more; the rest was added.
    Behind,
    /// There was none; it was built.
    Built,
    /// It said something else or did not open; it was set aside and built anew.
    Rebuilt,
}

/// Two journals that are equal and open, and their lines.
pub(crate) struct Journals {
    pub(crate) lines: Vec<Line>,
    pub(crate) tip: Tip,
    pub(crate) signers: Signers,
    pub(crate) length: u64,
    pub(crate) first: Journal,
    pub(crate) second: Journal,
    pub(crate) repaired: Option<Repair>,
    pub(crate) torn: bool,
}

impl Journals {
    /// Reads both, decides, and only then changes anything.
    pub(crate) fn open(store: &Store, identity: &Identity) -> Result<Self, OpenError> {
        let [first, second] = Journal::scan_both(store, identity)?;
        check_own(&first, &second, identity)?;
        let repaired = compare(&first, &second)?;
        Self::mend(store, first, second, repaired)
    }

    fn mend(store: &Store, a: Scan, b: Scan, repaired: Option<Repair>) -> Result<Self, OpenError> {
        let (mut first, mut second) = (Journal::open(store, Medium::First)?, Journal::open(store, Medium::Second)?);
        for (journal, scan) in [(&mut first, &a), (&mut second, &b)] {
            if scan.torn.is_empty() {
                // A killed program may have left lines that no sync has reached; nothing is built on them before one does.
                journal.sync()?;
            } else {
                journal.cut(store.disk.as_ref(), scan)?;
            }
        }
        let torn = a.extent().torn || b.extent().torn;
        let whole = if b.tip.size() > a.tip.size() { b } else { a };
        if let (Some(repair), Some(line)) = (repaired, whole.lines.last()) {
            match repair.behind {
                Medium::First => first.append(line)?,
                Medium::Second => second.append(line)?,
            }
        }
        let Scan { lines, tip, signers, length, .. } = whole;
        Ok(Self { lines, tip, signers, length, first, second, repaired, torn })
    }
}

/// Whether this process has the key that signs the log's end. What the longer journal says counts; of two that end in different
/// ways the comparison tells.
fn check_own(first: &Scan, second: &Scan, identity: &Identity) -> Result<(), OpenError> {
    let size = first.tip.size().max(second.tip.size());
    let mut ends = [first, second].into_iter().filter(|scan| scan.tip.size() == size).map(|scan| scan.signers.all().last());
    let is_own = |end: &Option<(u64, PublicKey)>| end.is_none_or(|(_, key)| key == identity.own);
    match ends.clone().find(is_own) {
        Some(_) => Ok(()),
        None => ends.next().flatten().map_or(Ok(()), |(line, key)| Err(OpenError::OtherKey { line, key: Box::new(key) })),
    }
}

/// Whether the two differ only as a power cut explains; if so, what is missing where.
fn compare(first: &Scan, second: &Scan) -> Result<Option<Repair>, OpenError> {
    let differs = first.lines.iter().zip(&second.lines).zip(0..).find(|((a, b), _)| a != b);
    if let Some((_, line)) = differs {
        return Err(OpenError::Fork { line });
    }
    let (a, b) = (first.extent(), second.extent());
    if a.lines == b.lines {
        Ok(None)
    } else if a.lines.checked_sub(1) == Some(b.lines) && !a.torn {
        Ok(Some(Repair { behind: Medium::Second, seq: b.lines }))
    } else if b.lines.checked_sub(1) == Some(a.lines) && !b.torn {
        Ok(Some(Repair { behind: Medium::First, seq: a.lines }))
    } else {
        Err(OpenError::Apart { first: a, second: b })
    }
}

/// What every line can be found by: key and number, in the order of the lines.
fn keyed(lines: &[Line], keys_of: KeysOf) -> Vec<(Vec<u8>, u64)> {
    lines.iter().flat_map(|line| keys_of(line).into_iter().map(|key| (key, line.header().seq))).collect()
}

/// What an index of these lines must hold: for each key the newest line.
fn expected(lines: &[Line], keyed: &[(Vec<u8>, u64)]) -> Contents {
    let size = lines.len() as u64;
    let keys = keyed.iter().take_while(|(_, seq)| *seq < size).cloned().collect();
    Contents { stamp: lines.last().map(|line| Stamp { size, last: line.leaf() }), keys }
}

/// Makes the index say what the journal says, and gives back the keys it then holds.
pub(crate) fn settle(index: &mut dyn Index, lines: &[Line], keys_of: KeysOf) -> Result<(IndexState, BTreeMap<Vec<u8>, u64>), IndexError> {
    let keyed = keyed(lines, keys_of);
    let expected = expected(lines, &keyed);
    let state = match index.contents() {
        Ok(found) => judge(&found, &expected, lines, &keyed),
        Err(_) => IndexState::Rebuilt,
    };
    if state == IndexState::Agreed {
        return Ok((state, expected.keys));
    }
    if state == IndexState::Rebuilt {
        index.reset()?;
    }
    if let Some(stamp) = expected.stamp {
        index.put(stamp, &expected.keys)?;
    }
    if index.contents()? == expected { Ok((state, expected.keys)) } else { Err(IndexError::Unfaithful) }
}

/// An index is written to its medium when there is time, so a killed program leaves one of the first lines only. It may be brought up
/// to the journal if it says of those lines exactly what they say.
fn judge(found: &Contents, whole: &Contents, lines: &[Line], keyed: &[(Vec<u8>, u64)]) -> IndexState {
    if found == whole {
        return IndexState::Agreed;
    }
    if *found == Contents::default() {
        return IndexState::Built;
    }
    let size = found.stamp.and_then(|stamp| usize::try_from(stamp.size).ok());
    match size.and_then(|size| lines.get(..size)) {
        Some(first) if *found == expected(first, keyed) => IndexState::Behind,
        Some(_) | None => IndexState::Rebuilt,
    }
}
