//! What one search of a roll costs while the clerk types: 1,274 and 40,000 voters, each kind of search by itself.

use benches::{median, micros};
use pollbook::search::{Index, Outcome};
use pollbook::{Sex, Voter};

const ROUNDS: usize = 25;
const SEARCHES: [(&str, &str); 8] = [
    ("three letters", "ahm"),
    ("one word", "soekarno"),
    ("a rare word with a fault", "kumabwi"),
    ("two words, one fault", "siti amniah"),
    ("three words, two faults", "muhamad badibaku hidayt"),
    ("words joined, one fault", "nurhidyaat"),
    ("last four of a NIK", "0412"),
    ("a whole NIK, one digit wrong", "1607174501900417"),
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for count in [1_274, 40_000] {
        let voters = crowd(count)?;
        let building = median(3, || drop(std::hint::black_box(Index::new(&voters))));
        println!("{count} voters, index: {}", micros(building, 1));
        let index = Index::new(&voters);
        for (what, typed) in SEARCHES {
            let time = median(ROUNDS, || drop(std::hint::black_box(index.search(&voters, typed, None))));
            let found = match index.search(&voters, typed, None) {
                Outcome::TooShort => 0,
                Outcome::TooMany(count) => count,
                Outcome::Found { hits, left_out } => hits.len() + left_out,
            };
            println!("{count} voters, {what}: {} ({found} fit)", micros(time, 1));
        }
    }
    Ok(())
}

/// Names as a village has them: few first and last words, and a rare one between them.
fn crowd(count: u32) -> Result<Vec<Voter>, Box<dyn std::error::Error>> {
    const FIRST: [&str; 12] = ["Siti", "Muhammad", "Ahmad", "Sri", "Nur", "Abdul", "Dewi", "Eko", "Joko", "Rina", "Soekarno", "Tri"];
    const LAST: [&str; 10] = ["Aminah", "Hidayat", "Santoso", "Lestari", "Rahman", "Wati", "Yusuf", "Susanto", "Hayati", "Kusuma"];
    const SYLLABLES: [&str; 13] = ["ba", "di", "ku", "ra", "so", "ni", "to", "lu", "ma", "pe", "wi", "ho", "ya"];
    let mut voters = Vec::new();
    for number in 1..=count {
        let pick = |from: &[&'static str], n: u32| from.get(n as usize % from.len()).copied().unwrap_or_default();
        let rare: String = [1, 13, 169, 2197].iter().map(|step| pick(&SYLLABLES, number / step)).collect();
        voters.push(Voter {
            address: Some(manifest::Text::new(&format!("RT {:02} RW {:02}", number % 20, number % 7))?),
            birth_date: Some("1990-01-05".parse()?),
            name: manifest::Text::new(&format!("{} {rare} {}", pick(&FIRST, number), pick(&LAST, number / 12)))?,
            nik: format!("16071745019{number:05}").parse()?,
            number,
            sex: Some(Sex::Female),
            stratum: None,
        });
    }
    Ok(voters)
}
