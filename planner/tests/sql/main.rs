//! Splitting, highlighting and parsing: a corpus of tricky scripts, and what must hold for any.

mod fragments;
mod highlight_laws;
mod laws;
mod mutations;
mod parse;
mod real_scripts;
mod split_corpus;
mod split_laws;
mod sqlite;
