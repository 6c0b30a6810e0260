//! Measured figures. Each program prints one line a figure; `docs/PERFORMANCE.md` says how they were taken.

use std::time::{Duration, Instant};

/// The median time of `rounds` calls of `work`, after one call that is not counted.
pub fn median(rounds: usize, mut work: impl FnMut()) -> Duration {
    work();
    let mut times: Vec<Duration> = (0..rounds.max(1))
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// Microseconds with one decimal.
#[must_use]
pub fn micros(time: Duration, parts: u32) -> String {
    let tenths = time.as_nanos() / u128::from(parts.max(1)) / 100;
    format!("{}.{} µs", tenths / 10, tenths % 10)
}
