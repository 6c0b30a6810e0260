//! `open`: one or more villages' records, each looked at by itself. A village that is refused does not keep the others closed.

use std::path::{Path, PathBuf};

use guardian::ceremony::Outgoing;
use guardian::opening::{self, Case};
use guardian::{Consent, Member};
use record::{SignedOpening, layout};

use super::args::Open;
use super::ceremony::folder;
use super::failure::Failure;
use super::home::Home;
use super::{files, random};

/// An opening that waits for the ledger to be durable.
struct Ready {
    folder: PathBuf,
    plan: u32,
    opening: SignedOpening,
}

pub(crate) fn run(mut home: Home<Member>, command: &Open) -> Result<(), Failure> {
    let (mut ready, mut failures) = (Vec::new(), Vec::new());
    for path in &command.record {
        match one(&mut home, path, command) {
            Ok(opening) => ready.push(opening),
            Err(failure) => failures.push(failure),
        }
    }
    if !ready.is_empty() {
        home.store()?;
    }
    for Ready { folder, plan, opening } in ready {
        let file = Outgoing { name: layout::opening(plan, opening.guardian), bytes: opening.to_bytes() };
        match files::hand_out(&folder, &file) {
            Ok(()) => println!("Berkas untuk panitia (file for the committee): {}", folder.join(&file.name).display()),
            Err(failure) => failures.push(failure),
        }
    }
    if failures.is_empty() { Ok(()) } else { Err(Failure::Several(failures)) }
}

fn one(home: &mut Home<Member>, path: &Path, command: &Open) -> Result<Ready, Failure> {
    let public = folder(path)?;
    let plan = command.plan.or_else(|| opening::newest_plan(&public)).unwrap_or(1);
    let refused = |error| Failure::Open { path: path.into(), error: Box::new(error) };
    let case = Case::verify(&public, command.paper.anchor.as_ref(), &*random()?).map_err(refused)?;
    numbers(&case);
    let consent = if command.small_village { Consent::SmallVillage } else { Consent::AtLeastKMin };
    // Factors are the same whatever is drawn, so a repeated opening of the same plan is not another one.
    let opening = home.content_mut().open_case(&case, plan, consent, &*random()?).map_err(refused)?;
    let documents = case.documents();
    home.at_least(documents.devices.scrypt_work_factor);
    let village = &documents.definition.village;
    println!("{} {}: rencana {plan} dibuka, penjaga {}", village.code, village.name, opening.guardian);
    for set in &opening.sets {
        println!("  {}", set.set);
    }
    if command.paper.no_anchor {
        println!("  TANPA JANGKAR; bandingkan sidik indeks dengan kertas (not anchored): {}", documents.index.digest());
    }
    Ok(Ready { folder: command.out.join(village.code.as_str()), plan, opening })
}

/// What a guardian should know before anything is opened.
fn numbers(case: &Case<'_>) {
    let (village, least) = (&case.definition().village, case.definition().rules.k_min);
    let (ballots, excluded, undelivered) = (case.ballots(), case.excluded(), case.undelivered());
    println!("{} {}: {ballots} surat suara dihitung (counted), {excluded} dikeluarkan (excluded)", village.code, village.name);
    if !undelivered.0.is_empty() {
        println!("  PERHATIAN: bilik tanpa catatan (booths that delivered nothing): {undelivered}");
    }
    if ballots < least as usize {
        println!("  PERHATIAN: seluruh desa di bawah batas {least} (the whole village is below the limit)");
    }
}
