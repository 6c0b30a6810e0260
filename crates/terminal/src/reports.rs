//! The booth's accounts of itself: LAPORAN NOL, BENIH BARU, LAPORAN PENUTUPAN.

use canonical::{Hash, PublicKey};
use paper::{Document, Moment};
use record::Hour;

use crate::booth::{ActError, Booth};
use crate::day::Phase;
use crate::device::PrinterFault;
use crate::ledger::Fatal;
use crate::wording::{Account, Machines, on_one_line};

impl Booth {
    /// Prints the root of the seeds if it is not on paper: as LAPORAN NOL for the first epoch, as BENIH BARU for a later one.
    ///
    /// # Errors
    /// The printer's; try again when it works.
    pub fn put_root_on_paper(&mut self, hour: &Hour) -> Result<(), ActError> {
        let Some(seeds) = self.seeds.as_ref().filter(|seeds| !seeds.on_paper) else { return Ok(()) };
        let epoch = seeds.data().clone();
        let paper =
            if epoch.number == 0 { self.zero_paper(hour)? } else { self.seed_paper(epoch.number, epoch.root, seeds.taken_over_from)? };
        self.printer.print(&paper).and_then(|()| self.printer.cut()).map_err(ActError::Printer)?;
        if let Some(seeds) = &mut self.seeds {
            seeds.on_paper = true;
        }
        Ok(())
    }

    /// Prints the report of the day again: the zero report before opening (while this process holds the seeds), the closing
    /// report after closing. Nothing while the booth is open.
    ///
    /// # Errors
    /// The printer's.
    pub fn print_report(&mut self, hour: &Hour) -> Result<(), ActError> {
        match self.state().phase() {
            Phase::Ready => {
                if let Some(seeds) = &mut self.seeds {
                    seeds.on_paper = false;
                }
                self.put_root_on_paper(hour)
            }
            Phase::Closed => {
                let paper = self.closing_paper(hour)?;
                self.printer.print(&paper).and_then(|()| self.printer.cut()).map_err(ActError::Printer)
            }
            Phase::Empty | Phase::Open | Phase::Paused => Ok(()),
        }
    }

    fn zero_paper(&self, hour: &Hour) -> Result<Document, ActError> {
        let seeds = self.seeds.as_ref().ok_or(Fatal::Seed)?.data();
        let counts = self.counts();
        let facts = [("Akar benih", seeds.root.to_string()), ("Rahasia saksi", seeds.witnesses.len().to_string())];
        self.account(&facts, |account| {
            Ok(self.wording.zero_report(Moment::parse(hour.as_str())?, &Account { counts: &counts, ..*account }))
        })
    }

    fn closing_paper(&self, hour: &Hour) -> Result<Document, ActError> {
        let close = self.state().closing(hour.clone());
        let roots = [("Tersimpan", close.cast), ("Uji", close.challenged), ("Batal", close.spoiled), ("Dibatalkan", close.void)];
        let mut facts: Vec<(&str, String)> = roots.iter().map(|(label, set)| (*label, set.root.to_string())).collect();
        facts.extend(close.epochs.iter().map(|root| ("Akar benih", root.to_string())));
        let counts = self.counts();
        self.account(&facts, |account| {
            Ok(self.wording.closing_report(Moment::parse(hour.as_str())?, &Account { counts: &counts, ..*account }))
        })
    }

    fn seed_paper(&self, number: u32, root: Hash, taken_over_from: Option<PublicKey>) -> Result<Document, ActError> {
        let head = self.head()?.to_string();
        let (root, spare) = (root.to_string(), self.ledger.key().public().to_string());
        let old = taken_over_from.map(|key| key.to_string());
        let machines = old.as_ref().map(|old| Machines { old, spare: &spare });
        Ok(self.wording.seed_notice(number, &root, machines.as_ref(), &on_one_line(&head)))
    }

    /// How many of what, as reports print it. Never a count per candidate: a booth has none.
    /// A sheet that shows whether the printer prints: after a new roll, and when a machine is made ready. Nothing of an election is on it.
    ///
    /// # Errors
    /// The printer's.
    pub fn print_trial(&mut self) -> Result<(), PrinterFault> {
        let sheet = self.wording.trial();
        self.printer.print(&sheet).and_then(|()| self.printer.cut())
    }

    /// What happened so far, as counts with their labels. There are none for candidates.
    #[must_use]
    pub fn totals(&self) -> Vec<(&'static str, u64)> {
        self.counts()
    }

    fn counts(&self) -> Vec<(&'static str, u64)> {
        let counts = self.state().counts();
        let rows = [
            ("Suara tersimpan", counts.cast),
            ("Uji mesin", counts.challenged),
            ("Batal", counts.spoiled),
            ("Dibatalkan", counts.void),
            ("Struk tanpa SAH", counts.faults),
            ("Struk beda", counts.differs),
        ];
        rows.iter().map(|(label, count)| (*label, u64::from(*count))).collect()
    }

    fn account<T>(&self, more: &[(&str, String)], print: impl FnOnce(&Account<'_>) -> Result<T, ActError>) -> Result<T, ActError> {
        let head = self.head()?;
        let documents = &self.documents;
        let own = [
            ("Alat (kunci)", self.ledger.key().public().to_string()),
            ("Indeks", documents.index.digest().to_string()),
            ("Definisi", documents.definition.digest().to_string()),
            ("Kunci desa", documents.key.digest().to_string()),
            ("Program", self.software.to_string()),
            ("Akar catatan", head.checkpoint().root.to_string()),
        ];
        let facts: Vec<(&str, &str)> = own.iter().chain(more).map(|(label, value)| (*label, value.as_str())).collect();
        print(&Account { facts: &facts, counts: &[], head: &on_one_line(&head.to_string()) })
    }
}
