//! C40–C42: what people counted and decided before the sums were opened.

use super::{CHAIR, COMMITTEE, Check, DISPUTE, RECORDS, id};

pub(super) const TABLE: &[Check] = &[
    Check {
        id: id::DESKS,
        runs: RECORDS,
        title: ("Hitungan meja", "Desks' counts"),
        means: ("Setiap hitungan meja yang ada ditandatangani meja itu.", "Every desk's counts that are there are signed by that desk."),
        failure: (
            "Jumlah hadir atau kartu diubah sesudah meja menandatanganinya, atau dari perangkat lain: bandingkan dengan daftar hadir di kertas.",
            "Counts of people or cards were changed after the desk signed, or are of another device: compare with the paper.",
        ),
        call: CHAIR,
    },
    Check {
        id: id::EXCLUSIONS,
        runs: RECORDS,
        title: ("Pengecualian", "Exclusions"),
        means: (
            "Setiap surat suara yang dikeluarkan ada, beralasan, ditandatangani panitia; kartu pemeriksa tidak lebih dari hitungan meja.",
            "Every excluded ballot exists, has a reason, is signed for; audit cards are no more than the desks signed.",
        ),
        failure: (
            "Surat suara dikeluarkan tanpa dasar: seseorang kehilangan suaranya.",
            "A ballot was excluded without ground: somebody lost a vote.",
        ),
        call: DISPUTE,
    },
    Check {
        id: id::PAPER,
        runs: RECORDS,
        title: ("Hitungan kertas", "Paper counts"),
        means: (
            "Setiap kotak yang dihitung dimasukkan dua kali oleh dua petugas, dengan angka yang sama.",
            "Every counted box was entered twice by two people with the same numbers.",
        ),
        failure: (
            "Hitungan kertas salah, diubah, atau untuk kotak yang tidak boleh dihitung.",
            "A paper count is wrong, changed, or of a box that is none.",
        ),
        call: COMMITTEE,
    },
];
