//! Reading papers back.

/// The payload of the QR symbol on a paper: the frame's 44 inner columns, line by line.
pub(crate) fn qr(paper: &str) -> String {
    let inner = |line: &str| {
        let line: Vec<char> = line.chars().collect();
        (line.len() == 48 && line[0] == '|' && line[47] == '|').then(|| line[2..46].iter().collect::<String>())
    };
    let all: String = paper.lines().filter_map(inner).collect();
    all.trim_end().strip_prefix("QR: ").unwrap_or_default().to_owned()
}

/// The papers with this title.
pub(crate) fn titled<'a>(papers: &'a [String], title: &str) -> Vec<&'a String> {
    papers.iter().filter(|paper| paper.lines().any(|line| line.trim() == title)).collect()
}
