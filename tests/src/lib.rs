//! Placeholder for the workspace.
