use super::*;

fn counts(cast: u64, excluded: u64) -> Counts {
    Counts { cast, challenged: 1, counted: cast - excluded, excluded, registered: 100, spoiled: 2, void: 3 }
}

fn village(code: &str, counts: Counts) -> (VillageReport, Facts) {
    let anchor = Some("index".to_owned());
    let report = VillageReport {
        anchor,
        counts: Some(counts),
        district: format!("Kecamatan {code}"),
        village: code.to_owned(),
        ..VillageReport::default()
    };
    (report, Facts::of_record("Banyuasin", &["16.07.11.2004", "16.07.17.2007", "16.07.17.2008", "16.07.17.2009"]))
}

fn three() -> [(VillageReport, Facts); 3] {
    [village("16.07.11.2004", counts(10, 1)), village("16.07.17.2007", counts(20, 0)), village("16.07.17.2008", counts(40, 2))]
}

#[test]
fn districts_add_up_to_the_regency() {
    let sums = sum(&three(), &BTreeSet::new());
    let [levels] = sums.as_slice() else { panic!("{sums:?}") };
    assert!(levels.add_up());
    assert_eq!((levels.regency.code.as_str(), levels.regency.name.as_str()), ("16.07", "Banyuasin"));
    assert_eq!((levels.regency.villages, levels.regency.index, levels.regency.left_out), (3, 4, 0));
    assert_eq!(levels.regency.counts.list(), [300, 70, 67, 3, 6, 9, 3]);
    let districts: Vec<_> = levels.districts.iter().map(|d| (d.code.as_str(), d.villages, d.index, d.counts.cast)).collect();
    assert_eq!(districts, [("16.07.11", 1, 1, 10), ("16.07.17", 2, 3, 60)]);
}

#[test]
fn a_village_that_did_not_pass_is_left_out_and_counted_as_left_out() {
    let doubtful = BTreeSet::from(["16.07.17.2007"]);
    let [levels] = sum(&three(), &doubtful).try_into().unwrap();
    assert_eq!((levels.regency.villages, levels.regency.left_out, levels.regency.counts.cast), (2, 1, 50));
    let mut wrong = three();
    wrong[2].0.counts = Some(Counts { counted: 39, ..counts(40, 2) });
    let [levels] = sum(&wrong, &BTreeSet::new()).try_into().unwrap();
    assert_eq!((levels.regency.villages, levels.regency.left_out, levels.regency.counts.cast), (2, 1, 30));
    let mut unread = three();
    unread[0].0.counts = None;
    let [levels] = sum(&unread, &BTreeSet::new()).try_into().unwrap();
    assert_eq!((levels.districts[0].villages, levels.districts[0].left_out), (0, 1));
    assert!(levels.add_up());
}

#[test]
fn numbers_that_do_not_fit_are_left_out_and_wrong_levels_are_seen() {
    let mut huge = three();
    huge[1].0.counts = Some(Counts { registered: u64::MAX, ..counts(20, 0) });
    let [levels] = sum(&huge, &BTreeSet::new()).try_into().unwrap();
    assert_eq!((levels.regency.villages, levels.regency.left_out), (2, 1));
    let [mut levels] = sum(&three(), &BTreeSet::new()).try_into().unwrap();
    levels.districts[1].counts.void += 1;
    assert!(!levels.add_up());
    levels.districts[1].counts.void -= 1;
    levels.regency.counts.counted += 1;
    assert!(!levels.add_up());
}

#[test]
fn exports_are_no_record_and_two_elections_have_their_own_sums() {
    let mut list = three();
    list[2].0.anchor = Some("other index".to_owned());
    let sums = sum(&list, &BTreeSet::new());
    assert_eq!(sums.iter().map(|l| l.regency.villages).collect::<Vec<_>>(), [2, 1]);
    list.iter_mut().for_each(|(_, facts)| *facts = Facts::default());
    assert_eq!(sum(&list, &BTreeSet::new()), []);
}
