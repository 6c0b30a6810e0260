use canonical::sha256;
use curve25519_dalek::constants::RISTRETTO_BASEPOINT_POINT;

use super::*;
use crate::JointKey;
use crate::ceremony::{Coefficients, Polynomial, Seat, joint_key, public_share, sum_shares};
use crate::unit::seal;

const THRESHOLD: u32 = 3;

/// A village of five guardians with a few ballots, summed per option.
struct Village {
    shares: Vec<SecretScalar>,
    public: Vec<Element>,
    sums: Vec<CiphertextSum>,
}

impl Village {
    fn new(choices: &[usize]) -> Self {
        let seat = |number| Seat::new(Hash::ZERO, 1, guardian(number), 5, THRESHOLD).unwrap();
        let polynomials: Vec<_> = (1..=5).map(|number| Polynomial::from_seed(&[9; 32], &seat(number))).collect();
        let all: Vec<Coefficients> = polynomials.iter().map(|one| one.coefficients().unwrap()).collect();
        let share = |number| sum_shares(&polynomials.iter().map(|one| one.share_for(guardian(number))).collect::<Vec<_>>());
        let sums = Self::sums(&joint_key(&all).unwrap(), choices);
        let public = (1..=5).map(|number| public_share(guardian(number), &all)).collect();
        Self { shares: (1..=5).map(share).collect(), public, sums }
    }

    fn sums(key: &JointKey, choices: &[usize]) -> Vec<CiphertextSum> {
        let mut sums = vec![CiphertextSum::empty(); 3];
        for (number, choice) in (0_u64..).zip(choices) {
            let context = sha256(&number.to_be_bytes());
            let (ciphertexts, _) = seal(key, &context, 3, *choice, context.as_bytes()).unwrap();
            sums.iter_mut().zip(&ciphertexts).for_each(|(sum, one)| *sum += one);
        }
        sums
    }

    fn statement(&self, option: u32, number: u32) -> Statement<'_> {
        Statement {
            plan: sha256(b"plan"),
            record: sha256(b"record"),
            set: "tps-01",
            scope: sha256(b"scope"),
            count: 12,
            option,
            guardian: guardian(number),
            public_share: self.public[number as usize - 1],
            joint_key: sha256(b"key"),
            sum: &self.sums[option as usize],
        }
    }

    fn partial(&self, option: u32, number: u32) -> Partial {
        partial(&self.shares[number as usize - 1], &self.statement(option, number), &[number.to_be_bytes()[3]; 32]).unwrap()
    }

    fn factors(&self, option: u32, numbers: &[u32]) -> Vec<VerifiedFactor> {
        numbers.iter().map(|i| self.partial(option, *i).verify(&self.statement(option, *i)).unwrap()).collect()
    }
}

fn guardian(number: u32) -> GuardianNumber {
    GuardianNumber::new(number).unwrap()
}

const CHOICES: [usize; 12] = [0, 1, 1, 2, 1, 0, 1, 1, 0, 1, 1, 1];

#[test]
fn any_threshold_of_guardians_opens_the_count_of_each_option() {
    let (village, table) = (Village::new(&CHOICES), SumTable::new(12));
    for numbers in [&[1, 2, 3][..], &[5, 3, 1], &[2, 4, 5, 1], &[1, 2, 3, 4, 5]] {
        let count = |option| table.open(&combine(THRESHOLD, &village.factors(option, numbers)).unwrap());
        assert_eq!([0, 1, 2].map(count), [Some(3), Some(8), Some(1)], "{numbers:?}");
    }
}

#[test]
fn a_sum_of_nothing_opens_to_zero() {
    let (village, table) = (Village::new(&[]), SumTable::new(0));
    assert_eq!(table.open(&combine(THRESHOLD, &village.factors(0, &[1, 2, 3])).unwrap()), Some(0));
}

#[test]
fn fewer_than_the_threshold_do_not_open() {
    let (village, table) = (Village::new(&CHOICES), SumTable::new(12));
    let two = village.factors(0, &[1, 2]);
    assert_eq!(combine(THRESHOLD, &two).unwrap_err(), CombineError::TooFew { found: 2, threshold: 3 });
    assert_eq!(combine(THRESHOLD, &[]).unwrap_err(), CombineError::TooFew { found: 0, threshold: 3 });
    assert_eq!(table.open(&combine(2, &two).unwrap()), None);
}

#[test]
fn a_guardian_twice_or_another_sum_is_not_combined() {
    let village = Village::new(&CHOICES);
    let mut factors = village.factors(0, &[1, 2, 2]);
    assert_eq!(combine(THRESHOLD, &factors), Err(CombineError::Twice { guardian: guardian(2) }));
    factors[2] = village.factors(1, &[3])[0];
    assert_eq!(combine(THRESHOLD, &factors), Err(CombineError::OtherSum { guardian: guardian(3) }));
}

#[test]
fn a_factor_is_proven_for_its_whole_statement_only() {
    let village = Village::new(&CHOICES);
    let (good, made) = (village.statement(0, 2), village.partial(0, 2));
    assert!(made.verify(&good).is_ok());
    let (other, other_sum) = (sha256(b"other"), &village.sums[1]);
    let mut swapped = village.sums[0].to_bytes();
    swapped[32..].copy_from_slice(&village.sums[1].to_bytes()[32..]);
    let other_beta = CiphertextSum::from_bytes(&swapped).unwrap();
    let changed = [
        Statement { plan: other, ..good },
        Statement { record: other, ..good },
        Statement { set: "tps-02", ..good },
        Statement { scope: other, ..good },
        Statement { count: 13, ..good },
        Statement { option: 1, ..good },
        Statement { joint_key: other, ..good },
        Statement { sum: other_sum, ..good },
        Statement { sum: &other_beta, ..good },
        Statement { public_share: village.public[0], ..good },
    ];
    for statement in changed {
        assert_eq!(made.verify(&statement).unwrap_err(), OpeningError::NotProven { guardian: guardian(2) }, "{statement:?}");
    }
    let other_guardian = Statement { guardian: guardian(3), ..good };
    assert_eq!(made.verify(&other_guardian).unwrap_err(), OpeningError::NotProven { guardian: guardian(3) });
}

#[test]
fn each_flipped_byte_of_a_partial_is_refused() {
    let village = Village::new(&CHOICES);
    let (statement, bytes) = (village.statement(1, 4), village.partial(1, 4).to_bytes());
    assert_eq!(Partial::from_bytes(&bytes), Ok(village.partial(1, 4)));
    let mut decoded = 0;
    for place in 0..bytes.len() {
        let mut bad = bytes;
        bad[place] ^= 2;
        if let Ok(bad) = Partial::from_bytes(&bad) {
            decoded += 1;
            assert!(bad.verify(&statement).is_err(), "byte {place}");
        }
    }
    assert!(decoded > 50, "only {decoded} changes reached the equations");
}

#[test]
fn a_factor_left_out_of_the_challenge_would_let_a_guardian_shift_a_count() {
    let village = Village::new(&CHOICES);
    let (statement, share) = (village.statement(0, 2), &village.shares[1]);
    let alpha = statement.sum.alpha();
    // Commitments first, the factor last: M = (z·α − b) / c for a freely chosen b.
    let (w, free) = (Scalar::from(1234).0, Scalar::from(777).0);
    let (a, b) = (RistrettoPoint::mul_base(&w), alpha.point() * free);
    let weak = statement.transcript(tag::OPEN_CHAL).part(&a.compress().0).part(&b.compress().0).finish_wide();
    let c = Scalar::reduce_wide(&weak).0;
    let z = w + c * share.0;
    let factor = (alpha.point() * z - b) * c.invert();
    assert_eq!(RistrettoPoint::mul_base(&z) - village.public[1].point() * c, a, "the forgery is a real one");
    assert_eq!(alpha.point() * z - factor * c, b, "the forgery is a real one");
    assert_ne!(factor, alpha.point() * share.0);
    let forged = Partial { factor: Element::from_point(factor), challenge: Scalar(c), response: Scalar(z) };
    assert_eq!(forged.verify(&statement).unwrap_err(), OpeningError::NotProven { guardian: guardian(2) });
}

#[test]
fn a_share_of_another_ceremony_gives_no_factor() {
    let village = Village::new(&CHOICES);
    let refused = partial(&village.shares[0], &village.statement(0, 2), &[0; 32]);
    assert_eq!(refused, Err(OpeningError::OtherShare { guardian: guardian(2) }));
}

#[test]
fn a_repeated_fresh_value_does_not_show_the_share() {
    let village = Village::new(&CHOICES);
    let make = |statement: &Statement<'_>| partial(&village.shares[1], statement, &[0; 32]).unwrap();
    let good = village.statement(0, 2);
    let (one, other) = (make(&good), make(&Statement { count: 13, ..good }));
    let guess = (one.response.0 - other.response.0) * (one.challenge.0 - other.challenge.0).invert();
    assert_ne!(SecretScalar(guess).public(), village.public[1]);
    assert_eq!(make(&good), make(&good));
}

#[test]
fn a_table_finds_every_count_up_to_its_maximum_and_none_above() {
    let multiple = |t: u64| Element::GENERATOR * &Scalar::from(t);
    for max in [0, 1, 2, 3, 15, 16, 17, 100] {
        let table = SumTable::new(max);
        for total in 0..=max + 20 {
            assert_eq!(table.open(&multiple(u64::from(total))), (total <= max).then_some(total), "{total} of {max}");
        }
        assert_eq!(table.open(&(Element::identity() - Element::GENERATOR)), None);
    }
}

#[test]
fn a_table_for_a_regency_finds_large_counts() {
    let table = SumTable::new(500_000);
    for total in [0_u32, 1, 707, 708, 65_536, 499_999, 500_000, 500_001, 600_000] {
        let point = Element::GENERATOR * &Scalar::from(u64::from(total));
        assert_eq!(table.open(&point), (total <= 500_000).then_some(total));
    }
}

#[test]
fn a_sum_that_holds_no_count_is_not_opened() {
    let village = Village::new(&CHOICES);
    assert_eq!(SumTable::new(1000).open(&village.public[0]), None);
}

#[test]
fn json_is_base64_of_96_bytes() {
    let made = Village::new(&CHOICES).partial(0, 1);
    let text = serde_json::to_string(&made).unwrap();
    assert_eq!(text, format!("\"{}\"", canonical::base64::encode(&made.to_bytes())));
    assert_eq!(serde_json::from_str::<Partial>(&text).unwrap(), made);
}

#[test]
fn a_statement_is_hashed_in_the_order_of_its_fields_and_its_option_from_one() {
    let village = Village::new(&[0, 1]);
    let statement = village.statement(2, 4);
    let mut transcript = Transcript::new(tag::OPEN_CHAL);
    transcript.part(sha256(b"plan").as_bytes()).part(sha256(b"record").as_bytes()).part(b"tps-01").part(sha256(b"scope").as_bytes());
    transcript.number(12).number(3).number(4);
    transcript.part(village.public[3].as_bytes()).part(sha256(b"key").as_bytes());
    transcript.part(village.sums[2].alpha().as_bytes()).part(village.sums[2].beta().as_bytes());
    assert_eq!(statement.transcript(tag::OPEN_CHAL).finish_wide(), transcript.finish_wide());
}

#[test]
fn a_large_table_says_quickly_that_a_number_is_not_there() {
    let table = SumTable::new(4_000_000);
    let beyond = Element::from_point(RISTRETTO_BASEPOINT_POINT * Number::from(4_100_000_u64));
    assert_eq!(table.open(&beyond), None);
    let within = Element::from_point(RISTRETTO_BASEPOINT_POINT * Number::from(3_999_999_u64));
    assert_eq!(table.open(&within), Some(3_999_999));
}
