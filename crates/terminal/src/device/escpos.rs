//! A thermal printer that is sent dots and asked how it is: ESC/POS over a device file or a TCP port on this machine or its
//! local net.
//!
//! Around every paper part and every cut the printer is asked with `DLE EOT` 1, 2 and 4 (on line, what keeps it off line, paper
//! sensor). Between the dots and the second question stands `GS r 1`, which the printer answers only when it has come so far in
//! its own buffer: without it a printer says "ready" while the paper is still running out. So `Ok` means: before and after, and
//! with everything carried out, the printer said that it is on line, closed, and has paper.
//!
//! **What cannot be asked.** A TCP printer and a character device that can be opened for reading must answer; silence before is
//! [`PrinterFault::Before`] and silence after is [`PrinterFault::During`]. Any other path (a file, a pipe) cannot answer; there the
//! bytes are written, `Ok` means only that the system took them, and the state is [`PrinterState::Silent`].

mod link;
mod status;

use std::net::{IpAddr, SocketAddr};
use std::path::Path;
use std::time::Duration;

use paper::{Document, ESCPOS_CUT, ESCPOS_INIT, escpos, raster};

use super::{Printer, PrinterFault, PrinterState};
use link::{Link, Target};

/// `ESC J`: moves the paper 15 mm on, so that the last lines of a paper part that is held uncut come out from under the lid.
const REVEAL: &[u8] = &[0x1b, 0x4a, 120];
/// How long the slowest printers take for a row of dots.
const ROW: Duration = Duration::from_millis(3);

/// A thermal printer behind a device file or a TCP port.
#[derive(Debug)]
pub struct EscPosPrinter {
    target: Target,
    limit: Duration,
    link: Option<Link>,
}

/// The address of a printer on this machine or its local net: loopback, private, or link-local.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nearby(SocketAddr);

impl Nearby {
    /// Takes an address if it is near.
    ///
    /// # Errors
    /// It is a public one: what a voter chose stays in the room.
    pub fn new(address: SocketAddr) -> Result<Self, NotNearby> {
        if is_nearby(address.ip()) { Ok(Self(address)) } else { Err(NotNearby(address)) }
    }
}

/// The address is not one of this machine or its local net.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0} is no address of this machine or of a local net; a booth's printer stands beside it")]
pub struct NotNearby(pub SocketAddr);

impl EscPosPrinter {
    /// A printer with a network port, as a rule 9100. `limit` is how long it may take to connect, to take some bytes, or to answer;
    /// printing itself gets 3 ms more for each row of dots.
    #[must_use]
    pub const fn tcp(Nearby(address): Nearby, limit: Duration) -> Self {
        Self { target: Target::Tcp(address), limit, link: None }
    }

    /// A printer behind a path like `/dev/usb/lp0`. `limit` is how long it may take to answer; printing itself gets 3 ms more for
    /// each row of dots. The system does not limit how long writing to a device may take.
    #[must_use]
    pub fn device(path: &Path, limit: Duration) -> Self {
        Self { target: Target::Path(path.to_owned()), limit, link: None }
    }

    /// Asks before, sends, waits until it is carried out, asks after.
    fn send(&mut self, bytes: &[u8], rows: u32) -> Result<(), PrinterFault> {
        let mut link = self.connected().ok_or(PrinterFault::Before)?;
        // Every fault ends the link, so that nothing said late is taken for the answer to a later question.
        if link.can_answer() && link.state(self.limit) != PrinterState::Ready {
            return Err(PrinterFault::Before);
        }
        match link.write(bytes) {
            Ok(()) => {}
            Err(0) => return Err(PrinterFault::Before),
            Err(_) => return Err(PrinterFault::During),
        }
        if link.can_answer() {
            let printed = link.wait(self.limit.saturating_add(ROW.saturating_mul(rows)), self.limit);
            if !printed || link.state(self.limit) != PrinterState::Ready {
                return Err(PrinterFault::During);
            }
        }
        self.link = Some(link);
        Ok(())
    }

    /// The link of the last paper if it was good to the end, else a new one.
    fn connected(&mut self) -> Option<Link> {
        self.link.take().or_else(|| Link::open(&self.target, self.limit).ok())
    }
}

impl Printer for EscPosPrinter {
    fn print(&mut self, paper: &Document) -> Result<(), PrinterFault> {
        let dots = raster(paper);
        self.send(&[ESCPOS_INIT, &escpos(&dots), REVEAL].concat(), dots.height())
    }

    fn cut(&mut self) -> Result<(), PrinterFault> {
        self.send(ESCPOS_CUT, 0)
    }

    fn state(&mut self) -> PrinterState {
        let Some(mut link) = self.connected() else { return PrinterState::Silent };
        let state = if link.can_answer() { link.state(self.limit) } else { PrinterState::Silent };
        if state != PrinterState::Silent {
            self.link = Some(link);
        }
        state
    }
}

/// Loopback, private and link-local addresses.
fn is_nearby(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => v4.is_loopback() || v4.is_private() || v4.is_link_local(),
        IpAddr::V6(v6) => v6.is_loopback() || v6.is_unique_local() || v6.is_unicast_link_local(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_printer_stands_beside_the_booth() {
        for near in
            ["127.0.0.1:9100", "192.168.1.7:9100", "10.0.0.2:1", "172.31.0.1:1", "169.254.1.1:1", "[::1]:1", "[fd00::7]:1", "[fe80::1]:1"]
        {
            assert!(Nearby::new(near.parse().unwrap()).is_ok(), "{near}");
        }
        for far in ["8.8.8.8:9100", "172.32.0.1:1", "0.0.0.0:1", "[2001:db8::1]:1", "[::]:1"] {
            let far = far.parse().unwrap();
            assert_eq!(Nearby::new(far), Err(NotNearby(far)));
        }
    }
}
