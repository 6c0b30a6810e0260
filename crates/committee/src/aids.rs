//! What is shipped with every record so that it explains and checks itself: the specification and a verifier in JavaScript. The
//! regency index names their digests, so whoever holds the index's digest on paper knows which text and program were announced.

use canonical::{Hash, sha256};
use record::{Folder, layout};

/// The pages of the specification, each as it is, in the order of SPEC 7.10.
const SPEC: &str = concat!(
    include_str!("../../../docs/SPEC.md"),
    include_str!("../../../docs/spec/1-bytes.md"),
    include_str!("../../../docs/spec/2-group.md"),
    include_str!("../../../docs/spec/3-documents.md"),
    include_str!("../../../docs/spec/4-ceremony.md"),
    include_str!("../../../docs/spec/5-log.md"),
    include_str!("../../../docs/spec/6-ballot.md"),
    include_str!("../../../docs/spec/7-records.md"),
    include_str!("../../../docs/spec/8-evening.md"),
    include_str!("../../../docs/spec/9-checks.md"),
    include_str!("../../../docs/spec/10-evidence.md"),
    include_str!("../../../docs/RULES.md"),
);

/// The bundled verifier; a test makes it again from its sources.
const VERIFIER: &[u8] = include_bytes!("../../../verifier/verify.mjs");

/// Aids that are not those the index announced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "spec.md atau verify.mjs bukan yang disebut index.json; pulihkan folder aids dari cadangan (specification or verifier is not the one the index names)"
)]
pub struct OtherAids;

/// The two aid files of an election. They are no evidence: an auditor checks that they are those of the index, and runs neither.
#[derive(Clone, PartialEq, Eq)]
pub struct Aids {
    spec: Box<[u8]>,
    verifier: Box<[u8]>,
}

impl Aids {
    /// Other aids than those shipped with this program, such as those kept since an election was set up.
    #[must_use]
    pub fn new(spec: impl Into<Box<[u8]>>, verifier: impl Into<Box<[u8]>>) -> Self {
        Self { spec: spec.into(), verifier: verifier.into() }
    }

    /// The specification and the verifier of this version of the program.
    #[must_use]
    pub fn shipped() -> Self {
        Self::new(SPEC.as_bytes(), VERIFIER)
    }

    /// SHA-256 of the specification, as the index names it.
    #[must_use]
    pub fn spec_digest(&self) -> Hash {
        sha256(&self.spec)
    }

    /// SHA-256 of the verifier, as the index names it.
    #[must_use]
    pub fn verifier_digest(&self) -> Hash {
        sha256(&self.verifier)
    }

    /// Puts both files into a record.
    pub(crate) fn put(&self, folder: &mut Folder) {
        folder.insert(layout::SPEC, self.spec.to_vec());
        folder.insert(layout::VERIFIER, self.verifier.to_vec());
    }

    /// The specification's bytes.
    #[must_use]
    pub fn spec(&self) -> &[u8] {
        &self.spec
    }

    /// The verifier's bytes.
    #[must_use]
    pub fn verifier(&self) -> &[u8] {
        &self.verifier
    }
}

impl core::fmt::Debug for Aids {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Aids {{ spec: {}, verifier: {} }}", self.spec_digest(), self.verifier_digest())
    }
}
