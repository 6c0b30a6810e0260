//! A prover who encrypts what he likes and proves what he can, and what the verifier would swallow if its weights were weaker.
//!
//! The forger computes with points only, unlike the honest prover: on unit vectors it is a second prover, which shows that its failures
//! elsewhere are the vector's fault.

use canonical::Transcript;
use curve25519_dalek::ristretto::RistrettoPoint;
use curve25519_dalek::scalar::Scalar as Number;

use super::super::{hashing, verify as checks};
use super::*;

fn number(label: &str, index: u64) -> Number {
    kdf_scalar(tag::BALLOT_VALUE, &[5; 32], &Hash::ZERO, &[], label, index).0
}

fn whole(number: i64) -> Number {
    let size = Number::from(number.unsigned_abs());
    if number < 0 { -size } else { size }
}

fn encrypt(message: &Number, r: &Number, beta_r: &Number, key: &JointKey) -> Ciphertext {
    let beta = RistrettoPoint::mul_base(message) + key.element().point() * beta_r;
    Ciphertext::from_parts(Element::from_point(RistrettoPoint::mul_base(r)), Element::from_point(beta))
}

fn encrypt_all(messages: &[Number], key: &JointKey) -> (Vec<Ciphertext>, Vec<Number>) {
    let randomness: Vec<Number> = (0..messages.len() as u64).map(|i| number("r", i)).collect();
    (messages.iter().zip(&randomness).map(|(m, r)| encrypt(m, r, r, key)).collect(), randomness)
}

/// Answers branch `real` with r = Σ ρ_i·r_i and simulates the others.
fn prove(statement: &Statement<'_>, randomness: &[Number], rho: &[Number], real: usize) -> Proof {
    prove_spoilt(statement, randomness, rho, real, |_| ())
}

/// The same, but `spoil` has its way with the commitments before the challenge is hashed.
fn prove_spoilt(
    statement: &Statement<'_>,
    randomness: &[Number],
    rho: &[Number],
    real: usize,
    spoil: impl Fn(&mut [[Element; 2]]),
) -> Proof {
    let sum = |half: fn(&Ciphertext) -> &RistrettoPoint| -> RistrettoPoint {
        rho.iter().zip(statement.ciphertexts).map(|(rho, c)| half(c) * rho).sum()
    };
    let (alpha, beta) = (sum(|c| c.alpha().point()), sum(|c| c.beta().point()));
    let key = statement.key.element().point();
    let options = rho.len();
    let mut c: Vec<Number> = (0..options as u64).map(|j| number("c", j)).collect();
    let mut z: Vec<Number> = (0..options as u64).map(|j| number("z", j)).collect();
    let (w, r) = (number("w", 0), rho.iter().zip(randomness).map(|(rho, r)| rho * r).sum::<Number>());
    let commitment = |j: usize| match j == real {
        true => [RistrettoPoint::mul_base(&w), key * w],
        false => [RistrettoPoint::mul_base(&z[j]) - alpha * c[j], key * z[j] - (beta - RistrettoPoint::mul_base(&rho[j])) * c[j]],
    };
    let mut commitments: Vec<[Element; 2]> = (0..options).map(|j| commitment(j).map(Element::from_point)).collect();
    spoil(&mut commitments);
    let others: Number = (0..options).filter(|j| *j != real).map(|j| c[j]).sum();
    c[real] = hashing::challenge(statement, &commitments) - others;
    z[real] = w + c[real] * r;
    c.truncate(options - 1);
    Proof { commitments, challenges: c.into_iter().map(Scalar).collect(), responses: z.into_iter().map(Scalar).collect() }
}

/// The weights as they would be if only the given parts of the vector were hashed.
fn weak_weights(statement: &Statement<'_>, parts: &[Vec<u8>]) -> Vec<Number> {
    let mut transcript = Transcript::new(tag::UNIT_RHO);
    transcript.part(statement.context.as_bytes()).part(statement.key.as_bytes()).number(statement.options() as u64);
    parts.iter().for_each(|part| {
        transcript.part(part);
    });
    let one = |i| Number::from_bytes_mod_order_wide(&transcript.clone().number(i).finish_wide());
    (1..=statement.options() as u64).map(one).collect()
}

#[test]
fn the_second_prover_convinces_of_unit_vectors() {
    let key = key(0);
    for real in 0..4 {
        let messages: Vec<Number> = (0..4).map(|j| whole(i64::from(j == real))).collect();
        let (ciphertexts, randomness) = encrypt_all(&messages, &key);
        let statement = Statement::new(&key, Hash::ZERO, &ciphertexts).unwrap();
        let proof = prove(&statement, &randomness, &hashing::weights(&statement), real);
        assert_eq!(verify(&statement, &proof), Ok(()));
    }
}

#[test]
fn one_false_equation_of_all_is_enough_to_refuse() {
    let key = key(0);
    for real in 0..3 {
        let messages: Vec<Number> = (0..3).map(|j| whole(i64::from(j == real))).collect();
        let (ciphertexts, randomness) = encrypt_all(&messages, &key);
        let statement = Statement::new(&key, Hash::ZERO, &ciphertexts).unwrap();
        let rho = hashing::weights(&statement);
        for (branch, half) in (0..6).map(|equation| (equation / 2, equation % 2)) {
            // Everything after the challenge fits; only this one commitment does not.
            let proof = prove_spoilt(&statement, &randomness, &rho, real, |commitments| {
                commitments[branch][half] = commitments[branch][half] + Element::GENERATOR;
            });
            assert_eq!(verify(&statement, &proof), Err(ProofError::Equation), "branch {branch}, half {half}");
            let mut batch = Batch::new();
            batch.add(statement, &proof);
            assert_eq!(batch.verify([1; 32]), Err(Guilty { indices: vec![0] }), "branch {branch}, half {half}");
        }
    }
}

#[test]
fn no_branch_proves_a_vector_that_is_not_a_unit_vector() {
    let key = key(0);
    let half = Number::ONE.div_by_2();
    let vectors = [
        [0, 0, 0].map(whole),
        [1, 1, 0].map(whole),
        [2, -1, 0].map(whole),
        [half, half, Number::ZERO],
        [1, 1, 1].map(whole),
        [1, 1, -1].map(whole),
        [-1, 0, 0].map(whole),
        [2, 0, 0].map(whole),
        [0, 1, 1].map(whole),
    ];
    for messages in vectors {
        let (ciphertexts, randomness) = encrypt_all(&messages, &key);
        let statement = Statement::new(&key, Hash::ZERO, &ciphertexts).unwrap();
        for real in 0..3 {
            let proof = prove(&statement, &randomness, &hashing::weights(&statement), real);
            assert_eq!(verify(&statement, &proof), Err(ProofError::Equation), "{messages:?}");
            let mut batch = Batch::new();
            batch.add(statement, &proof);
            assert_eq!(batch.verify([1; 32]), Err(Guilty { indices: vec![0] }), "{messages:?}");
        }
    }
}

#[test]
fn a_ciphertext_left_out_of_the_weights_would_let_any_vector_pass() {
    let key = key(0);
    for left_out in 0..4 {
        for real in 0..4 {
            let mut messages = [5, -7, 1000, 3].map(whole);
            let (mut ciphertexts, randomness) = encrypt_all(&messages, &key);
            let seen = |ciphertexts: &[Ciphertext]| -> Vec<Vec<u8>> {
                (0..4).filter(|i| *i != left_out).map(|i| ciphertexts[i].to_bytes().to_vec()).collect()
            };
            let rho = weak_weights(&Statement::new(&key, Hash::ZERO, &ciphertexts).unwrap(), &seen(&ciphertexts));
            let others: Number = (0..4).filter(|i| *i != left_out).map(|i| rho[i] * messages[i]).sum();
            messages[left_out] = (rho[real] - others) * rho[left_out].invert();
            ciphertexts[left_out] = encrypt(&messages[left_out], &randomness[left_out], &randomness[left_out], &key);

            let statement = Statement::new(&key, Hash::ZERO, &ciphertexts).unwrap();
            let proof = prove(&statement, &randomness, &rho, real);
            assert!(checks::holds(&statement, &proof, &rho), "the forgery is a real one");
            assert_eq!(verify(&statement, &proof), Err(ProofError::Equation));
            let proof = prove(&statement, &randomness, &hashing::weights(&statement), real);
            assert_eq!(verify(&statement, &proof), Err(ProofError::Equation));
        }
    }
}

#[test]
fn first_halves_left_out_of_the_weights_would_let_an_unreadable_vector_pass() {
    let key = key(0);
    let messages = [0, 1, 0].map(whole);
    let (honest, beta_r) = encrypt_all(&messages, &key);
    let betas: Vec<Vec<u8>> = honest.iter().map(|c| c.beta().to_bytes().to_vec()).collect();
    let rho = weak_weights(&Statement::new(&key, Hash::ZERO, &honest).unwrap(), &betas);
    // α_1 and α_3 move against each other, so that Σ ρ_i·α_i stays and the messages do not.
    let mut alpha_r = beta_r.clone();
    alpha_r[0] += rho[2];
    alpha_r[2] -= rho[0];
    let moved = messages.iter().zip(&alpha_r).zip(&beta_r);
    let ciphertexts: Vec<Ciphertext> = moved.map(|((m, r), beta_r)| encrypt(m, r, beta_r, &key)).collect();

    let statement = Statement::new(&key, Hash::ZERO, &ciphertexts).unwrap();
    let proof = prove(&statement, &alpha_r, &rho, 1);
    assert!(checks::holds(&statement, &proof, &rho), "the forgery is a real one");
    assert_eq!(verify(&statement, &proof), Err(ProofError::Equation));
}

#[test]
fn known_weights_would_let_any_vector_pass() {
    let key = key(0);
    let rho = [2, 3, 5].map(whole);
    // 2·7 + 3·(−4) + 5·0 = 2
    let (ciphertexts, randomness) = encrypt_all(&[7, -4, 0].map(whole), &key);
    let statement = Statement::new(&key, Hash::ZERO, &ciphertexts).unwrap();
    let proof = prove(&statement, &randomness, &rho, 0);
    assert!(checks::holds(&statement, &proof, &rho), "the forgery is a real one");
    assert_eq!(verify(&statement, &proof), Err(ProofError::Equation));
}
