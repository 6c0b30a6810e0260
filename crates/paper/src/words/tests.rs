use super::number_words;

/// Reads number words from the left with one running total: an algorithm that shares nothing with the one under test.
fn read(words: &str) -> Option<u64> {
    let (mut total, mut thousands, mut group, mut digit) = (0, 0, 0, 0);
    for word in words.split(' ') {
        match word {
            "sepuluh" => group += 10,
            "sebelas" => group += 11,
            "seratus" => group += 100,
            "seribu" => thousands += 1000,
            "belas" => (group, digit) = (group + digit + 10, 0),
            "puluh" => (group, digit) = (group + digit * 10, 0),
            "ratus" => (group, digit) = (group + digit * 100, 0),
            "ribu" => (thousands, group, digit) = ((group + digit) * 1000, 0, 0),
            scale if power(scale).is_some() => {
                total += (thousands + group + digit) * power(scale)?;
                (thousands, group, digit) = (0, 0, 0);
            }
            _ => digit = value(word)?,
        }
    }
    Some(total + thousands + group + digit)
}

fn power(word: &str) -> Option<u64> {
    let names = ["juta", "miliar", "triliun", "kuadriliun", "kuintiliun"];
    names.iter().zip(2..).find(|(name, _)| **name == word).map(|(_, n)| 1000_u64.pow(n))
}

fn value(word: &str) -> Option<u64> {
    let digits = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"];
    digits.iter().zip(0..).find(|(name, _)| **name == word).map(|(_, n)| n)
}

#[test]
fn every_number_up_to_a_hundred_thousand_reads_back_as_itself() {
    for number in 0..=100_000 {
        let words = number_words(number);
        assert_eq!(read(&words), Some(number), "{words}");
    }
}

#[test]
fn larger_numbers_read_back_as_themselves() {
    let mut number = 100_001_u64;
    while number <= 999_999_999 {
        let words = number_words(number);
        assert_eq!(read(&words), Some(number), "{words}");
        number += 9_973;
    }
    for number in [999_999_999, 1_000_000_000, 123_456_789_012_345, u64::MAX] {
        assert_eq!(read(&number_words(number)), Some(number));
    }
}

#[test]
fn no_words_are_the_unidiomatic_satu_ratus_satu_puluh_or_satu_ribu() {
    for number in 0..=100_000 {
        let words = number_words(number);
        for wrong in ["satu ratus", "satu puluh", "satu belas", "nol "] {
            assert!(!words.contains(wrong), "{words}");
        }
        assert!(!words.starts_with("satu ribu"), "{words}");
        assert!(words.split(' ').all(|word| !word.is_empty()), "{words:?}");
    }
}

#[test]
fn well_known_numbers_are_written_as_on_a_cheque() {
    let known = [
        (0, "nol"),
        (1, "satu"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (19, "sembilan belas"),
        (20, "dua puluh"),
        (21, "dua puluh satu"),
        (99, "sembilan puluh sembilan"),
        (100, "seratus"),
        (101, "seratus satu"),
        (110, "seratus sepuluh"),
        (111, "seratus sebelas"),
        (352, "tiga ratus lima puluh dua"),
        (1_000, "seribu"),
        (1_001, "seribu satu"),
        (1_100, "seribu seratus"),
        (1_274, "seribu dua ratus tujuh puluh empat"),
        (2_000, "dua ribu"),
        (10_759, "sepuluh ribu tujuh ratus lima puluh sembilan"),
        (11_000, "sebelas ribu"),
        (21_000, "dua puluh satu ribu"),
        (100_000, "seratus ribu"),
        (101_000, "seratus satu ribu"),
        (1_000_000, "satu juta"),
        (1_001_000, "satu juta seribu"),
        (2_120_448, "dua juta seratus dua puluh ribu empat ratus empat puluh delapan"),
        (111_111_111, "seratus sebelas juta seratus sebelas ribu seratus sebelas"),
        (
            999_999_999,
            "sembilan ratus sembilan puluh sembilan juta sembilan ratus sembilan puluh sembilan ribu sembilan ratus sembilan puluh sembilan",
        ),
    ];
    for (number, words) in known {
        assert_eq!(number_words(number), words);
    }
}
