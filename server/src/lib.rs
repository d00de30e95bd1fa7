//! Hustings put together: its settings, its capabilities, its command line.

pub mod settings;
