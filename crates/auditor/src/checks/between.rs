//! C57–C62: records held against each other.

use super::{COMMITTEE, CROSS, Check, DISPUTE, id};

pub(super) const TABLE: &[Check] = &[
    Check {
        id: id::TIERS,
        runs: CROSS,
        title: ("Rekaman umum sama dengan rekaman tersegel", "Public record equals sealed record"),
        means: (
            "Berkas umum yang dibuat ulang dari catatan tersegel sama bita demi bita.",
            "The public files, made again from the sealed logs, are the same byte for byte.",
        ),
        failure: (
            "Yang diumumkan bukan yang dicatat bilik: salah satu rekaman diubah atau rusak.",
            "What is published is not what the booths logged: one of the records was changed or is damaged.",
        ),
        call: DISPUTE,
    },
    Check {
        id: id::BUNDLES,
        runs: CROSS,
        title: ("Bundel bilik sama dengan rekaman", "Bundles equal the record"),
        means: (
            "Catatan dalam bundel bilik sama dengan yang ada dalam rekaman.",
            "A booth's bundle holds the same log as the sealed record.",
        ),
        failure: (
            "Catatan atau dokumen diganti sesudah bilik menyerahkannya, atau bundelnya dari bilik lain.",
            "A log or document was exchanged after delivery, or the bundle is of another booth.",
        ),
        call: DISPUTE,
    },
    Check {
        id: id::ONE_ELECTION,
        runs: CROSS,
        title: ("Satu pemilihan, satu rekaman", "One election, one record each"),
        means: (
            "Semua rekaman menyebut indeks yang sama, dan tiap desa punya satu rekaman per jenis.",
            "All records name one regency index, and every village has one record of each kind.",
        ),
        failure: (
            "Orang berbeda diberi rekaman berbeda dari pemilihan yang sama.",
            "Different people were given different records of the same election.",
        ),
        call: DISPUTE,
    },
    Check {
        id: id::ACROSS,
        runs: CROSS,
        title: ("Tidak ada yang dipakai di dua desa", "Nothing serves two villages"),
        means: (
            "Tidak ada kunci bilik atau meja, kartu, kode, atau sandi di dua desa.",
            "No key of a booth or desk, card, code or ciphertext is in two villages.",
        ),
        failure: (
            "Surat suara atau kartu disalin antar desa, atau satu alat dipakai di dua desa.",
            "Ballots or cards were copied between villages, or one device served in two.",
        ),
        call: DISPUTE,
    },
    Check {
        id: id::VOTERS,
        runs: CROSS,
        title: ("Tidak ada pemilih di dua desa", "No voter on two rolls"),
        means: ("Tidak ada tanda pemilih di dua desa.", "No roll tag stands in two villages."),
        failure: (
            "Seorang pemilih terdaftar di dua desa dan dapat memilih dua kali: bandingkan dengan daftar hadir kedua desa.",
            "A voter is on two rolls and could vote twice: compare with the attendance of both villages.",
        ),
        call: COMMITTEE,
    },
    Check {
        id: id::COMPLETE,
        runs: CROSS,
        title: ("Semua desa ada", "Every village is here"),
        means: (
            "Berapa desa dari indeks ada di sini, dengan rekamannya. Yang kurang hanya dicatat, kecuali dengan --complete.",
            "How many villages of the index are here with a record. Missing ones are noted, and count only with --complete.",
        ),
        failure: (
            "Rekaman sebuah desa tidak diberikan: belum selesai, tertinggal saat menyalin, atau ditahan.",
            "The record of a village was not given: not finished, left behind in copying, or held back.",
        ),
        call: COMMITTEE,
    },
];
