//! Bytes under everything: JSON, group elements, notes, heads, lines, journals.

use chain::{Checkpoint, Line, Note, SignedCheckpoint};

use super::honest::world;

fn owned<'a>(list: impl IntoIterator<Item = &'a [u8]>) -> Vec<Vec<u8>> {
    list.into_iter().map(<[u8]>::to_vec).collect()
}

fn head() -> &'static [u8] {
    world().bundle.get(record::layout::CHECKPOINT).unwrap_or_default()
}

pub(super) mod canonical_json {
    use canonical::json;
    use serde_json::Value;

    use super::world;

    const LIMIT: usize = 1 << 16;

    pub(in crate::fuzz) fn run(bytes: &[u8]) -> bool {
        let read: Result<Value, _> = json::from_bytes(bytes, LIMIT);
        let secret: Result<Value, _> = json::from_secret_bytes(bytes, LIMIT);
        assert_eq!(read, secret);
        let Ok(value) = read else { return false };
        assert_eq!(json::to_bytes(&value), bytes);
        assert_eq!(*json::to_secret_bytes(&value), bytes);
        true
    }

    pub(in crate::fuzz) fn honest() -> Vec<Vec<u8>> {
        let small = [&b"0"[..], b"{}", b"[[],{\"a\":{\"b\":[9007199254740991,true,\"\\n\"]}}]", "\"é\u{7f}\\u001f\\\"/\"".as_bytes()];
        let mut list = super::owned(small);
        list.push(world().file("result.json").to_vec());
        list
    }
}

pub(super) mod group_elements {
    use elgamal::ceremony::PopProof;
    use elgamal::opening::Partial;
    use elgamal::unit::Proof;
    use elgamal::{Ciphertext, CiphertextSum, Element, JointKey, NonIdentity, Scalar};

    use super::world;

    /// A value of a fixed size, if the bytes have it.
    fn fixed<const N: usize, T, E>(bytes: &[u8], read: impl Fn(&[u8; N]) -> Result<T, E>, write: impl Fn(&T) -> [u8; N]) -> bool {
        let Some(value) = <&[u8; N]>::try_from(bytes).ok().and_then(|bytes| read(bytes).ok()) else { return false };
        assert_eq!(write(&value).as_slice(), bytes);
        true
    }

    pub(in crate::fuzz) fn run(bytes: &[u8]) -> bool {
        let element = fixed(bytes, Element::from_bytes, Element::to_bytes);
        let key = fixed(bytes, NonIdentity::from_bytes, NonIdentity::to_bytes);
        assert!(!key || element, "a point that is none");
        assert_eq!(key, fixed(bytes, JointKey::from_bytes, JointKey::to_bytes));
        let scalar = fixed(bytes, Scalar::from_bytes, Scalar::to_bytes);
        let pair = fixed(bytes, Ciphertext::from_bytes, Ciphertext::to_bytes);
        let sum = fixed(bytes, CiphertextSum::from_bytes, CiphertextSum::to_bytes);
        assert!(!pair || sum, "a ciphertext that is no sum");
        let partial = fixed(bytes, Partial::from_bytes, Partial::to_bytes);
        let proof = Proof::from_bytes(bytes).inspect(|p| assert_eq!(p.to_bytes(), bytes)).is_ok();
        let possession = PopProof::from_bytes(bytes).inspect(|p| assert_eq!(p.to_bytes(), bytes)).is_ok();
        element | scalar | sum | partial | proof | possession
    }

    pub(in crate::fuzz) fn honest() -> Vec<Vec<u8>> {
        let mut list = vec![vec![0; 32], world().prepared.documents.key.joint().to_bytes().to_vec()];
        for challenge in super::super::texts::challenges(world()).into_iter().take(1) {
            list.push(challenge.ballot.proof.to_bytes());
            list.extend(challenge.ballot.ciphertexts.iter().map(|c| c.to_bytes().to_vec()));
        }
        list
    }
}

pub(super) mod note {
    use super::{Note, world};

    pub(in crate::fuzz) fn run(bytes: &[u8]) -> bool {
        let Ok(note) = Note::parse(bytes) else { return false };
        assert_eq!(note.to_string().as_bytes(), bytes);
        let known: Vec<_> = world().prepared.documents.committee().into_iter().chain(world().prepared.documents.witnesses()).collect();
        let signed = note.verify(&known).is_ok();
        let text = note.text().as_bytes();
        let ours = world().public.iter().chain(world().sealed.iter()).any(|(_, file)| file.starts_with(text));
        assert!(!signed || ours, "a note that nobody signed holds");
        true
    }

    pub(in crate::fuzz) fn honest() -> Vec<Vec<u8>> {
        super::owned([world().file("index.note"), world().file("result.note"), super::head()])
    }
}

pub(super) mod checkpoint {
    use super::{Checkpoint, Note, head};

    pub(in crate::fuzz) fn run(bytes: &[u8]) -> bool {
        let Some((text, head)) = core::str::from_utf8(bytes).ok().and_then(|t| Some((t, t.parse::<Checkpoint>().ok()?))) else {
            return false;
        };
        assert_eq!(head.to_string(), text);
        assert_eq!(head.mark_id().len(), 8);
        true
    }

    pub(in crate::fuzz) fn honest() -> Vec<Vec<u8>> {
        Note::parse(head()).iter().map(|note| note.text().as_bytes().to_vec()).collect()
    }
}

pub(super) mod signed_checkpoint {
    use super::{Note, SignedCheckpoint, head, world};

    pub(in crate::fuzz) fn run(bytes: &[u8]) -> bool {
        let w = world();
        let Ok(signed) = SignedCheckpoint::open(bytes, &w.origin, &w.booth_key()) else { return false };
        assert_eq!(signed.to_string().as_bytes(), bytes);
        let honest = Note::parse(head()).map(|note| note.text().to_owned());
        assert_eq!(Ok(signed.checkpoint().to_string()), honest);
        let witnesses = w.prepared.documents.witnesses();
        let most = witnesses.len();
        signed.cosigners(&witnesses).is_ok_and(|signers| signers.len() <= most)
    }

    pub(in crate::fuzz) fn honest() -> Vec<Vec<u8>> {
        super::owned([head()])
    }
}

pub(super) mod witness {
    use std::sync::OnceLock;

    use chain::KeyName;
    use guardian::Witness;
    use guardian::witness::{Checked, Evidence};

    use super::{head, world};

    const TIME: u64 = 1_822_726_800;

    /// State of a witness that saw the closing head.
    #[expect(clippy::expect_used, reason = "an honest head is cosigned")]
    pub(in crate::fuzz) fn state() -> &'static [u8] {
        static STATE: OnceLock<Vec<u8>> = OnceLock::new();
        STATE.get_or_init(|| {
            let mut witness = Witness::new(&[3; 32], KeyName::new("saksi-baru").expect("a name"));
            let key = world().booth_key();
            witness.cosign(head(), &[key], Evidence::None, &[], TIME).expect("an honest head");
            witness.to_state().to_vec()
        })
    }

    pub(in crate::fuzz) fn run(bytes: &[u8]) -> bool {
        let Ok(mut witness) = Witness::from_state(state()) else { return false };
        let before = witness.heads();
        let answer = witness.cosign(bytes, &[], Evidence::None, &[], TIME);
        assert_eq!(witness.heads(), before, "the witness remembers another head");
        let Ok(cosigned) = answer else { return false };
        assert_eq!(cosigned.checked, Checked::Same);
        assert_eq!(before, [cosigned.checkpoint]);
        true
    }

    pub(in crate::fuzz) fn honest() -> Vec<Vec<u8>> {
        super::owned([head()])
    }
}

pub(super) mod log_line {
    use record::Entry;

    use super::{Line, world};

    pub(in crate::fuzz) fn run(bytes: &[u8]) -> bool {
        let Ok(line) = Line::parse(bytes) else { return false };
        assert_eq!(line.to_bytes(), bytes);
        assert_eq!(line.leaf(), chain::tree::leaf_hash(line.body()));
        if let Ok(entry) = line.content::<Entry>() {
            let value = serde_json::to_value(&entry).unwrap_or_default();
            assert_eq!(value.get("kind").and_then(|kind| kind.as_str()), Some(&*line.header().kind));
        }
        let signed = line.verify(&world().origin, &world().booth_key()).is_ok();
        assert!(!signed || world().log().any(|own| own == bytes), "a line that the booth did not sign holds");
        signed
    }

    pub(in crate::fuzz) fn honest() -> Vec<Vec<u8>> {
        super::owned(world().log())
    }
}

pub(super) mod journal {
    use std::path::Path;

    use record::layout;
    use tally_log::{Disk, Identity, JOURNAL_FILE, Log, MemDisk, Store};

    use super::world;

    /// The first byte says which of the two media holds the input; on the other lies the honest journal, or the input too.
    pub(in crate::fuzz) fn run(bytes: &[u8]) -> bool {
        let Some((which, content)) = bytes.split_first() else { return false };
        let honest = world().bundle.get(layout::ENTRIES).unwrap_or_default();
        let (first, second) = match which % 3 {
            0 => (content, content),
            1 => (content, honest),
            _ => (honest, content),
        };
        let disk = MemDisk::new();
        let put = |medium: &str, bytes: &[u8]| -> std::io::Result<()> {
            disk.make_dir(Path::new(medium))?;
            disk.create(&Path::new(medium).join(JOURNAL_FILE))?.append(bytes)
        };
        assert!(put("first", first).and_then(|()| put("second", second)).is_ok(), "a disk in memory takes every write");
        let identity = Identity::new(world().origin.clone(), world().booth_key(), |_| Vec::new());
        let Ok((log, startup)) = Log::open(Store::in_memory(&disk), identity) else { return false };
        assert_eq!(startup.lines, log.lines().len() as u64);
        let own: Vec<&[u8]> = world().log().take(log.lines().len()).collect();
        assert_eq!(log.lines().iter().map(chain::Line::to_bytes).collect::<Vec<_>>(), own);
        true
    }

    pub(in crate::fuzz) fn honest() -> Vec<Vec<u8>> {
        let text = world().bundle.get(layout::ENTRIES).unwrap_or_default();
        let lines: Vec<Vec<u8>> = world().log().map(|line| [line, b"\n"].concat()).collect();
        let (start, most) = (lines.iter().take(3), lines.iter().take(lines.len().saturating_sub(1)));
        let (start, most): (Vec<u8>, Vec<u8>) = (start.flatten().copied().collect(), most.flatten().copied().collect());
        vec![[b"\0", start.as_slice()].concat(), [b"\x01", most.as_slice(), b"{\"body"].concat(), [b"\x02", text].concat()]
    }
}
