//! Pictures and clips of the election, given to every page once and whole.

use std::collections::BTreeMap;

use axum::body::Bytes;

/// Longest asset, in bytes.
pub const MAX_ASSET: usize = 4 << 20;
/// Most assets of a page.
pub const MAX_ASSETS: usize = 512;

/// One file for the page.
#[derive(Debug, Clone)]
pub struct Asset {
    mime: &'static str,
    bytes: Bytes,
}

/// Why bytes are no asset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AssetError {
    /// Too many bytes.
    #[error("a picture or clip has at most {MAX_ASSET} bytes")]
    TooLong,
    /// None of the known forms.
    #[error("a picture is PNG, JPEG or SVG, a clip WAV, OGG or MP3")]
    Form,
}

impl Asset {
    /// Takes bytes whose form is known by their beginning.
    ///
    /// # Errors
    /// Too long, or not one of the forms.
    pub fn new(bytes: Vec<u8>) -> Result<Self, AssetError> {
        if bytes.len() > MAX_ASSET {
            return Err(AssetError::TooLong);
        }
        let mime = mime(&bytes).ok_or(AssetError::Form)?;
        Ok(Self { mime, bytes: bytes.into() })
    }

    pub(crate) const fn mime(&self) -> &'static str {
        self.mime
    }

    pub(crate) fn bytes(&self) -> Bytes {
        self.bytes.clone()
    }
}

/// By the first bytes, never by a name.
fn mime(bytes: &[u8]) -> Option<&'static str> {
    let starts: [(&[u8], &str); 7] = [
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"\xff\xd8\xff", "image/jpeg"),
        (b"<svg", "image/svg+xml"),
        (b"RIFF", "audio/wav"),
        (b"OggS", "audio/ogg"),
        (b"ID3", "audio/mpeg"),
        (b"\xff\xfb", "audio/mpeg"),
    ];
    starts.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, mime)| *mime)
}

/// The files of a page by the names that screens use.
#[derive(Debug, Clone, Default)]
pub struct Assets(BTreeMap<String, Asset>);

impl Assets {
    /// Adds a file; one too many is left out, and the screen shows words alone.
    pub fn put(&mut self, name: &str, asset: Asset) {
        if self.0.len() < MAX_ASSETS {
            self.0.insert(name.to_owned(), asset);
        }
    }

    /// Whether there is one of this name.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &String> {
        self.0.keys()
    }

    pub(crate) fn at(&self, index: usize) -> Option<&Asset> {
        self.0.values().nth(index)
    }
}
