//! C30–C39: every ballot of a village, whichever tier it comes from.

use std::collections::{BTreeMap, BTreeSet};

use ballot::{BallotRules, Code, ProofBatch};
use canonical::{Hash, SignatureBatch, tag};
use elgamal::JointKey;
use manifest::{BoothId, Definition, StationId, StratumId};
use record::layout;
use token::card_short;

use crate::booth::{Ballot, Booth, Fate};
use crate::booths::Booths;
use crate::checks::{Run, id};
use crate::documents::Known;
use crate::findings::Findings;
use crate::options::Options;
use crate::text::say;

/// Checks all ballots of a folder.
pub(crate) fn check(booths: &Booths, known: &Known, options: &Options, f: &mut Findings) {
    let (Some(definition), Some(key)) = (&known.definition, &known.key) else { return };
    if booths.list.is_empty() && !booths.complete {
        return;
    }
    let all: Vec<(&Booth, &Ballot)> = booths.list.iter().flat_map(|booth| booth.ballots.iter().map(move |b| (booth, b))).collect();
    let count = all.len();
    options_of(&all, definition, f);
    proofs(&all, key.joint(), options, f);
    f.done(id::PROOFS, say!("{count} bukti", "{count} proofs"));
    codes(&booths.list, f);
    ciphertexts(&all, f);
    issued(&all, definition, options, f);
    if f.run() != Run::Bundle {
        deck(&booths.list, known, f);
        quota(&booths.list, definition, f);
    }
    challenges(&booths.list, definition, key.joint(), f);
    never_counted(&booths.list, f);
}

fn options_of(all: &[(&Booth, &Ballot)], definition: &Definition, f: &mut Findings) {
    let expected = definition.options();
    for (booth, ballot) in all {
        let (found, proof) = (ballot.data.ciphertexts.len(), ballot.data.proof.options());
        if found != expected || proof != expected {
            let words = say!(
                "{found} sandi, bukti untuk {proof}, pilihan {expected}",
                "{found} ciphertexts, a proof for {proof}, {expected} options"
            );
            f.fail(id::BALLOTS, booth.place(ballot), words);
        }
    }
    let count = all.len();
    f.done(id::BALLOTS, say!("{count} surat suara", "{count} ballots"));
}

fn proofs(all: &[(&Booth, &Ballot)], key: &JointKey, options: &Options, f: &mut Findings) {
    let mut batch = ProofBatch::default();
    for (booth, ballot) in all {
        batch.add(&ballot.data, key, &booth.digest);
    }
    for place in batch.guilty(&options.fresh) {
        let Some((booth, ballot)) = all.get(place) else { continue };
        let words = say!(
            "bukti tidak sah: bukan tepat satu suara untuk bilik dan kartu ini",
            "the proof does not hold: not exactly one vote for this booth and card"
        );
        f.fail(id::PROOFS, booth.place(ballot), words);
    }
}

/// C32: no code twice in the village.
fn codes(booths: &[Booth], f: &mut Findings) {
    let mut seen: BTreeMap<Code, String> = BTreeMap::new();
    let mut count = 0;
    for booth in booths {
        let full = booth.ballots.iter().map(|b| (b.code, booth.place(b)));
        let listed = [(&booth.spoiled, layout::SPOILED), (&booth.void, layout::VOID)];
        let listed =
            listed.into_iter().flat_map(|(codes, file)| (1..).zip(codes).map(move |(line, code)| (*code, booth.site.line(file, line))));
        let listed = if f.run() == Run::Public { listed.collect() } else { Vec::new() };
        for (code, place) in full.chain(listed) {
            count += 1;
            if let Some(first) = seen.insert(code, booth.site.prefix.clone()) {
                f.fail(id::CODES, place, say!("kode {code} juga ada di {first}", "code {code} also stands in {first}"));
            }
        }
    }
    f.done(id::CODES, say!("{count} kode", "{count} codes"));
}

/// C33: no slot and no α twice in the village.
fn ciphertexts(all: &[(&Booth, &Ballot)], f: &mut Findings) {
    let mut slots = BTreeSet::new();
    let mut alphas = BTreeSet::new();
    for (booth, ballot) in all {
        if !slots.insert(ballot.data.slot.0) {
            f.fail(id::CIPHERTEXTS, booth.place(ballot), say!("slotnya sudah dipakai surat lain", "another ballot has its slot"));
        }
        let fresh = ballot.data.ciphertexts.iter().filter(|c| alphas.insert(c.alpha().to_bytes())).count();
        if fresh != ballot.data.ciphertexts.len() {
            f.fail(
                id::CIPHERTEXTS,
                booth.place(ballot),
                say!("sandinya sudah ada di tempat lain", "a ciphertext of it stands elsewhere too"),
            );
        }
    }
    let count = alphas.len();
    f.done(id::CIPHERTEXTS, say!("{count} sandi", "{count} ciphertexts"));
}

/// C34: the issuer signed every card for this definition.
fn issued(all: &[(&Booth, &Ballot)], definition: &Definition, options: &Options, f: &mut Findings) {
    let digest = definition.digest();
    let mut batch = SignatureBatch::default();
    for (_, ballot) in all {
        batch.add(&definition.issuer, tag::CARD_ISSUE, &[digest.as_bytes(), ballot.data.card.as_bytes()], &ballot.data.issue);
    }
    let signatures: Vec<[u8; 64]> = all.iter().map(|(_, ballot)| ballot.data.issue.to_bytes()).collect();
    if !batch.verify(&options.weights(signatures.iter().map(<[u8; 64]>::as_slice))) {
        for (booth, ballot) in all {
            let data = &ballot.data;
            if !definition.issuer.verify(tag::CARD_ISSUE, &[digest.as_bytes(), data.card.as_bytes()], &data.issue) {
                let card = card_short(&data.card);
                f.fail(
                    id::CARDS_ISSUED,
                    booth.place(ballot),
                    say!("kartu {card} tidak dikeluarkan penerbit", "card {card} was not issued"),
                );
            }
        }
    }
    let count = all.len();
    f.done(id::CARDS_ISSUED, say!("{count} tanda tangan", "{count} signatures"));
}

/// C35: cards are in the deck, of a stratum that the booth serves, and no more than were printed for the booth and stratum.
fn deck(booths: &[Booth], known: &Known, f: &mut Findings) {
    let (Some(deck), Some(roots), Some(definition)) = (&known.deck, &known.roots, &known.definition) else { return };
    let mut used: BTreeMap<(&StationId, &BoothId, Option<&StratumId>), BTreeSet<Hash>> = BTreeMap::new();
    for booth in booths {
        let served = definition.booth(&booth.site.station, &booth.site.booth).map(|b| b.strata.as_slice()).unwrap_or_default();
        for ballot in &booth.ballots {
            let card = card_short(&ballot.data.card);
            let stratum = ballot.data.stratum.as_ref();
            if deck.binary_search(&ballot.data.card).is_err() {
                f.fail(id::CARDS_DECK, booth.place(ballot), say!("kartu {card} tidak ada dalam daftar", "card {card} is not in the deck"));
            }
            if !stratum.map_or(served.is_empty(), |s| served.contains(s)) {
                let words = say!(
                    "kartu {card} dari kelompok yang tidak dilayani bilik ini",
                    "card {card} is of a stratum this booth does not serve"
                );
                f.fail(id::CARDS_DECK, booth.place(ballot), words);
            }
            used.entry((&booth.site.station, &booth.site.booth, stratum)).or_default().insert(ballot.data.card);
        }
    }
    for ((station, booth, stratum), cards) in used {
        let cell = roots.deck.iter().find(|c| &c.station == station && &c.booth == booth && c.stratum.as_ref() == stratum);
        let (found, printed) = (cards.len(), cell.map_or(0, |c| c.cards));
        if found > printed as usize {
            let place = crate::findings::Place::file(&layout::booth(station, booth));
            f.fail(id::CARDS_DECK, place, say!("{found} kartu dipakai, dicetak {printed}", "{found} cards used, {printed} were printed"));
        }
    }
    let count = deck.len();
    f.done(id::CARDS_DECK, say!("daftar {count} kartu", "a deck of {count} cards"));
}

/// C37: challenged ballots recompute from a seed under one of the booth's roots.
fn challenges(booths: &[Booth], definition: &Definition, key: &JointKey, f: &mut Findings) {
    let mut count = 0;
    for booth in booths {
        let rules = BallotRules { definition, key, booth: &booth.digest };
        for (ballot, opening) in booth.challenged() {
            count += 1;
            if let Err(e) = opening.check(&ballot.data, &rules, booth.roots(definition)) {
                f.fail(id::CHALLENGES, booth.place(ballot), crate::text::Words::rule(&e));
            }
        }
    }
    f.done(id::CHALLENGES, say!("{count} uji dihitung ulang", "{count} challenges recomputed"));
}

/// C38: no code is cast and something else too.
fn never_counted(booths: &[Booth], f: &mut Findings) {
    let other =
        booths.iter().flat_map(|b| b.challenged().map(|(b, _)| b.code).chain(b.spoiled.iter().copied()).chain(b.void.iter().copied()));
    let other: BTreeSet<Code> = other.collect();
    for booth in booths {
        for ballot in booth.cast().filter(|b| other.contains(&b.code)) {
            let code = ballot.code;
            let words = say!(
                "kode {code} tersimpan, tetapi juga diuji, batal atau kosong",
                "code {code} is cast, but also challenged, spoiled or void"
            );
            f.fail(id::NEVER_COUNTED, booth.place(ballot), words);
        }
        if let Some(waiting) = booth.ballots.iter().find(|b| b.fate.is_none()) {
            let words = say!("surat suara tanpa jawaban", "a ballot without an answer");
            f.fail(id::NEVER_COUNTED, booth.place(waiting), words);
        }
    }
    let count = other.len();
    f.done(id::NEVER_COUNTED, say!("{count} kode tidak dihitung", "{count} codes are not counted"));
}

/// C39: a note; it never fails.
fn quota(booths: &[Booth], definition: &Definition, f: &mut Findings) {
    let quota = definition.rules.challenge_quota;
    let met = booths.iter().filter(|b| b.challenged().count() >= quota as usize).count();
    let all = booths.len();
    let count: usize = booths.iter().map(|b| b.challenged().count()).sum();
    let words = say!(
        "{count} uji; sasaran {quota} per bilik, tercapai di {met} dari {all} bilik",
        "{count} challenges; {quota} expected per booth, met at {met} of {all}"
    );
    f.done(id::QUOTA, words);
}

/// C36: a card is spent once; where two logs cast it, at most one of the ballots is counted.
pub(crate) fn cards_once(booths: &[Booth], counted: impl Fn(&Booth, &Ballot) -> bool, f: &mut Findings) {
    let mut spent: BTreeMap<Hash, Vec<(&Booth, &Ballot)>> = BTreeMap::new();
    for booth in booths {
        for ballot in booth.ballots.iter().filter(|b| matches!(b.fate, Some(Fate::Cast | Fate::Challenged(_)))) {
            spent.entry(ballot.data.card).or_default().push((booth, ballot));
        }
    }
    let cards = spent.len();
    for (card, uses) in spent.into_iter().filter(|(_, uses)| uses.len() > 1) {
        let logs: BTreeSet<&str> = uses.iter().map(|(booth, _)| booth.site.prefix.as_str()).collect();
        let same_log = logs.len() < uses.len();
        let good = uses.iter().filter(|(booth, ballot)| ballot.fate != Some(Fate::Cast) || counted(booth, ballot)).count();
        if same_log || good > 1 {
            let card = card_short(&card);
            for (booth, ballot) in uses {
                f.fail(
                    id::CARDS_ONCE,
                    booth.place(ballot),
                    say!("kartu {card} dipakai lebih dari satu kali", "card {card} was spent more than once"),
                );
            }
        }
    }
    f.done(id::CARDS_ONCE, say!("{cards} kartu terpakai", "{cards} cards spent"));
}
