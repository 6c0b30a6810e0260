//! Looks at the media before a voter chooses, so that one that was pulled out is not first noticed when an answer is to be stored.

use std::fs;

use tally_log::{AppendError, JOURNAL_FILE, Medium, MediumError, Step};
use terminal::{VoteError, VoteStatus};

use crate::shell::failure::Failure;
use crate::shell::machine::Machine;

/// Whether both journals are where they were.
pub(super) fn are_there(machine: &mut Machine) -> Result<(), Failure> {
    let origin = machine.booth()?.origin().clone();
    let first = machine.options.dir.join(origin.as_str());
    for (medium, dir) in [(Medium::First, first), (Medium::Second, machine.second(&origin))] {
        fs::metadata(dir.join("journal").join(JOURNAL_FILE)).map_err(|source| {
            let fatal = AppendError::Medium(MediumError { medium, step: Step::Open, source }).into();
            Failure::Vote(VoteError::Fatal { fatal, status: VoteStatus::NotStored })
        })?;
    }
    Ok(())
}
