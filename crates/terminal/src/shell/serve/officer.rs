//! Everything behind PETUGAS: PINs, then one thing at a time.

use kiosk::Intent;
use terminal::Missing;
use terminal::hall::view::{self, Asked, Progress};
use terminal::hall::{Face, Input};

use super::hall::{Answer, Hall};
use crate::shell::act;
use crate::shell::failure::Failure;
use crate::shell::machine::Machine;

/// The menu until KEMBALI, after one PIN.
pub(crate) fn visit(machine: &mut Machine, hall: &mut Hall) -> Result<(), Failure> {
    if !agreed(hall, 1, "Menu petugas") {
        return Ok(());
    }
    menu(machine, hall)
}

/// An officer completes papers: one PIN, what is missing, and the menu.
pub(crate) fn papers(machine: &mut Machine, hall: &mut Hall) -> Result<(), Failure> {
    if !agreed(hall, 1, "Melengkapi kertas") {
        return Ok(());
    }
    resolve(machine, hall)?;
    menu(machine, hall)
}

/// Two people end a ballot that nobody answers.
pub(crate) fn may_void(hall: &mut Hall) -> bool {
    agreed(hall, 2, "Mengakhiri suara ini tanpa jawaban: BATAL, kartu tetap berlaku")
}

/// Asks for PINs until they are right or somebody goes back.
fn agreed(hall: &mut Hall, people: usize, what: &str) -> bool {
    let mut wrong = String::new();
    loop {
        let screen = view::pins(hall.look(), &Asked { people, what, wrong: &wrong });
        match hall.ask(Face::Pins, &screen, hall.officers_time()) {
            Answer { input: Input::Pins, intent } => match hall.pins.try_typed(&typed(&intent, people)) {
                Ok(()) => return true,
                Err(failure) => wrong = failure.to_string(),
            },
            Answer { .. } => return false,
        }
    }
}

fn typed(intent: &Intent, people: usize) -> Vec<&str> {
    ["pin1", "pin2"].iter().take(people).map(|name| intent.field(name)).collect()
}

fn menu(machine: &mut Machine, hall: &mut Hall) -> Result<(), Failure> {
    loop {
        let screen = view::menu(hall.look(), machine.booth()?);
        match hall.ask(Face::Menu, &screen, hall.officers_time()).input {
            Input::Open => opening(machine, hall)?,
            Input::Pause => {
                let done = machine.booth()?.pause();
                say(hall, done.map(|()| "ALAT DIJEDA\nPemilih menunggu di luar bilik.".to_owned()).map_err(Failure::from))?;
            }
            Input::Resume => {
                let done = machine.booth()?.unpause();
                say(hall, done.map(|()| "ALAT MELANJUTKAN\nPemilih berikutnya boleh masuk.".to_owned()).map_err(Failure::from))?;
            }
            Input::Paper => paper(machine, hall)?,
            Input::Totals => {
                let screen = view::totals(hall.look(), machine.booth()?);
                hall.ask(Face::Totals, &screen, hall.officers_time());
            }
            Input::Report => {
                let hour = machine.hour()?;
                let done = machine.booth()?.print_report(&hour);
                say(hall, done.map(|()| "LAPORAN DICETAK".to_owned()).map_err(Failure::from))?;
            }
            Input::Resolve => resolve(machine, hall)?,
            Input::Close => closing(machine, hall)?,
            Input::Export => export(machine, hall)?,
            _ => return Ok(()),
        }
    }
}

/// Shows what was done or refused; what stops the booth goes on up.
fn say(hall: &mut Hall, done: Result<String, Failure>) -> Result<(), Failure> {
    let (text, well) = match done {
        Ok(text) => (text, true),
        Err(failure) if failure.code() == 4 => return Err(failure),
        Err(failure) => (failure.to_string(), false),
    };
    let screen = view::said(hall.look(), &text, well);
    hall.ask(Face::Said, &screen, hall.officers_time());
    Ok(())
}

/// P2. The zero report was printed at the start; here it is printed again if somebody needs it.
fn opening(machine: &mut Machine, hall: &mut Hall) -> Result<(), Failure> {
    let mut progress = Progress::Begun;
    loop {
        let screen = view::opening(hall.look(), progress);
        match hall.ask(Face::Opening, &screen, hall.officers_time()).input {
            Input::Report => {
                let hour = machine.hour()?;
                progress = match machine.booth()?.print_report(&hour) {
                    Ok(()) => Progress::Printed,
                    Err(terminal::ActError::Printer(_)) => Progress::Faulty,
                    Err(error) => return Err(error.into()),
                };
            }
            Input::Open if agreed(hall, 2, "Membuka pemungutan suara") => {
                let hour = machine.hour()?;
                let done = machine.booth()?.open(&hour);
                if done.is_ok() {
                    // Seeds for the first card, if this is not the process of the zero report.
                    machine.voting_booth()?;
                }
                return say(hall, done.map(|_| "TPS DIBUKA\nPemilih pertama boleh masuk.".to_owned()).map_err(Failure::from));
            }
            Input::Open => {}
            _ => return Ok(()),
        }
    }
}

fn paper(machine: &mut Machine, hall: &mut Hall) -> Result<(), Failure> {
    let mut progress = Progress::Begun;
    loop {
        let screen = view::paper(hall.look(), progress);
        match hall.ask(Face::Paper, &screen, hall.officers_time()).input {
            Input::TestPrint => progress = machine.booth()?.print_trial().map_or(Progress::Faulty, |()| Progress::Printed),
            _ => return Ok(()),
        }
    }
}

fn resolve(machine: &mut Machine, hall: &mut Hall) -> Result<(), Failure> {
    let screen = view::resolve(hall.look(), machine.booth()?);
    let Answer { input: Input::Missing, intent } = hall.ask(Face::Resolve, &screen, hall.officers_time()) else { return Ok(()) };
    let missing = match intent.value.as_str() {
        "bar" => Missing::Bar,
        "struk" => Missing::Slip,
        "terima" => Missing::Strip,
        _ => return Ok(()),
    };
    let hour = machine.hour()?;
    let done = machine.booth()?.complete(missing, &hour);
    say(hall, done.map(|papers| act::completed(&papers).to_owned()).map_err(Failure::from))
}

/// P4. Final.
fn closing(machine: &mut Machine, hall: &mut Hall) -> Result<(), Failure> {
    let screen = view::closing(hall.look());
    if hall.ask(Face::Closing, &screen, hall.officers_time()).input != Input::Close || !agreed(hall, 2, "Menutup bilik ini untuk selamanya")
    {
        return Ok(());
    }
    let hour = machine.hour()?;
    let done = machine.booth()?.close(&hour).map(|closed| match closed.report {
        Ok(()) => "BILIK DITUTUP\nLaporan penutupan dicetak. Saksi memotretnya.\nBerikutnya: SALIN KE STIK.".to_owned(),
        Err(_) => "BILIK DITUTUP\nLaporan belum tercetak: periksa pencetak, lalu CETAK LAPORAN LAGI.".to_owned(),
    });
    if done.is_ok() {
        act::keep_bundle(machine);
    }
    say(hall, done.map_err(Failure::from))
}

fn export(machine: &mut Machine, hall: &mut Hall) -> Result<(), Failure> {
    let names: Vec<String> = hall.sticks.iter().map(|path| path.display().to_string()).collect();
    let screen = view::export(hall.look(), &names);
    let Answer { input: Input::Export, intent } = hall.ask(Face::Export, &screen, hall.officers_time()) else { return Ok(()) };
    let Some(to) = intent.value.parse().ok().and_then(|at: usize| hall.sticks.get(at).cloned()) else { return Ok(()) };
    if !agreed(hall, 2, "Menyalin berkas bilik ke stik") {
        return Ok(());
    }
    let done = act::export_bundle(machine, &to);
    say(hall, done.map(|said| format!("STIK BOLEH DICABUT\n{said}")))
}
