//! C63–C67: what witnesses kept, held against the logs.

use super::{CHAIR, Check, DISPUTE, EVIDENCE, id};

pub(super) const TABLE: &[Check] = &[
    Check {
        id: id::FORK,
        runs: EVIDENCE,
        title: ("Kepala dari luar cocok", "Heads from outside agree"),
        means: (
            "Setiap kepala catatan yang disimpan saksi (penanda, laporan, penutup) sama dengan catatan bilik itu pada jumlah baris itu.",
            "Every signed head that witnesses kept (marks, reports, closing) is that of the booth's log at that number of lines.",
        ),
        failure: (
            "Percabangan (fork): kunci bilik menandatangani dua catatan berbeda. Kedua tanda tangan ada dalam temuan dan bersama menjadi bukti.",
            "A fork: the booth's key signed two different logs. Both signed notes are in the finding and are proof together.",
        ),
        call: DISPUTE,
    },
    Check {
        id: id::CUT_OFF,
        runs: EVIDENCE,
        title: ("Catatan tidak terpotong atau dimundurkan", "No log was cut off or set back"),
        means: (
            "Tidak ada kepala dengan baris lebih banyak daripada catatan, dan setiap penanda pada tanda terima adalah kepala catatan itu.",
            "No head has more lines than the log, and every mark named on a strip is a head of that log.",
        ),
        failure: (
            "Pemotongan (truncation): akhir catatan dibuang. Pemunduran (rollback): bilik dipasang kembali dari salinan lama.",
            "A truncation: the end of the log was thrown away. A rollback: the booth was set back to an older copy.",
        ),
        call: DISPUTE,
    },
    Check {
        id: id::STRIPS,
        runs: EVIDENCE,
        title: ("Setiap tanda terima ada dalam rekaman", "Every strip is in the record"),
        means: (
            "Setiap surat suara pada tanda terima yang sah tercatat dengan hasil dan kartu yang sama.",
            "Every ballot of a strip whose signature holds is recorded with the same outcome and card.",
        ),
        failure: (
            "Suara hilang (missing ballot): bilik menandatangani bahwa suara tersimpan, tetapi rekaman tidak memuatnya. Simpan kertas aslinya.",
            "A missing ballot: the booth signed that a vote is cast, but the record does not have it. Keep the original paper.",
        ),
        call: DISPUTE,
    },
    Check {
        id: id::REPORTS,
        runs: EVIDENCE,
        title: ("Laporan cocok dengan rekaman", "Reports agree with the record"),
        means: (
            "Akar, sidik dan hitungan pada Laporan Nol, Benih Baru dan Laporan Penutupan sama dengan catatan bilik.",
            "Roots, digests and counts on zero reports, seed notices and closing reports are those of the booth's log.",
        ),
        failure: (
            "Rekaman bukan dari bilik pada kertas itu, kertasnya salah, atau teksnya salah disalin: bandingkan dengan kertas asli.",
            "The record is not of the booth on that paper, the paper is wrong, or its text was copied wrongly: look at the original paper.",
        ),
        call: CHAIR,
    },
    Check {
        id: id::EVIDENCE,
        runs: EVIDENCE,
        title: ("Setiap bukti dipakai", "Every piece of evidence was used"),
        means: (
            "Setiap berkas bukti terbaca, bertanda tangan sah, dan catatannya ada di sini.",
            "Every file of evidence reads, its signature holds, and its log is here.",
        ),
        failure: (
            "Tidak pernah gagal. TIDAK DIPERIKSA: berkas itu tidak dikenal, tidak sah, dari latihan, atau dari tempat yang rekamannya tidak ada.",
            "It never fails. NOT-CHECKED: that file is unknown, unsigned, of a rehearsal, or of a place whose record is not here.",
        ),
        call: CHAIR,
    },
];
