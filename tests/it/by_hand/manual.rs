//! The operating manual names only commands and flags that exist.

use std::collections::BTreeSet;
use std::process::Command;

use super::table::{program, words};

/// What stands before a line that is typed into a program that stays, and the program.
const PROMPTS: [(&str, &str); 2] = [("bilik> ", "suara-terminal "), ("meja> ", "suara-pollbook ")];

/// Lines of the manual's code blocks that begin with one of the programs or are typed into one, with continued lines joined.
fn lines(manual: &str) -> Vec<String> {
    let (mut inside, mut joined, mut lines) = (false, String::new(), Vec::new());
    for line in manual.lines() {
        if line.starts_with("```") {
            inside = !inside;
        } else if inside {
            let spoken = PROMPTS.iter().find_map(|(prompt, program)| Some(format!("{program}{}", line.strip_prefix(prompt)?)));
            let line = spoken.unwrap_or_else(|| line.to_owned());
            joined += line.trim_end_matches('\\');
            if !line.ends_with('\\') {
                lines.push(std::mem::take(&mut joined));
            }
        }
    }
    // The word that ends a session is known only inside one.
    lines.retain(|line| line.starts_with("suara-") && !line.ends_with(" exit"));
    lines
}

/// A line's program and subcommands, as far as the help of each knows the next, and the help of the last.
fn command(words: &[String]) -> (Vec<String>, String) {
    let mut known = vec![words[0].clone()];
    let mut text = help(&known);
    for word in &words[1..] {
        // Names of subcommands stand first on a line of the help, after two blanks.
        let named = |line: &str| line.strip_prefix("  ").is_some_and(|line| line.split(' ').next() == Some(word));
        if text.lines().any(named) {
            known.push(word.clone());
            text = help(&known);
        }
    }
    (known, text)
}

fn help(command: &[String]) -> String {
    let output = Command::new(program(&command[0])).args(&command[1..]).arg("--help").output().unwrap();
    assert!(output.status.success(), "{command:?} --help: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_operating_manual_names_only_commands_that_exist() {
    let manual = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/OPERATING.md")).unwrap();
    let lines = lines(&manual);
    assert!(lines.len() > 30, "{}", lines.len());
    let mut seen = BTreeSet::new();
    for line in lines {
        let words = words(&line);
        let (known, text) = command(&words);
        assert!(known.len() > 1, "{line}: no such command");
        let explained: BTreeSet<&str> = text.split(|c: char| c.is_whitespace() || c == ',').collect();
        for flag in words.iter().filter(|word| word.starts_with("--")) {
            assert!(explained.contains(flag.as_str()), "{line}: {flag} is not in\n{text}");
        }
        seen.insert(known.join(" "));
    }
    let programs: BTreeSet<&str> = seen.iter().filter_map(|command| command.split(' ').next()).collect();
    assert_eq!(programs.len(), 5, "{programs:?}");
}
