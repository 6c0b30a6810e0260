//! Every rule of every document: the fixture obeys them all, and each test breaks one.

mod amendment;
mod definition;
mod devices;
mod roots_and_index;
