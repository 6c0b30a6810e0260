//! The page under construction, and the only ways to put something on it.

use crate::text::{Fixed, Lang, Words, is_hidden};

/// A text with everything escaped that HTML, a printer or a reader could take for something else. Characters that steer or hide
/// stand as their number.
pub(super) struct Text(String);

impl Text {
    pub(super) fn of(text: &str) -> Self {
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                '"' => out.push_str("&quot;"),
                '\'' => out.push_str("&#39;"),
                hidden if is_hidden(hidden) => out.push_str(&format!("[U+{:04X}]", u32::from(hidden))),
                plain => out.push(plain),
            }
        }
        Self(out)
    }

    /// Bahasa Indonesia with English beside.
    pub(super) fn two(id: &str, en: &str) -> Self {
        let (id, en) = (Self::of(id).0, Self::of(en).0);
        if id == en { Self(id) } else { Self(format!("{id} <span class=\"en\" lang=\"en\">{en}</span>")) }
    }

    pub(super) fn fixed((id, en): Fixed) -> Self {
        Self::two(id, en)
    }

    pub(super) fn words(words: &Words) -> Self {
        Self::two(&words.clone().pick(Lang::Id), &words.clone().pick(Lang::En))
    }
}

/// The page so far.
pub(super) struct Html(String);

impl Html {
    pub(super) fn new(first: &'static str) -> Self {
        Self(first.to_owned())
    }

    pub(super) fn finish(self) -> String {
        self.0
    }

    /// Markup, which only this program's own text can be.
    pub(super) fn raw(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    pub(super) fn put(&mut self, text: &Text) -> &mut Self {
        self.0.push_str(&text.0);
        self
    }

    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        self.put(&Text::of(text))
    }

    fn element(&mut self, tag: &'static str, text: &Text) -> &mut Self {
        self.raw("<").raw(tag).raw(">").put(text).raw("</").raw(tag).raw(">\n")
    }

    pub(super) fn both(&mut self, tag: &'static str, text: Fixed) -> &mut Self {
        self.element(tag, &Text::fixed(text))
    }

    pub(super) fn pair(&mut self, tag: &'static str, words: &Words) -> &mut Self {
        self.element(tag, &Text::words(words))
    }

    pub(super) fn cell(&mut self, class: &'static str, text: &Text) -> &mut Self {
        self.raw("<td class=\"").raw(class).raw("\">").put(text).raw("</td>")
    }

    /// Begins a table.
    pub(super) fn heads(&mut self, heads: &[Fixed]) -> &mut Self {
        self.raw("<table><thead><tr>");
        for head in heads {
            self.raw("<th>").put(&Text::fixed(*head)).raw("</th>");
        }
        self.raw("</tr></thead>\n")
    }

    pub(super) fn row(&mut self, label: Fixed, value: &Text) -> &mut Self {
        self.raw("<tr>").cell("", &Text::fixed(label)).cell("", value).raw("</tr>\n")
    }
}
