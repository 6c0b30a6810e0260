//! Two people's PINs before what one person must not do alone: six digits each, kept as verifiers inside the key's passphrase file.
//!
//! A verifier is an empty age file under the PIN, so checking one costs a scrypt. After each wrong pair the machine waits, twice as
//! long every time and at most five minutes. The count is durable before a pair is checked: ending the program does not win a try.

use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use age::secrecy::SecretString;
use kiosk::{Lockout, is_pin};
use zeroize::Zeroizing;

use super::ask;
use super::failure::{Bad, Failure};
use super::{files, key};

/// How many people must agree.
const PEOPLE: usize = 2;
const FAILURES_FILE: &str = "pin-failures";
const MAX_PIN_FILE: usize = 4096;

/// One person's PIN; wiped when dropped, never shown.
pub(crate) struct Pin(SecretString);

impl Pin {
    fn of(typed: &str) -> Result<Self, Failure> {
        if is_pin(typed) { Ok(Self(SecretString::from(typed.to_owned()))) } else { Err(Failure::BadPin) }
    }

    fn read(path: &Path) -> Result<Self, Failure> {
        let bytes = Zeroizing::new(files::read(path, MAX_PIN_FILE).map_err(Failure::outside(path))?);
        let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let text = core::str::from_utf8(first).map_err(|_| Failure::outside(path)(Bad::Empty))?;
        Self::of(text.trim_end_matches('\r'))
    }
}

/// The verifiers of the enrolled PINs; empty when none are enrolled.
#[derive(Clone, Default)]
pub(crate) struct Verifiers(Vec<Vec<u8>>);

impl Verifiers {
    /// Makes the verifiers of two PINs, which must differ.
    fn of(pins: &[Pin], work_factor: u8) -> Result<Self, Failure> {
        if pins.len() != PEOPLE {
            return Err(Failure::TwoPins);
        }
        let made = pins.iter().map(|pin| key::seal(&[], pin.0.clone(), work_factor)).collect::<io::Result<Vec<_>>>();
        let made = Self(made.map_err(|_| Failure::Machine)?);
        // Compared without looking at either: the second PIN must not open the first one's file.
        match (made.0.first(), pins.last()) {
            (Some(first), Some(second)) if !opens(first, second) => Ok(made),
            _ => Err(Failure::TwoPins),
        }
    }

    /// From what follows the key in its file: each verifier behind its length (two bytes, big-endian).
    pub(crate) fn parse(mut bytes: &[u8]) -> Option<Self> {
        let mut list = Vec::new();
        while let Some((length, rest)) = bytes.split_first_chunk::<2>() {
            let (verifier, rest) = rest.split_at_checked(u16::from_be_bytes(*length).into())?;
            list.push(verifier.to_vec());
            bytes = rest;
        }
        (bytes.is_empty() && (list.is_empty() || list.len() == PEOPLE)).then_some(Self(list))
    }

    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let framed = |verifier: &Vec<u8>| [&u16::try_from(verifier.len()).unwrap_or(u16::MAX).to_be_bytes(), verifier.as_slice()].concat();
        self.0.iter().flat_map(framed).collect()
    }

    pub(crate) const fn are_enrolled(&self) -> bool {
        !self.0.is_empty()
    }

    /// Each person's PIN under its own verifier. All are tried, so that the time does not tell which one is wrong.
    fn hold(&self, pins: &[Pin]) -> bool {
        let right = self.0.iter().zip(pins).filter(|(verifier, pin)| opens(verifier, pin)).count();
        right == PEOPLE && pins.len() == PEOPLE
    }
}

impl Verifiers {
    /// One person's PIN, whichever of the two. Both are tried, so that the time does not tell whose it is.
    fn know(&self, pin: &Pin) -> bool {
        self.0.iter().filter(|verifier| opens(verifier, pin)).count() > 0
    }
}

fn opens(verifier: &[u8], pin: &Pin) -> bool {
    key::unseal(verifier, pin.0.clone()).is_ok()
}

/// What is kept in a machine's folder of wrong PINs in a row.
fn load(path: &Path, now: u64) -> Lockout {
    match fs::read_to_string(path) {
        Ok(text) => Lockout::parse(&text, now),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Lockout::default(),
        Err(_) => Lockout::longest(now),
    }
}

fn save(lockout: Lockout, path: &Path) -> Result<(), Failure> {
    files::write(path, lockout.to_string().as_bytes()).map_err(Failure::own(path))
}

/// Lets two people through, `now` by the clock in seconds. Without enrolled PINs a warning is shown, and one person is enough.
pub(crate) fn check(verifiers: &Verifiers, dir: &Path, pin_files: &[PathBuf], now: u64) -> Result<(), Failure> {
    if !verifiers.are_enrolled() {
        eprintln!("PERINGATAN: belum ada PIN dua orang di mesin ini (no PINs enrolled). Pasang dengan: pins");
        return Ok(());
    }
    let count = Count::of(dir, now)?;
    let pins = ask_for(pin_files, "PIN")?;
    count.judge(now, || verifiers.hold(&pins))
}

/// The same with PINs typed on the screen: one person's, or both in their order.
pub(crate) fn check_typed(verifiers: &Verifiers, dir: &Path, typed: &[&str], now: u64) -> Result<(), Failure> {
    if !verifiers.are_enrolled() {
        return Ok(());
    }
    let count = Count::of(dir, now)?;
    let pins = typed.iter().map(|digits| Pin::of(digits)).collect::<Result<Vec<_>, _>>()?;
    count.judge(now, || match pins.as_slice() {
        [one] => verifiers.know(one),
        _ => verifiers.hold(&pins),
    })
}

/// The machine's count of wrong PINs, when the wait is over.
struct Count {
    path: PathBuf,
    lockout: Lockout,
}

impl Count {
    fn of(dir: &Path, now: u64) -> Result<Self, Failure> {
        let path = dir.join(FAILURES_FILE);
        let lockout = load(&path, now);
        match lockout.wait(now) {
            0 => Ok(Self { path, lockout }),
            seconds => Err(Failure::Locked(seconds)),
        }
    }

    /// Counts a failure before anything is tried, and forgets all when it was right.
    fn judge(self, now: u64, are_right: impl FnOnce() -> bool) -> Result<(), Failure> {
        let failed = self.lockout.one_more(now);
        save(failed, &self.path)?;
        if !are_right() {
            return Err(Failure::WrongPins(failed.wait(now)));
        }
        save(Lockout::default(), &self.path)
    }
}

/// New PINs: from files, or typed; none if nobody is at the keyboard or the first answer is empty.
pub(crate) fn choose(pin_files: &[PathBuf], work_factor: u8) -> Result<Verifiers, Failure> {
    if pin_files.is_empty() && !io::stdin().is_terminal() {
        return Ok(Verifiers::default());
    }
    let pins = ask_for(pin_files, "PIN baru, enam angka; kosong = tanpa PIN (new PIN, empty for none)")?;
    if pins.is_empty() { Ok(Verifiers::default()) } else { Verifiers::of(&pins, work_factor) }
}

fn ask_for(pin_files: &[PathBuf], words: &str) -> Result<Vec<Pin>, Failure> {
    if !pin_files.is_empty() {
        return pin_files.iter().map(|path| Pin::read(path)).collect();
    }
    let mut pins = Vec::new();
    for person in 1..=PEOPLE {
        let typed = ask::hidden(&format!("{words} — orang {person} (person {person}): "))?;
        if typed.is_empty() {
            break;
        }
        pins.push(Pin::of(&typed)?);
    }
    Ok(pins)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_count_is_kept_and_an_unreadable_one_waits_longest() {
        let dir = std::env::temp_dir().join(format!("suara-pins-{}", std::process::id()));
        fs::create_dir_all(&dir).unwrap();
        let path = dir.join(FAILURES_FILE);
        assert_eq!(load(&path, 7), Lockout::default());
        let twice = Lockout::default().one_more(6).one_more(7);
        save(twice, &path).unwrap();
        assert_eq!(load(&path, 9), twice);
        fs::write(&path, "???").unwrap();
        assert_eq!(load(&path, 9), Lockout::longest(9));
        fs::remove_dir_all(dir).unwrap();
    }

    #[test]
    fn only_both_pins_in_their_order_are_let_through() {
        let pins = |list: &[&str]| list.iter().map(|pin| Pin::of(pin)).collect::<Result<Vec<_>, _>>().unwrap_or_default();
        let verifiers = Verifiers::of(&pins(&["123456", "654321"]), 2).unwrap_or_default();
        let again = Verifiers::parse(&verifiers.to_bytes()).unwrap();
        assert!(again.hold(&pins(&["123456", "654321"])));
        for wrong in [&["654321", "123456"][..], &["123456", "123456"], &["123456"], &["123456", "654321", "111111"], &[]] {
            assert!(!again.hold(&pins(wrong)), "{wrong:?}");
        }
        let knows = |digits| again.know(&Pin::of(digits).unwrap());
        assert!(knows("123456") && knows("654321") && !knows("111111"), "either person alone, nobody else");
        assert!(Verifiers::of(&pins(&["123456", "123456"]), 2).is_err(), "two people, two PINs");
        assert!(Verifiers::of(&pins(&["123456"]), 2).is_err());
        for bad in ["12345", "1234567", "12345a", "", "１２３４５６"] {
            assert!(Pin::of(bad).is_err(), "{bad}");
        }
        assert!(Verifiers::parse(&[0, 3, 1]).is_none() && Verifiers::parse(&[0, 1, 1]).is_none());
        assert!(!Verifiers::parse(&[]).unwrap().are_enrolled());
    }
}
