//! A polling station on one machine: one check-in desk, some booths, printers that write into files. For `cargo demo --hall`, where
//! people play voter, clerk and chair in a browser, and for the browser tests.
//!
//! `site` makes the village and every folder, `process` starts the real programs, `page` shows cards and what prints.

mod faces;
mod page;
mod process;
mod site;

pub use page::serve;
pub use process::{Program, start_all};
pub use site::{PINS, Site, Wish};
