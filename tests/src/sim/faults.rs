//! Machines that stop in the middle of a vote, and one that was tampered with.

use ballot::{BallotRules, Sealed, Seed};
use chain::Line;
use manifest::BoothId;
use record::{Entry, Outcome};
use tally_log::{Identity, Keep, Log, MemDisk, Store};
use terminal::{Booth, Interrupted, Missing};
use token::{Card, ValidCard};

use super::day::{Hall, drawn_number, setup};
use super::{Failure, SimResult};

impl Hall<'_> {
    /// The power fails while the slip is held. After the next start the ballot is void and the voter gets a strip that says so.
    pub(super) fn outage(&mut self, (number, card): &(BoothId, String), choice: usize) -> SimResult<()> {
        let drawn = drawn_number(self.prepared, choice)?;
        let (booth, printer) = self.booths.get_mut(number).ok_or(Failure("a card names a booth that is not there"))?;
        let session = booth.begin(card, &self.hour)?;
        let pressed = session.choice(drawn)?;
        drop(session.choose(pressed).confirm()?);
        drop(printer.take());
        self.restart(number, |_| Ok(()))?;
        let (booth, printer) = self.booths.get_mut(number).ok_or(Failure("the booth did not start again"))?;
        let Interrupted::Unanswered(ballot) = booth.interrupted() else {
            return Err(Failure("a ballot without an answer is not void").into());
        };
        booth.complete(Missing::Strip, &self.hour)?;
        drop(printer.take());
        self.strips.push((ballot.code, ballot.outcome));
        Ok(())
    }

    /// Another booth of the station casts a copy of a card that was just spent. No machine of the house does that, so its journals
    /// are written behind its back, with its own key.
    pub(super) fn copy(&mut self, (number, card): &(BoothId, String), choice: usize) -> SimResult<()> {
        let other = self.booths.keys().find(|booth| *booth != number).cloned().ok_or(Failure("only one booth to copy a card in"))?;
        let card = Card::parse(card)?.check(&self.prepared.documents.definition, &self.station.id, number)?;
        let lines = self.forged(&other, &card, choice)?;
        let origin = self.prepared.documents.definition.booth_origin(&self.station.id, &other).parse()?;
        let key = self.keys.booth(&self.prepared.spec, &self.station.id, &other);
        let salts = [self.random.bytes(), self.random.bytes()];
        self.restart(&other, |disk| {
            let identity = Identity::new(origin, key.public(), |_| Vec::new());
            let (mut log, _) = Log::open(Store::in_memory(disk), identity)?;
            for (entry, salt) in lines.iter().zip(salts) {
                let line = Line::write(log.tip(), salt, entry, log.origin(), &key)?;
                log.append(&line)?;
            }
            Ok(())
        })?;
        self.copied.push((*card.leaf(), number.clone()));
        Ok(())
    }

    fn forged(&mut self, other: &BoothId, card: &ValidCard, choice: usize) -> SimResult<[Entry; 2]> {
        let (booth, _) = self.booths.get(other).ok_or(Failure("the booth is not there"))?;
        let digest = booth.state().digest().ok_or(Failure("the booth is not open"))?;
        let documents = &self.prepared.documents;
        let rules = BallotRules { definition: &documents.definition, key: documents.key.joint(), booth: &digest };
        let sealed = Sealed::seal(&rules, card, choice, &Seed::from_bytes(self.random.bytes()))?;
        Ok([Entry::Seal(sealed.data().clone()), Entry::Cast(Outcome { code: *sealed.code() })])
    }

    /// Ends the booth's program and starts it again on the same media.
    fn restart(&mut self, number: &BoothId, between: impl FnOnce(&MemDisk) -> SimResult<()>) -> SimResult<()> {
        let (booth, printer) = self.booths.remove(number).ok_or(Failure("no such booth to restart"))?;
        drop(booth);
        let disk = self.disks.get(number).ok_or(Failure("a booth without media"))?;
        disk.power_cut(Keep::All);
        between(disk)?;
        disk.power_cut(Keep::All);
        let name = format!("booth {} {} {number} after {}", self.prepared.spec.code, self.station.id, disk.calls());
        let mut stream = self.keys.0.stream(&name);
        let secret: [u8; 16] = stream.bytes();
        let setup = setup(self.prepared, self.station, number, self.keys, (&printer, disk), stream);
        let booth = Booth::resume(setup, &[&secret], &self.hour)?;
        drop(printer.take());
        self.booths.insert(number.clone(), (booth, printer));
        Ok(())
    }
}
