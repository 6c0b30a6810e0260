//! Secrets and how they may be spelled: as they are, in hex of both cases, in base64 at any offset, in UTF-16. And the secrets in
//! passphrase files, which a test may open because it knows everybody's passphrase.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use canonical::{base64, hex};
use serde_json::Value;
use suara_tests::sim::SimResult;

/// Spellings are found by so many first bytes.
const START: usize = 4;

/// What nobody may find.
pub(crate) struct Secret {
    pub(crate) what: String,
    spellings: Vec<Vec<u8>>,
}

impl Secret {
    /// Something that a person types.
    pub(crate) fn text(what: &str, text: &str) -> Self {
        Self::new(format!("{what} {text}"), text.as_bytes(), text)
    }

    /// Bytes that a program drew.
    pub(crate) fn bytes(what: String, bytes: &[u8]) -> Self {
        Self::new(what, bytes, &hex::encode(bytes))
    }

    fn new(what: String, bytes: &[u8], text: &str) -> Self {
        let low = hex::encode(bytes);
        let wide = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let mut spellings = vec![bytes.to_vec(), low.to_uppercase().into_bytes(), low.into_bytes(), wide];
        // At an offset the first and last characters depend on the neighbours.
        spellings.extend((0..3).map(|offset| {
            let text = base64::encode(&[vec![0; offset], bytes.to_vec()].concat());
            let skip = if offset == 0 { 0 } else { offset + 1 };
            let whole = (offset + bytes.len()) / 3 * 4;
            text.as_bytes().get(skip..whole).unwrap_or_default().to_vec()
        }));
        Self { what, spellings }
    }

    pub(crate) fn spellings(&self) -> &[Vec<u8>] {
        &self.spellings
    }
}

/// All spellings of many secrets, looked for in one pass.
pub(crate) struct Search<'s>(HashMap<[u8; START], Vec<(&'s Secret, &'s [u8])>>);

impl<'s> Search<'s> {
    /// Refuses a spelling too short to be looked for.
    pub(crate) fn new(secrets: &'s [Secret]) -> SimResult<Self> {
        let mut starts: HashMap<_, Vec<_>> = HashMap::new();
        for secret in secrets {
            for spelling in &secret.spellings {
                let start = spelling.first_chunk::<START>().ok_or_else(|| format!("{} is too short to look for", secret.what))?;
                starts.entry(*start).or_default().push((secret, spelling.as_slice()));
            }
        }
        Ok(Self(starts))
    }

    /// What is in these bytes.
    pub(crate) fn hits(&self, bytes: &[u8]) -> BTreeSet<&'s str> {
        let mut hits = BTreeSet::new();
        for at in 0..bytes.len() {
            let Some((start, rest)) = bytes.get(at..).and_then(|rest| Some((rest.first_chunk::<START>()?, rest))) else { break };
            let here = self.0.get(start).into_iter().flatten().filter(|(_, spelling)| rest.starts_with(spelling));
            hits.extend(here.map(|(secret, _)| secret.what.as_str()));
        }
        hits
    }
}

/// The seeds, shares and keys in the passphrase files among these, as far as a passphrase of the folder `sandi` opens them.
pub(crate) fn sealed(table: &Path, files: &[PathBuf]) -> SimResult<Vec<Secret>> {
    let mut found: Vec<(Vec<u8>, String)> = Vec::new();
    for path in files {
        let name = path.strip_prefix(table).unwrap_or(path).to_string_lossy().into_owned();
        let bytes = fs::read(path)?;
        if !bytes.starts_with(b"age-encryption.org/v1") {
            continue;
        }
        let plain = owners(&name).into_iter().find_map(|owner| opened(&bytes, &fs::read_to_string(table.join("sandi").join(owner)).ok()?));
        let plain = plain.ok_or_else(|| format!("{name}: no passphrase opens it"))?;
        found.extend(inside(&plain).into_iter().map(|secret| (secret, name.clone())));
    }
    found.sort();
    found.dedup_by(|one, other| one.0 == other.0);
    Ok(found.into_iter().map(|(secret, name)| Secret::bytes(format!("a secret of {name}"), &secret)).collect())
}

/// Whose passphrase may open a file: `penjaga/2/…` is of `penjaga-2`, `usb-meja/001/…` of `meja-001`, everything else of the committee or of
/// who made the roll.
fn owners(name: &str) -> Vec<String> {
    let name = name.strip_prefix("usb-").unwrap_or(name);
    let mut parts = name.split('/').map(|part| part.split('.').next().unwrap_or(part));
    let own = parts.next().zip(parts.next()).map(|(folder, whose)| format!("{folder}-{whose}"));
    own.into_iter().chain(["panitia".to_owned(), "daftar".to_owned()]).collect()
}

fn opened(sealed: &[u8], passphrase: &str) -> Option<Vec<u8>> {
    let identity = age::scrypt::Identity::new(passphrase.lines().next()?.to_owned().into());
    let mut reader = age::Decryptor::new(sealed).ok()?.decrypt(core::iter::once(&identity as &dyn age::Identity)).ok()?;
    let mut plain = Vec::new();
    reader.read_to_end(&mut plain).ok()?;
    Some(plain)
}

/// The secrets of a content: what stands under `seed` or `share` in JSON, or under `key` at its top; 64 characters of hex; or the first 32
/// of bytes that are no text.
fn inside(plain: &[u8]) -> Vec<Vec<u8>> {
    let Ok(text) = core::str::from_utf8(plain) else { return plain.get(..32).map(<[u8]>::to_vec).into_iter().collect() };
    let mut list = Vec::new();
    if let Ok(value) = serde_json::from_str::<Value>(text) {
        list.extend(value.get("key").and_then(Value::as_str).and_then(decoded));
        collect(&value, &mut list);
    } else {
        list.extend(hex::decode_array::<32>(text.trim()).map(Vec::from));
    }
    list
}

fn collect(value: &Value, list: &mut Vec<Vec<u8>>) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, value)| match (name.as_str(), value.as_str()) {
            ("seed" | "share", Some(text)) => list.extend(decoded(text)),
            _ => collect(value, list),
        }),
        Value::Array(values) => values.iter().for_each(|value| collect(value, list)),
        _ => {}
    }
}

fn decoded(text: &str) -> Option<Vec<u8>> {
    hex::decode_array::<32>(text).map(Vec::from).or_else(|| base64::decode(text))
}
