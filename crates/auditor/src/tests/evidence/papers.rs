//! Reports as booths print them, 48 columns wide, and what they say when they lie.

use super::*;

const COUNTS: [&str; 6] = ["Suara tersimpan", "Uji mesin", "Batal", "Dibatalkan", "Struk tanpa SAH", "Struk beda"];

fn pair(label: &str, value: &str) -> String {
    let chars: Vec<char> = value.chars().collect();
    let parts: Vec<String> = chars.chunks(32).map(|part| part.iter().collect()).collect();
    let first = format!("{label:<13} : {}\n", parts[0]);
    parts[1..].iter().fold(first, |text, part| format!("{text}{:16}{part}\n", ""))
}

fn frame(payload: &str) -> String {
    let edge = format!("+{}+\n", "-".repeat(46));
    let chars: Vec<char> = format!("QR: {payload}").chars().collect();
    let lines = chars.chunks(44).map(|part| format!("| {:<44} |\n", part.iter().collect::<String>()));
    format!("{edge}{}{edge}", lines.collect::<String>())
}

fn counts(counts: [usize; 6]) -> String {
    let rows = COUNTS.iter().zip(counts).map(|(label, n)| format!("{label:<15} {n:>5} dua belas\n"));
    format!("Hitungan        Angka Huruf\n--------------- ----- ---------\n{}", rows.collect::<String>())
}

fn own(log: &Log<'_>, root: Hash) -> String {
    let setup = log.setup;
    let facts = [
        ("Alat (kunci)", log.key.public().to_string()),
        ("Indeks", setup.anchor.to_string()),
        ("Definisi", setup.definition.digest().to_string()),
        ("Kunci desa", setup.key.digest().to_string()),
        ("Program", sha256(b"software").to_string()),
        ("Akar catatan", root.to_string()),
    ];
    facts.iter().map(|(label, value)| pair(label, value)).collect()
}

fn top(title: &str) -> String {
    format!("{title:^48}\n        Pemilihan Kepala Desa Serentak\n\n{}{}", pair("Wilayah", "Desa Purwosari"), pair("Alat", "Bilik 1"))
}

pub(super) fn zero(log: &Log<'_>) -> String {
    let root = tree::root(&log.public.leaves[..1]);
    let seeds = pair("Akar benih", &log.roots[0].to_string()) + &pair("Rahasia saksi", "0");
    let (own, head) = (own(log, root), frame(&on_one_line(&head_at(log, 1))));
    format!("{}*** NOL ***\n{}\nNOMOR 1 — Nanas\n\n{own}{seeds}{head}1. Ketua\n", top("LAPORAN NOL"), counts([0; 6]))
}

pub(super) fn seed(log: &Log<'_>, number: usize) -> String {
    let facts = pair("Benih ke", &number.to_string()) + &pair("Akar benih", &log.roots[number - 1].to_string());
    format!("{}{facts}Alat dinyalakan ulang.\n{}", top("BENIH BARU"), frame(&on_one_line(&head_at(log, 12))))
}

pub(super) fn closing(log: &Log<'_>) -> String {
    let (close, lines) = (log.close_data(), log.lines.len());
    let sets = [("Tersimpan", close.cast), ("Uji", close.challenged), ("Batal", close.spoiled), ("Dibatalkan", close.void)];
    let numbers = sets.map(|(_, set)| set.count as usize);
    let mut facts = own(log, tree::root(&log.public.leaves));
    sets.iter().for_each(|(label, set)| facts += &pair(label, &set.root.to_string()));
    close.epochs.iter().for_each(|root| facts += &pair("Akar benih", &root.to_string()));
    let counts = counts([numbers[0], numbers[1], numbers[2], numbers[3], log.faults as usize, 7]);
    format!("{}*** TUTUP ***\n{counts}\n{facts}{}", top("LAPORAN PENUTUPAN"), frame(&on_one_line(&head_at(log, lines))))
}

pub(super) fn strip(text: &str) -> String {
    format!("{}*** TERSIMPAN ***\n{}Silakan dibawa pulang.\n", top("TANDA TERIMA"), frame(text))
}

/// The text with one line of it changed.
fn with(text: &str, line: &str, new: &str) -> String {
    assert_eq!(text.matches(line).count(), 1, "{line:?} in {text}");
    text.replace(line, new)
}

fn first_line(label: &str, value: &str) -> String {
    pair(label, value).lines().next().unwrap().to_owned()
}

#[test]
fn a_zero_report_that_is_not_of_this_log_is_caught() {
    day(|evening, record| {
        let log = &evening.logs[0];
        let honest = zero(log);
        let line = first_line("Akar benih", &log.roots[0].to_string());
        let seeds = with(&honest, &line, &first_line("Akar benih", &sha256(b"other seeds").to_string()));
        caught("zero-seeds", record, &[file("nol", seeds)], "C66", "\"Akar benih\"");
        let full = with(&honest, "Suara tersimpan     0", "Suara tersimpan 1.000");
        caught("zero-full", record, &[file("nol", full)], "C66", "\"Suara tersimpan\" 1000, but 0");
        let witnesses = with(&honest, &first_line("Rahasia saksi", "0"), &first_line("Rahasia saksi", "3"));
        caught("zero-witness", record, &[file("nol", witnesses)], "C66", "\"Rahasia saksi\" 3, but 0");
        let program = first_line("Program", &sha256(b"software").to_string());
        let program = with(&honest, &program, &first_line("Program", &sha256(b"other").to_string()));
        caught("zero-program", record, &[file("nol", program)], "C66", "\"Program\"");
    });
}

#[test]
fn a_closing_report_that_is_not_of_this_log_is_caught() {
    day(|evening, record| {
        let log = &evening.logs[2];
        let honest = closing(log);
        let counted = with(&honest, "Suara tersimpan     9", "Suara tersimpan    10");
        caught("closing-count", record, &[file("tutup", counted)], "C66", "\"Suara tersimpan\" 10, but 9");
        let line = first_line("Tersimpan", &log.close_data().cast.root.to_string());
        let set = with(&honest, &line, &first_line("Tersimpan", &sha256(b"other set").to_string()));
        caught("closing-set", record, &[file("tutup", set)], "C66", "\"Tersimpan\"");
        let second = pair("Akar benih", &log.roots[1].to_string());
        caught("closing-epochs", record, &[file("tutup", with(&honest, &second, ""))], "C66", "\"Akar benih\"");
        let notice = seed(log, 2).replace(&first_line("Benih ke", "2"), &first_line("Benih ke", "1"));
        caught("seed-number", record, &[file("benih", notice)], "C66", "\"Akar benih\"");
        let early = with(&honest, &frame(&on_one_line(&head_at(log, log.lines.len()))), &frame(&on_one_line(&head_at(log, 4))));
        caught("closing-early", record, &[file("tutup", early)], "C66", "\"QR\" 4, but");
    });
}

#[test]
fn a_report_forked_in_its_qr_code_is_a_fork() {
    day(|evening, record| {
        let log = &evening.logs[0];
        let honest = frame(&on_one_line(&head_at(log, 1)));
        let fork = frame(&on_one_line(&head_of(log, 1, sha256(b"another zero"))));
        caught("zero-fork", record, &[file("nol", with(&zero(log), &honest, &fork))], "C63", "FORK");
    });
}

#[test]
fn a_report_without_its_signature_or_with_lines_left_out_proves_nothing() {
    day(|evening, record| {
        let log = &evening.logs[0];
        let honest = zero(log);
        let code = frame(&on_one_line(&head_at(log, 1)));
        named("no-qr", record, &[file("nol", with(&honest, &code, ""))], "without its whole QR code");
        named("half-qr", record, &[file("nol", honest[..honest.rfind('+').unwrap() - 60].to_owned())], "without its whole QR code");
        named("no-seeds", record, &[file("nol", with(&honest, &pair("Rahasia saksi", "0"), ""))], "not compared: Rahasia saksi");
        let wrong = with(&honest, &code, &frame(&super::strip(log, log.public.cast[0].0, StripOutcome::Cast)));
        named("strip-qr", record, &[file("nol", wrong)], "another paper");
        let plain = strip("").replace("QR: ", "");
        named("plain-strip", record, &[file("tt", plain)], "without its whole QR code");
    });
}
