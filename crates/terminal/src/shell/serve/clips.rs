//! The clips that are built in. They are spoken by a machine and hold the place of a recording; `--voice` replaces any of them.

macro_rules! clips {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_bytes!(concat!("../../../voice/", $name, ".ogg")))),*]
    };
}

/// Every clip with its name.
pub(super) const BUILT_IN: &[(&str, &[u8])] = clips![
    "bel",
    "belum",
    "calon-1",
    "calon-2",
    "calon-3",
    "calon-4",
    "calon-5",
    "k1",
    "k13",
    "k2",
    "k3",
    "k3-benar",
    "k4",
    "k5",
    "k6",
    "k8",
    "kartu-ditolak",
    "kembali",
    "kosong",
    "lanjutkan",
    "mengapa",
    "salah-pilih",
    "selesai",
    "struk-beda",
    "tidak",
    "uji",
    "uji-mesin",
    "uji-tekan",
    "ya",
];

#[cfg(test)]
mod tests {
    use super::*;

    const VIEWS: [&str; 3] =
        [include_str!("../../hall/view.rs"), include_str!("../../hall/view/officer.rs"), include_str!("../../hall/view/slip.rs")];

    /// What stands in quotes after one of these words.
    fn named(source: &str) -> impl Iterator<Item = &str> {
        let after = |word: &'static str| source.split(word).skip(1).filter_map(|rest| rest.split('"').next());
        ["prompt(\"", "private(\"", "saying(\""].into_iter().flat_map(after)
    }

    fn is_built_in(name: &str) -> bool {
        BUILT_IN.iter().any(|(known, _)| *known == name)
    }

    #[test]
    fn every_clip_that_a_screen_names_is_built_in() {
        let names: Vec<&str> = VIEWS.iter().flat_map(|view| named(view)).collect();
        assert!(names.len() > 15, "the views were read: {names:?}");
        // Named in other ways: the end of a vote, and the lines of the ballot.
        let others = ["kartu-ditolak", "k6", "belum", "kosong", "calon-1", "calon-2", "calon-3", "calon-4", "calon-5"];
        for name in names.iter().chain(&others) {
            assert!(is_built_in(name), "{name}");
        }
    }

    #[test]
    fn a_clip_is_an_ogg_file_and_they_are_small_together() {
        assert!(BUILT_IN.iter().all(|(_, bytes)| bytes.starts_with(b"OggS")));
        let all: usize = BUILT_IN.iter().map(|(_, bytes)| bytes.len()).sum();
        assert!(all < 600_000, "{all}");
    }
}
