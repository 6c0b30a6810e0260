//! Number words in Indonesian: how a count is read aloud and written beside its digits.

const ONES: [&str; 12] = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"];

const SCALES: [(u64, &str); 5] = [
    (1_000_000_000_000_000_000, "kuintiliun"),
    (1_000_000_000_000_000, "kuadriliun"),
    (1_000_000_000_000, "triliun"),
    (1_000_000_000, "miliar"),
    (1_000_000, "juta"),
];

/// The number in words: `1274` is `seribu dua ratus tujuh puluh empat`. Every value has words; election counts stay far below
/// the 999.999.999 that forms ask for.
#[must_use]
pub fn number_words(value: u64) -> String {
    if value == 0 {
        return "nol".to_owned();
    }
    let mut words = Vec::new();
    let mut rest = value;
    for (size, name) in SCALES {
        if rest >= size {
            below_thousand(rest / size, &mut words);
            words.push(name);
            rest %= size;
        }
    }
    below_million(rest, &mut words);
    words.join(" ")
}

fn below_million(value: u64, words: &mut Vec<&'static str>) {
    match value / 1000 {
        0 => {}
        1 => words.push("seribu"),
        thousands => {
            below_thousand(thousands, words);
            words.push("ribu");
        }
    }
    below_thousand(value % 1000, words);
}

fn below_thousand(value: u64, words: &mut Vec<&'static str>) {
    match value / 100 {
        0 => {}
        1 => words.push("seratus"),
        hundreds => words.extend([one(hundreds), "ratus"]),
    }
    below_hundred(value % 100, words);
}

fn below_hundred(value: u64, words: &mut Vec<&'static str>) {
    match value {
        0 => {}
        1..=11 => words.push(one(value)),
        12..=19 => words.extend([one(value - 10), "belas"]),
        _ => {
            words.extend([one(value / 10), "puluh"]);
            match value % 10 {
                0 => {}
                ones => words.push(one(ones)),
            }
        }
    }
}

fn one(value: u64) -> &'static str {
    usize::try_from(value).ok().and_then(|index| ONES.get(index)).copied().unwrap_or("")
}

#[cfg(test)]
mod tests;
