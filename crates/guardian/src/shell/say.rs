//! What is said in Indonesian about errors of the library, whose own words are English.

use guardian::ceremony::CeremonyError;
use guardian::witness::WitnessError;
use guardian::{Member, OpenError};

/// The ceremony's first line.
pub(crate) fn ceremony(error: &CeremonyError) -> String {
    match error {
        CeremonyError::NoSeat => "Kunci ini bukan penjaga di desa mana pun dalam definisi ini.".to_owned(),
        CeremonyError::Attempt { village, asked, newest } => {
            format!("Desa {village}: upaya {asked} tidak dapat dimulai; yang terbaru di sini {newest}. Sepakati nomor yang lebih besar.")
        }
        CeremonyError::NotYet { village, needed, .. } => format!("Desa {village}: kerjakan putaran {} dulu.", needed.number()),
        CeremonyError::Over { village } => format!("Desa {village}: upaya ini sudah disahkan; hanya putaran 4 dapat diulang."),
        CeremonyError::Json { file, .. } | CeremonyError::Format { file, .. } => {
            format!("Berkas {file} rusak atau bukan dari putaran ini; minta lagi ke penjaganya.")
        }
        CeremonyError::Missing { village, round, numbers } => {
            format!("Desa {village}: berkas putaran {} dari penjaga {numbers} belum ada; tunggu.", round.number())
        }
        CeremonyError::Stranger { village, number, file } => {
            format!("Berkas {file} bukan dari penjaga {number} desa {village}: penjaga yang salah.")
        }
        CeremonyError::Signature { village, number, round } => {
            format!("Desa {village}: tanda tangan penjaga {number} di putaran {} tidak sah; minta berkasnya lagi.", round.number())
        }
        CeremonyError::Twice { village, number, round } => {
            format!(
                "Desa {village}: penjaga {number} memberi dua berkas putaran {} yang berbeda. Simpan keduanya; mulai upaya berikut.",
                round.number()
            )
        }
        CeremonyError::Commitment { village, number } => {
            format!("Desa {village}: yang dibuka penjaga {number} bukan yang diikrarkannya. Batalkan upaya ini; mulai yang berikut.")
        }
        CeremonyError::Transcript { village, .. } => format!("Desa {village}: yang dibuka para penjaga tidak membentuk kunci."),
        CeremonyError::Split { village, number, .. } => {
            format!("Desa {village}: penjaga {number} melihat transkrip lain. Bandingkan berkas putaran 2.")
        }
        CeremonyError::Share { village, sender, .. } | CeremonyError::BadShare { village, sender } => {
            format!("Desa {village}: bagian dari penjaga {sender} salah. Batalkan upaya ini; mulai yang berikut dengan --attempt.")
        }
        CeremonyError::Unsent { village, sender, receiver } => {
            format!("Desa {village}: penjaga {sender} tidak mengirim tepat satu bagian untuk penjaga {receiver}.")
        }
        CeremonyError::Confirmation { village, .. } => format!("Desa {village}: pengesahan tidak sah."),
        CeremonyError::Draw { village } => format!("Desa {village}: undian tidak terpakai; mulai upaya berikut."),
    }
}

/// The opening's first line.
pub(crate) fn opening(error: &OpenError) -> String {
    match error {
        OpenError::Record(_) | OpenError::Documents(_) => "Rekaman ini tidak lolos periksa; kirim daftar ini ke panitia.".to_owned(),
        OpenError::NoSeat => "Kunci ini bukan penjaga desa ini.".to_owned(),
        OpenError::NoShare(_) => "Bagian kunci desa ini tidak ada di map ini; pakai map yang benar.".to_owned(),
        OpenError::Nothing => "Tidak ada surat suara yang dihitung, atau pemilihan dibatalkan: tidak ada yang dibuka.".to_owned(),
        OpenError::NotAsked(number) => format!("Tidak ada aturan yang meminta rencana {number}."),
        OpenError::NoPlan(number) => format!("Rencana {number} belum diterbitkan; tunggu panitia."),
        OpenError::Signature { number, .. } => format!("Rencana {number} tidak ditandatangani panitia."),
        OpenError::NotByRule { number, .. } => format!("Rencana {number} bukan yang menurut aturan. Simpan berkasnya sebagai bukti."),
        OpenError::TwoPlans { number, .. } => {
            format!("DUA RENCANA {number}: bukti pelanggaran. Simpan kedua berkas, lapor ke pengawas.")
        }
        OpenError::Previous { number, .. } => format!("Rencana {number} harus terbuka dulu."),
        OpenError::Opening { file, .. } => format!("Berkas {file} tidak sah; minta lagi ke penjaganya."),
        OpenError::Cell { smallest, least, .. } => {
            format!("Suara {smallest} orang saja akan terlihat; batasnya {least}. Tidak dibuka.")
        }
        OpenError::Shrunk { ballots, cast, excluded, least } => {
            format!(
                "BELUM DAPAT DIBUKA: {excluded} dari {cast} surat suara dikeluarkan, tinggal {ballots}; batasnya {least}. \
                 Tidak ada yang dibuka; hitungan kertas yang berlaku."
            )
        }
        OpenError::SmallVillage { ballots, excluded, least, undelivered } => {
            format!(
                "Seluruh desa hanya {ballots} surat suara; batasnya {least}. Dikeluarkan: {excluded}. Bilik tanpa catatan: {undelivered}. \
                 Tanyakan sebabnya; jika benar, ulangi dengan --small-village."
            )
        }
        OpenError::Factor(_) => "Bagian kunci tidak cocok dengan desa ini.".to_owned(),
    }
}

/// The witness's first line.
pub(crate) fn witness(error: &WitnessError) -> String {
    match error {
        WitnessError::Checkpoint(_) | WitnessError::Note(_) => "Ini bukan kepala log yang sah; minta lagi.".to_owned(),
        WitnessError::NoKey(origin) => format!("Kunci log {origin} belum dikenal; beri --key atau --documents."),
        WitnessError::Older { size, last, .. } => format!("Kepala ini {size} baris, padahal yang {last} baris sudah ditandatangani."),
        WitnessError::NoEvidence { size, last, .. } => {
            format!("Dari {last} ke {size} baris tanpa bukti; minta --proof atau --leaves.")
        }
        WitnessError::Proof { .. } => "Bukti tidak menyambung kepala yang lama dengan yang ini.".to_owned(),
        WitnessError::Leaves { .. } => "Daun yang diberi bukan daun kepala ini.".to_owned(),
        WitnessError::Fork { .. } => "Dua kepala log bertentangan.".to_owned(),
    }
}

/// How far this guardian is.
pub(crate) fn status(member: &Member) {
    println!("Penjaga (guardian): {}\nKunci (key): {}", member.name(), member.public());
    println!("Upacara (ceremony): {}", if member.standings().is_empty() { "belum ada (none)" } else { "" });
    for one in member.standings() {
        let transcript = one.transcript.map(|digest| format!(", transkrip {digest}")).unwrap_or_default();
        println!("  {} upaya {} putaran {}{transcript}", one.village, one.attempt, one.round);
    }
    println!("Yang dibuka (opened): {}", if member.ledger().entries().is_empty() { "belum ada (none)" } else { "" });
    for entry in member.ledger().entries() {
        let sets: Vec<String> = entry.plan.sets.iter().map(|set| format!("{} ({})", set.scope.id(), set.count)).collect();
        println!("  {} rencana {} {}: {}", entry.village, entry.plan.number, entry.plan.digest(), sets.join(", "));
    }
}
