//! W: the best proofs that somebody can make for what is no vote, cast by a booth whose evening fits.

use ballot::{BallotRules, Epoch, Sealed};
use curve25519_dalek::scalar::Scalar;
use forge::Log;
use forge::weak::{Prover, branches_exchanged, half, whole};

use super::ballots::{booth, changed};
use super::bench::other_fails;
use super::{Case, Class, Keys};

/// A vector of the village's length that begins so.
fn vector(log: &Log<'_>, begin: &[Scalar]) -> Vec<Scalar> {
    let options = log.setup.definition.options();
    begin.iter().copied().chain(core::iter::repeat(Scalar::ZERO)).take(options).collect()
}

fn any(number: u64, begin: fn() -> Vec<Scalar>) -> Case {
    any_fails(number, begin, &["C31"])
}

fn any_fails(number: u64, begin: fn() -> Vec<Scalar>, ids: &[&'static str]) -> Case {
    let trick = move |log: &mut Log<'_>| {
        changed(log, |data, log| {
            let prover = Prover { key: log.setup.key.joint(), context: data.context(&log.digest), seed: number };
            (data.ciphertexts, data.proof) = prover.any_vector(&vector(log, &begin()));
        });
    };
    other_fails(number, |scene| scene.act(booth(number), trick), ids)
}

fn zero(number: u64) -> Case {
    any(number, Vec::new)
}

fn two_ones(number: u64) -> Case {
    any(number, || vec![whole(1), whole(1)])
}

fn cancelling(number: u64) -> Case {
    any(number, || vec![whole(2), whole(-1)])
}

fn halves(number: u64) -> Case {
    any(number, || vec![half(), half()])
}

fn two_votes(number: u64) -> Case {
    any(number, || vec![whole(2)])
}

fn two_votes_sum(number: u64) -> Case {
    any_fails(number, || vec![whole(2)], &["C48"])
}

fn left_out(number: u64) -> Case {
    let trick = move |log: &mut Log<'_>| {
        changed(log, |data, log| {
            let prover = Prover { key: log.setup.key.joint(), context: data.context(&log.digest), seed: number };
            let options = log.setup.definition.options();
            let place = usize::try_from(number).unwrap() % options;
            (data.ciphertexts, data.proof) = prover.left_out(&vector(log, &[whole(5), whole(3)]), place);
        });
    };
    other_fails(number, |scene| scene.act(booth(number), trick), &["C31"])
}

fn exchanged(number: u64) -> Case {
    let trick = |log: &mut Log<'_>| changed(log, |data, _| data.proof = branches_exchanged(&data.proof));
    other_fails(number, |scene| scene.act(booth(number), trick), &["C31"])
}

/// Seals an honest vote under other rules than the log's.
fn sealed_under(log: &mut Log<'_>, key: &elgamal::JointKey, digest: canonical::Hash, options: i8) {
    let place = log.used;
    let seed = Epoch::begin(&[b"weak", &place.to_be_bytes()]).take().unwrap();
    if options == 0 {
        let rules = BallotRules { definition: &log.setup.definition, key, booth: &digest };
        let sealed = Sealed::seal(&rules, &log.cards[place], 0, &seed).unwrap();
        return changed(log, |data, _| *data = sealed.data().clone());
    }
    changed(log, |data, log| {
        let count = log.setup.definition.options().checked_add_signed(options.into()).unwrap();
        let context = data.context(&digest);
        (data.ciphertexts, data.proof) = elgamal::unit::seal(key, &context, count, 0, seed.expose()).unwrap();
    });
}

fn other_context(number: u64) -> Case {
    let trick = |log: &mut Log<'_>| sealed_under(log, log.setup.key.joint(), canonical::sha256(b"another booth"), 0);
    other_fails(number, |scene| scene.act(booth(number), trick), &["C31"])
}

fn other_key(number: u64) -> Case {
    let trick = |log: &mut Log<'_>| {
        let point = elgamal::NonIdentity::new(log.setup.key.share(1).copied().unwrap()).unwrap();
        let digest = log.digest;
        sealed_under(log, &elgamal::JointKey::new(point), digest, 0);
    };
    other_fails(number, |scene| scene.act(booth(number), trick), &["C31"])
}

fn options(number: u64, more: i8) -> Case {
    let trick = move |log: &mut Log<'_>| {
        let digest = log.digest;
        sealed_under(log, log.setup.key.joint(), digest, more);
    };
    other_fails(number, |scene| scene.act(booth(number), trick), &["C30"])
}

fn one_more(number: u64) -> Case {
    options(number, 1)
}

fn one_fewer(number: u64) -> Case {
    options(number, -1)
}

const fn class(id: &'static str, sentence: &'static str, make: fn(u64) -> Case) -> Class {
    Class { id, sentence, keys: Keys::Booth, make }
}

pub(super) const CLASSES: &[Class] = &[
    class("W1+", "A ballot of no vote, with a proof.", zero),
    class("D4+", "A ballot of two votes for two options (overvote), with a proof.", two_ones),
    class("W2+", "A ballot of two votes for one and minus one for another, with a proof.", cancelling),
    class("W3+", "A ballot of two halves, with a proof.", halves),
    class("W4+", "A ballot of two votes for one, with a proof.", two_votes),
    class("W4sum+", "A ballot of two votes for one, opened with all others.", two_votes_sum),
    class("W5+", "A ballot that would pass if one ciphertext were not hashed into the weights.", left_out),
    class("W6+", "An honest proof with its branches exchanged.", exchanged),
    class("W7+", "An honest proof made in another booth's context.", other_context),
    class("W8+", "An honest proof under another key.", other_key),
    class("D5+", "A ballot of one option too many (another style).", one_more),
    class("D5few+", "A ballot of one option too few.", one_fewer),
];
