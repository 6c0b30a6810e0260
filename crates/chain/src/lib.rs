//! One line of a log, its leaf, the RFC 6962 tree, C2SP notes, checkpoints, cosignatures.
//!
//! A log is a file of lines ([`mod@line`]). Each line names its place and its parent and carries the signature of the log's key; a [`Tip`]
//! says which line may come next. The bodies are the leaves of the [`tree`], whose root, written as a [`checkpoint`] and signed
//! as a [`note`], fixes everything before it. The same note format signs every other [`document`]. An [`origin`] names the log
//! and says whether it is real or a rehearsal.
//!
//! Pure: bytes, keys, salts and times are arguments. Nothing here knows an election word.

pub mod checkpoint;
pub mod document;
pub mod line;
pub mod note;
pub mod origin;
mod tip;
pub mod tree;

pub use checkpoint::{Checkpoint, SignedCheckpoint};
pub use line::Line;
pub use note::{KeyName, Note, Verifier};
pub use origin::Origin;
pub use tip::{ChainError, Tip};
