//! Made-up names. Codes begin with 99, which no province has.

use manifest::{Text, VillageCode};

const FIRST: [&str; 12] =
    ["Suka", "Mekar", "Sumber", "Karang", "Banjar", "Tanjung", "Muara", "Padang", "Kampung", "Tegal", "Gunung", "Teluk"];
const SECOND: [&str; 12] = ["maju", "sari", "rejo", "anyar", "mulya", "jaya", "indah", "damai", "asri", "makmur", "sakti", "tirta"];
const PEOPLE: [&str; 12] = [
    "Sutrisno",
    "Wayan Merta",
    "Siti Aminah",
    "Hasan Basri",
    "Ketut Sari",
    "Darmawan",
    "Nurhayati",
    "Sugeng",
    "Marlina",
    "Yusuf",
    "Komang Ayu",
    "Rahmat",
];
const FRUIT: [&str; 5] = ["Mangga", "Pisang", "Salak", "Durian", "Rambutan"];

/// Text that is known to be well-formed.
///
/// # Panics
/// If it is not: a defect of the simulation.
#[must_use]
#[expect(clippy::expect_used, reason = "constant words of the simulation")]
pub fn text(words: &str) -> Text {
    Text::new(words).expect("well-formed words")
}

/// The made-up village with this number.
///
/// # Panics
/// Never below 9,999 villages.
#[must_use]
#[expect(clippy::expect_used, reason = "the form is fixed here")]
pub fn village(index: usize) -> (VillageCode, Text, Text) {
    let district = index / 12;
    let code = format!("99.01.{:02}.{:04}", district % 99 + 1, 2001 + index % 8000);
    let first = FIRST.get(index % 12).unwrap_or(&"Desa");
    let second = SECOND.get((index / 12 + index) % 12).unwrap_or(&"baru");
    let number = if index < 144 { String::new() } else { format!(" {}", index / 144 + 1) };
    (code.parse().expect("a code"), text(&format!("{first}{second}{number}")), text(&format!("Kecamatan Contoh {}", district % 99 + 1)))
}

/// A candidate's name; in a rehearsal a fruit.
#[must_use]
pub fn candidate(village: usize, number: usize, rehearsal: bool) -> Text {
    if rehearsal {
        return text(FRUIT.get(number % 5).unwrap_or(&"Jeruk"));
    }
    text(PEOPLE.get((village * 5 + number) % 12).unwrap_or(&"Calon"))
}
