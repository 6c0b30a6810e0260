//! The chair's PIN: six digits before a check-in is taken back.
//!
//! A verifier is an empty age file under the PIN, so that checking one costs a scrypt; it lies inside a file under the desk's passphrase,
//! so that who finds the folder cannot try a million PINs. After each wrong one the desk waits, twice as long every time and at most five
//! minutes. The count is durable before a PIN is tried: ending the program wins no try.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use age::secrecy::SecretString;
use kiosk::{Lockout, is_pin};
use zeroize::Zeroizing;

use super::args::PinCommand;
use super::ask::{self, Passphrase};
use super::failure::{Bad, Failure};
use super::{enrol, files, kit, sealed, station};

/// The verifier, in a passphrase file.
pub(crate) const PIN_FILE: &str = "chair-pin.age";
const FAILURES_FILE: &str = "pin-failures";

/// A PIN that was typed; wiped when dropped.
pub(crate) struct Pin(SecretString);

impl Pin {
    /// Six digits.
    pub(crate) fn of(typed: &str) -> Result<Self, Failure> {
        if is_pin(typed) { Ok(Self(SecretString::from(typed.to_owned()))) } else { Err(Failure::BadPin) }
    }

    /// From the first line of a file, or typed.
    pub(crate) fn ask(file: Option<&Path>, question: &str) -> Result<Self, Failure> {
        match file {
            Some(path) => {
                let bytes = Zeroizing::new(files::read(path, station::MAX_SMALL).map_err(Failure::outside(path))?);
                let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
                Self::of(core::str::from_utf8(line).unwrap_or_default().trim_end_matches('\r'))
            }
            None => Self::of(&ask::hidden(question)?),
        }
    }

    fn as_passphrase(&self) -> Passphrase {
        Passphrase::of(self.0.clone())
    }
}

/// `pin`: takes the chair's PIN, in place of an earlier one.
pub(crate) fn enrol(command: &PinCommand, state: &Path, medium2: Option<&Path>, passphrase: &Passphrase) -> Result<(), Failure> {
    if !state.join(enrol::DEVICE_FILE).exists() {
        return Err(Failure::NoDesk(state.into()));
    }
    // Whoever cannot open the desk's key is not let choose a PIN for it.
    enrol::load(state, passphrase)?;
    let pin = Pin::ask(command.pin_file.as_deref(), "PIN Ketua baru, enam angka (new PIN): ")?;
    if command.pin_file.is_none() && Pin::ask(None, "Sekali lagi (again): ")?.exposed() != pin.exposed() {
        return Err(Failure::PinsDiffer);
    }
    let own = state.join(PIN_FILE);
    let verifier = sealed::to_bytes(&[], &pin.as_passphrase(), command.work_factor).map_err(|_| Failure::Machine)?;
    sealed::seal(&own, &verifier, passphrase, command.work_factor).map_err(Failure::own(&own))?;
    let copy = medium2.map(kit::dir).filter(|dir| dir.exists()).map(|dir| dir.join(PIN_FILE));
    if let Some(copy) = copy {
        let bytes = files::read(&own, station::MAX_SMALL).map_err(Failure::own(&own))?;
        files::write(&copy, &bytes, true).map_err(Failure::own(&copy))?;
    }
    println!("PIN KETUA TERPASANG (the chair's PIN is enrolled)\nBerikutnya: pembatalan HADIR meminta PIN ini.");
    Ok(())
}

impl Pin {
    fn exposed(&self) -> &str {
        use age::secrecy::ExposeSecret;
        self.0.expose_secret()
    }
}

/// The chair of this desk: the verifier, if a PIN is enrolled, and the count of wrong ones.
pub(crate) struct Chair {
    verifier: Option<Zeroizing<Vec<u8>>>,
    failures: PathBuf,
}

impl Chair {
    pub(crate) fn load(state: &Path, passphrase: &Passphrase) -> Result<Self, Failure> {
        let path = state.join(PIN_FILE);
        let open = || sealed::unseal(&path, passphrase, station::MAX_SMALL, |path, bad| Failure::own(path)(bad));
        let verifier = path.exists().then(open).transpose()?;
        Ok(Self { verifier, failures: state.join(FAILURES_FILE) })
    }

    pub(crate) const fn is_enrolled(&self) -> bool {
        self.verifier.is_some()
    }

    /// Whether the chair agrees, `now` by the clock in seconds. Without an enrolled PIN everybody is let through.
    pub(crate) fn let_through(&self, pin: Option<&Pin>, now: u64) -> Result<(), Failure> {
        let Some(verifier) = &self.verifier else { return Ok(()) };
        let lockout = load(&self.failures, now);
        match lockout.wait(now) {
            0 => {}
            seconds => return Err(Failure::Locked(seconds)),
        }
        let pin = pin.ok_or(Failure::BadPin)?;
        let failed = lockout.one_more(now);
        save(failed, &self.failures)?;
        if sealed::opens(verifier, &pin.as_passphrase()) {
            save(Lockout::default(), &self.failures)
        } else {
            Err(Failure::WrongPin(failed.wait(now)))
        }
    }
}

/// What is kept in the desk's folder of wrong PINs in a row.
fn load(path: &Path, now: u64) -> Lockout {
    match fs::read_to_string(path) {
        Ok(text) => Lockout::parse(&text, now),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Lockout::default(),
        Err(_) => Lockout::longest(now),
    }
}

fn save(lockout: Lockout, path: &Path) -> Result<(), Failure> {
    files::write(path, lockout.to_string().as_bytes(), false).map_err(|error| Failure::own(path)(Bad::from(error)))
}
