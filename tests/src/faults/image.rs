//! A file system in a file, whose power can be cut: what had reached the block device at one moment is all that is left.
//!
//! The file holds ext4 and is mounted through a loop device. To cut the power the writing process is stopped (SIGSTOP), the file is
//! copied as it is, the process is killed, and the copy is mounted in place of the original. What the system had only in memory, data
//! and names alike, is gone. Needs root and loop devices.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use suara_tests::sim::SimResult;

const SIZE: u64 = 48 << 20;

/// A mounted image. It is unmounted when dropped.
pub(crate) struct Image {
    file: PathBuf,
    mount: PathBuf,
    mounted: bool,
}

fn run(program: &str, args: &[&str]) -> SimResult<()> {
    let output = Command::new(program).args(args).output().map_err(|error| format!("{program}: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!("{program} {}: {}", args.join(" "), String::from_utf8_lossy(&output.stderr).trim()).into())
}

fn text(path: &Path) -> SimResult<&str> {
    Ok(path.to_str().ok_or("a path that is not text")?)
}

impl Image {
    /// Makes an image in a folder and mounts it.
    pub(crate) fn new(folder: &Path) -> SimResult<Self> {
        fs::create_dir_all(folder)?;
        let (file, mount) = (folder.join("image"), folder.join("mount"));
        fs::create_dir_all(&mount)?;
        File::create(&file)?.set_len(SIZE)?;
        run("mkfs.ext4", &["-q", "-F", text(&file)?])?;
        let mut image = Self { file, mount, mounted: false };
        image.mount()?;
        Ok(image)
    }

    /// Where its files are.
    pub(crate) fn path(&self) -> &Path {
        &self.mount
    }

    fn mount(&mut self) -> SimResult<()> {
        run("mount", &["-o", "loop", text(&self.file)?, text(&self.mount)?])?;
        self.mounted = true;
        Ok(())
    }

    fn unmount(&mut self) -> SimResult<()> {
        self.mounted = false;
        run("umount", &[text(&self.mount)?])
    }

    /// Makes everything durable, as a day before.
    pub(crate) fn settle(&self) -> SimResult<()> {
        run("sync", &["-f", text(&self.mount)?])
    }

    /// Stops a process and copies the image as it is at this moment.
    pub(crate) fn freeze(&self, process: u32) -> SimResult<()> {
        run("kill", &["-STOP", &process.to_string()])?;
        let copy = self.file.with_extension("cut");
        run("cp", &["--sparse=always", text(&self.file)?, text(&copy)?])
    }

    /// Goes on with what was frozen. No process may have a file open on the image.
    pub(crate) fn cut(&mut self) -> SimResult<()> {
        self.unmount()?;
        fs::rename(self.file.with_extension("cut"), &self.file)?;
        self.mount()
    }
}

impl Drop for Image {
    fn drop(&mut self) {
        if self.mounted {
            // Nothing can be done about it here; the next run says so.
            let _ = self.unmount();
        }
    }
}
