//! Encrypts a selection under a joint key on Ristretto255, proves it a unit vector, verifies proofs; the mathematics of ceremony
//! and opening.
//!
//! Read in this order: [`group`] (points and scalars, their only encodings), [`cipher`] (exponential ElGamal and its sums),
//! [`mod@unit`] (the proof that a vector of ciphertexts holds one 1 and otherwise 0; the argument is in `docs/UNIT_VECTOR_PROOF.md`),
//! [`ceremony`] (how guardians make a key that nobody holds) and [`opening`] (how `t` of them open a sum).
//!
//! The crate is pure: it reads no clock, file or random source. Every secret value comes from a seed that the caller passes in, so
//! the same input always gives the same bytes. The suite is fixed: Ristretto255 (RFC 9496), SHA-512 for challenges and derived
//! values, hashed fields framed as [`canonical::Transcript`] does it. Numbers inside hashes are eight big-endian bytes.

pub mod ceremony;
pub mod cipher;
mod encoding;
pub mod group;
pub mod opening;
pub mod unit;

pub use cipher::{Ciphertext, CiphertextSum, JointKey};
pub use encoding::EncodingError;
pub use group::{Element, NonIdentity, Scalar, SecretScalar};
