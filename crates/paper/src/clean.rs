//! What others wrote, made harmless for paper. Names and reasons come from spreadsheets and forms; a printer must not obey them
//! and a reader must not be misled by them.

/// The same text without control characters (so without ESC), without characters that steer the reading direction, and without
/// invisible ones. Every run of white space, line breaks and tabs included, becomes one blank; blanks at both ends go.
///
/// Letters of every script stay. Cleaning twice changes nothing more.
#[must_use]
pub fn clean(text: &str) -> String {
    let kept: String = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| !is_dropped(*c)).collect();
    kept.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Controls, format characters (Unicode Cf that steer or hide), private use, and code points that are no characters.
fn is_dropped(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{3164}' | '\u{ffa0}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e000}'..='\u{f8ff}' | '\u{fdd0}'..='\u{fdef}'
            | '\u{e0000}'..='\u{10ffff}')
        || u32::from(c) & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_keeps_its_letters_marks_and_punctuation() {
        for name in ["Siti Nurhaliza, S.Pd.", "Regapu’u", "I Gusti Ngurah Agung", "Łukasz Ö.", "ꦱꦶꦠꦶ", "عبد الله", "(alm.) O'Brien - 2"]
        {
            assert_eq!(clean(name), name);
        }
    }

    #[test]
    fn a_terminal_escape_loses_its_power() {
        assert_eq!(clean("Budi\u{1b}[31mMerah"), "Budi[31mMerah");
        assert_eq!(clean("Budi\u{9b}2J\u{7}\u{0}\u{7f}"), "Budi2J");
    }

    #[test]
    fn a_reversed_name_is_read_in_its_stored_order() {
        assert_eq!(clean("A\u{202e}B\u{2066}C\u{2069}\u{200f}D\u{61c}"), "ABCD");
    }

    #[test]
    fn hidden_characters_are_dropped() {
        assert_eq!(clean("Si\u{200b}ti\u{ad}\u{feff}\u{e0041}\u{fe0f}\u{ffff}\u{e123}\u{1fffe}"), "Siti");
    }

    #[test]
    fn line_breaks_tabs_and_odd_blanks_become_one_blank() {
        assert_eq!(clean(" Budi\r\n\tSAH \u{a0}\u{3000}\u{2028}Ani\u{85}X "), "Budi SAH Ani X");
        assert_eq!(clean(" \n\t "), "");
    }

    #[test]
    fn cleaning_twice_changes_nothing_more() {
        let every: String = ('\0'..=char::MAX).collect();
        let once = clean(&every);
        assert_eq!(clean(&once), once);
        assert!(once.chars().all(|c| !c.is_control() && (c == ' ' || !c.is_whitespace())));
    }
}
