//! Finding t in t·G for counts: baby steps in a table, giant steps against it (Shanks).

use curve25519_dalek::constants::RISTRETTO_BASEPOINT_POINT;
use curve25519_dalek::ristretto::RistrettoPoint;
use curve25519_dalek::scalar::Scalar as Number;
use curve25519_dalek::traits::Identity;

use crate::group::{Element, encode_doubled};

/// Giant steps encoded together before looking them up.
const BLOCK: usize = 64;

/// Opens t·G for every t up to a maximum; made once, used for every option. About √max entries and √max steps.
#[derive(Debug)]
pub struct SumTable {
    max: u32,
    step: u32,
    baby: Vec<([u8; 32], u32)>,
}

impl SumTable {
    /// A table for counts of 0 to `max`, both included.
    #[must_use]
    pub fn new(max: u32) -> Self {
        let step = max.isqrt().saturating_add(1);
        let half = RISTRETTO_BASEPOINT_POINT * Number::ONE.div_by_2();
        let halves: Vec<RistrettoPoint> = walk(RistrettoPoint::identity(), half).take(step as usize).collect();
        let mut baby: Vec<_> = encode_doubled(&halves).iter().map(Element::to_bytes).zip(0..).collect();
        baby.sort_unstable();
        Self { max, step, baby }
    }

    /// The t ≤ max with t·G = `point`; `None` means that the sum holds something else than so many ballots' ones.
    #[must_use]
    pub fn open(&self, point: &Element) -> Option<u32> {
        let half = Number::ONE.div_by_2();
        let stride = RISTRETTO_BASEPOINT_POINT * (-Number::from(self.step) * half);
        let mut steps = walk(point.point() * half, stride);
        let mut giant = (0..=self.max / self.step).peekable();
        while giant.peek().is_some() {
            let block: Vec<u32> = giant.by_ref().take(BLOCK).collect();
            let halves: Vec<RistrettoPoint> = steps.by_ref().take(block.len()).collect();
            let found = encode_doubled(&halves).iter().zip(block).find_map(|(point, giant)| self.look_up(point, giant));
            if found.is_some() {
                return found.filter(|total| *total <= self.max);
            }
        }
        None
    }

    fn look_up(&self, point: &Element, giant: u32) -> Option<u32> {
        let place = self.baby.binary_search_by(|(bytes, _)| bytes.cmp(point.as_bytes())).ok()?;
        let (_, small) = self.baby.get(place)?;
        giant.checked_mul(self.step)?.checked_add(*small)
    }
}

fn walk(start: RistrettoPoint, step: RistrettoPoint) -> impl Iterator<Item = RistrettoPoint> {
    core::iter::successors(Some(start), move |point| Some(point + step))
}
