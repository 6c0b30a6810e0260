//! Imports and tags the roll, holds it encrypted, checks each voter in once.
