//! Batches give the answers of one-by-one and name the guilty.

use super::*;

fn ballots(count: u64) -> Vec<Sealed> {
    (0..count).map(|number| Sealed::new(2, usize::from(number % 3 == 0), number)).collect()
}

fn together(ballots: &[Sealed]) -> Result<(), Guilty> {
    let mut batch = Batch::new();
    ballots.iter().for_each(|ballot| batch.add(ballot.statement(), &ballot.proof));
    assert_eq!(batch.len(), ballots.len());
    batch.verify([8; 32])
}

fn one_by_one(ballots: &[Sealed]) -> Result<(), Guilty> {
    let indices: Vec<usize> = ballots.iter().enumerate().filter(|(_, b)| b.verify().is_err()).map(|(place, _)| place).collect();
    if indices.is_empty() { Ok(()) } else { Err(Guilty { indices }) }
}

fn shift(scalar: &mut Scalar, by: i64) {
    let size = Scalar::from(by.unsigned_abs()).0;
    scalar.0 += if by < 0 { -size } else { size };
}

#[test]
fn an_empty_batch_holds() {
    assert!(Batch::new().is_empty());
    assert_eq!(Batch::new().verify([0; 32]), Ok(()));
}

#[test]
fn a_bad_proof_at_each_position_is_named() {
    let mut ballots = ballots(12);
    assert_eq!(together(&ballots), Ok(()));
    for bad in 0..ballots.len() {
        shift(&mut ballots[bad].proof.responses[0], 1);
        assert_eq!(together(&ballots), Err(Guilty { indices: vec![bad] }));
        assert_eq!(together(&ballots), one_by_one(&ballots));
        shift(&mut ballots[bad].proof.responses[0], -1);
    }
}

#[test]
fn bad_proofs_in_several_chunks_are_all_named() {
    let mut ballots = ballots(2 * CHUNK as u64 + 3);
    assert_eq!(together(&ballots), Ok(()));
    let bad = vec![0, CHUNK - 1, CHUNK, 2 * CHUNK, 2 * CHUNK + 2];
    for place in &bad {
        shift(&mut ballots[*place].proof.challenges[0], 1);
    }
    assert_eq!(together(&ballots), Err(Guilty { indices: bad }));
}

#[test]
fn keys_contexts_and_sizes_may_be_mixed() {
    let mut ballots: Vec<Sealed> = (2..=6).map(|options| Sealed::new(options, options - 1, 40)).collect();
    for number in 1..4 {
        let (key, context) = (key(number), sha256(b"mixed"));
        let (ciphertexts, proof) = seal(&key, &context, 3, 0, &[2; 32]).unwrap();
        ballots.push(Sealed { key, context, ciphertexts, proof });
    }
    assert_eq!(together(&ballots), Ok(()));
    ballots[6].key = key(9);
    ballots[3].context = Hash::ZERO;
    assert_eq!(together(&ballots), Err(Guilty { indices: vec![3, 6] }));
    assert_eq!(together(&ballots), one_by_one(&ballots));
}

#[test]
fn a_proof_for_another_number_of_options_is_named() {
    let mut ballots = ballots(3);
    ballots[1].proof = Sealed::new(3, 0, 1).proof;
    assert_eq!(together(&ballots), Err(Guilty { indices: vec![1] }));
}

#[test]
fn errors_that_cancel_each_other_are_still_found() {
    // Between two ballots, and between two branches of one: with equal weights each sum would be zero.
    let mut ballots = ballots(4);
    shift(&mut ballots[0].proof.responses[0], 1);
    shift(&mut ballots[2].proof.responses[0], -1);
    assert_eq!(together(&ballots), Err(Guilty { indices: vec![0, 2] }));
    shift(&mut ballots[0].proof.responses[1], -1);
    shift(&mut ballots[2].proof.responses[0], 1);
    assert_eq!(together(&ballots), Err(Guilty { indices: vec![0] }));
}

#[test]
fn a_changed_commitment_ciphertext_challenge_or_response_is_named_whatever_the_seed() {
    type Change = fn(&mut Sealed);
    let changes: [Change; 6] = [
        |b| b.proof.commitments[1][0] = Element::GENERATOR,
        |b| b.proof.commitments[0][1] = Element::identity(),
        |b| b.ciphertexts[0] = Ciphertext::from_parts(*b.ciphertexts[0].alpha(), *b.ciphertexts[0].beta() + Element::GENERATOR),
        |b| b.ciphertexts[1] = Ciphertext::from_parts(Element::GENERATOR, *b.ciphertexts[1].beta()),
        |b| shift(&mut b.proof.challenges[0], -1),
        |b| shift(&mut b.proof.responses[1], 5),
    ];
    for change in changes {
        let mut ballots = ballots(5);
        change(&mut ballots[3]);
        for seed in [[0; 32], [1; 32], [255; 32]] {
            let mut batch = Batch::new();
            ballots.iter().for_each(|ballot| batch.add(ballot.statement(), &ballot.proof));
            assert_eq!(batch.verify(seed), Err(Guilty { indices: vec![3] }));
        }
    }
}
