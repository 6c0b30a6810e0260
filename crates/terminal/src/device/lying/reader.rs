//! Reads the few commands that this house sends, byte by byte.

/// A command that is whole.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Command {
    /// `GS v 0`: rows of dots.
    Rows(Vec<u8>),
    /// `ESC @`, `ESC J` and everything else that leaves no dots.
    Feed,
    /// `GS V 66`.
    Cut,
    /// `GS r`: say when you are here.
    Tell,
}

/// The bytes of a command that is not whole yet, and the last two bytes of all.
#[derive(Debug, Default)]
pub(super) struct Reader {
    begun: Vec<u8>,
    last: [u8; 2],
}

impl Reader {
    /// The number of a `DLE EOT` question that ends with this byte. Printers look for it everywhere, dots included.
    pub(super) fn question(&mut self, byte: u8) -> Option<u8> {
        let is_question = self.last == [0x10, 0x04] && (1..=4).contains(&byte);
        let [_, last] = self.last;
        self.last = [last, byte];
        is_question.then_some(byte)
    }

    /// The command that ends with this byte.
    pub(super) fn command(&mut self, byte: u8) -> Option<Command> {
        self.begun.push(byte);
        let command = match self.begun.as_slice() {
            [0x1b, 0x40] | [0x1b, 0x4a, _] | [0x10, 0x04, _] => Command::Feed,
            [0x1d, 0x56, 0x42, _] => Command::Cut,
            [0x1d, 0x72, _] => Command::Tell,
            [0x1d, 0x76, 0x30, _, xl, xh, yl, yh, rows @ ..] => {
                let all = usize::from(u16::from_le_bytes([*xl, *xh])) * usize::from(u16::from_le_bytes([*yl, *yh]));
                if rows.len() < all {
                    return None;
                }
                Command::Rows(rows.to_vec())
            }
            [0x1b | 0x1d | 0x10, ..] => return None,
            _ => Command::Feed,
        };
        self.begun.clear();
        Some(command)
    }
}
