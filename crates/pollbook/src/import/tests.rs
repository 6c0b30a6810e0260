use super::*;
use crate::draft::tests::draft;

const HEADER: &str = "village_code,station,stratum,number,nik,name,birth_date,sex,address\n";
const GOOD: &str = "16.07.17.2008,001,dusun-1,1,1607174501900001,Siti Aminah,1990-01-05,P,Dusun 1 RT 2\n\
                    16.07.17.2008,002,dusun-2,1,1607170501900002,\"Budi, S.Pd.\",1990-01-05,L,\n\
                    16.07.11.2004,001,,7,1607110501900003,=1+1,,,\n";

fn import(files: &[(&str, &str)]) -> Result<CheckedRolls, Box<RollReport>> {
    let files: Vec<RollFile<'_>> = files.iter().map(|(name, text)| RollFile { name, bytes: text.as_bytes() }).collect();
    read_rolls(&draft(), &files)
}

fn report(rows: &str) -> RollReport {
    *import(&[("a.csv", &format!("{HEADER}{GOOD}{rows}"))]).unwrap_err()
}

fn only_error(row: &str) -> (&'static str, Rule) {
    let report = report(row);
    assert_eq!(report.errors.len(), 1, "{row}: {:?}", report.errors);
    assert_eq!((&*report.errors[0].file, report.errors[0].row), ("a.csv", 5));
    (report.errors[0].column, report.errors[0].rule.clone())
}

fn key() -> RollKey {
    RollKey::from_bytes([7; 32])
}

#[test]
fn clean_rolls_of_all_villages_become_tags_and_rolls() {
    let rolls = import(&[("a.csv", &format!("{HEADER}{GOOD}"))]).unwrap();
    assert_eq!((rolls.voters(), rolls.villages().count(), rolls.warnings()), (3, 2, &[][..]));
    let tags = rolls.tags(&"16.07.17.2008".parse().unwrap(), &key()).unwrap();
    assert_eq!(tags.stations.iter().map(|s| s.registered).collect::<Vec<_>>(), [1, 1]);
    assert_eq!(tags.strata.iter().map(|s| s.registered).collect::<Vec<_>>(), [1, 1]);
    assert_eq!(tags.key, key().commitment());
    assert_eq!(DraftTags::parse(&tags.to_bytes()), Ok(tags.clone()));
    let made: Vec<Roll> = rolls.into_rolls(&key()).collect();
    assert_eq!(made.len(), 3);
    let (first, second) = (&made[1], &made[2]);
    assert_eq!(
        first.station_of(&first.tag(&second.voters()[0].nik)),
        Some(second.station()),
        "each roll knows where the village's others belong"
    );
    assert_eq!(first.station_of(&first.tag(&made[0].voters()[0].nik)), None, "but not another village's");
    assert!(made.iter().flat_map(|roll| roll.voters().iter().map(|v| roll.tag(&v.nik))).filter(|tag| tags.tags.contains(tag)).count() == 2);
}

#[test]
fn a_cell_that_looks_like_a_formula_stays_text() {
    let rolls = import(&[("a.csv", &format!("{HEADER}{GOOD}"))]).unwrap();
    let names: Vec<String> =
        rolls.into_rolls(&key()).flat_map(|roll| roll.voters().iter().map(|v| v.name.to_string()).collect::<Vec<_>>()).collect();
    assert!(names.contains(&"=1+1".to_owned()), "{names:?}");
}

#[test]
fn semicolons_and_a_byte_order_mark_give_the_same_roll() {
    let comma = import(&[("a.csv", &format!("{HEADER}{GOOD}"))]).unwrap();
    let text = format!("{HEADER}{GOOD}").replace(',', ";").replace("Budi;", "Budi,").replace('\n', "\r\n");
    let semicolon = import(&[("a.csv", &format!("\u{feff}{text}"))]).unwrap();
    let rolls = |checked: CheckedRolls| checked.into_rolls(&key()).map(|roll| roll.digest()).collect::<Vec<_>>();
    assert_eq!(rolls(comma), rolls(semicolon));
}

#[test]
fn every_rule_names_its_column() {
    let good = "16.07.17.2008,001,dusun-1,2,1607174501900009,Siti,1990-01-05,P,RT 2\n";
    assert!(import(&[("a.csv", &format!("{HEADER}{GOOD}{good}"))]).is_ok());
    let long = "x".repeat(201);
    let village: VillageCode = "16.07.17.2009".parse().unwrap();
    for (from, to, column, rule) in [
        ("16.07.17.2008", "16.07.17", "village_code", Rule::Village),
        ("16.07.17.2008", "16.07.17.2009", "village_code", Rule::UnknownVillage(village)),
        (",001,", ",1,", "station", Rule::Station),
        (",001,", ",003,", "station", Rule::UnknownStation("003".parse().unwrap())),
        ("dusun-1", "Dusun 1", "stratum", Rule::Stratum),
        ("dusun-1", "dusun-3", "stratum", Rule::UnknownStratum),
        ("dusun-1", "", "stratum", Rule::UnknownStratum),
        (",2,", ",0,", "number", Rule::Number),
        (",2,", ",+2,", "number", Rule::Number),
        (",2,", ",900001,", "number", Rule::Number),
        (",2,", ",1,", "number", Rule::NumberTwice { file: "a.csv".into(), row: 2 }),
        ("1607174501900009", "1.60717E+15", "nik", Rule::Nik),
        (",Siti,", ",,", "name", Rule::Text(manifest::TextError::Blank)),
        (",Siti,", ",Si\u{202e}ti,", "name", Rule::Text(manifest::TextError::Hidden(0x202e))),
        (",Siti,", &format!(",{long},"), "name", Rule::Text(manifest::TextError::TooLong)),
        ("1990-01-05", "05/01/1990", "birth_date", Rule::BirthDate),
        (",P,", ",W,", "sex", Rule::Sex),
        ("RT 2", "RT\u{7}2", "address", Rule::Text(manifest::TextError::Hidden(7))),
        (",RT 2", "", "village_code", Rule::Cells { found: 8, expected: 9 }),
    ] {
        assert!(good.contains(from));
        assert_eq!(only_error(&good.replacen(from, to, 1)), (column, rule), "{from} -> {to}");
    }
}

#[test]
fn all_bad_rows_are_told_at_once() {
    let bad = "16.07.17.2008,009,dusun-9,x,12,,x,x,\n\nx,x,x,x,x,x,x,x,x\n";
    let report = report(bad);
    let places: Vec<(u64, &str)> = report.errors.iter().map(|e| (e.row, e.column)).collect();
    let columns = |row: u64, names: &[&'static str]| names.iter().map(|name| (row, *name)).collect::<Vec<_>>();
    let first = columns(5, &["station", "stratum", "number", "nik", "name", "birth_date", "sex"]);
    let second = columns(7, &["village_code", "station", "number", "nik", "birth_date", "sex"]);
    assert_eq!(places, [first, second].concat());
    assert!(report.problems().next().unwrap().starts_with("a.csv, baris 5, kolom station: TPS 009 tidak ada"));
}

#[test]
fn a_cell_in_another_encoding_is_named() {
    let mut bytes = format!("{HEADER}{GOOD}").into_bytes();
    bytes.extend(b"16.07.17.2008,001,dusun-1,2,1607174501900009,Si\xe9ti,,,\n");
    let report = read_rolls(&draft(), &[RollFile { name: "a.csv", bytes: &bytes }]).unwrap_err();
    assert_eq!((report.errors[0].row, report.errors[0].column, &report.errors[0].rule), (5, "name", &Rule::NotUtf8));
}

#[test]
fn one_nik_in_two_villages_is_listed_with_both_places() {
    let here = format!("{HEADER}{GOOD}");
    let there = format!("{HEADER}16.07.11.2004,001,,8,1607174501900001,Siti Aminah,,,\n");
    let report = import(&[("a.csv", &here), ("b.csv", &there)]).unwrap_err();
    assert!(report.errors.is_empty() && !report.is_clean());
    let told = report.duplicates[0].to_string();
    assert!(
        told.starts_with("NIK …0001 ada 2 kali: a.csv baris 2 (desa 16.07.17.2008 TPS 001); b.csv baris 2 (desa 16.07.11.2004 TPS 001)"),
        "{told}"
    );
    assert!(!told.contains("1607174501900001") && !told.contains("Siti"));
}

#[test]
fn one_nik_three_times_is_one_duplicate_with_three_places() {
    let again = "16.07.17.2008,002,dusun-1,5,1607174501900001,A,,,\n16.07.17.2008,001,dusun-1,5,1607174501900001,B,,,\n";
    let report = report(again);
    assert_eq!((report.duplicates.len(), report.duplicates[0].places.len()), (1, 3));
}

#[test]
fn district_and_date_of_a_nik_only_warn() {
    let moved = "16.07.17.2008,001,dusun-1,2,3201010501900009,Andi,1990-01-06,L,\n";
    let rolls = import(&[("a.csv", &format!("{HEADER}{GOOD}{moved}"))]).unwrap();
    assert_eq!(rolls.warnings(), [Warning::District { file: "a.csv".into(), row: 5 }, Warning::Date { file: "a.csv".into(), row: 5 }]);
}

#[test]
fn an_empty_station_warns_and_a_village_without_a_roll_is_refused() {
    let without_second: String = GOOD.lines().filter(|line| !line.contains(",002,")).map(|line| format!("{line}\n")).collect();
    let rolls = import(&[("a.csv", &format!("{HEADER}{without_second}"))]).unwrap();
    let empty = Warning::EmptyStation { village: "16.07.17.2008".parse().unwrap(), station: "002".parse().unwrap() };
    assert_eq!(rolls.warnings(), [empty]);
    assert_eq!(rolls.into_rolls(&key()).count(), 3);
    let without_village: String = GOOD.lines().filter(|line| !line.starts_with("16.07.11")).map(|line| format!("{line}\n")).collect();
    let report = import(&[("a.csv", &format!("{HEADER}{without_village}"))]).unwrap_err();
    assert_eq!(report.missing, ["16.07.11.2004".parse().unwrap()]);
}

#[test]
fn a_file_that_is_no_roll_is_named_beside_the_bad_rows_of_others() {
    let report = import(&[("a.csv", "nik,name\n"), ("b.csv", &format!("{HEADER}{GOOD}x\n"))]).unwrap_err();
    assert!(matches!(report.files.as_slice(), [(name, crate::TableError::Header { .. })] if &**name == "a.csv"));
    assert_eq!(report.errors.len(), 1);
}
