//! What has arrived, booth by booth: belum, diterima, terverifikasi.

use manifest::{BoothId, BoothStatus, Mode, StationId};
use paper::Document;
use paper::forms::{Status, StatusRow, status_table};

use super::{BoothPlace, BoxState, Village};

/// How far a booth, or the box of a station that votes on paper, has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BoothState {
    /// Nothing has arrived.
    Missing,
    /// A verified log that is not closed yet, or one entry of a paper count.
    Received,
    /// A closed log, verified; or an agreed paper count.
    Verified,
    /// Signed as never used.
    Unused,
    /// Signed as lost, its paper not yet counted.
    Lost,
}

/// One line of the status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusLine {
    /// The station.
    pub station: StationId,
    /// The booth; none for a station's paper.
    pub booth: Option<BoothId>,
    /// How far it has come.
    pub state: BoothState,
    /// Ballots cast in a log that is held.
    pub cast: Option<usize>,
    /// What people should know.
    pub note: String,
}

impl Village {
    /// Every station and booth of the definition, in its order.
    #[must_use]
    pub fn status(&self) -> Vec<StatusLine> {
        let stations = &self.documents.definition.stations;
        let lines = |station: &manifest::StationPlan| {
            if self.is_on_paper(&station.id) {
                return vec![self.paper_line(&station.id, None)];
            }
            station.booths.iter().map(|booth| self.booth_line(&BoothPlace::new(&station.id, &booth.id))).collect()
        };
        stations.iter().flat_map(lines).collect()
    }

    fn booth_line(&self, place: &BoothPlace) -> StatusLine {
        let line =
            |state, cast, note: String| StatusLine { station: place.station.clone(), booth: Some(place.booth.clone()), state, cast, note };
        match self.booth_status(place) {
            BoothStatus::Unused(reason) => return line(BoothState::Unused, None, format!("tidak dipakai: {reason}")),
            BoothStatus::Lost(reason) => {
                let paper = self.paper_line(&place.station, Some(&place.booth));
                let state = if paper.state == BoothState::Missing { BoothState::Lost } else { paper.state };
                return line(state, None, format!("hilang: {reason}; {}", paper.note));
            }
            BoothStatus::Expected => {}
        }
        let Some(held) = self.held.get(place) else { return line(BoothState::Missing, None, String::new()) };
        let state = if held.log.closed { BoothState::Verified } else { BoothState::Received };
        let open = if held.log.closed { None } else { Some("belum ditutup".to_owned()) };
        let findings = self.findings_of(place, held).into_iter().map(|finding| finding.to_string());
        let note = open.into_iter().chain(findings).collect::<Vec<_>>().join("; ");
        line(state, Some(held.log.cast().count()), note)
    }

    fn paper_line(&self, station: &StationId, booth: Option<&BoothId>) -> StatusLine {
        let state =
            self.boxes().into_iter().find(|((s, b), _)| s == station && (b.as_ref() == booth || b.is_none())).map(|(_, state)| state);
        let (state, note) = match state {
            None => (BoothState::Missing, "kertas belum dihitung"),
            Some(BoxState::Half) => (BoothState::Received, "kertas: satu hitungan"),
            Some(BoxState::Disagree) => (BoothState::Received, "kertas: dua hitungan berbeda, hitung ulang"),
            Some(BoxState::Agreed(_)) => (BoothState::Verified, "kertas: dua hitungan sama"),
        };
        StatusLine { station: station.clone(), booth: booth.cloned(), state, cast: None, note: note.to_owned() }
    }
}

/// The status of several villages on one page.
#[must_use]
pub fn status_page(villages: &[&Village]) -> Document {
    let first = villages.first().map(|village| &village.documents.definition);
    let mode = match first.map(|d| d.mode) {
        Some(Mode::Rehearsal) => paper::Mode::Rehearsal,
        Some(Mode::Real) | None => paper::Mode::Real,
    };
    let label = |pick: fn(&manifest::Labels) -> &manifest::Text| first.map_or("", |d| pick(&d.labels).as_str());
    let labels = [label(|l| &l.village), label(|l| &l.station), label(|l| &l.booth)];
    let lines: Vec<(String, StatusLine)> = villages
        .iter()
        .flat_map(|village| {
            let plan = &village.documents.definition.village;
            village.status().into_iter().map(move |line| (format!("{} {}", plan.code, plan.name), line))
        })
        .collect();
    let rows: Vec<StatusRow<'_>> = lines.iter().map(|(village, line)| row(village, line)).collect();
    status_table(mode, "STATUS PENERIMAAN", labels, &rows)
}

fn row<'a>(village: &'a str, line: &'a StatusLine) -> StatusRow<'a> {
    let status = match line.state {
        BoothState::Missing | BoothState::Lost => Status::Missing,
        BoothState::Received => Status::Received,
        BoothState::Verified | BoothState::Unused => Status::Verified,
    };
    let booth = line.booth.as_ref().map_or("kertas", BoothId::as_str);
    StatusRow { village, station: line.station.as_str(), booth, status, note: &line.note }
}
