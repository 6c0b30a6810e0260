//! The real `suara-terminal` on real files: a day that goes on over any number of processes, and what each printed.

use std::collections::VecDeque;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use suara_tests::random::Stream;
use suara_tests::sim::SimResult;
use suara_tests::sim::names;
use token::DevicePublic;

use super::site::{Printed, program, whole_lines};
use super::verdict::{Findings, Told, Word, judge, judge_lines, lines};
use super::voters::Answer;
use super::world::Village;

/// Epochs of a day after which the booth is closed; a definition allows 64.
const WORN: u32 = 55;
/// Voters in one process.
const SCRIPT: u32 = 40;

/// Where the day stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Zero,
    Open,
    Votes,
}

#[derive(Debug, Clone)]
struct Voter {
    card: u32,
    number: u32,
    answer: Answer,
}

/// One booth in its folders.
pub(crate) struct Machine<'v> {
    village: &'v Village,
    root: PathBuf,
    stage: Stage,
    epochs: u32,
    cards: u32,
    waiting: VecDeque<Voter>,
    random: Stream,
    pub(crate) told: Told,
    /// Acknowledged votes of all days.
    pub(crate) acknowledged: u64,
}

/// Makes the booth's key with the real program and gives its public half. The key's passphrase file costs nothing to open.
pub(crate) fn enrol(root: &Path) -> SimResult<DevicePublic> {
    fs::create_dir_all(root)?;
    fs::write(root.join("sandi"), "enam kata sandi yang panjang\n")?;
    fs::write(root.join("rahasia"), "rahasia saksi")?;
    let mut command = terminal(root)?;
    command.args(["enrol", "--village", names::village(0).0.as_str(), "--station", "001", "--booth", "1", "--work-factor", "2"]);
    let output = command.output()?;
    let file = fs::read_dir(root.join("bilik"))?.filter_map(Result::ok).map(|entry| entry.path());
    let file = file.into_iter().find(|path| path.extension().is_some_and(|end| end == "pub"));
    let file = file.ok_or_else(|| format!("no key was made: {}", String::from_utf8_lossy(&output.stderr)))?;
    Ok(DevicePublic::parse(&fs::read(file)?)?)
}

fn terminal(root: &Path) -> SimResult<Command> {
    let mut command = Command::new(program("suara-terminal")?);
    for (option, name) in [("--dir", "bilik"), ("--medium2", "stik"), ("--passphrase-file", "sandi"), ("--printer", "kertas")] {
        command.arg(option).arg(root.join(name));
    }
    command.arg("--witness-secret-file").arg(root.join("rahasia"));
    Ok(command)
}

impl<'v> Machine<'v> {
    /// A booth whose key was enrolled in this folder.
    pub(crate) fn new(village: &'v Village, root: &Path, random: Stream) -> SimResult<Self> {
        village.write_package(&root.join("paket"))?;
        Ok(Self {
            village,
            root: root.to_owned(),
            stage: Stage::Zero,
            epochs: 0,
            cards: 0,
            waiting: VecDeque::new(),
            random,
            told: Told::new(),
            acknowledged: 0,
        })
    }

    /// The next process of the day.
    pub(crate) fn command(&mut self) -> SimResult<Command> {
        let mut command = terminal(&self.root)?;
        match self.stage {
            Stage::Zero => drop(command.args(["zero", "--exit", "--package"]).arg(self.root.join("paket"))),
            Stage::Open => drop(command.arg("open")),
            Stage::Votes => {
                let script = self.script()?;
                let path = self.root.join("naskah");
                fs::write(&path, script)?;
                command.args(["vote", "--script"]).arg(path);
            }
        }
        Ok(command)
    }

    /// Whether the next process takes votes.
    pub(crate) fn votes(&self) -> bool {
        self.stage == Stage::Votes
    }

    fn script(&mut self) -> SimResult<String> {
        while self.waiting.len() < SCRIPT as usize {
            self.cards += 1;
            let answer = Answer::ALL.get(self.random.below(25) as usize).copied().unwrap_or(Answer::Same);
            self.waiting.push_back(Voter { card: self.cards, number: self.random.below(3), answer });
        }
        let line =
            |voter: &Voter| Ok(format!("{} | {} | {}\n", self.village.card(voter.card)?.to_text(), voter.number, voter.answer.word()));
        self.waiting.iter().map(line).collect()
    }

    /// Takes in what a process printed before it ended or was killed, and holds both media against it.
    pub(crate) fn take(&mut self, printed: &Printed) -> SimResult<Findings> {
        let refusal = match self.stage {
            Stage::Zero => "holds lines already",
            Stage::Open => "DITOLAK, tidak ada yang diubah",
            Stage::Votes => "BARIS DITOLAK",
        };
        let expected = matches!(printed.code, None | Some(0)) || (printed.code == Some(1) && printed.errors.contains(refusal));
        if !expected {
            return Err(format!("a process ended with {:?}\n{}\n{}", printed.code, printed.lines.join("\n"), printed.errors).into());
        }
        match self.stage {
            Stage::Zero => self.stage = if printed.code.is_some() || self.has_begun()? { Stage::Open } else { Stage::Zero },
            Stage::Open => self.stage = if printed.code.is_some() { Stage::Votes } else { Stage::Open },
            Stage::Votes => self.take_votes(printed)?,
        }
        self.look()
    }

    fn take_votes(&mut self, printed: &Printed) -> SimResult<()> {
        self.epochs += 2;
        let text = printed.lines.join("\n");
        for said in text.split("baris ").skip(1).filter_map(|part| part.split_once(": ")).map(|(_, said)| said) {
            if said.contains("[K-30]") {
                self.epochs = WORN;
                break;
            }
            let word = word(said).ok_or_else(|| format!("a strange answer: {said}"))?;
            let voter = self.waiting.pop_front().ok_or("an answer to nobody")?;
            self.acknowledged += u64::from(word == Word::Stored);
            self.told.insert(voter.card, word);
        }
        if let Some(doubt) = self.waiting.front() {
            self.told.entry(doubt.card).or_insert(Word::Nothing);
        }
        Ok(())
    }

    fn has_begun(&self) -> SimResult<bool> {
        Ok(!whole_lines(&self.journal("bilik")?)?.is_empty() && !whole_lines(&self.journal("stik")?)?.is_empty())
    }

    fn journal(&self, medium: &str) -> SimResult<PathBuf> {
        Ok(self.root.join(medium).join(self.village.origin()?.as_str()).join("journal/entries.jsonl"))
    }

    /// What was acknowledged is on each of the two media, as they are.
    pub(crate) fn look(&self) -> SimResult<Findings> {
        let mut found = Findings::default();
        for medium in ["bilik", "stik"] {
            let lines = lines(&whole_lines(&self.journal(medium)?)?)?;
            if !(lines.is_empty() && self.told.is_empty()) {
                found = found.and(judge_lines(self.village, &lines, &self.told)?);
            }
        }
        Ok(found)
    }

    /// Whether the booth should be closed before its epochs are used up.
    pub(crate) fn is_worn(&self) -> bool {
        self.epochs >= WORN
    }

    /// Closes the day in order, holds journals and papers against what was told, and lays everything aside for the next day.
    pub(crate) fn close(&mut self) -> SimResult<Findings> {
        for words in [&["close"][..], &["export", "--to"]] {
            let mut command = terminal(&self.root)?;
            command.args(words);
            if words.len() > 1 {
                command.arg(self.root.join("usb"));
            }
            let output = command.output()?;
            if !output.status.success() {
                return Err(format!("{words:?}: {}", String::from_utf8_lossy(&output.stderr)).into());
            }
        }
        let (first, second) = (fs::read(self.journal("bilik")?)?, fs::read(self.journal("stik")?)?);
        let found = judge(self.village, &first, &second, &self.told)?;
        for used in ["bilik/package", "bilik/suara", "stik", "kertas", "usb"].map(|name| self.root.join(name)) {
            if used.is_dir() { fs::remove_dir_all(used)? } else { fs::remove_file(used)? }
        }
        (self.stage, self.epochs, self.told) = (Stage::Zero, 0, Told::new());
        self.waiting.clear();
        Ok(found)
    }
}

fn word(said: &str) -> Option<Word> {
    let first = said.split_whitespace().next()?;
    match first {
        "TERSIMPAN" => Some(Word::Stored),
        "UJI" => Some(Word::Tested),
        "BATAL" | "DIBATALKAN" => Some(Word::NotStored),
        "DITOLAK" if said.contains("[K-20]") => Some(Word::Stored),
        "DITOLAK" if said.contains("[K-21]") => Some(Word::Tested),
        "DITOLAK" if said.contains("[K-22]") => Some(Word::NotStored),
        _ => None,
    }
}
