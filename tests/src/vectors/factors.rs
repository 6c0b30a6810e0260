//! Opening factors: a guardian's share of the opening of one sum, with its proof.

use canonical::{Hash, Transcript, tag};
use curve25519_dalek::ristretto::{CompressedRistretto, RistrettoPoint};
use curve25519_dalek::scalar::Scalar as Number;
use elgamal::ceremony::GuardianNumber;
use elgamal::opening::{Partial, Statement, partial};
use elgamal::{CiphertextSum, Element, SecretScalar};
use serde_json::{Value, json};

use super::points::ORDER;
use super::vector::{array, hash};
use super::{Malformed, Vector, VectorFile, hex, refused, stream, valid, with};

pub(super) const FILE: VectorFile = VectorFile {
    name: "opening-factor",
    reader: "sum: 64 bytes alpha, beta; partial: 96 bytes M, c, z. Accept if c is the challenge (suara/v1/open-chal) over plan, record, set, \
             scope, count, option (from 1), guardian, public_share, joint_key, alpha, beta, M, a, b with a = z*G - c*public_share and \
             b = z*alpha - c*M. Hashes are 32 bytes, numbers eight big-endian bytes, set is text.",
    make,
    holds,
};

/// A statement with everything owned, and the share that answers it.
struct Given {
    plan: Hash,
    record: Hash,
    scope: Hash,
    joint_key: Hash,
    share: SecretScalar,
    sum: CiphertextSum,
}

const SET: &str = "tps-001";
const COUNT: u64 = 12;
const OPTION: u32 = 1;
const GUARDIAN: u32 = 2;

impl Given {
    fn new(sum: CiphertextSum) -> Self {
        let mut stream = stream("opening-factor");
        let mut random = || Hash::from_bytes(stream.bytes());
        let (plan, record, scope, joint_key) = (random(), random(), random(), random());
        Self { plan, record, scope, joint_key, share: SecretScalar::reduce_wide(&stream.bytes()), sum }
    }

    fn statement(&self) -> Statement<'_> {
        Statement {
            plan: self.plan,
            record: self.record,
            set: SET,
            scope: self.scope,
            count: COUNT,
            option: OPTION,
            guardian: GuardianNumber::new(GUARDIAN).unwrap(),
            public_share: self.share.public(),
            joint_key: self.joint_key,
            sum: &self.sum,
        }
    }

    fn fields(&self, partial: &[u8]) -> Value {
        json!({
            "plan": self.plan.to_string(), "record": self.record.to_string(), "set": SET, "scope": self.scope.to_string(),
            "count": COUNT, "option": OPTION + 1, "guardian": GUARDIAN, "public_share": hex(self.share.public().as_bytes()),
            "joint_key": self.joint_key.to_string(), "sum": hex(&self.sum.to_bytes()), "partial": hex(partial),
        })
    }

    fn honest(&self) -> Value {
        self.fields(&partial(&self.share, &self.statement(), &[5; 32]).unwrap().to_bytes())
    }

    /// The challenge as it would be if the parts named were all that is hashed.
    fn weak_challenge(&self, parts: &[&[u8]]) -> Number {
        let mut transcript = Transcript::new(tag::OPEN_CHAL);
        transcript.part(self.plan.as_bytes()).part(self.record.as_bytes()).part(SET.as_bytes()).part(self.scope.as_bytes());
        transcript.number(COUNT).number(u64::from(OPTION) + 1).number(u64::from(GUARDIAN));
        transcript.part(self.share.public().as_bytes()).part(self.joint_key.as_bytes());
        transcript.part(self.sum.alpha().as_bytes()).part(self.sum.beta().as_bytes());
        for part in parts {
            transcript.part(part);
        }
        Number::from_bytes_mod_order_wide(&transcript.finish_wide())
    }

    /// A factor that shifts the count, with a proof that would hold if the challenge did not cover the factor: b is chosen first,
    /// M follows from the challenge.
    fn without_the_factor(&self) -> Vec<u8> {
        let (x, w) = (Number::from_canonical_bytes(*self.share.to_bytes()).unwrap(), Number::from(77_u8));
        let alpha = CompressedRistretto(self.sum.alpha().to_bytes()).decompress().unwrap();
        let (a, b) = (RistrettoPoint::mul_base(&w), alpha * w + RistrettoPoint::mul_base(&Number::from(9_u8)));
        let c = self.weak_challenge(&[a.compress().as_bytes(), b.compress().as_bytes()]);
        let z = w + c * x;
        let factor = (alpha * z - b) * c.invert();
        assert_ne!(factor, alpha * x, "the factor is a wrong one");
        assert_eq!(alpha * z - factor * c, b, "the forgery is a real one");
        [factor.compress().to_bytes(), c.to_bytes(), z.to_bytes()].concat()
    }
}

fn sum(seed: u8) -> CiphertextSum {
    let point = |label: &[u8]| {
        let scalar = SecretScalar::reduce_wide(&canonical::wide_hash(tag::SIMULATION, &[&[seed], label]));
        scalar.public().to_bytes()
    };
    CiphertextSum::from_bytes(&array(&[point(b"alpha"), point(b"beta")].concat()).unwrap()).unwrap()
}

fn make() -> Vec<Value> {
    let given = Given::new(sum(1));
    let good = given.honest();
    let mut list = vec![
        valid("good", "a factor of guardian 2", good.clone()),
        valid(
            "neutral-sum",
            "a booth could force neutral sums; they are opened like any other",
            Given::new(CiphertextSum::empty()).honest(),
        ),
    ];
    let other = canonical::sha256(b"lain").to_string();
    for (name, why, change) in [
        ("other-plan", "given for another plan", json!({ "plan": other })),
        ("other-record", "given for another record", json!({ "record": other })),
        ("other-set", "given for another set", json!({ "set": "tps-002" })),
        ("other-scope", "the set sums over something else", json!({ "scope": other })),
        ("other-count", "the set has another number of ballots", json!({ "count": 13 })),
        ("other-option", "given for another option", json!({ "option": 1 })),
        ("other-guardian", "given by another guardian", json!({ "guardian": 3 })),
        ("other-public-share", "not this guardian's share", json!({ "public_share": hex(Element::GENERATOR.as_bytes()) })),
        ("other-key", "given for another joint key", json!({ "joint_key": other })),
        ("other-sum", "given for another sum", json!({ "sum": hex(&sum(2).to_bytes()) })),
    ] {
        list.push(refused(name, why, with(&good, &change)));
    }
    list.push(refused(
        "factor-not-in-the-challenge",
        "a wrong factor, fitted to a challenge that does not cover it",
        given.fields(&given.without_the_factor()),
    ));
    let stranger = Given { share: SecretScalar::reduce_wide(&[9; 64]), ..Given::new(sum(1)) }.honest();
    list.push(refused(
        "other-share",
        "proven with a share that is not the guardian's",
        with(&good, &json!({ "partial": stranger["partial"] })),
    ));
    changed_parts(&mut list, &good);
    list
}

fn changed_parts(list: &mut Vec<Value>, good: &Value) {
    let bytes = canonical::hex::decode(good["partial"].as_str().unwrap()).unwrap();
    let factor = Element::decode(&array(&bytes[..32]).unwrap()).unwrap();
    let with_factor = |factor: &[u8; 32]| [&factor[..], &bytes[32..]].concat();
    let shifted = (factor + Element::GENERATOR).to_bytes();
    let half = |place: usize| bytes.iter().enumerate().map(|(i, b)| if i == place { b ^ 1 } else { *b }).collect::<Vec<u8>>();
    for (name, why, partial) in [
        ("factor-shifted", "the factor plus G, which would take one vote away", with_factor(&shifted)),
        ("factor-neutral", "the factor of another share", with_factor(&[0; 32])),
        ("factor-not-a-point", "points are canonical", with_factor(&[0xff; 32])),
        ("challenge-changed", "one bit", half(32)),
        ("response-changed", "one bit", half(64)),
        ("challenge-not-canonical", "scalars are below the order", [&bytes[..32], &ORDER, &bytes[64..]].concat()),
        ("response-not-canonical", "scalars are below the order", [&bytes[..64], &plus_order(&bytes[64..])].concat()),
        ("95-bytes", "96 bytes", bytes[..95].to_vec()),
        ("97-bytes", "96 bytes", [&bytes[..], &[0]].concat()),
    ] {
        list.push(refused(name, why, with(good, &json!({ "partial": hex(&partial) }))));
    }
}

/// The same number plus the group order.
pub(super) fn plus_order(scalar: &[u8]) -> Vec<u8> {
    let mut carry = 0_u16;
    let sum = scalar.iter().zip(ORDER).map(|(byte, order)| {
        carry += u16::from(*byte) + u16::from(order);
        let low = carry.to_le_bytes()[0];
        carry >>= 8;
        low
    });
    sum.collect()
}

fn holds(vector: &Vector<'_>) -> Result<bool, Malformed> {
    let [plan, record, scope, joint_key] =
        [vector.bytes("plan")?, vector.bytes("record")?, vector.bytes("scope")?, vector.bytes("joint_key")?];
    let (set, count, option, guardian) =
        (vector.text("set")?, vector.number("count")?, vector.number("option")?, vector.number("guardian")?);
    let [public_share, sum, partial] = [vector.bytes("public_share")?, vector.bytes("sum")?, vector.bytes("partial")?];
    let check = || {
        let sum = CiphertextSum::from_bytes(&array(&sum)?).ok()?;
        let statement = Statement {
            plan: hash(&plan)?,
            record: hash(&record)?,
            set,
            scope: hash(&scope)?,
            count,
            option: u32::try_from(option.checked_sub(1)?).ok()?,
            guardian: GuardianNumber::new(u32::try_from(guardian).ok()?).ok()?,
            public_share: Element::decode(&array(&public_share)?).ok()?,
            joint_key: hash(&joint_key)?,
            sum: &sum,
        };
        Partial::from_bytes(&array(&partial)?).ok()?.verify(&statement).ok()
    };
    Ok(check().is_some())
}
