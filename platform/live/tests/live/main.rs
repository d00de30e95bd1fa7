//! The gateway through its door: real sockets over each transport, the whole application behind them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "tests may panic, and talk to their own server with a bare client"
)]

mod catching_up;
mod client;
mod frames;
mod handshakes;
mod input;
mod nodes;
mod places;
mod raw;
mod rights;
mod slow;
mod topics;
