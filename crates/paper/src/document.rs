//! A document: its mode and its blocks in reading order. It says what stands on the paper, not how wide the paper is.

use crate::picture::Picture;

/// Whether a paper belongs to the election or to a rehearsal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// The election itself.
    Real,
    /// A rehearsal (LATIHAN). Every rendering puts a band first and last that says so.
    Rehearsal,
}

/// How a column's cells stand in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// One column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The words above the column; may be empty.
    pub head: String,
    /// How its cells stand.
    pub align: Align,
}

impl Column {
    /// A column of words.
    #[must_use]
    pub fn words(head: &str) -> Column {
        Column { head: head.to_owned(), align: Align::Left }
    }

    /// A column of numbers.
    #[must_use]
    pub fn numbers(head: &str) -> Column {
        Column { head: head.to_owned(), align: Align::Right }
    }
}

/// One thing on a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading, centred.
    Title(String),
    /// The drawn number, to be seen from afar: digits 25 mm high on a thermal printer, smaller only where the words would not fit.
    /// Text renderings print a heading.
    Huge(String),
    /// A photograph. Text renderings leave it out.
    Picture(Picture),
    /// A paragraph.
    Line(String),
    /// A label and its value. Neighbouring pairs share one label column.
    Pair(String, String),
    /// Columns with rows of cells. A row with more cells than there are columns keeps them all.
    Table {
        /// The columns, left to right.
        columns: Vec<Column>,
        /// The rows, top to bottom.
        rows: Vec<Vec<String>>,
    },
    /// A line across the paper.
    Rule,
    /// Words nobody may miss, in a bar of their own.
    Banner(String),
    /// A code in groups, to be read aloud group by group.
    Code(Vec<String>),
    /// What a QR symbol says. Text renderings print the payload itself in a frame.
    Qr(String),
    /// One signature box for each name, with room for a refusal and its reason.
    Signatures(Vec<String>),
    /// An empty line.
    Blank,
}

/// A paper before it is set for a printer. Holding one proves nothing about the truth of its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Election or rehearsal; every rendering adds the rehearsal band from it.
    pub mode: Mode,
    /// What stands on the paper, top to bottom.
    pub blocks: Vec<Block>,
}

impl Document {
    /// An empty document.
    #[must_use]
    pub fn new(mode: Mode) -> Document {
        Document { mode, blocks: Vec::new() }
    }

    /// Adds a heading.
    pub fn title(&mut self, words: &str) -> &mut Document {
        self.add(Block::Title(words.to_owned()))
    }

    /// Adds the drawn number.
    pub fn huge(&mut self, words: &str) -> &mut Document {
        self.add(Block::Huge(words.to_owned()))
    }

    /// Adds a photograph.
    pub fn picture(&mut self, picture: &Picture) -> &mut Document {
        self.add(Block::Picture(picture.clone()))
    }

    /// Adds a paragraph.
    pub fn line(&mut self, words: &str) -> &mut Document {
        self.add(Block::Line(words.to_owned()))
    }

    /// Adds a label and its value.
    pub fn pair(&mut self, label: &str, value: &str) -> &mut Document {
        self.add(Block::Pair(label.to_owned(), value.to_owned()))
    }

    /// Adds a table.
    pub fn table(&mut self, columns: Vec<Column>, rows: Vec<Vec<String>>) -> &mut Document {
        self.add(Block::Table { columns, rows })
    }

    /// Adds a bar with words nobody may miss.
    pub fn banner(&mut self, words: &str) -> &mut Document {
        self.add(Block::Banner(words.to_owned()))
    }

    /// Adds a code in groups of five characters.
    pub fn code(&mut self, code: &str) -> &mut Document {
        let chars: Vec<char> = code.chars().collect();
        self.add(Block::Code(chars.chunks(5).map(|group| group.iter().collect()).collect()))
    }

    /// Adds a QR payload.
    pub fn qr(&mut self, payload: &str) -> &mut Document {
        self.add(Block::Qr(payload.to_owned()))
    }

    /// Adds signature boxes.
    pub fn signatures(&mut self, names: &[&str]) -> &mut Document {
        self.add(Block::Signatures(names.iter().map(|name| (*name).to_owned()).collect()))
    }

    /// Adds a line across the paper.
    pub fn rule(&mut self) -> &mut Document {
        self.add(Block::Rule)
    }

    /// Adds an empty line.
    pub fn blank(&mut self) -> &mut Document {
        self.add(Block::Blank)
    }

    /// Adds any block at the end.
    pub fn add(&mut self, block: Block) -> &mut Document {
        self.blocks.push(block);
        self
    }
}
