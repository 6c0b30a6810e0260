//! A voter in one call.

use record::SpoilReason;
use terminal::{Booth, Ended, VoteError};

use crate::village::hour;

/// What a voter answers when asked whether slip and screen are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    Same,
    WrongChoice,
    SlipDiffers,
    Test,
    Leave,
}

pub(crate) const ALL: [Answer; 5] = [Answer::Same, Answer::WrongChoice, Answer::SlipDiffers, Answer::Test, Answer::Leave];

pub(crate) fn vote(booth: &mut Booth, card: &str, number: u32, answer: Answer) -> Result<Ended, VoteError> {
    let session = booth.begin(card, &hour(8))?;
    let choice = session.choice(number).unwrap();
    let sealed = session.choose(choice).confirm()?;
    match answer {
        Answer::Same => sealed.same(),
        Answer::WrongChoice => sealed.spoil(SpoilReason::WrongChoice),
        Answer::SlipDiffers => sealed.spoil(SpoilReason::SlipDiffers),
        Answer::Test => sealed.test(),
        Answer::Leave => sealed.leave(),
    }
}

/// Leaves a ballot without an answer, as a crash does.
pub(crate) fn stop_before_the_answer(booth: &mut Booth, card: &str) {
    let session = booth.begin(card, &hour(8)).unwrap();
    let choice = session.choice(1).unwrap();
    drop(session.choose(choice).confirm().unwrap());
}
