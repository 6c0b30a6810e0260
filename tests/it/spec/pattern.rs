//! The regular expressions that the schemas use: literals, classes, groups with alternatives, `* ? {n} {m,n}` and `(?!…)`, between
//! `^` and `$`. Whole texts only; the set of reachable ends is kept, so nothing is tried twice.

use std::collections::BTreeSet;
use std::iter::Peekable;
use std::str::Chars;

enum Atom {
    One(Vec<(char, char)>),
    Group(Vec<Sequence>),
    NotAhead(Vec<Sequence>),
}

type Sequence = Vec<(Atom, usize, usize)>;

/// Whether the whole text fits the pattern.
///
/// # Panics
/// On a pattern that is none of these.
pub(super) fn fits(pattern: &str, text: &str) -> bool {
    let inner = pattern.strip_prefix('^').and_then(|rest| rest.strip_suffix('$')).unwrap_or_else(|| panic!("{pattern}: no ^ or $"));
    let mut chars = inner.chars().peekable();
    let alternatives = alternatives(&mut chars);
    assert!(chars.next().is_none(), "{pattern}: a bracket too many");
    let text: Vec<char> = text.chars().collect();
    ends(&alternatives, &text, 0).contains(&text.len())
}

fn alternatives(chars: &mut Peekable<Chars<'_>>) -> Vec<Sequence> {
    let mut list = vec![Vec::new()];
    while let Some(next) = chars.next_if(|next| *next != ')') {
        if next == '|' {
            list.push(Vec::new());
            continue;
        }
        let atom = atom(next, chars);
        let (least, most) = times(chars);
        list.last_mut().unwrap().push((atom, least, most));
    }
    list
}

fn atom(first: char, chars: &mut Peekable<Chars<'_>>) -> Atom {
    match first {
        '[' => Atom::One(class(chars)),
        '(' => {
            let ahead = chars.next_if_eq(&'?').is_some();
            assert!(!ahead || chars.next() == Some('!'), "only (?! is known");
            let inside = alternatives(chars);
            assert_eq!(chars.next(), Some(')'));
            if ahead { Atom::NotAhead(inside) } else { Atom::Group(inside) }
        }
        '\\' => {
            let literal = chars.next().filter(char::is_ascii_punctuation).unwrap();
            Atom::One(vec![(literal, literal)])
        }
        '*' | '+' | '?' | '{' | '}' | '.' | '^' | '$' | ']' => panic!("{first} is not known here"),
        literal => Atom::One(vec![(literal, literal)]),
    }
}

fn class(chars: &mut Peekable<Chars<'_>>) -> Vec<(char, char)> {
    let mut ranges = Vec::new();
    loop {
        let from = match chars.next().unwrap() {
            ']' => return ranges,
            from => from,
        };
        assert!(from != '^' && from != '\\', "a class is a list of characters and ranges");
        let mut ahead = chars.clone();
        let is_range = ahead.next() == Some('-') && ahead.next().is_some_and(|next| next != ']');
        let to = if is_range { chars.nth(1).unwrap() } else { from };
        ranges.push((from, to));
    }
}

fn times(chars: &mut Peekable<Chars<'_>>) -> (usize, usize) {
    match chars.peek() {
        Some('*') => {
            chars.next();
            (0, usize::MAX)
        }
        Some('?') => {
            chars.next();
            (0, 1)
        }
        Some('{') => {
            let text: String = chars.by_ref().skip(1).take_while(|next| *next != '}').collect();
            let (least, most) = text.split_once(',').unwrap_or((&text, &text));
            (least.parse().unwrap(), most.parse().unwrap())
        }
        _ => (1, 1),
    }
}

fn ends(alternatives: &[Sequence], text: &[char], from: usize) -> BTreeSet<usize> {
    let of = |sequence: &Sequence| {
        let step = |places: BTreeSet<usize>, (atom, least, most): &(Atom, usize, usize)| repeat(atom, *least, *most, text, &places);
        sequence.iter().fold(BTreeSet::from([from]), step)
    };
    alternatives.iter().flat_map(of).collect()
}

fn repeat(atom: &Atom, least: usize, most: usize, text: &[char], from: &BTreeSet<usize>) -> BTreeSet<usize> {
    let mut reached = if least == 0 { from.clone() } else { BTreeSet::new() };
    let mut now = from.clone();
    for count in 1..=most {
        now = now.iter().flat_map(|place| once(atom, text, *place)).collect();
        if count >= least && !now.iter().any(|place| !reached.contains(place)) {
            break;
        }
        if count >= least {
            reached.extend(&now);
        }
        if now.is_empty() {
            break;
        }
    }
    reached
}

fn once(atom: &Atom, text: &[char], place: usize) -> BTreeSet<usize> {
    match atom {
        Atom::One(ranges) => {
            let fits = text.get(place).is_some_and(|next| ranges.iter().any(|(from, to)| (from..=to).contains(&next)));
            if fits { BTreeSet::from([place + 1]) } else { BTreeSet::new() }
        }
        Atom::Group(inside) => ends(inside, text, place),
        Atom::NotAhead(inside) => {
            if ends(inside, text, place).is_empty() {
                BTreeSet::from([place])
            } else {
                BTreeSet::new()
            }
        }
    }
}

#[test]
fn patterns_accept_and_refuse_as_regular_expressions_do() {
    for (pattern, good, bad) in [
        ("^[0-9a-f]{4}$", &["01af"][..], &["01a", "01aff", "01aG", ""][..]),
        ("^(?!000)[0-9]{3}$", &["001", "010", "999"], &["000", "00", "0000"]),
        ("^([A-Z]{4})*([A-Z]{2}==|[A-Z]{3}=)?$", &["", "ABCD", "AB==", "ABC=", "ABCDAB=="], &["AB", "A", "ABCD=", "AB==ABCD"]),
        ("^[a-z0-9][a-z0-9-]{1,3}[a-z0-9]$", &["a-b", "abcde"], &["-ab", "ab", "abcdef", "ab-"]),
        ("^([01][0-9]|2[0-3]):00\\+0[789]$", &["23:00+07", "00:00+09"], &["24:00+07", "23:00+06", "23:00007"]),
        ("^[!-*,-~]{1,3}$", &["!*,", "a"], &["+", "", "a b"]),
    ] {
        good.iter().for_each(|text| assert!(fits(pattern, text), "{pattern} {text}"));
        bad.iter().for_each(|text| assert!(!fits(pattern, text), "{pattern} {text}"));
    }
}
