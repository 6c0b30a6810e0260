//! One vote on the page, from card to TERIMA KASIH. The steps are the types of [`terminal::vote`]; a screen stands between each two.

use record::{Hour, SpoilReason, StripOutcome};
use terminal::hall::view;
use terminal::hall::{Face, Input};
use terminal::{Booth, Ended, Marked, Sealed, Session, VoteError};

use super::hall::{Answer, Hall};
use super::officer;
use crate::shell::failure::Failure;

/// How a vote left the page.
#[derive(Default)]
pub(crate) struct Left {
    /// An officer is to complete papers.
    pub(crate) calls: bool,
}

/// Serves one card. A refusal or a vote's end is shown; only what stops the booth is a failure.
pub(crate) fn vote(hall: &mut Hall, booth: &mut Booth, card: &str, hour: &Hour) -> Result<Left, Failure> {
    match served(hall, booth, card, hour) {
        Ok(Some(ended)) => Ok(end(hall, &ended)),
        Ok(None) => Ok(Left::default()),
        Err(VoteError::Void(ended)) => Ok(end(hall, &ended)),
        Err(VoteError::Refused(refusal)) => {
            let screen = view::message(hall.look(), Face::Refused, &refusal.screen(), false);
            hall.ask(Face::Refused, &screen, hall.linger);
            Ok(Left::default())
        }
        Err(error @ VoteError::Fatal { .. }) => Err(Failure::Vote(error)),
    }
}

fn served(hall: &mut Hall, booth: &mut Booth, card: &str, hour: &Hour) -> Result<Option<Ended>, VoteError> {
    let session = booth.begin(card, hour)?;
    let Some(marked) = choose(hall, session)? else { return Ok(None) };
    hall.show(&view::printing(hall.look()));
    let sealed = marked.confirm()?;
    compare(hall, sealed).map(Some)
}

/// K2 and K3, until YA, BENAR; none when the voter went away. Nothing is stored yet.
fn choose<'b>(hall: &mut Hall, mut session: Session<'b>) -> Result<Option<Marked<'b>>, VoteError> {
    loop {
        let screen = view::choose(hall.look());
        let Answer { input, intent } = hall.ask(Face::Choose, &screen, hall.patience);
        if input == Input::TimeOver {
            if is_there(hall) { continue } else { return Ok(None) }
        }
        let Ok(number) = intent.value.parse() else { continue };
        let Ok(choice) = session.choice(number) else { continue };
        let marked = session.choose(choice);
        match confirm(hall, number) {
            Some(true) => return Ok(Some(marked)),
            Some(false) => session = marked.change(),
            None => return Ok(None),
        }
    }
}

fn confirm(hall: &mut Hall, number: u32) -> Option<bool> {
    loop {
        let screen = view::confirm(hall.look(), number);
        match hall.ask(Face::Confirm, &screen, hall.patience).input {
            Input::Yes => return Some(true),
            Input::TimeOver if is_there(hall) => {}
            Input::TimeOver => return None,
            _ => return Some(false),
        }
    }
}

/// K8.
fn is_there(hall: &mut Hall) -> bool {
    let wait = hall.last_call();
    let screen = view::still_there(hall.look(), wait.as_secs());
    hall.ask(Face::StillThere, &screen, wait).input == Input::Yes
}

/// K5: the answer, and no other end but an officer's.
fn compare(hall: &mut Hall, sealed: Sealed<'_>) -> Result<Ended, VoteError> {
    let mut face = Face::Compare;
    loop {
        let screen = view::compare(hall.look(), &sealed, face);
        face = match hall.ask(face, &screen, hall.patience).input {
            Input::Yes => return sealed.same(),
            Input::Officer if officer::may_void(hall) => return sealed.leave(),
            Input::No => match why_not(hall) {
                Why::Spoil(reason) => return sealed.spoil(reason),
                Why::Test => return sealed.test(),
                Why::Back => Face::Compare,
                Why::TimeOver => Face::Bell,
            },
            _ => Face::Bell,
        };
    }
}

enum Why {
    Spoil(SpoilReason),
    Test,
    Back,
    TimeOver,
}

fn why_not(hall: &mut Hall) -> Why {
    loop {
        let screen = view::why_not(hall.look());
        match hall.ask(Face::WhyNot, &screen, hall.patience).input {
            Input::WrongChoice => return Why::Spoil(SpoilReason::WrongChoice),
            Input::Differs => return Why::Spoil(SpoilReason::SlipDiffers),
            Input::Back => return Why::Back,
            Input::Test => {}
            _ => return Why::TimeOver,
        }
        let warning = view::test_warning(hall.look());
        match hall.ask(Face::TestWarning, &warning, hall.patience).input {
            Input::Test => return Why::Test,
            Input::Back => {}
            _ => return Why::TimeOver,
        }
    }
}

/// K6 and its like.
fn end(hall: &mut Hall, ended: &Ended) -> Left {
    let calls = !ended.papers.are_complete() || ended.outcome == StripOutcome::Void;
    let screen = view::message(hall.look(), Face::Ended, &ended.screen(), calls);
    let answer = hall.ask(Face::Ended, &screen, hall.linger);
    Left { calls: answer.input == Input::Officer }
}
