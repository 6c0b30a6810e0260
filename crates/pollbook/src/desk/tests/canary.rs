//! Names and NIKs are planted in the roll and looked for in everything that is not encrypted.

use canonical::{base64, hex, json};

use super::*;

/// Each of these would stand for a person: in any of five spellings.
fn assert_no_person(what: &str, bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let people = roll();
    let added = ["1111111111111111".to_owned(), "Rahmat".to_owned()];
    let canaries = people.voters().iter().flat_map(|v| [v.name.to_string(), String::from_utf8_lossy(v.nik.as_bytes()).into_owned()]);
    for canary in canaries.chain(added) {
        let reversed: String = canary.chars().rev().collect();
        let upper = canary.to_uppercase();
        for form in [canary.clone(), hex::encode(canary.as_bytes()), base64::encode(canary.as_bytes()), reversed, upper] {
            assert!(!text.contains(&form), "{what} holds {form}");
        }
    }
}

#[test]
fn no_name_and_no_nik_leaves_the_encrypted_roll() {
    let mut desk = desk_on(&MemDisk::new());
    let counts = whole_day(&mut desk);
    assert_no_person("counts", &counts.to_bytes());
    for line in desk.log.lines() {
        assert_no_person("journal", &line.to_bytes());
    }
    let tags: Vec<_> = desk.post().roll().voters().iter().map(|v| desk.post().tag(&v.nik)).collect();
    assert_no_person("tags", &json::to_bytes(&tags));
    assert_no_person("debug", format!("{:?} {:?}", desk.post(), desk.state()).as_bytes());
}
