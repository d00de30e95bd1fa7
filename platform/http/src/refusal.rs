//! How the edge itself refuses, and how refusals and faults leave an operation.
//!
//! An operation declares its refusals with [`refusals!`](crate::refusals) and returns `Result<_, Failure<ItsRefusal>>`.
//! What the extractors refuse is [`EdgeRefusal`]. Neither is written to the wire here: both travel to the edge as a
//! [`Problem`] in the response's extensions, and the edge, which knows the request id, gives them their body.

use std::sync::Arc;

use aide::OperationOutput;
use aide::generate::GenContext;
use aide::openapi::{Operation, Response as DocumentedResponse};
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use hustings_kernel::{Fault, Problem, Refusal, RefusalCase};

use crate::document;
use crate::door::DoorFault;

hustings_kernel::refusals! {
    /// What the edge refuses before, or instead of, an operation.
    pub enum EdgeRefusal {
        MalformedRequest = 400 "malformed-request": "The request is not valid HTTP.",
        MalformedJson = 400 "malformed-json": "The body is not valid JSON.",
        CredentialInAddress = 400 "credential-in-address": "Credentials never belong in an address; send them in a header.",
        IdempotencyKeyInvalid = 400 "idempotency-key-invalid": "An idempotency key has 1 to 255 visible characters.",
        NotSignedIn = 401 "not-signed-in": "Sign in first.",
        TokenExpired = 401 "token-expired": "The access token has expired; refresh the session.",
        TokenInvalid = 401 "token-invalid": "The access token is not valid.",
        SessionEnded = 401 "session-ended": "The session has ended.",
        KeyInvalid = 401 "key-invalid": "The API key is not valid.",
        NoPermission = 403 "no-permission": "The permission for this is missing.",
        AccountNeeded = 403 "account-needed": "This is for people who are signed in, not for API keys.",
        Suspended = 403 "membership-suspended": "The membership in this organisation is suspended.",
        AssuranceNeeded = 403 "second-factor-needed": "This organisation asks for a second factor.",
        StepUpNeeded = 403 "step-up-needed": "Prove first that it is you.",
        CrossSite = 403 "cross-site-request": "The request comes from another site.",
        CsrfToken = 403 "csrf-token": "The CSRF token is missing or does not belong to this session.",
        NotFound = 404 "not-found": "There is nothing here.",
        MethodNotAllowed = 405 "method-not-allowed": "This address does not take this method.",
        RequestTimeout = 408 "request-timeout": "The request took too long to arrive or to answer.",
        AnswerNotKept = 409 "answer-not-kept": "This request was done before, and its answer cannot be shown again.",
        VersionConflict = 412 "version-conflict": "It has changed since it was read.",
        BodyTooLarge = 413 "body-too-large": "The body is too large.",
        AddressTooLong = 414 "address-too-long": "The address is too long.",
        UnsupportedMediaType = 415 "unsupported-media-type": "The body must be sent as application/json.",
        InvalidInput(fields) = 422 "invalid-input": "Some fields are not valid.",
        IdempotencyKeyReused = 422 "idempotency-key-reused": "This idempotency key was used for another request.",
        VersionNeeded = 428 "version-needed": "Send the version that was read in If-Match.",
        TooManyRequests[after] = 429 "too-many-requests": "Too many requests.",
        HeadersTooLarge = 431 "headers-too-large": "The headers are too large.",
    }
}

/// What is wrong on our side. Kept apart from the refusals, because nobody chooses them.
pub(crate) const INTERNAL: Problem = Problem::new(
    500,
    "internal",
    "Something went wrong on our side; it has been written down.",
);
pub(crate) const UNAVAILABLE: Problem = Problem::new(
    503,
    "unavailable",
    "The service is busy or restarting; try again shortly.",
);

impl EdgeRefusal {
    /// This refusal as it appears in the documentation.
    pub(crate) fn case(&self) -> RefusalCase {
        let problem = self.problem();
        RefusalCase {
            status: problem.status,
            code: problem.code,
            title: problem.title,
        }
    }
}

/// A problem that an extractor, or the edge itself, answers with.
#[derive(Debug, Clone)]
pub struct Refused(pub(crate) Box<Problem>);

impl Refused {
    /// The problem.
    pub fn problem(&self) -> &Problem {
        &self.0
    }
}

impl From<Problem> for Refused {
    fn from(problem: Problem) -> Self {
        Self(Box::new(problem))
    }
}

impl From<EdgeRefusal> for Refused {
    fn from(refusal: EdgeRefusal) -> Self {
        refusal.problem().into()
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        carry(*self.0)
    }
}

/// What an extractor rejects with: a refusal, or a fault on the way to a decision.
pub type Rejection = Failure<Never>;

/// The refusal of an operation that never refuses by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Never {}

impl Refusal for Never {
    const CASES: &'static [RefusalCase] = &[];

    fn problem(&self) -> Problem {
        match *self {}
    }
}

/// Why an operation did not do what was asked.
#[derive(Debug)]
pub enum Failure<R = Never> {
    /// It refuses, for a reason of its own.
    Refused(R),
    /// The edge refuses.
    Edge(Refused),
    /// Something broke that is not the caller's business.
    Fault(Arc<dyn Fault>),
}

// `refusals!` adds `From<R>` for each refusal: a blanket one would overlap with this.
impl<R, F: Fault> From<F> for Failure<R> {
    fn from(fault: F) -> Self {
        Self::Fault(Arc::new(fault))
    }
}

impl<R> From<Refused> for Failure<R> {
    fn from(refused: Refused) -> Self {
        Self::Edge(refused)
    }
}

impl<R> From<EdgeRefusal> for Failure<R> {
    fn from(refusal: EdgeRefusal) -> Self {
        Self::Edge(refusal.into())
    }
}

impl<R> From<DoorFault> for Failure<R> {
    fn from(fault: DoorFault) -> Self {
        Self::Fault(fault.0)
    }
}

impl<R: Refusal> IntoResponse for Failure<R> {
    fn into_response(self) -> Response {
        match self {
            Self::Refused(refusal) => carry(refusal.problem()),
            Self::Edge(refused) => refused.into_response(),
            Self::Fault(fault) => {
                let problem = match fault.retry_after() {
                    Some(after) => UNAVAILABLE.with_retry_after(after),
                    None => INTERNAL,
                };
                let mut response = carry(problem);
                response.extensions_mut().insert(CarriedFault(fault));
                response
            }
        }
    }
}

impl<R: Refusal> OperationOutput for Failure<R> {
    type Inner = Self;

    fn inferred_responses(
        ctx: &mut GenContext,
        operation: &mut Operation,
    ) -> Vec<(Option<u16>, DocumentedResponse)> {
        document::declare_problems(ctx, operation, R::CASES.iter().copied());
        Vec::new()
    }
}

/// A fault on its way to the edge, which logs it.
#[derive(Clone)]
pub(crate) struct CarriedFault(pub(crate) Arc<dyn Fault>);

/// Puts a problem on its way to the edge.
fn carry(problem: Problem) -> Response {
    let mut response = Response::default();
    *response.status_mut() =
        StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    response.extensions_mut().insert(problem);
    response
}

/// Declares how an operation refuses (see [`hustings_kernel::refusals!`]) and lets `?` turn such a refusal into
/// the operation's [`Failure`].
#[macro_export]
macro_rules! refusals {
    ($(#[$meta:meta])* $visibility:vis enum $name:ident { $($cases:tt)* }) => {
        $crate::macros::kernel::refusals! {
            $(#[$meta])*
            $visibility enum $name { $($cases)* }
        }

        impl From<$name> for $crate::Failure<$name> {
            fn from(refusal: $name) -> Self {
                Self::Refused(refusal)
            }
        }
    };
}
