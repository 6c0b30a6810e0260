//! Turns a value into its only byte form, hashes it under a named domain, signs it with Ed25519 and verifies it by the one rule.
//!
//! Start with [`json`] (the one spelling of every document), then [`tag`] (the table of hash domains), then [`sign`] (keys and
//! signatures). Nothing here knows an election word, reads a clock or draws randomness.

pub mod base32;
pub mod base64;
mod digest;
pub mod hex;
pub mod json;
pub mod sign;
pub mod tag;

pub use digest::{Hash, Transcript, hash, sha256, wide_hash};
pub use sign::{PublicKey, Signature, SignatureBatch, SigningKey};
pub use tag::Tag;
