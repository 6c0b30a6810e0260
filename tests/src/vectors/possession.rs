//! Proofs of possession of the key ceremony.

use canonical::Hash;
use elgamal::ceremony::{Claim, Coefficients, GuardianNumber, Polynomial, PopProof, Seat, exchange_secret};
use elgamal::{NonIdentity, SecretScalar};
use serde_json::{Value, json};

use super::points::ORDER;
use super::vector::{array, hash};
use super::{Malformed, Vector, VectorFile, hex, refused, stream, valid, with};

pub(super) const FILE: VectorFile = VectorFile {
    name: "possession",
    reader: "Accept if 2 <= threshold <= guardians <= 20 and 1 <= guardian <= guardians, there are threshold coefficients, no point is \
             neutral, commitment is the framed hash under suara/v1/coefficients of context, attempt, guardian, identity (Ed25519 key), \
             guardians, threshold, coefficients, exchange_key, and proof = c, u_0 ... u_threshold (32 bytes each) is such that c is the \
             challenge (suara/v1/pop-chal, the same parts, then R_k = u_k*G - c*A_k, the last for exchange_key).",
    make,
    holds,
};

/// One guardian with its secrets.
struct Seated {
    context: Hash,
    numbers: [u32; 4],
    identity: [u8; 32],
    polynomial: Polynomial,
    coefficients: Coefficients,
    exchange: SecretScalar,
    exchange_key: NonIdentity,
}

fn seat(context: Hash, [attempt, number, guardians, threshold]: [u32; 4]) -> Option<Seat> {
    Seat::new(context, attempt, GuardianNumber::new(number).ok()?, guardians, threshold).ok()
}

impl Seated {
    fn new(numbers: [u32; 4]) -> Self {
        let mut stream = stream(&format!("possession {numbers:?}"));
        let context = canonical::sha256(b"desa");
        let (seat, seed) = (seat(context, numbers).unwrap(), stream.bytes());
        let polynomial = Polynomial::from_seed(&seed, &seat);
        let coefficients = polynomial.coefficients().unwrap();
        let exchange = exchange_secret(&seed, &seat);
        let exchange_key = NonIdentity::new(exchange.public()).unwrap();
        Self { context, numbers, identity: stream.bytes(), polynomial, coefficients, exchange, exchange_key }
    }

    /// The claim with these points, proven with the guardian's own secrets, whatever they are.
    fn fields(&self, coefficients: &Coefficients, exchange_key: &NonIdentity) -> Value {
        let seat = seat(self.context, self.numbers).unwrap();
        let claim = Claim { seat: &seat, identity: &self.identity, coefficients, exchange_key };
        let proof = PopProof::prove(&claim, &self.polynomial, &self.exchange, &[4; 32]);
        let [attempt, guardian, guardians, threshold] = self.numbers;
        let points: Vec<String> = coefficients.points().iter().map(|point| hex(point.as_bytes())).collect();
        json!({
            "context": self.context.to_string(), "attempt": attempt, "guardian": guardian, "guardians": guardians,
            "threshold": threshold, "identity": hex(&self.identity), "coefficients": points, "exchange_key": hex(exchange_key.as_bytes()),
            "commitment": claim.commitment().to_string(), "proof": hex(&proof.to_bytes()),
        })
    }

    fn honest(&self) -> Value {
        self.fields(&self.coefficients, &self.exchange_key)
    }
}

fn make() -> Vec<Value> {
    let one = Seated::new([1, 1, 5, 3]);
    let good = one.honest();
    let mut list = vec![
        valid("3-of-5", "guardian 1 of five", good.clone()),
        valid("2-of-2", "the smallest ceremony", Seated::new([1, 2, 2, 2]).honest()),
        valid("attempt-7", "a later attempt", Seated::new([7, 3, 5, 3]).honest()),
    ];
    // The commitment is made anew, so that the proof alone decides.
    for (name, why, change) in [
        ("other-context", "another village's definition", json!({ "context": canonical::sha256(b"lain").to_string() })),
        ("other-attempt", "another attempt", json!({ "attempt": 2 })),
        ("other-guardian", "another seat", json!({ "guardian": 2 })),
        ("other-number-of-guardians", "another ceremony", json!({ "guardians": 6 })),
        ("other-identity", "another guardian's signing key", json!({ "identity": hex(&[0xee; 32]) })),
    ] {
        list.push(refused(name, why, recommitted(&with(&good, &change))));
    }
    let other_commitment = json!({ "commitment": Seated::new([1, 2, 5, 3]).honest()["commitment"] });
    list.push(refused("other-commitment", "what is shown is what was committed to", with(&good, &other_commitment)));
    rogue(&mut list, &one);
    seats_and_encodings(&mut list, &good);
    list
}

/// Recomputes the commitment for the fields as they now stand.
fn recommitted(fields: &Value) -> Value {
    let claim = Read::of(&Vector::new(fields)).unwrap();
    let commitment = claim.with_claim(|claim| claim.commitment()).unwrap();
    let mut changed = fields.clone();
    changed["commitment"] = json!(commitment.to_string());
    changed
}

/// Points that are computed from another guardian's and whose secrets nobody knows.
fn rogue(list: &mut Vec<Value>, one: &Seated) {
    let other = Seated::new([1, 2, 5, 3]);
    for place in 0..3 {
        let mut points = one.coefficients.points().to_vec();
        points[place] = NonIdentity::new(*points[place].element() - *other.coefficients.points()[place].element()).unwrap();
        let fields = one.fields(&Coefficients::new(points).unwrap(), &one.exchange_key);
        list.push(refused(&format!("rogue-coefficient-{place}"), "the guardian does not know this coefficient", fields));
    }
    let fields = one.fields(&one.coefficients, &other.exchange_key);
    list.push(refused("rogue-exchange-key", "the guardian does not know the secret of its exchange key", fields));
}

fn seats_and_encodings(list: &mut Vec<Value>, good: &Value) {
    for (name, why, change) in [
        ("threshold-1", "one guardian alone must never suffice", json!({ "threshold": 1 })),
        ("threshold-4", "as many coefficients as the threshold", json!({ "threshold": 4 })),
        ("threshold-over-guardians", "not more than there are guardians", json!({ "guardians": 2 })),
        ("guardian-0", "numbers run from 1", json!({ "guardian": 0 })),
        ("guardian-6-of-5", "numbers run to the number of guardians", json!({ "guardian": 6 })),
        ("21-guardians", "at most 20 guardians", json!({ "guardians": 21 })),
    ] {
        list.push(refused(name, why, with(good, &change)));
    }
    let proof = canonical::hex::decode(good["proof"].as_str().unwrap()).unwrap();
    let changed = |bytes: &[u8]| with(good, &json!({ "proof": hex(bytes) }));
    let flip = |place: usize| proof.iter().enumerate().map(|(i, b)| if i == place { b ^ 1 } else { *b }).collect::<Vec<u8>>();
    list.push(refused("challenge-changed", "one bit", changed(&flip(0))));
    for response in 0..4 {
        list.push(refused(&format!("response-{response}-changed"), "one bit", changed(&flip(32 * (response + 1)))));
    }
    list.push(refused("proof-shorter", "one response for each point", changed(&proof[..proof.len() - 32])));
    list.push(refused("proof-longer", "one response for each point", changed(&[&proof[..], &[0; 32]].concat())));
    list.push(refused("trailing-byte", "nothing follows", changed(&[&proof[..], &[0]].concat())));
    list.push(refused("scalar-not-canonical", "scalars are below the order", changed(&[&proof[..128], &ORDER].concat())));
    let mut points = good["coefficients"].as_array().unwrap().clone();
    points[0] = json!(hex(&[0; 32]));
    list.push(refused("neutral-coefficient", "a coefficient is not neutral", with(good, &json!({ "coefficients": points }))));
    list.push(refused("neutral-exchange-key", "an exchange key is not neutral", with(good, &json!({ "exchange_key": hex(&[0; 32]) }))));
}

/// The fields of a vector, before anything is decoded.
struct Read {
    context: Vec<u8>,
    numbers: [u64; 4],
    identity: Vec<u8>,
    coefficients: Vec<Vec<u8>>,
    exchange_key: Vec<u8>,
}

impl Read {
    fn of(vector: &Vector<'_>) -> Result<Self, Malformed> {
        Ok(Self {
            context: vector.bytes("context")?,
            numbers: [vector.number("attempt")?, vector.number("guardian")?, vector.number("guardians")?, vector.number("threshold")?],
            identity: vector.bytes("identity")?,
            coefficients: vector.list("coefficients")?,
            exchange_key: vector.bytes("exchange_key")?,
        })
    }

    fn with_claim<T>(&self, use_it: impl FnOnce(&Claim<'_>) -> T) -> Option<T> {
        let point = |bytes: &Vec<u8>| NonIdentity::from_bytes(&array(bytes)?).ok();
        let [attempt, guardian, guardians, threshold] = self.numbers.map(u32::try_from);
        let seat = seat(hash(&self.context)?, [attempt.ok()?, guardian.ok()?, guardians.ok()?, threshold.ok()?])?;
        let coefficients = Coefficients::new(self.coefficients.iter().map(point).collect::<Option<_>>()?).ok()?;
        let (identity, exchange_key) = (array(&self.identity)?, point(&self.exchange_key)?);
        Some(use_it(&Claim { seat: &seat, identity: &identity, coefficients: &coefficients, exchange_key: &exchange_key }))
    }
}

fn holds(vector: &Vector<'_>) -> Result<bool, Malformed> {
    let (read, commitment, proof) = (Read::of(vector)?, vector.bytes("commitment")?, vector.bytes("proof")?);
    let Ok(proof) = PopProof::from_bytes(&proof) else { return Ok(false) };
    let check = |claim: &Claim<'_>| claim.commitment().as_bytes() == commitment.as_slice() && proof.verify(claim).is_ok();
    Ok(read.with_claim(check) == Some(true))
}
