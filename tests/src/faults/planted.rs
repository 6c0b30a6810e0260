//! Every planted bug must be caught: it is put into a copy of the workspace, and the test that it names must turn red there.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use suara_tests::planted::{Bug, all};
use suara_tests::sim::{Failure, SimResult};

use super::verdict::Findings;
use super::{Ask, Figure};

/// The workspace this was built from.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Plants each bug, one after the other.
pub(crate) fn run(ask: &Ask) -> SimResult<Figure> {
    let mut bugs = all(&root().join("tests/planted"))?;
    bugs.truncate(usize::try_from(ask.count)?);
    let tree = Tree::copy(&root().join("target/planted"))?;
    let mut found = Findings::default();
    // Without the bug every test is green; otherwise red would say nothing.
    for bug in &bugs {
        if tree.ends(bug)? != End::Green {
            return Err(format!("{}: {} is not green without the bug", bug.name, bug.test).into());
        }
    }
    for bug in &bugs {
        let end = tree.with(bug)?;
        println!("{}: {} ({})", bug.name, bug.bug, if end == End::Red { "caught" } else { "NOT CAUGHT" });
        match end {
            End::Red => {}
            End::Green => found.other.push(format!("{}: {} does not notice it", bug.name, bug.test)),
            End::Neither => found.other.push(format!("{}: does not build, or the test did not run", bug.name)),
        }
    }
    let all = bugs.len();
    let caught = all - found.other.len();
    Ok(Figure::new(u64::try_from(all)?, format!("{all} bugs, {caught} caught by the test that each names"), found))
}

/// How a test ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Green,
    Red,
    Neither,
}

/// A copy of the workspace, with a target folder of its own.
struct Tree {
    dir: PathBuf,
    target: PathBuf,
}

impl Tree {
    /// Copies what is different, so that a second run builds little.
    fn copy(to: &Path) -> SimResult<Self> {
        let dir = to.join("tree");
        let listed = Command::new("git").args(["ls-files", "-z"]).current_dir(root()).output()?;
        if !listed.status.success() {
            return Err(Failure("git ls-files failed: planted bugs need a checkout").into());
        }
        for name in String::from_utf8(listed.stdout)?.split('\0').filter(|name| !name.is_empty()) {
            let (from, at) = (root().join(name), dir.join(name));
            let bytes = match fs::read(&from) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                read => read?,
            };
            if fs::read(&at).ok().as_ref() != Some(&bytes) {
                fs::create_dir_all(at.parent().ok_or("a file without a folder")?)?;
                fs::write(&at, &bytes)?;
            }
        }
        Ok(Self { dir, target: to.join("build") })
    }

    fn with(&self, bug: &Bug) -> SimResult<End> {
        let path = self.dir.join(&bug.path);
        let source = fs::read_to_string(&path)?;
        fs::write(&path, bug.plant(&source)?)?;
        let end = self.ends(bug);
        fs::write(&path, source)?;
        end
    }

    fn ends(&self, bug: &Bug) -> SimResult<End> {
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.args(["test", "--release", "--locked", "--package", &bug.package]);
        if bug.target == "lib" {
            cargo.arg("--lib");
        } else {
            cargo.args(["--test", &bug.target]);
        }
        cargo.args(["--", "--exact", &bug.test]).current_dir(&self.dir);
        cargo.env("CARGO_TARGET_DIR", &self.target).env("CARGO_INCREMENTAL", "1");
        let text = String::from_utf8_lossy(&cargo.output()?.stdout).into_owned();
        let line = |word: &str| text.contains(&format!("test {} ... {word}", bug.test));
        Ok(match (line("ok"), line("FAILED")) {
            (true, false) => End::Green,
            (false, true) => End::Red,
            _ => End::Neither,
        })
    }
}
