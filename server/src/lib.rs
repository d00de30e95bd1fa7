//! Hustings put together: its settings, its capabilities, its command line.
//!
//! [`command`] is the command line; [`composition`] names the capabilities, one line each; [`database`] brings up the
//! private PostgreSQL or finds the one that is named.

pub mod command;
pub mod composition;
pub mod data_folder;
pub mod database;
pub mod demo;
mod housekeeping;
pub mod node;
pub mod settings;
mod web;
pub mod workbench;
