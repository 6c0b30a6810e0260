//! Voting at the keyboard: the screens of a booth in words. No answer casts or opens anything by itself.

use paper::{THERMAL_COLUMNS, render_text};
use record::Hour;
use terminal::{Booth, Ended, Sealed, Session, VoteError, band};

use super::ask;
use super::failure::Failure;
use super::machine::Machine;
use super::script::Answer;

/// Serves voters until an empty card or the end of input.
pub(crate) fn run(machine: &mut Machine) -> Result<(), Failure> {
    machine.voting_booth()?;
    while let Some(card) = ask::line("\nTEMPELKAN KARTU (card; kosong = selesai): ")? {
        if card.is_empty() {
            break;
        }
        let hour = machine.hour()?;
        let booth = machine.booth()?;
        if let Some(band) = band(booth.definition().mode) {
            println!("*** {band} ***");
        }
        match voter(booth, &card, &hour)? {
            Ok(Some(ended)) => println!("\n{}", ended.screen()),
            Ok(None) => println!("\nTIDAK ADA YANG DISIMPAN. Kartu tetap berlaku (nothing was sealed)."),
            Err(error @ VoteError::Fatal { .. }) => return Err(Failure::Vote(error)),
            Err(error) => println!("\n{}", error.screen()),
        }
        if booth.mark_is_due(&hour) {
            booth.mark(&hour)?;
        }
    }
    Ok(())
}

type Said = Result<Option<Ended>, VoteError>;

fn voter(booth: &mut Booth, card: &str, hour: &Hour) -> Result<Said, Failure> {
    let names: Vec<String> = booth.definition().candidates.iter().map(|candidate| candidate.name.to_string()).collect();
    let mut session = match booth.begin(card, hour) {
        Ok(session) => session,
        Err(error) => return Ok(Err(error)),
    };
    loop {
        let Some((next, number)) = choose(session, &names)? else { return Ok(Ok(None)) };
        session = next;
        let Ok(choice) = session.choice(number) else { continue };
        let marked = session.choose(choice);
        match ask::line("APAKAH SUDAH BENAR? ya / tidak: ")?.as_ref().map(|word| word.trim()) {
            Some("ya") => {
                return Ok(match marked.confirm() {
                    Ok(sealed) => compare(sealed)?.map(Some),
                    Err(error) => Err(error),
                });
            }
            Some(_) => session = marked.change(),
            None => return Ok(Ok(None)),
        }
    }
}

fn choose<'b>(session: Session<'b>, names: &[String]) -> Result<Option<(Session<'b>, u32)>, Failure> {
    println!();
    for (number, name) in (1..).zip(names) {
        println!("  {number}  {name}");
    }
    println!("  0  KOSONG (tidak memilih calon mana pun)");
    while let Some(typed) = ask::line("PILIH NOMOR: ")? {
        match typed.trim().parse() {
            Ok(number) if session.choice(number).is_ok() => {
                let name = usize::try_from(number).ok().and_then(|n: usize| names.get(n.checked_sub(1)?));
                println!("\nANDA MEMILIH: {}", name.map_or("KOSONG".to_owned(), |name| format!("NOMOR {number} — {name}")));
                return Ok(Some((session, number)));
            }
            Ok(_) | Err(_) => println!("Nomor itu tidak ada. Sentuh satu nomor di atas."),
        }
    }
    Ok(None)
}

/// The question with two buttons and what stands behind TIDAK. Without an answer the ballot becomes void.
fn compare(sealed: Sealed<'_>) -> Result<Result<Ended, VoteError>, Failure> {
    let slip = render_text(&sealed.screen_slip(), THERMAL_COLUMNS);
    println!("\n{slip}\nKODE MULAI DENGAN: {} …", sealed.code_start());
    let question = "APAKAH STRUK SAMA DENGAN LAYAR? ya / salah / beda / uji / tinggal: ";
    while let Some(typed) = ask::line(question)? {
        match Answer::read(&typed) {
            Some(Answer::Test) if !sure()? => println!("Tidak diuji."),
            Some(answer) => return Ok(answer.give(sealed)),
            None => println!("Jawab dengan satu kata di atas."),
        }
    }
    Ok(sealed.leave())
}

fn sure() -> Result<bool, Failure> {
    let typed = ask::line("Pilihan ini dibuka untuk umum dan TIDAK DIHITUNG. Ketik UJI untuk melanjutkan: ")?;
    Ok(typed.is_some_and(|word| word.trim() == "UJI"))
}
