use std::collections::BTreeMap;

use ballot::SealedData;
use canonical::json;
use elgamal::ceremony::{Claim, GuardianNumber, Polynomial, PopProof, exchange_secret, sum_shares};
use elgamal::opening::{Statement, partial};
use elgamal::{CiphertextSum, NonIdentity, SecretScalar};
use manifest::{Definition, StationId};
use record::ceremony::{Contribution, seat, sign_commitment, sign_reveal};
use record::{
    Confirmation, ConfirmationsData, Documents, ExclusionsData, Folder, OpenedSet, OpeningData, PlanData, SignedOpening, TranscriptData,
    VillageKey, layout, split_lines,
};

use super::guardian;

/// The guardians' shares.
pub(crate) struct Guardians(BTreeMap<u32, SecretScalar>);

const MEMBERS: u32 = 5;

impl Guardians {
    /// All five in one room: shares, `ceremony.json`, `confirmations.json`.
    pub(crate) fn ceremony(definition: &Definition) -> (Self, Vec<u8>, Vec<u8>) {
        let polynomial = |n: u32| Polynomial::from_seed(&[u8::try_from(n).unwrap(); 32], &seat(definition, 1, n).unwrap());
        let data = TranscriptData {
            attempt: 1,
            contributions: (1..=MEMBERS).map(|n| contribution(definition, n, &polynomial(n))).collect(),
            definition: definition.digest(),
            format: TranscriptData::FORMAT.into(),
        };
        let key = VillageKey::new(&data, definition).unwrap();
        let share = |n: u32| {
            let number = GuardianNumber::new(n).unwrap();
            sum_shares(&(1..=MEMBERS).map(|from| polynomial(from).share_for(number)).collect::<Vec<_>>())
        };
        let shares: BTreeMap<u32, SecretScalar> = (1..=MEMBERS).map(|n| (n, share(n))).collect();
        let confirm = |(n, share): (&u32, &SecretScalar)| Confirmation::make(definition, &key, *n, share, &guardian(*n), &[5; 32]).unwrap();
        let confirmations = ConfirmationsData {
            format: ConfirmationsData::FORMAT.into(),
            list: shares.iter().map(confirm).collect(),
            transcript: key.transcript(),
        };
        (Self(shares), json::to_bytes(&data), json::to_bytes(&confirmations))
    }
}

fn contribution(definition: &Definition, number: u32, polynomial: &Polynomial) -> Contribution {
    let seat = seat(definition, 1, number).unwrap();
    let exchange = exchange_secret(&[u8::try_from(number).unwrap(); 32], &seat);
    let exchange_key = NonIdentity::new(exchange.public()).unwrap();
    let coefficients = polynomial.coefficients().unwrap();
    let identity = guardian(number).public().to_bytes();
    let claim = Claim { seat: &seat, identity: &identity, coefficients: &coefficients, exchange_key: &exchange_key };
    let commitment = claim.commitment();
    let possession = PopProof::prove(&claim, polynomial, &exchange, &[6; 32]);
    Contribution {
        commitment_sig: sign_commitment(definition, 1, number, &commitment, &guardian(number)),
        reveal_sig: sign_reveal(&commitment, &possession, &guardian(number)),
        coefficients,
        commitment,
        exchange_key,
        possession,
    }
}

/// One guardian's opening, computed from the public record as a guardian's own program does it.
pub(crate) fn open_plan(guardians: &Guardians, documents: &Documents, public: &Folder, plan: &PlanData, number: u32) -> Vec<u8> {
    let share = &guardians.0[&number];
    let set = |set: &record::PlanSet| {
        let (count, sums) = sums(documents, public, &set.scope);
        assert_eq!(count, set.count);
        let id = set.scope.id();
        let one = |(option, sum): (u32, &CiphertextSum)| {
            let statement = Statement {
                plan: plan.digest(),
                record: layout::counted_digest(public),
                set: &id,
                scope: set.scope.digest(),
                count: set.count.into(),
                option,
                guardian: GuardianNumber::new(number).unwrap(),
                public_share: *documents.key.share(number).unwrap(),
                joint_key: documents.key.digest(),
                sum,
            };
            partial(share, &statement, &[8; 32]).unwrap()
        };
        OpenedSet { options: (0..).zip(&sums).map(one).collect(), set: id.clone().into() }
    };
    let data = OpeningData {
        format: OpeningData::FORMAT.into(),
        guardian: number,
        plan: plan.digest(),
        sets: plan.sets.iter().map(set).collect(),
    };
    SignedOpening::sign(data, &guardian(number)).to_bytes()
}

fn sums(documents: &Documents, public: &Folder, scope: &record::Scope) -> (u32, Vec<CiphertextSum>) {
    let exclusions: ExclusionsData = json::from_bytes(public.get("exclusions.json").unwrap(), 1 << 20).unwrap();
    let mut sums = vec![CiphertextSum::empty(); documents.definition.options()];
    let mut count = 0;
    for (station, booth) in documents.definition.booths() {
        let path = format!("{}{}", layout::booth(&station.id, &booth.id), layout::CAST);
        let ballots = public.get(&path).map(|bytes| split_lines(bytes).unwrap()).unwrap_or_default();
        for line in ballots {
            let ballot: SealedData = json::from_bytes(line, 1 << 16).unwrap();
            let excluded = |s: &StationId| exclusions.list.iter().any(|e| e.card == ballot.card && e.station == *s && e.booth == booth.id);
            if scope.takes(&station.id, &booth.id, ballot.stratum.as_ref()) && !excluded(&station.id) {
                sums.iter_mut().zip(&ballot.ciphertexts).for_each(|(sum, one)| *sum += one);
                count += 1;
            }
        }
    }
    (count, sums)
}
