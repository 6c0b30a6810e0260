//! The chair's PIN: six digits before a check-in is taken back.
//!
//! A verifier is an empty age file under the PIN, so that checking one costs a scrypt; it lies inside a file under the desk's passphrase,
//! so that who finds the folder cannot try a million PINs. After each wrong one the desk waits, twice as long every time and at most five
//! minutes. The count is durable before a PIN is tried: ending the program wins no try.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use age::secrecy::SecretString;
use zeroize::Zeroizing;

use super::args::PinCommand;
use super::ask::{self, Passphrase};
use super::failure::{Bad, Failure};
use super::{enrol, files, kit, sealed, station};

/// The verifier, in a passphrase file.
pub(crate) const PIN_FILE: &str = "chair-pin.age";
const FAILURES_FILE: &str = "pin-failures";
const DIGITS: usize = 6;
/// Seconds after the first wrong PIN.
const FIRST_WAIT: u64 = 5;
/// Seconds after many.
const MAX_WAIT: u64 = 300;

/// A PIN that was typed; wiped when dropped.
pub(crate) struct Pin(SecretString);

impl Pin {
    /// Six digits.
    pub(crate) fn of(typed: &str) -> Result<Self, Failure> {
        let digits = typed.len() == DIGITS && typed.bytes().all(|byte| byte.is_ascii_digit());
        if digits { Ok(Self(SecretString::from(typed.to_owned()))) } else { Err(Failure::BadPin) }
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
        let failures = Failures::load(&self.failures, now);
        match failures.wait(now) {
            0 => {}
            seconds => return Err(Failure::Locked(seconds)),
        }
        let pin = pin.ok_or(Failure::BadPin)?;
        let failed = failures.one_more(now);
        failed.save(&self.failures)?;
        if sealed::opens(verifier, &pin.as_passphrase()) {
            Failures::default().save(&self.failures)
        } else {
            Err(Failure::WrongPin(failed.wait(now)))
        }
    }
}

/// Wrong PINs in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Failures {
    count: u32,
    /// Clock of the last one, in seconds.
    last: u64,
}

impl Failures {
    /// Seconds until the next try. A clock that was set back does not lengthen it.
    fn wait(self, now: u64) -> u64 {
        let Some(doublings) = self.count.checked_sub(1) else { return 0 };
        let whole = FIRST_WAIT.checked_shl(doublings.min(16)).unwrap_or(MAX_WAIT).min(MAX_WAIT);
        self.last.saturating_add(whole).saturating_sub(now).min(whole)
    }

    const fn one_more(self, now: u64) -> Self {
        Self { count: self.count.saturating_add(1), last: now }
    }

    fn parse(text: &str) -> Option<Self> {
        let (count, last) = text.trim_end().split_once(' ')?;
        Some(Self { count: count.parse().ok()?, last: last.parse().ok()? })
    }

    /// What cannot be read counts as many failures just now.
    fn load(path: &Path, now: u64) -> Self {
        match fs::read_to_string(path) {
            Ok(text) => Self::parse(&text).unwrap_or(Self { count: u32::MAX, last: now }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Self::default(),
            Err(_) => Self { count: u32::MAX, last: now },
        }
    }

    fn save(self, path: &Path) -> Result<(), Failure> {
        files::write(path, format!("{} {}\n", self.count, self.last).as_bytes(), false)
            .map_err(|error| Failure::own(path)(Bad::from(error)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_doubles_up_to_five_minutes_whatever_the_clock_does() {
        let mut failures = Failures::default();
        let mut waits = vec![failures.wait(1000)];
        for _ in 0..9 {
            failures = failures.one_more(1000);
            waits.push(failures.wait(1000));
        }
        assert_eq!(waits, [0, 5, 10, 20, 40, 80, 160, 300, 300, 300]);
        assert_eq!((failures.wait(1299), failures.wait(1300), failures.wait(0)), (1, 0, 300));
        assert_eq!(Failures::parse("3 1822000000\n"), Some(Failures { count: 3, last: 1_822_000_000 }));
        assert_eq!(Failures::parse("???"), None);
    }

    #[test]
    fn only_six_digits_are_a_pin() {
        for bad in ["", "12345", "1234567", "12345a", "１２３４５６"] {
            assert!(Pin::of(bad).is_err(), "{bad}");
        }
        assert!(Pin::of("012345").is_ok());
    }
}
