//! Breaking text into lines.

/// Lines of at most `width` characters, broken between words; a word longer than a line is broken inside. Text without words
/// is one empty line, so that an empty cell still has its place.
pub(super) fn words(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        for part in chars(word, width) {
            let length = part.chars().count();
            if used > 0 && used + 1 + length > width {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            if used > 0 {
                line.push(' ');
                used += 1;
            }
            line.push_str(&part);
            used += length;
        }
    }
    lines.push(line);
    lines
}

/// Pieces of `width` characters, the last one shorter.
pub(super) fn chars(text: &str, width: usize) -> Vec<String> {
    let all: Vec<char> = text.chars().collect();
    all.chunks(width.max(1)).map(|piece| piece.iter().collect()).collect()
}
