//! The doors of Hustings: everything between a socket and an operation.
//!
//! Start with [`Operation`]: how one is declared. [`Proof`], [`SignedIn`] and [`Anyone`] say who may call it;
//! [`Json`], [`Path`] and [`Query`] parse what it is given; [`refusals!`] and [`Failure`] say how it refuses; the
//! answers are [`Json`], [`Versioned`], [`Tagged`], [`Page`], [`Created`], [`Accepted`] and [`NoContent`]. [`Edge`] is what happens
//! to every request.
//! A request with an idempotency key is done [`Once`]. Who somebody is, is not known here: that is asked through
//! the [`Door`].

mod address;
mod answer;
mod client;
mod compress;
mod conditional;
mod context;
mod cookies;
mod csrf;
mod csrf_token;
mod document;
mod door;
mod edge;
mod headers;
mod json;
mod limits;
mod lines;
mod measures;
mod once;
mod openapi;
mod operation;
mod own;
mod page;
mod path;
mod problem;
mod proof;
mod query;
mod reference;
mod refusal;
mod respond;
mod select;
mod serve;
mod settings;
mod sockets;
mod step_up;
mod tokens;

pub use answer::Answer;
pub use client::Client;
pub use conditional::{IfMatch, Tagged, Versioned};
pub use cookies::{CookieKind, CookieNaming, SetCookie};
pub use csrf::CSRF_HEADER;
pub use door::{
    Caller, Door, DoorAnswer, DoorFault, Entrance, Entry, KeyCaller, Proving, SessionCaller, SessionStanding,
    Trust,
};
pub use edge::{Edge, EdgeParts, LandingPage, REQUEST_ID};
pub use json::Json;
pub use limits::{Act, LimitSettings};
pub use lines::JsonLines;
pub use measures::METRICS;
pub use once::{Answered, IDEMPOTENCY_KEY, Once, OnceError, forget_idempotency_keys};
pub use operation::{Operation, OperationInfo, Operations, Routes};
pub use own::{MetricsRenderer, ReadinessCheck};
pub use page::{NoFilter, Page, PageRequest};
pub use path::{InOrg, Path};
pub use proof::{API_KEY_PREFIX, Anyone, InstallationProof, InstallationRights, Proof, SignedIn};
pub use query::Query;
pub use refusal::{EdgeRefusal, Failure, Never, Refused, Rejection};
pub use respond::{Accepted, Created, Either, NoContent, Secret, SeeOther, WithCookies};
pub use settings::{HttpSettings, PublicUrl, PublicUrlError};
pub use sockets::{Sockets, Visitor};
pub use step_up::{StepUp, SteppedUp, SteppedUpIfGuarded};
pub use tokens::{AccessClaims, Assurance, TokenError, TokenKey, TokenKeyError, Tokens};

pub use axum::extract::State;

hustings_store::migrations! {
    /// The tables of the doors.
    pub const MIGRATIONS = ["20261120000050_idempotency"];
}

#[doc(hidden)]
pub mod macros {
    pub use hustings_kernel as kernel;
}
