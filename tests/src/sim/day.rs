//! Polling day in one village: people are checked in, take a card, vote, compare, correct, test, walk away and come back.

use std::collections::BTreeMap;

use ballot::Code;
use canonical::{Hash, sha256};
use chain::KeyName;
use guardian::Witness;
use guardian::witness::Evidence;
use manifest::{BoothId, StratumId};
use pollbook::desk::ReplacementReason;
use pollbook::{Desk, Post};
use record::{Folder, Hour, SpoilReason, StripOutcome};
use tally_log::{Log, MemDisk, Store};
use terminal::{Booth, FakePrinter, Setup};
use token::DeskCounts;

use super::cards::Hand;
use super::prepare::Prepared;
use super::spec::{Behaviour, SimVoter, StationSpec};
use super::world::{Keys, booth_id};
use super::{Failure, SimResult};
use crate::random::Stream;

/// What one station hands over in the evening, and what its voters took home.
#[derive(Debug)]
pub struct StationDay {
    /// One bundle for each booth, with the booth's number.
    pub bundles: Vec<(BoothId, Folder)>,
    /// The desk's signed counts.
    pub counts: DeskCounts,
    /// Every strip that was taken home: the code and what it says.
    pub strips: Vec<(Code, StripOutcome)>,
    /// Cards that a tampered booth cast too, with the booth in whose card box the original lies.
    pub copied: Vec<(Hash, BoothId)>,
}

/// One station at work.
pub(super) struct Hall<'a> {
    pub(super) prepared: &'a Prepared,
    pub(super) station: &'a StationSpec,
    pub(super) keys: Keys,
    desk: Desk,
    pub(super) booths: BTreeMap<BoothId, (Booth, FakePrinter)>,
    pub(super) disks: BTreeMap<BoothId, MemDisk>,
    hand: Hand,
    pub(super) random: Stream,
    pub(super) strips: Vec<(Code, StripOutcome)>,
    pub(super) copied: Vec<(Hash, BoothId)>,
    pub(super) hour: Hour,
}

/// The hour of the day, from 0.
///
/// # Errors
/// After 23.
pub fn hour(hour: u32) -> SimResult<Hour> {
    Ok(Hour::new(&format!("2027-10-05T{hour:02}:00:00+07:00"))?)
}

/// Cards in a sealed pack.
const PACK: u32 = 50;

/// Seconds since 1970 of the day's evening; heads are cosigned then.
const EVENING: u64 = 1_822_726_800;

/// Runs one electronic station from the zero report to its bundles.
///
/// # Errors
/// Whatever a desk or booth refuses that it should not.
pub fn station_day(prepared: &Prepared, place: usize, station: &StationSpec, keys: Keys, tick: &dyn Fn()) -> SimResult<StationDay> {
    let mut hall = Hall::set_up(prepared, place, station, keys)?;
    let come = u32::try_from(station.voters.len()).unwrap_or(u32::MAX).max(1);
    for (number, voter) in (0..).zip(&station.voters) {
        hall.hour = hour(7 + number * 6 / come)?;
        hall.marks()?;
        hall.voter(voter)?;
        tick();
    }
    hall.audit_card()?;
    hall.close(keys)
}

impl<'a> Hall<'a> {
    fn set_up(prepared: &'a Prepared, place: usize, station: &'a StationSpec, keys: Keys) -> SimResult<Self> {
        let spec = &prepared.spec;
        let mut random = keys.0.stream(&format!("hall {} {}", spec.code, station.id));
        let desk = open_desk(prepared, place, station, keys, &mut random)?;
        let (mut booths, mut disks) = (BTreeMap::new(), BTreeMap::new());
        for index in 0..station.booths {
            let (printer, disk) = (FakePrinter::new(), MemDisk::default());
            let booth = open_booth_on(prepared, station, &booth_id(index), keys, &printer, &disk)?;
            booths.insert(booth_id(index), (booth, printer));
            disks.insert(booth_id(index), disk);
        }
        let hand = prepared.deck.hand(&prepared.documents.definition, &station.id, keys);
        let (strips, copied) = (Vec::new(), Vec::new());
        Ok(Self { prepared, station, keys, desk, booths, disks, hand, random, strips, copied, hour: hour(7)? })
    }

    fn marks(&mut self) -> SimResult<()> {
        for (booth, _) in self.booths.values_mut() {
            if booth.mark_is_due(&self.hour) {
                booth.mark(&self.hour)?;
            }
        }
        Ok(())
    }

    fn voter(&mut self, voter: &SimVoter) -> SimResult<()> {
        let admitted = self.desk.check_in(voter.row, self.random.bytes())?;
        let mut card = self.card(admitted.stratum.as_ref())?;
        let other = (voter.choice + 1) % self.prepared.documents.definition.options();
        match voter.behaviour {
            Behaviour::Plain | Behaviour::Copied => {}
            Behaviour::Outage => self.outage(&card, other)?,
            Behaviour::Corrects => self.ballot(&card, other, StripOutcome::Spoiled)?,
            Behaviour::Returns => self.ballot(&card, voter.choice, StripOutcome::Void)?,
            Behaviour::Challenges => {
                self.ballot(&card, other, StripOutcome::Challenged)?;
                self.desk.replacement(ReplacementReason::Challenge, self.random.bytes())?;
                card = self.card(admitted.stratum.as_ref())?;
            }
        }
        self.ballot(&card, voter.choice, StripOutcome::Cast)?;
        if voter.behaviour == Behaviour::Copied { self.copy(&card, other) } else { Ok(()) }
    }

    /// An auditor takes a card like any voter's and tests the machine with it.
    fn audit_card(&mut self) -> SimResult<()> {
        self.desk.audit_card(1, self.random.bytes())?;
        let stratum: Option<StratumId> = self.prepared.documents.definition.strata.first().map(|s| s.id.clone());
        let card = self.card(stratum.as_ref())?;
        self.ballot(&card, 0, StripOutcome::Challenged)
    }

    fn card(&mut self, stratum: Option<&StratumId>) -> SimResult<(BoothId, String)> {
        Ok(self.hand.take(stratum).ok_or(Failure("the deck is used up"))?)
    }

    /// One ballot from card to strip; the voter compares the held slip with what was pressed.
    fn ballot(&mut self, (number, card): &(BoothId, String), choice: usize, ending: StripOutcome) -> SimResult<()> {
        let definition = &self.prepared.documents.definition;
        let shown = definition.candidates.get(choice).map_or("KOSONG", |c| c.name.as_str());
        let drawn = drawn_number(self.prepared, choice)?;
        let (booth, printer) = self.booths.get_mut(number).ok_or(Failure("a card names a booth that is not there"))?;
        let session = booth.begin(card, &self.hour)?;
        let pressed = session.choice(drawn)?;
        let sealed = session.choose(pressed).confirm()?;
        if !printer.held().to_uppercase().contains(&shown.to_uppercase()) {
            return Err(Failure("the slip does not show what the voter pressed").into());
        }
        let ended = match ending {
            StripOutcome::Cast => sealed.same()?,
            StripOutcome::Spoiled => sealed.spoil(SpoilReason::WrongChoice)?,
            StripOutcome::Challenged => sealed.test()?,
            StripOutcome::Void => sealed.leave()?,
        };
        drop(printer.take());
        self.strips.push((ended.code, ended.outcome));
        Ok(())
    }

    fn close(mut self, keys: Keys) -> SimResult<StationDay> {
        let evening = hour(13)?;
        let left = self.hand.left();
        let counts = self.desk.close(left, evening.clone(), self.random.bytes())?;
        let spec = &self.prepared.spec;
        let name = KeyName::new(&format!("saksi-{}", spec.code))?;
        let mut witness = Witness::new(keys.witness(spec).seed(), name);
        let mut bundles = Vec::new();
        let mut peer: Option<String> = None;
        for (number, (mut booth, _)) in std::mem::take(&mut self.booths) {
            if let Some(note) = peer.take() {
                booth.take_peer(note.as_bytes())?;
            }
            let head = booth.close(&evening)?.head.to_string();
            let key = keys.booth(spec, &self.station.id, &number).public();
            let cosigned = witness.cosign(head.as_bytes(), &[key], Evidence::None, &[], EVENING)?;
            booth.take_cosignature(cosigned.note.as_bytes())?;
            bundles.push((number, booth.export()?));
            peer = Some(cosigned.note);
        }
        Ok(StationDay { bundles, counts, strips: self.strips, copied: self.copied })
    }
}

/// The number beside an option on the ballot; 0 is the blank, which the definition lists last.
///
/// # Errors
/// Never.
pub(super) fn drawn_number(prepared: &Prepared, choice: usize) -> SimResult<u32> {
    Ok(if choice < prepared.documents.definition.candidates.len() { u32::try_from(choice + 1)? } else { 0 })
}

/// A desk that is open, with all packs of its station.
///
/// # Errors
/// Whatever the desk refuses.
pub fn open_desk(prepared: &Prepared, place: usize, station: &StationSpec, keys: Keys, random: &mut Stream) -> SimResult<Desk> {
    let key = keys.desk(&prepared.spec, &station.id);
    let people = super::prepare::voters(&prepared.spec, place, station)?;
    let roll_key = pollbook::RollKey::from_bytes(keys.roll());
    let definition = &prepared.documents.definition;
    let roll = pollbook::Roll::new(definition.election.clone(), prepared.spec.code.clone(), station.id.clone(), roll_key, people)?;
    let desks = Post::desks_of(&prepared.documents.devices, &station.id);
    let post = Post::new(definition, &desks, &booth_id(0), roll)?;
    let (log, _) = Log::create(Store::in_memory(&MemDisk::default()), Desk::identity(&post, &key.public())?)?;
    let mut desk = Desk::resume(post, log, key)?;
    desk.open(hour(7)?, random.bytes())?;
    let cards: u32 = prepared.documents.roots.deck.iter().filter(|cell| cell.station == station.id).map(|cell| cell.cards).sum();
    for pack in (0..cards).step_by(PACK as usize) {
        desk.pack_open(PACK.min(cards - pack), random.bytes())?;
    }
    Ok(desk)
}

/// A booth that is open, on media in memory. Its randomness follows from the seed and its place.
///
/// # Errors
/// Whatever the booth refuses.
pub fn open_booth(prepared: &Prepared, station: &StationSpec, number: &BoothId, keys: Keys, printer: &FakePrinter) -> SimResult<Booth> {
    open_booth_on(prepared, station, number, keys, printer, &MemDisk::default())
}

fn open_booth_on(
    prepared: &Prepared,
    station: &StationSpec,
    number: &BoothId,
    keys: Keys,
    printer: &FakePrinter,
    disk: &MemDisk,
) -> SimResult<Booth> {
    let mut stream = keys.0.stream(&format!("booth {} {} {number}", prepared.spec.code, station.id));
    let secrets = [stream.bytes::<16>(), stream.bytes::<16>()];
    let secrets: Vec<&[u8]> = secrets.iter().map(<[u8; 16]>::as_slice).collect();
    let mut booth = Booth::zero(setup(prepared, station, number, keys, (printer, disk), stream), &secrets, &hour(6)?)?;
    booth.open(&hour(7)?)?;
    drop(printer.take());
    Ok(booth)
}

/// The machine of a booth, with what it prints on and stores to.
pub(super) fn setup(
    prepared: &Prepared,
    station: &StationSpec,
    number: &BoothId,
    keys: Keys,
    (printer, disk): (&FakePrinter, &MemDisk),
    mut stream: Stream,
) -> Setup {
    Setup {
        documents: prepared.documents.clone(),
        station: station.id.clone(),
        booth: number.clone(),
        key: keys.booth(&prepared.spec, &station.id, number),
        store: Store::in_memory(disk),
        printer: Box::new(printer.clone()),
        random: Box::new(move |bytes| stream.fill(bytes)),
        software: sha256(b"suara simulation"),
    }
}
