//! B: signatures that are missing, of another key, of another text, or changed so that a careless verifier takes them.

use canonical::{SigningKey, base64};
use forge::Log;
use record::layout;

use super::bench::{Bench, other_fails};
use super::storage::checks_of;
use super::{Case, Class, Keys};

const NOTES: [&str; 7] = ["index", "definition", "roots", "devices", "exclusions", "plan-1", "result"];

fn some_note(bench: &mut Bench<'_>) -> &'static str {
    NOTES[bench.dice.below(NOTES.len())]
}

fn unsigned_note(number: u64) -> (Bench<'static>, String) {
    let mut bench = Bench::of(number);
    let path = layout::note(some_note(&mut bench));
    let changed = bench.change(&path, |bytes| {
        let text = String::from_utf8(bytes).unwrap();
        text.as_bytes()[..text.find('\u{2014}').unwrap()].to_vec()
    });
    (changed, path)
}

fn b1(number: u64) -> Case {
    unsigned_note(number).0.fails(&["C03"])
}

fn b1_forger(number: u64) -> Case {
    let (bench, path) = unsigned_note(number);
    bench.list().fails(checks_of(&path))
}

fn b1_list(number: u64) -> Case {
    let bench = Bench::of(number).change(layout::SUMS, |bytes| {
        let text = String::from_utf8(bytes).unwrap();
        text.as_bytes()[..text.find('\u{2014}').unwrap()].to_vec()
    });
    bench.fails(&["C01"])
}

fn stranger(number: u64) -> SigningKey {
    SigningKey::from_seed(canonical::sha256(&number.to_be_bytes()).as_bytes())
}

fn b2(number: u64) -> Case {
    let mut bench = Bench::of(number);
    let name = some_note(&mut bench);
    bench.note_with(name, &stranger(number)).fails(&["C03"])
}

fn b2_forger(number: u64) -> Case {
    let mut bench = Bench::of(number);
    let name = some_note(&mut bench);
    bench.note_with(name, &stranger(number)).list().fails(checks_of(&layout::note(name)))
}

fn b2_list(number: u64) -> Case {
    let mut bench = Bench::of(number);
    let pair = &bench.village.pair;
    let (name, signer) = (pair.definition.village.code.as_str(), pair.definition.committee_name());
    record::Sums::write(&mut bench.folder, bench.tier, name, &signer, &stranger(number)).unwrap();
    bench.fails(&["C02"])
}

/// Changes the body of a line and hashes everything after it again, with the old signatures.
fn rehashed(number: u64) -> Bench<'static> {
    let mut bench = Bench::sealed(number);
    let booth = ["001-1", "001-2", "002-1"][bench.dice.below(3)];
    let path = format!("booths/{booth}/{}", layout::ENTRIES);
    let bytes = bench.get(&path);
    let from = 1 + bench.dice.below(3);
    let mut prev: Option<canonical::Hash> = None;
    let mut made = Vec::new();
    for (place, line) in record::split_lines(&bytes).unwrap().into_iter().enumerate() {
        let text = String::from_utf8(line.to_vec()).unwrap();
        let (body, sig) = text.strip_prefix("{\"body\":").unwrap().split_once(",\"sig\":").unwrap();
        let mut body: serde_json::Value = serde_json::from_str(body).unwrap();
        if place == from {
            body["salt"] = "00112233445566778899aabbccddeeff".into();
        }
        if let Some(prev) = prev.filter(|_| place > from) {
            body["prev"] = prev.to_string().into();
        }
        let body = canonical::json::to_bytes(&body);
        prev = Some(chain::tree::leaf_hash(&body));
        made.extend([b"{\"body\":", &body[..], b",\"sig\":", sig.as_bytes(), b"\n"].concat());
    }
    bench.change(&path, |_| made)
}

fn b3(number: u64) -> Case {
    rehashed(number).fails(&["C03"])
}

fn b3_forger(number: u64) -> Case {
    rehashed(number).list().fails(&["C19"])
}

/// The whole log of a booth by the key of the next one.
fn b4(number: u64) -> Case {
    let place = u8::try_from(number % 3).unwrap();
    let other = move |log: &mut Log<'_>| log.key = log.setup.spec.seed(21 + (place + 1) % 3);
    let ids: &[&str] = if number.is_multiple_of(2) { &["C19"] } else { &["C25"] };
    other_fails(
        number,
        move |mut scene| {
            scene.acts[usize::from(place)].insert(0, forge::Act::Trick(std::rc::Rc::new(other)));
            scene
        },
        ids,
    )
}

/// ℓ, the order of the group, in little-endian bytes.
const ORDER: [u8; 32] = [
    0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0x10,
];

/// Adds ℓ to the second half of a signature: a verifier that reduces takes both.
fn malleated(signature: &mut [u8]) {
    let start = signature.len() - 32;
    let mut carry = 0_u16;
    for (byte, more) in signature[start..].iter_mut().zip(ORDER) {
        carry += u16::from(*byte) + u16::from(more);
        *byte = u8::try_from(carry & 0xff).unwrap();
        carry >>= 8;
    }
}

fn malleable(number: u64) -> (Bench<'static>, String) {
    let mut bench = Bench::of(number);
    let path = [layout::note(some_note(&mut bench)), "desks/001-1.json".into(), "opening-1-1.json".into()][bench.dice.below(3)].clone();
    let changed = bench.change(&path, |bytes| {
        let text = String::from_utf8(bytes).unwrap();
        let (before, old, after) = if path.ends_with(".note") {
            let start = text.trim_end().rfind(' ').unwrap() + 1;
            (&text[..start], text[start..].trim_end(), "\n")
        } else {
            let start = text.rfind("\"sig\":\"").unwrap() + 7;
            let end = start + text[start..].find('"').unwrap();
            (&text[..start], &text[start..end], &text[end..])
        };
        let mut signature = base64::decode(old).unwrap();
        malleated(&mut signature);
        format!("{before}{}{after}", base64::encode(&signature)).into_bytes()
    });
    (changed, path)
}

fn b5(number: u64) -> Case {
    malleable(number).0.fails(&["C03"])
}

fn b5_forger(number: u64) -> Case {
    let (bench, path) = malleable(number);
    bench.list().fails(checks_of(&path))
}

/// Keys of small order in canonical and other spellings, in hex.
const SMALL: [&str; 5] = [
    "0100000000000000000000000000000000000000000000000000000000000000",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "0000000000000000000000000000000000000000000000000000000000000000",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
];

fn small_key(number: u64) -> (Bench<'static>, &'static str) {
    let mut bench = Bench::of(number);
    let small = SMALL[bench.dice.below(SMALL.len())];
    let (spec, name) = (&bench.village.setup.spec, ["devices", "index", "definition"][bench.dice.below(3)]);
    let old = canonical::hex::encode(
        &spec.seed([21, 1, 11][["devices", "index", "definition"].iter().position(|n| *n == name).unwrap()]).public().to_bytes(),
    );
    let changed = bench.change(&layout::json(name), |bytes| String::from_utf8(bytes).unwrap().replace(&old, small).into_bytes());
    (changed.note(name), name)
}

fn b6(number: u64) -> Case {
    small_key(number).0.fails(&["C03"])
}

fn b6_forger(number: u64) -> Case {
    let (bench, name) = small_key(number);
    bench.list().fails(checks_of(&layout::json(name)))
}

/// A signed document of another election of the same committee.
fn foreign(number: u64) -> (Bench<'static>, String) {
    let mut bench = Bench::of(number);
    let name = ["roots", "devices", "exclusions", "plan-1", "result"][bench.dice.below(5)];
    let other = Bench::on(super::bench::held(number + 1), number);
    // Villages of two seeds have different committees; the forger's signs both.
    let bytes = other.get(&layout::json(name));
    (bench.change(&layout::json(name), |_| bytes).note(name), layout::json(name))
}

fn b8(number: u64) -> Case {
    foreign(number).0.fails(&["C03"])
}

fn b8_forger(number: u64) -> Case {
    let (bench, path) = foreign(number);
    let ids: &[&str] = if path == "plan-1.json" { &["C43"] } else { checks_of(&path) };
    bench.list().fails(ids)
}

pub(super) const CLASSES: &[Class] = &[
    Class::new("B1", "A note without its signature.", Keys::None, b1),
    Class::new("B1+", "A note without its signature, and the list signed again.", Keys::Committee, b1_forger),
    Class::new("B1list", "The list without its signature.", Keys::None, b1_list),
    Class::new("B2", "A note by a key that nobody knows.", Keys::None, b2),
    Class::new("B2+", "A note by a key that nobody knows, and the list signed again.", Keys::Committee, b2_forger),
    Class::new("B2list", "The list signed by a key that nobody knows.", Keys::None, b2_list),
    Class::new("B3", "A line is changed and everything after it hashed again, with the old signatures.", Keys::None, b3),
    Class::new("B3+", "A line is changed, everything after it hashed again and the list signed again.", Keys::Committee, b3_forger),
    Class::new("B4+", "A whole log and its head by another booth's key, everything else made to fit.", Keys::Booth, b4),
    Class::new("B5", "ℓ added to a signature's second half.", Keys::None, b5),
    Class::new("B5+", "ℓ added to a signature's second half, and the list signed again.", Keys::Committee, b5_forger),
    Class::new("B6", "A key of small order or in another spelling in a signed document.", Keys::Committee, b6),
    Class::new("B6+", "A key of small order or in another spelling, with note and list signed again.", Keys::Committee, b6_forger),
    Class::new("B8", "A document of another election with a good note.", Keys::Committee, b8),
    Class::new("B8+", "A document of another election with a good note, and the list signed again.", Keys::Committee, b8_forger),
];
