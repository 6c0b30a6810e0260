//! What the committee types into its tables, and the roll that the civil registry hands over.

use super::table::Table;

/// The village of this election.
pub(super) const VILLAGE: &str = "99.01.01.2001";
/// Both stations, each with booths 1 and 2 and desk 1.
pub(super) const STATIONS: [&str; 2] = ["001", "002"];
/// Every booth by station and number.
pub(super) const BOOTHS: [(&str, u32); 4] = [("001", 1), ("001", 2), ("002", 1), ("002", 2)];
/// People who hold a part of the key; three of them open.
pub(super) const GUARDIANS: [(&str, &str); 5] = [
    ("Ketua panitia", "neutral"),
    ("Ketua BPD", "neutral"),
    ("Camat, Kebun Raya", "neutral"),
    ("Saksi nomor 1", "1"),
    ("Saksi nomor 2", "2"),
];
/// Voters on the roll of each station.
pub(super) const ROLL: [u32; 2] = [12, 9];

const REGENCY: &str = r#"election = "buah-2027"
mode = "REAL"
date = "2027-10-05"
zone = "+07:00"
hours = "07.00-13.00 WIB"
scrypt_work_factor = 15
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
challenge_quota = 1
k_min = 5
max_epochs = 8
max_voids = 3
retries = 2
strip = true
witness_quorum = 2
tie_rules = ["station_registered", "domicile", "education", "committee"]
box_count = { value = "all", article = "Contoh Perbup 1/2027 Pasal 40" }
prevails = { value = "electronic", article = "Contoh Perbup 1/2027 Pasal 41" }

[rules.additional_voters]
allowed = true
papers = "KTP-el dengan alamat desa ini"
"#;

/// Changes the example into the draft of this election; `people` are the lines that programs printed for the three key tables.
pub(super) fn fill(table: &Table, people: &People) {
    table.write("draf/regency.toml", REGENCY);
    // As a spreadsheet exports it: a byte order mark, semicolons, CRLF.
    table.write("draf/villages.csv", format!("\u{feff}village_code;name;district\r\n{VILLAGE};Buah Maju;Kebun Raya\r\n"));
    let rows = |header: &str, rows: &[&str]| -> String {
        core::iter::once(format!("{header}\n")).chain(rows.iter().map(|row| format!("{VILLAGE},{row}\n"))).collect()
    };
    let put = |name: &str, header: &str, list: &[&str]| table.write(&format!("draf/{name}.csv"), rows(header, list));
    put("stations", "village_code,station,name,kind", &["001,Balai Desa,electronic", "002,SD Negeri 1,electronic"]);
    put("booths", "village_code,station,booth,kind,strata", &["001,1,fixed,", "001,2,fixed,", "002,1,fixed,", "002,2,mobile,"]);
    put("strata", "village_code,stratum,name", &["dusun-1,Dusun Satu", "dusun-2,Dusun Dua"]);
    let fruit = ["1,Pisang,pisang.png,dusun-1,3", "2,Mangga,mangga.png,dusun-2,2", "3,Jeruk,jeruk.png,,4"];
    put("candidates", "village_code,number,name,photo,domicile,education", &fruit);
    put("desks", "village_code,station,desk", &["001,1", "002,1"]);
    table.write("draf/guardians.csv", format!("village_code;number;name;side;key\n{}", people.guardians));
    table.write("draf/witnesses.csv", format!("village_code;name;key\n{}", people.witnesses));
    table.write("draf/counters.csv", format!("village_code,name,key\n{}", people.counters));
    table.write("daftar/pemilih.csv", roll());
}

/// Rows of the tables that hold keys.
pub(super) struct People {
    pub(super) guardians: String,
    pub(super) witnesses: String,
    pub(super) counters: String,
}

/// The number by which the civil registry knows a voter of a station.
pub(super) fn nik(station: usize, number: u32) -> String {
    let day = number % 28 + 1;
    format!("990101{day:02}0380{:04}", 1000 * (station + 1) + number as usize)
}

fn roll() -> String {
    let header = "village_code,station,stratum,number,nik,name,birth_date,sex,address\n".to_owned();
    let voters = STATIONS.iter().zip(ROLL).enumerate().flat_map(|(at, (station, voters))| (1..=voters).map(move |n| (at, station, n)));
    let row = |(at, station, number): (usize, &&str, u32)| {
        let day = number % 28 + 1;
        format!(
            "{VILLAGE},{station},dusun-{},{number},{},Warga {station} {number},1980-03-{day:02},L,RT {number}\n",
            number % 2 + 1,
            nik(at, number)
        )
    };
    header + &voters.map(row).collect::<String>()
}
