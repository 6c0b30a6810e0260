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
        failure: (
            "Suara satu bilik tidak ikut dihitung: berkasnya belum diserahkan, hilang, atau ditahan.",
            "The votes of a booth are left out: its files are not delivered yet, lost, or held back.",
        ),
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
        failure: (
            "Baris dihapus, disisipkan, ditukar atau diubah, atau salinannya rusak: bandingkan dengan media kedua bilik itu.",
            "A line was removed, put in, swapped or changed, or the copy is damaged: compare with the booth's second medium.",
        ),
        call: CHAIR,
    },
    Check {
        id: id::LINES_SIGNED,
        runs: LOGS,
        title: ("Tanda tangan setiap baris", "Every line is signed"),
        means: (
            "Alat bilik, atau alat cadangan yang meneruskannya, menandatangani setiap baris untuk bilik ini.",
            "The booth's machine, or the spare that took over, signed every line for this booth.",
        ),
        failure: (
            "Baris ditulis atau diubah oleh yang bukan bilik itu, atau salinannya rusak.",
            "A line was written or changed by something else than that booth, or the copy is damaged.",
        ),
        call: CHAIR,
    },
    Check {
        id: id::ZERO,
        runs: ALL,
        title: ("Catatan nol", "Zero entry"),
        means: (
            "Bilik mulai kosong, dengan definisi, kunci, daftar dan tempat yang benar; hanya alat cadangan yang bebas meneruskannya.",
            "The booth began empty, with the right definition, key, lists and place; only a free spare took it over.",
        ),
        failure: (
            "Bilik diisi untuk pemilihan, desa atau tempat lain, atau diteruskan alat yang tidak terdaftar: bandingkan dengan Laporan Nol.",
            "The booth was set up for another election, village or place, or taken over by a machine that may not: compare with its zero report.",
        ),
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
        failure: (
            "Bilik menjalankan perangkat lunak lain atau rusak, atau catatannya dibuat kemudian.",
            "The booth ran other or faulty software, or its log was made up later.",
        ),
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
        failure: (
            "Bilik terlalu sering dinyalakan ulang, atau benihnya diganti: bandingkan akar benih dengan kertas Benih Baru.",
            "The booth was started too often, or its seeds were exchanged: compare the seed roots with the printed seed notices.",
        ),
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
        failure: (
            "Percabangan (fork): sebuah bilik menandatangani dua catatan berbeda, dan satu di antaranya disembunyikan.",
            "A fork: a booth signed two different logs, and one of them is hidden.",
        ),
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
        failure: (
            "Catatan diubah, dipotong atau ditambah sesudah bilik ditutup, atau salinannya rusak.",
            "The log was changed, cut or continued after closing, or the copy is damaged.",
        ),
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
        failure: (
            "Surat suara ditambah, dihapus atau diganti sesudah bilik ditutup: bandingkan dengan Laporan Penutupan.",
            "Ballots were added, removed or exchanged after closing: compare with the closing report.",
        ),
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
        failure: (
            "Bilik tetap dipakai padahal harus berhenti; pencetak atau layarnya mungkin tidak dapat dipercaya.",
            "The booth was used on although it had to stop; its printer or screen may not be trusted.",
        ),
        call: COMMITTEE,
    },
    Check {
        id: id::RETRIES,
        runs: LOGS,
        title: ("Batas pengulangan", "Limit of retries"),
        means: ("Tidak ada kartu yang dipakai mengulang lebih dari aturan.", "No card was tried again more often than the rules allow."),
        failure: (
            "Bilik membiarkan satu kartu mencoba terlalu banyak kali; tetap paling banyak satu suara tersimpan darinya.",
            "The booth let one card try too many times; at most one vote is cast from it all the same.",
        ),
        call: COMMITTEE,
    },
];
