//! What may happen, and what must hold whatever happens.

use stateright::{Model, Property};

use super::{Bug, Entry, Event, Hall, Machine, Medium, Rules, Word, is_cast, pending};

/// An old machine that goes on is followed so far, in lines.
const OLD_LINES: usize = 8;

/// How often a card may be put in.
const TRIES: usize = 2;

impl Rules {
    /// What people may do at a machine that waits for them.
    fn choices(&self, hall: &Hall, log: &[Entry], events: &mut Vec<Event>) {
        if log.last() == Some(&Entry::Close) {
            events.extend(hall.export.is_none().then_some(Event::Export));
            return;
        }
        match pending(log) {
            Some((_, true)) if self.bug != Some(Bug::NoVoid) => return events.push(Event::Mend),
            Some((_, false)) => return events.extend([Event::Same, Event::Leave]),
            Some(_) | None => {}
        }
        for (card, word) in (0..).zip(&hall.told) {
            let tries = log.iter().filter(|entry| **entry == Entry::Seal(card)).count();
            if !is_cast(log, card) || self.bug == Some(Bug::NotSpent) {
                events.extend((tries < TRIES).then_some(Event::Card(card)));
            } else if *word != Word::Stored {
                events.push(Event::Complete(card));
            }
        }
        events.push(Event::Close);
    }

    /// What breaks, while there is something left to break.
    fn breakage(&self, hall: &Hall, events: &mut Vec<Event>) {
        let on_second = hall.second.as_ref().map_or(0, |medium| medium.unsynced.len());
        if matches!(hall.machine, Machine::On { .. }) {
            for first in 0..=hall.first.unsynced.len() {
                events.extend((0..=on_second).map(|second| Event::Cut(first, second)));
            }
        }
        if hall.second.is_some() {
            events.push(Event::SecondFails);
            if hall.old.is_none() && hall.machine != Machine::Refused {
                events.extend((0..=on_second).map(Event::Spare));
            }
        }
    }

    fn spare(&self, hall: &mut Hall, stay: usize) {
        let Some(second) = &mut hall.second else { return };
        second.cut(stay);
        let journal = second.durable.clone();
        hall.first.cut(usize::MAX);
        hall.old = Some(core::mem::replace(&mut hall.first, Medium::of(&journal)).durable);
        hall.start(Entry::Boot, self.bug);
    }
}

impl Model for Rules {
    type State = Hall;
    type Action = Event;

    fn init_states(&self) -> Vec<Hall> {
        let log = vec![Entry::Open];
        let (first, second) = (Medium::of(&log), Some(Medium::of(&log)));
        let (told, slips) = (vec![Word::Nothing; usize::from(self.cards)], vec![0; usize::from(self.cards)]);
        vec![Hall { machine: Machine::On { log, writing: None }, first, second, old: None, told, slips, faults: 0, export: None }]
    }

    fn actions(&self, hall: &Hall, events: &mut Vec<Event>) {
        match &hall.machine {
            Machine::On { writing: Some(_), .. } => events.push(Event::Step),
            Machine::On { log, writing: None } => self.choices(hall, log, events),
            Machine::Off if hall.second.is_some() => events.push(Event::Start),
            Machine::Off => events.push(Event::FreshSecond),
            Machine::Refused => {}
        }
        if hall.faults < self.faults {
            self.breakage(hall, events);
        }
        let old = hall.old.as_ref().filter(|old| old.len() < OLD_LINES);
        events.extend(old.and_then(|old| (0..self.cards).find(|card| !is_cast(old, *card))).map(Event::OldGoesOn));
    }

    fn next_state(&self, hall: &Hall, event: Event) -> Option<Hall> {
        let mut next = hall.clone();
        let waiting = if let Machine::On { log, .. } = &hall.machine { pending(log).map(|(card, _)| card) } else { None };
        match event {
            Event::Card(card) => {
                *next.told.get_mut(usize::from(card))? =
                    if self.bug == Some(Bug::NotSpent) { *hall.told.get(usize::from(card))? } else { Word::Nothing };
                next.begin(Entry::Seal(card));
            }
            Event::Same => next.begin(Entry::Cast(waiting?)),
            Event::Leave | Event::Mend => next.begin(Entry::Void(waiting?)),
            Event::Complete(card) => next.tell(Entry::Cast(card)),
            Event::Step => next.step(self.bug),
            Event::Close => next.begin(Entry::Close),
            Event::Export => next.export = Some(hall.first.durable.clone()),
            Event::Start => next.start(Entry::Boot, self.bug),
            Event::FreshSecond => {
                next.second = Some(next.first.clone());
                next.start(Entry::Fresh, self.bug);
            }
            Event::Cut(first, second) => {
                next.first.cut(first);
                next.second.iter_mut().for_each(|medium| medium.cut(second));
                next.machine = Machine::Off;
            }
            Event::SecondFails => next.second = None,
            Event::Spare(stay) => self.spare(&mut next, stay),
            Event::OldGoesOn(card) => next.old.as_mut()?.extend([Entry::Boot, Entry::Seal(card), Entry::Cast(card)]),
        }
        next.faults += u8::from(matches!(event, Event::Cut(..) | Event::SecondFails | Event::Spare(_)));
        Some(next)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        vec![
            Property::always("a vote that was told stored stands on every medium that is left", |_, hall: &Hall| {
                media(hall).all(|medium| stored(hall).all(|card| is_cast(&medium.durable, card)))
            }),
            Property::always("no card is cast twice", |rules: &Self, hall: &Hall| {
                (0..rules.cards).all(|card| media(hall).all(|medium| casts(medium, card) <= 1))
            }),
            Property::always("a card has no more slips with SAH than casts", |_, hall: &Hall| {
                (0..).zip(&hall.slips).all(|(card, slips)| usize::from(*slips) <= casts(&hall.first, card))
            }),
            Property::always("a vote that was told not stored is not there", |_, hall: &Hall| {
                (0..).zip(&hall.told).all(|(card, word)| *word != Word::NotStored || casts(&hall.first, card) == 0)
            }),
            Property::always("every ballot has one outcome, and after a start that is void", |_, hall: &Hall| {
                media(hall).all(|medium| lawful(&medium.durable))
            }),
            Property::always("what is exported holds every stored vote and ends with the close", |_, hall: &Hall| {
                let whole = |log: &Vec<Entry>| log.last() == Some(&Entry::Close) && stored(hall).all(|card| is_cast(log, card));
                hall.export.as_ref().is_none_or(whole)
            }),
            Property::always("where an old machine goes on, the spare's log says takeover", |_, hall: &Hall| {
                hall.old.as_ref().is_none_or(|old| is_seen(old, &hall.first))
            }),
            Property::sometimes("after a fault every card is stored and the day exported", |_, hall: &Hall| {
                hall.faults > 0 && hall.export.is_some() && hall.told.iter().all(|word| *word == Word::Stored)
            }),
            Property::sometimes("a spare ends the day", |_, hall: &Hall| hall.old.is_some() && hall.export.is_some()),
            Property::sometimes("a fresh second medium ends the day", |_, hall: &Hall| {
                hall.export.as_ref().is_some_and(|log| log.contains(&Entry::Fresh))
            }),
            Property::always("no fault makes the booth refuse its own journals", |_, hall: &Hall| hall.machine != Machine::Refused),
        ]
    }
}

fn media(hall: &Hall) -> impl Iterator<Item = &Medium> {
    core::iter::once(&hall.first).chain(&hall.second)
}

fn stored(hall: &Hall) -> impl Iterator<Item = u8> {
    (0..).zip(&hall.told).filter(|(_, word)| **word == Word::Stored).map(|(card, _)| card)
}

fn casts(medium: &Medium, card: u8) -> usize {
    medium.durable.iter().filter(|entry| **entry == Entry::Cast(card)).count()
}

fn lawful(log: &[Entry]) -> bool {
    let (mut waiting, mut started) = (None, false);
    log.iter().all(|entry| match entry {
        Entry::Open | Entry::Close => waiting.is_none(),
        Entry::Boot | Entry::Takeover | Entry::Fresh => {
            started = true;
            true
        }
        Entry::Seal(card) => {
            started = false;
            waiting.replace(*card).is_none()
        }
        Entry::Cast(card) => waiting.take() == Some(*card) && !started,
        Entry::Void(card) => waiting.take() == Some(*card),
    })
}

fn is_seen(old: &[Entry], new: &Medium) -> bool {
    let common = old.iter().zip(&new.durable).take_while(|(a, b)| a == b).count();
    match new.durable.get(common) {
        Some(entry) => old.len() == common || *entry == Entry::Takeover,
        // The spare has not written anything yet, or nothing of the old machine is its own.
        None => true,
    }
}
