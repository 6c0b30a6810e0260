//! Reads a record, runs numbered checks, recounts with its own code, prints a verdict.
