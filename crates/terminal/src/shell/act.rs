//! What each command does.

use std::path::Path;

use chain::Note;
use record::{Documents, Folder, FsStick};
use terminal::{Booth, Exported, HeadError, Interrupted, Missing, Papers, PeerSeen, Unfinished};

use super::args::{Action, MissingPaper, Package, Takeover};
use super::failure::{Bad, Failure};
use super::machine::Machine;
use super::{ask, files, script, talk};

const MAX_NOTE: usize = 64 * 1024;

pub(crate) fn act(machine: &mut Machine, action: Action) -> Result<(), Failure> {
    match action {
        Action::Zero { package, .. } => zero(machine, &package),
        Action::Open => {
            machine.booth()?;
            machine.two_people()?;
            let hour = machine.hour()?;
            let head = machine.booth()?.open(&hour)?;
            println!("DIBUKA (open). Penanda pertama (first mark):\n{head}");
            Ok(())
        }
        Action::Vote { script: Some(path) } => script::run(machine, &path),
        Action::Vote { script: None } => talk::run(machine),
        Action::Mark => {
            let hour = machine.hour()?;
            println!("{}", machine.booth()?.mark(&hour)?);
            Ok(())
        }
        Action::Head { out, leaves } => head(machine, out.as_deref(), leaves.as_deref()),
        Action::Peer { note } => peer(machine, &note),
        Action::Resolve { missing } => resolve(machine, missing),
        Action::Pause => said(machine.booth()?.pause()?, "JEDA (paused)"),
        Action::Resume => said(machine.booth()?.unpause()?, "LANJUT (open again)"),
        Action::Report => {
            let hour = machine.hour()?;
            said(machine.booth()?.print_report(&hour)?, "LAPORAN DICETAK (report printed)")
        }
        Action::Close => close(machine),
        Action::Export { to } => export(machine, &to),
    }
}

fn said((): (), words: &str) -> Result<(), Failure> {
    println!("{words}");
    Ok(())
}

/// Begins the day unless it began already on this machine.
pub(crate) fn zero_unless_begun(machine: &mut Machine, package: &Package) -> Result<(), Failure> {
    if machine.has_begun() { Ok(()) } else { zero(machine, package) }
}

fn zero(machine: &mut Machine, package: &Package) -> Result<(), Failure> {
    let documents = documents(package)?;
    let booth = machine.zero(documents)?;
    println!("LAPORAN NOL: {} (zero report; nothing is stored)", booth.origin());
    Ok(())
}

/// A spare goes on with a booth, and says what became of the last ballot.
pub(crate) fn takeover(machine: &mut Machine, takeover: &Takeover) -> Result<(), Failure> {
    let documents = documents(&takeover.package)?;
    machine.two_people()?;
    let booth = machine.takeover(documents, (&takeover.station, &takeover.booth))?;
    println!("MESIN CADANGAN MELANJUTKAN (the spare goes on): {}", booth.origin());
    println!("Mesin lama dimatikan dan disegel; jangan dipakai lagi (switch the old machine off, seal it).");
    show_interrupted(booth);
    Ok(())
}

/// A fresh second medium is filled; says what became of the last ballot.
pub(crate) fn medium2(machine: &mut Machine) -> Result<(), Failure> {
    machine.two_people()?;
    let booth = machine.replace_medium()?;
    println!("MEDIA KEDUA DIGANTI (second medium replaced): {}", booth.origin());
    println!("Media yang lama disegel; jangan dipasang lagi (seal the old one).");
    show_interrupted(booth);
    Ok(())
}

/// The committee's documents, held against the digest on paper.
fn documents(package: &Package) -> Result<Documents, Failure> {
    let Package { package, anchor } = package;
    let folder = Folder::read(package).map_err(Failure::outside(package))?;
    let documents = Documents::read(&folder).map_err(Failure::outside(package))?;
    let found = documents.index.digest();
    if let Some(printed) = (*anchor).filter(|printed| *printed != found) {
        return Err(Failure::outside(package)(Bad::Anchor { found, printed }));
    }
    println!("Indeks (cocokkan dengan kertas; compare with the paper): {found}");
    Ok(documents)
}

/// The head for witnesses: on the screen, or on a stick together with what shows that it continues an earlier one.
fn head(machine: &mut Machine, out: Option<&Path>, leaves: Option<&Path>) -> Result<(), Failure> {
    let booth = machine.booth()?;
    let head = booth.head()?;
    if let Some(path) = leaves {
        let list: String = booth.leaves().map(|leaf| format!("{leaf}\n")).collect();
        files::write(path, list.as_bytes()).map_err(Failure::outside(path))?;
        println!("DAUN CATATAN (leaf hashes): {}", path.display());
    }
    let Some(path) = out else {
        print!("{head}");
        return Ok(());
    };
    files::write(path, head.to_string().as_bytes()).map_err(Failure::outside(path))?;
    println!("KEPALA CATATAN (head): {}, ukuran {}", path.display(), head.checkpoint().size);
    Ok(())
}

fn peer(machine: &mut Machine, path: &Path) -> Result<(), Failure> {
    let note = files::read(path, MAX_NOTE).map_err(Failure::outside(path))?;
    let booth = machine.booth()?;
    let ours = Note::parse(&note).is_ok_and(|note| note.text().lines().next() == Some(booth.origin().as_str()));
    if ours {
        let head = booth.take_cosignature(&note).map_err(|error| refused(path, error))?;
        machine.keep_head(&head)?;
        println!("TANDA TANGAN SAKSI DITERIMA (cosignature taken in), ukuran {}", head.checkpoint().size);
        return Ok(());
    }
    let PeerSeen { head, contradicts } = booth.take_peer(&note).map_err(|error| refused(path, error))?;
    println!("KEPALA BILIK LAIN DITERIMA (peer head taken in): {}, ukuran {}", head.origin, head.size);
    if contradicts {
        println!("PERINGATAN: bilik itu menandatangani dua catatan yang berbeda. Panggil ketua dan saksi (two histories were signed).");
    }
    Ok(())
}

fn refused(path: &Path, error: HeadError) -> Failure {
    match error {
        HeadError::Act(act) => act.into(),
        HeadError::Note(_) | HeadError::TooLong(_) | HeadError::UnknownLog(_) | HeadError::NotOurs(_) | HeadError::NoWitness => {
            Failure::outside(path)(Bad::Head(Box::new(error)))
        }
    }
}

/// Shows exactly one of three states, without any choice, and completes the papers once.
fn resolve(machine: &mut Machine, missing: Option<MissingPaper>) -> Result<(), Failure> {
    let hour = machine.hour()?;
    let booth = machine.booth()?;
    if !show_interrupted(booth) {
        return Ok(());
    }
    let Some(missing) = missing.map_or_else(ask_missing, |word| Ok(Some(word.into())))? else { return Ok(()) };
    let papers = booth.complete(missing, &hour)?;
    println!("{}", completed(&papers));
    Ok(())
}

/// Says which of the three states the last ballot is in; whether its papers may be incomplete.
fn show_interrupted(booth: &Booth) -> bool {
    let show = |ballot: &Unfinished| println!("Kartu {}, kode {}, {}", ballot.card, ballot.code.written(), ballot.outcome.word());
    match booth.interrupted() {
        Interrupted::NotPrinted => {
            println!("1. BELUM TERCETAK (not printed). Tidak ada suara yang terputus. Kartu tetap berlaku.");
            return false;
        }
        Interrupted::Unanswered(ballot) => {
            println!("2. TERCETAK, BELUM DIJAWAB (printed, unanswered). SUARA BELUM TERSIMPAN. Kartu tetap berlaku.");
            show(&ballot);
        }
        Interrupted::Done(ballot) => {
            println!("3. SUDAH SELESAI (done). Jawaban sudah tercatat; mungkin kertas belum lengkap.");
            show(&ballot);
        }
    }
    true
}

pub(crate) fn completed(papers: &Papers) -> &'static str {
    if papers.are_complete() {
        "KERTAS LENGKAP (papers complete)"
    } else {
        "PENCETAK BERHENTI LAGI (the printer stopped again). Catat di kertas."
    }
}

fn ask_missing() -> Result<Option<Missing>, Failure> {
    let typed = ask::line("Apa yang kurang? bar / struk / terima; kosong bila lengkap: ")?.unwrap_or_default();
    Ok(match typed.trim() {
        "bar" => Some(Missing::Bar),
        "struk" => Some(Missing::Slip),
        "terima" => Some(Missing::Strip),
        _ => None,
    })
}

fn close(machine: &mut Machine) -> Result<(), Failure> {
    machine.booth()?;
    machine.two_people()?;
    let hour = machine.hour()?;
    let closed = machine.booth()?.close(&hour)?;
    println!("DITUTUP (closed). Kepala penutupan, untuk saksi (closing head):\n{}", closed.head);
    if let Err(fault) = closed.report {
        println!("LAPORAN PENUTUPAN BELUM TERCETAK ({fault}). Jalankan: report");
    }
    keep_bundle(machine);
    Ok(())
}

/// Nobody can sign for a booth that is closed and whose machine dies, so the bundle lies on the second medium as soon as there is one.
pub(crate) fn keep_bundle(machine: &mut Machine) {
    let origin = machine.booth().map(|booth| booth.origin().clone());
    let kept = origin.and_then(|origin| {
        let dir = machine.second(&origin);
        Ok(machine.booth()?.export_to(&FsStick, &dir)?)
    });
    match kept {
        Ok((path, _)) => println!("Salinan berkas bilik di media kedua (a copy of the bundle on the second medium): {}", path.display()),
        Err(failure) => println!("SALINAN BERKAS BILIK TIDAK ADA DI MEDIA KEDUA (no copy on the second medium)\n{failure}"),
    }
}

fn export(machine: &mut Machine, to: &Path) -> Result<(), Failure> {
    machine.booth()?;
    machine.two_people()?;
    println!("{}", export_bundle(machine, to)?);
    println!("STIK BOLEH DICABUT (the stick may be pulled).");
    Ok(())
}

/// Writes the bundle onto a stick and says what became of it. Two people agreed before.
pub(crate) fn export_bundle(machine: &mut Machine, to: &Path) -> Result<String, Failure> {
    let (target, exported) = machine.booth()?.export_to(&FsStick, to)?;
    let became = match exported {
        Exported::Written => "Sudah ditulis, disalin ulang dan cocok (written, read back, verified).",
        Exported::Same => "Sudah ada dan sama (the same bundle was there).",
        Exported::Replaced => "Berkas lama dari bilik ini diganti (an earlier bundle of this booth was replaced).",
    };
    keep_bundle(machine);
    Ok(format!("BERKAS BILIK (bundle): {}\n{became}", target.display()))
}
