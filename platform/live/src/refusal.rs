//! How the gateway refuses.

use std::time::Duration;

use hustings_http::{DoorFault, EdgeRefusal};
use hustings_kernel::{Problem, Refusal};
use serde::Serialize;

hustings_kernel::refusals! {
    /// Why a request, or a handshake, was refused.
    pub(crate) enum LiveRefusal {
        NotFound = 404 "not-found": "There is nothing here.",
        NoPermission = 403 "no-permission": "The permission for this is missing.",
        AccountNeeded = 403 "account-needed": "This is for people who are signed in, not for API keys.",
        NotPresent = 409 "not-present": "Whoever types at a place must be present there.",
        InvalidInput = 422 "invalid-input": "Some fields are not valid.",
        TooManySubscriptions = 429 "too-many-subscriptions": "This socket hears as many topics as it may.",
        TooManyPlaces = 429 "too-many-places": "This socket is present at as many places as it may be.",
        TooManySockets[after] = 429 "too-many-sockets": "There are as many sockets as there may be.",
        TooManyRequests[after] = 429 "too-many-requests": "Too many requests.",
        SessionEnded = 401 "session-ended": "The session has ended.",
        KeyInvalid = 401 "key-invalid": "The API key is not valid.",
        TooSlow = 408 "too-slow": "This client did not keep up and is disconnected.",
        Restarting = 503 "restarting": "The server restarts; connect again.",
        Unavailable = 503 "unavailable": "The service is busy or restarting; try again shortly.",
    }
}

/// A refusal on its way to a client, with the field at fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refused {
    pub(crate) problem: Box<Problem>,
    pub(crate) field: Option<String>,
}

impl Refused {
    /// The input is wrong at this field.
    pub(crate) fn field(field: impl Into<String>, detail: impl Into<String>) -> Self {
        Self {
            problem: Box::new(LiveRefusal::InvalidInput.problem().with_detail(detail)),
            field: Some(field.into()),
        }
    }
}

impl From<LiveRefusal> for Refused {
    fn from(refusal: LiveRefusal) -> Self {
        refusal.problem().into()
    }
}

impl From<EdgeRefusal> for Refused {
    fn from(refusal: EdgeRefusal) -> Self {
        refusal.problem().into()
    }
}

impl From<Problem> for Refused {
    fn from(problem: Problem) -> Self {
        Self {
            problem: Box::new(problem),
            field: None,
        }
    }
}

impl From<DoorFault> for Refused {
    fn from(fault: DoorFault) -> Self {
        tracing::error!(?fault, "it could not be told what a live client may do");
        LiveRefusal::Unavailable.into()
    }
}

impl From<hustings_store::StoreError> for Refused {
    fn from(fault: hustings_store::StoreError) -> Self {
        let error = &fault as &dyn std::error::Error;
        tracing::error!(error, "the log could not be read for a live client");
        LiveRefusal::Unavailable.into()
    }
}

/// A refusal as clients see it.
#[derive(Debug, Serialize)]
pub(crate) struct RefusedView<'a> {
    ok: bool,
    status: u16,
    code: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'a str>,
    /// In seconds, rounded up.
    #[serde(skip_serializing_if = "Option::is_none")]
    retry_after: Option<u64>,
}

impl Refused {
    pub(crate) fn view(&self) -> RefusedView<'_> {
        let problem = &self.problem;
        let seconds = |after: Duration| after.as_millis().div_ceil(1000);
        RefusedView {
            ok: false,
            status: problem.status,
            code: problem.code,
            title: problem.title,
            detail: problem.detail.as_deref(),
            field: self.field.as_deref(),
            retry_after: problem
                .retry_after
                .and_then(|after| u64::try_from(seconds(after)).ok()),
        }
    }
}
