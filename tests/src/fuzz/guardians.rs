//! What guardians hand each other, and what they keep.

use super::rounds::{rounds, step};

pub(super) mod guardian_message {
    use super::{rounds, step};

    /// The first byte says which step is taken, the second which file is exchanged for the rest.
    pub(in crate::fuzz) fn run(bytes: &[u8]) -> bool {
        let [number, file, content @ ..] = bytes else { return false };
        let (number, mut files) = (usize::from(number % 4), rounds().files.clone());
        let paths: Vec<String> = files.iter().map(|(path, _)| path.to_owned()).collect();
        let Some(path) = paths.get(usize::from(*file) % paths.len().max(1)) else { return false };
        files.insert(path, content.to_vec());
        let Some(made) = step(number, &files) else { return false };
        assert_eq!(rounds().made.get(number), Some(&made), "step {number} with another {path}");
        true
    }

    pub(in crate::fuzz) fn honest() -> Vec<Vec<u8>> {
        // One file of each round, with the step that reads it first.
        let files: Vec<(u8, &[u8])> = (0..).zip(rounds().files.iter()).map(|(place, (_, bytes))| (place, bytes)).collect();
        let of_round = |round: usize| files.get(round * 5).map(|(place, bytes)| (*place, *bytes));
        let steps = [(0_u8, 0), (1, 1), (2, 2), (3, 3), (3, 1)];
        steps.into_iter().filter_map(|(step, round)| of_round(round).map(|(place, bytes)| [&[step, place][..], bytes].concat())).collect()
    }
}

pub(super) mod member_state {
    use guardian::Member;

    use super::rounds;

    pub(in crate::fuzz) fn run(bytes: &[u8]) -> bool {
        let Ok(member) = Member::from_state(bytes) else { return false };
        assert_eq!(member.to_state().as_slice(), bytes);
        assert!(member.standings().len() <= bytes.len());
        true
    }

    pub(in crate::fuzz) fn honest() -> Vec<Vec<u8>> {
        rounds().states.clone()
    }
}

pub(super) mod witness_state {
    use guardian::Witness;

    use super::super::logs::witness::state;

    pub(in crate::fuzz) fn run(bytes: &[u8]) -> bool {
        let Ok(witness) = Witness::from_state(bytes) else { return false };
        assert_eq!(witness.to_state().as_slice(), bytes);
        // What it holds was checked when it was read, so no head is left out.
        let heads = witness.heads().len();
        assert_eq!(heads, core::str::from_utf8(bytes).unwrap_or_default().matches("\"origin\":").count());
        true
    }

    pub(in crate::fuzz) fn honest() -> Vec<Vec<u8>> {
        vec![state().to_vec()]
    }
}
