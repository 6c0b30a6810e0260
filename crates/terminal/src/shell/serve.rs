//! `serve`: the booth as a page on this machine. One thread holds the booth and walks [`terminal::hall::TABLE`]; the browser draws.
//!
//! - [`hall`]: the page, the face that is up, and what may be pressed on it.
//! - [`voter`]: one vote, from card to TERIMA KASIH.
//! - [`officer`]: everything behind PETUGAS.
//!
//! After a fatal error the booth is dropped, the screen says so, and an officer's button starts it again as a new process would.

mod clips;
mod hall;
mod media;
mod officer;
mod pictures;
mod voter;

use std::time::Duration;

use kiosk::{Server, stage};
use rand::TryRng;
use rand::rngs::SysRng;
use terminal::hall::view;
use terminal::hall::{Face, Input};
use terminal::{VoteError, VoteStatus};

use super::act;
use super::args::Serve;
use super::failure::Failure;
use super::machine::Machine;
use hall::{Answer, Hall};

/// A screen between voters, or of a machine that stopped, waits for somebody.
const BETWEEN: Duration = Duration::MAX;

/// Serves until the program is ended.
pub(crate) fn run(machine: &mut Machine, serve: &Serve) -> Result<(), Failure> {
    if !machine.pin_check().is_possible() {
        return Err(Failure::NoPins);
    }
    if let Some(package) = serve.package() {
        act::zero_unless_begun(machine, &package)?;
    }
    machine.voting_booth()?;
    let (assets, look) = pictures::gather(machine, serve)?;
    let stage = stage();
    let mut secret = [0; 32];
    SysRng.try_fill_bytes(&mut secret).map_err(|_| Failure::Machine)?;
    let server = Server::start(serve.port, secret, assets, &stage)?;
    println!("BILIK (booth): {}", server.url());
    let mut hall = Hall::new(stage, look, machine.pin_check(), serve);
    loop {
        if let Err(failure) = between(machine, &mut hall) {
            restart(machine, &mut hall, &failure)?;
        }
    }
}

/// One card, or one visit of an officer.
fn between(machine: &mut Machine, hall: &mut Hall) -> Result<(), Failure> {
    let (face, screen) = view::idle(hall.look(), machine.booth()?);
    match hall.ask(face, &screen, BETWEEN) {
        Answer { input: Input::Card, intent } => {
            let hour = machine.hour()?;
            media::are_there(machine)?;
            let booth = machine.voting_booth()?;
            // Before a vote, not after it: what stops the booth here finds nobody who was told that a vote is stored.
            if booth.mark_is_due(&hour) {
                booth.mark(&hour)?;
            }
            let ended = voter::vote(hall, booth, &intent.value, &hour)?;
            if ended.calls { officer::papers(machine, hall) } else { Ok(()) }
        }
        Answer { input: Input::Officer, .. } => officer::visit(machine, hall),
        Answer { .. } => Ok(()),
    }
}

/// The booth stopped: nothing more is taken until an officer starts it again.
fn restart(machine: &mut Machine, hall: &mut Hall, failure: &Failure) -> Result<(), Failure> {
    eprintln!("{failure}");
    machine.drop_booth();
    let mut screen = stopped(hall, failure);
    loop {
        hall.ask(Face::Stopped, &screen, BETWEEN);
        match machine.voting_booth() {
            Ok(_) => return Ok(()),
            Err(failure) => {
                eprintln!("{failure}");
                machine.drop_booth();
                // What was said of the vote stays true: only the officer's step is another.
                let again = stopped(hall, &failure);
                screen = kiosk::Screen {
                    elements: screen.elements.first().cloned().into_iter().chain(again.elements.into_iter().skip(1)).collect(),
                    ..again
                };
            }
        }
    }
}

/// What the voter and the officer read. Only a vote that was open when the machine stopped is in doubt; an officer's work is no vote, and
/// whoever voted before it must not read that nothing is stored.
fn stopped(hall: &Hall, failure: &Failure) -> kiosk::Screen {
    let (message, in_vote) = match failure {
        Failure::Vote(error @ VoteError::Fatal { .. }) => (error.screen(), true),
        _ => (
            terminal::Screen {
                code: "K13",
                title: "ALAT BERHENTI".to_owned(),
                status: VoteStatus::Unsure,
                next: "Tetap di bilik. Petugas menjalankan alat lagi; sesudah itu alat memberi tahu keadaannya.",
            },
            false,
        ),
    };
    let words = failure.to_string();
    view::stopped(hall.look(), &message, in_vote, words.lines().last().unwrap_or_default())
}
