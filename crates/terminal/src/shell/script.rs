//! A queue of voters from a file, for tests and demonstrations: `<card text> | <number, 0 blank> | <answer>`.

use std::path::Path;

use record::{Hour, SpoilReason};
use terminal::{Booth, Ended, Sealed, VoteError};

use super::failure::Failure;
use super::files;
use super::machine::Machine;

const MAX_SCRIPT: usize = 16 << 20;

/// What a voter answers to "is the slip the same as the screen".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    Same,
    WrongChoice,
    SlipDiffers,
    Test,
    Leave,
}

impl Answer {
    pub(crate) fn read(word: &str) -> Option<Self> {
        match word.trim() {
            "ya" => Some(Self::Same),
            "salah" => Some(Self::WrongChoice),
            "beda" => Some(Self::SlipDiffers),
            "uji" => Some(Self::Test),
            "tinggal" => Some(Self::Leave),
            _ => None,
        }
    }

    pub(crate) fn give(self, sealed: Sealed<'_>) -> Result<Ended, VoteError> {
        match self {
            Self::Same => sealed.same(),
            Self::WrongChoice => sealed.spoil(SpoilReason::WrongChoice),
            Self::SlipDiffers => sealed.spoil(SpoilReason::SlipDiffers),
            Self::Test => sealed.test(),
            Self::Leave => sealed.leave(),
        }
    }
}

/// The rule that a line of a script breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ScriptError {
    #[error("bukan UTF-8 (not UTF-8)")]
    Text,
    #[error("baris {0}: harus <kartu> | <nomor> | <ya|salah|beda|uji|tinggal> (three fields)")]
    Fields(usize),
    #[error("baris {0}: nomor bukan angka (not a number)")]
    Number(usize),
    #[error("baris {0}: jawaban harus ya, salah, beda, uji atau tinggal (unknown answer)")]
    Answer(usize),
}

struct Voter<'a> {
    line: usize,
    card: &'a str,
    number: u32,
    answer: Answer,
}

/// Reads the whole script first, then lets every voter vote. A refusal is shown with its line and the next voter comes.
pub(crate) fn run(machine: &mut Machine, path: &Path) -> Result<(), Failure> {
    let bytes = files::read(path, MAX_SCRIPT).map_err(Failure::outside(path))?;
    let text = core::str::from_utf8(&bytes).map_err(|_| Failure::outside(path)(ScriptError::Text))?;
    let voters = parse(text).map_err(Failure::outside(path))?;
    machine.voting_booth()?;
    let mut refused = 0;
    for voter in voters {
        let hour = machine.hour()?;
        let booth = machine.booth()?;
        match vote(booth, &voter, &hour) {
            Ok(ended) => println!("baris {}: {} {}", voter.line, ended.outcome.word(), ended.code.written()),
            Err(error @ VoteError::Fatal { .. }) => return Err(Failure::Vote(error)),
            Err(error) => {
                println!("baris {}: DITOLAK\n{}", voter.line, error.screen());
                refused += 1;
            }
        }
        if booth.mark_is_due(&hour) {
            booth.mark(&hour)?;
        }
    }
    if refused == 0 { Ok(()) } else { Err(Failure::LinesRefused(refused)) }
}

fn vote(booth: &mut Booth, voter: &Voter<'_>, hour: &Hour) -> Result<Ended, VoteError> {
    let session = booth.begin(voter.card, hour)?;
    let choice = session.choice(voter.number)?;
    voter.answer.give(session.choose(choice).confirm()?)
}

fn parse(text: &str) -> Result<Vec<Voter<'_>>, ScriptError> {
    let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
    lines.map(|(line, text)| voter(line, text)).collect()
}

fn voter(line: usize, text: &str) -> Result<Voter<'_>, ScriptError> {
    let fields: Vec<&str> = text.split('|').map(str::trim).collect();
    let [card, number, answer] = fields.as_slice() else { return Err(ScriptError::Fields(line)) };
    let number = number.parse().map_err(|_| ScriptError::Number(line))?;
    let answer = Answer::read(answer).ok_or(ScriptError::Answer(line))?;
    Ok(Voter { line, card, number, answer })
}
