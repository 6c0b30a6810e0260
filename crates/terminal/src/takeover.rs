//! A spare machine goes on with the log of a booth whose machine is broken.
//!
//! All it gets is the second medium. It reads that journal whole and holds it against every rule of the day, copies it onto its own
//! first medium, and says with the takeover entry, signed by its own key, that it goes on. Done again after being cut short anywhere,
//! it comes to the same log; once the entry is durable on the second medium, the old machine is refused there.

use canonical::{PublicKey, SigningKey};
use chain::{Line, Origin};
use paper::Moment;
use record::{Entry, Hour, Repaired, Takeover};
use tally_log::{Medium, Rescue, Store, Target};

use crate::booth::{ActError, Booth, Setup};
use crate::day::{DayRules, Phase, State};
use crate::device::Random;
use crate::ledger::{Fatal, Ledger, identity, not_ours, replay};
use crate::seeds::{Seeds, boot_id};
use crate::start::{StartError, check_machine, repaired};

/// What a takeover was asked for, beside the booth.
struct Call<'a> {
    rules: DayRules,
    secrets: &'a [&'a [u8]],
    hour: &'a Hour,
}

impl Booth {
    /// Goes on with the log on the second medium as a spare of the device list. The first medium must be empty, or hold what an
    /// earlier takeover or start of this spare left. A ballot that waited becomes void, and the root of the new seeds is printed
    /// with the takeover; if printing fails, the next card tries again.
    ///
    /// # Errors
    /// [`StartError::NoSpare`], what is wrong with the journal, or a rule that forbids it. The old journal is then whole.
    pub fn takeover(setup: Setup, witness_secrets: &[&[u8]], hour: &Hour) -> Result<Self, StartError> {
        Moment::parse(hour.as_str())?;
        let rules = check_machine(&setup)?;
        let own = setup.key.public();
        if own == rules.device {
            return Err(StartError::NoSpare(own.to_string().into()));
        }
        let call = Call { rules, secrets: witness_secrets, hour };
        let mut begun = None;
        let mut booth = Self::assemble(setup, |store, origin, key, random| {
            let (ledger, repaired, seeds) = call.open(store, origin, key, random)?;
            begun = seeds;
            Ok((ledger, repaired))
        })?;
        booth.seeds = begun;
        if booth.has_seeds() {
            // Whether it came out is remembered with the seeds.
            let _ = booth.put_root_on_paper(hour);
        }
        booth.go_on(Some(witness_secrets), hour)
    }
}

impl Call<'_> {
    fn open(self, store: Store, origin: Origin, key: SigningKey, random: &mut Random) -> Result<Opened, StartError> {
        let device = self.rules.device;
        let rescue = Rescue::open(store, identity(origin.clone(), &key, &self.rules), Medium::Second)?;
        let (state, _) = replay(rescue.lines(), &origin, self.rules.clone())?;
        if state.phase() == Phase::Empty {
            return Err(StartError::NoZero);
        }
        let torn = rescue.is_torn();
        // This spare went on already: nothing to say twice.
        if rescue.target()? == Target::Differs {
            let (log, startup) = rescue.into_log().map_err(|error| not_ours(error, device))?;
            return Ok((Ledger::of(log, key, self.rules)?, repaired(&startup), None));
        }
        if state.last_key() == key.public() {
            let (log, _) = rescue.copy(None)?;
            let repaired = if torn { Repaired::SecondMedium } else { Repaired::None };
            return Ok((Ledger::of(log, key, self.rules)?, repaired, None));
        }
        let (line, seeds) = self.entry(&rescue, &state, &origin, &key, random)?;
        let (log, _) = rescue.copy(Some(&line))?;
        Ok((Ledger::of(log, key, self.rules)?, Repaired::None, Some(seeds)))
    }

    fn entry(
        &self,
        rescue: &Rescue,
        state: &State,
        origin: &Origin,
        key: &SigningKey,
        random: &mut Random,
    ) -> Result<(Line, Seeds), StartError> {
        let number = u32::try_from(state.epochs().len()).unwrap_or(u32::MAX);
        let boot_id = boot_id(random);
        let mut seeds = Seeds::begin(origin, number, &boot_id, self.secrets, random);
        let old: PublicKey = state.last_key();
        seeds.taken_over_from = Some(old);
        let repaired = if rescue.is_torn() { Repaired::SecondMedium } else { Repaired::None };
        let (epoch, own, time) = (seeds.data().clone(), key.public(), self.hour.clone());
        let entry = Entry::Takeover(Takeover { boot_id, epoch, key: own, repaired, time });
        let mut salt = [0; 16];
        random(&mut salt);
        let line = Line::write(rescue.tip(), salt, &entry, origin, key).map_err(Fatal::Line)?;
        state.check(&entry, &line.leaf()).map_err(ActError::Refused)?;
        Ok((line, seeds))
    }
}

type Opened = (Ledger, Repaired, Option<Seeds>);
