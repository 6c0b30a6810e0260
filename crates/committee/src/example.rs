//! A complete small draft: two villages of a rehearsal, with fruit for candidates and people who do not exist.

use canonical::{SigningKey, sha256};

use crate::DraftFiles;

const VILLAGES: [&str; 2] = ["99.01.01.2001", "99.01.01.2002"];

const REGENCY: &str = r#"# Contoh draf: latihan dengan buah. Salin folder ini dan ganti isinya (copy this folder and change it).
election = "latihan-2027"
mode = "REHEARSAL"
date = "2027-10-05"
zone = "+07:00"
hours = "07.00-13.00 WIB"
scrypt_work_factor = 10
guardians_threshold = 3

[regency]
name = "Kabupaten Contoh"

[labels]
village = "Desa"
head = "Kepala Desa"
station = "TPS"
booth = "Bilik"

[rules]
blank_is_valid = false
challenge_quota = 2
k_min = 10
max_epochs = 8
max_voids = 3
retries = 2
strip = true
witness_quorum = 1
tie_rules = ["station_registered", "station_attendance", "domicile", "education", "committee"]
# Dua pilihan peraturan daerah tanpa nilai bawaan (two choices of the regulation without a default):
# box_count: all (semua), drawn (diundi), dispute (bila disengketakan); prevails: paper (kertas), electronic (elektronik).
box_count = { value = "all", article = "Contoh Perbup 1/2027 Pasal 40" }
prevails = { value = "paper", article = "Contoh Perbup 1/2027 Pasal 41" }

[rules.additional_voters]
allowed = true
papers = "KTP-el dengan alamat desa ini"
"#;

const READ_ME: &str = "CONTOH DRAF SUARA

1. suara-pollbook import FOLDER FOLDER/dpt/*.csv  membaca daftar pemilih; menulis tags/<kode desa>.json dan, terenkripsi, rolls/.
2. suara-committee init FOLDER --work KERJA  membaca folder ini.

Kunci di guardians.csv, witnesses.csv dan counters.csv adalah kunci contoh yang diketahui semua orang. Ganti dengan kunci dari
suara-guardian new, suara-guardian witness new dan suara-committee counter new.

(The keys in the tables are examples that everybody knows: replace them. Import the rolls with suara-pollbook, then run init.)
";

/// The files of the example by path: `regency.toml`, all tables, photographs, rolls, and what to do with them.
#[must_use]
pub fn example_files() -> DraftFiles {
    let mut files = DraftFiles::new();
    let mut put = |name: &str, text: String| files.insert(name.to_owned(), text.into_bytes());
    put("BACA-DULU.txt", READ_ME.to_owned());
    put("regency.toml", REGENCY.to_owned());
    put("villages.csv", "village_code,name,district\n99.01.01.2001,Buah Maju,Kebun Raya\n99.01.01.2002,Sayur Jaya,Kebun Raya\n".to_owned());
    put("stations.csv", table("village_code,station,name,kind", &["001,Balai Desa,electronic", "002,SD Negeri 1,electronic"]));
    put("booths.csv", table("village_code,station,booth,kind,strata", &["001,1,fixed,", "001,2,fixed,", "002,1,fixed,"]));
    put("strata.csv", table("village_code,stratum,name", &["dusun-1,Dusun Satu", "dusun-2,Dusun Dua"]));
    let fruit = ["1,Pisang,pisang.png,dusun-1,3", "2,Mangga,mangga.png,dusun-2,2", "3,Jeruk,jeruk.png,,4"];
    put("candidates.csv", table("village_code,number,name,photo,domicile,education", &fruit));
    put("desks.csv", table("village_code,station,desk", &["001,1", "002,1"]));
    put("guardians.csv", keyed("village_code,number,name,side,key", "penjaga", &GUARDIANS));
    put("witnesses.csv", keyed("village_code,name,key", "saksi", &["saksi-1", "saksi-2"]));
    put("counters.csv", keyed("village_code,name,key", "penghitung", &["Penghitung Satu", "Penghitung Dua"]));
    for village in VILLAGES {
        put(&format!("dpt/{village}.csv"), roll(village));
    }
    for (name, colour) in [("pisang", [255, 215, 0]), ("mangga", [0, 128, 0]), ("jeruk", [255, 165, 0])] {
        files.insert(format!("photos/{name}.png"), picture(colour));
    }
    files
}

const GUARDIANS: [&str; 5] =
    ["1,Ketua panitia,neutral", "2,Ketua BPD,neutral", "3,Camat,neutral", "4,Saksi nomor 1,1", "5,Saksi nomor 2,2"];

fn table(header: &str, rows: &[&str]) -> String {
    let of_village = |village: &&str| rows.iter().map(|row| format!("{village},{row}\n")).collect::<String>();
    format!("{header}\n{}", VILLAGES.iter().map(of_village).collect::<String>())
}

fn keyed(header: &str, role: &str, rows: &[&str]) -> String {
    let key = |village: &str, row: &str| {
        let seed = sha256(format!("suara contoh {role} {village} {row}").as_bytes());
        SigningKey::from_seed(seed.as_bytes()).public()
    };
    let of_village = |village: &&str| rows.iter().map(|row| format!("{village},{row},{}\n", key(village, row))).collect::<String>();
    format!("{header}\n{}", VILLAGES.iter().map(of_village).collect::<String>())
}

/// A disc of one colour, as PNG.
fn picture(colour: [u8; 3]) -> Vec<u8> {
    const SIDE: u32 = 100;
    let is_inside = |x: u32, y: u32| x.abs_diff(SIDE / 2).pow(2) + y.abs_diff(SIDE / 2).pow(2) < 40 * 40;
    let pixels = (0..SIDE).flat_map(|y| (0..SIDE).flat_map(move |x| if is_inside(x, y) { colour } else { [255; 3] })).collect::<Vec<u8>>();
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, SIDE, SIDE);
    encoder.set_color(png::ColorType::Rgb);
    // Writing into memory does not fail.
    let _ = encoder.write_header().and_then(|mut writer| writer.write_image_data(&pixels));
    file
}

const FIRST: [&str; 6] = ["Anggrek", "Bakung", "Cempaka", "Dahlia", "Kenanga", "Melati"];
const LAST: [&str; 5] = ["Abadi", "Bestari", "Cahaya", "Damai", "Elok"];

/// Thirty voters of station 001 and twenty of station 002, who do not exist.
fn roll(village: &str) -> String {
    let district: String = village.chars().filter(char::is_ascii_digit).take(6).collect();
    let kind = village.chars().last().and_then(|c| c.to_digit(10)).unwrap_or(0) as usize;
    let names: Vec<String> = LAST.iter().flat_map(|last| FIRST.map(|first| format!("{first} {last}"))).collect();
    let voter = |n: usize| {
        let (station, number) = if n < 30 { ("001", n + 1) } else { ("002", n - 29) };
        let (day, month, female) = (n % 28 + 1, n % 12 + 1, n % 2 == 1);
        let nik = format!("{district}{:02}{month:02}80{:04}", if female { day + 40 } else { day }, kind * 100 + n);
        let name = names.get(n % names.len()).map_or("", String::as_str);
        let sex = if female { "P" } else { "L" };
        format!("{village},{station},dusun-{},{number},{nik},{name},1980-{month:02}-{day:02},{sex},Jalan Kebun {n}\n", n % 2 + 1)
    };
    let rows: String = (0..50).map(voter).collect();
    format!("village_code,station,stratum,number,nik,name,birth_date,sex,address\n{rows}")
}
