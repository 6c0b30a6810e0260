//! The formats of this crate, each written, read back and refused when anything in it is changed.

mod documents;
mod evening;
mod lists;
