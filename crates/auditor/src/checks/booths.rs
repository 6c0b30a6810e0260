//! C17–C29: booths and their logs.

use super::{ALL, CHAIR, COMMITTEE, Check, DISPUTE, LOGS, RECORDS, id};

pub(super) const TABLE: &[Check] = &[
    Check {
        id: id::DELIVERED,
        runs: RECORDS,
        title: ("Setiap bilik diserahkan", "Every booth is delivered"),
        means: (
            "Setiap bilik dalam definisi ada, atau dinyatakan tidak dipakai atau hilang dengan tanda tangan.",
            "Every booth of the definition is there, or signed as unused or lost.",
        ),
        failure: ("Suara satu bilik tidak ikut dihitung.", "The votes of a booth are left out."),
        call: CHAIR,
    },
    Check {
        id: id::CHAIN,
        runs: LOGS,
        title: ("Rantai catatan", "Chain of the log"),
        means: (
            "Setiap baris terbaca, bernomor urut, dan menyebut baris sebelumnya.",
            "Every line reads, is numbered in order and names the line before.",
        ),
        failure: ("Baris dihapus, disisipkan, ditukar atau diubah.", "A line was removed, put in, swapped or changed."),
        call: CHAIR,
    },
    Check {
        id: id::LINES_SIGNED,
        runs: LOGS,
        title: ("Tanda tangan setiap baris", "Every line is signed"),
        means: ("Kunci bilik menandatangani setiap baris untuk bilik ini.", "The booth's key signed every line for this booth."),
        failure: ("Baris ditulis oleh yang bukan bilik itu.", "A line was written by something else than that booth."),
        call: CHAIR,
    },
    Check {
        id: id::ZERO,
        runs: ALL,
        title: ("Catatan nol", "Zero entry"),
        means: (
            "Bilik mulai kosong, dengan definisi, kunci, daftar dan tempat yang benar.",
            "The booth began empty, with the right definition, key, lists and place.",
        ),
        failure: ("Bilik diisi untuk pemilihan lain, atau diganti.", "The booth was set up for something else, or exchanged."),
        call: CHAIR,
    },
    Check {
        id: id::MACHINE,
        runs: LOGS,
        title: ("Urutan peristiwa", "Order of events"),
        means: (
            "Bilik hanya melakukan yang boleh pada tiap saat: buka, segel, jawaban, jeda, tutup.",
            "The booth did only what it may at each point: open, seal, answer, pause, close.",
        ),
        failure: ("Perangkat lunak bilik lain atau rusak.", "The booth ran other or faulty software."),
        call: CHAIR,
    },
    Check {
        id: id::EPOCHS,
        runs: ALL,
        title: ("Benih acak", "Seed epochs"),
        means: (
            "Benih diperbarui dengan nomor urut dan tidak lebih sering dari yang boleh.",
            "Seeds were renewed in numbered epochs, no more than allowed.",
        ),
        failure: ("Bilik terlalu sering mati, atau benih diganti.", "The booth failed too often, or its seeds were exchanged."),
        call: CHAIR,
    },
    Check {
        id: id::PEERS,
        runs: LOGS,
        title: ("Kepala bilik lain", "Heads of other booths"),
        means: (
            "Kepala catatan bilik lain yang disimpan di sini cocok dengan catatan bilik itu.",
            "Heads of other booths kept here agree with those booths' logs.",
        ),
        failure: ("Sebuah bilik punya dua catatan berbeda.", "A booth kept two different logs."),
        call: DISPUTE,
    },
    Check {
        id: id::CLOSED,
        runs: ALL,
        title: ("Catatan penutup", "Closing entry"),
        means: ("Bilik ditutup satu kali dan tidak ada baris sesudahnya.", "The booth was closed once and nothing follows."),
        failure: ("Catatan terpotong, atau ada yang ditambahkan sesudah penutupan.", "The log is cut short, or continued after closing."),
        call: CHAIR,
    },
    Check {
        id: id::HEAD,
        runs: ALL,
        title: ("Kepala penutup", "Closing head"),
        means: ("Kepala yang ditandatangani bilik mencakup tepat semua baris.", "The head that the booth signed covers exactly all lines."),
        failure: ("Catatan diubah sesudah penutupan.", "The log was changed after closing."),
        call: CHAIR,
    },
    Check {
        id: id::COSIGNED,
        runs: ALL,
        title: ("Tanda tangan saksi", "Witnesses' cosignatures"),
        means: (
            "Cukup banyak saksi menandatangani kepala penutup (untuk bundel: yang ada, sah).",
            "Enough witnesses cosigned the closing head (in a bundle: those that are there hold).",
        ),
        failure: (
            "Saksi belum atau tidak menandatangani, atau tanda tangannya palsu.",
            "Witnesses did not sign, or a signature is forged.",
        ),
        call: CHAIR,
    },
    Check {
        id: id::CLOSING_SETS,
        runs: ALL,
        title: ("Angka penutup", "Closing sets"),
        means: (
            "Akar dan jumlah kode tersimpan, diuji, batal dan kosong sama dengan catatan penutup.",
            "Roots and counts of cast, challenged, spoiled and void codes are those of the closing entry.",
        ),
        failure: ("Surat suara ditambah, dihapus atau diganti.", "Ballots were added, removed or exchanged."),
        call: CHAIR,
    },
    Check {
        id: id::VOIDS,
        runs: LOGS,
        title: ("Batas pembatalan", "Limit of voids"),
        means: (
            "Bilik dengan terlalu banyak surat kosong sesudah kode tampil berhenti menyegel.",
            "A booth with too many voids after the code was shown sealed no more.",
        ),
        failure: ("Bilik tetap dipakai padahal harus berhenti.", "The booth was used on although it had to stop."),
        call: COMMITTEE,
    },
    Check {
        id: id::RETRIES,
        runs: LOGS,
        title: ("Batas pengulangan", "Limit of retries"),
        means: ("Tidak ada kartu yang dipakai mengulang lebih dari aturan.", "No card was tried again more often than the rules allow."),
        failure: ("Bilik tidak mengikuti aturan.", "The booth did not follow the rules."),
        call: COMMITTEE,
    },
];
