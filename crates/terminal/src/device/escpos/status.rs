//! What the bytes of `DLE EOT` say (Epson ESC/POS command reference).

use crate::device::PrinterState;

/// `DLE EOT`: the question; the number of what is asked follows.
pub(super) const ASK: [u8; 2] = [0x10, 0x04];
/// On line; what keeps it off line; paper sensor.
pub(super) const QUESTIONS: [u8; 3] = [1, 2, 4];
/// `GS r 1`: asks for the paper sensor once all before it is carried out.
pub(super) const WAIT: [u8; 3] = [0x1d, 0x72, 1];

const OFF_LINE: u8 = 0x08;
const COVER_OPEN: u8 = 0x04;
const STOPPED_FOR_PAPER: u8 = 0x20;
const ERROR: u8 = 0x40;
const NO_PAPER: u8 = 0x60;

/// Whether a byte can be an answer to `DLE EOT`: four of its bits are fixed.
fn is_status(byte: u8) -> bool {
    byte & 0b1001_0011 == 0b0001_0010
}

/// Whether a byte can be the answer to `GS r`.
pub(super) fn is_reached(byte: u8) -> bool {
    byte & 0b1001_0000 == 0
}

/// The state that the three answers tell together. Paper comes first, because a printer without paper may be off line too.
pub(super) fn state([line, cause, sensor]: [u8; 3]) -> PrinterState {
    if ![line, cause, sensor].into_iter().all(is_status) {
        PrinterState::Error
    } else if sensor & NO_PAPER != 0 || cause & STOPPED_FOR_PAPER != 0 {
        PrinterState::NoPaper
    } else if cause & COVER_OPEN != 0 {
        PrinterState::CoverOpen
    } else if cause & ERROR != 0 || line & OFF_LINE != 0 {
        PrinterState::Error
    } else {
        PrinterState::Ready
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bit_that_stops_a_printer_has_its_word() {
        for (answers, expected) in [
            ([0x12, 0x12, 0x12], PrinterState::Ready),
            ([0x16, 0x12, 0x1e], PrinterState::Ready),
            ([0x1a, 0x32, 0x12], PrinterState::NoPaper),
            ([0x1a, 0x16, 0x72], PrinterState::NoPaper),
            ([0x1a, 0x16, 0x12], PrinterState::CoverOpen),
            ([0x1a, 0x52, 0x12], PrinterState::Error),
            ([0x1a, 0x12, 0x12], PrinterState::Error),
            ([0x12, 0x12, 0x00], PrinterState::Error),
            ([0xff, 0xff, 0xff], PrinterState::Error),
        ] {
            assert_eq!(state(answers), expected, "{answers:02x?}");
        }
    }

    #[test]
    fn the_two_kinds_of_answers_are_never_taken_for_each_other() {
        assert!((0..=u8::MAX).all(|byte| !(is_status(byte) && is_reached(byte))));
    }
}
