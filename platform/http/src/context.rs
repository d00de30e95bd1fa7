//! What is known about the request that is being answered: one allocation, shared by the edge and the extractors.

use std::net::IpAddr;
use std::sync::{Arc, OnceLock};

use chrono::{DateTime, Utc};
use http::Extensions;
use hustings_kernel::{CorrelationId, Problem};

use crate::door::{Caller, Door};
use crate::operation::OperationInfo;
use crate::refusal::{INTERNAL, Refused};
use crate::settings::HttpSettings;
use crate::{Tokens, cookies::CookieNaming, csrf::Csrf};

/// What every request shares.
pub(crate) struct Shared {
    pub(crate) settings: HttpSettings,
    pub(crate) sources: hustings_kernel::Sources,
    pub(crate) door: Arc<dyn Door>,
    pub(crate) tokens: Arc<Tokens>,
    pub(crate) csrf: Csrf,
    pub(crate) cookies: CookieNaming,
}

/// One request.
pub(crate) struct Context {
    pub(crate) shared: Arc<Shared>,
    pub(crate) correlation: CorrelationId,
    pub(crate) address: IpAddr,
    pub(crate) now: DateTime<Utc>,
    operation: OnceLock<Arc<OperationInfo>>,
    caller: OnceLock<Caller>,
}

impl Context {
    pub(crate) fn new(
        shared: Arc<Shared>,
        correlation: CorrelationId,
        address: IpAddr,
        now: DateTime<Utc>,
    ) -> Self {
        Self {
            shared,
            correlation,
            address,
            now,
            operation: OnceLock::new(),
            caller: OnceLock::new(),
        }
    }

    /// The context of a request, which the edge put there.
    pub(crate) fn of(extensions: &Extensions) -> Result<Arc<Self>, Refused> {
        extensions.get::<Arc<Self>>().cloned().ok_or_else(|| {
            // Only possible if a router is served without the edge.
            let problem: Problem = INTERNAL;
            problem.into()
        })
    }

    /// Notes which operation answers.
    pub(crate) fn enter(&self, operation: Arc<OperationInfo>) {
        // Set once: a request reaches one handler.
        let _ = self.operation.set(operation);
    }

    /// The operation that answers, once the router has found it.
    pub(crate) fn operation(&self) -> Option<&Arc<OperationInfo>> {
        self.operation.get()
    }

    /// Notes who calls.
    pub(crate) fn recognise(&self, caller: Caller) -> &Caller {
        self.caller.get_or_init(|| caller)
    }

    /// Who calls, once somebody asked.
    pub(crate) fn caller(&self) -> Option<&Caller> {
        self.caller.get()
    }

    /// How many bytes the body may have.
    pub(crate) fn body_limit(&self) -> usize {
        self.operation()
            .and_then(|operation| operation.body_limit)
            .unwrap_or(self.shared.settings.body_limit_bytes)
    }
}
