//! Finds records and bundles below the given folders: every folder that holds `SHA256SUMS` is one. Links are not followed; depth
//! and number are capped.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use manifest::{Definition, VillageCode};
use record::{Folder, Sums, Tier, layout};

/// Folders below a given one that are looked into.
const MAX_DEPTH: usize = 12;
/// Folders and files looked at in all.
const MAX_ENTRIES: usize = 2_000_000;

/// Records of one village (of one election), as far as that can be told without verifying.
#[derive(Debug, Clone, Default)]
pub(crate) struct Group {
    pub(crate) paths: Vec<PathBuf>,
}

/// What was found.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) groups: Vec<Group>,
    /// Places that could not be looked into.
    pub(crate) unread: Vec<(PathBuf, String)>,
}

/// Looks below all paths. A folder that is reached twice counts once.
pub(crate) fn discover(paths: &[PathBuf]) -> Found {
    let mut search = Search::default();
    for path in paths {
        search.look(path, 0);
    }
    search.records.sort();
    search.records.dedup();
    Found { groups: group(&search.records), unread: search.unread }
}

#[derive(Default)]
struct Search {
    records: Vec<PathBuf>,
    unread: Vec<(PathBuf, String)>,
    seen: usize,
}

impl Search {
    fn look(&mut self, path: &Path, depth: usize) {
        if depth > MAX_DEPTH || self.seen > MAX_ENTRIES {
            return self.unread.push((path.into(), "too deep or too many".into()));
        }
        // What the caller names may be a link; what lies below may not.
        let root = if depth == 0 { fs::canonicalize(path) } else { Ok(path.into()) };
        let read = root.and_then(|root| Ok((fs::read_dir(&root)?, root)));
        let (entries, root) = match read {
            Ok(read) => read,
            Err(e) => return self.unread.push((path.into(), e.to_string())),
        };
        if fs::symlink_metadata(root.join(layout::SUMS)).is_ok() {
            return self.records.push(root);
        }
        let mut below = Vec::new();
        for entry in entries {
            self.seen += 1;
            match entry.and_then(|e| Ok((e.file_type()?, e.path()))) {
                Ok((kind, path)) if kind.is_dir() => below.push(path),
                Ok(_) => (),
                Err(e) => self.unread.push((root.clone(), e.to_string())),
            }
        }
        below.sort();
        below.iter().for_each(|path| self.look(path, depth + 1));
    }
}

type Name = (String, Option<(&'static str, String)>);

/// Puts together what seems to be of one village; what cannot be told goes where the code fits.
fn group(records: &[PathBuf]) -> Vec<Group> {
    let mut groups: BTreeMap<Name, Group> = BTreeMap::new();
    let names: Vec<Name> = records.iter().map(|path| name(path)).collect();
    for (path, name) in records.iter().zip(&names).filter(|(_, (_, election))| election.is_some()) {
        groups.entry(name.clone()).or_default().paths.push(path.clone());
    }
    for (path, name) in records.iter().zip(names).filter(|(_, (_, election))| election.is_none()) {
        let same = groups.keys().find(|(code, _)| *code == name.0).cloned();
        groups.entry(same.unwrap_or(name)).or_default().paths.push(path.clone());
    }
    groups.into_values().collect()
}

/// Code of the village, and mode and election, read from two small files without believing them.
fn name(path: &Path) -> Name {
    let mut folder = Folder::default();
    for file in [layout::SUMS, "definition.json"] {
        let plain = fs::symlink_metadata(path.join(file)).is_ok_and(|m| m.is_file() && m.len() <= manifest::MAX_DOCUMENT as u64);
        if let Some(bytes) = plain.then(|| fs::read(path.join(file)).ok()).flatten() {
            folder.insert(file, bytes);
        }
    }
    let definition = folder.get("definition.json").and_then(|bytes| Definition::parse(bytes).ok());
    let listed = Sums::read(&folder).ok().and_then(|sums| village_of(&sums));
    let code = listed.or_else(|| definition.as_ref().map(|d| d.village.code.to_string()));
    let election = definition.map(|d| (d.mode.as_str(), d.election.to_string()));
    (code.unwrap_or_else(|| path.to_string_lossy().into_owned()), election)
}

fn village_of(sums: &Sums) -> Option<String> {
    let name = sums.name();
    let code = if sums.tier() == Tier::Bundle { name.split('/').nth(3)? } else { name };
    code.parse::<VillageCode>().ok().map(|code| code.to_string())
}
