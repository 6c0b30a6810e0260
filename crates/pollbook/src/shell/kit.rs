//! The desk's kit: copies of everything a desk is, on its second medium, so that another machine can go on when this one breaks.
//!
//! Key, roll and added voters are passphrase files there as here; who holds the stick needs the desk's passphrase too. The journal on
//! the stick is the desk's second one already. A stick is in one machine at a time, and a desk without its second medium does not start.

use std::fs;
use std::path::{Path, PathBuf};

use pollbook::{MAX_ROLL, NEEDED, OPTIONAL};
use token::MAX_LIST;

use super::added::{ADDED_FILE, MAX_ADDED};
use super::ask::Passphrase;
use super::enrol::{DEVICE_FILE, KEY_FILE};
use super::failure::Failure;
use super::pin::PIN_FILE;
use super::station::{MAX_SMALL, ROLL_FILE, Station};
use super::{files, journal_dirs};

/// Folder of the kit on the second medium.
pub(crate) fn dir(medium2: &Path) -> PathBuf {
    medium2.join("kit")
}

/// Every file of a kit, with its cap; the key last, so that a kit or a machine that has it has all of them.
fn parts() -> impl Iterator<Item = (&'static str, usize)> {
    let documents = NEEDED.into_iter().chain(OPTIONAL).map(|name| (name, MAX_LIST));
    documents.chain([
        (ADDED_FILE, MAX_ADDED),
        (ROLL_FILE, MAX_ROLL),
        (PIN_FILE, MAX_SMALL),
        (DEVICE_FILE, MAX_SMALL),
        (KEY_FILE, MAX_SMALL),
    ])
}

/// Lays the kit on the second medium.
pub(crate) fn lay(state: &Path, medium2: &Path) -> Result<(), Failure> {
    let kit = dir(medium2);
    fs::create_dir_all(&kit).map_err(Failure::own(&kit))?;
    for (name, limit) in parts().filter(|(name, _)| state.join(name).exists()) {
        let bytes = files::read(&state.join(name), limit).map_err(Failure::own(&state.join(name)))?;
        files::write(&kit.join(name), &bytes, true).map_err(Failure::own(&kit.join(name)))?;
    }
    Ok(())
}

/// Goes on with a desk on this machine, from its stick. What is begun and cut short is done again by the same command.
pub(crate) fn take(state: &Path, medium2: &Path, passphrase: Passphrase) -> Result<(), Failure> {
    let kit = dir(medium2);
    if state.join(KEY_FILE).exists() {
        return Err(Failure::Exists(state.join(KEY_FILE)));
    }
    if !kit.join(KEY_FILE).exists() {
        return Err(Failure::NoKit(kit));
    }
    fs::create_dir_all(state).map_err(Failure::outside(state))?;
    let copy = |(name, limit): (&str, usize)| {
        let bytes = files::read(&kit.join(name), limit).map_err(Failure::outside(&kit.join(name)))?;
        files::write(&state.join(name), &bytes, true).map_err(Failure::own(&state.join(name)))
    };
    parts().filter(|(name, _)| *name != KEY_FILE && kit.join(name).exists()).try_for_each(copy)?;
    let station = Station::moved(state, medium2, passphrase)?;
    copy((KEY_FILE, MAX_SMALL))?;
    told(&station, &journal_dirs(state, medium2).0);
    Ok(())
}

fn told(station: &Station, journal: &Path) {
    let post = station.desk.post();
    println!("MEJA {} TPS {} PINDAH KE MESIN INI (the desk goes on here): {}", post.desk(), post.station(), journal.display());
    match station.desk.receipts().last() {
        Some(receipt) => {
            println!("Terakhir tercatat (last recorded): {receipt}\nCocokkan dengan kertas kuitansi; yang sesudahnya catat lagi.")
        }
        None => println!("Belum ada pemilih tercatat (nobody recorded yet)."),
    }
    println!("Segel mesin lama; jangan dinyalakan lagi (seal the old machine).\nBerikutnya: session");
}
