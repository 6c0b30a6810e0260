//! Feeds the target `desk_counts`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    suara_tests::fuzz::run("desk_counts", bytes);
});
