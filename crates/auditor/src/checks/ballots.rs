//! C30–C39: ballots, cards and challenges.

use super::{ALL, CHAIR, COMMITTEE, Check, DISPUTE, RECORDS, id};

pub(super) const TABLE: &[Check] = &[
    Check {
        id: id::BALLOTS,
        runs: ALL,
        title: ("Surat suara terbaca", "Ballots read"),
        means: (
            "Setiap surat suara punya sandi yang sah untuk setiap pilihan.",
            "Every ballot has valid ciphertexts, one for each option.",
        ),
        failure: ("Surat suara diubah atau dibuat oleh perangkat lunak lain.", "A ballot was changed or made by other software."),
        call: CHAIR,
    },
    Check {
        id: id::PROOFS,
        runs: ALL,
        title: ("Bukti satu suara", "Proofs of one vote"),
        means: (
            "Setiap surat suara terbukti memuat tepat satu suara, untuk bilik dan kartu ini.",
            "Every ballot is proven to hold exactly one vote, for this booth and card.",
        ),
        failure: ("Surat suara memuat lebih dari satu suara, atau disalin.", "A ballot holds more than one vote, or was copied."),
        call: DISPUTE,
    },
    Check {
        id: id::CODES,
        runs: ALL,
        title: ("Kode unik", "Codes are unique"),
        means: (
            "Kode dihitung ulang dari isi, urut, dan tidak ada yang sama di seluruh desa.",
            "Codes follow from content, are sorted, and none occurs twice in the village.",
        ),
        failure: (
            "Dua pemilih diberi satu surat suara, atau surat suara disisipkan.",
            "Two voters were given one ballot, or one was put in.",
        ),
        call: DISPUTE,
    },
    Check {
        id: id::CIPHERTEXTS,
        runs: ALL,
        title: ("Sandi unik", "Ciphertexts are unique"),
        means: ("Tidak ada slot atau sandi yang dipakai dua kali.", "No slot and no ciphertext occurs twice."),
        failure: ("Surat suara disalin untuk membuka isinya atau menggandakannya.", "A ballot was copied, to reveal or to double it."),
        call: DISPUTE,
    },
    Check {
        id: id::CARDS_ISSUED,
        runs: ALL,
        title: ("Kartu dikeluarkan", "Cards were issued"),
        means: ("Setiap kartu ditandatangani penerbit untuk definisi ini.", "Every card is signed by the issuer for this definition."),
        failure: ("Surat suara tanpa kartu sah.", "A ballot without a valid card."),
        call: DISPUTE,
    },
    Check {
        id: id::CARDS_DECK,
        runs: RECORDS,
        title: ("Kartu ada dalam daftar", "Cards are in the deck"),
        means: (
            "Setiap kartu ada dalam daftar kartu, untuk kelompok bilik ini, tidak lebih dari yang dicetak.",
            "Every card is in the deck, of a stratum of this booth, no more than were printed.",
        ),
        failure: ("Kartu dibuat sesudah daftar ditandatangani.", "Cards were made after the deck was signed."),
        call: DISPUTE,
    },
    Check {
        id: id::CARDS_ONCE,
        runs: ALL,
        title: ("Satu kartu, satu suara", "One card, one vote"),
        means: (
            "Setiap kartu dipakai satu kali; bentrok antar bilik sudah dikeluarkan.",
            "Every card was spent once; a clash between booths was excluded.",
        ),
        failure: ("Satu kartu menghasilkan dua suara.", "One card made two votes."),
        call: DISPUTE,
    },
    Check {
        id: id::CHALLENGES,
        runs: ALL,
        title: ("Uji mesin", "Challenges"),
        means: (
            "Setiap surat suara yang diuji dihitung ulang sama persis dari benih yang sudah dicatat.",
            "Every challenged ballot recomputes exactly from a seed fixed beforehand.",
        ),
        failure: ("Bilik menyegel pilihan lain daripada yang tampil.", "The booth sealed another choice than it showed."),
        call: CHAIR,
    },
    Check {
        id: id::NEVER_COUNTED,
        runs: ALL,
        title: ("Yang diuji atau batal tidak dihitung", "Challenged and spoiled are not cast"),
        means: (
            "Tidak ada kode yang sekaligus tersimpan dan diuji, batal atau kosong.",
            "No code is both cast and challenged, spoiled or void.",
        ),
        failure: ("Surat suara yang dibuka ikut dihitung.", "A ballot that was opened is counted."),
        call: DISPUTE,
    },
    Check {
        id: id::QUOTA,
        runs: RECORDS,
        title: ("Jumlah uji (catatan)", "Number of challenges (note)"),
        means: (
            "Berapa kali tiap bilik diuji. Kurang dari sasaran hanya dicatat, tidak pernah menggagalkan.",
            "How often each booth was challenged. Fewer than expected is noted, never a failure.",
        ),
        failure: ("Tidak pernah gagal.", "It never fails."),
        call: COMMITTEE,
    },
];
