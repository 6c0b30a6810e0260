//! Which printer `--printer` names.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use terminal::{EscPosPrinter, FilePrinter, Nearby, NotNearby, Printer};

/// How long a printer may take to answer before it counts as silent.
const LIMIT: Duration = Duration::from_secs(3);

/// Where the printer is and what it understands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PrinterPlace {
    /// Dots over the local net.
    Tcp(Nearby),
    /// Dots to a device file.
    EscPos(PathBuf),
    /// Lines of text to a device, a file or the screen.
    Text(PathBuf),
}

/// The words name no printer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NoPrinter {
    #[error("tcp:{0}: write the printer's address in digits and its port, as tcp:192.168.1.50:9100")]
    Address(String),
    #[error("escpos: needs a path, as escpos:/dev/usb/lp0")]
    Path,
    #[error(transparent)]
    Far(#[from] NotNearby),
}

impl FromStr for PrinterPlace {
    type Err = NoPrinter;

    fn from_str(text: &str) -> Result<Self, NoPrinter> {
        if let Some(address) = text.strip_prefix("tcp:") {
            let address: SocketAddr = address.parse().map_err(|_| NoPrinter::Address(address.to_owned()))?;
            return Ok(Self::Tcp(Nearby::new(address)?));
        }
        match text.strip_prefix("escpos:") {
            Some("") => Err(NoPrinter::Path),
            Some(path) => Ok(Self::EscPos(path.into())),
            None => Ok(Self::Text(text.into())),
        }
    }
}

impl PrinterPlace {
    /// The printer at this place; nothing is opened before something is printed.
    pub(crate) fn open(&self) -> Box<dyn Printer + Send> {
        match self {
            Self::Tcp(address) => Box::new(EscPosPrinter::tcp(*address, LIMIT)),
            Self::EscPos(path) => Box::new(EscPosPrinter::device(path, LIMIT)),
            Self::Text(path) => Box::new(FilePrinter::new(path)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kinds_of_printers_are_told_apart_by_their_first_word() {
        let read = |text: &str| text.parse::<PrinterPlace>();
        assert_eq!(read("tcp:127.0.0.1:9100"), Ok(PrinterPlace::Tcp(Nearby::new("127.0.0.1:9100".parse().unwrap()).unwrap())));
        assert_eq!(read("escpos:/dev/usb/lp0"), Ok(PrinterPlace::EscPos("/dev/usb/lp0".into())));
        assert_eq!(read("/dev/usb/lp0"), Ok(PrinterPlace::Text("/dev/usb/lp0".into())));
        assert_eq!(read("-"), Ok(PrinterPlace::Text("-".into())));
    }

    #[test]
    fn what_is_no_printer_is_refused_with_an_example() {
        for (text, words) in [
            ("tcp:printer:9100", "192.168.1.50:9100"),
            ("tcp:127.0.0.1", "192.168.1.50:9100"),
            ("tcp:8.8.8.8:9100", "local net"),
            ("escpos:", "escpos:/dev/usb/lp0"),
        ] {
            let error = text.parse::<PrinterPlace>().unwrap_err().to_string();
            assert!(error.contains(words), "{error}");
        }
    }
}
