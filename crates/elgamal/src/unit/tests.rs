//! Completeness, encodings and the vectors that must fail; forged vectors are in `forger`, batches in `together`.

mod forger;
mod together;

use canonical::{sha256, tag};
use proptest::prelude::*;

use super::*;
use crate::group::{NonIdentity, SecretScalar, kdf_scalar};

pub(super) struct Sealed {
    pub(super) key: JointKey,
    pub(super) context: Hash,
    pub(super) ciphertexts: Vec<Ciphertext>,
    pub(super) proof: Proof,
}

impl Sealed {
    pub(super) fn new(options: usize, choice: usize, number: u64) -> Self {
        let (key, context) = (key(0), sha256(&number.to_be_bytes()));
        let seed = *sha256(&[b"seed", &number.to_be_bytes()[..]].concat()).as_bytes();
        let (ciphertexts, proof) = seal(&key, &context, options, choice, &seed).unwrap();
        Self { key, context, ciphertexts, proof }
    }

    pub(super) fn statement(&self) -> Statement<'_> {
        Statement::new(&self.key, self.context, &self.ciphertexts).unwrap()
    }

    fn verify(&self) -> Result<(), ProofError> {
        verify(&self.statement(), &self.proof)
    }

    fn to_bytes(&self) -> Vec<u8> {
        self.ciphertexts.iter().flat_map(Ciphertext::to_bytes).chain(self.proof.to_bytes()).collect()
    }

    fn with_bytes(&self, bytes: &[u8]) -> Option<Self> {
        let (head, tail) = bytes.split_at(64 * self.ciphertexts.len());
        let ciphertexts = head.as_chunks().0.iter().map(Ciphertext::from_bytes).collect::<Result<_, _>>().ok()?;
        Some(Self { key: self.key.clone(), context: self.context, ciphertexts, proof: Proof::from_bytes(tail).ok()? })
    }
}

pub(super) fn secret_key(number: u64) -> SecretScalar {
    kdf_scalar(tag::BALLOT_VALUE, &[3; 32], &Hash::ZERO, &[], "test key", number)
}

pub(super) fn key(number: u64) -> JointKey {
    JointKey::new(NonIdentity::new(secret_key(number).public()).unwrap())
}

#[test]
fn every_choice_of_every_size_verifies_and_opens_to_its_unit_vector() {
    for options in MIN_OPTIONS..=MAX_OPTIONS {
        for choice in 0..options {
            let sealed = Sealed::new(options, choice, 1);
            assert_eq!(sealed.verify(), Ok(()), "{choice} of {options}");
            for (place, one) in sealed.ciphertexts.iter().enumerate() {
                let opened = *one.beta() - Element::from_point(one.alpha().point() * secret_key(0).0);
                let expected = if place == choice { Element::GENERATOR } else { Element::identity() };
                assert_eq!(opened, expected, "{choice} of {options}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_seed_and_context_seal_to_something_that_verifies_and_reads_back(
        (options, choice) in (MIN_OPTIONS..=MAX_OPTIONS).prop_flat_map(|options| (Just(options), 0..options)),
        seed: [u8; 32],
        context: [u8; 32],
    ) {
        let (key, context) = (key(7), Hash::from_bytes(context));
        let (ciphertexts, proof) = seal(&key, &context, options, choice, &seed).unwrap();
        let statement = Statement::new(&key, context, &ciphertexts).unwrap();
        prop_assert_eq!(verify(&statement, &proof), Ok(()));
        prop_assert_eq!(Proof::from_bytes(&proof.to_bytes()), Ok(proof));
    }
}

#[test]
fn the_same_seed_seals_the_same_bytes_and_any_other_argument_others() {
    let sealed = |options, choice, seed| seal(&key(0), &Hash::ZERO, options, choice, &[seed; 32]).unwrap();
    assert_eq!(sealed(5, 2, 1), sealed(5, 2, 1));
    for (options, choice, seed) in [(5, 3, 1), (6, 2, 1), (5, 2, 2)] {
        let (ours, theirs) = (sealed(5, 2, 1), sealed(options, choice, seed));
        assert!(ours.0.iter().all(|one| theirs.0.iter().all(|other| one.alpha() != other.alpha())));
        assert!(ours.1.commitments.iter().flatten().all(|one| theirs.1.commitments.iter().flatten().all(|other| one != other)));
    }
}

#[test]
fn sealing_is_byte_for_byte_what_it_was() {
    let (ciphertexts, proof) = seal(&key(0), &Hash::ZERO, 5, 2, &[1; 32]).unwrap();
    let bytes: Vec<u8> = ciphertexts.iter().flat_map(Ciphertext::to_bytes).chain(proof.to_bytes()).collect();
    assert_eq!(sha256(&bytes).to_string(), "6d3bc61a9ed34e7c0299bab86ca0a40fa4e45344653578e00d81ba6d8034ecc7");
}

#[test]
fn a_ballot_of_k_options_has_192_k_minus_32_bytes() {
    for options in MIN_OPTIONS..=MAX_OPTIONS {
        assert_eq!(Sealed::new(options, 0, 2).to_bytes().len(), 192 * options - 32);
    }
}

#[test]
fn what_does_not_exist_is_not_sealed() {
    let seal = |options, choice| seal(&key(0), &Hash::ZERO, options, choice, &[1; 32]).map(|_| ());
    assert_eq!(seal(1, 0), Err(SealError::Options(OptionsError { found: 1 })));
    assert_eq!(seal(17, 0), Err(SealError::Options(OptionsError { found: 17 })));
    assert_eq!(seal(5, 5), Err(SealError::NoSuchOption { choice: 5, options: 5 }));
}

#[test]
fn a_proof_of_a_length_no_ballot_has_is_refused() {
    let proof = Sealed::new(3, 0, 3).proof.to_bytes();
    let mut long = Sealed::new(16, 0, 3).proof.to_bytes();
    long.extend_from_slice(&[0; 128]);
    for bad in [&proof[..proof.len() - 1], &proof[..proof.len() - 32], &proof[..96], &[], &long] {
        assert_eq!(Proof::from_bytes(bad), Err(EncodingError::Length { found: bad.len() }));
    }
    assert_eq!(Proof::from_bytes(&[proof, vec![0]].concat()), Err(EncodingError::Length { found: 353 }));
}

#[test]
fn json_is_base64_of_the_bytes() {
    let proof = Sealed::new(3, 1, 3).proof;
    let text = serde_json::to_string(&proof).unwrap();
    assert_eq!(text, format!("\"{}\"", canonical::base64::encode(&proof.to_bytes())));
    assert_eq!(serde_json::from_str::<Proof>(&text).unwrap(), proof);
}

#[test]
fn each_single_flipped_byte_is_refused() {
    let sealed = Sealed::new(5, 3, 4);
    let bytes = sealed.to_bytes();
    let mut decoded = 0;
    for place in 0..bytes.len() {
        for flip in [0x01, 0x10, 0x80] {
            let mut bad = bytes.clone();
            bad[place] ^= flip;
            if let Some(bad) = sealed.with_bytes(&bad) {
                decoded += 1;
                assert_eq!(bad.verify(), Err(ProofError::Equation), "byte {place}, bits {flip:02x}");
            }
        }
    }
    assert!(decoded > 500, "only {decoded} changes reached the equations");
}

#[test]
fn another_context_or_key_is_refused() {
    let sealed = Sealed::new(5, 0, 5);
    let elsewhere = Sealed { context: sha256(b"elsewhere"), ..Sealed::new(5, 0, 5) };
    let other_key = Sealed { key: key(1), ..Sealed::new(5, 0, 5) };
    assert_eq!(sealed.verify(), Ok(()));
    assert_eq!(elsewhere.verify(), Err(ProofError::Equation));
    assert_eq!(other_key.verify(), Err(ProofError::Equation));
}

#[test]
fn one_option_more_or_less_is_refused() {
    let (mut more, mut less) = (Sealed::new(5, 1, 6), Sealed::new(5, 1, 6));
    more.ciphertexts.push(Sealed::new(5, 1, 7).ciphertexts[0]);
    less.ciphertexts.pop();
    assert_eq!(more.verify(), Err(ProofError::Options { ciphertexts: 6, proof: 5 }));
    assert_eq!(less.verify(), Err(ProofError::Options { ciphertexts: 4, proof: 5 }));

    more.proof.commitments.push([Element::identity(); 2]);
    more.proof.responses.push(Scalar::from(0));
    more.proof.challenges.push(Scalar::from(0));
    less.proof.commitments.pop();
    less.proof.responses.pop();
    less.proof.challenges.pop();
    assert_eq!(more.verify(), Err(ProofError::Equation));
    assert_eq!(less.verify(), Err(ProofError::Equation));
}

#[test]
fn a_vector_of_another_length_makes_no_statement() {
    let one = Sealed::new(2, 0, 8);
    let many = vec![one.ciphertexts[0]; 17];
    assert_eq!(Statement::new(&one.key, one.context, &many[..1]).map(|_| ()), Err(OptionsError { found: 1 }));
    assert_eq!(Statement::new(&one.key, one.context, &many).map(|_| ()), Err(OptionsError { found: 17 }));
}

#[test]
fn permuted_branches_are_refused() {
    let original = Sealed::new(4, 1, 9);
    for (one, other) in [(0, 1), (1, 2), (0, 2)] {
        let mut branches = Sealed::new(4, 1, 9);
        branches.proof.commitments.swap(one, other);
        branches.proof.challenges.swap(one, other);
        branches.proof.responses.swap(one, other);
        let proof = branches.proof.clone();
        assert_eq!(branches.verify(), Err(ProofError::Equation));

        let mut vector = Sealed::new(4, 1, 9);
        vector.ciphertexts.swap(one, other);
        assert_eq!(vector.verify(), Err(ProofError::Equation));
        assert_eq!(Sealed { proof, ..vector }.verify(), Err(ProofError::Equation));
    }
    assert_eq!(original.verify(), Ok(()));
}

#[test]
fn a_proof_does_not_serve_another_ballot() {
    let (one, other) = (Sealed::new(3, 0, 10), Sealed::new(3, 0, 11));
    assert_eq!(verify(&other.statement(), &one.proof), Err(ProofError::Equation));
}
