//! What people type, scan and hold up to a camera.

use std::sync::OnceLock;

use auditor::challenge::Sheet;
use auditor::find::Wanted;
use ballot::CodeText;
use canonical::base64;
use record::{PublicChallenge, Strip, StripOutcome, layout};
use token::Card;

use super::honest::{World, world};

/// Input as text, or nothing.
fn text(bytes: &[u8]) -> Option<&str> {
    core::str::from_utf8(bytes).ok()
}

/// The challenges of the public record.
pub(super) fn challenges(world: &World) -> Vec<PublicChallenge> {
    let read = |line: &[u8]| canonical::json::from_bytes(line, 1 << 17).ok();
    world.booth_lines(layout::CHALLENGED).filter_map(read).collect()
}

/// The QR text of an UJI sheet of the honest village.
pub(super) fn sheet(world: &World, challenge: &PublicChallenge) -> String {
    let opening = &challenge.opening;
    let hashes: Vec<u8> = opening.path.path.iter().flat_map(|h| *h.as_bytes()).collect();
    let path = format!("{}/{}/{}", opening.path.index, opening.path.size, base64::encode(&hashes));
    let stratum = challenge.ballot.stratum.as_ref().map_or("-", |s| s.as_str());
    let (code, seed) = (challenge.ballot.code(&world.booth), canonical::hex::encode(&opening.seed));
    format!("SUARA-BUKA {} {code} {} {seed} {} {} {stratum} {path}", world.origin, opening.choice, world.booth, challenge.ballot.card)
}

pub(super) mod encodings {
    use core::fmt::Display;
    use core::str::FromStr;

    use canonical::{Hash, PublicKey, base32, base64, hex};
    use chain::{KeyName, Origin, Verifier};
    use manifest::{BoothId, ElectionId, Hour, StationId, StratumId, Text, VillageCode};

    use super::{text, world};

    /// What is read must be written back to the same text.
    fn same<T: FromStr + Display>(text: &str) -> bool {
        let read = text.parse::<T>().ok();
        read.inspect(|value| assert_eq!(value.to_string(), text)).is_some()
    }

    pub(in crate::fuzz) fn run(bytes: &[u8]) -> bool {
        let Some(text) = text(bytes) else { return false };
        let hex = hex::decode(text).inspect(|read| assert_eq!(hex::encode(read), text)).is_some();
        let base64 = base64::decode(text).inspect(|read| assert_eq!(base64::encode(read), text)).is_some();
        let base32 = base32::normalise(text).inspect(|read| assert_eq!(base32::normalise(read).as_ref(), Some(read))).is_some();
        let ids = same::<StationId>(text) | same::<BoothId>(text) | same::<StratumId>(text) | same::<VillageCode>(text);
        let names = same::<ElectionId>(text) | same::<Origin>(text) | same::<Verifier>(text);
        let keys = same::<Hash>(text) | same::<PublicKey>(text);
        let hour = Hour::new(text).inspect(|hour| assert_eq!(hour.to_string(), text)).is_ok();
        let name = KeyName::new(text).inspect(|name| assert_eq!(name.as_str(), text)).is_ok();
        let words = Text::new(text).inspect(|words| assert!(words.to_string() == text && !text.contains('\n'))).is_ok();
        hex | base64 | base32 | ids | names | keys | hour | name | words
    }

    pub(in crate::fuzz) fn honest() -> Vec<Vec<u8>> {
        let w = world();
        let (station, booth) = w.place();
        let committee = w.prepared.documents.committee().map(|v| v.to_string()).unwrap_or_default();
        let texts = [
            station.to_string(),
            booth.to_string(),
            w.prepared.spec.code.to_string(),
            w.definition().election.to_string(),
            w.origin.to_string(),
            w.booth_key().to_string(),
            base64::encode(&w.booth_key().to_bytes()),
            w.booth.to_string(),
            committee,
            "dusun-1".to_owned(),
            "2027-10-05T13:00:00+07:00".to_owned(),
            "H. Siti, S.Pd. (Bu RT)".to_owned(),
        ];
        texts.into_iter().map(String::into_bytes).collect()
    }
}

pub(super) mod code {
    use super::{CodeText, text, world};

    pub(in crate::fuzz) fn run(bytes: &[u8]) -> bool {
        let Some(code) = text(bytes).and_then(CodeText::parse) else { return false };
        for written in [code.as_str().to_owned(), code.to_string(), code.to_string().to_lowercase().replace(' ', "-")] {
            assert_eq!(CodeText::parse(&written).as_ref(), Some(&code), "{written}");
        }
        true
    }

    pub(in crate::fuzz) fn honest() -> Vec<Vec<u8>> {
        let codes = world().day.strips.iter().map(|(code, _)| code);
        codes.flat_map(|code| [code.to_string(), code.written().to_string()]).map(String::into_bytes).collect()
    }
}

pub(super) mod card {
    use super::{Card, OnceLock, text, world};

    fn cards() -> &'static [String] {
        static CARDS: OnceLock<Vec<String>> = OnceLock::new();
        CARDS.get_or_init(|| {
            let w = world();
            let mut hand = w.prepared.deck.hand(w.definition(), w.place().0, w.keys);
            let strata = &w.definition().strata;
            strata.iter().flat_map(|s| std::iter::from_fn(|| hand.take(Some(&s.id))).map(|(_, card)| card).collect::<Vec<_>>()).collect()
        })
    }

    pub(in crate::fuzz) fn run(bytes: &[u8]) -> bool {
        let Some((given, card)) = text(bytes).and_then(|t| Some((t, Card::parse(t).ok()?))) else { return false };
        let written = card.to_text();
        assert_eq!(written, given.trim_end_matches(['\r', '\n']));
        let (station, booth) = world().place();
        let good = card.check(world().definition(), station, booth).is_ok();
        assert!(!good || cards().contains(&written), "a card that nobody issued is good: {written}");
        good
    }

    pub(in crate::fuzz) fn honest() -> Vec<Vec<u8>> {
        cards().iter().take(3).map(|card| card.clone().into_bytes()).collect()
    }
}

pub(super) mod strip {
    use super::{OnceLock, Strip, StripOutcome, Wanted, text, world};

    fn strips() -> &'static [String] {
        static STRIPS: OnceLock<Vec<String>> = OnceLock::new();
        STRIPS.get_or_init(|| {
            let w = world();
            let (station, booth) = w.place();
            let key = w.keys.booth(&w.prepared.spec, station, booth);
            let sign = |(code, outcome): &(ballot::Code, StripOutcome)| {
                Strip::sign(&w.origin, *code, "ABC123", *outcome, "0123abcd", &key).to_text()
            };
            w.day.strips.iter().map(sign).collect()
        })
    }

    pub(in crate::fuzz) fn run(bytes: &[u8]) -> bool {
        let Some((given, strip)) = text(bytes).and_then(|t| Some((t, Strip::parse(t).ok()?))) else { return false };
        let written = strip.to_text();
        assert_eq!(written, given.trim());
        assert_eq!(Wanted::parse(given), Some(Wanted::Strip(Box::new(strip.clone()))));
        let signed = strip.verify(&world().booth_key());
        assert!(!signed || strips().contains(&written), "a strip that the booth did not sign holds: {written}");
        signed
    }

    pub(in crate::fuzz) fn honest() -> Vec<Vec<u8>> {
        strips().iter().map(|strip| strip.clone().into_bytes()).collect()
    }
}

pub(super) mod uji_sheet {
    use super::{Sheet, challenges, sheet, text, world};

    pub(in crate::fuzz) fn run(bytes: &[u8]) -> bool {
        let Some((given, read)) = text(bytes).and_then(|t| Some((t, Sheet::parse(t)?))) else { return false };
        let spaced = format!("\n{}\t", given.split_whitespace().collect::<Vec<_>>().join("  "));
        assert_eq!(Sheet::parse(&spaced).as_ref(), Some(&read));
        let documents = &world().prepared.documents;
        let holds = read.check_code(&documents.definition, documents.key.joint()).is_ok();
        let sealed =
            |code| challenges(world()).iter().any(|c| c.ballot.code(&world().booth) == code && c.opening.seed == read.opening.seed);
        assert!(!holds || sealed(read.code), "a sheet recomputes that the booth never printed: {given}");
        holds
    }

    pub(in crate::fuzz) fn honest() -> Vec<Vec<u8>> {
        challenges(world()).iter().map(|c| sheet(world(), c).into_bytes()).collect()
    }
}

pub(super) mod audit_card {
    use committee::{AuditCard, BoothPlace};

    use super::{text, world};

    pub(in crate::fuzz) fn run(bytes: &[u8]) -> bool {
        let (station, booth) = world().place();
        let at = Some(BoothPlace::new(station, booth));
        let Some(card) = text(bytes).and_then(|t| AuditCard::parse(t, at.clone()).ok()) else { return false };
        let again = AuditCard::parse(&card.written(), at);
        assert!(again.is_ok_and(|again| again == card), "{}", card.written());
        true
    }

    pub(in crate::fuzz) fn honest() -> Vec<Vec<u8>> {
        let leaf = world().prepared.deck.leaves(world().definition()).into_iter().take(1);
        leaf.flat_map(|leaf| [leaf.to_string(), token::card_short(&leaf)]).map(String::into_bytes).collect()
    }
}

pub(super) mod anchor {
    use auditor::Anchor;

    use super::{text, world};

    pub(in crate::fuzz) fn run(bytes: &[u8]) -> bool {
        let Some((given, anchor)) = text(bytes).and_then(|t| Some((t, Anchor::parse(t)?))) else { return false };
        assert_eq!(Anchor::parse(&format!(" {given}\n")), Some(anchor));
        let index = &world().prepared.documents.index;
        let (digest, key) = (index.digest(), index.committee.to_bytes());
        let ours = anchor.is(digest.as_bytes()) || anchor.is(&key);
        let letters: String = given.to_lowercase().split_whitespace().collect();
        let named = letters.contains(&digest.to_string()) || letters.contains(&index.committee.to_string()) || given.contains('+');
        assert!(!ours || named, "something else than digest or key anchors the record: {given}");
        ours
    }

    pub(in crate::fuzz) fn honest() -> Vec<Vec<u8>> {
        let documents = &world().prepared.documents;
        let digest = documents.index.digest().to_string();
        let groups: Vec<String> = digest.as_bytes().chunks(4).map(|c| String::from_utf8_lossy(c).to_uppercase()).collect();
        let key = documents.committee().map(|v| v.to_string()).unwrap_or_default();
        [format!("{digest}  index.json\n"), groups.join(" "), key].into_iter().map(String::into_bytes).collect()
    }
}
