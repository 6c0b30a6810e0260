//! Hostile and interrupted folders on a real disk.

use std::fs;

use super::*;

mod pulled;

fn place(name: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("suara-folder-{}-{name}", std::process::id()));
    drop(fs::remove_dir_all(&path));
    fs::create_dir_all(&path).unwrap();
    path
}

fn sample() -> Folder {
    let mut folder = Folder::default();
    assert!(folder.insert("a.json", b"1".to_vec()));
    assert!(folder.insert("booths/001-1/cast.jsonl", b"2".to_vec()));
    folder
}

#[test]
fn what_is_written_reads_back_and_may_be_written_again() {
    let root = place("round");
    let target = root.join("record");
    sample().write(&target).unwrap();
    assert_eq!(Folder::read(&target).unwrap(), sample());
    sample().write(&target).unwrap();
    let mut other = sample();
    other.insert("b.json", b"3".to_vec());
    assert!(matches!(other.write(&target), Err(FolderError::Exists { .. })));
    other.replace(&target).unwrap();
    assert_eq!(Folder::read(&target).unwrap(), other);
    fs::remove_dir_all(root).unwrap();
}

#[test]
fn paths_that_leave_the_folder_are_not_taken() {
    let mut folder = Folder::default();
    for bad in ["../a", "/a", "a/../b", "", "a//b", ".hidden", "a/b/c/d", "a\\b", "naïve", "a\nb"] {
        assert!(!folder.insert(bad, Vec::new()), "{bad}");
    }
}

#[test]
fn links_hidden_names_and_deep_folders_are_refused() {
    let root = place("hostile");
    std::os::unix::fs::symlink("/etc/passwd", root.join("link")).unwrap();
    assert!(matches!(Folder::read(&root), Err(FolderError::Kind { .. })));
    fs::remove_file(root.join("link")).unwrap();
    fs::write(root.join(".hidden"), b"").unwrap();
    assert!(matches!(Folder::read(&root), Err(FolderError::Name { .. })));
    fs::remove_file(root.join(".hidden")).unwrap();
    fs::create_dir_all(root.join("a/b/c/d")).unwrap();
    assert!(matches!(Folder::read(&root), Err(FolderError::Name { .. })));
    fs::remove_dir_all(root).unwrap();
}

#[test]
fn a_partial_folder_from_before_does_not_stop_the_next_write() {
    let root = place("partial");
    fs::create_dir_all(root.join(".partial-record")).unwrap();
    fs::write(root.join(".partial-record/half"), b"x").unwrap();
    sample().write(&root.join("record")).unwrap();
    assert_eq!(Folder::read(&root.join("record")).unwrap(), sample());
    fs::remove_dir_all(root).unwrap();
}
