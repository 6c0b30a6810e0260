//! C52–C56: the five equations of every station (`docs/RULES.md` section 7).

use manifest::{BoothId, BoothStatus, BoxCount, StationId, StationPlan};
use record::{BoxKind, Scope, layout};

use crate::checks::id;
use crate::count::{Counted, Opened, Tally};
use crate::findings::{Findings, Place};
use crate::text::say;
use crate::village::{delivers, on_paper};
use crate::votes::add;

/// Checks all equations that are due.
pub(crate) fn check(counted: &Counted, opened: Option<&[Opened]>, f: &mut Findings) {
    cards(counted, f);
    cast_is_counted(counted, opened, f);
    slips(counted, f);
    slips_by_option(counted, opened, f);
}

fn at(station: &StationId) -> Place {
    Place::words(say!("TPS {station}", "station {station}"))
}

impl Counted {
    /// Closing counts of all booths that a test takes.
    fn tally(&self, take: impl Fn(&StationId, &BoothId) -> bool) -> Tally {
        self.cast.iter().filter(|((s, b), _)| take(s, b)).fold(Tally::default(), |all, (_, one)| Tally {
            cast: all.cast + one.cast,
            challenged: all.challenged + one.challenged,
            excluded: all.excluded + one.excluded,
            faults: all.faults + one.faults,
        })
    }

    /// Slips of a station or booth per option, if its boxes were all counted.
    fn slips(&self, station: &StationId, booth: Option<&BoothId>) -> Option<Vec<u32>> {
        let find = |booth: Option<&BoothId>| {
            let slips = self.papers.boxes.iter().filter(|b| b.content == BoxKind::Slips);
            slips.into_iter().find(|b| &b.station == station && b.booth.as_ref() == booth).map(|b| b.votes.clone())
        };
        if let Some(found) = find(booth) {
            return Some(found);
        }
        let expected = |b: &&manifest::BoothPlan| self.devices.status(station, &b.id) == BoothStatus::Expected;
        let booths: Vec<_> = self.definition.station(station)?.booths.iter().filter(expected).collect();
        let mut sum = vec![0; self.definition.options()];
        for unit in &booths {
            add(&mut sum, &find(Some(&unit.id))?);
        }
        (booth.is_none() && !booths.is_empty()).then_some(sum)
    }

    /// Whether a booth of the station is signed as unused.
    fn idle(&self, station: &StationPlan) -> bool {
        station.booths.iter().any(|b| matches!(self.devices.status(&station.id, &b.id), BoothStatus::Unused(_)))
    }

    /// Stations whose cards must add up: a booth delivered, or all are said to be unused although the station did not vote on paper.
    fn handed_cards(&self) -> impl Iterator<Item = &StationPlan> {
        let unused = |s: &StationPlan| self.devices.cancelled().is_none() && self.idle(s) && !on_paper(s, &self.devices);
        let lost = |s: &StationPlan| s.booths.iter().any(|b| matches!(self.devices.status(&s.id, &b.id), BoothStatus::Lost(_)));
        let due = move |s: &&StationPlan| !lost(s) && (delivers(&s.id, None, &self.definition, &self.devices) || unused(s));
        self.definition.stations.iter().filter(due)
    }

    fn electronic(&self) -> impl Iterator<Item = &StationPlan> {
        self.definition.stations.iter().filter(|s| delivers(&s.id, None, &self.definition, &self.devices))
    }
}

/// (1) and (2).
fn cards(counted: &Counted, f: &mut Findings) {
    let (mut checked, mut missing) = (0, 0);
    for station in counted.handed_cards() {
        let Some((out, given, returned)) = desks(&station.id, counted, f) else { continue };
        checked += 1;
        if out != given {
            let words =
                say!("SELISIH: {out} kartu keluar, {given} menurut daftar hadir", "difference: {out} cards out, {given} by attendance");
            f.fail(id::CARDS_OUT, at(&station.id), words);
        }
        let tally = counted.tally(|s, _| s == &station.id);
        let used = tally.cast + tally.challenged + returned;
        match out.checked_sub(used) {
            Some(rest) if rest > 0 && counted.idle(station) => {
                let words = say!(
                    "{rest} kartu hilang, sedangkan sebuah bilik dinyatakan tidak dipakai: periksa bilik itu",
                    "{rest} cards are missing while a booth is signed as unused: look into that booth"
                );
                f.fail(id::CARDS_USED, at(&station.id), words);
            }
            Some(rest) => missing += rest,
            None => {
                let words = say!(
                    "SELISIH: {out} kartu keluar, {used} terpakai atau kembali",
                    "difference: {out} cards out, {used} used or returned"
                );
                f.fail(id::CARDS_USED, at(&station.id), words);
            }
        }
    }
    f.done(id::CARDS_OUT, say!("{checked} TPS", "{checked} stations"));
    f.done(id::CARDS_USED, say!("{checked} TPS, {missing} kartu hilang", "{checked} stations, {missing} cards missing"));
}

/// Cards out, what they were given for, and cards returned, by all desks of a station.
fn desks(station: &StationId, counted: &Counted, f: &mut Findings) -> Option<(u64, u64, u64)> {
    let listed: Vec<_> = counted.devices.desks.iter().filter(|d| &d.station == station).collect();
    let counts: Vec<_> = counted.papers.desks.iter().filter(|d| &d.station == station).collect();
    if listed.is_empty() || counts.len() < listed.len() {
        let (found, all) = (counts.len(), listed.len());
        for id in [id::CARDS_OUT, id::CARDS_USED] {
            f.skip(id, at(station), say!("hitungan meja: {found} dari {all} ada", "desks' counts: {found} of {all} are here"));
        }
        return None;
    }
    let sum = |part: &dyn Fn(&token::CountsData) -> u32| counts.iter().map(|c| u64::from(part(c))).sum::<u64>();
    let given = sum(&|c| c.present) + sum(&|c| c.additional) + sum(&|c| c.audit_cards) + sum(&|c| c.replacements);
    let opened = sum(&|c| c.cards_opened);
    let Some(out) = opened.checked_sub(sum(&|c| c.cards_left)) else {
        f.fail(id::CARDS_OUT, at(station), say!("lebih banyak kartu sisa daripada yang dibuka", "more cards left than opened"));
        return None;
    };
    Some((out, given, sum(&|c| c.cards_returned)))
}

fn takes(scope: &Scope) -> impl Fn(&StationId, &BoothId) -> bool + '_ {
    move |station, booth| scope.takes(station, booth, None)
}

/// (3), for every set of the first plan.
fn cast_is_counted(counted: &Counted, opened: Option<&[Opened]>, f: &mut Findings) {
    if counted.devices.cancelled().is_some() {
        return f.not_due(id::CAST_IS_COUNTED);
    }
    let Some(opened) = opened else {
        return f.skip(id::CAST_IS_COUNTED, Place::file("plan-1.json"), say!("jumlah belum terbuka", "the sums are not opened"));
    };
    for set in opened.iter().filter(|o| o.plan == 1) {
        let tally = counted.tally(takes(&set.scope));
        let votes: u64 = set.votes.iter().map(|v| u64::from(*v)).sum();
        let (name, cast, excluded) = (set.scope.id(), tally.cast, tally.excluded);
        if cast != votes + excluded {
            let words = say!(
                "{name}: {cast} tersimpan, {votes} suara, {excluded} dikeluarkan",
                "{name}: {cast} cast, {votes} votes, {excluded} excluded"
            );
            f.fail(id::CAST_IS_COUNTED, Place::file("plan-1.json"), words);
        }
    }
    let all = counted.tally(|_, _| true);
    let (cast, excluded) = (all.cast, all.excluded);
    f.done(id::CAST_IS_COUNTED, say!("{cast} tersimpan, {excluded} dikeluarkan", "{cast} cast, {excluded} excluded"));
}

fn all_boxes(counted: &Counted) -> bool {
    counted.definition.rules.box_count.value == BoxCount::All
}

/// (4), for every box that was counted; every box must be where the rule says so.
fn slips(counted: &Counted, f: &mut Findings) {
    let mut checked = 0;
    for station in counted.electronic() {
        let units = core::iter::once(None).chain(station.booths.iter().map(|b| Some(&b.id)));
        for unit in units {
            let found =
                counted.papers.boxes.iter().find(|b| b.content == BoxKind::Slips && b.station == station.id && b.booth.as_ref() == unit);
            let Some(found) = found else { continue };
            let tally = counted.tally(|s, b| s == &station.id && unit.is_none_or(|unit| unit == b));
            let (slips, due) = (found.votes.iter().map(|v| u64::from(*v)).sum::<u64>(), tally.cast.saturating_sub(tally.faults));
            checked += 1;
            if slips != due {
                let words = say!("SELISIH: {slips} struk SAH, menurut catatan {due}", "difference: {slips} SAH slips, {due} by the log");
                f.fail(id::SLIPS, Place::file(&layout::paper(&station.id, unit, 1)), words);
            }
        }
        if all_boxes(counted) && counted.slips(&station.id, None).is_none() {
            f.skip(id::SLIPS, at(&station.id), say!("kotak belum dihitung", "the box is not counted"));
        }
    }
    if checked == 0 && !all_boxes(counted) {
        return f.not_due(id::SLIPS);
    }
    f.done(id::SLIPS, say!("{checked} kotak", "{checked} boxes"));
}

/// (5), for every opened set whose boxes were all counted.
fn slips_by_option(counted: &Counted, opened: Option<&[Opened]>, f: &mut Findings) {
    let any = counted.papers.boxes.iter().any(|b| b.content == BoxKind::Slips);
    if counted.devices.cancelled().is_some() || (!any && !all_boxes(counted)) {
        return f.not_due(id::SLIPS_BY_OPTION);
    }
    let Some(opened) = opened else {
        return f.skip(id::SLIPS_BY_OPTION, Place::file("plan-1.json"), say!("jumlah belum terbuka", "the sums are not opened"));
    };
    let mut checked = 0;
    for set in opened {
        match slips_in(&set.scope, counted) {
            Some(slips) => {
                checked += 1;
                differ(set, &slips, counted, f);
            }
            None if all_boxes(counted) && set.plan == 1 => {
                let name = set.scope.id();
                f.skip(
                    id::SLIPS_BY_OPTION,
                    Place::file("plan-1.json"),
                    say!("{name}: kotak belum dihitung", "{name}: a box is not counted"),
                );
            }
            None => (),
        }
    }
    if checked == 0 && !all_boxes(counted) {
        return f.not_due(id::SLIPS_BY_OPTION);
    }
    f.done(id::SLIPS_BY_OPTION, say!("{checked} jumlah", "{checked} sums"));
}

fn slips_in(scope: &Scope, counted: &Counted) -> Option<Vec<u32>> {
    let stations: Vec<&StationId> = match scope {
        Scope::Village => counted.electronic().map(|s| &s.id).collect(),
        Scope::Stations { stations } => stations.iter().collect(),
        Scope::Booth { booth, station } => return counted.slips(station, Some(booth)),
        Scope::Stratum { .. } => return None,
    };
    let mut sum = vec![0; counted.definition.options()];
    for station in stations {
        add(&mut sum, &counted.slips(station, None)?);
    }
    Some(sum)
}

fn differ(set: &Opened, slips: &[u32], counted: &Counted, f: &mut Findings) {
    let tally = counted.tally(takes(&set.scope));
    let difference: u64 = set.votes.iter().zip(slips).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    let explained = tally.excluded + tally.faults;
    if difference > explained {
        let (name, votes) = (set.scope.id(), &set.votes);
        let words = say!(
            "SELISIH {name}: struk {slips:?}, suara {votes:?}; {explained} dapat dijelaskan",
            "difference in {name}: slips {slips:?}, votes {votes:?}; {explained} are explained"
        );
        f.fail(id::SLIPS_BY_OPTION, Place::file("paper"), words);
    }
}
