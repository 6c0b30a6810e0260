//! One vote, step by step. Every step takes the value before it, so a step cannot be left out or done twice:
//!
//! ```text
//! Booth::begin(card) ─► Session ─choose─► Marked ─confirm─► Sealed ─same──► Ended (cast)
//!                          ▲───change──────┘                  ├──spoil─► Ended (spoiled)
//!                                                             ├──test──► Ended (challenged)
//!                                                             └──leave─► Ended (void)
//! ```
//!
//! `confirm` makes the sealed ballot durable, prints the STRUK and holds it uncut. The answer is durable before the bar is printed
//! and the slip cut; the TANDA TERIMA comes last. The seed is wiped when the vote ends. While a step is held the booth is lent to
//! it; a [`Sealed`] that is dropped without an answer leaves its ballot pending, and the booth takes no card until
//! [`crate::Booth::void_pending`].

use ballot::{BallotRules, Code, Opening, Seed};
use paper::Document;
use record::{Challenge, Entry, Hour, Outcome, Spoil, SpoilReason, StripOutcome, Void, VoidReason};
use token::ValidCard;

use crate::booth::Booth;
use crate::choice::{Choice, NotOnBallot};
use crate::device::PrinterFault;
use crate::ledger::Fatal;
use crate::papers::Papers;
use crate::screen::{Refusal, VoteError, VoteStatus};

/// A card was accepted. Holding one proves that the booth is open, the card is good here and unspent, and the root of the seeds
/// is on paper. Dropping it changes nothing.
pub struct Session<'b> {
    booth: &'b mut Booth,
    card: ValidCard,
    hour: Hour,
}

/// The voter pressed a line of the ballot; the screen asks whether it is right.
pub struct Marked<'b> {
    session: Session<'b>,
    choice: Choice,
}

/// The sealed ballot is durable and its STRUK is printed and held; the booth is bound to the code.
#[must_use = "a sealed ballot waits for the voter's answer"]
pub struct Sealed<'b> {
    booth: &'b mut Booth,
    hour: Hour,
    card: ValidCard,
    choice: Choice,
    code: Code,
    seed: Seed,
}

/// How a vote ended. The outcome is durable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// The ballot.
    pub code: Code,
    /// The card's six characters.
    pub card: String,
    /// The outcome.
    pub outcome: StripOutcome,
    /// What became of the papers.
    pub papers: Papers,
}

impl Booth {
    /// Takes a card. Time decides nothing; `hour` stands in entries that this vote may cause about the machine.
    ///
    /// # Errors
    /// [`VoteError::Refused`] says why the card gives no ballot now; it is not consumed. [`VoteError::Fatal`] ends the process.
    pub fn begin(&mut self, card_text: &str, hour: &Hour) -> Result<Session<'_>, VoteError> {
        let card = self.admit(card_text)?;
        self.ready_seeds(hour)?;
        self.unfinished = None;
        Ok(Session { booth: self, card, hour: hour.clone() })
    }
}

impl<'b> Session<'b> {
    /// The line of the ballot with this drawn number; 0 is the blank.
    ///
    /// # Errors
    /// No such candidate.
    pub fn choice(&self, number: u32) -> Result<Choice, NotOnBallot> {
        Choice::of(&self.booth.documents.definition, number)
    }

    /// The voter presses a line.
    #[must_use]
    pub const fn choose(self, choice: Choice) -> Marked<'b> {
        Marked { session: self, choice }
    }
}

impl<'b> Marked<'b> {
    /// TIDAK, ULANGI.
    #[must_use]
    pub fn change(self) -> Session<'b> {
        self.session
    }

    /// YA, BENAR: seals, makes the sealed ballot durable, prints the STRUK and holds it.
    ///
    /// # Errors
    /// [`VoteError::Void`] when the slip could not be printed: the ballot is void, the card stays good.
    pub fn confirm(self) -> Result<Sealed<'b>, VoteError> {
        let Self { session: Session { booth, card, hour }, choice } = self;
        let seed = booth.take_seed().ok_or(Refusal::NoSeeds)?;
        let digest = booth.digest()?;
        let documents = &booth.documents;
        let rules = BallotRules { definition: &documents.definition, key: documents.key.joint(), booth: &digest };
        let ballot = ballot::Sealed::seal(&rules, &card, choice.index(), &seed).map_err(Fatal::Seal)?;
        booth.write(&Entry::Seal(ballot.data().clone()), seed.salt("seal"))?;
        let sealed = Sealed { booth, hour, card, choice, code: *ballot.code(), seed };
        match sealed.booth.printer.print(&sealed.screen_slip()) {
            Ok(()) => Ok(sealed),
            Err(fault) => Err(sealed.no_slip(fault)),
        }
    }
}

impl Sealed<'_> {
    /// The first two groups of the code, as the screen shows them before it learns the answer.
    #[must_use]
    pub fn code_start(&self) -> String {
        self.code.written().to_string().split(' ').take(2).collect::<Vec<_>>().join(" ")
    }

    /// The picture of the STRUK for the screen.
    #[must_use]
    pub fn screen_slip(&self) -> Document {
        self.booth.wording.slip(self.choice)
    }

    /// The drawn number, for the screen that the voter looks at; 0 is the blank.
    pub(crate) const fn number(&self) -> u32 {
        self.choice.number()
    }

    /// YA, SAMA: the vote counts and the card is spent.
    ///
    /// # Errors
    /// Only [`VoteError::Fatal`]. When storing the answer itself failed, the next start tells whether it is stored.
    pub fn same(self) -> Result<Ended, VoteError> {
        let entry = Entry::Cast(Outcome { code: self.code });
        self.booth.write(&entry, self.seed.salt("outcome")).map_err(|fatal| VoteError::Fatal { fatal, status: VoteStatus::Unsure })?;
        let mut papers = Papers::default();
        self.booth.print_bar(&mut papers, StripOutcome::Cast);
        if papers.bar.is_faulty() {
            let fault = Entry::Fault(Outcome { code: self.code });
            self.booth.write(&fault, self.seed.salt("fault")).map_err(stored)?;
        }
        self.finish(StripOutcome::Cast, papers)
    }

    /// TIDAK, and SAYA SALAH PILIH or STRUK BEDA DARI LAYAR: never opened, never counted, the card stays good.
    ///
    /// # Errors
    /// Only [`VoteError::Fatal`].
    pub fn spoil(self, reason: SpoilReason) -> Result<Ended, VoteError> {
        self.booth.write(&Entry::Spoil(Spoil { code: self.code, reason }), self.seed.salt("outcome"))?;
        let mut papers = Papers::default();
        self.booth.print_bar(&mut papers, StripOutcome::Spoiled);
        self.finish(StripOutcome::Spoiled, papers)
    }

    /// UJI MESIN: seed and choice are published, the ballot is never counted, the card is spent. Afterwards the voter gets a new
    /// card at the desk.
    ///
    /// # Errors
    /// Only [`VoteError::Fatal`].
    pub fn test(self) -> Result<Ended, VoteError> {
        let path = self.booth.seed_path(&self.seed).ok_or(Fatal::Seed)?;
        let choice = u32::try_from(self.choice.index()).unwrap_or(u32::MAX);
        let opening = Opening { choice, path, seed: *self.seed.expose() };
        let entry = Entry::Challenge(Challenge { code: self.code, opening: opening.clone() });
        self.booth.write(&entry, self.seed.salt("outcome"))?;
        let mut papers = Papers::default();
        self.booth.print_bar(&mut papers, StripOutcome::Challenged);
        self.booth.print_sheet(&mut papers, &self.code, &opening)?;
        self.finish(StripOutcome::Challenged, papers)
    }

    /// No answer came, and an officer ends the vote: void, the card stays good. It counts as a failed challenge.
    ///
    /// # Errors
    /// Only [`VoteError::Fatal`].
    pub fn leave(self) -> Result<Ended, VoteError> {
        let void = Void { code: self.code, reason: VoidReason::Unanswered, shown: true };
        self.booth.write(&Entry::Void(void), self.seed.salt("outcome"))?;
        let mut papers = Papers::default();
        self.booth.print_bar(&mut papers, StripOutcome::Void);
        self.finish(StripOutcome::Void, papers)
    }

    /// The STRUK did not come out whole: void. Whatever paper there is gets its BATAL bar if the printer still can.
    fn no_slip(self, fault: PrinterFault) -> VoteError {
        let shown = match fault {
            PrinterFault::Before => false,
            PrinterFault::During => true,
        };
        let void = Void { code: self.code, reason: VoidReason::Printer, shown };
        if let Err(fatal) = self.booth.write(&Entry::Void(void), self.seed.salt("outcome")) {
            return fatal.into();
        }
        let mut papers = Papers::default();
        if shown {
            self.booth.print_bar(&mut papers, StripOutcome::Void);
        }
        papers.slip_failed();
        match self.finish(StripOutcome::Void, papers) {
            Ok(ended) => VoteError::Void(Box::new(ended)),
            Err(error) => error,
        }
    }

    /// The TANDA TERIMA, and what the outcome means for the booth. The seed is wiped here.
    fn finish(self, outcome: StripOutcome, mut papers: Papers) -> Result<Ended, VoteError> {
        let Self { booth, hour, card, code, seed, .. } = self;
        drop(seed);

        let status = if outcome == StripOutcome::Cast { VoteStatus::Stored } else { VoteStatus::NotStored };
        let wrap = |fatal| VoteError::Fatal { fatal, status };
        if !papers.slip_has_failed() {
            booth.print_strip(&mut papers, &code, &card.short(), outcome).map_err(wrap)?;
            booth.unfinished = (!papers.are_complete()).then_some(code);
        }
        booth.judge(&hour).map_err(wrap)?;
        if outcome == StripOutcome::Spoiled {
            booth.pause_if_slips_differ().map_err(wrap)?;
        }
        Ok(Ended { code, card: card.short(), outcome, papers })
    }
}

fn stored(fatal: Fatal) -> VoteError {
    VoteError::Fatal { fatal, status: VoteStatus::Stored }
}
