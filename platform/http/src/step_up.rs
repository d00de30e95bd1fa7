//! Step-up: before something sensitive the person at the other end shows once more that it is them.
//!
//! A session left open, or its cookie in a stranger's hands, must not be enough to take an account or an organisation
//! over. How somebody proves themselves is identity's; here an operation says that it wants it, by taking
//! [`SteppedUp`] beside its proof, or [`StepUp`] if it depends on the input. API keys pass: making one needed a step-up,
//! and a program has nobody to ask.

use std::sync::Arc;

use aide::generate::GenContext;
use aide::openapi::Operation;
use aide::operation::OperationInput;
use axum::extract::FromRequestParts;
use http::request::Parts;

use crate::context::Context;
use crate::document;
use crate::door::{Caller, Proving};
use crate::proof::authenticate;
use crate::refusal::{EdgeRefusal, Failure, Rejection};

/// Lets an operation demand a recent proof once it knows what is asked of it.
pub struct StepUp {
    context: Arc<Context>,
    caller: Caller,
}

impl StepUp {
    /// Refuses unless the person proved a short while ago that it is them.
    pub async fn demand<R>(&self) -> Result<(), Failure<R>> {
        match self.proving().await? {
            Proving::Recent => Ok(()),
            Proving::Stale | Proving::StaleUnguarded => Err(EdgeRefusal::StepUpNeeded.into()),
        }
    }

    async fn proving<R>(&self) -> Result<Proving, Failure<R>> {
        Ok(match &self.caller {
            Caller::Session(session) => self.context.shared.door.proving(session).wait().await?,
            Caller::Key(_) => Proving::Recent,
        })
    }
}

impl std::fmt::Debug for StepUp {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("StepUp").finish_non_exhaustive()
    }
}

impl<S: Send + Sync> FromRequestParts<S> for StepUp {
    type Rejection = Rejection;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let context = Context::of(&parts.extensions)?;
        let caller = authenticate(&context, parts).await?.clone();
        Ok(Self { context, caller })
    }
}

impl OperationInput for StepUp {
    fn operation_input(ctx: &mut GenContext, operation: &mut Operation) {
        document::declare_problems(ctx, operation, [EdgeRefusal::StepUpNeeded.case()]);
    }
}

/// The person at the other end proved a short while ago that it is them.
#[derive(Debug)]
pub struct SteppedUp(());

impl<S: Send + Sync> FromRequestParts<S> for SteppedUp {
    type Rejection = Rejection;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        StepUp::from_request_parts(parts, state).await?.demand().await?;
        Ok(Self(()))
    }
}

impl OperationInput for SteppedUp {
    fn operation_input(ctx: &mut GenContext, operation: &mut Operation) {
        StepUp::operation_input(ctx, operation);
    }
}

/// The same for an operation that asks for the password anyway: it is enough for an account without a second factor.
#[derive(Debug)]
pub struct SteppedUpIfGuarded(());

impl<S: Send + Sync> FromRequestParts<S> for SteppedUpIfGuarded {
    type Rejection = Rejection;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let asked = StepUp::from_request_parts(parts, state).await?;
        match asked.proving().await? {
            Proving::Recent | Proving::StaleUnguarded => Ok(Self(())),
            Proving::Stale => Err(EdgeRefusal::StepUpNeeded.into()),
        }
    }
}

impl OperationInput for SteppedUpIfGuarded {
    fn operation_input(ctx: &mut GenContext, operation: &mut Operation) {
        StepUp::operation_input(ctx, operation);
    }
}
