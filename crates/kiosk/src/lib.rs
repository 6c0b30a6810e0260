//! A page on this machine alone. A worker thread that knows the rules shows [`Screen`]s and waits for [`Intent`]s; a browser draws
//! what it is told and says what was pressed. Booth and desk share this crate; it knows neither.
//!
//! ```text
//! worker thread                       this crate                               browser (kiosk.js)
//! Stage::show(Screen) ──────────────► turn 7, as JSON ◄── GET /screen?after=6 ── draws it
//! Stage::next(wait)  ◄── Intent ───── is it for turn 7?  ◄── POST /intent ────── {"turn":7,"action":"yes"}
//! ```
//!
//! - Every screen has a turn. An intent names the turn that it answers, and each turn takes one: what a second tab, a double tap or
//!   a reloaded page sends for an old turn changes nothing.
//! - The server listens on 127.0.0.1 only. Whatever is not a static file asks for the secret of this start, which stands in the
//!   fragment of the page's address and so is in no request line. `Host` and `Origin` must be this server's: a foreign page on the
//!   same machine gets nothing, and can send nothing.
//! - Nothing is stored: every answer says `no-store`, there is no cookie, and an intent is the body of a request, never its address.
//!   Pictures and clips are fetched all at once before the first screen, so that no request tells which one is looked at.

mod assets;
mod guard;
mod intent;
mod lockout;
mod screen;
mod server;
mod stage;

pub use assets::{Asset, AssetError, Assets, MAX_ASSET, MAX_ASSETS};
pub use intent::{Intent, IntentError, MAX_INTENT, MAX_VALUE};
pub use lockout::{Lockout, is_pin};
pub use screen::{Button, Element, Field, FieldKind, Kind, PaperLine, PaperStyle, Row, Say, Screen, Step, Tile, Tone};
pub use server::{Server, ServerError};
pub use stage::{Posted, Stage, stage};
