//! What a browser says was pressed or typed. It is foreign input: capped, strictly parsed, and its words mean nothing until the worker
//! compares them with what its screen offered.

use core::fmt;
use std::collections::BTreeMap;

use serde::Deserialize;

/// Longest body of an intent, in bytes.
pub const MAX_INTENT: usize = 4096;
/// Longest value, in bytes: a card's text, a name.
pub const MAX_VALUE: usize = 1024;
const MAX_VALUES: usize = 16;
const MAX_ACTION: usize = 32;

/// Something was pressed. `Debug` shows the turn alone: an action or a value may be a vote, a card or a PIN.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Intent {
    /// The turn of the screen it answers.
    pub turn: u64,
    /// What was pressed.
    pub action: String,
    /// Which one of several.
    #[serde(default)]
    pub value: String,
    /// What stood in the fields.
    #[serde(default)]
    pub values: BTreeMap<String, String>,
}

/// Why a body is no intent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IntentError {
    /// Too many bytes.
    #[error("an intent has at most {MAX_INTENT} bytes")]
    TooLong,
    /// Not the one form.
    #[error("an intent is a JSON object with turn, action, value and values")]
    Form,
    /// A part is too long.
    #[error("an action has at most {MAX_ACTION} bytes, a value {MAX_VALUE}, and there are at most {MAX_VALUES} values")]
    Part,
}

impl Intent {
    /// Reads a body.
    ///
    /// # Errors
    /// Anything but an intent within the caps.
    pub fn parse(body: &[u8]) -> Result<Self, IntentError> {
        if body.len() > MAX_INTENT {
            return Err(IntentError::TooLong);
        }
        let intent: Self = serde_json::from_slice(body).map_err(|_| IntentError::Form)?;
        let long = |text: &String| text.len() > MAX_VALUE;
        let too_long = intent.action.len() > MAX_ACTION || long(&intent.value) || intent.values.len() > MAX_VALUES;
        if too_long || intent.values.iter().any(|(name, value)| name.len() > MAX_ACTION || long(value)) {
            return Err(IntentError::Part);
        }
        Ok(intent)
    }

    /// What stood in a field; empty if there was none.
    #[must_use]
    pub fn field(&self, name: &str) -> &str {
        self.values.get(name).map_or("", String::as_str)
    }
}

impl fmt::Debug for Intent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Intent(turn {}, <redacted>)", self.turn)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_intent_is_read_strictly() {
        let intent = Intent::parse(br#"{"turn":7,"action":"choose","value":"2"}"#).unwrap();
        assert_eq!((intent.turn, intent.action.as_str(), intent.value.as_str()), (7, "choose", "2"));
        for bad in [&b""[..], b"{}", b"[]", br#"{"turn":-1,"action":"a"}"#, br#"{"turn":1,"action":"a","more":1}"#, b"\xff"] {
            assert_eq!(Intent::parse(bad), Err(IntentError::Form), "{bad:?}");
        }
        assert_eq!(Intent::parse(&vec![b' '; MAX_INTENT + 1]), Err(IntentError::TooLong));
        let long = format!(r#"{{"turn":1,"action":"a","value":"{}"}}"#, "x".repeat(MAX_VALUE + 1));
        assert_eq!(Intent::parse(long.as_bytes()), Err(IntentError::Part));
    }

    #[test]
    fn debug_shows_nothing_that_was_pressed() {
        let intent = Intent::parse(br#"{"turn":7,"action":"choose","value":"2","values":{"pin1":"123456"}}"#).unwrap();
        assert_eq!(format!("{intent:?}"), "Intent(turn 7, <redacted>)");
    }
}
