//! What one ballot costs: sealing it, verifying its proof alone and in a batch, for two to five candidates and the blank.

use benches::{median, micros};
use canonical::{Hash, sha256};
use elgamal::unit::{self, Batch, Proof, Statement};
use elgamal::{Ciphertext, JointKey, NonIdentity, SecretScalar};

const BATCH: u32 = 256;
const ROUNDS: usize = 15;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let key = JointKey::new(NonIdentity::new(SecretScalar::reduce_wide(&[7; 64]).public())?);
    for options in 3..=6 {
        let ballots: Vec<(Hash, Vec<Ciphertext>, Proof)> = (0..BATCH).map(|i| seal(&key, options, i)).collect::<Result<_, _>>()?;
        let sealing = median(ROUNDS, || {
            for i in 0..32 {
                std::hint::black_box(seal(&key, options, i)).ok();
            }
        });
        let one = ballots.first().ok_or("no ballot")?;
        let alone = median(ROUNDS, || {
            std::hint::black_box(Statement::new(&key, one.0, &one.1).map(|s| unit::verify(&s, &one.2).is_ok())).ok();
        });
        let together = median(ROUNDS, || {
            let mut batch = Batch::new();
            for (context, ciphertexts, proof) in &ballots {
                if let Ok(statement) = Statement::new(&key, *context, ciphertexts) {
                    batch.add(statement, proof);
                }
            }
            std::hint::black_box(batch.verify([1; 32])).ok();
        });
        let bytes = one.1.len() * Ciphertext::LENGTH + one.2.to_bytes().len();
        println!(
            "options {options}: {bytes} bytes, seal {}, verify alone {}, verify in batches of {BATCH} {}",
            micros(sealing, 32),
            micros(alone, 1),
            micros(together, BATCH)
        );
    }
    Ok(())
}

fn seal(key: &JointKey, options: usize, number: u32) -> Result<(Hash, Vec<Ciphertext>, Proof), unit::SealError> {
    let context = sha256(&number.to_be_bytes());
    let (ciphertexts, proof) = unit::seal(key, &context, options, number as usize % options, context.as_bytes())?;
    Ok((context, ciphertexts, proof))
}
