//! The Berita Acara of a village. It always prints: with a result, with a tie that people must decide, and while the sums cannot
//! be opened yet.

use canonical::{json, sha256};
use manifest::{BoothStatus, BoxCount, Mode, Prevails, TieRule};
use paper::forms::{Choice, Equation, OptionVotes, Place, ResultPage, Settled, Step, result_page};
use paper::{Document, Moment};
use record::{ElectionOutcome, ExclusionReason, Scope, TieStep};

use crate::{BoothPlace, Counting};

struct OwnedStep {
    rule: &'static str,
    numbers: Vec<(String, u64)>,
    outcome: String,
}

/// Writes the Berita Acara as of `event`.
#[must_use]
pub fn berita_acara(counting: &Counting, event: Moment) -> Document {
    let documents = counting.documents();
    let definition = &documents.definition;
    let totals = counting.totals();
    let choices = definition.candidates.iter().zip(1..).map(|(c, number)| Choice::Candidate { number, name: c.name.as_str() });
    let parts = totals.votes.iter().zip(&totals.proven);
    let options: Vec<OptionVotes<'_>> = choices
        .chain([Choice::Blank])
        .zip(parts)
        .map(|(choice, (votes, proven))| OptionVotes { choice, proven: *proven, paper: votes.saturating_sub(*proven) })
        .collect();
    let steps = steps(counting);
    let numbers: Vec<Vec<(&str, u64)>> = steps.iter().map(|s| s.numbers.iter().map(|(l, n)| (l.as_str(), *n)).collect()).collect();
    let forms: Vec<Step<'_>> = steps.iter().zip(&numbers).map(|(s, numbers)| Step { rule: s.rule, numbers, outcome: &s.outcome }).collect();
    let equations = counting.equations();
    let equations: Vec<Equation<'_>> = equations.iter().map(crate::StationEquation::form).collect();
    let notes = notes(counting);
    let facts = facts(counting);
    let people = people(counting);
    let (election, village) = titles(counting);
    let qr = facts.last().map(|(_, digest)| format!("SUARA-HASIL {} {digest}", definition.origin())).unwrap_or_default();
    result_page(&ResultPage {
        mode: if definition.mode == Mode::Real { paper::Mode::Real } else { paper::Mode::Rehearsal },
        place: Place { election: &election, village: &village, station: None, booth: None },
        event,
        registered: documents.roots.registered(),
        present: counting.desks().map(|d| u64::from(d.present) + u64::from(d.additional)).sum(),
        options: &options,
        blank_is_valid: definition.rules.blank_is_valid,
        steps: &forms,
        winner: winner(counting),
        equations: &equations,
        prevails: Settled { value: prevails(definition.rules.prevails.value), article: definition.rules.prevails.article.as_str() },
        box_count: Settled { value: box_count(definition.rules.box_count.value), article: definition.rules.box_count.article.as_str() },
        notes: &notes.iter().map(String::as_str).collect::<Vec<_>>(),
        facts: &facts.iter().map(|(label, value)| (*label, value.as_str())).collect::<Vec<_>>(),
        qr: &qr,
        signatures: &people.iter().map(String::as_str).collect::<Vec<_>>(),
        copy: None,
    })
}

fn titles(counting: &Counting) -> (String, String) {
    let d = &counting.documents().definition;
    let election = format!("Pemilihan {} Serentak {}", d.labels.head, d.regency.name);
    (election, format!("{} {} ({}), Kecamatan {}", d.labels.village, d.village.name, d.village.code, d.village.district))
}

fn winner(counting: &Counting) -> Option<Choice<'_>> {
    match counting.result().map(|r| &r.outcome) {
        Some(ElectionOutcome::Winner { candidate, .. }) => {
            let person = counting.documents().definition.candidates.get((*candidate as usize).checked_sub(1)?)?;
            Some(Choice::Candidate { number: *candidate, name: person.name.as_str() })
        }
        Some(ElectionOutcome::Tied { .. } | ElectionOutcome::Cancelled | ElectionOutcome::NoCandidate) | None => None,
    }
}

const fn prevails(value: Prevails) -> &'static str {
    match value {
        Prevails::Paper => "kertas yang dihitung",
        Prevails::Electronic => "catatan elektronik",
    }
}

const fn box_count(value: BoxCount) -> &'static str {
    match value {
        BoxCount::All => "semua kotak",
        BoxCount::Drawn => "kotak yang diundi",
        BoxCount::Dispute => "hanya kotak yang disengketakan",
    }
}

const fn rule_words(rule: TieRule) -> &'static str {
    match rule {
        TieRule::StationRegistered => "suara terbanyak di TPS dengan pemilih terdaftar terbanyak",
        TieRule::StationAttendance => "suara terbanyak di TPS dengan pemilih hadir terbanyak",
        TieRule::StratumRegistered => "suara terbanyak di wilayah dengan pemilih terdaftar terbanyak",
        TieRule::Booth => "suara terbanyak di bilik dengan surat suara terbanyak",
        TieRule::Domicile => "tempat tinggal di wilayah dengan pemilih terbanyak",
        TieRule::Education => "pendidikan tertinggi",
        TieRule::Committee => "keputusan panitia",
    }
}

fn steps(counting: &Counting) -> Vec<OwnedStep> {
    let Some(result) = counting.result() else { return Vec::new() };
    if matches!(result.outcome, ElectionOutcome::Cancelled | ElectionOutcome::NoCandidate) {
        return Vec::new();
    }
    let votes: Vec<(String, u64)> = (1_u32..)
        .zip(&counting.documents().definition.candidates)
        .zip(&result.votes)
        .map(|((number, person), votes)| (format!("nomor {number} {}", person.name), u64::from(*votes)))
        .collect();
    let outcome =
        if result.tie_steps.is_empty() && matches!(result.outcome, ElectionOutcome::Winner { .. }) { "menentukan" } else { "seri" };
    let first = OwnedStep { rule: "suara terbanyak", numbers: votes, outcome: outcome.to_owned() };
    core::iter::once(first).chain(result.tie_steps.iter().map(|step| tie_step(counting, step))).collect()
}

fn tie_step(counting: &Counting, step: &TieStep) -> OwnedStep {
    let left: Vec<String> = step.left.iter().map(ToString::to_string).collect();
    let outcome = match (step.applicable, step.left.len()) {
        (false, _) => "tidak dapat diterapkan, aturan berikutnya".to_owned(),
        (true, 1) => format!("menentukan: nomor {}", left.join(", ")),
        (true, _) => format!("tersisa nomor {}", left.join(", ")),
    };
    let place = step.at.as_ref().map(|at| format!(" di {at}")).unwrap_or_default();
    let numbers = counting.tie_numbers(step).into_iter().map(|(n, count)| (format!("nomor {n}{place}"), count)).collect();
    OwnedStep { rule: rule_words(step.rule), numbers, outcome }
}

fn notes(counting: &Counting) -> Vec<String> {
    let documents = counting.documents();
    let definition = &documents.definition;
    let mut notes = Vec::new();
    if let Some(reason) = documents.devices.cancelled() {
        notes.push(format!("PEMILIHAN DIBATALKAN: {reason}."));
    }
    if let Some(plan) = counting.plan() {
        let have = counting.opened_by().len();
        let need = definition.guardians.threshold;
        notes.push(format!("BELUM DAPAT DIBUKA: rencana {} menunggu penjaga, {have} dari {need} sudah membuka.", plan.number));
    }
    if let Some(ElectionOutcome::Tied { candidates }) = counting.result().map(|r| &r.outcome) {
        let numbers: Vec<String> = candidates.iter().map(ToString::to_string).collect();
        notes.push(format!("Suara sama: nomor {}. Tidak ada aturan hitungan yang menentukan; panitia memutuskan.", numbers.join(", ")));
    }
    let candidates = (1_u32..).zip(&definition.candidates);
    let withdrawn =
        candidates.filter_map(|(n, c)| documents.devices.withdrawn(n).map(|why| format!("Calon nomor {n} {} gugur: {why}.", c.name)));
    notes.extend(withdrawn);
    notes.extend(places(counting));
    notes.extend(sets(counting));
    let count = |reason| counting.exclusions().iter().filter(|e| e.reason == reason).count();
    let (audit, clash) = (count(ExclusionReason::AuditCard), count(ExclusionReason::Clash));
    if audit + clash > 0 {
        notes.push(format!("Surat suara dikeluarkan sebelum pembukaan: {audit} kartu uji, {clash} kartu yang dipakai di dua alat."));
    }
    notes.extend(counting.findings().iter().map(|finding| format!("Temuan: {finding}.")));
    notes
}

fn places(counting: &Counting) -> Vec<String> {
    let documents = counting.documents();
    let label = &documents.definition.labels.station;
    let paper = documents
        .definition
        .stations
        .iter()
        .filter_map(|s| Some(format!("{label} {} memilih di kertas: {}.", s.id, documents.devices.on_paper(&s.id)?)));
    let booths = documents.definition.booths().filter_map(|(s, b)| {
        let place = BoothPlace::new(&s.id, &b.id);
        match documents.devices.status(&s.id, &b.id) {
            BoothStatus::Lost(reason) => Some(format!("Bilik {place} hilang, hanya kertasnya yang dihitung: {reason}.")),
            BoothStatus::Unused(_) | BoothStatus::Expected => None,
        }
    });
    paper.chain(booths).collect()
}

fn sets(counting: &Counting) -> Vec<String> {
    let k_min = counting.documents().definition.rules.k_min;
    let label = &counting.documents().definition.labels.station;
    let first = counting.plans().next().map(|plan| plan.sets.as_slice()).unwrap_or_default();
    let mut notes = Vec::new();
    for set in first {
        if let Scope::Stations { stations } = &set.scope
            && stations.len() > 1
        {
            let names: Vec<&str> = stations.iter().map(|s| s.as_str()).collect();
            notes.push(format!("{label} {} dibuka sebagai satu jumlah (paling sedikit {k_min} surat suara).", names.join(" + ")));
        }
        if set.count < k_min {
            notes.push(format!("Hanya {} surat suara dihitung, kurang dari {k_min}; semuanya dibuka sebagai satu jumlah.", set.count));
        }
    }
    notes
}

/// Digests with their labels; the last one is the result's, or the counted record's while there is none.
fn facts(counting: &Counting) -> Vec<(&'static str, String)> {
    let documents = counting.documents();
    let mut facts = vec![("Indeks kabupaten (jangkar)", documents.index.digest().to_string())];
    facts.push(("Definisi desa", documents.definition.digest().to_string()));
    facts.extend(counting.plans().next().map(|plan| ("Rekaman yang dihitung", plan.record.to_string())));
    facts.extend(counting.result().map(|result| ("Hasil (result.json)", sha256(&json::to_bytes(result)).to_string())));
    facts
}

fn people(counting: &Counting) -> Vec<String> {
    let candidates = &counting.documents().definition.candidates;
    let witnesses = candidates.iter().zip(1..).map(|(c, n): (_, u32)| format!("Saksi calon nomor {n} ({})", c.name));
    core::iter::once("Ketua panitia pemilihan".to_owned()).chain(witnesses).collect()
}
