//! Base32 for people: codes that are read aloud and typed from paper. The alphabet (Crockford's) has no I, L, O or U; reading
//! forgives lower case, hyphens and blanks, and takes I and L for 1, O for 0, so that one value has one written form and many
//! spoken ones.

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The first `length` characters (5 bits each) of the bytes' base32 form.
#[must_use]
pub fn prefix(bytes: &[u8], length: usize) -> String {
    (0..length).map(|i| char::from(ALPHABET.get(usize::from(five_bits(bytes, i * 5))).copied().unwrap_or(b'0'))).collect()
}

fn five_bits(bytes: &[u8], start: usize) -> u8 {
    (start..start + 5).fold(0, |bits, i| {
        let byte = bytes.get(i / 8).copied().unwrap_or(0);
        bits << 1 | (byte >> (7 - i % 8) & 1)
    })
}

/// The written form of what a person typed, or nothing when a character cannot be meant.
#[must_use]
pub fn normalise(typed: &str) -> Option<String> {
    typed.chars().filter(|c| !matches!(c, '-' | ' ' | '\u{a0}')).map(letter).collect()
}

fn letter(char: char) -> Option<char> {
    let upper = match char.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let byte = u8::try_from(upper).ok()?;
    ALPHABET.contains(&byte).then_some(upper)
}

/// Breaks a code into groups of five with a blank between, as it stands on paper and screens.
#[must_use]
pub fn grouped(code: &str) -> String {
    let chars: Vec<char> = code.chars().collect();
    chars.chunks(5).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_takes_five_bits_a_character_from_the_front() {
        assert_eq!(prefix(&[0b0000_1000, 0b1000_0110, 0b0100_0000], 4), "1234");
        assert_eq!(prefix(&[0xff; 32], 20), "ZZZZZZZZZZZZZZZZZZZZ");
    }

    #[test]
    fn what_a_person_types_becomes_the_written_form() {
        assert_eq!(normalise("o1i-l abz"), Some("0111ABZ".to_owned()));
        assert_eq!(normalise("ab#"), None);
        assert_eq!(normalise("U"), None);
    }

    #[test]
    fn groups_have_five_characters() {
        assert_eq!(grouped("ABCDE12345XYZ"), "ABCDE 12345 XYZ");
    }
}
