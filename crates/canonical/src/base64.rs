//! Standard padded base64 (RFC 4648 §4), the spelling of group elements, proofs and signatures; one spelling per value.

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Writes bytes as padded base64.
#[must_use]
pub fn encode(bytes: &[u8]) -> String {
    bytes.chunks(3).flat_map(group).collect()
}

fn group(chunk: &[u8]) -> [char; 4] {
    let byte = |i: usize| u32::from(chunk.get(i).copied().unwrap_or(0));
    let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
    let letter = |shift: u32| ALPHABET.get((bits >> shift & 63) as usize).map_or('A', |c| char::from(*c));
    match chunk.len() {
        1 => [letter(18), letter(12), '=', '='],
        2 => [letter(18), letter(12), letter(6), '='],
        _ => [letter(18), letter(12), letter(6), letter(0)],
    }
}

/// Reads padded base64; missing padding, spare bits, blanks and the URL alphabet are refused.
#[must_use]
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let bytes = text.as_bytes();
    if !bytes.len().is_multiple_of(4) {
        return None;
    }
    let body = bytes.strip_suffix(b"==").or_else(|| bytes.strip_suffix(b"=")).unwrap_or(bytes);
    let mut out = Vec::with_capacity(bytes.len() / 4 * 3);
    for chunk in body.chunks(4) {
        ungroup(chunk, &mut out)?;
    }
    Some(out)
}

/// Reads exactly `N` bytes of padded base64.
#[must_use]
pub fn decode_array<const N: usize>(text: &str) -> Option<[u8; N]> {
    if text.len() != N.div_ceil(3) * 4 {
        return None;
    }
    decode(text)?.try_into().ok()
}

fn ungroup(chunk: &[u8], out: &mut Vec<u8>) -> Option<()> {
    let mut bits: u32 = 0;
    for char in chunk {
        bits = bits << 6 | u32::from(value(*char)?);
    }
    let [_, high, middle, low] = match chunk.len() {
        4 => bits.to_be_bytes(),
        3 if bits & 3 == 0 => (bits << 6).to_be_bytes(),
        2 if bits & 15 == 0 => (bits << 12).to_be_bytes(),
        _ => return None,
    };
    out.push(high);
    if chunk.len() > 2 {
        out.push(middle);
    }
    if chunk.len() > 3 {
        out.push(low);
    }
    Some(())
}

fn value(char: u8) -> Option<u8> {
    match char {
        b'A'..=b'Z' => Some(char - b'A'),
        b'a'..=b'z' => Some(char - b'a' + 26),
        b'0'..=b'9' => Some(char - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vectors_of_rfc_4648_section_10_hold() {
        for (plain, text) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(encode(plain.as_bytes()), text);
            assert_eq!(decode(text), Some(plain.as_bytes().to_vec()));
        }
    }

    #[test]
    fn a_second_spelling_of_the_same_bytes_is_refused() {
        for bad in ["Zg", "Zg=", "Zh==", "Zm9=", "Zm8", "Z===", "====", "Zg==Zg==", "-_==", "Zg==\n", "Zm 8"] {
            assert_eq!(decode(bad), None, "{bad}");
        }
    }

    #[test]
    fn an_array_is_read_only_from_text_of_its_own_length() {
        assert_eq!(decode_array("Zm9vYg=="), Some(*b"foob"));
        assert_eq!(decode_array::<5>("Zm9vYg=="), None);
        assert_eq!(decode_array::<3>("Zm9vYg=="), None);
        assert_eq!(decode_array::<4>("Zm9vYmE="), None, "the text has the length of four bytes and holds five");
        assert_eq!(decode_array("Zm9vYmFyZm9v"), Some(*b"foobarfoo"));
        assert_eq!(decode_array(""), Some([]));
    }

    #[test]
    fn every_length_survives_the_round_trip() {
        for length in 0..200_u8 {
            let bytes: Vec<u8> = (0..length).map(|i| i.wrapping_mul(37)).collect();
            assert_eq!(decode(&encode(&bytes)), Some(bytes));
        }
    }
}
