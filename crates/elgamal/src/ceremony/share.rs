//! One share on its way from guardian i to guardian j: Diffie–Hellman of the attempt's exchange keys, then ChaCha20-Poly1305
//! (RFC 8439).
//!
//! ```text
//! key  = first 32 bytes of SHA-512(share-key; context, attempt, i, j, exchange key of i, exchange key of j, shared point)
//! aad  = context ‖ attempt ‖ i ‖ j          numbers as eight big-endian bytes
//! file = ciphertext of 32 bytes ‖ tag of 16 bytes
//! ```
//!
//! The nonce is zero: a key serves one share of one attempt in one direction.

use core::fmt;

use canonical::{Hash, Transcript, tag};
use chacha20poly1305::{AeadInOut, ChaCha20Poly1305, Key, KeyInit, Nonce, Tag};
use zeroize::Zeroizing;

use super::GuardianNumber;
use crate::encoding::{EncodingError, serde_base64};
use crate::group::{Element, NonIdentity, SecretScalar};

/// The shared point secret·public, in constant time. Never a key by itself: [`ShareChannel`] hashes it with everything around it.
#[must_use]
pub fn dh(secret: &SecretScalar, public: &NonIdentity) -> Element {
    Element::from_point(public.element().point() * secret.0)
}

/// The way from one guardian to another in one attempt.
#[derive(Clone, Copy, Debug)]
pub struct ShareChannel<'a> {
    /// The village's definition digest.
    pub context: &'a Hash,
    /// The attempt.
    pub attempt: u32,
    /// Guardian i, whose polynomial the share is of.
    pub sender: GuardianNumber,
    /// Guardian j, whom the share is for.
    pub receiver: GuardianNumber,
    /// The sender's exchange key, after its [`super::PopProof`] was verified.
    pub sender_key: &'a NonIdentity,
    /// The receiver's exchange key, after its [`super::PopProof`] was verified.
    pub receiver_key: &'a NonIdentity,
}

/// An encrypted share, 48 bytes. JSON: base64.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct EncryptedShare([u8; 48]);

/// Why a share did not travel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ShareError {
    /// The tag does not fit: other keys, attempt, numbers, or changed bytes.
    #[error("the encrypted share was changed or made for another guardian or attempt; ask its sender for the file again")]
    NotAuthentic,
    /// The sender encrypted something that is no scalar.
    #[error("the sender encrypted something that is no share; void this attempt and name the sender")]
    NotAShare,
    /// The cipher refused 32 bytes, which RFC 8439 never does.
    #[error("the share could not be encrypted; nothing was sent, start the step again")]
    NotEncrypted,
}

impl ShareChannel<'_> {
    /// Encrypts `share`; `secret` is the sender's.
    pub fn seal(&self, secret: &SecretScalar, share: &SecretScalar) -> Result<EncryptedShare, ShareError> {
        let mut text = share.to_bytes();
        let cipher = self.cipher(&dh(secret, self.receiver_key));
        let tag = cipher.encrypt_inout_detached(&Nonce::default(), &self.aad(), text.as_mut_slice().into());
        let tag = tag.map_err(|_| ShareError::NotEncrypted)?;
        let mut bytes = [0; 48];
        let (body, end) = bytes.split_at_mut(32);
        body.copy_from_slice(text.as_slice());
        end.copy_from_slice(&tag);
        Ok(EncryptedShare(bytes))
    }

    /// Decrypts; `secret` is the receiver's. What comes out still has to pass [`super::verify_share`].
    pub fn open(&self, secret: &SecretScalar, encrypted: &EncryptedShare) -> Result<SecretScalar, ShareError> {
        let (text, tag) = encrypted.0.split_first_chunk::<32>().ok_or(ShareError::NotAuthentic)?;
        let tag = Tag::try_from(tag).map_err(|_| ShareError::NotAuthentic)?;
        let mut text = Zeroizing::new(*text);
        let cipher = self.cipher(&dh(secret, self.sender_key));
        let opened = cipher.decrypt_inout_detached(&Nonce::default(), &self.aad(), text.as_mut_slice().into(), &tag);
        opened.map_err(|_| ShareError::NotAuthentic)?;
        SecretScalar::from_bytes(&text).map_err(|_| ShareError::NotAShare)
    }

    fn numbers(&self) -> [u64; 3] {
        [self.attempt, self.sender.get(), self.receiver.get()].map(u64::from)
    }

    pub(super) fn aad(&self) -> Vec<u8> {
        self.context.as_bytes().iter().copied().chain(self.numbers().into_iter().flat_map(u64::to_be_bytes)).collect()
    }

    pub(super) fn cipher(&self, shared: &Element) -> ChaCha20Poly1305 {
        // The shared point goes in last, and the capacity of a transcript holds all of it: no copy stays behind.
        let mut transcript = Transcript::new(tag::SHARE_KEY);
        transcript.part(self.context.as_bytes());
        for number in self.numbers() {
            transcript.number(number);
        }
        transcript.part(self.sender_key.as_bytes()).part(self.receiver_key.as_bytes()).part(shared.as_bytes());
        let wide = Zeroizing::new(transcript.finish_wide());
        let mut key = Zeroizing::new([0; 32]);
        key.iter_mut().zip(wide.iter()).for_each(|(to, from)| *to = *from);
        ChaCha20Poly1305::new(<&Key>::from(&*key))
    }
}

impl EncryptedShare {
    /// Takes ciphertext ‖ tag; any 48 bytes are a candidate.
    pub const fn from_bytes(bytes: &[u8; 48]) -> Result<Self, EncodingError> {
        Ok(Self(*bytes))
    }

    /// Ciphertext ‖ tag.
    #[must_use]
    pub const fn to_bytes(&self) -> [u8; 48] {
        self.0
    }
}

impl fmt::Debug for EncryptedShare {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EncryptedShare({})", canonical::hex::encode(&self.0))
    }
}

serde_base64!(EncryptedShare);
