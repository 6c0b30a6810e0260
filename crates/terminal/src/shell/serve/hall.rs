//! The page: which face is up, and what a browser's press means on it. What the table does not accept is as if it was not pressed.

use std::time::{Duration, Instant};

use kiosk::{Intent, Screen, Stage};
use terminal::hall::view::Look;
use terminal::hall::{Face, Input, accepts};

use crate::shell::args::Serve;
use crate::shell::pin_check::PinCheck;

/// What was pressed, with what stood beside it.
pub(crate) struct Answer {
    pub(crate) input: Input,
    pub(crate) intent: Intent,
}

/// The page of this booth.
pub(crate) struct Hall {
    stage: Stage,
    look: Look,
    /// How long a voter is waited for.
    pub(crate) patience: Duration,
    /// How long a last screen stays.
    pub(crate) linger: Duration,
    /// Whose PINs let officers through.
    pub(crate) pins: PinCheck,
    /// Folders that a bundle may go to.
    pub(crate) sticks: Vec<std::path::PathBuf>,
}

impl Hall {
    pub(crate) fn new(stage: Stage, look: Look, pins: PinCheck, serve: &Serve) -> Self {
        let seconds = |count: u32| Duration::from_secs(count.into());
        Self { stage, look, pins, patience: seconds(serve.patience), linger: seconds(serve.linger), sticks: serve.stick.clone() }
    }

    pub(crate) const fn look(&self) -> &Look {
        &self.look
    }

    /// How long somebody is asked whether they are there: a third of the patience, 30 seconds as a rule.
    pub(crate) fn last_call(&self) -> Duration {
        (self.patience / 3).max(Duration::from_secs(1))
    }

    /// How long an officer's screen waits: twice as long as a voter's, 3 minutes as a rule.
    pub(crate) fn officers_time(&self) -> Duration {
        self.patience * 2
    }

    /// Shows a screen that nothing can be pressed on.
    pub(crate) fn show(&mut self, screen: &Screen) {
        self.stage.show(screen);
    }

    /// Shows a screen and waits for what it takes. Anything else brings the same screen again; the time goes on.
    pub(crate) fn ask(&mut self, face: Face, screen: &Screen, wait: Duration) -> Answer {
        let begun = Instant::now();
        loop {
            self.stage.show(screen);
            let left = wait.saturating_sub(begun.elapsed());
            let Some(intent) = self.stage.next(left) else { return over() };
            if let Some(input) = input(&intent.action).filter(|input| accepts(face, *input)) {
                return Answer { input, intent };
            }
        }
    }
}

fn over() -> Answer {
    let intent = Intent { turn: 0, action: String::new(), value: String::new(), values: std::collections::BTreeMap::new() };
    Answer { input: Input::TimeOver, intent }
}

/// The words that screens give their buttons.
fn input(action: &str) -> Option<Input> {
    Some(match action {
        "card" => Input::Card,
        "choose" => Input::Choose,
        "yes" => Input::Yes,
        "no" => Input::No,
        "wrong-choice" => Input::WrongChoice,
        "differs" => Input::Differs,
        "test" => Input::Test,
        "back" => Input::Back,
        "understood" => Input::Understood,
        "officer" => Input::Officer,
        "pins" => Input::Pins,
        "open" => Input::Open,
        "pause" => Input::Pause,
        "resume" => Input::Resume,
        "paper" => Input::Paper,
        "test-print" => Input::TestPrint,
        "totals" => Input::Totals,
        "report" => Input::Report,
        "resolve" => Input::Resolve,
        "missing" => Input::Missing,
        "close" => Input::Close,
        "export" => Input::Export,
        "restart" => Input::Restart,
        _ => return None,
    })
}
