//! C43–C56: opening the sums, the result and the equations.

use super::{CHAIR, COMMITTEE, Check, DISPUTE, GUARDIANS, RECORDS, id};

pub(super) const TABLE: &[Check] = &[
    Check {
        id: id::PLANS_SIGNED,
        runs: RECORDS,
        title: ("Rencana pembukaan bertanda tangan", "Opening plans are signed"),
        means: (
            "Setiap rencana ditandatangani panitia dan menyebut yang sebelumnya.",
            "Every plan is signed by the committee and names the one before.",
        ),
        failure: (
            "Rencana pembukaan diganti, dihapus atau disisipkan sesudah para penjaga melihatnya.",
            "An opening plan was exchanged, removed or put in after the guardians saw it.",
        ),
        call: COMMITTEE,
    },
    Check {
        id: id::PLAN_RULE,
        runs: RECORDS,
        title: ("Rencana menurut aturan", "Plans follow by rule"),
        means: (
            "Yang dibuka tepat yang harus dibuka menurut definisi dan rekaman ini.",
            "What is opened is exactly what definition and record demand.",
        ),
        failure: (
            "Surat suara ditinggalkan, ditambahkan, atau dibuka lain daripada aturan.",
            "Ballots are left out, added, or opened otherwise.",
        ),
        call: DISPUTE,
    },
    Check {
        id: id::CELLS,
        runs: RECORDS,
        title: ("Kerahasiaan kelompok kecil", "Small groups stay secret"),
        means: (
            "Tidak ada gabungan jumlah yang membuka kelompok lebih kecil dari batas.",
            "No combination of opened sums shows a group smaller than the limit.",
        ),
        failure: (
            "Suara kelompok kecil, bahkan satu orang, dapat dihitung.",
            "The votes of a small group, even of one person, can be computed.",
        ),
        call: GUARDIANS,
    },
    Check {
        id: id::OPENINGS,
        runs: RECORDS,
        title: ("Cukup penjaga membuka", "Enough guardians opened"),
        means: ("Sedikitnya t penjaga berbeda menandatangani pembukaan.", "At least t different guardians signed an opening."),
        failure: ("Jumlah belum dapat dibuka, atau tanda tangan palsu.", "The sums cannot be opened yet, or a signature is forged."),
        call: GUARDIANS,
    },
    Check {
        id: id::FACTORS,
        runs: RECORDS,
        title: ("Faktor terbukti", "Factors are proven"),
        means: (
            "Setiap bagian pembukaan (faktor) terbukti dibuat dengan bagian kunci penjaga itu untuk jumlah ini.",
            "Every factor is proven to come from that guardian's share for this very sum.",
        ),
        failure: (
            "Seorang penjaga memberi bagian yang salah, karena rusak atau dengan sengaja; temuannya menyebut siapa. Penjaga lain dapat menggantikannya.",
            "A guardian gave a false part, by a defect or on purpose; the finding names who. Other guardians can stand in.",
        ),
        call: GUARDIANS,
    },
    Check {
        id: id::SUMS,
        runs: RECORDS,
        title: ("Jumlah terbuka", "Sums open"),
        means: (
            "Setiap kelompok t penjaga membuka angka yang sama, dan jumlahnya sama dengan banyak surat suara.",
            "Every t guardians open the same numbers, and they add up to the ballots.",
        ),
        failure: (
            "Angka yang dibuka bukan jumlah surat suara dalam rekaman ini: surat suara atau pembukaan diganti.",
            "What was opened is not the sum of the ballots of this record: ballots or openings were exchanged.",
        ),
        call: DISPUTE,
    },
    Check {
        id: id::RESULT,
        runs: RECORDS,
        title: ("Hasil sama dengan hitung ulang", "Result equals the recount"),
        means: (
            "Setiap angka pada hasil resmi sama dengan hitungan sendiri.",
            "Every number of the official result equals this program's own count.",
        ),
        failure: (
            "Angka resmi salah: salah program, salah ketik, atau diubah. Hitungan sendiri ada dalam temuan.",
            "The official numbers are wrong: faulty software, a slip, or a change. This program's own count is in the finding.",
        ),
        call: DISPUTE,
    },
    Check {
        id: id::WINNER,
        runs: RECORDS,
        title: ("Pemenang menurut aturan", "Winner by the rules"),
        means: (
            "Pemenang dan langkah suara seri mengikuti aturan dalam definisi.",
            "Winner and tie steps follow the definition's ordered rules.",
        ),
        failure: (
            "Pemenang yang diumumkan bukan yang terpilih menurut aturan, atau aturan suara seri dilewati.",
            "The announced winner is not the one by the rules, or a tie rule was passed over.",
        ),
        call: DISPUTE,
    },
    Check {
        id: id::TOTALS,
        runs: RECORDS,
        title: ("Tabel jumlah", "Table of totals"),
        means: ("totals.csv memuat angka yang sama.", "totals.csv holds the same numbers."),
        failure: (
            "Tabel untuk umum berbeda dari hasil: salah salin atau diubah. Yang berlaku ialah hasil bertanda tangan.",
            "The public table differs from the result: copied wrongly or changed. The signed result stands.",
        ),
        call: COMMITTEE,
    },
    Check {
        id: id::CARDS_OUT,
        runs: RECORDS,
        title: ("Persamaan 1: kartu keluar", "Equation 1: cards out"),
        means: (
            "Kartu keluar = hadir + tambahan + uji + pengganti, di setiap TPS.",
            "Cards out = present + additional + audit + replacements, at every station.",
        ),
        failure: (
            "SELISIH: kartu diberikan tanpa dicatat, orang dicatat hadir tanpa kartu, atau salah hitung. Hitung kartu sisa lagi.",
            "Difference: cards were handed out unrecorded, people were marked without a card, or a miscount. Count the cards left again.",
        ),
        call: CHAIR,
    },
    Check {
        id: id::CARDS_USED,
        runs: RECORDS,
        title: ("Persamaan 2: kartu terpakai", "Equation 2: cards used"),
        means: (
            "Kartu keluar = tersimpan + diuji + kembali; sisanya dicetak sebagai kartu hilang.",
            "Cards out = cast + challenged + returned; the rest is printed as missing cards.",
        ),
        failure: (
            "Lebih banyak suara daripada kartu yang keluar, atau suara di bilik yang dinyatakan tidak dipakai.",
            "More ballots than cards that left the desk, or ballots in a booth that is said to be unused.",
        ),
        call: CHAIR,
    },
    Check {
        id: id::CAST_IS_COUNTED,
        runs: RECORDS,
        title: ("Persamaan 3: semua dihitung", "Equation 3: all cast are counted"),
        means: ("Tersimpan = jumlah suara + yang dikeluarkan.", "Cast = sum of votes + excluded."),
        failure: (
            "Surat suara yang tersimpan tidak ikut dihitung, atau suara ditambahkan dalam jumlah.",
            "Cast ballots are not counted, or votes were added to a sum.",
        ),
        call: DISPUTE,
    },
    Check {
        id: id::SLIPS,
        runs: RECORDS,
        title: ("Persamaan 4: struk SAH", "Equation 4: SAH slips"),
        means: ("Struk SAH dalam kotak = tersimpan dikurangi gangguan cetak.", "SAH slips in the box = cast minus printing faults."),
        failure: ("SELISIH: struk hilang, dibawa pulang, atau ditambahkan.", "Difference: slips are lost, were taken home, or were added."),
        call: CHAIR,
    },
    Check {
        id: id::SLIPS_BY_OPTION,
        runs: RECORDS,
        title: ("Persamaan 5: struk per pilihan", "Equation 5: slips per option"),
        means: (
            "Struk per pilihan sama dengan suara, kecuali sebanyak yang dikeluarkan dan gangguan.",
            "Slips per option equal votes, but for as many as were excluded or faulty.",
        ),
        failure: (
            "SELISIH: kertas dan elektronik berbeda; lihat aturan mana yang berlaku.",
            "Difference between paper and sums; the rules say which prevails.",
        ),
        call: DISPUTE,
    },
];
