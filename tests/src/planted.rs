//! Bugs planted on purpose (`tests/planted/*.patch`): each is a small change that breaks a promise, and names the test that must
//! turn red. They are put into a copy of the workspace only; no production code knows of them.
//!
//! A patch is a unified diff of one file behind two lines, `Bug: …` and `Test: PACKAGE TARGET TEST`. A hunk is found by its text, which
//! must stand exactly once in the file, not by its line.

use std::fs;
use std::path::Path;

use crate::sim::{Failure, SimResult};

/// One planted bug.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bug {
    /// Name of the patch.
    pub name: String,
    /// What it breaks, in words.
    pub bug: String,
    /// Package of the test.
    pub package: String,
    /// Its target: `lib`, or the name of a test binary.
    pub target: String,
    /// Its name.
    pub test: String,
    /// The file that is changed, from the workspace's root.
    pub path: String,
    hunks: Vec<Hunk>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Hunk {
    old: String,
    new: String,
}

/// All planted bugs of a folder, by name.
///
/// # Errors
/// Names the patch that cannot be read.
pub fn all(folder: &Path) -> SimResult<Vec<Bug>> {
    let mut bugs = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let bug = Bug::parse(&name, &fs::read_to_string(&path)?).ok_or_else(|| format!("{}: not a planted bug", path.display()))?;
        bugs.push(bug);
    }
    bugs.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(bugs)
}

impl Bug {
    fn parse(name: &str, text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let bug = lines.next()?.strip_prefix("Bug: ")?.to_owned();
        let mut test = lines.next()?.strip_prefix("Test: ")?.split(' ').map(str::to_owned);
        let (package, target, test) = (test.next()?, test.next()?, test.next()?);
        let path = lines.next()?.strip_prefix("--- a/")?.to_owned();
        lines.next()?.strip_prefix("+++ b/").filter(|new| *new == path)?;
        let mut hunks: Vec<Hunk> = Vec::new();
        for line in lines {
            if line.starts_with("@@") {
                hunks.push(Hunk::default());
                continue;
            }
            // An empty line of context may have lost its blank.
            let (sign, rest) = line.split_at_checked(1).unwrap_or((" ", ""));
            hunks.last_mut()?.take(sign, rest)?;
        }
        (!hunks.is_empty()).then(|| Self { name: name.to_owned(), bug, package, target, test, path, hunks })
    }

    /// The file with the bug in it.
    ///
    /// # Errors
    /// A hunk is not there, or more than once.
    pub fn plant(&self, source: &str) -> SimResult<String> {
        self.hunks.iter().try_fold(source.to_owned(), |text, hunk| {
            if text.matches(&hunk.old).count() == 1 {
                Ok(text.replacen(&hunk.old, &hunk.new, 1))
            } else {
                Err(Failure("a planted bug fits no more").into())
            }
        })
    }
}

impl Hunk {
    fn take(&mut self, sign: &str, line: &str) -> Option<()> {
        let (old, new) = match sign {
            " " => (true, true),
            "-" => (true, false),
            "+" => (false, true),
            _ => return None,
        };
        for (text, takes) in [(&mut self.old, old), (&mut self.new, new)] {
            if takes {
                text.push_str(line);
                text.push('\n');
            }
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATCH: &str = "Bug: two is three\nTest: p lib t::u\n--- a/x.rs\n+++ b/x.rs\n@@ -1,3 +1,3 @@\n one\n-two\n+three\n four\n";

    #[test]
    fn a_bug_is_planted_where_its_text_stands() {
        let bug = Bug::parse("n", PATCH).unwrap();
        assert_eq!((&*bug.package, &*bug.target, &*bug.test, &*bug.path), ("p", "lib", "t::u", "x.rs"));
        assert_eq!(bug.plant("zero\none\ntwo\nfour\n").unwrap(), "zero\none\nthree\nfour\n");
    }

    #[test]
    fn a_bug_that_fits_nowhere_or_twice_is_not_planted() {
        let bug = Bug::parse("n", PATCH).unwrap();
        assert!(bug.plant("one\nfour\n").is_err());
        assert!(bug.plant("one\ntwo\nfour\none\ntwo\nfour\n").is_err());
        assert!(Bug::parse("n", "Bug: x\n").is_none());
    }
}
