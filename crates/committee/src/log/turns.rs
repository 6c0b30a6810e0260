//! Which machine's key speaks for a booth's log at each line: the listed one, and from each takeover on the spare's that it names.
//!
//! A takeover names a spare that stands in no booth and that no earlier takeover of this log named. Its own line is the first that
//! the spare signs; whatever the machine before writes from then on is another history of the booth.

use canonical::{PublicKey, SignatureBatch};
use chain::{Line, Origin};
use manifest::Devices;
use record::Entry;

use super::rule::{LogError, Rule};

/// One machine's part of a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Turn {
    /// The first line that its key signs, from 1.
    pub(crate) line: usize,
    pub(crate) key: PublicKey,
}

/// The machines of a log in order: the listed one, then those that took over. Every line was signed by the one whose turn it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Turns {
    first: Turn,
    taken: Vec<Turn>,
}

impl Turns {
    /// Follows the takeovers and checks every line's signature. `fresh` weighs them together.
    ///
    /// # Errors
    /// Names the first line with a forged signature or a takeover that may not be.
    pub(super) fn read(lines: &[Line], origin: &Origin, listed: &PublicKey, devices: &Devices, fresh: &[u8; 32]) -> Result<Self, LogError> {
        let mut turns = Self { first: Turn { line: 1, key: *listed }, taken: Vec::new() };
        let takeovers = (1..).zip(lines).filter(|(_, line)| &*line.header().kind == "takeover");
        let mut refused = Ok(());
        for (number, line) in takeovers {
            refused = turns.follow(number, line, devices).map_err(|rule| LogError { line: number, rule });
            if refused.is_err() {
                break;
            }
        }
        // What stands before a refused takeover comes first.
        let held = refused.as_ref().map_or_else(|error| error.line - 1, |()| lines.len());
        turns.check_signatures(lines.iter().take(held), origin, fresh)?;
        refused.map(|()| turns)
    }

    fn follow(&mut self, number: usize, line: &Line, devices: &Devices) -> Result<(), Rule> {
        let Entry::Takeover(takeover) = line.content()? else { return Ok(()) };
        let key = takeover.key;
        if !devices.is_free_spare(&key) {
            return Err(Rule::NotASpare(Box::new(key)));
        }
        if self.taken.iter().any(|turn| turn.key == key) {
            return Err(Rule::SpareTwice(Box::new(key)));
        }
        self.taken.push(Turn { line: number, key });
        Ok(())
    }

    fn check_signatures<'l>(
        &self,
        lines: impl Iterator<Item = &'l Line> + Clone,
        origin: &Origin,
        fresh: &[u8; 32],
    ) -> Result<(), LogError> {
        let signed = || (1..).zip(lines.clone()).map(|(number, line)| (number, line, self.at(number)));
        let mut batch = SignatureBatch::default();
        signed().for_each(|(_, line, key)| line.add_to(&mut batch, origin, key));
        if batch.verify(fresh) {
            return Ok(());
        }
        signed().try_for_each(|(number, line, key)| line.verify(origin, key).map_err(|e| LogError { line: number, rule: e.into() }))
    }

    /// The key that signs the line of this number.
    fn at(&self, number: usize) -> &PublicKey {
        let turn = self.taken.iter().rev().find(|turn| turn.line <= number);
        &turn.unwrap_or(&self.first).key
    }

    /// The key that signs what is handed over: the closing head and the list of files.
    pub(crate) fn last(&self) -> &PublicKey {
        &self.taken.last().unwrap_or(&self.first).key
    }

    /// The spares that took over, in order.
    pub(crate) fn taken(&self) -> &[Turn] {
        &self.taken
    }
}
