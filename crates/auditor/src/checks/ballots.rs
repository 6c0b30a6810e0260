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
        failure: (
            "Surat suara diubah sesudah disegel, rusak saat disalin, atau dibuat oleh perangkat lunak lain.",
            "A ballot was changed after sealing, damaged in copying, or made by other software.",
        ),
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
        failure: (
            "Surat suara mungkin memuat lebih dari satu suara atau suara negatif, atau disalin dari bilik lain.",
            "A ballot may hold more than one vote or a negative one, or was copied from another booth.",
        ),
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
        means: (
            "Setiap surat suara punya nomor acak (slot) dan sandi sendiri; tidak ada yang dipakai dua kali.",
            "Every ballot has a random number (slot) and ciphertexts of its own; none occurs twice.",
        ),
        failure: ("Surat suara disalin untuk membuka isinya atau menggandakannya.", "A ballot was copied, to reveal or to double it."),
        call: DISPUTE,
    },
    Check {
        id: id::CARDS_ISSUED,
        runs: ALL,
        title: ("Kartu dikeluarkan", "Cards were issued"),
        means: ("Setiap kartu ditandatangani penerbit untuk definisi ini.", "Every card is signed by the issuer for this definition."),
        failure: (
            "Surat suara dibuat tanpa kartu yang diterbitkan panitia: mungkin suara tambahan.",
            "A ballot was made without a card that the issuer signed: perhaps an additional vote.",
        ),
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
        failure: (
            "Kartu dibuat sesudah daftar kartu ditandatangani, atau dipakai di tempat yang bukan tempatnya.",
            "Cards were made after the deck was signed, or used at a place that is not theirs.",
        ),
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
        failure: (
            "Satu kartu menghasilkan dua suara: kartu disalin, atau bilik tidak menolaknya.",
            "One card made two votes: it was copied, or a booth did not refuse it.",
        ),
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
        failure: (
            "Bilik menyegel pilihan lain daripada yang tampil, jadi mungkin juga pada pemilih lain. Bilik itu tidak boleh dipakai lagi; hitung kotaknya.",
            "The booth sealed another choice than it showed, so perhaps for other voters too. It must not be used again; count its box.",
        ),
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
        failure: (
            "Surat suara yang sudah dibuka atau dibatalkan ikut dihitung: suara tambahan, atau rahasianya terbuka.",
            "A ballot that was opened or cancelled is counted: an additional vote, or one whose secrecy is gone.",
        ),
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
