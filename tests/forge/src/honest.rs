//! Honest elections of a seed, with anything that honest elections hold.

use manifest::{BoxCount, Change, Mode, Prevails, TieRule};

use crate::{Act, Dice, Scene, Spec, text};

impl Scene {
    /// An honest election that may hold anything that honest elections hold.
    #[must_use]
    pub fn honest(seed: u64) -> Self {
        let mut dice = Dice::new(seed, "honest");
        let (spec, lost) = honest_spec(seed, &mut dice);
        let delivered = spec.booths.iter().filter(|(.., script)| script.is_some()).count();
        let options = spec.educations.len() + 1;
        let mut budget = 12_usize;
        let mut acts = Vec::new();
        for booth in 0..delivered {
            let share = budget / (delivered - booth);
            acts.push(honest_day(&mut dice, share, options, spec.rules.len() % 2 == 0));
            budget -= share;
        }
        let mut scene = Self { audit_card: dice.once_in(3), ..Self::plain(spec, acts) };
        let mut papers = || (0..options).map(|_| u32::try_from(dice.below(6)).unwrap()).collect::<Vec<u32>>();
        if scene.spec.paper_station {
            scene.only_records.push(("009", None, papers()));
        }
        if lost {
            let (station, booth, _) = scene.spec.booths[1];
            scene.only_records.push((station, Some(booth), papers()));
        }
        scene
    }
}

fn honest_spec(seed: u64, dice: &mut Dice) -> (Spec, bool) {
    const SHAPES: [&[(&str, &str)]; 5] = [
        &[("001", "1")],
        &[("001", "1"), ("001", "2")],
        &[("001", "1"), ("002", "1")],
        &[("001", "1"), ("001", "2"), ("002", "1")],
        &[("001", "1"), ("002", "1"), ("003", "1")],
    ];
    const RULES: [TieRule; 6] = [
        TieRule::StationRegistered,
        TieRule::StationAttendance,
        TieRule::StratumRegistered,
        TieRule::Booth,
        TieRule::Domicile,
        TieRule::Education,
    ];
    let shape = SHAPES[dice.below(SHAPES.len())];
    let candidates = 2 + dice.below(3);
    let mut rules: Vec<TieRule> = RULES.into_iter().filter(|_| dice.once_in(2)).collect();
    let turn = dice.below(rules.len());
    rules.rotate_left(turn);
    rules.push(TieRule::Committee);
    let paper_station = dice.once_in(6);
    let stations = shape.iter().map(|(s, _)| s).collect::<std::collections::BTreeSet<_>>().len() + usize::from(paper_station);
    let registered: Vec<u32> = (0..stations).map(|_| u32::try_from(10 + dice.below(4)).unwrap()).collect();
    let all: u32 = registered.iter().sum();
    let inner = u32::try_from(dice.below(10)).unwrap() + 1;
    let mut spec = Spec {
        mode: if dice.once_in(12) { Mode::Rehearsal } else { Mode::Real },
        rules,
        k_min: 2 + u32::try_from(dice.below(3)).unwrap(),
        box_count: if dice.once_in(2) { BoxCount::All } else { BoxCount::Dispute },
        prevails: if dice.once_in(4) { Prevails::Paper } else { Prevails::Electronic },
        domiciles: (0..candidates).map(|n| [None, Some("dusun-1"), Some("dusun-2"), None][n]).collect(),
        educations: (0..candidates).map(|_| u32::try_from(dice.below(3)).unwrap() + 1).collect(),
        registered,
        strata: vec![("dusun-1", inner), ("dusun-2", all - inner)],
        booths: shape.iter().map(|(station, booth)| (*station, *booth, Some(crate::first as crate::Script))).collect(),
        paper_station,
        aids: dice.once_in(2),
        cards: 14,
        nonce: seed + 1_000_000,
        ..Spec::default()
    };
    let lost = amend(&mut spec, dice);
    (spec, lost)
}

/// Things that are signed for: a booth unused or lost, a candidate withdrawn, the contest cancelled.
fn amend(spec: &mut Spec, dice: &mut Dice) -> bool {
    let reason = || text("menurut pasal 7");
    let fate = dice.below(12);
    if spec.booths.len() > 1 && fate < 3 {
        let (station, booth, _) = spec.booths[1];
        let (station, booth) = (crate::station_id(station), booth.parse().unwrap());
        spec.booths[1].2 = None;
        spec.box_count = BoxCount::Dispute;
        let lost = fate > 0;
        spec.amendments.push(match lost {
            false => Change::BoothUnused { booth, reason: reason(), station },
            true => Change::BoothLost { booth, reason: reason(), station },
        });
        return lost;
    }
    match fate {
        3 | 4 => spec.amendments.push(Change::CandidateWithdrawn { number: 1, reason: reason() }),
        5 => spec.amendments.push(Change::ContestCancelled { reason: reason() }),
        _ => (),
    }
    false
}

/// A day of at most `ballots` sealed ballots. Ties are likely where few options are pressed.
fn honest_day(dice: &mut Dice, ballots: usize, options: usize, close_race: bool) -> Vec<Act> {
    let (mut left, mut acts) = (ballots, Vec::new());
    let (mut crashed, mut voided, mut taken) = (false, false, false);
    while left > 0 {
        let choice = if close_race { left % 2 } else { dice.below(options) };
        let (act, cost) = match dice.below(12) {
            0 if left > 1 => (Act::Spoil(choice), 2),
            1 if left > 1 && !crashed && !voided && dice.once_in(2) => (Act::Takeover(choice), 2),
            1 if left > 1 && !crashed && !voided => (Act::Crash(choice), 2),
            2 if !crashed && !voided => (Act::Void(choice), 1),
            3 => (Act::Challenge(choice), 1),
            4 => (Act::Fault(choice), 1),
            5 => (Act::Pause, 0),
            6 => (Act::Incident, 0),
            7 => (Act::Peers, 0),
            8 if !taken && dice.once_in(2) => (Act::Spare, 0),
            _ => (Act::Vote(choice), 1),
        };
        crashed |= matches!(act, Act::Crash(_) | Act::Takeover(_));
        taken |= matches!(act, Act::Spare);
        voided |= matches!(act, Act::Void(_));
        left -= cost;
        acts.push(act);
    }
    acts
}
