//! What a clerk does at an open desk, and what the screen says.

use std::path::Path;

use manifest::{StratumId, Text};
use pollbook::Voter;
use pollbook::desk::{Admitted, Refusal, Totals};
use pollbook::hall::{Cards, FAN};
use pollbook::search::{Index, LEAST_LETTERS, Outcome};

use super::args::Action;
use super::failure::Failure;
use super::pin::Pin;
use super::station::Station;
use super::{ask, deeds, on_paper};

const BAR: &str = "========================================";

/// Does one thing, says what to do next, and prints the receipts it made.
pub(crate) fn act(station: &mut Station, action: Action) -> Result<(), Failure> {
    let before = station.desk.receipts().len();
    let done = perform(station, action);
    on_paper::after(station, before).iter().for_each(|trouble| println!("{trouble}"));
    done
}

fn perform(station: &mut Station, action: Action) -> Result<(), Failure> {
    match action {
        Action::Find { words, stratum } => find(station, &words.join(" "), stratum.as_ref()),
        Action::CheckIn { number } => check_in(station, number)?,
        Action::Undo { number, reason, pin_file } => {
            let pin =
                if station.chair.is_enrolled() { Some(Pin::ask(pin_file.as_deref(), "PIN Ketua (the chair's PIN): ")?) } else { None };
            deeds::undo(station, number, reason.into(), pin.as_ref())?;
            println!("NOMOR {number} DIBATALKAN, sekarang BELUM HADIR (undone)");
            println!("Kartu yang sudah diambil diminta kembali: card-return");
        }
        Action::Add { stratum } => add(station, stratum)?,
        Action::AuditCard { count } => {
            deeds::count(station, Cards::Audit, count)?;
            println!("{count} KARTU UJI DICATAT (audit cards)\nNomor pendek kartu masuk amplop tertutup.");
        }
        Action::Replacement { reason } => {
            deeds::replacement(station, reason.into())?;
            println!("KARTU PENGGANTI DICATAT (replacement)\nKipas {FAN} kartu tertutup; pemilih mengambil satu.");
        }
        Action::CardReturn { count } => {
            deeds::count(station, Cards::Returned, count)?;
            println!("{count} KARTU KEMBALI DICATAT (returned)\nMasukkan ke amplop kartu kembali, jangan ke pak.");
        }
        Action::PackOpen { cards } => {
            deeds::count(station, Cards::Pack, cards)?;
            println!("PAK {cards} KARTU DICATAT (pack opened)\nLayani pemilih: check-in NOMOR");
        }
        Action::PaperRoll { out } => {
            let path = on_paper::write_roll(station, Some(&out))?;
            println!(
                "DAFTAR UNTUK KERTAS (roll for paper): {}\nMemuat nama pemilih: simpan pada ketua, musnahkan sesudah sengketa.",
                path.display()
            );
        }
        Action::Receipts { from } => on_paper::print_again(station, from)?,
        Action::Status => status(station),
        Action::Close { cards_left, out } => close(station, cards_left, &out)?,
        Action::Counts { out } => write_counts(station, &out)?,
    }
    Ok(())
}

fn find(station: &Station, typed: &str, stratum: Option<&StratumId>) {
    let added = station.added_voters();
    let index = Index::new(&added);
    let (found, more) = (station.desk.post().roll().search(typed, stratum), index.search(&added, typed, stratum));
    found.hits().iter().for_each(|hit| println!("{}", voter_line(station, hit.voter)));
    more.hits().iter().for_each(|hit| println!("{}  tambahan", voter_line(station, hit.voter)));
    match &found {
        Outcome::TooShort => println!("KETIK SEDIKITNYA {LEAST_LETTERS} HURUF (at least {LEAST_LETTERS} letters)"),
        Outcome::TooMany(count) => {
            println!("Terlalu banyak hasil ({count}). Tambah huruf atau pilih dusun. (too many; add letters, or --stratum)")
        }
        Outcome::Found { hits, .. } if hits.is_empty() && more.hits().is_empty() => {
            say_not_found(station, typed);
        }
        Outcome::Found { left_out: 0, .. } => {}
        Outcome::Found { left_out, .. } => println!("… {left_out} nama lain mirip (similar); tambah huruf bila bukan salah satu di atas."),
    }
}

/// Names of other stations' voters are not at this desk; a whole NIK tells the station all the same.
fn say_not_found(station: &Station, typed: &str) {
    let nik = typed.chars().filter(char::is_ascii_digit).collect::<String>().parse().ok();
    match nik.and_then(|nik| station.desk.post().station_of(&nik)) {
        Some(other) => println!("{}", Refusal::OnRollOf(other.clone())),
        None => println!(
            "TIDAK DITEMUKAN (not found)\nCoba bagian lain dari nama, nomor, atau empat angka akhir NIK. NIK lengkap menunjukkan TPS lain di desa ini."
        ),
    }
}

fn voter_line(station: &Station, voter: &Voter) -> String {
    let sex = voter.sex.map_or("-", |sex| sex.as_str());
    let year = voter.birth_date.as_ref().map_or_else(|| "----".to_owned(), |date| date.year().to_string());
    let post = station.desk.post();
    let elsewhere = post.desk_of(voter.number).filter(|desk| *desk != post.desk());
    let status = elsewhere.map_or_else(|| present(station, voter.number).to_owned(), |desk| format!("MEJA {desk}"));
    format!("{:>6}  {:<30} {sex} {year}  {}  {status}", voter.number, voter.name, voter.nik.masked())
}

fn present(station: &Station, row: u32) -> &'static str {
    if station.desk.state().is_present(row) { "HADIR" } else { "BELUM" }
}

fn check_in(station: &mut Station, number: u32) -> Result<(), Failure> {
    let admitted = deeds::check_in(station, number)?;
    let name = station.desk.post().roll().voter(number).map(|voter| voter.name.to_string()).unwrap_or_default();
    show_present(station, &admitted, &name);
    Ok(())
}

fn add(station: &mut Station, stratum: Option<StratumId>) -> Result<(), Failure> {
    let nik = ask::answer("NIK: ")?.trim().parse().map_err(|_| Failure::BadAnswer("NIK harus 16 angka"))?;
    let name = ask::answer("Nama (name): ")?;
    let name = Text::new(name.trim()).map_err(|_| Failure::BadAnswer("nama kosong, terlalu panjang atau berisi tanda tersembunyi"))?;
    let admitted = deeds::admit(station, &nik, name.clone(), stratum)?;
    println!("Pemilih tambahan mendapat nomor {} (added)", admitted.row);
    show_present(station, &admitted, name.as_str());
    Ok(())
}

fn show_present(station: &Station, admitted: &Admitted, name: &str) {
    println!("{BAR}\n   HADIR   NOMOR {}   {name}\n{BAR}", admitted.row);
    let stratum = admitted.stratum.as_ref().map(|id| format!(" dusun {id}")).unwrap_or_default();
    println!("Kipas {FAN} kartu tertutup{stratum}; pemilih mengambil satu. (Fan {FAN} closed cards; the voter takes one.)");
    warn_of_cards(station.desk.totals());
}

/// Never refuses: a voter does not wait for bookkeeping.
fn warn_of_cards(totals: &Totals) {
    if totals.cards_due() > totals.cards_opened {
        let Totals { cards_opened, .. } = totals;
        println!("PERHATIKAN: {} kartu keluar, baru {cards_opened} dicatat dari pak. Catat: pack-open JUMLAH", totals.cards_due());
    }
}

fn status(station: &Station) {
    let post = station.desk.post();
    let state = station.desk.state();
    let word = match (state.is_open(), state.is_closed()) {
        (true, _) => "DIBUKA (open)",
        (false, true) => "DITUTUP (closed)",
        (false, false) => "BELUM DIBUKA (not open)",
    };
    println!("MEJA {} TPS {}: {word}", post.desk(), post.station());
    print_totals(station.desk.totals());
    println!("Pemilih di daftar TPS (on the roll)    {:>7}", paper::number(post.roll().voters().len() as u64));
    if state.is_open() {
        warn_of_cards(station.desk.totals());
    }
}

fn print_totals(totals: &Totals) {
    let Totals { additional, audit_cards, cards_left, cards_opened, cards_returned, present, replacements, undone } = *totals;
    for (what, count) in [
        ("Hadir dari daftar (present)", present),
        ("Tambahan (additional)", additional),
        ("Dibatalkan (undone)", undone),
        ("Kartu uji (audit cards)", audit_cards),
        ("Kartu pengganti (replacements)", replacements),
        ("Kartu kembali (returned)", cards_returned),
        ("Isi pak dibuka (cards opened)", cards_opened),
        ("Sisa kartu (cards left)", cards_left),
    ] {
        println!("{what:<38} {:>7}", paper::number(count.into()));
    }
}

fn close(station: &mut Station, cards_left: Option<u32>, out: &Path) -> Result<(), Failure> {
    let left = match cards_left {
        Some(count) => count,
        None => {
            let typed = ask::answer("Sisa kartu di pak yang sudah dibuka (cards left in opened packs): ")?;
            typed.trim().parse().map_err(|_| Failure::BadAnswer("sisa kartu harus bilangan"))?
        }
    };
    let counts = deeds::close(station, left, out)?;
    println!("MEJA DITUTUP (desk closed)");
    print_totals(station.desk.totals());
    let (out_cards, due) = (counts.cards_out(), station.desk.totals().cards_due());
    if out_cards != due {
        println!(
            "SELISIH KARTU: keluar {out_cards}, seharusnya {due} (cards differ)\nHitung ulang dan tulis sebabnya dalam Keterangan Selisih."
        );
    }
    write_counts(station, out)
}

fn write_counts(station: &Station, out: &Path) -> Result<(), Failure> {
    let path = deeds::write_counts(station, out)?;
    println!("STIK BOLEH DICABUT (the stick may be pulled)\nBerikutnya: serahkan {} kepada ketua KPPS.", path.display());
    Ok(())
}
