//! `open`: the committee's package and the station's roll come to the desk, and the day begins.

use std::path::Path;

use pollbook::desk::Refusal;
use pollbook::{MAX_ROLL, Roll};

use super::args::{Open, Options};
use super::ask::Passphrase;
use super::failure::Failure;
use super::sealed;
use super::station::{self, Station};

pub(crate) fn run(command: &Open, options: &Options, medium2: &Path, passphrase: Passphrase) -> Result<(), Failure> {
    if station::has_begun(&options.state, medium2) {
        let station = Station::load(&options.state, medium2, passphrase)?;
        return Err(if station.desk.state().is_closed() { Refusal::Closed } else { Refusal::AlreadyOpen }.into());
    }
    let package = station::check(&command.package, command.anchor.as_ref()).map_err(Failure::outside(&command.package))?;
    let roll_passphrase = Passphrase::ask(command.roll_passphrase_file.as_deref(), "daftar pemilih")?;
    let bytes = sealed::unseal(&command.roll, &roll_passphrase, MAX_ROLL, |path, bad| Failure::outside(path)(bad))?;
    let roll = Roll::parse(&bytes).map_err(Failure::outside(&command.roll))?;
    let anchor = package.anchor;
    let mut station = Station::set_up(&options.state, medium2, passphrase, &command.package, package, roll)?;
    let time = station.hour()?;
    station.desk.open(time, station::random()?)?;
    let post = station.desk.post();
    println!("MEJA {} TPS {} DIBUKA (desk open)", post.desk(), post.station());
    match post.rows() {
        Some((first, last)) => println!("Melayani nomor {first} sampai {last}, {} pemilih di TPS ini.", post.roll().voters().len()),
        None => println!("Tidak ada pemilih dalam daftar untuk meja ini."),
    }
    println!("Sidik indeks (compare with paper): {anchor}");
    println!("Berikutnya: buka pak kartu, catat: pack-open JUMLAH");
    Ok(())
}
