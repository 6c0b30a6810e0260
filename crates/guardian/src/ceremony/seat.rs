//! One guardian's part in one village's ceremony: what follows from its seed.

use canonical::{Hash, SigningKey, hash, tag};
use elgamal::ceremony::{
    Claim, Coefficients, GuardianNumber, Polynomial, PopProof, Seat, ShareChannel, exchange_secret, sum_shares, verify_share,
};
use elgamal::{NonIdentity, SecretScalar};
use manifest::Definition;
use record::ceremony::{Contribution, seat, sign_commitment, sign_reveal};
use record::{TranscriptData, TranscriptError, VillageKey};

use super::CeremonyError;
use super::message::{Commit, Reveal, SentShare, Shares};
use crate::secret::Secret;

/// A guardian in a village's attempt, with the secrets of its seed. Everything it makes is the same whenever it is made again,
/// so a step may be repeated after a crash without a second version of any file.
pub(super) struct Own<'a> {
    definition: &'a Definition,
    village: Hash,
    attempt: u32,
    number: u32,
    key: &'a SigningKey,
    seed: &'a Secret,
    seat: Seat,
    polynomial: Polynomial,
    coefficients: Coefficients,
    exchange: SecretScalar,
    exchange_key: NonIdentity,
}

/// The seed of one village and attempt from what was drawn for all: erasing it erases this village's secrets and no other's.
pub(super) fn village_seed(drawn: &[u8; 32], definition: &Definition, attempt: u32) -> Secret {
    let village = definition.village_digest();
    let parts: [&[u8]; 3] = [drawn, village.as_bytes(), &attempt.to_be_bytes()];
    Secret::new(*hash(tag::CEREMONY_SEED, &parts).as_bytes())
}

impl<'a> Own<'a> {
    pub(super) fn new(
        definition: &'a Definition,
        attempt: u32,
        number: u32,
        key: &'a SigningKey,
        seed: &'a Secret,
    ) -> Result<Self, CeremonyError> {
        let code = || definition.village.code.clone();
        let seat = seat(definition, attempt, number)
            .map_err(|error| CeremonyError::Transcript { village: code(), error: TranscriptError::Seat(error) })?;
        let polynomial = Polynomial::from_seed(seed.bytes(), &seat);
        let coefficients = polynomial.coefficients().map_err(|_| CeremonyError::Draw { village: code() })?;
        let exchange = exchange_secret(seed.bytes(), &seat);
        let exchange_key = NonIdentity::new(exchange.public()).map_err(|_| CeremonyError::Draw { village: code() })?;
        let village = definition.village_digest();
        Ok(Self { definition, village, attempt, number, key, seed, seat, polynomial, coefficients, exchange, exchange_key })
    }

    pub(super) fn commit(&self) -> Commit {
        let (definition, attempt, number) = (self.definition, self.attempt, self.number);
        let commitment = self.with_claim(|claim| claim.commitment());
        let sig = sign_commitment(definition, attempt, number, &commitment, self.key);
        Commit { attempt, commitment, definition: definition.digest(), number, sig }
    }

    pub(super) fn reveal(&self) -> Reveal {
        let Commit { attempt, commitment, definition, number, sig: commitment_sig } = self.commit();
        // Nonces are hashed from the secrets and the claim too; this adds nothing that repeats in another seat.
        let fresh = hash(tag::CEREMONY_SEED, &[self.seed.bytes(), b"possession"]);
        let possession = self.with_claim(|claim| PopProof::prove(claim, &self.polynomial, &self.exchange, fresh.as_bytes()));
        let reveal_sig = sign_reveal(&commitment, &possession, self.key);
        let (coefficients, exchange_key) = (self.coefficients.clone(), self.exchange_key);
        let contribution = Contribution { coefficients, commitment, commitment_sig, exchange_key, possession, reveal_sig };
        Reveal { attempt, contribution, definition, number }
    }

    /// `all` must be the contributions of a transcript that [`VillageKey`] accepted.
    pub(super) fn shares(&self, key: &VillageKey, all: &[Contribution]) -> Result<Shares, CeremonyError> {
        let mut shares = Vec::new();
        for (receiver, contribution) in (1..).zip(all).filter(|(receiver, _)| *receiver != self.number) {
            let to = self.guardian(receiver)?;
            let channel = self.channel(self.seat.guardian(), &self.exchange_key, to, &contribution.exchange_key);
            let share = channel.seal(&self.exchange, &self.polynomial.share_for(to));
            let share = share.map_err(|error| self.share_error(self.number, error))?;
            shares.push(SentShare { receiver, share });
        }
        let (attempt, number, definition) = (self.attempt, self.number, self.definition.digest());
        let sig = canonical::Signature::from_bytes([0; 64]);
        Ok(Shares { attempt, definition, number, shares, sig, transcript: key.transcript() }.signed(self.definition, self.key))
    }

    /// Adds up what everybody sent here; each share must lie on its sender's polynomial.
    pub(super) fn collect(&self, transcript: &Hash, all: &[Contribution], sent: &[Shares]) -> Result<SecretScalar, CeremonyError> {
        let mut shares = vec![self.polynomial.share_for(self.seat.guardian())];
        for (from, contribution) in sent.iter().zip(all).filter(|(from, _)| from.number != self.number) {
            shares.push(self.receive(transcript, contribution, from)?);
        }
        Ok(sum_shares(&shares))
    }

    fn receive(&self, transcript: &Hash, sender: &Contribution, from: &Shares) -> Result<SecretScalar, CeremonyError> {
        let (village, number, receiver) = (self.definition.village.code.clone(), from.number, self.number);
        if from.transcript != *transcript {
            return Err(CeremonyError::Split { village, number, theirs: from.transcript, ours: *transcript });
        }
        let mut mine = from.shares.iter().filter(|share| share.receiver == receiver);
        let (Some(sent), None) = (mine.next(), mine.next()) else {
            return Err(CeremonyError::Unsent { village, sender: number, receiver });
        };
        let channel = self.channel(self.guardian(number)?, &sender.exchange_key, self.seat.guardian(), &self.exchange_key);
        let share = channel.open(&self.exchange, &sent.share).map_err(|error| self.share_error(number, error))?;
        let fits = verify_share(&share, self.seat.guardian(), &sender.coefficients);
        if fits { Ok(share) } else { Err(CeremonyError::BadShare { village, sender: number }) }
    }

    fn channel<'b>(
        &'b self,
        sender: GuardianNumber,
        sender_key: &'b NonIdentity,
        receiver: GuardianNumber,
        receiver_key: &'b NonIdentity,
    ) -> ShareChannel<'b> {
        ShareChannel { context: &self.village, attempt: self.attempt, sender, receiver, sender_key, receiver_key }
    }

    fn with_claim<T>(&self, use_it: impl FnOnce(&Claim<'_>) -> T) -> T {
        let identity = self.key.public().to_bytes();
        use_it(&Claim { seat: &self.seat, identity: &identity, coefficients: &self.coefficients, exchange_key: &self.exchange_key })
    }

    fn guardian(&self, number: u32) -> Result<GuardianNumber, CeremonyError> {
        let village = self.definition.village.code.clone();
        GuardianNumber::new(number).map_err(|error| CeremonyError::Transcript { village, error: TranscriptError::Seat(error) })
    }

    fn share_error(&self, sender: u32, error: elgamal::ceremony::ShareError) -> CeremonyError {
        CeremonyError::Share { village: self.definition.village.code.clone(), sender, error }
    }
}

/// The transcript of everybody's reveals, and the key it makes.
pub(super) fn transcript(definition: &Definition, attempt: u32, reveals: &[Reveal]) -> Result<(TranscriptData, VillageKey), CeremonyError> {
    let contributions = reveals.iter().map(|reveal| reveal.contribution.clone()).collect();
    let data = TranscriptData { attempt, contributions, definition: definition.digest(), format: TranscriptData::FORMAT.into() };
    let village = || definition.village.code.clone();
    let key = VillageKey::new(&data, definition).map_err(|error| CeremonyError::Transcript { village: village(), error })?;
    Ok((data, key))
}

/// What the trial decryption's nonce is mixed with; the same for the same share, so that a repeated confirmation is the same file.
pub(super) fn trial_fresh(share: &SecretScalar) -> [u8; 32] {
    *hash(tag::CEREMONY_SEED, &[&*share.to_bytes(), b"trial"]).as_bytes()
}
