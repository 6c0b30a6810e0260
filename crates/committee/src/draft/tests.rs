use super::*;
use crate::example_files;

fn faults(change: impl FnOnce(&mut DraftFiles)) -> Vec<String> {
    let mut files = example_files();
    change(&mut files);
    read_draft(&files).map_err(|errors| errors.iter().map(ToString::to_string).collect()).err().unwrap_or_default()
}

fn replace(files: &mut DraftFiles, file: &str, from: &str, to: &str) {
    let text = String::from_utf8(files[file].clone()).unwrap();
    assert!(text.contains(from), "{file} has no {from:?}");
    files.insert(file.to_owned(), text.replacen(from, to, 1).into_bytes());
}

#[test]
fn the_example_reads_with_comma_semicolon_and_byte_order_mark_alike() {
    let draft = read_draft(&example_files()).unwrap();
    assert_eq!(draft.villages.len(), 2);
    let mut files = example_files();
    for (_, bytes) in files.iter_mut().filter(|(name, _)| name.ends_with(".csv")) {
        *bytes = [b"\xef\xbb\xbf".as_slice(), String::from_utf8_lossy(bytes).replace(',', ";").as_bytes()].concat();
    }
    assert_eq!(read_draft(&files), Ok(draft));
}

#[test]
fn neither_choice_of_the_regulation_has_a_default() {
    for key in ["box_count", "prevails"] {
        let missing = faults(|files| {
            let text = String::from_utf8(files["regency.toml"].clone()).unwrap();
            let text: String = text.lines().filter(|line| !line.starts_with(key)).map(|line| format!("{line}\n")).collect();
            files.insert("regency.toml".to_owned(), text.into_bytes());
        });
        assert_eq!(missing.len(), 1, "{missing:?}");
        assert!(
            missing[0].starts_with(&format!("regency.toml, kunci rules.{key}: tidak ada nilai bawaan: tulis value dan article (pasal"))
        );
        assert!(missing[0].contains("Pasal 4"), "{missing:?}");
        let bare = faults(|files| replace(files, "regency.toml", &format!("{key} = {{ value"), &format!("{key} = {{ worth")));
        assert!(bare[0].contains("tidak ada nilai bawaan"), "{bare:?}");
    }
}

#[test]
fn every_fault_is_told_at_once_with_its_place() {
    let found = faults(|files| {
        replace(files, "regency.toml", "guardians_threshold = 3", "guardian_threshold = 3");
        replace(files, "booths.csv", "fixed", "besar");
        replace(files, "candidates.csv", "pisang.png", "pisang-2.png");
        replace(files, "guardians.csv", "neutral", "netral");
        replace(files, "desks.csv", "001,1", "009,1");
        files.remove("strata.csv");
    });
    let expected = [
        "regency.toml: kunci guardian_threshold tidak dikenal",
        "regency.toml, kunci guardians_threshold: kunci ini harus ada",
        "strata.csv: berkas ini tidak ada",
        "booths.csv, baris 2, kolom kind: harus salah satu dari: fixed, mobile",
        "candidates.csv, baris 2, kolom photo: foto tidak ada",
        "guardians.csv, baris 2, kolom side: harus salah satu dari: neutral",
        "desks.csv, baris 2, kolom station: tempat ini tidak ada",
    ];
    for words in expected {
        assert!(found.iter().any(|fault| fault.starts_with(words)), "{words}\n{found:#?}");
    }
}

#[test]
fn rows_out_of_shape_twice_or_of_unknown_villages_are_told() {
    let found = faults(|files| {
        let mut more = |file: &str, rows: &str| files.get_mut(file).unwrap().extend(rows.as_bytes());
        more("villages.csv", "99.01.01.2001,Lagi,Contoh\n");
        more("stations.csv", "99.01.01.2009,001,Balai,electronic\n99.01.01.2001,1,Balai,electronic\n");
        more("witnesses.csv", "99.01.01.2001,saksi-9\n");
        more("counters.csv", "99.01.01.2001,Nama\u{202e},00\n");
        more("candidates.csv", "99.01.01.2001,9,Durian,jeruk.png,,1\n");
    });
    let expected = [
        "villages.csv, baris 4, kolom village_code: baris ini sudah ada",
        "stations.csv, baris 6, kolom village_code: desa 99.01.01.2009 tidak ada",
        "stations.csv, baris 7, kolom station: a station is named by three digits",
        "witnesses.csv, baris 6: ada 2 sel, harus 3",
        "counters.csv, baris 6, kolom name: the text holds a control or direction character",
        "counters.csv, baris 6, kolom key: bukan kunci publik",
        "candidates.csv, desa 99.01.01.2001: nomor harus 1, 2, 3 … tanpa jeda; 4 berikutnya",
    ];
    for words in expected {
        assert!(found.iter().any(|fault| fault.starts_with(words)), "{words}\n{found:#?}");
    }
}

#[test]
fn a_wrong_header_or_encoding_is_named() {
    let header = faults(|files| replace(files, "desks.csv", "village_code", "kode"));
    assert_eq!(
        header,
        ["desks.csv, baris 1: baris pertama harus village_code,station,desk (the header must be exactly this, with , or ;)"]
    );
    let bytes = faults(|files| {
        files.get_mut("desks.csv").unwrap().extend(b"99.01.01.2001,\xff,1\n");
    });
    assert!(bytes[0].contains("bukan UTF-8"), "{bytes:?}");
}

#[test]
fn a_real_election_does_not_take_a_weak_work_factor() {
    let weak = faults(|files| {
        replace(files, "regency.toml", "REHEARSAL", "REAL");
        replace(files, "regency.toml", "scrypt_work_factor = 10", "scrypt_work_factor = 14");
    });
    assert!(weak[0].starts_with("regency.toml, kunci scrypt_work_factor: paling sedikit 15"), "{weak:?}");
}
