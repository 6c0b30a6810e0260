//! Voters: each presses until the vote is stored, and believes what the screen or, after an outage, the officer says.

use record::{Hour, SpoilReason, StripOutcome};
use suara_tests::sim::{Failure, SimResult};
use terminal::{Booth, Ended, Interrupted, Refusal, VoteError, VoteStatus};
use token::Card;

use super::hall::{Hall, PATIENCE};
use super::verdict::{Word, short};

/// What a voter answers when asked whether slip and screen are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    Same,
    WrongChoice,
    SlipDiffers,
    Test,
    Leave,
}

impl Answer {
    pub(crate) const ALL: [Self; 5] = [Self::Same, Self::WrongChoice, Self::SlipDiffers, Self::Test, Self::Leave];

    /// The word in a script of `suara-terminal`.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Same => "ya",
            Self::WrongChoice => "salah",
            Self::SlipDiffers => "beda",
            Self::Test => "uji",
            Self::Leave => "tinggal",
        }
    }

    /// Gives it.
    pub(super) fn give(self, sealed: terminal::Sealed<'_>) -> Result<Ended, VoteError> {
        match self {
            Self::Same => sealed.same(),
            Self::WrongChoice => sealed.spoil(SpoilReason::WrongChoice),
            Self::SlipDiffers => sealed.spoil(SpoilReason::SlipDiffers),
            Self::Test => sealed.test(),
            Self::Leave => sealed.leave(),
        }
    }
}

/// What came of one try.
pub(super) enum Step {
    Word(Word),
    NewCard,
    SentAway,
}

const fn word(outcome: StripOutcome) -> Word {
    match outcome {
        StripOutcome::Cast => Word::Stored,
        StripOutcome::Challenged => Word::Tested,
        StripOutcome::Spoiled | StripOutcome::Void => Word::NotStored,
    }
}

/// One vote from card to answer.
pub(crate) fn press(booth: &mut Booth, card: &Card, number: u32, answer: Answer, hour: &Hour) -> Result<Ended, VoteError> {
    let session = booth.begin(&card.to_text(), hour)?;
    let choice = session.choice(number)?;
    answer.give(session.choose(choice).confirm()?)
}

impl Hall<'_> {
    /// A voter who presses this number until the vote is stored, and gives these answers before.
    pub(crate) fn voter(&mut self, number: u32, before: &[Answer]) -> SimResult<()> {
        let (mut card_number, mut card) = self.take_card()?;
        for answer in before.iter().chain([&Answer::Same]) {
            for _ in 0..PATIENCE {
                match self.once(card_number, &card, number, *answer)? {
                    Step::Word(Word::Stored) | Step::SentAway => return Ok(()),
                    Step::Word(Word::NotStored) if matches!(answer, Answer::Same | Answer::Test) => {}
                    Step::Word(Word::NotStored | Word::Nothing) => break,
                    Step::Word(Word::Tested) | Step::NewCard => {
                        (card_number, card) = self.take_card()?;
                        if *answer == Answer::Test {
                            break;
                        }
                    }
                }
            }
        }
        Err(Failure("a voter never gets to vote").into())
    }

    fn take_card(&mut self) -> SimResult<(u32, Card)> {
        self.cards += 1;
        Ok((self.cards, self.village.card(self.cards)?))
    }

    fn once(&mut self, card_number: u32, card: &Card, number: u32, answer: Answer) -> SimResult<Step> {
        let hour = self.hour.clone();
        let result = press(self.booth()?, card, number, answer, &hour);
        if self.switch.is_dead() {
            self.restart()?;
            return self.ask(card_number, card, None);
        }
        match result {
            Ok(ended) => self.ended(card_number, card, &ended),
            Err(VoteError::Void(ended)) => self.ended(card_number, card, &ended),
            Err(VoteError::Fatal { status, .. }) => {
                self.restart()?;
                self.ask(card_number, card, Some(status))
            }
            Err(VoteError::Refused(refusal)) => self.refused(card_number, &refusal),
        }
    }

    fn ended(&mut self, card_number: u32, card: &Card, ended: &Ended) -> SimResult<Step> {
        let step = self.tell(card_number, word(ended.outcome))?;
        if !ended.papers.are_complete() {
            self.complete(card)?;
        }
        Ok(step)
    }

    fn refused(&mut self, card_number: u32, refusal: &Refusal) -> SimResult<Step> {
        match refusal {
            Refusal::Printer(_) => self.tell(card_number, Word::NotStored),
            Refusal::NoSeeds | Refusal::Failed => {
                self.worn_out = true;
                self.tell(card_number, Word::NotStored)?;
                Ok(Step::SentAway)
            }
            Refusal::Tries => self.tell(card_number, Word::NotStored).map(|_| Step::NewCard),
            other => Err(format!("card {card_number} was refused: {other}").into()),
        }
    }

    /// After a start an officer looks at one of three states and tells the voter.
    fn ask(&mut self, card_number: u32, card: &Card, told: Option<VoteStatus>) -> SimResult<Step> {
        let seen = match self.booth()?.interrupted() {
            Interrupted::Done(ballot) if ballot.card == short(card) => word(ballot.outcome),
            Interrupted::Done(_) | Interrupted::Unanswered(_) | Interrupted::NotPrinted => Word::NotStored,
        };
        let fits = match told {
            Some(VoteStatus::Stored) => seen == Word::Stored,
            Some(VoteStatus::NotStored) => seen != Word::Stored,
            Some(VoteStatus::Unsure) | None => true,
        };
        if !fits {
            return Err(format!("card {card_number}: the screen said {told:?}, after the start the officer sees {seen:?}").into());
        }
        let step = self.tell(card_number, seen)?;
        self.complete(card)?;
        Ok(step)
    }

    fn tell(&mut self, card_number: u32, word: Word) -> SimResult<Step> {
        let before = self.told.insert(card_number, word);
        match before {
            Some(Word::Stored | Word::Tested) => Err(format!("card {card_number}: told {before:?}, then {word:?}").into()),
            _ => Ok(Step::Word(word)),
        }
    }
}
