//! What one file of evidence holds: a note, lines as a QR reader gives them, or papers as text.

use canonical::PublicKey;
use chain::{Checkpoint, Note, Origin};
use record::Strip;

use super::held::Held;
use super::paper::{self, Paper};
use crate::checks::Id;
use crate::findings::{Findings, Place};
use crate::keys;
use crate::text::{Words, say};

/// The first word of a TANDA TERIMA's QR code.
const STRIP: &str = "SUARA-TT";
const DASH: &str = "\u{2014}";

/// One thing that a witness kept.
pub(super) struct Piece {
    file: String,
    /// From 1; nothing when the piece is the whole file.
    line: Option<usize>,
    pub(super) what: What,
}

pub(super) enum What {
    Head(Stated),
    Strip(Box<Strip>),
    Paper(Paper),
}

/// A head and the note that states it. Reading one proves nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stated {
    pub(super) head: Checkpoint,
    note: String,
}

impl Stated {
    /// Reads a note with a head in it.
    fn parse(note: &[u8]) -> Option<Self> {
        let parsed = Note::parse(note).ok()?;
        Some(Self { head: parsed.text().parse().ok()?, note: parsed.to_string() })
    }

    /// Reads the one line that papers carry: the words of the note with one blank between.
    pub(super) fn of_line(line: &str) -> Option<Self> {
        let words: Vec<&str> = line.split(' ').collect();
        let ([origin, size, root], signatures) = words.split_first_chunk::<3>()?;
        let (signatures, []) = signatures.as_chunks::<3>() else { return None };
        let mut note = format!("{origin}\n{size}\n{root}\n\n");
        for [dash, name, blob] in signatures {
            (*dash == DASH).then_some(())?;
            note.push_str(&format!("{DASH} {name} {blob}\n"));
        }
        Self::parse(note.as_bytes())
    }

    /// The note on one line, as papers carry it.
    pub(super) fn line(&self) -> String {
        on_one_line(&self.note)
    }

    pub(super) fn is_signed(&self, log: &Held) -> bool {
        self.signer(log).is_some()
    }

    /// The machine that signed it for this log.
    pub(super) fn signer(&self, log: &Held) -> Option<PublicKey> {
        Some(keys::open(self.note.as_bytes(), &log.origin, &log.keys).ok()?.1)
    }

    /// The cosigner of the device list whose line does not hold, in words.
    pub(super) fn forged_cosigner(&self, log: &Held) -> Option<Words> {
        let (signed, _) = keys::open(self.note.as_bytes(), &log.origin, &log.keys).ok()?;
        signed.cosigners(&log.witnesses).err().map(|e| Words::rule(&e))
    }
}

/// A note's words with one blank between; only line feeds and single blanks stand between them.
pub(super) fn on_one_line(note: &str) -> String {
    note.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Piece {
    pub(super) fn origin(&self) -> &Origin {
        match &self.what {
            What::Head(head) | What::Paper(Paper { head, .. }) => &head.head.origin,
            What::Strip(strip) => &strip.origin,
        }
    }

    pub(super) fn place(&self) -> Place {
        match self.line {
            Some(line) => Place::line(&self.file, line),
            None => Place::file(&self.file),
        }
    }

    /// Names the piece as what speaks against the record of its village: the fourth part of its log's name.
    pub(super) fn fail(&self, id: Id, words: Words, f: &mut Findings) {
        f.blame(self.origin().as_str().split('/').nth(3));
        f.fail(id, self.place(), words);
    }

    /// The head that it states, if it states one.
    pub(super) const fn head(&self) -> Option<&Stated> {
        match &self.what {
            What::Head(head) | What::Paper(Paper { head, .. }) => Some(head),
            What::Strip(_) => None,
        }
    }
}

/// Reads a file; whatever of it is not evidence is named.
pub(super) fn read(file: &str, bytes: &[u8], pieces: &mut Vec<Piece>, unused: &mut Vec<(Place, Words)>) {
    let Ok(text) = core::str::from_utf8(bytes) else {
        let words =
            say!("bukan teks; ketik atau pindai kode QR-nya menjadi berkas teks", "not text; type or scan its QR code into a text file");
        return unused.push((Place::file(file), words));
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
    if let Some(head) = Stated::parse(text.as_bytes()) {
        return pieces.push(Piece { file: file.to_owned(), line: None, what: What::Head(head) });
    }
    let mut take = |line: usize, read: Result<What, Words>| match read {
        Ok(what) => pieces.push(Piece { file: file.to_owned(), line: Some(line), what }),
        Err(words) => unused.push((Place::line(file, line), words)),
    };
    let papers = paper::sections(&text);
    if !papers.is_empty() {
        return papers.into_iter().for_each(|(line, section)| take(line, paper::read(&section)));
    }
    let lines: Vec<(usize, &str)> = (1..).zip(text.split('\n')).map(|(n, line)| (n, line.trim())).filter(|(_, l)| !l.is_empty()).collect();
    let known = lines.iter().any(|(_, line)| scan(line).is_ok());
    if known {
        return lines.into_iter().for_each(|(number, line)| take(number, scan(line)));
    }
    unused.push((Place::file(file), unknown(&text)));
}

/// Reads the text of one QR code.
pub(super) fn scan(line: &str) -> Result<What, Words> {
    if line.starts_with(STRIP) {
        return Strip::parse(line).map(|strip| What::Strip(Box::new(strip))).map_err(|e| Words::rule(&e));
    }
    Stated::of_line(line).map(What::Head).ok_or_else(|| unknown(line))
}

fn unknown(text: &str) -> Words {
    if text.trim_start().starts_with(crate::challenge::SHEET) {
        return say!("lembar UJI MESIN: periksa dengan suara-audit challenge", "an UJI MESIN sheet: check it with suara-audit challenge");
    }
    say!("bukan kepala, tanda terima atau laporan yang dikenal", "no head, strip or report of a known form")
}
