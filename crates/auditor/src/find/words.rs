//! What a search found, in words: each standing with what it means.

use ballot::Code;
use record::ExclusionReason;

use super::{Answer, Gap, Hit, Standing, Wanted};
use crate::text::{Words, say};

impl Answer {
    /// What was found, for people.
    #[must_use]
    pub fn words(&self, wanted: &Wanted) -> Vec<Words> {
        let mut words: Vec<Words> = self.hits.iter().map(Hit::words).collect();
        if self.hits.is_empty() {
            words.push(say!("TIDAK ADA DALAM REKAMAN INI.", "NOT IN THIS RECORD."));
            words.extend(self.gaps.iter().take(10).map(Gap::words));
            words.extend(self.missing.iter().take(10).map(|booth| {
                say!(
                    "Bilik ini tidak ada di sini, kodenya mungkin di situ: {booth}",
                    "This booth is not here, the code may be in it: {booth}"
                )
            }));
        }
        words.extend(self.signature_words(wanted));
        words.extend(self.unsound.iter().map(|village| {
            say!(
                "PERHATIAN: rekaman {village} tidak lulus pemeriksaan; jalankan suara-audit verify.",
                "NOTE: the record of {village} fails checks; run suara-audit verify."
            )
        }));
        words
    }

    fn signature_words(&self, wanted: &Wanted) -> Option<Words> {
        let Wanted::Strip(strip) = wanted else { return None };
        let outcome = strip.outcome.word();
        Some(match self.signature {
            None => say!(
                "Bilik pada tanda terima ini tidak dikenal di sini; tanda tangannya TIDAK DIPERIKSA.",
                "The strip's booth is unknown here; its signature is NOT CHECKED."
            ),
            Some(false) => say!(
                "TANDA TANGAN TIDAK SAH: bukan dari bilik itu, atau diubah.",
                "THE SIGNATURE DOES NOT HOLD: not of that booth, or changed."
            ),
            Some(true) if self.contradicts(wanted) => say!(
                "BUKTI: bilik menandatangani {outcome}, tetapi rekaman mengatakan lain. Simpan kertasnya; hubungi panitia sengketa.",
                "PROOF: the booth signed {outcome}, but the record says otherwise. Keep the paper; call the body that decides disputes."
            ),
            Some(true) => {
                say!("Tanda tangan bilik sah; tanda terima mengatakan {outcome}.", "The booth's signature holds; the strip says {outcome}.")
            }
        })
    }
}

impl Hit {
    fn words(&self) -> Words {
        let Self { booth, village, .. } = self;
        match self.standing {
            Standing::Counted => say!(
                "TERSIMPAN dan DIHITUNG. {village}, bilik {booth}: surat suara ini ada dalam jumlah yang dihitung.",
                "CAST and COUNTED. {village}, booth {booth}: this ballot is in the counted sum."
            ),
            Standing::Excluded(ExclusionReason::AuditCard) => say!(
                "TERSIMPAN, TIDAK DIHITUNG. {village}, bilik {booth}: kartunya kartu pemeriksa.",
                "CAST, NOT COUNTED. {village}, booth {booth}: its card was an auditor's."
            ),
            Standing::Excluded(ExclusionReason::Clash) => say!(
                "TERSIMPAN, TIDAK DIHITUNG. {village}, bilik {booth}: kartunya tersimpan di dua catatan.",
                "CAST, NOT COUNTED. {village}, booth {booth}: its card was cast in two logs."
            ),
            Standing::Challenged => say!(
                "UJI MESIN. {village}, bilik {booth}: pilihannya dibuka untuk umum dan tidak dihitung.",
                "CHALLENGED. {village}, booth {booth}: it was opened for all to see and is not counted."
            ),
            Standing::Spoiled => say!(
                "BATAL oleh pemilihnya. {village}, bilik {booth}: tidak dibuka dan tidak dihitung; kartunya tetap berlaku.",
                "SPOILED by its voter. {village}, booth {booth}: neither opened nor counted; the card stayed good."
            ),
            Standing::Void => say!(
                "DIBATALKAN. {village}, bilik {booth}: tidak ada jawaban; tidak dibuka dan tidak dihitung.",
                "VOID. {village}, booth {booth}: no answer came; neither opened nor counted."
            ),
        }
    }
}

impl Gap {
    fn words(&self) -> Words {
        let show = |code: &Option<Code>| code.map_or_else(|| "-".to_owned(), |c| c.written().to_string());
        let (village, before, after) = (&self.village, show(&self.before), show(&self.after));
        say!(
            "{village}: dalam daftar urut, sebelum tempatnya {before}, sesudahnya {after}.",
            "{village}: in the sorted list, before its place stands {before}, after it {after}."
        )
    }
}
