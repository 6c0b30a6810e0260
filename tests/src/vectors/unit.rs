//! Unit-vector proofs: every forgery that the protocol's design names, and what else a proof can be made of.

use canonical::Hash;
use curve25519_dalek::ristretto::RistrettoPoint;
use curve25519_dalek::scalar::Scalar;
use elgamal::unit::{Batch, Proof, Statement, seal, verify};
use elgamal::{Ciphertext, JointKey};
use serde_json::{Value, json};

use super::factors::plus_order;
use super::forger::{Claimed, Parts, bytes, encrypt, number, randomness, whole};
use super::vector::{array, hash};
use super::{Malformed, Vector, VectorFile, hex, refused, valid, with};

pub(super) const FILE: VectorFile = VectorFile {
    name: "unit-vector",
    reader: "key: the joint key X; context: the ballot's context; ciphertexts: 64 bytes alpha, beta each; proof: a_1, b_1 ... a_K, b_K, \
             c_1 ... c_{K-1}, z_1 ... z_K, 32 bytes each. Accept if K = number of ciphertexts is 2 to 16, everything is canonical, key and \
             each alpha are not neutral, the proof has 128*K - 32 bytes and all 2K equations hold: z_j*G = a_j + c_j*A and \
             z_j*X = b_j + c_j*B_j. A verifier that checks many together gives the same answers.",
    make,
    holds,
};

fn key() -> RistrettoPoint {
    RistrettoPoint::mul_base(&number("key", 0))
}

fn context() -> Hash {
    canonical::sha256(b"konteks")
}

fn fields(claimed: &Claimed, proof: &[u8]) -> Value {
    let ciphertexts: Vec<String> = claimed.ciphertexts.iter().map(|pair| hex(&bytes(pair))).collect();
    json!({
        "key": hex(claimed.key.compress().as_bytes()), "context": claimed.context.to_string(), "ciphertexts": ciphertexts,
        "proof": hex(proof),
    })
}

fn unit(options: usize, real: usize) -> Vec<Scalar> {
    (0..options).map(|j| whole(i64::from(j == real))).collect()
}

fn make() -> Vec<Value> {
    let mut list = Vec::new();
    honest(&mut list);
    wrong_vectors(&mut list);
    left_out(&mut list);
    let claimed = Claimed::encrypting(&unit(4, 1), key(), context());
    let parts = claimed.prove(&claimed.weights(), 1);
    moved(&mut list, &claimed, &parts);
    another_statement(&mut list, &claimed, &parts);
    encodings(&mut list, &fields(&claimed, &parts.to_bytes()));
    list
}

fn honest(list: &mut Vec<Value>) {
    for (options, choice) in [(2, 0), (2, 1), (3, 2), (5, 0), (16, 15)] {
        let joint = JointKey::from_bytes(key().compress().as_bytes()).unwrap();
        let (ciphertexts, proof) = seal(&joint, &context(), options, choice, &[7; 32]).unwrap();
        let ciphertexts: Vec<String> = ciphertexts.iter().map(|one| hex(&one.to_bytes())).collect();
        let fields = json!({
            "key": hex(joint.as_bytes()), "context": context().to_string(), "ciphertexts": ciphertexts, "proof": hex(&proof.to_bytes()),
        });
        list.push(valid(&format!("sealed-{choice}-of-{options}"), "sealed by a booth", fields));
    }
    for real in 0..3 {
        let claimed = Claimed::encrypting(&unit(3, real), key(), context());
        let parts = claimed.prove(&claimed.weights(), real);
        let why = "made by the second prover: the twin of the forgeries below";
        list.push(valid(&format!("second-prover-{real}-of-3"), why, fields(&claimed, &parts.to_bytes())));
    }
}

fn wrong_vectors(list: &mut Vec<Value>) {
    let half = Scalar::ONE.div_by_2();
    for (name, messages) in [
        ("0-vector", [0, 0, 0].map(whole)),
        ("two-ones", [1, 1, 0].map(whole)),
        ("three-ones", [1, 1, 1].map(whole)),
        ("2-minus-1-0", [2, -1, 0].map(whole)),
        ("half-half-0", [half, half, Scalar::ZERO]),
        ("1-1-minus-1", [1, 1, -1].map(whole)),
        ("minus-1", [-1, 0, 0].map(whole)),
        ("two-votes", [2, 0, 0].map(whole)),
    ] {
        let claimed = Claimed::encrypting(&messages, key(), context());
        for real in 0..3 {
            let parts = claimed.prove(&claimed.weights(), real);
            let why = "not a unit vector: no branch can be answered";
            list.push(refused(&format!("{name}, branch {real}"), why, fields(&claimed, &parts.to_bytes())));
        }
    }
}

/// With one ciphertext outside the weights, it can be chosen after them so that any vector passes.
fn left_out(list: &mut Vec<Value>) {
    for left_out in 0..4 {
        let mut messages = [5, -7, 1000, 3].map(whole);
        let mut claimed = Claimed::encrypting(&messages, key(), context());
        let rho = claimed.weights_over(|place| place != left_out);
        let others: Scalar = (0..4).filter(|i| *i != left_out).map(|i| rho[i] * messages[i]).sum();
        messages[left_out] = (rho[1] - others) * rho[left_out].invert();
        claimed.ciphertexts[left_out] = encrypt(&messages[left_out], &randomness(4)[left_out], &claimed.key);
        let parts = claimed.prove(&rho, 1);
        assert!(claimed.holds(&parts, &rho), "the forgery is a real one");
        let name = format!("ciphertext-{}-not-in-the-weights", left_out + 1);
        list.push(refused(&name, "fitted to weights that leave one ciphertext out", fields(&claimed, &parts.to_bytes())));
    }
    let rho = [2, 3, 5].map(whole);
    let claimed = Claimed::encrypting(&[7, -4, 0].map(whole), key(), context());
    let parts = claimed.prove(&rho, 0);
    assert!(claimed.holds(&parts, &rho), "the forgery is a real one");
    list.push(refused("known-weights", "fitted to weights 2, 3, 5", fields(&claimed, &parts.to_bytes())));
}

fn moved(list: &mut Vec<Value>, claimed: &Claimed, parts: &Parts) {
    list.push(valid("twin", "the proof that is changed below", fields(claimed, &parts.to_bytes())));
    for (one, other) in [(0, 1), (1, 2), (2, 3)] {
        let mut swapped = parts.clone();
        swapped.commitments.swap(one, other);
        swapped.challenges.swap(one, other);
        swapped.responses.swap(one, other);
        let name = format!("branches-{}-and-{}-swapped", one + 1, other + 1);
        list.push(refused(&name, "branches belong to their positions", fields(claimed, &swapped.to_bytes())));
        let mut vector = claimed.clone();
        vector.ciphertexts.swap(one, other);
        let name = format!("ciphertexts-{}-and-{}-swapped", one + 1, other + 1);
        list.push(refused(&name, "the proof is for another order", fields(&vector, &parts.to_bytes())));
        let name = format!("branches-and-ciphertexts-{}-and-{}-swapped", one + 1, other + 1);
        list.push(refused(&name, "both moved together are another statement", fields(&vector, &swapped.to_bytes())));
    }
    let generator = RistrettoPoint::mul_base(&Scalar::ONE);
    for branch in 0..4 {
        for half in 0..2 {
            let mut bad = parts.clone();
            bad.commitments[branch][half] += generator;
            // The challenge is made to fit again, so that this one equation alone is false.
            bad.challenges[1] += claimed.challenge(&bad.commitments) - claimed.challenge(&parts.commitments);
            let r: Scalar = claimed.weights().iter().zip(randomness(4)).map(|(rho, r)| rho * r).sum();
            bad.responses[1] = number("w", 0) + bad.challenges[1] * r;
            let name = format!("equation-{}-of-branch-{}-false", half + 1, branch + 1);
            list.push(refused(&name, "all but one equation hold", fields(claimed, &bad.to_bytes())));
        }
        let mut bad = parts.clone();
        bad.responses[branch] += Scalar::ONE;
        list.push(refused(&format!("response-{}-changed", branch + 1), "one response is another", fields(claimed, &bad.to_bytes())));
    }
}

fn another_statement(list: &mut Vec<Value>, claimed: &Claimed, parts: &Parts) {
    let proof = parts.to_bytes();
    let good = fields(claimed, &proof);
    let other = Claimed { context: canonical::sha256(b"lain"), ..claimed.clone() };
    list.push(refused("other-context", "another booth, slot, card or stratum", fields(&other, &proof)));
    let other = Claimed { key: RistrettoPoint::mul_base(&number("key", 1)), ..claimed.clone() };
    list.push(refused("other-key", "another village's key", fields(&other, &proof)));
    let mut more = claimed.clone();
    more.ciphertexts.push(claimed.ciphertexts[3]);
    list.push(refused("one-ciphertext-more", "K+1 ciphertexts with a proof for K", fields(&more, &proof)));
    let mut fewer = claimed.clone();
    fewer.ciphertexts.pop();
    list.push(refused("one-ciphertext-fewer", "K-1 ciphertexts with a proof for K", fields(&fewer, &proof)));
    let longer = fewer.prove(&fewer.weights(), 1);
    list.push(refused(
        "proof-of-one-option-fewer",
        "a good proof for the first K-1",
        with(&good, &json!({ "proof": hex(&longer.to_bytes()) })),
    ));
    for options in [1, 17] {
        let claimed = Claimed::encrypting(&unit(options, 0), key(), context());
        let parts = claimed.prove(&claimed.weights(), 0);
        assert!(claimed.holds(&parts, &claimed.weights()), "all equations hold");
        list.push(refused(&format!("{options}-options"), "a vector has 2 to 16 positions", fields(&claimed, &parts.to_bytes())));
    }
    let mut swapped = claimed.clone();
    swapped.ciphertexts[0].swap(0, 1);
    list.push(refused("halves-swapped", "alpha comes before beta", fields(&swapped, &proof)));
}

fn encodings(list: &mut Vec<Value>, good: &Value) {
    let proof = canonical::hex::decode(good["proof"].as_str().unwrap()).unwrap();
    let changed = |bytes: &[u8]| with(good, &json!({ "proof": hex(bytes) }));
    let part = |place: usize, part: &[u8]| changed(&[&proof[..32 * place], part, &proof[32 * (place + 1)..]].concat());
    list.push(refused("challenge-not-canonical", "c_1 plus the group order", part(8, &plus_order(&proof[256..288]))));
    list.push(refused("response-not-canonical", "z_4 plus the group order", part(14, &plus_order(&proof[448..480]))));
    list.push(refused("commitment-not-a-point", "points are canonical", part(0, &[0xff; 32])));
    list.push(refused("commitment-neutral", "a_1 is another point", part(0, &[0; 32])));
    list.push(refused("proof-with-a-byte-more", "nothing follows", changed(&[&proof[..], &[0]].concat())));
    list.push(refused("proof-with-a-byte-less", "128*K - 32 bytes", changed(&proof[..proof.len() - 1])));
    list.push(refused("proof-with-all-challenges", "c_K is not carried", changed(&[&proof[..352], &[0; 32], &proof[352..]].concat())));
    list.push(refused("proof-empty", "128*K - 32 bytes", changed(&[])));
    list.push(refused("key-neutral", "the joint key is not neutral", with(good, &json!({ "key": hex(&[0; 32]) }))));
    list.push(refused("key-not-a-point", "points are canonical", with(good, &json!({ "key": hex(&[0xff; 32]) }))));
    neutral_alpha(list);
}

/// r = 0 shows the vote to everyone; the proof would hold.
fn neutral_alpha(list: &mut Vec<Value>) {
    let mut claimed = Claimed::encrypting(&unit(3, 1), key(), context());
    claimed.ciphertexts[0] = encrypt(&Scalar::ZERO, &Scalar::ZERO, &claimed.key);
    let rho = claimed.weights();
    let known: Vec<Scalar> = randomness(3).into_iter().enumerate().map(|(i, r)| if i == 0 { Scalar::ZERO } else { r }).collect();
    let mut parts = claimed.prove(&rho, 1);
    parts.responses[1] = number("w", 0) + parts.challenges[1] * rho.iter().zip(&known).map(|(rho, r)| rho * r).sum::<Scalar>();
    assert!(claimed.holds(&parts, &rho), "all equations hold");
    list.push(refused(
        "alpha-neutral",
        "all equations hold, but the first half of a ciphertext is not neutral",
        fields(&claimed, &parts.to_bytes()),
    ));
}

fn holds(vector: &Vector<'_>) -> Result<bool, Malformed> {
    let (key, context) = (vector.bytes("key")?, vector.bytes("context")?);
    let (ciphertexts, proof) = (vector.list("ciphertexts")?, vector.bytes("proof")?);
    let check = || {
        let key = JointKey::from_bytes(&array(&key)?).ok()?;
        let ciphertexts = ciphertexts.iter().map(|one| Ciphertext::from_bytes(&array(one)?).ok()).collect::<Option<Vec<_>>>()?;
        let statement = Statement::new(&key, hash(&context)?, &ciphertexts).ok()?;
        let proof = Proof::from_bytes(&proof).ok()?;
        let alone = verify(&statement, &proof).is_ok();
        for seed in [[0; 32], [1; 32]] {
            let mut batch = Batch::new();
            batch.add(statement, &proof);
            assert_eq!(batch.verify(seed).is_ok(), alone, "a batch gives the same answer");
        }
        Some(alone)
    };
    Ok(check() == Some(true))
}
