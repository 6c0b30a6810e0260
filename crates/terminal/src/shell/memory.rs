//! The memory of this process holds secrets: no core dump and no other program may show it.

use std::io;

use rustix::process::{Resource, Rlimit, setrlimit};

/// From now on a crash leaves no core, whatever the machine allows, and nobody but root reads this process's memory.
///
/// # Errors
/// The operating system's.
pub(crate) fn keep_private() -> io::Result<()> {
    setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) })?;
    // A core that is handed to a program knows no limit.
    #[cfg(target_os = "linux")]
    rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable)?;
    Ok(())
}
