//! The one place where worker and browser meet: the screen that is up, and the intents that answer it.

use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::watch;

use crate::intent::Intent;
use crate::screen::Screen;

/// What became of an intent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Posted {
    /// The worker gets it.
    Taken,
    /// It answers another screen, or this one was answered: nothing happened.
    Stale,
    /// Nobody works any more.
    Gone,
}

struct Up {
    turn: u64,
    /// The screen with its turn, as JSON.
    json: Arc<str>,
    answered: bool,
}

/// The browser's side, shared by all requests.
pub(crate) struct House {
    up: Mutex<Up>,
    intents: Mutex<Sender<Intent>>,
    turns: watch::Receiver<u64>,
}

/// The worker's side. Only what answers the screen that is up ever comes out of it.
pub struct Stage {
    house: Arc<House>,
    intents: Receiver<Intent>,
    turns: watch::Sender<u64>,
}

/// A stage with an empty screen up.
#[must_use]
pub fn stage() -> Stage {
    let (sender, intents) = mpsc::channel();
    let (turns, seen) = watch::channel(0);
    let up = Up { turn: 0, json: json(0, &Screen::default()), answered: true };
    Stage { house: Arc::new(House { up: Mutex::new(up), intents: Mutex::new(sender), turns: seen }), intents, turns }
}

impl Stage {
    /// Shows a screen under a new turn. From now on only answers to this one count.
    pub fn show(&mut self, screen: &Screen) {
        let turn = {
            let mut up = self.house.up();
            up.turn = up.turn.saturating_add(1);
            up.json = json(up.turn, screen);
            up.answered = false;
            up.turn
        };
        self.turns.send_replace(turn);
    }

    /// Waits for the answer to the screen that is up; none when the time is over.
    pub fn next(&mut self, wait: Duration) -> Option<Intent> {
        match self.intents.recv_timeout(wait) {
            Ok(intent) => Some(intent),
            // The house holds a sender for as long as this stage lives.
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => self.give_up(),
        }
    }

    /// The time is over: no answer to this turn may come any more, but one that came just now still counts.
    fn give_up(&self) -> Option<Intent> {
        self.house.up().answered = true;
        self.intents.try_recv().ok()
    }

    /// The screen that is up, as browsers get it.
    #[must_use]
    pub fn json(&self) -> Arc<str> {
        self.house.up().json.clone()
    }

    /// Brings an intent, as a browser would.
    pub fn post(&self, intent: Intent) -> Posted {
        self.house.post(intent)
    }

    pub(crate) fn house(&self) -> Arc<House> {
        self.house.clone()
    }
}

impl House {
    fn up(&self) -> MutexGuard<'_, Up> {
        self.up.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One answer for each turn, and only for the one that is up.
    pub(crate) fn post(&self, intent: Intent) -> Posted {
        let mut up = self.up();
        if intent.turn != up.turn || up.answered {
            return Posted::Stale;
        }
        let sender = self.intents.lock().unwrap_or_else(PoisonError::into_inner);
        match sender.send(intent) {
            Ok(()) => {
                up.answered = true;
                Posted::Taken
            }
            Err(_) => Posted::Gone,
        }
    }

    /// The screen after a turn: at once if there is one, else as soon as it is shown, else the same again when the time is over.
    pub(crate) async fn after(&self, turn: u64, wait: Duration) -> Arc<str> {
        let mut turns = self.turns.clone();
        let shown = turns.wait_for(|now| *now > turn);
        // Over, or the worker is gone: the screen that is up is the answer all the same.
        let _ = tokio::time::timeout(wait, shown).await;
        self.up().json.clone()
    }
}

/// `{"turn":N,"screen":{…}}`.
fn json(turn: u64, screen: &Screen) -> Arc<str> {
    // Screens are strings, numbers and lists of these: they always have a JSON form.
    let screen = serde_json::to_string(screen).unwrap_or_default();
    format!(r#"{{"turn":{turn},"screen":{screen}}}"#).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOON: Duration = Duration::from_millis(1);

    fn screen(face: &'static str) -> Screen {
        Screen { face, ..Screen::default() }
    }

    fn intent(turn: u64) -> Intent {
        Intent::parse(format!(r#"{{"turn":{turn},"action":"yes"}}"#).as_bytes()).unwrap()
    }

    #[test]
    fn a_turn_takes_one_answer_and_an_old_turn_none() {
        let mut stage = stage();
        stage.show(&screen("choose"));
        assert_eq!(stage.post(intent(0)), Posted::Stale);
        assert_eq!(stage.post(intent(2)), Posted::Stale);
        assert_eq!(stage.post(intent(1)), Posted::Taken);
        assert_eq!(stage.post(intent(1)), Posted::Stale, "a double tap");
        assert_eq!(stage.next(SOON).map(|intent| intent.turn), Some(1));
        stage.show(&screen("confirm"));
        assert_eq!(stage.post(intent(1)), Posted::Stale, "a second tab");
        assert_eq!(stage.next(SOON), None);
    }

    #[test]
    fn when_the_time_is_over_a_late_answer_counts_no_more() {
        let mut stage = stage();
        stage.show(&screen("choose"));
        assert_eq!(stage.next(SOON), None);
        assert_eq!(stage.post(intent(1)), Posted::Stale);
    }

    #[test]
    fn nothing_is_answered_before_the_first_screen() {
        assert_eq!(stage().post(intent(0)), Posted::Stale);
    }

    #[test]
    fn a_screen_carries_its_turn() {
        let mut stage = stage();
        stage.show(&screen("ready"));
        assert!(stage.json().starts_with(r#"{"turn":1,"screen":{"face":"ready","#), "{}", stage.json());
    }
}
