//! What an entry changes.

use record::{IncidentKind, SpoilReason, StripOutcome};

use super::check::{How, Step};
use super::{Change, Ending, LastMark, Pending, Phase, State, Tail};

impl State {
    /// Takes in an entry that [`State::check`] of this state allowed.
    pub fn commit(&mut self, change: Change) {
        self.keep_tail(&change.0);
        // A start may come between opening and the first mark, nothing else.
        self.just_opened =
            matches!(change.0, Step::Open) || (self.just_opened && matches!(change.0, Step::Boot { .. } | Step::Takeover { .. }));
        match change.0 {
            Step::Zero { digest, root } => {
                (self.phase, self.digest) = (Phase::Ready, Some(digest));
                self.epochs.push(root);
            }
            Step::Boot { root } => self.begin_epoch(root),
            Step::Takeover { root, key } => {
                self.spares.push(key);
                self.begin_epoch(root);
            }
            Step::Seal { code, card, slot } => {
                self.slots.insert(slot);
                self.cards.entry(card).or_default();
                self.pending = Some(Pending { code, card, outage: false });
            }
            Step::End { code, card, how } => {
                self.pending = None;
                self.endings.insert(code, Ending { outcome: how.outcome(), card, fault: false });
                self.count(how);
                self.use_card(card, how.outcome());
            }
            Step::Fault { code } => {
                self.counts.faults = self.counts.faults.saturating_add(1);
                if let Some(end) = self.endings.get_mut(&code) {
                    end.fault = true;
                }
            }
            Step::Mark { cast, time } => self.mark = Some(LastMark { cast, time }),
            Step::Incident(kind) => self.failed |= kind == IncidentKind::BoothFailed,
            Step::Peer => {}
            Step::Open | Step::Resume => self.phase = Phase::Open,
            Step::Pause => self.phase = Phase::Paused,
            Step::Close => self.phase = Phase::Closed,
        }
    }

    fn begin_epoch(&mut self, root: canonical::Hash) {
        self.epochs.push(root);
        self.pending = self.pending.map(|pending| Pending { outage: true, ..pending });
    }

    fn use_card(&mut self, card: canonical::Hash, outcome: StripOutcome) {
        let used = self.cards.entry(card).or_default();
        match outcome {
            StripOutcome::Cast | StripOutcome::Challenged => used.spent = Some(outcome),
            StripOutcome::Spoiled | StripOutcome::Void => used.tries = used.tries.saturating_add(1),
        }
    }

    /// The log's size cap keeps every count far below its end.
    fn count(&mut self, how: How) {
        let counts = &mut self.counts;
        let add = |count: &mut u32, one: bool| *count = count.saturating_add(u32::from(one));
        match how {
            How::Cast => add(&mut counts.cast, true),
            How::Challenged => add(&mut counts.challenged, true),
            How::Spoiled(reason) => {
                add(&mut counts.spoiled, true);
                add(&mut counts.differs, reason == SpoilReason::SlipDiffers);
            }
            How::Void { shown, .. } => {
                add(&mut counts.void, true);
                add(&mut counts.shown, shown);
            }
        }
    }

    /// Papers are printed right after the outcome. So whatever this machine logs next, but a fault, shows that they came out;
    /// after a start it shows nothing, and they stay in doubt until an officer completes them (which is logged as an incident),
    /// a further ballot is sealed, or the booth closes.
    fn keep_tail(&mut self, step: &Step) {
        self.tail = match (self.tail, step) {
            (_, Step::End { code, how, .. }) => {
                let outage = matches!(how, How::Void { outage: true, .. });
                Some(Tail { code: *code, restarted: outage })
            }
            // A second medium is replaced by a later start, before anything else.
            (Some(tail), Step::Boot { .. } | Step::Takeover { .. } | Step::Incident(IncidentKind::SecondMedium)) => {
                Some(Tail { restarted: true, ..tail })
            }
            (tail, Step::Fault { .. }) => tail,
            (_, Step::Seal { .. } | Step::Close | Step::Incident(IncidentKind::Power | IncidentKind::Printer)) => None,
            (tail, _) => tail.filter(|tail| tail.restarted),
        };
    }
}
