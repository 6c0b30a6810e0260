use super::*;

const HEADER: &str = "village_code,village,station,registered,attended,option,votes\n";

/// The village `16.07.17.2008,Purwosari` in one station, with these endings of its rows.
fn purwosari(rows: &[&str]) -> String {
    HEADER.to_owned() + &rows.iter().map(|row| format!("16.07.17.2008,Purwosari,{row}\n")).collect::<String>()
}

fn errors(file: &str) -> Vec<RowError> {
    match parse(file.as_bytes()) {
        Err(ReplayError::Rows(errors)) => errors,
        other => panic!("{other:?}"),
    }
}

fn only_error(file: &str) -> (u64, Column, Rule) {
    let errors = errors(file);
    assert_eq!(errors.len(), 1, "{errors:?}");
    let RowError { row, column, rule } = errors.into_iter().next().unwrap();
    (row, column, rule)
}

#[test]
fn the_real_results_read_and_add_up_to_their_printed_totals() {
    let villages = parse(REAL_RESULTS).unwrap();
    let read: Vec<_> = villages.iter().map(|village| (village.name.as_str(), village.stations[0].ballots())).collect();
    let printed = [
        ("Mendoyo Dauh Tukad", 3_395),
        ("Gumbrih", 1_820),
        ("Manggissari", 1_276),
        ("Pengeragoan", 2_298),
        ("Nusasari", 2_430),
        ("Rappoa", 1_197),
    ];
    assert_eq!(read, printed);
    assert!(villages.iter().all(|village| village.stations.len() == 1 && village.stations[0].attended.is_none()));
    assert_eq!(villages[2].stations[0].registered, Some(1_765));
    assert_eq!(villages[2].stations[0].votes, [0, 301, 424, 277, 274]);
}

#[test]
fn the_tie_example_ties_and_says_that_it_is_made_up() {
    let villages = parse(TIE_EXAMPLE).unwrap();
    let [village] = villages.as_slice() else { panic!("one village expected") };
    assert!(village.name.as_str().contains("(buatan)"));
    let total = |option: usize| village.stations.iter().map(|station| station.votes[option]).sum::<u64>();
    assert_eq!((total(1), total(2), total(3)), (83, 83, 9));
    let ids: Vec<_> = village.stations.iter().map(|station| station.id.as_str()).collect();
    assert_eq!(ids, ["001", "002"]);
}

#[test]
fn a_total_that_contradicts_its_parts_is_refused_with_the_arithmetic() {
    let contradicting = include_bytes!("../../replay/contradicting.csv");
    let error = parse(contradicting).unwrap_err();
    assert_eq!(error.to_string(), "baris 7: 718 + 1783 + 483 + 336 = 3320, bukan 3340 (kolom attended)");
}

#[test]
fn blank_votes_count_towards_the_attendance() {
    let file = purwosari(&["001,100,15,0,3", "001,100,15,1,7", "001,100,15,2,5"]);
    let station = parse(file.as_bytes()).unwrap().remove(0).stations.remove(0);
    assert_eq!((station.votes.clone(), station.ballots()), (vec![3, 7, 5], 15));
    let file = purwosari(&["001,100,12,0,3", "001,100,12,1,7", "001,100,12,2,5"]);
    let rule = Rule::Sum { terms: vec![3, 7, 5], attended: 12 };
    assert_eq!(only_error(&file), (4, Column::Attended, rule));
}

#[test]
fn a_file_may_begin_with_a_byte_order_mark_and_use_any_line_ends() {
    let plain = purwosari(&[",,,1,7", ",,,2,5"]);
    let expected = parse(plain.as_bytes()).unwrap();
    assert_eq!(parse(format!("\u{feff}{plain}").as_bytes()).unwrap(), expected);
    assert_eq!(parse(plain.replace('\n', "\r\n").as_bytes()).unwrap(), expected);
    assert_eq!(parse(plain.trim_end().as_bytes()).unwrap(), expected);
    assert_eq!(parse(plain.replace("Purwosari", "\"Purwosari\"").as_bytes()).unwrap(), expected);
}

#[test]
fn an_empty_station_becomes_001_and_an_absent_blank_row_means_none() {
    let station = parse(purwosari(&[",,,2,5", ",,,1,7"]).as_bytes()).unwrap().remove(0).stations.remove(0);
    assert_eq!((station.id.as_str(), station.votes, station.registered, station.attended), ("001", vec![0, 7, 5], None, None));
}

#[test]
fn rows_may_stand_in_any_order() {
    let one = purwosari(&["001,,,1,7", "001,,,2,5", "002,,,1,1", "002,,,2,2"]);
    let other = purwosari(&["002,,,2,2", "001,,,2,5", "002,,,1,1", "001,,,1,7"]);
    assert_eq!(parse(one.as_bytes()), parse(other.as_bytes()));
}

#[test]
fn any_other_header_is_refused() {
    let good = purwosari(&[",,,1,7", ",,,2,5"]);
    for (from, to) in
        [("village_code", "kode"), ("option,votes", "votes,option"), ("votes", "Votes"), (",votes", ",votes,note"), (",", ";")]
    {
        let header = HEADER.replace(from, to);
        assert_eq!(parse(good.replace(HEADER, &header).as_bytes()), Err(ReplayError::Header), "{header}");
    }
    assert_eq!(parse(b""), Err(ReplayError::Header));
    assert_eq!(parse("\u{feff}".as_bytes()), Err(ReplayError::Header));
}

#[test]
fn a_header_without_rows_is_refused() {
    assert_eq!(parse(HEADER.as_bytes()), Err(ReplayError::Empty));
}

#[test]
fn a_file_over_one_mebibyte_is_refused() {
    let mut file = purwosari(&[",,,1,7", ",,,2,5"]).into_bytes();
    file.resize(MAX_BYTES, b'\n');
    assert!(parse(&file).is_ok());
    file.push(b'\n');
    assert_eq!(parse(&file), Err(ReplayError::TooLarge(MAX_BYTES + 1)));
}

#[test]
fn a_file_with_too_many_rows_is_refused() {
    let row = "16.07.17.2008,P,,,,1,7\n";
    assert_eq!(parse((HEADER.to_owned() + &row.repeat(MAX_ROWS + 1)).as_bytes()), Err(ReplayError::TooManyRows));
    assert_eq!(errors(&(HEADER.to_owned() + &row.repeat(MAX_ROWS))).len(), MAX_ROWS);
}

#[test]
fn bytes_that_are_not_utf_8_are_refused_with_their_place() {
    let mut file = HEADER.as_bytes().to_vec();
    file.extend(b"16.07.17.2008,Purwos\xe4ri,,,,1,7\n");
    assert_eq!(parse(&file), Err(ReplayError::NotUtf8(HEADER.len() + 20)));
}

#[test]
fn every_bad_row_is_reported_at_once_with_row_column_and_rule() {
    let file = purwosari(&["1,x,15,9,", ",1.279,,1,7", ",,,2", ",,,2,-5"]) + "16.7.17.2008, Purwosari,,,,2,5\n";
    let found: Vec<_> = errors(&file).into_iter().map(|error| (error.row, error.column)).collect();
    let expected = [
        (2, Column::Station),
        (2, Column::Registered),
        (2, Column::Option),
        (3, Column::Registered),
        (4, Column::VillageCode),
        (5, Column::Votes),
        (6, Column::VillageCode),
        (6, Column::Village),
    ];
    assert_eq!(found, expected);
    let message = parse(file.as_bytes()).unwrap_err().to_string();
    assert_eq!(message.lines().count(), expected.len());
    assert!(message.contains("baris 3: harus angka bulat tanpa titik, koma, spasi atau nol di depan (kolom registered)"), "{message}");
    assert!(message.contains("baris 4: harus 7 kolom, ada 6"), "{message}");
}

#[test]
fn a_station_with_an_unreadable_row_is_not_judged_as_a_whole() {
    let file = purwosari(&["001,,12,1,7", "001,,12,2,5x", "002,,9,1,7", "002,,9,2,5"]);
    let found: Vec<_> = errors(&file).into_iter().map(|error| (error.row, error.rule)).collect();
    assert_eq!(found, [(3, Rule::Digits), (5, Rule::Sum { terms: vec![7, 5], attended: 9 })]);
}

#[test]
fn numbers_that_are_not_plain_digits_are_refused() {
    for bad in ["1.279", "1,279", "+5", "-5", " 5", "5 ", "05", "00", "0x5", "5e2", "٥", "lima"] {
        let file = purwosari(&[",,,1,7", &format!(",,,2,\"{bad}\"")]);
        assert_eq!(only_error(&file), (3, Column::Votes, Rule::Digits), "{bad}");
    }
    for big in ["1000001", "18446744073709551616", "99999999999999999999999"] {
        assert_eq!(only_error(&purwosari(&[",,,1,7", &format!(",,,2,{big}")])), (3, Column::Votes, Rule::TooMany), "{big}");
    }
}

#[test]
fn a_candidate_without_votes_is_refused_and_a_blank_option_without_votes_is_not() {
    assert_eq!(only_error(&purwosari(&[",,,1,7", ",,,2,"])), (3, Column::Votes, Rule::VotesUnknown));
    assert!(parse(purwosari(&[",,,0,", ",,,1,7", ",,,2,0"]).as_bytes()).is_ok());
}

#[test]
fn an_option_twice_is_refused() {
    let file = purwosari(&[",,,1,7", ",,,2,5", ",,,1,7"]);
    assert_eq!(only_error(&file), (4, Column::Option, Rule::Duplicate { first: 2 }));
}

#[test]
fn a_gap_between_options_is_refused() {
    assert_eq!(only_error(&purwosari(&[",,,1,7", ",,,3,5"])), (3, Column::Option, Rule::OptionGap { missing: 2 }));
    assert_eq!(only_error(&purwosari(&[",,,0,7", ",,,2,5"])), (3, Column::Option, Rule::OptionGap { missing: 1 }));
}

#[test]
fn fewer_than_two_or_more_than_five_candidates_are_refused() {
    assert_eq!(only_error(&purwosari(&[",,,1,7"])), (2, Column::Option, Rule::TooFewCandidates { found: 1 }));
    assert_eq!(only_error(&purwosari(&[",,,0,7"])), (2, Column::Option, Rule::TooFewCandidates { found: 0 }));
    assert!(parse(purwosari(&[",,,1,7", ",,,2,5", ",,,3,1", ",,,4,1", ",,,5,1"]).as_bytes()).is_ok());
    let six = purwosari(&[",,,1,7", ",,,2,5", ",,,3,1", ",,,4,1", ",,,5,1", ",,,6,1"]);
    assert_eq!(only_error(&six), (7, Column::Option, Rule::OptionRange));
    assert_eq!(only_error(&purwosari(&[",,,1,7", ",,,2,5", ",,,,1"])), (4, Column::Option, Rule::OptionRange));
}

#[test]
fn a_roll_smaller_than_attendance_or_votes_is_refused() {
    let rule = Rule::RollTooSmall { registered: 11, counted: 12 };
    assert_eq!(only_error(&purwosari(&[",11,12,1,7", ",11,12,2,5"])), (3, Column::Registered, rule.clone()));
    assert_eq!(only_error(&purwosari(&[",11,,1,7", ",11,,2,5"])), (3, Column::Registered, rule));
    assert!(parse(purwosari(&[",12,12,1,7", ",12,12,2,5"]).as_bytes()).is_ok());
}

#[test]
fn rows_that_disagree_about_their_station_are_refused() {
    assert_eq!(only_error(&purwosari(&[",20,,1,7", ",21,,2,5"])), (3, Column::Registered, Rule::CountChanged { first: 2 }));
    assert_eq!(only_error(&purwosari(&[",20,12,1,7", ",20,,2,5"])), (3, Column::Attended, Rule::CountChanged { first: 2 }));
}

#[test]
fn one_code_with_two_names_is_refused_and_one_name_with_two_codes_is_not() {
    let file = purwosari(&["001,,,1,7", "001,,,2,5"]);
    let renamed = file.clone() + "16.07.17.2008,Purwo Sari,002,,,1,7\n16.07.17.2008,Purwosari,002,,,2,5\n";
    assert_eq!(only_error(&renamed), (4, Column::Village, Rule::NameChanged { first: 2 }));
    let namesake = file + "16.07.10.2003,Purwosari,,,,1,7\n16.07.10.2003,Purwosari,,,,2,5\n";
    assert_eq!(parse(namesake.as_bytes()).unwrap().len(), 2);
}

#[test]
fn stations_named_in_some_rows_only_are_refused() {
    let file = purwosari(&["001,,,1,7", "001,,,2,5", ",,,1,7", ",,,2,5"]);
    let found: Vec<_> = errors(&file).into_iter().map(|error| (error.row, error.rule)).collect();
    assert_eq!(found, [(4, Rule::StationMissing), (5, Rule::StationMissing)]);
}

#[test]
fn stations_of_one_village_offer_the_same_candidates() {
    let file = purwosari(&["001,,,1,7", "001,,,2,5", "002,,,1,7", "002,,,2,5", "002,,,3,1"]);
    assert_eq!(only_error(&file), (6, Column::Option, Rule::CandidatesDiffer { found: 3, expected: 2 }));
}

#[test]
fn names_that_cannot_be_printed_are_refused() {
    for bad in ["", " Purwosari", "Pur\u{202e}wosari", "Pur\u{1b}[2Jwosari", &"x".repeat(201)] {
        let file = format!("{HEADER}16.07.17.2008,\"{bad}\",,,,1,7\n16.07.17.2008,Purwosari,,,,2,5\n");
        let errors = errors(&file);
        assert_eq!((errors[0].row, errors[0].column, errors.len()), (2, Column::Village, 1), "{bad:?}");
    }
}

#[test]
fn row_numbers_are_the_lines_a_spreadsheet_shows() {
    let file = purwosari(&[",,,1,7", ",,,2,x"]).replace('\n', "\r\n");
    assert_eq!(only_error(&file).0, 3);
    let file = purwosari(&[",,,1,7", ",,,2,x"]);
    assert_eq!(only_error(&file.replace("Purwosari", "\"Desa, Purwosari\"")).0, 3);
    assert_eq!(only_error(&file.replace('\n', "\r")).0, 3);
    assert_eq!(only_error(&file.replace('\n', "\n\r\n\n")).0, 7);
    assert_eq!(only_error(&format!("\n\n{file}")).0, 5);
}

#[test]
fn no_truncation_of_the_real_file_makes_it_crash() {
    for end in 0..REAL_RESULTS.len() {
        if let Ok(villages) = parse(&REAL_RESULTS[..end]) {
            assert!(villages.iter().all(|village| !village.stations.is_empty()));
        }
    }
}
