//! Opening a whole small record; what is refused is in `refusals`.

mod refusals;

use canonical::{base64, hex};
use elgamal::opening::SumTable;

use super::*;
use crate::fixture::record::Village;
use crate::fixture::{VILLAGES, definition, members};
use crate::member::Stage;
use crate::run_ceremony;

/// Five to five, so that a tie rule asks for the largest booth.
const TIED: [&[usize]; 3] = [&[0, 0, 0, 1], &[1, 1, 0], &[1, 1, 0]];

/// A village in the evening with its five guardians.
struct Evening {
    village: Village,
    members: Vec<Member>,
}

impl Evening {
    fn new(choices: [&[usize]; 3]) -> Self {
        let mut members = members();
        let keys: Vec<_> = members.iter().map(Member::public).collect();
        let definition = definition(VILLAGES[0], &keys);
        let made = run_ceremony(core::slice::from_ref(&definition), &mut members, &[9; 32]).unwrap();
        Self { village: Village::new(&definition, &made[0], choices), members }
    }

    /// With the first plan published.
    fn planned(choices: [&[usize]; 3]) -> Self {
        let mut evening = Self::new(choices);
        let plan = evening.counted().first_plan().unwrap();
        evening.village.plan(1, &plan);
        evening
    }

    fn counted(&self) -> Counted {
        Counted::read(&self.village.public, &Options { rehearsal: true, ..Options::default() }).unwrap()
    }

    fn first_plan(&self) -> PlanData {
        self.counted().first_plan().unwrap()
    }

    fn open(&mut self, place: usize, number: u32) -> Result<SignedOpening, OpenError> {
        self.open_with(place, number, Consent::AtLeastKMin)
    }

    fn open_with(&mut self, place: usize, number: u32, consent: Consent) -> Result<SignedOpening, OpenError> {
        let anchor = Anchor::new(self.village.anchor());
        self.members[place].open(&self.village.public, number, Some(&anchor), consent, &[3; 32])
    }

    /// These guardians open a plan and the committee publishes their files.
    fn publish(&mut self, number: u32, places: &[usize]) {
        for place in places {
            let opening = self.open(*place, number).unwrap();
            self.village.opening(number, &opening);
        }
    }

    fn votes(&self, plan: &PlanData) -> Vec<(String, Vec<u32>)> {
        let openings = (1..=5).filter_map(|guardian| {
            let bytes = self.village.public.get(&layout::opening(plan.number, guardian))?;
            Some(SignedOpening::parse(bytes, &self.village.definition, &plan.digest()).unwrap())
        });
        let opened = self.counted().open(plan, &openings.collect::<Vec<_>>()).unwrap();
        opened.into_iter().map(|sum| (sum.scope.id(), sum.votes)).collect()
    }
}

#[test]
fn any_three_of_five_guardians_open_what_the_voters_chose() {
    for places in [[0, 1, 2], [4, 2, 0]] {
        let mut evening = Evening::planned(TIED);
        evening.publish(1, &places);
        let votes = evening.votes(&evening.first_plan());
        assert_eq!(votes, [("stations-001".to_owned(), vec![4, 3, 0]), ("stations-002".to_owned(), vec![1, 2, 0])]);
    }
}

#[test]
fn a_tie_rule_makes_a_second_plan_from_the_openings_of_the_first() {
    let mut evening = Evening::planned(TIED);
    evening.publish(1, &[0, 1, 2]);
    let (counted, first) = (evening.counted(), evening.first_plan());
    let openings: Vec<_> = (1..=3)
        .map(|guardian| {
            let bytes = evening.village.public.get(&layout::opening(1, guardian)).unwrap();
            SignedOpening::parse(bytes, &evening.village.definition, &first.digest()).unwrap()
        })
        .collect();
    let second = counted.next_plan(&first, &counted.open(&first, &openings).unwrap()).unwrap();
    evening.village.plan(2, &second);
    assert_eq!(newest_plan(&evening.village.public), Some(2));
    // The last two had not opened the first plan.
    evening.publish(2, &[1, 3, 4]);
    assert_eq!(evening.votes(&second), [("booth-001-1".to_owned(), vec![3, 1, 0])]);
    let numbers = |place: usize| evening.members[place].ledger().entries().iter().map(|e| e.plan.number).collect::<Vec<_>>();
    assert_eq!([numbers(0), numbers(1), numbers(4)], [vec![1], vec![1, 2], vec![2]]);
}

#[test]
fn the_same_plan_may_be_opened_again_with_the_same_factors() {
    let mut evening = Evening::planned(TIED);
    let (once, again) = (evening.open(1, 1).unwrap(), evening.open(1, 1).unwrap());
    assert_eq!(once, again);
    let other = evening.members[1].open(&evening.village.public, 1, None, Consent::AtLeastKMin, &[4; 32]).unwrap();
    let factors = |opening: &SignedOpening| -> Vec<_> {
        opening.sets.iter().flat_map(|set| set.options.iter().map(|partial| *partial.factor())).collect()
    };
    assert_eq!(factors(&once), factors(&other));
    assert_eq!(evening.members[1].ledger().entries().len(), 1);
}

#[test]
fn a_village_below_the_limit_is_opened_as_one_sum_by_consent() {
    let mut evening = Evening::planned([&[0], &[], &[1]]);
    for place in [2, 3, 4] {
        let opening = evening.open_with(place, 1, Consent::SmallVillage).unwrap();
        evening.village.opening(1, &opening);
    }
    assert_eq!(evening.votes(&evening.first_plan()), [("village".to_owned(), vec![1, 1, 0])]);
}

#[test]
fn two_guardians_do_not_open() {
    let mut evening = Evening::planned(TIED);
    let plan = evening.first_plan();
    let counted = evening.counted();
    let openings: Vec<_> = [0, 3].iter().map(|place| evening.open(*place, 1).unwrap()).collect();
    let needed = vec![auditor::OpenProblem::TooFew { found: 2, needed: 3 }];
    assert_eq!(counted.open(&plan, &openings), Err(needed));
    // Nor does their arithmetic, with the threshold left out.
    let sums = counted.planned(&plan);
    for (set, sum) in sums.iter().enumerate() {
        for option in 0..sum.sums.len() {
            let factor = |opening: &SignedOpening| {
                let statement = counted.statement(&plan, sum, opening.guardian, option).unwrap();
                opening.sets[set].options[option].verify(&statement).unwrap()
            };
            let point = elgamal::opening::combine(2, &openings.iter().map(factor).collect::<Vec<_>>()).unwrap();
            assert_eq!(SumTable::new(1000).open(&point), None);
        }
    }
}

#[test]
fn an_opening_shows_no_share_and_the_ledger_stays_in_the_state() {
    let mut evening = Evening::planned(TIED);
    let opening = evening.open(2, 1).unwrap();
    let member = &evening.members[2];
    let text = String::from_utf8(opening.to_bytes()).unwrap() + &format!("{member:?}{opening:?}");
    for held in &member.held {
        let Stage::Confirmed { share, .. } = &held.stage else { panic!("not confirmed") };
        let secret = share.bytes();
        assert!(!text.contains(&base64::encode(secret)) && !text.contains(&hex::encode(secret)) && !text.contains(&format!("{secret:?}")));
    }
    let again = Member::from_state(&member.to_state()).unwrap();
    assert_eq!(again.ledger(), member.ledger());
    assert_eq!(again.ledger().entries()[0].plan, evening.first_plan());
}
