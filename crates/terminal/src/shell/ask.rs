//! What is asked of the people at the keyboard.

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};

use age::secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

use super::failure::{Bad, Failure};
use super::files;

const MAX_SECRET_FILE: usize = 4096;

/// The passphrase of the booth's key; wiped when dropped.
pub(crate) struct Passphrase(SecretString);

impl Passphrase {
    /// The first line of a file, or typed without echo.
    pub(crate) fn ask(file: Option<&Path>) -> Result<Self, Failure> {
        match file {
            Some(path) => Self::read(path),
            None => hidden("Kata sandi alat ini (passphrase): ").and_then(Self::of),
        }
    }

    /// A new one: typed twice.
    pub(crate) fn choose(file: Option<&Path>) -> Result<Self, Failure> {
        if let Some(path) = file {
            return Self::read(path);
        }
        let first = Self::of(hidden("Kata sandi baru untuk alat ini (new passphrase): ")?)?;
        let second = Self::of(hidden("Sekali lagi (again): ")?)?;
        if first.0.expose_secret() == second.0.expose_secret() { Ok(first) } else { Err(Failure::PassphrasesDiffer) }
    }

    fn read(path: &Path) -> Result<Self, Failure> {
        let bytes = Zeroizing::new(files::read(path, MAX_SECRET_FILE).map_err(Failure::outside(path))?);
        let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let text = core::str::from_utf8(first).unwrap_or_default().trim_end_matches('\r');
        if text.is_empty() { Err(Failure::outside(path)(Bad::Empty)) } else { Ok(Self(SecretString::from(text.to_owned()))) }
    }

    fn of(typed: Zeroizing<String>) -> Result<Self, Failure> {
        if typed.is_empty() { Err(Failure::NoAnswer) } else { Ok(Self(SecretString::from(typed.as_str()))) }
    }

    pub(crate) fn secret(&self) -> SecretString {
        self.0.clone()
    }
}

/// The witnesses' secrets: from files, or typed without echo until an empty one. Without keyboard and files there are none, which
/// the log records as missing.
pub(crate) fn witness_secrets(paths: &[PathBuf]) -> Result<Vec<Zeroizing<Vec<u8>>>, Failure> {
    if !paths.is_empty() {
        let read = |path: &PathBuf| files::read(path, MAX_SECRET_FILE).map(Zeroizing::new).map_err(Failure::outside(path));
        return paths.iter().map(read).collect();
    }
    let mut secrets = Vec::new();
    while io::stdin().is_terminal() {
        let number = secrets.len() + 1;
        let typed = hidden(&format!("Rahasia saksi {number}; kosong bila selesai (witness secret, empty to end): "))?;
        if typed.is_empty() {
            break;
        }
        secrets.push(Zeroizing::new(typed.as_bytes().to_vec()));
    }
    Ok(secrets)
}

pub(crate) fn hidden(question: &str) -> Result<Zeroizing<String>, Failure> {
    rpassword::prompt_password(question).map(Zeroizing::new).map_err(|_| Failure::NoAnswer)
}

/// One line of standard input without its end; `None` at the end of input.
pub(crate) fn line(question: &str) -> Result<Option<Zeroizing<String>>, Failure> {
    print!("{question}");
    let _ = io::stdout().flush();
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
