//! The booth's papers: the forms of `paper`, filled with what this booth is and knows.

use ballot::{Code, Opening};
use canonical::{Hash, base64};
use chain::Origin;
use manifest::{Definition, Mode, StratumId};
use paper::forms::{self, Choice as Line, Place, Report, SlipBar};
use paper::{Document, Moment, Picture};
use record::StripOutcome;

use crate::choice::Choice;

/// Words that every paper of one booth shares, with the labels of the regency.
pub(crate) struct Wording {
    mode: paper::Mode,
    election: String,
    village: String,
    station: String,
    booth: String,
    /// Candidates' names in drawn order.
    names: Vec<String>,
    /// Their photographs, where there are any.
    photos: Vec<Option<Picture>>,
}

/// What a zero or closing report says beside place and time.
pub(crate) struct Account<'a> {
    pub(crate) facts: &'a [(&'a str, &'a str)],
    pub(crate) counts: &'a [(&'a str, u64)],
    pub(crate) head: &'a str,
}

/// The keys of the machine that stopped and of the spare that goes on.
pub(crate) struct Machines<'a> {
    pub(crate) old: &'a str,
    pub(crate) spare: &'a str,
}

const SIGNATURES: &[&str] = &["Ketua", "Saksi 1", "Saksi 2", "Saksi 3"];

impl Wording {
    pub(crate) fn new(definition: &Definition, station: &str, booth: &str) -> Self {
        let labels = &definition.labels;
        Self {
            mode: match definition.mode {
                Mode::Real => paper::Mode::Real,
                Mode::Rehearsal => paper::Mode::Rehearsal,
            },
            election: format!("Pemilihan {} Serentak {}", labels.head, definition.regency.name),
            village: format!("{} {}", labels.village, definition.village.name),
            station: format!("{} {station}", labels.station),
            booth: format!("{} {booth}", labels.booth),
            names: definition.candidates.iter().map(|candidate| candidate.name.to_string()).collect(),
            photos: vec![None; definition.candidates.len()],
        }
    }

    /// From now on this photograph is on the STRUK of the candidate at this place, from 0.
    pub(crate) fn set_photo(&mut self, at: usize, picture: &Picture) {
        if let Some(photo) = self.photos.get_mut(at) {
            *photo = Some(picture.clone());
        }
    }

    fn place(&self) -> Place<'_> {
        Place { election: &self.election, village: &self.village, station: Some(&self.station), booth: Some(&self.booth) }
    }

    fn line(&self, choice: Choice) -> Line<'_> {
        match self.names.get(choice.index()) {
            Some(name) => Line::Candidate { number: choice.number(), name },
            None => Line::Blank,
        }
    }

    /// The STRUK without its bar; the screen shows the same.
    pub(crate) fn slip(&self, choice: Choice) -> Document {
        let photo = self.photos.get(choice.index()).and_then(Option::as_ref);
        let choice = self.line(choice);
        forms::slip(&forms::Slip {
            mode: self.mode,
            election: &self.election,
            village: &self.village,
            station: &self.station,
            choice,
            photo,
        })
    }

    pub(crate) fn bar(&self, outcome: StripOutcome) -> Document {
        let bar = match outcome {
            StripOutcome::Cast => SlipBar::Cast,
            StripOutcome::Challenged => SlipBar::Test,
            StripOutcome::Spoiled | StripOutcome::Void => SlipBar::Cancelled,
        };
        forms::slip_bar(self.mode, bar)
    }

    /// The TANDA TERIMA around a signed strip.
    pub(crate) fn strip(&self, strip: &record::Strip) -> Document {
        let outcome = match strip.outcome {
            StripOutcome::Cast => forms::Outcome::Stored,
            StripOutcome::Challenged => forms::Outcome::Challenged,
            StripOutcome::Spoiled => forms::Outcome::Spoiled,
            StripOutcome::Void => forms::Outcome::Void,
        };
        forms::strip(&forms::Strip {
            mode: self.mode,
            place: self.place(),
            code: strip.code.written().as_str(),
            card: &strip.card,
            outcome,
            mark: Some(&strip.mark),
            signature: &strip.to_text(),
        })
    }

    /// The sheet of a challenged ballot.
    pub(crate) fn test_sheet(&self, code: &Code, choice: Choice, definition: &Hash, opening: &str) -> Document {
        forms::test_sheet(&forms::TestSheet {
            mode: self.mode,
            place: self.place(),
            code: code.written().as_str(),
            choice: self.line(choice),
            definition: &definition.to_string(),
            opening,
        })
    }

    /// Every letter and digit, to see whether the printer prints them all.
    pub(crate) fn trial(&self) -> Document {
        let mut document = Document::new(self.mode);
        document.title("LEMBAR UJI CETAK").title(&self.booth).rule();
        document.line("ABCDEFGHIJKLMNOPQRSTUVWXYZ").line("abcdefghijklmnopqrstuvwxyz").line("0123456789").rule();
        document.line("Huruf dan angka di atas harus tampak lengkap. Lembar ini bukan struk; buang sesudah diperiksa.");
        document
    }

    pub(crate) fn zero_report(&self, at: Moment, account: &Account<'_>) -> Document {
        let candidates = (1..).zip(&self.names).map(|(number, name)| Line::Candidate { number, name });
        let options: Vec<Line<'_>> = candidates.chain([Line::Blank]).collect();
        forms::zero_report(&self.report(at, account), &options)
    }

    pub(crate) fn closing_report(&self, at: Moment, account: &Account<'_>) -> Document {
        forms::closing_report(&self.report(at, account), &[])
    }

    fn report<'a>(&'a self, at: Moment, account: &Account<'a>) -> Report<'a> {
        Report {
            mode: self.mode,
            place: self.place(),
            event: at,
            printed: at,
            facts: account.facts,
            counts: account.counts,
            qr: account.head,
            signatures: SIGNATURES,
            copy: None,
        }
    }

    /// The root of an epoch that began after the first, and whether a spare machine began it.
    pub(crate) fn seed_notice(&self, number: u32, root: &str, machines: Option<&Machines<'_>>, head: &str) -> Document {
        let mut document = Document::new(self.mode);
        document.title("BENIH BARU").title(&self.election).blank();
        document.pair("Wilayah", &self.village).pair("Tempat", &self.station).pair("Alat", &self.booth);
        document.pair("Benih ke", &(u64::from(number) + 1).to_string());
        document.pair("Akar benih", root);
        if let Some(Machines { old, spare }) = machines {
            document.pair("Mesin lama", old).pair("Mesin cadangan", spare).banner("MESIN CADANGAN MELANJUTKAN");
            document.line("Mesin cadangan melanjutkan catatan bilik ini. Mesin lama dimatikan, disegel dan tidak dipakai lagi.");
        }
        let why = if machines.is_some() { "Mesin diganti." } else { "Alat dinyalakan ulang, atau benih habis." };
        document.line(&format!("{why} Benih sebelumnya sudah hilang. Tempelkan kertas ini pada Laporan Nol."));
        document.qr(head);
        document
    }
}

/// A signed note on one line, for a QR symbol: its words with one blank between. The lines of a head hold no blanks but those of
/// the signature line, so the note can be put together again.
pub(crate) fn on_one_line(note: &str) -> String {
    note.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the QR symbol of an UJI sheet says, one line of nine words:
///
/// `SUARA-BUKA <origin> <code, 64 hex> <choice, from 0> <seed, 64 hex> <booth digest, 64 hex> <card leaf, 64 hex>
/// <stratum or -> <place/leaves/base64 of the sibling hashes>`
///
/// With definition and village key anyone seals again and compares the code, then follows the path to a printed seed root.
pub(crate) fn test_text(origin: &Origin, code: &Code, opening: &Opening, booth: &Hash, card: &Hash, stratum: Option<&StratumId>) -> String {
    let path: Vec<u8> = opening.path.path.iter().flat_map(|hash| *hash.as_bytes()).collect();
    let seed = canonical::hex::encode(&opening.seed);
    let stratum = stratum.map_or("-", StratumId::as_str);
    let way = format!("{}/{}/{}", opening.path.index, opening.path.size, base64::encode(&path));
    format!("SUARA-BUKA {origin} {code} {} {seed} {booth} {card} {stratum} {way}", opening.choice)
}
