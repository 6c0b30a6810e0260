//! Placeholder for the workspace.

pub mod replay;
