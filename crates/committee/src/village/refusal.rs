//! Why a bundle is not taken, and what people should know about one that is.

use ballot::Code;
use canonical::PublicKey;
use chain::checkpoint::CheckpointError;
use record::{SumsError, Tier};

use super::BoothPlace;
use crate::log::LogError;

/// What makes a bundle another's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Foreign {
    /// The name is not the name of a booth's log.
    #[error("nama {0:?} bukan nama catatan sebuah bilik (not the name of a booth's log)")]
    Name(Box<str>),
    /// Another election.
    #[error("pemilihan lain: {0} (another election)")]
    Election(Box<str>),
    /// Another village.
    #[error("desa lain: {0} (another village)")]
    Village(Box<str>),
    /// A booth that the definition does not have.
    #[error("bilik {0} tidak ada dalam definisi (no such booth in the definition)")]
    Booth(Box<str>),
    /// Another machine.
    #[error("alat lain: tanda tangan bukan dari alat yang terdaftar untuk bilik {0} (signed by another machine than the listed one)")]
    Device(BoothPlace),
    /// Another document than the village's.
    #[error("{0}: bukan dokumen desa ini (not this village's document)")]
    Document(Box<str>),
}

/// Two exports of one booth that contradict each other. Both heads are signed by the booth: proof of misconduct by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fork {
    /// The booth.
    pub place: BoothPlace,
    /// First line that differs, from 1.
    pub line: usize,
    /// Head of the log that is held, as text.
    pub held: Box<str>,
    /// Head of the log that was refused, as text.
    pub refused: Box<str>,
}

/// Why a bundle is refused. Nothing changes, except that a fork is remembered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportRefusal {
    /// The list of files is missing, malformed or not signed by the machine.
    #[error("RUSAK: {0}. Minta ekspor ulang dari bilik (export the bundle again)")]
    Sums(SumsError),
    /// A record instead of a bundle.
    #[error("BUKAN BUNDEL: ini rekaman desa ({}), bukan ekspor satu bilik (a record, not a booth's export)", .0.word())]
    NotABundle(Tier),
    /// A rehearsal's bundle in an election, or the other way round.
    #[error("LATIHAN: bundel ini dari {} (of {})", if *.rehearsal { "latihan" } else { "pemilihan sungguhan" }, if *.rehearsal { "a rehearsal, and this is an election" } else { "an election, and this is a rehearsal" })]
    Rehearsal {
        /// Whether the bundle is a rehearsal's.
        rehearsal: bool,
    },
    /// Of another election, village, booth, machine or definition.
    #[error("ASING: {0}. Berikan kepada panitia yang bersangkutan (hand it to those it belongs to)")]
    Foreign(Foreign),
    /// Files missing, changed or added after signing.
    #[error("RUSAK: {}. Salin ulang dari media bilik (copy it again from the booth's medium)", files(.0))]
    Damaged(Vec<SumsError>),
    /// A file that no bundle has, or one that every bundle has is missing.
    #[error("RUSAK: {0}: berkas ini hilang atau tidak seharusnya ada (missing, or no bundle has it). Export the bundle again")]
    File(Box<str>),
    /// A line breaks a rule.
    #[error("DITOLAK: {0}. Simpan media, panggil pengawas (keep the media, call the auditors)")]
    Log(#[from] LogError),
    /// The head does not hold.
    #[error("DITOLAK: checkpoint: {0}. Simpan media, panggil pengawas (keep the media, call the auditors)")]
    Checkpoint(#[from] CheckpointError),
    /// The head is not the log's.
    #[error("DITOLAK: checkpoint bukan kepala catatan ini (the head is not this log's). Keep the media, call the auditors")]
    Head,
    /// A booth that was signed as unused or lost.
    #[error(
        "TERLAMBAT: bilik {0} sudah ditandatangani sebagai tidak dipakai atau hilang (signed as unused or lost); a late log is never added"
    )]
    NotExpected(BoothPlace),
    /// A ciphertext that another booth's log holds too.
    #[error("DITOLAK: sandi suara di bilik {place} ada juga di bilik {other} (a ciphertext stands in both logs). Call the auditors")]
    Copied {
        /// The refused booth.
        place: BoothPlace,
        /// The booth that is held.
        other: BoothPlace,
    },
    /// A spare that took over another booth too.
    #[error(
        "DITOLAK: bilik {place}, entries.jsonl, baris {line}: alat cadangan {key} juga meneruskan bilik {other} (the spare took over both booths). Keep the media, call the auditors"
    )]
    Spare {
        /// The refused booth.
        place: BoothPlace,
        /// The line of its takeover, from 1.
        line: usize,
        /// The booth that is held.
        other: BoothPlace,
        /// The spare's key.
        key: Box<PublicKey>,
    },
    /// The list of files is signed by a machine of this log that another one took over from, or by a spare that did not.
    #[error(
        "DITOLAK: bilik {0}: SHA256SUMS ditandatangani alat lain daripada yang terakhir meneruskan catatan ini (signed by another machine than the last that went on with this log). Export the bundle from that machine"
    )]
    NotTheLast(BoothPlace),
    /// Another log of the same booth is held.
    #[error(
        "BERCABANG: bilik {}, baris {} berbeda. Kepala yang dipegang:\n{}Kepala yang ditolak:\n{}Simpan keduanya, panggil pengawas (two logs of one booth: keep both, call the auditors)",
        .0.place, .0.line, .0.held, .0.refused
    )]
    Fork(Box<Fork>),
}

fn files(errors: &[SumsError]) -> String {
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

/// Something about a verified bundle that people should know; it does not keep the booth from being counted. Worded in
/// Indonesian only, because the Berita Acara prints it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Finding {
    /// A challenged ballot recomputes to something else: the booth lied to its voter.
    #[error("bilik {place}: uji mesin {code} GAGAL: surat suara yang diuji tidak dapat dihitung ulang")]
    ChallengeFails {
        /// The booth.
        place: BoothPlace,
        /// The ballot.
        code: Code,
    },
    /// Fewer challenges than the definition expects.
    #[error("bilik {place}: {found} uji mesin, diharapkan {quota}")]
    FewChallenges {
        /// The booth.
        place: BoothPlace,
        /// Challenges found.
        found: usize,
        /// Challenges expected.
        quota: u32,
    },
    /// Fewer witnesses cosigned the closing head than the definition asks for.
    #[error("bilik {place}: {found} saksi menandatangani kepala penutup, diminta {quorum}")]
    FewCosigners {
        /// The booth.
        place: BoothPlace,
        /// Cosignatures that hold.
        found: u32,
        /// Cosignatures asked for.
        quorum: u32,
    },
    /// A second, contradicting log of this booth was refused.
    #[error("bilik {place}: catatan kedua yang bercabang di baris {line} ditolak")]
    Forked {
        /// The booth.
        place: BoothPlace,
        /// First line that differs.
        line: usize,
    },
}
