//! The public record made again from a sealed one: what C57 compares and what plans of a sealed record name.

use ballot::Code;
use canonical::json;
use record::{Folder, PublicChallenge, layout};

use crate::booth::Booth;

/// Every file of the public record but its list of sums.
pub(crate) fn public(sealed: &Folder, booths: &[Booth]) -> Folder {
    let mut folder = Folder::default();
    for (path, bytes) in sealed.iter().filter(|(path, _)| !path.starts_with("booths/") && *path != layout::SUMS) {
        folder.insert(path, bytes.to_vec());
    }
    for booth in booths {
        one(booth, sealed, &mut folder);
    }
    folder
}

fn one(booth: &Booth, sealed: &Folder, folder: &mut Folder) {
    let mut put = |file: &str, bytes: Vec<u8>| folder.insert(&booth.site.path(file), bytes);
    if let Some(head) = sealed.get(&booth.site.path(layout::CHECKPOINT)) {
        put(layout::CHECKPOINT, head.to_vec());
    }
    let cast = booth.cast().map(|b| (b.code, json::to_bytes(&b.data)));
    let challenge = |ballot: &crate::booth::Ballot, opening: &ballot::Opening| {
        json::to_bytes(&PublicChallenge { ballot: ballot.data.clone(), opening: opening.clone() })
    };
    let challenged = booth.challenged().map(|(b, opening)| (b.code, challenge(b, opening)));
    put(layout::LEAVES, lines(booth.leaves.iter().map(|leaf| leaf.to_string().into_bytes())));
    put(layout::ANCHORS, lines(booth.anchors.iter().cloned()));
    put(layout::CAST, sorted(cast));
    put(layout::CHALLENGED, sorted(challenged));
    put(layout::SPOILED, sorted(booth.spoiled.iter().map(|c| (*c, c.to_string().into_bytes()))));
    put(layout::VOID, sorted(booth.void.iter().map(|c| (*c, c.to_string().into_bytes()))));
}

fn sorted(list: impl Iterator<Item = (Code, Vec<u8>)>) -> Vec<u8> {
    let mut list: Vec<_> = list.collect();
    list.sort_by_key(|(code, _)| *code);
    lines(list.into_iter().map(|(_, line)| line))
}

fn lines(list: impl Iterator<Item = Vec<u8>>) -> Vec<u8> {
    list.flat_map(|line| line.into_iter().chain(*b"\n")).collect()
}
