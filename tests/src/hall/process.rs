//! The programs of a station as processes that end with this one.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use super::site::Site;
use crate::sim::SimResult;

/// A running program and the address of its page.
#[derive(Debug)]
pub struct Program {
    /// Who works with it.
    pub role: String,
    /// Where its page is.
    pub url: String,
    child: Child,
}

impl Program {
    /// Starts a program and waits until it says where its page is.
    ///
    /// # Errors
    /// It ends without having said so.
    pub fn start(role: &str, mut command: Command) -> SimResult<Self> {
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
        let mut lines = BufReader::new(child.stdout.take().ok_or("no output")?).lines();
        let url = lines.by_ref().map_while(Result::ok).find_map(|line| Some(line.get(line.find("http://127.0.0.1:")?..)?.to_owned()));
        // The rest is read away, so that the program never waits for its output.
        std::thread::spawn(move || lines.for_each(drop));
        match url {
            Some(url) => Ok(Self { role: role.to_owned(), url, child }),
            None => Err(format!("{role}: ended with {}", child.wait()?).into()),
        }
    }

    /// Ends it as a power cut would.
    ///
    /// # Errors
    /// It had ended already and cannot be waited for.
    pub fn kill(&mut self) -> SimResult<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        drop(self.kill());
    }
}

/// The desk and every booth of a station.
///
/// # Errors
/// A program is missing or does not start.
pub fn start_all(site: &Site) -> SimResult<Vec<Program>> {
    let booth = |number| Program::start(&format!("BILIK {number} (booth)"), site.booth(number)?);
    let desk = Program::start("MEJA (check-in desk)", site.desk()?)?;
    [Ok(desk)].into_iter().chain((1..=site.wish().booths).map(booth)).collect()
}
