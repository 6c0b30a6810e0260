//! What a screen is made of. A browser that can draw these elements can draw every screen; it decides nothing.

use serde::Serialize;

/// One screen. What it says is decided by whoever shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
pub struct Screen {
    /// The name of the state, for style sheets and tests; never anything a person chose.
    pub face: &'static str,
    /// The biggest words: what happened, or what to do.
    pub title: String,
    /// A band that stays on top: rehearsal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub band: Option<String>,
    /// Small words at the edge: place, state, code for the handbook.
    pub edge: Vec<String>,
    /// What stands below the title, top to bottom.
    pub elements: Vec<Element>,
    /// Clips to play, in order.
    pub say: Vec<Say>,
    /// A new person stands there: contrast, size, language and voice are as at the start.
    pub fresh: bool,
    /// Milliseconds for which touches are ignored after the screen came up.
    pub settle: u32,
    /// A scanner may type here: a line of characters is sent as the intent `card`.
    pub scans: bool,
    /// The choices of look and voice are offered.
    pub settings: bool,
    /// A screen for officers: smaller, with a keyboard.
    pub desk: bool,
}

/// A clip to play.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Say {
    /// The asset.
    pub clip: String,
    /// Names and choices: through headphones only.
    pub private: bool,
}

/// How words or a button look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// As any other.
    Plain,
    /// Green with a tick.
    Good,
    /// Dark red.
    Bad,
    /// Orange.
    Warn,
}

/// One part of a screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum Element {
    /// A sentence.
    Text {
        /// The words.
        text: String,
        /// How large: 0 small, 1 usual, 2 large.
        size: u8,
    },
    /// Whether the vote is stored, or another thing nobody may miss.
    Status {
        /// The words.
        text: String,
        /// Its colour.
        tone: Tone,
    },
    /// Large tiles to touch, all of one size.
    Tiles {
        /// In their order.
        tiles: Vec<Tile>,
    },
    /// Buttons in a row.
    Buttons {
        /// Left to right.
        buttons: Vec<Button>,
    },
    /// A paper as it comes out of the printer.
    Paper {
        /// Its lines.
        lines: Vec<PaperLine>,
        /// The asset of its picture.
        #[serde(skip_serializing_if = "Option::is_none")]
        picture: Option<String>,
    },
    /// A code in groups.
    Code {
        /// The groups.
        groups: Vec<String>,
    },
    /// What is done and what comes, one after the other.
    Steps {
        /// In their order.
        steps: Vec<Step>,
    },
    /// Labels with values.
    Facts {
        /// Label and value.
        facts: Vec<(String, String)>,
    },
    /// A table; a row may be pressed.
    Table {
        /// Words above the columns.
        heads: Vec<String>,
        /// The rows.
        rows: Vec<Row>,
    },
    /// What is typed; sent with the next button.
    Fields {
        /// In their order.
        fields: Vec<Field>,
    },
    /// A drawing of what to do, by the name of an asset.
    Picture {
        /// The asset.
        asset: String,
        /// What it shows, in words.
        words: String,
    },
}

/// A tile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tile {
    /// What pressing it means.
    pub action: String,
    /// And which one.
    pub value: String,
    /// The largest words on it: a number.
    pub big: String,
    /// The words below.
    pub name: String,
    /// The asset of its picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub picture: Option<String>,
    /// Its clip.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clip: Option<String>,
    /// As wide as the screen, below the others.
    pub wide: bool,
}

/// How a button is pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A touch.
    Tap,
    /// Held for two seconds.
    Hold,
}

/// A button.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Button {
    /// What pressing it means.
    pub action: String,
    /// And which one.
    pub value: String,
    /// Its words.
    pub label: String,
    /// Its look.
    pub tone: Tone,
    /// How it is pressed.
    pub kind: Kind,
    /// Its clip.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clip: Option<String>,
}

impl Button {
    /// A button to touch.
    #[must_use]
    pub fn tap(action: &str, label: &str, tone: Tone) -> Self {
        Self { action: action.to_owned(), value: String::new(), label: label.to_owned(), tone, kind: Kind::Tap, clip: None }
    }

    /// One of several that mean the same action.
    #[must_use]
    pub fn of(action: &str, value: &str, label: &str, tone: Tone) -> Self {
        Self { value: value.to_owned(), ..Self::tap(action, label, tone) }
    }

    /// The same, held for two seconds.
    #[must_use]
    pub fn held(self) -> Self {
        Self { kind: Kind::Hold, ..self }
    }

    /// The same with a clip.
    #[must_use]
    pub fn saying(self, clip: &str) -> Self {
        Self { clip: Some(clip.to_owned()), ..self }
    }
}

/// How a line of paper looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperStyle {
    /// A sentence.
    Line,
    /// Centred, bold.
    Title,
    /// The drawn number.
    Huge,
    /// White on black.
    Bar,
    /// A line across.
    Rule,
    /// Where the picture stands.
    Picture,
}

/// A line of paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PaperLine {
    /// The words.
    pub text: String,
    /// The look.
    pub style: PaperStyle,
}

/// A step of a guided action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// What to do.
    pub text: String,
    /// Whether it is done.
    pub done: bool,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// The cells, left to right.
    pub cells: Vec<String>,
    /// What pressing it means; empty if it cannot be pressed.
    pub action: String,
    /// And which one.
    pub value: String,
}

/// What may be typed into a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// Words.
    Text,
    /// Words that are sent while they are typed, as the intent named like the field.
    Search,
    /// Digits, not shown.
    Pin,
    /// Digits.
    Number,
    /// One of the choices.
    Choice,
}

/// A field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Field {
    /// Its name among the values of the intent.
    pub name: &'static str,
    /// The words before it.
    pub label: String,
    /// What may be typed.
    pub kind: FieldKind,
    /// What stands in it at first.
    pub value: String,
    /// What a [`FieldKind::Choice`] offers: value and words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<(String, String)>,
}

impl Field {
    /// An empty field.
    #[must_use]
    pub fn new(name: &'static str, label: &str, kind: FieldKind) -> Self {
        Self { name, label: label.to_owned(), kind, value: String::new(), choices: Vec::new() }
    }
}
