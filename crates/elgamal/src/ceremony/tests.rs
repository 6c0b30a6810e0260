//! Polynomials, possession and the joint key; shares on their way are in `travel`.

mod travel;

use canonical::{sha256, tag};

use super::*;
use crate::EncodingError;
use crate::group::{Scalar, SecretScalar, kdf_scalar};

const IDENTITY: [u8; 32] = [0xed; 32];

struct Guardian {
    seat: Seat,
    polynomial: Polynomial,
    coefficients: Coefficients,
    exchange: SecretScalar,
    exchange_key: NonIdentity,
}

impl Guardian {
    fn new(number: u32, guardians: u32, threshold: u32) -> Self {
        let seat = Seat::new(sha256(b"village"), 1, guardian(number), guardians, threshold).unwrap();
        let seed = [number.to_be_bytes()[3]; 32];
        let polynomial = Polynomial::from_seed(&seed, &seat);
        let coefficients = polynomial.coefficients().unwrap();
        let exchange = exchange_secret(&seed, &seat);
        let exchange_key = NonIdentity::new(exchange.public()).unwrap();
        Self { seat, polynomial, coefficients, exchange, exchange_key }
    }

    fn claim(&self) -> Claim<'_> {
        Claim { seat: &self.seat, identity: &IDENTITY, coefficients: &self.coefficients, exchange_key: &self.exchange_key }
    }

    fn prove(&self, claim: &Claim<'_>) -> PopProof {
        PopProof::prove(claim, &self.polynomial, &self.exchange, &[4; 32])
    }
}

fn guardian(number: u32) -> GuardianNumber {
    GuardianNumber::new(number).unwrap()
}

fn guardians(count: u32, threshold: u32) -> Vec<Guardian> {
    (1..=count).map(|number| Guardian::new(number, count, threshold)).collect()
}

fn all(guardians: &[Guardian]) -> Vec<Coefficients> {
    guardians.iter().map(|one| one.coefficients.clone()).collect()
}

fn share_of(number: u32, guardians: &[Guardian]) -> SecretScalar {
    let shares: Vec<SecretScalar> = guardians.iter().map(|one| one.polynomial.share_for(guardian(number))).collect();
    sum_shares(&shares)
}

fn negated(coefficients: &Coefficients) -> Coefficients {
    let negate = |point: &NonIdentity| NonIdentity::new(Element::identity() - *point.element()).unwrap();
    Coefficients::new(coefficients.points().iter().map(negate).collect()).unwrap()
}

#[test]
fn shares_belong_to_the_polynomial_of_their_sender_and_to_no_other() {
    let guardians = guardians(5, 3);
    for sender in &guardians {
        for receiver in (1..=5).map(guardian) {
            let share = sender.polynomial.share_for(receiver);
            assert!(verify_share(&share, receiver, &sender.coefficients));
            assert!(!verify_share(&share, guardian(receiver.get() % 5 + 1), &sender.coefficients));
            let other = &guardians[sender.seat.guardian().get() as usize % 5];
            assert!(!verify_share(&share, receiver, &other.coefficients));
        }
    }
}

#[test]
fn public_shares_are_those_of_the_summed_secret_shares() {
    let guardians = guardians(5, 3);
    for number in 1..=5 {
        assert_eq!(public_share(guardian(number), &all(&guardians)), share_of(number, &guardians).public());
    }
}

#[test]
fn the_threshold_of_shares_is_the_joint_secret_and_one_less_is_not() {
    let guardians = guardians(5, 3);
    let key = joint_key(&all(&guardians)).unwrap();
    let interpolate = |numbers: &[u32]| {
        let secret: Number = numbers.iter().map(|i| share_of(*i, &guardians).0 * lagrange(*i, numbers)).sum();
        SecretScalar(secret).public()
    };
    for numbers in [&[1, 2, 3][..], &[5, 1, 4], &[2, 3, 4, 5], &[1, 2, 3, 4, 5]] {
        assert_eq!(interpolate(numbers), *key.element(), "{numbers:?}");
    }
    for numbers in [&[1, 2][..], &[4, 5], &[3]] {
        assert_ne!(interpolate(numbers), *key.element(), "{numbers:?}");
    }
}

fn lagrange(one: u32, all: &[u32]) -> Number {
    let scalar = |number: u32| Scalar::from(u64::from(number)).0;
    all.iter().filter(|j| **j != one).map(|j| scalar(*j) * (scalar(*j) - scalar(one)).invert()).product()
}

#[test]
fn another_seat_or_attempt_has_other_secrets() {
    let (context, other) = (sha256(b"village"), sha256(b"other village"));
    let seats = [
        Seat::new(context, 1, guardian(1), 5, 3),
        Seat::new(other, 1, guardian(1), 5, 3),
        Seat::new(context, 2, guardian(1), 5, 3),
        Seat::new(context, 1, guardian(2), 5, 3),
        Seat::new(context, 1, guardian(1), 6, 3),
        Seat::new(context, 1, guardian(1), 5, 4),
    ];
    let mut points = std::collections::BTreeSet::new();
    for seat in seats.map(Result::unwrap) {
        let coefficients = Polynomial::from_seed(&[1; 32], &seat).coefficients().unwrap();
        assert_eq!(coefficients.points().len(), seat.threshold() as usize);
        assert!(coefficients.points().iter().all(|point| points.insert(*point)));
        assert!(points.insert(NonIdentity::new(exchange_secret(&[1; 32], &seat).public()).unwrap()));
    }
}

#[test]
fn possession_is_proven_for_every_threshold() {
    for (n, t) in [(2, 2), (3, 2), (5, 3), (20, 20)] {
        let one = Guardian::new(1, n, t);
        let proof = one.prove(&one.claim());
        assert_eq!(proof.verify(&one.claim()), Ok(()));
        assert_eq!(proof.to_bytes().len(), 32 * (t as usize + 2));
        assert_eq!(PopProof::from_bytes(&proof.to_bytes()), Ok(proof));
    }
}

#[test]
fn a_proof_of_possession_holds_in_its_own_seat_only() {
    let one = Guardian::new(1, 5, 3);
    let proof = one.prove(&one.claim());
    let (context, other) = (sha256(b"village"), sha256(b"other village"));
    for seat in [
        Seat::new(other, 1, guardian(1), 5, 3),
        Seat::new(context, 2, guardian(1), 5, 3),
        Seat::new(context, 1, guardian(2), 5, 3),
        Seat::new(context, 1, guardian(1), 6, 3),
    ] {
        let seat = seat.unwrap();
        let claim = Claim { seat: &seat, ..one.claim() };
        assert_eq!(proof.verify(&claim), Err(PopError::Equation));
        assert_ne!(claim.commitment(), one.claim().commitment());
    }
    let seat = Seat::new(context, 1, guardian(1), 5, 4).unwrap();
    let refused = PopError::Degree { threshold: 4, coefficients: 3, responses: 4 };
    assert_eq!(proof.verify(&Claim { seat: &seat, ..one.claim() }), Err(refused));
    let claim = Claim { identity: &[0xee; 32], ..one.claim() };
    assert_eq!(proof.verify(&claim), Err(PopError::Equation));
}

#[test]
fn each_point_that_a_guardian_cannot_open_is_refused() {
    let (one, other) = (Guardian::new(1, 5, 3), Guardian::new(2, 5, 3));
    for place in 0..3 {
        // What a rogue guardian would show: its own coefficient less another's.
        let mut points = one.coefficients.points().to_vec();
        points[place] = NonIdentity::new(*points[place].element() - *other.coefficients.points()[place].element()).unwrap();
        let coefficients = Coefficients::new(points).unwrap();
        let claim = Claim { coefficients: &coefficients, ..one.claim() };
        assert_eq!(one.prove(&claim).verify(&claim), Err(PopError::Equation), "A_{place}");
        assert_eq!(one.prove(&one.claim()).verify(&claim), Err(PopError::Equation), "A_{place}");
    }
    let claim = Claim { exchange_key: &other.exchange_key, ..one.claim() };
    assert_eq!(one.prove(&claim).verify(&claim), Err(PopError::Equation));
}

#[test]
fn each_flipped_byte_of_a_proof_of_possession_is_refused() {
    let one = Guardian::new(1, 3, 2);
    let bytes = one.prove(&one.claim()).to_bytes();
    for place in 0..bytes.len() {
        let mut bad = bytes.clone();
        bad[place] ^= 1;
        let bad = PopProof::from_bytes(&bad);
        assert!(bad.is_err() || bad.is_ok_and(|bad| bad.verify(&one.claim()) == Err(PopError::Equation)), "byte {place}");
    }
    for bad in [&bytes[..bytes.len() - 1], &bytes[..64], &[]] {
        assert_eq!(PopProof::from_bytes(bad), Err(EncodingError::Length { found: bad.len() }));
    }
}

#[test]
fn a_nonce_never_serves_two_claims() {
    let one = Guardian::new(1, 3, 2);
    let other = Claim { identity: &[0xee; 32], ..one.claim() };
    let (here, there) = (one.prove(&one.claim()), one.prove(&other));
    // Had the nonces been the same, the difference of the responses would be the secret times the difference of the challenges.
    let responses = |proof: &PopProof| Scalar::from_bytes(proof.to_bytes()[32..64].try_into().unwrap()).unwrap().0;
    let challenge = |proof: &PopProof| Scalar::from_bytes(proof.to_bytes()[..32].try_into().unwrap()).unwrap().0;
    let guess = (responses(&here) - responses(&there)) * (challenge(&here) - challenge(&there)).invert();
    assert_ne!(SecretScalar(guess).public(), *one.coefficients.points()[0].element());
}

#[test]
fn coefficients_that_cancel_copy_or_differ_in_number_make_no_key() {
    let guardians = guardians(3, 2);
    let good = all(&guardians);
    assert!(joint_key(&good).is_ok());
    assert_eq!(joint_key(&[good[0].clone(), negated(&good[0])]), Err(CeremonyError::Neutral));
    assert_eq!(joint_key(&[good[0].clone(), good[1].clone(), good[0].clone()]), Err(CeremonyError::Copied { place: 3 }));
    let longer = Guardian::new(2, 3, 3).coefficients;
    assert_eq!(joint_key(&[good[0].clone(), longer, good[2].clone()]), Err(CeremonyError::Degree { place: 2 }));
    assert_eq!(joint_key(&good[..1]), Err(CeremonyError::TooFew { guardians: 1, threshold: 2 }));
    assert_eq!(joint_key(&[]), Err(CeremonyError::TooFew { guardians: 0, threshold: 0 }));
}

#[test]
fn coefficients_read_back_and_bad_ones_do_not() {
    let coefficients = Guardian::new(1, 5, 3).coefficients;
    let text = serde_json::to_string(&coefficients).unwrap();
    assert_eq!(serde_json::from_str::<Coefficients>(&text).unwrap(), coefficients);
    let neutral = serde_json::to_string(&vec![Element::identity(); 3]).unwrap();
    assert!(serde_json::from_str::<Coefficients>(&neutral).is_err());
    let (one, many) = (vec![Element::GENERATOR; 1], vec![Element::GENERATOR; 21]);
    for bad in [one, many] {
        assert!(serde_json::from_str::<Coefficients>(&serde_json::to_string(&bad).unwrap()).is_err());
    }
}

#[test]
fn seats_outside_the_rules_do_not_exist() {
    let seat = |number, guardians, threshold| Seat::new(Hash::ZERO, 1, guardian(number), guardians, threshold).map(|_| ());
    assert_eq!(seat(1, 5, 1), Err(SeatError::Threshold { threshold: 1, guardians: 5 }));
    assert_eq!(seat(1, 5, 6), Err(SeatError::Threshold { threshold: 6, guardians: 5 }));
    assert_eq!(seat(1, 21, 3), Err(SeatError::Threshold { threshold: 3, guardians: 21 }));
    assert_eq!(seat(6, 5, 3), Err(SeatError::Guardian { number: 6 }));
    assert_eq!(GuardianNumber::new(0), Err(SeatError::Guardian { number: 0 }));
    assert_eq!(GuardianNumber::new(21), Err(SeatError::Guardian { number: 21 }));
    assert!(serde_json::from_str::<GuardianNumber>("0").is_err());
    assert_eq!(serde_json::from_str::<GuardianNumber>("20").unwrap(), guardian(20));
}

#[test]
fn a_derived_coefficient_is_the_documented_hash() {
    let seat = Seat::new(sha256(b"village"), 7, guardian(2), 5, 3).unwrap();
    let polynomial = Polynomial::from_seed(&[6; 32], &seat);
    let expected = kdf_scalar(tag::CEREMONY_VALUE, &[6; 32], &sha256(b"village"), &[7, 2, 5, 3], "coefficient", 1).public();
    assert_eq!(*polynomial.coefficients().unwrap().points()[1].element(), expected);
}
