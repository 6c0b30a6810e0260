//! The polling-day and voting-session state machines of one booth.
