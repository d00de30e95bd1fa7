//! The doors, driven from outside: a small router of examples, a door that answers from memory, real requests.

#![expect(clippy::unwrap_used, reason = "helpers of tests are tests")]

mod answers;
mod documents;
mod example;
mod identity;
mod input;
mod limits;
mod once;
mod own;
mod socket;
