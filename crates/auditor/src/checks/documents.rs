//! C01–C16: the folder, the signed documents and the key.

use super::{ALL, COMMITTEE, Check, DISPUTE, GUARDIANS, RECORDS, id};

pub(super) const TABLE: &[Check] = &[
    Check {
        id: id::LIST,
        runs: ALL,
        title: ("Daftar berkas terbaca", "The list of files reads"),
        means: (
            "SHA256SUMS ada, versinya dikenal, dan menyebut jenis serta nama folder ini.",
            "SHA256SUMS is there, of a known version, and says what this folder is and of which village or booth.",
        ),
        failure: ("Folder rusak, tidak lengkap, atau bukan rekaman Suara.", "The folder is damaged, incomplete, or no record of Suara."),
        call: COMMITTEE,
    },
    Check {
        id: id::LIST_SIGNED,
        runs: ALL,
        title: ("Daftar berkas bertanda tangan", "The list of files is signed"),
        means: (
            "Panitia (untuk rekaman) atau bilik (untuk bundel) menandatangani daftar ini.",
            "The committee (for a record) or the booth (for a bundle) signed this very list.",
        ),
        failure: (
            "Daftar diubah sesudah ditandatangani, atau ditandatangani oleh yang bukan panitia atau bilik itu: minta salinan lain dan bandingkan.",
            "The list was changed after signing, or somebody else than the committee or that booth signed it: ask for another copy and compare.",
        ),
        call: COMMITTEE,
    },
    Check {
        id: id::FILES,
        runs: ALL,
        title: ("Setiap berkas seperti dalam daftar", "Every file is as listed"),
        means: (
            "Setiap berkas ada, isinya sama dengan daftar, dan tidak ada berkas lain.",
            "Every listed file is there with the listed content, and no other file is.",
        ),
        failure: ("Salinan rusak, atau seseorang mengubah berkas itu.", "The copy is damaged, or somebody changed that file."),
        call: COMMITTEE,
    },
    Check {
        id: id::PLACES,
        runs: ALL,
        title: ("Setiap berkas dikenal", "Every file is one that a record has"),
        means: (
            "Tidak ada berkas di luar bentuk rekaman, misalnya bilik yang tidak ada dalam definisi.",
            "No file lies outside the format, such as a booth that the definition does not have.",
        ),
        failure: (
            "Sesuatu ditambahkan ke rekaman: tanpa sengaja saat menyalin, atau untuk menyisipkan sesuatu.",
            "Something was added to the record: by accident when it was copied, or to slip something in.",
        ),
        call: COMMITTEE,
    },
    Check {
        id: id::INDEX,
        runs: ALL,
        title: ("Indeks kabupaten", "Regency index"),
        means: (
            "Indeks terbaca dan ditandatangani kunci panitia di dalamnya.",
            "The index reads and is signed by the committee key it names.",
        ),
        failure: ("Indeks diubah atau bukan dari panitia.", "The index was changed or is not the committee's."),
        call: COMMITTEE,
    },
    Check {
        id: id::ANCHOR,
        runs: ALL,
        title: ("Jangkar di kertas", "Anchor on paper"),
        means: (
            "Sidik indeks sama dengan yang tercetak pada pengumuman.",
            "The index's digest (or the committee's key) is the one on the public notice.",
        ),
        failure: (
            "Rekaman ini dari panitia lain atau pemilihan lain: jangan dipercaya.",
            "This record is of another committee or election: do not trust it.",
        ),
        call: DISPUTE,
    },
    Check {
        id: id::DEFINITION,
        runs: ALL,
        title: ("Definisi desa", "Village definition"),
        means: (
            "Calon, TPS, aturan dan penjaga kunci menurut definisi yang terdaftar dan ditandatangani.",
            "Candidates, stations, rules and guardians are those of the listed and signed definition.",
        ),
        failure: (
            "Definisi diganti: calon, TPS atau aturan mungkin bukan yang diumumkan.",
            "The definition was exchanged: candidates, stations or rules may not be those that were announced.",
        ),
        call: DISPUTE,
    },
    Check {
        id: id::MODE,
        runs: ALL,
        title: ("Resmi atau latihan", "Real or rehearsal"),
        means: ("Indeks, definisi dan nama folder menyebut mode yang sama.", "Index, definition and the folder's name agree on the mode."),
        failure: ("Latihan disajikan sebagai pemilihan, atau sebaliknya.", "A rehearsal is shown as an election, or the other way round."),
        call: COMMITTEE,
    },
    Check {
        id: id::ROOTS,
        runs: ALL,
        title: ("Daftar pemilih dan kartu (jumlah)", "Roll and deck (counts)"),
        means: (
            "Jumlah pemilih dan kartu ditandatangani sebelum hari pemilihan dan cocok dengan definisi.",
            "Counts of voters and cards are signed and fit the definition.",
        ),
        failure: (
            "Jumlah pemilih atau kartu diubah sesudah ditandatangani, atau berkasnya rusak.",
            "The counts of voters or cards were changed after signing, or the file is damaged.",
        ),
        call: COMMITTEE,
    },
    Check {
        id: id::TAGS,
        runs: RECORDS,
        title: ("Tanda pemilih", "Roll tags"),
        means: (
            "Setiap pemilih terdaftar punya satu tanda, tidak ada yang ganda, jumlahnya sama dengan daftar.",
            "Every voter on the roll has one tag, none twice, as many as the roll says.",
        ),
        failure: (
            "Pemilih ditambah, dihapus atau dicatat dua kali sesudah daftar pemilih ditandatangani.",
            "Voters were added, removed or entered twice after the roll was signed.",
        ),
        call: COMMITTEE,
    },
    Check {
        id: id::DECK,
        runs: RECORDS,
        title: ("Daftar kartu", "Deck of cards"),
        means: ("Daftar kartu sama dengan yang ditandatangani, tanpa yang ganda.", "The list of cards is the signed one, none twice."),
        failure: (
            "Kartu ditambahkan atau dihapus sesudah daftar ditandatangani; kartu tambahan dapat menjadi suara tambahan.",
            "Cards were added or removed after signing; additional cards can become additional votes.",
        ),
        call: COMMITTEE,
    },
    Check {
        id: id::DEVICES,
        runs: ALL,
        title: ("Daftar perangkat", "Device list"),
        means: (
            "Kunci bilik, meja dan saksi menurut daftar bertanda tangan.",
            "Keys of booths, desks and witnesses are those of the signed list.",
        ),
        failure: (
            "Sebuah perangkat diganti atau ditambahkan tanpa tanda tangan panitia, atau berkasnya rusak.",
            "A device was exchanged or added without the committee's signature, or the file is damaged.",
        ),
        call: COMMITTEE,
    },
    Check {
        id: id::AMENDMENTS,
        runs: ALL,
        title: ("Perubahan bernomor", "Numbered amendments"),
        means: (
            "Setiap perubahan bernomor urut, ditandatangani, dan menyebut yang sebelumnya.",
            "Every amendment is numbered, signed and names the one before.",
        ),
        failure: (
            "Sebuah perubahan hari itu dihapus, disisipkan atau diganti: bandingkan dengan surat perubahannya.",
            "An amendment of the day was removed, put between or exchanged: compare with its paper.",
        ),
        call: COMMITTEE,
    },
    Check {
        id: id::COMMITMENTS,
        runs: ALL,
        title: ("Upacara kunci: janji", "Key ceremony: commitments"),
        means: (
            "Setiap penjaga menunjukkan yang dijanjikan dan menandatanganinya.",
            "Every guardian showed and signed what it had committed to.",
        ),
        failure: (
            "Catatan upacara kunci dipalsukan atau diubah sesudahnya; kunci desa mungkin bukan milik para penjaga.",
            "The ceremony's transcript is forged or was changed later; the village's key may not be the guardians'.",
        ),
        call: GUARDIANS,
    },
    Check {
        id: id::POSSESSION,
        runs: ALL,
        title: ("Upacara kunci: kepemilikan", "Key ceremony: possession"),
        means: (
            "Setiap penjaga memegang bagiannya; dari semuanya terbentuk kunci desa.",
            "Every guardian knows its part, and together they make the village's key.",
        ),
        failure: (
            "Kunci desa bukan buatan para penjaga bersama: seseorang mungkin dapat membuka suara sendirian.",
            "The guardians did not make the key together: somebody may be able to open votes alone.",
        ),
        call: GUARDIANS,
    },
    Check {
        id: id::CONFIRMED,
        runs: ALL,
        title: ("Upacara kunci: pengesahan", "Key ceremony: confirmations"),
        means: (
            "Semua penjaga menandatangani kunci yang sama dan pembukaan percobaan berhasil.",
            "All guardians signed the same key, and a trial opening worked.",
        ),
        failure: (
            "Penjaga melihat kunci berbeda, atau kunci tidak dapat dibuka.",
            "Guardians saw different keys, or the key does not open.",
        ),
        call: GUARDIANS,
    },
];
