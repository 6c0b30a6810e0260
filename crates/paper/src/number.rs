//! Numbers as an Indonesian paper prints them: a dot between thousands, a comma before decimals, percentages with their base.

use crate::words::number_words;

/// Digits with a dot between groups of three: `12345` is `12.345`.
#[must_use]
pub fn number(value: u64) -> String {
    grouped(u128::from(value))
}

fn grouped(value: u128) -> String {
    match value / 1000 {
        0 => value.to_string(),
        rest => format!("{}.{:03}", grouped(rest), value % 1000),
    }
}

/// `part` of `whole` in per cent with two decimals, rounded half up from the exact fraction: 33559 of 44888 is `74,76%`.
/// Of nothing there is no percentage: a `whole` of zero gives `–`.
#[must_use]
pub fn percent(part: u64, whole: u64) -> String {
    if whole == 0 {
        return "–".to_owned();
    }
    let (part, whole) = (u128::from(part), u128::from(whole));
    let hundredths = (part * 20_000 + whole) / (whole * 2);
    format!("{},{:02}%", grouped(hundredths / 100), hundredths % 100)
}

/// The percentage together with what it is a percentage of: `74,76% dari 44.888 pemilih`.
#[must_use]
pub fn percent_of(part: u64, whole: u64, base: &str) -> String {
    format!("{} dari {} {base}", percent(part, whole), number(whole))
}

/// Digits and words, as result sheets print a count: `352 (tiga ratus lima puluh dua)`.
#[must_use]
pub fn count_with_words(value: u64) -> String {
    format!("{} ({})", number(value), number_words(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_separated_by_dots() {
        for (value, shown) in [(0, "0"), (999, "999"), (1000, "1.000"), (1274, "1.274"), (12_345, "12.345"), (1_234_567, "1.234.567")] {
            assert_eq!(number(value), shown);
        }
        assert_eq!(number(1_000_001), "1.000.001");
        assert_eq!(number(u64::MAX), "18.446.744.073.709.551.615");
    }

    #[test]
    fn every_small_number_reads_back_as_itself() {
        for value in 0..=100_000_u64 {
            let shown = number(value);
            assert_eq!(shown.replace('.', "").parse::<u64>().unwrap(), value);
            assert!(shown.split('.').skip(1).all(|group| group.len() == 3), "{shown}");
        }
    }

    #[test]
    fn percentages_of_real_elections_come_out_exactly() {
        assert_eq!(percent(33_559, 44_888), "74,76%");
        assert_eq!(percent(152, 33_559), "0,45%");
        assert_eq!(percent(2_097, 2_298), "91,25%");
        assert_eq!(percent(1, 3), "33,33%");
        assert_eq!(percent(2, 3), "66,67%");
        assert_eq!(percent(5, 5), "100,00%");
    }

    #[test]
    fn a_half_is_rounded_up_and_anything_below_is_not() {
        assert_eq!(percent(1, 20_000), "0,01%");
        assert_eq!(percent(49_999, 1_000_000_000), "0,00%");
        assert_eq!(percent(1, 8), "12,50%");
        assert_eq!(percent(1_005, 20_000), "5,03%");
        assert_eq!(percent(1, 800), "0,13%");
    }

    #[test]
    fn every_fraction_lies_within_half_a_hundredth_of_its_percentage() {
        for whole in 1..=150_u64 {
            for part in 0..=whole {
                let shown = percent(part, whole);
                let hundredths: u64 = shown.trim_end_matches('%').replace([',', '.'], "").parse().unwrap();
                let (exact, shown) = (part * 20_000, hundredths * 2 * whole);
                assert!(shown <= exact + whole && exact < shown + whole, "{part}/{whole}");
            }
        }
    }

    #[test]
    fn nothing_has_no_percentage_and_the_largest_numbers_do_not_overflow() {
        assert_eq!(percent(0, 0), "–");
        assert_eq!(percent(u64::MAX, u64::MAX), "100,00%");
        assert_eq!(percent(u64::MAX, 1), "1.844.674.407.370.955.161.500,00%");
    }

    #[test]
    fn a_percentage_names_its_base() {
        assert_eq!(percent_of(424, 1_276, "suara sah"), "33,23% dari 1.276 suara sah");
        assert_eq!(percent_of(0, 0, "suara sah"), "– dari 0 suara sah");
    }

    #[test]
    fn a_count_stands_in_digits_and_words() {
        assert_eq!(count_with_words(352), "352 (tiga ratus lima puluh dua)");
        assert_eq!(count_with_words(0), "0 (nol)");
    }
}
