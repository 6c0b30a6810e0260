//! The screens of one booth as a table: which screen may follow which, and by what.
//!
//! [`TABLE`] is the whole truth about the page's states. The shell asks [`accepts`] before it acts on what a browser sent;
//! that what it then shows is what the table says, the browser tests find out by walking every row. What a screen says is in [`view`].

pub mod view;

/// A state of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    /// K0: the booth is not open yet.
    NotOpen,
    /// K1: waits for a card.
    Ready,
    /// K2: one line of the ballot is to be chosen.
    Choose,
    /// K3: is it right?
    Confirm,
    /// K4: the STRUK is being printed. Nothing can be pressed.
    Printing,
    /// K5: is the STRUK as the screen?
    Compare,
    /// Three reasons of TIDAK.
    WhyNot,
    /// The warning before a choice is opened for all to see.
    TestWarning,
    /// K8: is anybody there, before anything was printed?
    StillThere,
    /// No answer came: an officer is called. The answer still counts.
    Bell,
    /// K6 and its like: how the vote ended.
    Ended,
    /// K9 to K11: the card gives no ballot.
    Refused,
    /// K14: paused.
    Paused,
    /// K14: closed for good.
    Closed,
    /// K13: the machine stopped while it worked; an officer lets it start again.
    Stopped,
    /// PINs are asked for.
    Pins,
    /// What officers may do now.
    Menu,
    /// P2: opening, step by step.
    Opening,
    /// Changing paper, step by step.
    Paper,
    /// P3: totals, as counts only.
    Totals,
    /// What became of the last ballot, and which of its papers is missing.
    Resolve,
    /// P4: closing, step by step.
    Closing,
    /// Where the bundle goes.
    Export,
    /// What was done, or why not.
    Said,
}

/// What happened at a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Input {
    /// A card was read.
    Card,
    /// A line of the ballot was touched.
    Choose,
    /// YA, BENAR; YA, SAMA; YA, LANJUTKAN.
    Yes,
    /// TIDAK.
    No,
    /// SAYA SALAH PILIH.
    WrongChoice,
    /// STRUK BEDA DARI LAYAR.
    Differs,
    /// UJI MESIN: asks for it, or, held on the warning, does it.
    Test,
    /// Back to where one was.
    Back,
    /// The time is over.
    TimeOver,
    /// MENGERTI, SELESAI.
    Understood,
    /// PETUGAS.
    Officer,
    /// PINs were typed.
    Pins,
    /// BUKA.
    Open,
    /// JEDA.
    Pause,
    /// LANJUT.
    Resume,
    /// GANTI KERTAS.
    Paper,
    /// UJI CETAK.
    TestPrint,
    /// JUMLAH.
    Totals,
    /// CETAK LAPORAN.
    Report,
    /// PERIKSA SUARA TERPUTUS.
    Resolve,
    /// What is missing was chosen.
    Missing,
    /// TUTUP.
    Close,
    /// SALIN KE STIK.
    Export,
    /// NYALAKAN LAGI.
    Restart,
}

/// From, by, to: one row.
type Transition = (Face, Input, &'static [Face]);

use Face as F;
use Input as I;

const IDLE: &[Face] = &[F::NotOpen, F::Ready, F::Paused, F::Closed];
/// Where PINs are asked for, and nothing was done.
const BEFORE_PINS: &[Face] = &[F::NotOpen, F::Ready, F::Paused, F::Closed, F::Bell, F::Opening, F::Menu];

/// Every transition of the page.
pub const TABLE: &[Transition] = &[
    // A voter.
    (F::Ready, I::Card, &[F::Choose, F::Refused, F::Stopped]),
    (F::Choose, I::Choose, &[F::Confirm]),
    (F::Choose, I::TimeOver, &[F::StillThere]),
    (F::Confirm, I::Yes, &[F::Printing]),
    (F::Confirm, I::No, &[F::Choose]),
    (F::Confirm, I::TimeOver, &[F::StillThere]),
    (F::StillThere, I::Yes, &[F::Choose, F::Confirm]),
    (F::StillThere, I::TimeOver, &[F::Ready]),
    (F::Printing, I::TimeOver, &[F::Compare, F::Ended, F::Stopped]),
    (F::Compare, I::Yes, &[F::Ended, F::Stopped]),
    (F::Compare, I::No, &[F::WhyNot]),
    (F::Compare, I::TimeOver, &[F::Bell]),
    (F::Bell, I::Yes, &[F::Ended, F::Stopped]),
    (F::Bell, I::No, &[F::WhyNot]),
    (F::Bell, I::TimeOver, &[F::Bell]),
    (F::Bell, I::Officer, &[F::Pins]),
    (F::WhyNot, I::WrongChoice, &[F::Ended, F::Stopped]),
    (F::WhyNot, I::Differs, &[F::Ended, F::Stopped]),
    (F::WhyNot, I::Test, &[F::TestWarning]),
    (F::WhyNot, I::Back, &[F::Compare]),
    (F::WhyNot, I::TimeOver, &[F::Bell]),
    (F::TestWarning, I::Test, &[F::Ended, F::Stopped]),
    (F::TestWarning, I::Back, &[F::WhyNot]),
    (F::TestWarning, I::TimeOver, &[F::Bell]),
    // Paused: too many slips differed, or too many ballots are void.
    (F::Ended, I::Understood, &[F::Ready, F::Paused]),
    (F::Ended, I::TimeOver, &[F::Ready, F::Paused]),
    (F::Ended, I::Officer, &[F::Pins]),
    (F::Refused, I::Understood, &[F::Ready]),
    (F::Refused, I::TimeOver, &[F::Ready]),
    // Officers.
    (F::NotOpen, I::Officer, &[F::Pins]),
    (F::Ready, I::Officer, &[F::Pins]),
    (F::Paused, I::Officer, &[F::Pins]),
    (F::Closed, I::Officer, &[F::Pins]),
    (F::Pins, I::Pins, &[F::Pins, F::Menu, F::Resolve, F::Said, F::Ended, F::Stopped]),
    (F::Pins, I::Back, BEFORE_PINS),
    (F::Pins, I::TimeOver, BEFORE_PINS),
    (F::Menu, I::Open, &[F::Opening]),
    (F::Menu, I::Pause, &[F::Said, F::Stopped]),
    (F::Menu, I::Resume, &[F::Said, F::Stopped]),
    (F::Menu, I::Paper, &[F::Paper]),
    (F::Menu, I::Totals, &[F::Totals]),
    (F::Menu, I::Report, &[F::Said]),
    (F::Menu, I::Resolve, &[F::Resolve]),
    (F::Menu, I::Close, &[F::Closing]),
    (F::Menu, I::Export, &[F::Export]),
    (F::Menu, I::Back, IDLE),
    (F::Menu, I::TimeOver, IDLE),
    (F::Opening, I::Report, &[F::Opening]),
    (F::Opening, I::Open, &[F::Pins]),
    (F::Opening, I::Back, &[F::Menu]),
    (F::Opening, I::TimeOver, &[F::Menu]),
    (F::Paper, I::TestPrint, &[F::Paper]),
    (F::Paper, I::Back, &[F::Menu]),
    (F::Paper, I::TimeOver, &[F::Menu]),
    (F::Totals, I::Back, &[F::Menu]),
    (F::Totals, I::TimeOver, &[F::Menu]),
    (F::Resolve, I::Missing, &[F::Said, F::Stopped]),
    (F::Resolve, I::Back, &[F::Menu]),
    (F::Resolve, I::TimeOver, &[F::Menu]),
    (F::Closing, I::Close, &[F::Pins]),
    (F::Closing, I::Back, &[F::Menu]),
    (F::Closing, I::TimeOver, &[F::Menu]),
    (F::Export, I::Export, &[F::Pins]),
    (F::Export, I::Back, &[F::Menu]),
    (F::Export, I::TimeOver, &[F::Menu]),
    (F::Said, I::Understood, &[F::Menu]),
    (F::Said, I::TimeOver, &[F::Menu]),
    (F::Stopped, I::Restart, &[F::Stopped, F::NotOpen, F::Ready, F::Paused, F::Closed]),
];

/// Whether a screen takes this.
#[must_use]
pub fn accepts(face: Face, input: Input) -> bool {
    TABLE.iter().any(|(from, by, _)| *from == face && *by == input)
}
