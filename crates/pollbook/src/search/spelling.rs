//! How a name is compared: which letters count, and which old spellings are the same letters.
//!
//! Until 1947 u was written oe, and until 1972 j, c, y, ny, sy and kh were written dj, tj, j, nj, sj and ch (Ejaan Yang Disempurnakan,
//! 1972). Old people carry both on their papers. So a word is kept twice: as it was typed, and with old and new spelling made one. An
//! old j is a new y and a new j an old dj; all three become y, and the ranking puts what was really typed first.

/// Letters of a name that are compared; the rest of a longer one is not looked at.
pub(super) const MAX_LETTERS: usize = 64;

/// One word, or several joined, in both spellings: one byte a letter.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spelling {
    /// As typed, in small letters.
    pub(super) typed: Letters,
    /// Old and new spelling made one.
    pub(super) folded: Letters,
}

/// Letters with the set of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Letters {
    bytes: Box<[u8]>,
    set: u64,
}

impl Letters {
    fn of(bytes: Vec<u8>) -> Self {
        Self { set: set_of(&bytes), bytes: bytes.into() }
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Letters that the other has not: each needs a fault of its own, so that most words are passed over without comparing them.
    pub(super) const fn missing_in(&self, other: &Self) -> u32 {
        (self.set & !other.set).count_ones()
    }

    /// As [`Letters::missing_in`], in a part of a name.
    pub(super) fn missing_among(&self, part: &[u8]) -> u32 {
        (self.set & !set_of(part)).count_ones()
    }
}

fn set_of(letters: &[u8]) -> u64 {
    letters.iter().fold(0, |set, letter| set | (1 << (letter & 63)))
}

impl Spelling {
    fn of(word: &[u8]) -> Self {
        Self { typed: Letters::of(word.to_vec()), folded: Letters::of(fold(word)) }
    }

    /// The words one after the other without a space, cut to what is compared.
    pub(super) fn joined(words: &[Self]) -> Self {
        let join = |letters: fn(&Self) -> &Letters| {
            Letters::of(words.iter().flat_map(|word| letters(word).bytes().iter().copied()).take(MAX_LETTERS).collect())
        };
        Self { typed: join(|word| &word.typed), folded: join(|word| &word.folded) }
    }

    /// Letters as typed.
    pub(super) fn len(&self) -> usize {
        self.typed.bytes.len()
    }

    /// The digits, if there is nothing else.
    pub(super) fn digits(&self) -> Option<&str> {
        let digits = !self.typed.bytes.is_empty() && self.typed.bytes.iter().all(u8::is_ascii_digit);
        core::str::from_utf8(&self.typed.bytes).ok().filter(|_| digits)
    }
}

/// The words of a text. Apostrophes vanish; dots, hyphens, spaces and everything else that is no letter or digit part words.
pub(super) fn words(text: &str) -> Vec<Spelling> {
    let whole: String = text.chars().filter(|c| !matches!(c, '\'' | '’' | '‘' | '`' | '´' | 'ʼ')).collect();
    let parts = whole.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.map(|part| Spelling::of(&part.chars().flat_map(char::to_lowercase).map(letter).take(MAX_LETTERS).collect::<Vec<u8>>())).collect()
}

/// One byte a letter; letters outside ASCII share the upper half, which is enough to tell names apart.
fn letter(c: char) -> u8 {
    match c {
        'à' | 'á' | 'â' | 'ä' | 'ã' => b'a',
        'è' | 'é' | 'ê' | 'ë' => b'e',
        'ì' | 'í' | 'î' | 'ï' => b'i',
        'ò' | 'ó' | 'ô' | 'ö' | 'õ' => b'o',
        'ù' | 'ú' | 'û' | 'ü' => b'u',
        c if c.is_ascii() => u8::try_from(c).unwrap_or_default(),
        c => u8::try_from(u32::from(c) % 128).unwrap_or_default() | 0x80,
    }
}

fn fold(word: &[u8]) -> Vec<u8> {
    let mut rest = word;
    let mut folded = Vec::with_capacity(word.len());
    loop {
        let (letters, tail): (&[u8], &[u8]) = match rest {
            [] => return folded,
            [b'd', b'j', tail @ ..] | [b'j', tail @ ..] => (b"y", tail),
            [b't', b'j', tail @ ..] => (b"c", tail),
            [b'o', b'e', tail @ ..] => (b"u", tail),
            [b'c', b'h', tail @ ..] => (b"kh", tail),
            [one, tail @ ..] => (core::slice::from_ref(one), tail),
        };
        folded.extend_from_slice(letters);
        rest = tail;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        String::from_utf8(Spelling::joined(&words(text)).folded.bytes().to_vec()).unwrap()
    }

    #[test]
    fn old_and_new_spelling_are_one() {
        for (old, new) in [
            ("Soekarno", "Sukarno"),
            ("Djoko", "Joko"),
            ("Tjahjo", "Cahyo"),
            ("Joesoef", "Yusuf"),
            ("Njoman", "Nyoman"),
            ("Sjarif", "Syarif"),
            ("Chairul", "Khairul"),
            ("DJAJA", "jaya"),
        ] {
            assert_eq!(folded(old), folded(new), "{old} {new}");
        }
        assert_ne!(folded("Siti"), folded("Sati"));
    }

    #[test]
    fn apostrophes_vanish_and_other_marks_part_words() {
        let typed = |text: &str| words(text).iter().map(|w| String::from_utf8_lossy(w.typed.bytes()).into_owned()).collect::<Vec<_>>();
        assert_eq!(typed("H. Ma'ruf  Nur-Aini,S.Pd"), ["h", "maruf", "nur", "aini", "s", "pd"]);
        assert_eq!(typed("José"), typed("JOSE"));
        assert_eq!(words("Ñ"), words("ñ"));
        assert!(typed(" .-' ").is_empty());
    }

    #[test]
    fn only_digits_are_digits() {
        let digits = |text: &str| Spelling::joined(&words(text)).digits().map(str::to_owned);
        assert_eq!(digits("3217 04-12"), Some("32170412".to_owned()));
        assert_eq!((digits("rt 4"), digits("")), (None, None));
    }
}
