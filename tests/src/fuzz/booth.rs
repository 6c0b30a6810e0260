//! A booth that signs whatever it is told.

pub(super) mod signed_log {
    use auditor::{Status, verify_folder};
    use canonical::sha256;
    use chain::{Checkpoint, KeyName, Line, SignedCheckpoint, Tip};
    use record::{Folder, Tier, layout};
    use serde_json::{Map, Value};

    use super::super::folders::bundle::import;
    use super::super::folders::list;
    use super::super::honest::{World, world};

    /// Lines of one log at most; an honest one of this village has some thirty.
    const MAX_LINES: usize = 60;
    const TIME: u64 = 1_822_726_800;

    /// Every line of the input is the content of an entry, `kind` included. Places, parents and signatures are put around it, and
    /// salts of the honest log, so that the booth's first entry stays the same while its content does.
    pub(in crate::fuzz) fn run(bytes: &[u8]) -> bool {
        let w = world();
        let Some(bundle) = sign(w, bytes) else { return false };
        let taken = import(w, &bundle);
        let checks = verify_folder(&bundle, &w.options()).checks;
        let failed: Vec<_> = checks.iter().filter(|check| check.status == Status::Fail).map(|check| (check.id, &check.evidence)).collect();
        assert!(!taken || failed.is_empty(), "the committee takes it, the auditor does not: {failed:?}");
        taken
    }

    fn sign(world: &World, bytes: &[u8]) -> Option<Folder> {
        let (station, booth) = world.place();
        let key = world.keys.booth(&world.prepared.spec, station, booth);
        let mut salts = world.log().map(|line| Line::parse(line).map(|line| line.header().salt));
        let (mut tip, mut entries) = (Tip::new(), Vec::new());
        for content in bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).take(MAX_LINES) {
            let content: Map<String, Value> = serde_json::from_slice(content).ok()?;
            let salt = salts.next().and_then(Result::ok).or_else(|| sha256(&tip.size().to_be_bytes()).as_bytes().first_chunk().copied())?;
            let line = Line::write(&tip, salt, &content, &world.origin, &key).ok()?;
            tip.append(&line).ok()?;
            entries.extend([line.to_bytes(), b"\n".to_vec()].concat());
        }
        let mut head = SignedCheckpoint::sign(Checkpoint::of(&world.origin, &tip), &key).ok()?;
        let name = KeyName::new(&format!("saksi-{}", world.prepared.spec.code)).ok()?;
        head.cosign(&name, &world.keys.witness(&world.prepared.spec), TIME).ok()?;
        let mut folder = world.bundle.clone();
        folder.insert(layout::ENTRIES, entries);
        folder.insert(layout::CHECKPOINT, head.to_string().into_bytes());
        list(world, &mut folder, Tier::Bundle);
        Some(folder)
    }

    pub(in crate::fuzz) fn honest() -> Vec<Vec<u8>> {
        let content = |line: &[u8]| {
            Some([canonical::json::to_bytes(&Line::parse(line).ok()?.content::<record::Entry>().ok()?), b"\n".to_vec()].concat())
        };
        vec![world().log().filter_map(content).flatten().collect()]
    }
}
