//! What the booths printed, read as people read it: slips counted by their bars, QR symbols by their frames.

use super::table::Table;

/// The papers that a booth's printer has cut.
pub(super) fn papers(table: &Table, (station, number): (&str, u32)) -> Vec<String> {
    let roll = table.text(&format!("kertas/{station}-{number}"));
    let mut papers = vec![String::new()];
    for line in roll.lines() {
        if line.contains(" potong ") {
            papers.push(String::new());
        } else {
            let last = papers.last_mut().unwrap();
            last.push_str(line);
            last.push('\n');
        }
    }
    papers.retain(|paper| !paper.trim().is_empty());
    papers
}

/// Papers with this title.
pub(super) fn titled(papers: &[String], title: &str) -> Vec<String> {
    papers.iter().filter(|paper| paper.lines().any(|line| line.trim() == title)).cloned().collect()
}

/// What a station's audit box holds: slips with the bar SAH, by option, the blank first.
pub(super) fn slips(table: &Table, station: &str) -> [u32; 4] {
    let mut counts = [0; 4];
    for number in 1..=2 {
        for slip in titled(&papers(table, (station, number)), "STRUK").iter().filter(|slip| slip.contains("SAH – MASUKKAN")) {
            let option = (1..=3).find(|option| slip.lines().any(|line| line.trim() == format!("NOMOR {option}")));
            assert!(option.is_some() || slip.lines().any(|line| line.trim() == "KOSONG"), "{slip}");
            counts[option.unwrap_or(0)] += 1;
        }
    }
    counts
}

/// What a paper's QR symbol says: the inner columns of its frame, line by line.
pub(super) fn qr(paper: &str) -> String {
    let inner = |line: &str| {
        let line: Vec<char> = line.chars().collect();
        (line.len() == 48 && line[0] == '|' && line[47] == '|').then(|| line[2..46].iter().collect::<String>())
    };
    let all: String = paper.lines().filter_map(inner).collect();
    all.trim_end().strip_prefix("QR: ").unwrap().to_owned()
}
