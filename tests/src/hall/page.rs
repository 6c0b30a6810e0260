//! What nobody has at home: a page with cards to hold before a booth's scanner, and with what the printers print.

use std::fs;
use std::path::Path;
use std::time::Duration;

use kiosk::{Assets, Button, Element, Field, FieldKind, PaperLine, PaperStyle, Screen, Server, Stage, Tone, stage};
use rand::TryRng;
use rand::rngs::SysRng;

use super::site::Site;
use crate::sim::SimResult;

const LOOK_AGAIN: Duration = Duration::from_secs(1);
/// Lines of paper that are shown.
const LINES: usize = 60;

/// Serves the page until the program ends; `tell` gets its address.
///
/// # Errors
/// The page cannot be served.
pub fn serve(site: &Site, tell: impl FnOnce(&str)) -> SimResult<()> {
    let mut stage = stage();
    let mut secret = [0; 32];
    SysRng.try_fill_bytes(&mut secret)?;
    let server = Server::start(0, secret, Assets::default(), &stage)?;
    tell(&server.url());
    let mut cards = vec![0; site.wish().booths];
    loop {
        stage.show(&screen(site, &cards)?);
        take(&mut stage, &mut cards);
    }
}

fn take(stage: &mut Stage, cards: &mut [u32]) {
    if let Some(intent) = stage.next(LOOK_AGAIN) {
        let booth = intent.value.parse().ok().and_then(|number: usize| cards.get_mut(number.checked_sub(1)?));
        if let Some(card) = booth {
            *card += 1;
        }
    }
}

fn screen(site: &Site, cards: &[u32]) -> SimResult<Screen> {
    let mut elements =
        vec![Element::Text { size: 1, text: "Salin teks kartu, lalu tempel di layar bilik (Ctrl+V), seperti pemindai.".to_owned() }];
    for (booth, number) in (1..).zip(cards) {
        let label = format!("Kartu untuk bilik {booth}");
        let field = Field { value: site.card(booth, *number)?, ..Field::new("card", &label, FieldKind::Text) };
        elements.push(Element::Fields { fields: vec![field] });
        elements.push(Element::Buttons { buttons: vec![Button::of("next", &booth.to_string(), "KARTU BERIKUTNYA", Tone::Plain)] });
    }
    for booth in 1..=cards.len() {
        elements.push(Element::Text { size: 2, text: format!("Kertas dari pencetak bilik {booth}, terbaru di bawah") });
        elements.push(Element::Paper { lines: paper(&site.root().join(format!("kertas-{booth}"))), picture: None });
    }
    Ok(Screen { face: "papers", title: "KARTU DAN KERTAS (demo)".to_owned(), elements, desk: true, ..Screen::default() })
}

fn paper(file: &Path) -> Vec<PaperLine> {
    let text = fs::read(file).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    let last = lines.get(lines.len().saturating_sub(LINES)..).unwrap_or_default();
    last.iter().map(|line| PaperLine { text: (*line).to_owned(), style: PaperStyle::Line }).collect()
}
