//! `serve`: the desk as a page on this machine. One thread holds the desk and walks the faces of [`pollbook::hall`]; a browser draws.
//!
//! After a failed medium the desk is let go, the screen says so, and a button takes it up again as a new process would.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use kiosk::{Assets, Server, Stage, stage};
use pollbook::Voter;
use pollbook::desk::{Admitted, Refusal};
use pollbook::hall::Deed::{Add, CheckIn, Close, Count, Counts, Helper, PaperRoll, Replacement, Undo};
use pollbook::hall::{Bar, Cards, Deed, FAN, Face, Pace, RESTART, Step, View, draw, press, stopped, told};

use super::args::Serve;
use super::failure::Failure;
use super::pin::Pin;
use super::station::{Station, random};
use super::{deeds, on_paper};

/// How long a screen without a person's data waits before it is shown again.
const LONG: Duration = Duration::from_secs(3600);

/// Serves until the program is ended. `load` takes the desk up, at first and after it stopped.
pub(crate) fn run(load: &dyn Fn() -> Result<Station, Failure>, serve: &Serve) -> Result<(), Failure> {
    let mut station = load()?;
    let mut stage = stage();
    let server = Server::start(serve.port, random()?, Assets::default(), &stage)?;
    println!("MEJA (desk): {}", server.url());
    let mut since = Since::default();
    loop {
        let failure = Page { station: &mut station, stage: &mut stage, since: &mut since, serve }.walk();
        // Its lock goes with it.
        drop(station);
        station = restart(load, &mut stage, failure);
    }
}

/// Nothing is recorded until somebody starts the desk again.
fn restart(load: &dyn Fn() -> Result<Station, Failure>, stage: &mut Stage, mut failure: Failure) -> Station {
    loop {
        eprintln!("{failure}");
        stage.show(&stopped(&failure.to_string()));
        while stage.next(LONG).is_none_or(|intent| intent.action != RESTART) {
            stage.show(&stopped(&failure.to_string()));
        }
        match load() {
            Ok(station) => return station,
            Err(again) => failure = again,
        }
    }
}

/// What is known since the program started, and kept nowhere.
#[derive(Default)]
struct Since {
    pace: Pace,
    helped: u32,
}

struct Page<'a> {
    station: &'a mut Station,
    stage: &'a mut Stage,
    since: &'a mut Since,
    serve: &'a Serve,
}

impl Page<'_> {
    /// Shows faces and does what they lead to, until the desk cannot go on.
    fn walk(&mut self) -> Failure {
        let closed = self.station.desk.state().is_closed();
        let mut face = if closed { Face::Closed { told: None } } else { Face::search() };
        let mut notice: Option<String> = None;
        loop {
            let added = self.station.added_voters();
            self.stage.show(&draw(&face, &self.view(&added, notice.as_deref())));
            let Some(intent) = self.stage.next(Duration::from_secs(face.rests())) else {
                face = face.rested();
                continue;
            };
            let step = press(&face, &intent, &self.view(&added, None));
            // Whatever was told was read by whoever pressed something.
            if step != Step::Stay {
                notice = None;
            }
            face = match step {
                Step::Stay => face,
                Step::Show(next) => next,
                Step::Do(deed) => {
                    let before = self.station.desk.receipts().len();
                    let done = self.carry_out(deed, face);
                    let troubles = on_paper::after(self.station, before);
                    notice = (!troubles.is_empty()).then(|| troubles.join("\n"));
                    match done {
                        Ok(next) => next,
                        Err(failure) => return failure,
                    }
                }
            };
        }
    }

    fn view<'a>(&'a self, added: &'a [Voter], notice: Option<&'a str>) -> View<'a> {
        View {
            desk: &self.station.desk,
            added,
            mode: self.station.mode,
            bar: Bar {
                clock: self.station.clock(),
                power: power(),
                printer: self.station.papers.printed(),
                stick: self.station.stick.exists(),
            },
            pace: &self.since.pace,
            zone: self.station.zone(),
            pin: self.station.chair.is_enrolled(),
            helped: self.since.helped,
            notice,
        }
    }

    /// The face that a deed ends in. A rule or a bad file leaves everything as it was and is told; damage ends the walk.
    fn carry_out(&mut self, deed: Deed, face: Face) -> Result<Face, Failure> {
        match self.try_to(deed) {
            Ok(next) => Ok(next),
            Err(failure) if failure.code() == 4 => Err(failure),
            Err(failure) => Ok(refused(failure, face)),
        }
    }

    fn try_to(&mut self, deed: Deed) -> Result<Face, Failure> {
        let station = &mut *self.station;
        match deed {
            CheckIn(row) => {
                let admitted = deeds::check_in(station, row)?;
                Ok(self.present(admitted))
            }
            Add { nik, name, stratum } => {
                let admitted = deeds::admit(station, &nik, name, stratum)?;
                Ok(self.present(admitted))
            }
            Undo { row, reason, pin } => {
                let pin = if station.chair.is_enrolled() { Some(Pin::of(&pin)?) } else { None };
                deeds::undo(station, row, reason, pin.as_ref())?;
                Ok(Face::Done(format!(
                    "NOMOR {row} DIBATALKAN\nSekarang BELUM HADIR. Kartu yang sudah diambil diminta kembali: LAINNYA, KARTU KEMBALI."
                )))
            }
            Count(cards, count) => {
                deeds::count(station, cards, count)?;
                Ok(Face::Done(counted(cards, count)))
            }
            Replacement(reason) => {
                deeds::replacement(station, reason)?;
                Ok(Face::Done(format!("KARTU PENGGANTI DICATAT\nKipas {FAN} kartu tertutup; pemilih mengambil satu.")))
            }
            Helper(row) => {
                let printed = on_paper::print_statement(station, row)?;
                self.since.helped = self.since.helped.saturating_add(1);
                let next = if printed {
                    "Pendamping mengisi dan menandatangani pernyataan yang tercetak."
                } else {
                    "Pendamping mengisi formulir pernyataan dari panitia."
                };
                Ok(Face::Done(format!("PENDAMPING DIHITUNG\n{next} Lalu cari pemilih lagi.")))
            }
            PaperRoll => {
                let path = on_paper::write_roll(station, None)?;
                Ok(Face::Done(format!("DAFTAR UNTUK KERTAS SIAP\n{}\nMemuat nama: simpan pada Ketua.", path.display())))
            }
            Close(left) => {
                deeds::close(station, left, &self.serve.out)?;
                self.counts_written()
            }
            Counts => self.counts_written(),
        }
    }

    fn present(&mut self, Admitted { row, stratum }: Admitted) -> Face {
        // The check-in is durable: a clock that fails is no reason to hide it.
        if let Ok(now) = self.station.now() {
            self.since.pace.note(row, now);
        }
        let receipt = self.station.desk.receipts().last().map_or(0, |receipt| receipt.number);
        Face::Ready { row, receipt, stratum }
    }

    /// A closed desk stays closed, whatever becomes of the file.
    fn counts_written(&self) -> Result<Face, Failure> {
        let told = match deeds::write_counts(self.station, &self.serve.out) {
            Ok(path) => format!("Stik boleh dicabut. Serahkan {} kepada Ketua.", path.display()),
            Err(failure) => failure.to_string(),
        };
        Ok(Face::Closed { told: Some(told) })
    }
}

fn counted(cards: Cards, count: u32) -> String {
    match cards {
        Cards::Audit => format!("{count} KARTU UJI DICATAT\nNomor pendek kartu masuk amplop tertutup."),
        Cards::Returned => format!("{count} KARTU KEMBALI DICATAT\nMasukkan ke amplop kartu kembali, jangan ke pak."),
        Cards::Pack => format!("PAK {count} KARTU DICATAT\nLayani pemilih berikutnya."),
    }
}

/// The face that tells why nothing was done.
fn refused(failure: Failure, face: Face) -> Face {
    let words = match &failure {
        Failure::Refused(refusal) => told(refusal),
        other => other.to_string(),
    };
    match (failure, face) {
        (Failure::Refused(Refusal::AlreadyPresent { row, .. }), _) => Face::Present(row),
        (Failure::Refused(Refusal::OtherDesk { row, .. }), _) => Face::OtherDesk(row),
        (Failure::Refused(Refusal::OnRollOf(station)), _) => Face::Elsewhere(station),
        (_, Face::Undo { row, .. }) => Face::Undo { row, refused: Some(words) },
        (_, Face::Add { newcomer, .. } | Face::Similar(newcomer)) => Face::Add { newcomer, refused: Some(words) },
        (_, Face::Count { cards, .. }) => Face::Count { cards, refused: Some(words) },
        (_, Face::Close { .. }) => Face::Close { refused: Some(words) },
        _ => Face::Refused(words),
    }
}

/// Per cent of the first battery, where the system tells it.
fn power() -> Option<u8> {
    let supplies = fs::read_dir("/sys/class/power_supply").ok()?;
    let capacity = |path: PathBuf| fs::read_to_string(path.join("capacity")).ok()?.trim().parse().ok();
    supplies.filter_map(Result::ok).find_map(|supply| capacity(supply.path()))
}
