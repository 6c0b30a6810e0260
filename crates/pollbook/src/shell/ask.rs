//! What is asked of the person at the keyboard.

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::Path;

use age::secrecy::{ExposeSecret, SecretString};
use zeroize::{Zeroize, Zeroizing};

use super::failure::{Bad, Failure};
use super::files;

const MAX_PASSPHRASE_FILE: usize = 4096;

/// A passphrase; wiped when dropped.
#[derive(Clone)]
pub(crate) struct Passphrase(SecretString);

impl Passphrase {
    /// From the first line of a file, or asked for without echo.
    pub(crate) fn ask(file: Option<&Path>, whose: &'static str) -> Result<Self, Failure> {
        match file {
            Some(path) => Self::read(path),
            None => Self::prompt(&format!("Kata sandi {whose} (passphrase): ")),
        }
    }

    /// A new passphrase: as [`Passphrase::ask`], but typed twice.
    pub(crate) fn choose(file: Option<&Path>) -> Result<Self, Failure> {
        if let Some(path) = file {
            return Self::read(path);
        }
        let first = Self::prompt("Kata sandi baru untuk meja ini (new passphrase): ")?;
        let second = Self::prompt("Sekali lagi (again): ")?;
        if first.0.expose_secret() == second.0.expose_secret() { Ok(first) } else { Err(Failure::PassphrasesDiffer) }
    }

    fn read(path: &Path) -> Result<Self, Failure> {
        let bytes = Zeroizing::new(files::read(path, MAX_PASSPHRASE_FILE).map_err(Failure::outside(path))?);
        let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let text = core::str::from_utf8(line).unwrap_or_default().trim_end_matches('\r');
        if text.is_empty() {
            return Err(Failure::outside(path)(Bad::NoPassphrase));
        }
        Ok(Self(SecretString::from(text.to_owned())))
    }

    fn prompt(prompt: &str) -> Result<Self, Failure> {
        let mut typed = rpassword::prompt_password(prompt).map_err(|_| Failure::NoAnswer)?;
        let empty = typed.is_empty();
        let secret = SecretString::from(typed.clone());
        typed.zeroize();
        if empty { Err(Failure::NoAnswer) } else { Ok(Self(secret)) }
    }

    /// What was typed elsewhere.
    pub(crate) const fn of(secret: SecretString) -> Self {
        Self(secret)
    }

    pub(crate) fn secret(&self) -> SecretString {
        self.0.clone()
    }
}

/// One line of standard input, without its end; `None` at the end of input. The question shows only to a person.
pub(crate) fn line(question: &str) -> Result<Option<Zeroizing<String>>, Failure> {
    if io::stdin().is_terminal() {
        print!("{question}");
        let _ = io::stdout().flush();
    }
    let mut line = Zeroizing::new(String::new());
    match io::stdin().lock().read_line(&mut line) {
        Ok(0) => Ok(None),
        Ok(_) => {
            let length = line.trim_end().len();
            line.truncate(length);
            Ok(Some(line))
        }
        Err(_) => Err(Failure::NoAnswer),
    }
}

/// As [`line()`], but there must be one.
pub(crate) fn answer(question: &str) -> Result<Zeroizing<String>, Failure> {
    line(question)?.ok_or(Failure::NoAnswer)
}

/// As [`answer()`], without echo where a person types.
pub(crate) fn hidden(question: &str) -> Result<Zeroizing<String>, Failure> {
    if io::stdin().is_terminal() {
        return rpassword::prompt_password(question).map(Zeroizing::new).map_err(|_| Failure::NoAnswer);
    }
    answer(question)
}
