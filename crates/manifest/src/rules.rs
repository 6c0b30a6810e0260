//! The rules of one election: each comes from the regency's regulation, never from code, and has its article beside it where
//! the law leaves the choice open.

use serde::{Deserialize, Serialize};

use crate::Text;

/// How a tie between leading candidates is resolved; the definition lists these in order and the first that decides wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TieRule {
    /// Most votes at the station with most voters on the roll (Permendagri 112/2014 art. 42(2)).
    StationRegistered,
    /// Most votes at the station with most voters present.
    StationAttendance,
    /// Most votes in the stratum with most voters on the roll; its sum is opened only for this.
    StratumRegistered,
    /// Most votes in the booth with most ballots.
    Booth,
    /// The tied candidate whose own stratum has most voters on the roll.
    Domicile,
    /// The tied candidate with the highest education.
    Education,
    /// The committee decides; the record says that no counting rule did.
    Committee,
}

/// Which boxes of slips are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BoxCount {
    /// Every box.
    All,
    /// Boxes drawn by public dice.
    Drawn,
    /// Only a box in dispute.
    Dispute,
}

/// Which record prevails where paper and electronic sums of one box differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Prevails {
    /// The counted slips.
    Paper,
    /// The opened sums.
    Electronic,
}

/// A choice the law leaves to the regency, with the article that makes it. Neither has a default.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Article<T> {
    /// Article of the regulation, as printed.
    pub article: Text,
    /// What it says.
    pub value: T,
}

/// Voters who are not on the roll but hold an identity card of the village.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdditionalVoters {
    /// Whether they may vote at all.
    pub allowed: bool,
    /// Papers they must show, as printed.
    pub papers: Text,
}

/// All rules of one village's election.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// Voters not on the roll.
    pub additional_voters: AdditionalVoters,
    /// Whether blank votes count as valid in the printed percentages.
    pub blank_is_valid: bool,
    /// Which boxes are counted.
    pub box_count: Article<BoxCount>,
    /// Challenges expected per booth; fewer are printed, never block.
    pub challenge_quota: u32,
    /// Smallest number of ballots in any cell that opened sums let anyone compute, at least 2.
    pub k_min: u32,
    /// Seed epochs a booth may use in a day (one, and one more after each outage).
    pub max_epochs: u32,
    /// Voids after the code was shown that a booth may have; more fails the booth.
    pub max_voids: u32,
    /// Which record prevails.
    pub prevails: Article<Prevails>,
    /// Spoiled and void ballots after which a card still gives another try.
    pub retries: u32,
    /// Whether the TANDA TERIMA is printed.
    pub strip: bool,
    /// Tie rules in order.
    pub tie_rules: Vec<TieRule>,
    /// Witness cosignatures a closing head needs to count as cosigned.
    pub witness_quorum: u32,
}

impl Rules {
    /// Whether any tie rule looks at strata, so that cards must name them.
    #[must_use]
    pub fn use_strata(&self) -> bool {
        self.tie_rules.contains(&TieRule::StratumRegistered)
    }
}
