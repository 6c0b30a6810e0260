//! What the evening hands over: counts, ballots, plans, openings, the result.

use canonical::{json, sha256};
use record::layout;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::honest::world;

/// Reads a canonical document that has no checks of its own.
fn document<T: Serialize + DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    let value: T = json::from_bytes(bytes, manifest::MAX_DOCUMENT).ok()?;
    let written = json::to_bytes(&value);
    assert_eq!(written, bytes);
    assert!(json::from_bytes::<T>(&written, manifest::MAX_DOCUMENT).is_ok(), "what was written is not read");
    Some(value)
}

/// All honest files of the public record under a prefix.
fn files(prefix: &str) -> Vec<Vec<u8>> {
    world().public.under(prefix).map(|(_, bytes)| bytes.to_vec()).collect()
}

pub(super) mod desk_counts {
    use token::DeskCounts;

    use super::{files, world};

    pub(in crate::fuzz) fn run(bytes: &[u8]) -> bool {
        let documents = &world().prepared.documents;
        let key = |station: &manifest::StationId, desk: &manifest::BoothId| {
            documents.devices.desks.iter().find(|d| d.station == *station && d.desk == *desk).map(|d| d.key)
        };
        let Ok(counts) = DeskCounts::parse(bytes, &documents.definition, key) else { return false };
        assert_eq!(counts.to_bytes(), bytes);
        assert_eq!(counts, world().day.counts);
        true
    }

    pub(in crate::fuzz) fn honest() -> Vec<Vec<u8>> {
        files("desks/")
    }
}

pub(super) mod paper_count {
    use record::PaperCount;

    use super::{files, world};

    pub(in crate::fuzz) fn run(bytes: &[u8]) -> bool {
        let documents = &world().prepared.documents;
        let Ok(count) = PaperCount::parse(bytes, &documents.definition, &documents.devices) else { return false };
        assert_eq!(count.to_bytes(), bytes);
        assert!(world().public.under("paper/").any(|(_, own)| own == bytes), "a count that nobody signed holds");
        true
    }

    pub(in crate::fuzz) fn honest() -> Vec<Vec<u8>> {
        files("paper/")
    }
}

pub(super) mod cast_ballot {
    use ballot::{BallotRules, SealedData};

    use super::{document, layout, world};

    pub(in crate::fuzz) fn run(bytes: &[u8]) -> bool {
        let w = world();
        let Some(data) = document::<SealedData>(bytes) else { return false };
        let documents = &w.prepared.documents;
        let rules = BallotRules { definition: &documents.definition, key: documents.key.joint(), booth: &w.booth };
        let Ok(sealed) = data.verify(&rules) else { return false };
        assert_eq!(sealed.to_bytes(), bytes);
        let challenged = super::super::texts::challenges(w).into_iter().any(|c| c.ballot == *sealed.data());
        assert!(challenged || w.booth_lines(layout::CAST).any(|own| own == bytes), "a ballot that no booth sealed verifies");
        true
    }

    pub(in crate::fuzz) fn honest() -> Vec<Vec<u8>> {
        world().booth_lines(layout::CAST).map(<[u8]>::to_vec).collect()
    }
}

pub(super) mod challenged_ballot {
    use ballot::BallotRules;
    use record::{Entry, PublicChallenge};

    use super::{document, layout, world};

    pub(in crate::fuzz) fn run(bytes: &[u8]) -> bool {
        let w = world();
        let Some(challenge) = document::<PublicChallenge>(bytes) else { return false };
        let documents = &w.prepared.documents;
        let rules = BallotRules { definition: &documents.definition, key: documents.key.joint(), booth: &w.booth };
        let zero = w.log().next().and_then(|line| chain::Line::parse(line).ok()?.content::<Entry>().ok());
        let Some(Entry::Zero(zero)) = zero else { return false };
        let holds = challenge.opening.check(&challenge.ballot, &rules, &[zero.epoch.root]).is_ok();
        // The issuer's signature is not part of what is recomputed.
        let code = challenge.ballot.code(&w.booth);
        let own = super::super::texts::challenges(w).into_iter().any(|c| c.ballot.code(&w.booth) == code && c.opening == challenge.opening);
        assert!(!holds || own, "a challenge that no booth answered recomputes");
        holds
    }

    pub(in crate::fuzz) fn honest() -> Vec<Vec<u8>> {
        world().booth_lines(layout::CHALLENGED).map(<[u8]>::to_vec).collect()
    }
}

pub(super) mod exclusions {
    use record::ExclusionsData;

    use super::{document, files};

    pub(in crate::fuzz) fn run(bytes: &[u8]) -> bool {
        document::<ExclusionsData>(bytes).is_some()
    }

    pub(in crate::fuzz) fn honest() -> Vec<Vec<u8>> {
        files("exclusions.json")
    }
}

pub(super) mod plan {
    use record::PlanData;

    use super::{document, files, sha256};

    pub(in crate::fuzz) fn run(bytes: &[u8]) -> bool {
        let Some(plan) = document::<PlanData>(bytes) else { return false };
        assert_eq!(plan.digest(), sha256(bytes));
        for (set, other) in plan.sets.iter().zip(plan.sets.iter().skip(1)) {
            assert!(set.scope.digest() != other.scope.digest() || set.scope == other.scope, "two scopes with one digest");
            assert!(!set.scope.id().is_empty());
        }
        true
    }

    pub(in crate::fuzz) fn honest() -> Vec<Vec<u8>> {
        files("plan-1.json")
    }
}

pub(super) mod opening {
    use record::SignedOpening;

    use super::{files, sha256, world};

    pub(in crate::fuzz) fn run(bytes: &[u8]) -> bool {
        let plan = sha256(world().file("plan-1.json"));
        let Ok(opening) = SignedOpening::parse(bytes, world().definition(), &plan) else { return false };
        assert_eq!(opening.to_bytes(), bytes);
        assert!(world().public.under("opening-1-").any(|(_, own)| own == bytes), "an opening that no guardian signed holds");
        true
    }

    pub(in crate::fuzz) fn honest() -> Vec<Vec<u8>> {
        files("opening-1-")
    }
}

pub(super) mod result {
    use record::ResultData;

    use super::{document, files};

    pub(in crate::fuzz) fn run(bytes: &[u8]) -> bool {
        document::<ResultData>(bytes).is_some()
    }

    pub(in crate::fuzz) fn honest() -> Vec<Vec<u8>> {
        files("result.json")
    }
}

pub(super) mod challenge_file {
    use auditor::challenge;

    use super::{layout, world};

    pub(in crate::fuzz) fn run(bytes: &[u8]) -> bool {
        let w = world();
        let Ok(checked) = challenge::check(bytes, &w.public, &w.options()) else { return false };
        assert!(!checked.is_empty());
        let own: Vec<_> = super::super::texts::challenges(w).iter().map(|c| Some(c.ballot.code(&w.booth))).collect();
        for one in checked.iter().filter(|one| one.problem.is_none() && one.compared) {
            assert!(own.contains(&one.code), "a challenge that the record does not list passes");
        }
        checked.iter().all(|one| one.problem.is_none())
    }

    pub(in crate::fuzz) fn honest() -> Vec<Vec<u8>> {
        let w = world();
        let sheet = super::super::texts::challenges(w).first().map(|c| super::super::texts::sheet(w, c).into_bytes());
        sheet.into_iter().chain([w.file(&w.booth_file(layout::CHALLENGED)).to_vec()]).collect()
    }
}
