//! Once: a request that is sent again with the same `Idempotency-Key` gets the first answer again.
//!
//! The key is claimed in the operation's own transaction and the answer stored with it. A twin that arrives meanwhile
//! waits for that transaction and then gets its answer. What is refused stores nothing, because it is rolled back.
//! An operation whose input carries its own new id needs none of this, and says so
//! ([`Operation::without_idempotency_key`](crate::Operation::without_idempotency_key)).
//!
//! ```text
//! let mut tx = notes.store.begin(may.scope()).await?;
//! if let Some(answer) = once.replay(&mut tx).await? {
//!     return Ok(answer);
//! }
//! // … the operation …
//! once.finish(tx, Created::new(note)).await
//! ```

mod rows;

use std::marker::PhantomData;
use std::sync::{Arc, OnceLock};

use aide::generate::GenContext;
use aide::openapi::{Operation, Response as DocumentedResponse};
use aide::operation::{OperationInput, OperationOutput};
use axum::body::Body;
use axum::extract::FromRequestParts;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, TimeDelta, Utc};
use http::header::{CONTENT_TYPE, ETAG, LOCATION};
use http::request::Parts;
use http::{HeaderName, HeaderValue, StatusCode};
use http_body_util::BodyExt;
use hustings_kernel::{CorrelationId, Scope};
use hustings_store::{Freshness, Opened, ScopedConnection, ScopedTx, Store, StoreError, Vault};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::context::Context;
use crate::document;
use crate::door::Caller;
use crate::refusal::{EdgeRefusal, Failure, Rejection};
use crate::respond::HoldsSecret;

/// The header that names a request.
pub const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");
const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");
/// How long an answer is kept.
const KEPT: TimeDelta = TimeDelta::hours(24);
/// Around midnight two twins may see different days; then they are made to queue.
const AROUND_MIDNIGHT: i64 = 300;
/// The headers of an answer that belong to it.
const KEPT_HEADERS: [HeaderName; 3] = [CONTENT_TYPE, LOCATION, ETAG];

/// The key of this request, if it has one.
pub struct Once {
    key: Option<String>,
    context: Arc<Context>,
    /// Where the key was claimed. An operation may go elsewhere before it ends.
    claimed_in: OnceLock<Scope>,
}

impl std::fmt::Debug for Once {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Once")
            .field("key", &self.key)
            .finish_non_exhaustive()
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Once {
    type Rejection = Rejection;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let context = Context::of(&parts.extensions)?;
        let key = match parts.headers.get(IDEMPOTENCY_KEY) {
            None => None,
            Some(value) => {
                let text = value.to_str().map_err(|_| EdgeRefusal::IdempotencyKeyInvalid)?;
                if text.is_empty() || text.len() > 255 {
                    return Err(EdgeRefusal::IdempotencyKeyInvalid.into());
                }
                context.hash_request(parts);
                Some(text.to_owned())
            }
        };
        Ok(Self {
            key,
            context,
            claimed_in: OnceLock::new(),
        })
    }
}

impl OperationInput for Once {
    fn operation_input(ctx: &mut GenContext, operation: &mut Operation) {
        let parameter = document::header_parameter(
            document::IDEMPOTENCY_KEY,
            "Names this request, so that sending it again within a day gets the first answer again.",
            false,
        );
        document::push_parameter(operation, parameter);
        let cases = [
            EdgeRefusal::IdempotencyKeyInvalid,
            EdgeRefusal::IdempotencyKeyReused,
            EdgeRefusal::AnswerNotKept,
        ];
        document::declare_problems(ctx, operation, cases.iter().map(EdgeRefusal::case));
    }
}

/// Why a request could not be done just once.
#[derive(Debug)]
pub enum OnceError {
    /// The edge refuses it.
    Refused(EdgeRefusal),
    /// The database did not play along.
    Store(StoreError),
}

impl From<StoreError> for OnceError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl<R> From<OnceError> for Failure<R> {
    fn from(error: OnceError) -> Self {
        match error {
            OnceError::Refused(refusal) => refusal.into(),
            OnceError::Store(error) => error.into(),
        }
    }
}

/// What a stored answer is made of.
#[derive(Serialize, Deserialize)]
struct Kept {
    status: u16,
    headers: Vec<(String, String)>,
    body: String,
}

/// How a key is found again.
struct Claim<'a> {
    actor: String,
    operation: &'static str,
    key: &'a str,
    now: DateTime<Utc>,
    request_hash: [u8; 32],
}

impl Once {
    /// Does work that begins before its transaction does: a password is hashed, a link is looked up. What an earlier
    /// request with the key got is looked for first, or the work would be done again and find its link used up; and once
    /// more if the work is refused, because a twin may have finished meanwhile.
    pub async fn around<T, R>(
        &self,
        store: &Store,
        scope: &Scope,
        work: impl Future<Output = Result<Answered<T>, Failure<R>>>,
    ) -> Result<Answered<T>, Failure<R>> {
        if let Some(answer) = self.earlier(store, scope).await? {
            return Ok(answer);
        }
        match work.await {
            Ok(answer) => Ok(answer),
            Err(refused) => self.earlier(store, scope).await?.ok_or(refused),
        }
    }

    /// Finds the answer that an earlier request with the key got, and claims nothing.
    async fn earlier<T>(&self, store: &Store, scope: &Scope) -> Result<Option<Answered<T>>, OnceError> {
        let vault = store.vault();
        let Some(claim) = self.claim(scope, vault) else {
            return Ok(None);
        };
        let mut read = store.read(scope, Freshness::Latest).await?;
        let found = rows::find(&mut read, &claim).await?;
        drop(read);
        match found {
            None => Ok(None),
            Some(found) => self.again(found, &claim, vault).await.map(Some),
        }
    }

    /// Claims the key in the operation's transaction, or finds the answer that an earlier request with it got.
    pub async fn replay<T>(&self, tx: &mut ScopedTx) -> Result<Option<Answered<T>>, OnceError> {
        let vault = tx.vault();
        let Some(claim) = self.claim(tx.scope(), &vault) else {
            return Ok(None);
        };
        // Set once: a request does one thing.
        let _ = self.claimed_in.set(tx.scope().clone());
        if claim.is_around_midnight() {
            rows::queue(tx, &claim).await?;
        }
        if rows::claim(tx, &claim).await? {
            return Ok(None);
        }
        let found = rows::find(tx, &claim).await?;
        // Taken back between the two statements: the first request was rolled back. Rare, and safe to ask again.
        let found = found.ok_or(OnceError::Refused(EdgeRefusal::AnswerNotKept))?;
        self.again(found, &claim, &vault).await.map(Some)
    }

    /// The answer that was found, if it was the answer to this request.
    async fn again<T>(
        &self,
        found: rows::Found,
        claim: &Claim<'_>,
        vault: &Vault,
    ) -> Result<Answered<T>, OnceError> {
        if found.request_hash != claim.request_hash {
            return Err(OnceError::Refused(EdgeRefusal::IdempotencyKeyReused));
        }
        let sealed = found
            .answer
            .ok_or(OnceError::Refused(EdgeRefusal::AnswerNotKept))?;
        Ok(Answered(self.open(vault, &sealed).await?, PhantomData))
    }

    /// Stores the answer, if there is a key, and commits the operation's transaction, wherever it has got to.
    pub async fn finish<T: IntoResponse>(
        &self,
        mut tx: ScopedTx,
        answer: T,
    ) -> Result<Answered<T>, OnceError> {
        let mut response = answer.into_response();
        debug_assert!(
            self.key.is_none() || self.claimed_in.get().is_some(),
            "an operation that finishes with a key claims it first"
        );
        if let Some(scope) = self.claimed_in.get()
            && let Some(claim) = self.claim(scope, &tx.vault())
            && response.extensions().get::<HoldsSecret>().is_none()
        {
            let (kept, whole) = keep(response).await;
            response = whole;
            let sealed = self.seal(&tx.vault(), &kept).await?;
            tx.hazmat_enter(scope).await?;
            rows::store(&mut tx, &claim, &sealed).await?;
        }
        tx.commit().await?;
        Ok(Answered(response, PhantomData))
    }

    fn claim(&self, scope: &Scope, vault: &Vault) -> Option<Claim<'_>> {
        // Keyed, because some bodies hold a password, and a bare hash could be tried against every word there is.
        let request_hash = STANDARD.encode(self.context.request_hash()?);
        Some(Claim {
            actor: scope.actor().to_string(),
            operation: self.context.operation()?.id,
            key: self.key.as_deref()?,
            now: self.context.now,
            request_hash: vault.blind_index("idempotent request", &request_hash),
        })
    }

    /// Whoever asked; what is stored opens only while they have their key.
    fn subject(&self) -> Uuid {
        match self.context.caller() {
            Some(Caller::Session(session)) => session.account.uuid(),
            Some(Caller::Key(key)) => key.key.uuid(),
            None => Uuid::nil(),
        }
    }

    async fn seal(&self, vault: &Vault, kept: &Kept) -> Result<Vec<u8>, StoreError> {
        let subject = self.subject();
        // Text and numbers always serialise.
        let clear = serde_json::to_vec(kept).unwrap_or_default();
        vault.for_sealing(&[subject]).await?.seal(subject, &clear)
    }

    async fn open(&self, vault: &Vault, sealed: &[u8]) -> Result<Response, OnceError> {
        let subject = self.subject();
        let opened = vault.for_opening(&[subject]).await?.open(subject, sealed)?;
        let kept = match opened {
            Opened::Clear(clear) => serde_json::from_slice::<Kept>(&clear).ok(),
            Opened::Erased => None,
        };
        kept.and_then(Kept::into_response)
            .ok_or(OnceError::Refused(EdgeRefusal::AnswerNotKept))
    }
}

impl Claim<'_> {
    fn is_around_midnight(&self) -> bool {
        let second = self.now.timestamp().rem_euclid(86_400);
        !(AROUND_MIDNIGHT..86_400 - AROUND_MIDNIGHT).contains(&second)
    }
}

/// Reads an answer to keep it, and puts it together again.
async fn keep(response: Response) -> (Kept, Response) {
    let (parts, body) = response.into_parts();
    // The bodies of our own answers are in memory and cannot fail.
    let bytes = body
        .collect()
        .await
        .map(http_body_util::Collected::to_bytes)
        .unwrap_or_default();
    let kept = Kept {
        status: parts.status.as_u16(),
        headers: KEPT_HEADERS
            .iter()
            .filter_map(|name| {
                Some((
                    name.to_string(),
                    parts.headers.get(name)?.to_str().ok()?.to_owned(),
                ))
            })
            .collect(),
        body: STANDARD.encode(&bytes),
    };
    (kept, Response::from_parts(parts, Body::from(bytes)))
}

impl Kept {
    fn into_response(self) -> Option<Response> {
        let mut response = Response::new(Body::from(STANDARD.decode(self.body).ok()?));
        *response.status_mut() = StatusCode::from_u16(self.status).ok()?;
        for (name, value) in self.headers {
            let name = HeaderName::try_from(name).ok()?;
            response
                .headers_mut()
                .insert(name, HeaderValue::try_from(value).ok()?);
        }
        response
            .headers_mut()
            .insert(REPLAYED, HeaderValue::from_static("true"));
        Some(response)
    }
}

/// An answer of type `T`, fresh or found again.
#[derive(Debug)]
pub struct Answered<T>(Response, PhantomData<fn() -> T>);

impl<T> IntoResponse for Answered<T> {
    fn into_response(self) -> Response {
        self.0
    }
}

impl<T: OperationOutput> OperationOutput for Answered<T> {
    type Inner = T::Inner;

    fn inferred_responses(
        ctx: &mut GenContext,
        operation: &mut Operation,
    ) -> Vec<(Option<u16>, DocumentedResponse)> {
        T::inferred_responses(ctx, operation)
    }
}

/// Forgets the keys of the day before yesterday and earlier. To be done once a day.
pub async fn forget_idempotency_keys(store: &Store) -> Result<(), StoreError> {
    let scope = Scope::system(store.sources().id::<CorrelationId>());
    let mut tx = store.begin(&scope).await?;
    rows::forget(&mut tx, store.sources().now()).await?;
    tx.commit().await
}
