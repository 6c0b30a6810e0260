//! Plans, openings and result, from what the forger knows was pressed.

use canonical::{Hash, json};
use elgamal::CiphertextSum;
use elgamal::ceremony::GuardianNumber;
use elgamal::opening::{Statement, partial};
use record::{
    BoxKind, CodeSet, ElectionOutcome, Folder, OpenedSet, OpenedSum, OpeningData, PlanData, PlanSet, ResultData, Scope, SignedOpening,
    layout,
};

use crate::{Evening, Setup, note};

impl Evening<'_> {
    /// Plans, openings, result, totals.
    pub(crate) fn count(&self, setup: &Setup, record: Hash) -> Folder {
        let mut folder = Folder::default();
        let mut digests = Vec::new();
        let mut sums = Vec::new();
        for (number, scopes) in (1..).zip(&self.plans) {
            let plan = self.plan(setup, record, number, digests.last().copied(), scopes);
            note(&mut folder, &setup.definition, &layout::plan(number), plan.to_bytes(), &setup.committee);
            for guardian in &self.guardians {
                folder.insert(&layout::opening(number, *guardian), self.opening(setup, &plan, *guardian).to_bytes());
            }
            let options = setup.definition.options();
            let opened =
                |s: &PlanSet| OpenedSum { count: s.count, plan: number, set: s.scope.id().into(), votes: self.votes_in(&s.scope, options) };
            sums.extend(plan.sets.iter().map(opened));
            digests.push(plan.digest());
        }
        let result = self.result(setup, sums, digests);
        folder.insert(layout::TOTALS, totals(setup, &result).into_bytes());
        note(&mut folder, &setup.definition, layout::RESULT, json::to_bytes(&result), &setup.committee);
        folder
    }

    /// The plan with these sums of the counted ballots.
    #[must_use]
    pub fn plan(&self, setup: &Setup, record: Hash, number: u32, previous: Option<Hash>, scopes: &[Scope]) -> PlanData {
        let set = |scope: &Scope| {
            let codes = CodeSet::of(self.inside(scope).map(|b| &b.code));
            PlanSet { codes: codes.root, count: codes.count, scope: scope.clone() }
        };
        let sets = scopes.iter().map(set).collect();
        PlanData { definition: setup.definition.digest(), format: PlanData::FORMAT.into(), number, previous, record, sets }
    }

    /// One guardian's factors.
    #[must_use]
    pub fn opening(&self, setup: &Setup, plan: &PlanData, guardian: u32) -> SignedOpening {
        let share = &setup.shares[guardian as usize - 1];
        let opened = |set: &PlanSet| {
            let id = set.scope.id();
            let one = |option: usize| {
                let sum: CiphertextSum = self.inside(&set.scope).filter_map(|b| b.data.ciphertexts.get(option)).sum();
                let statement = Statement {
                    plan: plan.digest(),
                    record: plan.record,
                    set: &id,
                    scope: set.scope.digest(),
                    count: set.count.into(),
                    option: u32::try_from(option).unwrap(),
                    guardian: GuardianNumber::new(guardian).unwrap(),
                    public_share: *setup.key.share(guardian).unwrap(),
                    joint_key: setup.key.digest(),
                    sum: &sum,
                };
                partial(share, &statement, &[5; 32]).unwrap()
            };
            OpenedSet { options: (0..setup.definition.options()).map(one).collect(), set: id.as_str().into() }
        };
        let sets = plan.sets.iter().map(opened).collect();
        let data = OpeningData { format: OpeningData::FORMAT.into(), guardian, plan: plan.digest(), sets };
        SignedOpening::sign(data, &setup.spec.seed(10 + u8::try_from(guardian).unwrap()))
    }

    fn result(&self, setup: &Setup, sums: Vec<OpenedSum>, plans: Vec<Hash>) -> ResultData {
        let options = setup.definition.options();
        let cancelled = self.outcome == ElectionOutcome::Cancelled;
        let electronic = if cancelled { vec![0; options] } else { self.votes_in(&Scope::Village, options) };
        let mut paper = vec![0; options];
        for (_, _, _, votes) in self.boxes.iter().filter(|(_, _, content, _)| *content == BoxKind::OnlyRecord && !cancelled) {
            paper.iter_mut().zip(votes).for_each(|(a, b)| *a += b);
        }
        let sum = electronic.iter().zip(&paper).map(|(a, b)| a + b).collect();
        ResultData {
            definition: setup.definition.digest(),
            electronic,
            excluded: u32::try_from(self.exclusions.len()).unwrap(),
            format: ResultData::FORMAT.into(),
            outcome: self.outcome.clone(),
            paper,
            plans,
            sums,
            tie_steps: self.steps.clone(),
            votes: self.votes.clone().unwrap_or(sum),
        }
    }
}

fn totals(setup: &Setup, result: &ResultData) -> String {
    let mut text = "village_code,option,electronic,paper,votes\n".to_owned();
    let rows = result.electronic.iter().zip(&result.paper).zip(&result.votes).enumerate();
    for (place, ((electronic, paper), votes)) in rows {
        let option = if place == setup.definition.candidates.len() { 0 } else { place + 1 };
        text += &format!("{},{option},{electronic},{paper},{votes}\n", setup.definition.village.code);
    }
    text
}
