//! The one table of hash and signature domains. Two uses never share a tag; a test holds the table unique.

/// The name of one use of a hash or signature.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Tag(&'static str);

impl Tag {
    /// The bytes that are framed first.
    #[must_use]
    pub const fn as_bytes(self) -> &'static [u8] {
        self.0.as_bytes()
    }

    /// The tag as it stands in the specification.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.0
    }
}

macro_rules! tags {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)*) => {
        $($(#[$doc])* pub const $name: Tag = Tag($text);)*
        /// Every tag there is, in the order of the table.
        pub const ALL: &[Tag] = &[$($name),*];
    };
}

tags! {
    // The digest ladder.
    /// Suite digest: the root of every context.
    SUITE = "suara/v1/suite";
    /// Village digest: suite and definition.
    VILLAGE = "suara/v1/village";
    /// Joint key digest: village, ceremony transcript, key.
    KEY = "suara/v1/key";
    /// Booth digest: key, station, booth, first opening entry.
    BOOTH = "suara/v1/booth";
    /// Ballot context: booth, slot, card leaf, stratum.
    BALLOT = "suara/v1/ballot";

    // Cards and roll.
    /// Leaf of a card in the deck.
    CARD = "suara/v1/card";
    /// Hash of a card's serial.
    CARD_SERIAL = "suara/v1/card-serial";
    /// The issuer's signature on a card.
    CARD_ISSUE = "suara/v1/card-issue";
    /// Roll tag key commitment.
    ROLL_KEY = "suara/v1/roll-key";
    /// First line of the HMAC that tags a NIK.
    ROLL_NIK = "suara/v1/nik";
    /// A desk's signed counts.
    DESK_COUNTS = "suara/v1/desk-counts";

    // Ballot.
    /// Confirmation code of a sealed ballot.
    CODE = "suara/v1/code";
    /// Weights that fold a vector into one ciphertext.
    UNIT_RHO = "suara/v1/unit-rho";
    /// Challenge of the unit-vector proof.
    UNIT_CHAL = "suara/v1/unit-chal";
    /// Content of proofs that are checked together.
    UNIT_BATCH = "suara/v1/unit-batch";
    /// Weights of equations that are checked together.
    UNIT_WEIGHT = "suara/v1/unit-weight";
    /// Values of a ballot derived from its seed.
    BALLOT_VALUE = "suara/v1/ballot-value";
    /// Slot and salts derived from a seed.
    SEED_LABEL = "suara/v1/seed-label";
    /// Salted hash of a witness secret.
    WITNESS_SECRET = "suara/v1/witness-secret";
    /// First state of the seed ratchet.
    SEED_POOL = "suara/v1/seed-pool";
    /// One step of the seed ratchet.
    SEED_STEP = "suara/v1/seed-step";
    /// Leaf of a seed under the printed root.
    SEED_LEAF = "suara/v1/seed-leaf";

    // Key ceremony.
    /// A guardian's seed for one village and attempt, from what it drew for all.
    CEREMONY_SEED = "suara/v1/ceremony-seed";
    /// A guardian's polynomial and exchange key, derived from its seed.
    CEREMONY_VALUE = "suara/v1/ceremony-value";
    /// Commitment to coefficients before they are shown.
    COEFFICIENTS = "suara/v1/coefficients";
    /// Nonces of the proof of possession.
    POP_NONCE = "suara/v1/pop-nonce";
    /// Challenge of the proof of possession.
    POP_CHAL = "suara/v1/pop-chal";
    /// Key under which one share travels.
    SHARE_KEY = "suara/v1/share-key";

    // Opening.
    /// Statement of a factor, hashed into its nonce.
    OPEN_STATEMENT = "suara/v1/open-statement";
    /// Nonce of a factor's proof.
    OPEN_NONCE = "suara/v1/open-nonce";
    /// Challenge of a factor's proof.
    OPEN_CHAL = "suara/v1/open-chal";

    // Documents of people.
    /// A guardian's signature on the hash it commits to.
    CEREMONY_COMMIT = "suara/v1/ceremony-commit";
    /// A guardian's signature on what it shows.
    CEREMONY_REVEAL = "suara/v1/ceremony-reveal";
    /// A guardian's signature on its encrypted shares.
    CEREMONY_SHARES = "suara/v1/ceremony-shares";
    /// A guardian's signature on the whole transcript.
    CEREMONY_CONFIRM = "suara/v1/ceremony-confirm";
    /// Public randomness of the trial ciphertext.
    CEREMONY_TRIAL = "suara/v1/ceremony-trial";
    /// A guardian's signature on its factors.
    OPENING = "suara/v1/opening";
    /// A counter's signature on a paper count.
    PAPER_COUNT = "suara/v1/paper-count";

    // Log.
    /// A booth's or desk's signature on one line.
    LINE = "suara/v1/line";
    /// A booth's signature on a strip.
    STRIP = "suara/v1/strip";
    /// Weights of signatures that an auditor checks together.
    AUDIT_WEIGHT = "suara/v1/audit-weight";
    /// Confirms that a device key was enrolled for this definition.
    ENROL = "suara/v1/enrol";

    // Tests.
    /// Seeded streams of a simulation; nothing that ships uses it.
    SIMULATION = "suara/v1/simulation";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_uses_share_a_tag() {
        for (i, a) in ALL.iter().enumerate() {
            assert!(a.as_str().starts_with("suara/v1/"), "{a:?}");
            assert!(ALL.iter().skip(i + 1).all(|b| a != b), "{a:?} stands twice");
        }
    }
}
