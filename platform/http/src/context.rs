//! What is known about the request that is being answered: one allocation, shared by the edge and the extractors.

use std::net::IpAddr;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use chrono::{DateTime, Utc};
use http::Extensions;
use http::request::Parts;
use hustings_kernel::{CorrelationId, Problem};
use sha2::{Digest, Sha256};

use crate::door::{Caller, Door, Trust};
use crate::limits::{Act, Limits, Reading, Subject};
use crate::measures::LIMITED;
use crate::operation::OperationInfo;
use crate::page::Cursors;
use crate::refusal::{EdgeRefusal, INTERNAL, Refused};
use crate::settings::HttpSettings;
use crate::{Tokens, cookies::CookieNaming, csrf::Csrf};

/// What every request shares.
pub(crate) struct Shared {
    pub(crate) settings: HttpSettings,
    pub(crate) sources: hustings_kernel::Sources,
    pub(crate) door: Arc<dyn Door>,
    pub(crate) tokens: Arc<Tokens>,
    pub(crate) csrf: Csrf,
    pub(crate) cursors: Cursors,
    pub(crate) limits: Limits,
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
    /// Begun by an idempotency key with the address, ended by whoever reads the body.
    request_hash: Mutex<Option<Sha256>>,
    /// The limit that is nearest to be reached, told in the answer's headers.
    reading: Mutex<Option<Reading>>,
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
            request_hash: Mutex::new(None),
            reading: Mutex::new(None),
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

    /// Begins to hash the request; without this, nobody needs its hash.
    pub(crate) fn hash_request(&self, parts: &Parts) {
        let mut hash = Sha256::new();
        hash.update(parts.uri.path());
        hash.update([0]);
        hash.update(parts.uri.query().unwrap_or_default());
        hash.update([0]);
        *self.request_hash.lock().unwrap_or_else(PoisonError::into_inner) = Some(hash);
    }

    /// Hashes the body, if the request is hashed.
    pub(crate) fn note_body(&self, body: &[u8]) {
        if let Some(hash) = &mut *self.request_hash.lock().unwrap_or_else(PoisonError::into_inner) {
            hash.update(body);
        }
    }

    /// The hash of the request, if it is hashed.
    pub(crate) fn request_hash(&self) -> Option<[u8; 32]> {
        let hash = self
            .request_hash
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        hash.map(|hash| hash.finalize().into())
    }

    /// Counts a request of somebody who is signed in, and the act it is, against their limits.
    pub(crate) fn charge_caller(&self, caller: &Caller, trust: Trust) -> Result<(), EdgeRefusal> {
        let limits = &self.shared.limits;
        self.note(limits.request(caller, trust, self.now))?;
        match self.act() {
            Some(act) => self.note(limits.act(act, Subject::of(caller), trust, self.now)),
            None => Ok(()),
        }
    }

    /// Counts a request of somebody who is not signed in against the limits of their address.
    pub(crate) fn charge_address(&self) -> Result<(), EdgeRefusal> {
        let limits = &self.shared.limits;
        self.note(limits.address(self.address, self.now))?;
        match self.act() {
            Some(act) => {
                let subject = Subject::of_address(self.address);
                self.note(limits.act(act, subject, Trust::Ordinary, self.now))
            }
            None => Ok(()),
        }
    }

    fn act(&self) -> Option<Act> {
        self.operation()?.act
    }

    fn note(&self, reading: Reading) -> Result<(), EdgeRefusal> {
        let mut nearest = self.reading.lock().unwrap_or_else(PoisonError::into_inner);
        let is_nearer = |known: &Reading| {
            let share = |one: &Reading| f64::from(one.remaining) / f64::from(one.quota.capacity);
            share(&reading) <= share(known)
        };
        if nearest.as_ref().is_none_or(is_nearer) {
            *nearest = Some(reading);
        }
        match reading.retry_after {
            None => Ok(()),
            Some(after) => {
                LIMITED.with(&[("limit", reading.quota.name)]).increment(1);
                Err(EdgeRefusal::TooManyRequests(after))
            }
        }
    }

    /// The limit to tell about, if one was counted against.
    pub(crate) fn reading(&self) -> Option<Reading> {
        *self.reading.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many bytes the body may have.
    pub(crate) fn body_limit(&self) -> usize {
        self.operation()
            .and_then(|operation| operation.body_limit)
            .unwrap_or(self.shared.settings.body_limit_bytes)
    }
}
