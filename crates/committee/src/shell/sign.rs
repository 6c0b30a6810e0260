//! Devices come in, documents are signed.

use std::path::Path;

use committee::{EnrolAnswer, Unsigned, sign_documents};
use manifest::{Devices, MAX_DOCUMENT, Roots, VillageCode};
use record::layout;
use token::{DevicePublic, MAX_DEVICE};

use super::args::{Enrol, Options};
use super::failure::Failure;
use super::sealed::Passphrase;
use super::work::Work;
use super::{files, prepare};

/// Lists devices.
pub(crate) fn enrol(options: &Options, command: &Enrol) -> Result<(), Failure> {
    let work = Work::open(options)?;
    for path in &command.devices {
        let bytes = files::read(path, MAX_DEVICE).map_err(Failure::outside(path))?;
        let device = DevicePublic::parse(&bytes).map_err(Failure::outside(path))?;
        let code = device.village();
        work.chosen(Some(code))?;
        if work.is_signed(code) {
            return Err(Failure::Signed(code.clone()));
        }
        let mut enrolment = work.enrolment(code)?;
        let answer = enrolment.add(&device, command.replace)?;
        files::write(&work.at(code, "enrolment.json"), &enrolment.to_bytes())?;
        let word = if answer == EnrolAnswer::New { "terdaftar (enrolled)" } else { "sudah terdaftar (already enrolled)" };
        println!("{}: {word}", device.file_name());
        println!("  Bandingkan dengan layar alat (compare with its screen): {}", device.key());
    }
    Ok(())
}

/// Signs the documents of every village whose ceremony is here.
pub(crate) fn sign(options: &Options, ceremony: &Path) -> Result<(), Failure> {
    let work = Work::open(options)?;
    let codes: Vec<VillageCode> = work.villages().filter(|code| ceremony.join(code.as_str()).is_dir()).cloned().collect();
    if let Some(signed) = codes.iter().find(|code| work.is_signed(code)) {
        return Err(Failure::Signed(signed.clone()));
    }
    let key = work.committee_key(&Passphrase::ask(options)?)?;
    let mut made = Vec::new();
    for code in &codes {
        let definition = work.definition(code)?;
        let from = ceremony.join(code.as_str());
        let read = |name: &str| files::read(&from.join(name), MAX_DOCUMENT).map_err(Failure::outside(&from.join(name)));
        let path = work.at(code, "roots.json");
        let roots = Roots::parse(&work.own(&path, MAX_DOCUMENT)?, &definition).map_err(Failure::own(&path))?;
        let devices = work.enrolment(code)?.finish(&definition)?;
        Devices::new(devices.clone(), &definition).map_err(|error| {
            let file = "devices.json".into();
            committee::SignError::Documents(record::DocumentsError { file, problem: error.into() })
        })?;
        let unsigned = Unsigned {
            index: &work.index,
            definition: &definition,
            roots: &roots,
            devices: &devices,
            ceremony: &read(layout::CEREMONY)?,
            confirmations: &read(layout::CONFIRMATIONS)?,
        };
        made.push((code, sign_documents(&unsigned, &key)?));
    }
    let bar = prepare::bar(made.len(), "desa");
    for (code, folder) in &made {
        work.write_documents(code, folder)?;
        bar.inc(1);
    }
    bar.finish_and_clear();
    files::write(&work.path("ANCHOR"), format!("{}\n", work.index.digest()).as_bytes())?;
    println!("{} dari {} desa ditandatangani (villages signed)", made.len(), work.index.villages.len());
    println!("Paket untuk bilik dan meja (packages): {}", work.path("packages").display());
    println!("JANGKAR, cetak di semua kertas (anchor): {}", work.index.digest());
    Ok(())
}
