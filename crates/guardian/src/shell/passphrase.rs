//! Passphrases: read, asked for, or drawn as six words.

use std::path::Path;

use age::secrecy::{ExposeSecret, SecretString};
use zeroize::{Zeroize, Zeroizing};

use super::args::{Lock, Options};
use super::failure::{Bad, Failure};
use super::{files, random};

const MAX_PASSPHRASE_FILE: usize = 4096;
/// Sixteen consonants and four vowels: a word of consonant, vowel, consonant, vowel carries 4 + 2 + 4 + 2 = 12 bits.
const CONSONANTS: &[u8; 16] = b"bcdfgjklmnprstwy";
const VOWELS: &[u8; 4] = b"aiuo";
/// Words of a drawn passphrase: 72 bits.
const WORDS: usize = 6;

/// A passphrase; wiped when dropped.
pub(crate) struct Passphrase(SecretString);

impl Passphrase {
    /// From the first line of a file, or asked for without echo.
    pub(crate) fn ask(file: Option<&Path>) -> Result<Self, Failure> {
        match file {
            Some(path) => Self::read(path),
            None => Self::prompt("Kata sandi (passphrase): "),
        }
    }

    /// For a new key: drawn, read, or typed twice. A drawn one comes with its words, to be shown once.
    pub(crate) fn choose(options: &Options, lock: &Lock) -> Result<(Self, Option<Zeroizing<String>>), Failure> {
        if lock.draw_passphrase {
            let drawn = words(&*random()?);
            return Ok((Self(SecretString::from(drawn.as_str())), Some(drawn)));
        }
        if let Some(path) = &options.passphrase_file {
            return Ok((Self::read(path)?, None));
        }
        let first = Self::prompt("Kata sandi baru (new passphrase): ")?;
        let second = Self::prompt("Sekali lagi (again): ")?;
        if first.0.expose_secret() == second.0.expose_secret() { Ok((first, None)) } else { Err(Failure::PassphrasesDiffer) }
    }

    fn read(path: &Path) -> Result<Self, Failure> {
        let bytes = Zeroizing::new(files::read(path, MAX_PASSPHRASE_FILE).map_err(Failure::outside(path))?);
        let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let text = core::str::from_utf8(line).unwrap_or_default().trim_end_matches('\r');
        if text.is_empty() {
            return Err(Failure::outside(path)(Bad::NoPassphrase));
        }
        Ok(Self(SecretString::from(text)))
    }

    fn prompt(prompt: &str) -> Result<Self, Failure> {
        let mut typed = rpassword::prompt_password(prompt).map_err(|_| Failure::NoAnswer)?;
        let secret = SecretString::from(typed.as_str());
        let empty = typed.is_empty();
        typed.zeroize();
        if empty { Err(Failure::NoAnswer) } else { Ok(Self(secret)) }
    }

    pub(crate) fn secret(&self) -> SecretString {
        self.0.clone()
    }
}

/// Six words that sound Indonesian, from 72 of the bits drawn.
fn words(drawn: &[u8; 32]) -> Zeroizing<String> {
    let (pairs, _) = drawn.as_chunks::<2>();
    let mut text = Zeroizing::new(String::with_capacity(WORDS * 5));
    for [first, second] in pairs.iter().take(WORDS) {
        if !text.is_empty() {
            text.push(' ');
        }
        for byte in [first, second] {
            text.push(letter(CONSONANTS, byte >> 2));
            text.push(letter(VOWELS, *byte));
        }
    }
    text
}

/// One letter by the low bits of `bits`; the length of `letters` is a power of two.
fn letter(letters: &[u8], bits: u8) -> char {
    let place = usize::from(bits) & letters.len().saturating_sub(1);
    letters.get(place).map_or('a', |byte| char::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_words_are_drawn_and_every_bit_of_them_counts() {
        let drawn = words(&[0b0010_1001; 32]);
        assert_eq!(drawn.as_str(), "pipi pipi pipi pipi pipi pipi");
        let mut all = std::collections::BTreeSet::new();
        for bits in 0..=0b11_1111_u8 {
            all.insert(words(&[bits; 32]).to_string());
        }
        assert_eq!(all.len(), 64, "six bits make a syllable");
        let one = |place: usize| {
            let mut drawn = [0; 32];
            drawn[place] = 1;
            words(&drawn).to_string()
        };
        assert_eq!((0..12).map(one).collect::<std::collections::BTreeSet<_>>().len(), 12);
    }
}
