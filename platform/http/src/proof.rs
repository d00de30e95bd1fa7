//! Who may call: extractors that are proofs. An operation that takes one cannot be reached without it.
//!
//! [`Proof<P>`] is a member (or an API key) of the organisation in the path that holds permission `P`;
//! [`SignedIn`] a person, in no particular organisation; [`InstallationProof<P>`] somebody who runs the
//! installation; [`Anyone`] says aloud that an operation is open.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use aide::generate::GenContext;
use aide::openapi::Operation;
use aide::operation::OperationInput;
use axum::extract::FromRequestParts;
use http::header::AUTHORIZATION;
use http::request::Parts;
use hustings_kernel::{
    AccountId, Actor, MemberId, OrgId, Permission, PermissionSet, Place, Refusal, Scope, SessionId,
};

use crate::context::Context;
use crate::cookies::{self, CookieKind};
use crate::csrf::is_safe;
use crate::document::{self, CallerKind};
use crate::door::{Caller, DoorFault, Entrance, Entry, SessionCaller, SessionStanding, Trust};
use crate::path::parse_org;
use crate::refusal::{EdgeRefusal, Refused, Rejection};
use crate::{AccessClaims, Assurance, TokenError};

/// Every API key begins like this, so that a scanner (and we) recognise one that went astray.
pub const API_KEY_PREFIX: &str = "hk_";

/// A proof that the caller stands in the organisation of the path and holds permission `P`.
pub struct Proof<P> {
    scope: Scope,
    org: OrgId,
    caller: Caller,
    entry: Entry,
    permission: PhantomData<P>,
}

impl<P> Proof<P> {
    /// The scope to act in.
    pub fn scope(&self) -> &Scope {
        &self.scope
    }

    /// The organisation.
    pub fn org(&self) -> OrgId {
        self.org
    }

    /// The member; for an API key the member it belongs to.
    pub fn member(&self) -> MemberId {
        self.entry.member
    }

    /// Who calls.
    pub fn caller(&self) -> &Caller {
        &self.caller
    }

    /// Does the caller also hold permission `Q`?
    pub fn has<Q: Permission>(&self) -> bool {
        self.entry.permissions.holds(Q::TYPE.name)
    }

    /// Everything the caller may do here.
    pub fn permissions(&self) -> &PermissionSet {
        &self.entry.permissions
    }

    /// The role of that member: the name of a built-in one, or the id of an own one. It says to which group somebody
    /// belongs, never what they may do.
    pub fn role(&self) -> &str {
        &self.entry.role
    }

    /// How far the caller is trusted with volume.
    pub fn trust(&self) -> Trust {
        self.entry.trust
    }
}

impl<P> fmt::Debug for Proof<P> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Proof")
            .field("scope", &self.scope)
            .finish_non_exhaustive()
    }
}

impl<P: Permission, S: Send + Sync> FromRequestParts<S> for Proof<P> {
    type Rejection = Rejection;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let context = Context::of(&parts.extensions)?;
        let caller = authenticate(&context, parts).await?.clone();
        let org = org_in_path(&context, parts).ok_or(EdgeRefusal::NotFound)?;
        let entry = match enter(&context, &caller, org).await {
            Ok(entry) => entry,
            Err(rejection) => {
                context.charge_caller(&caller, Trust::Ordinary)?;
                return Err(rejection);
            }
        };
        context.charge_caller(&caller, entry.trust)?;
        if !entry.permissions.holds(P::TYPE.name) {
            return Err(no_permission::<P>().into());
        }
        let scope = match &caller {
            Caller::Session(_) => Scope::member(org, entry.member, context.correlation),
            Caller::Key(key) => Scope::key(org, key.key, context.correlation),
        };
        Ok(Self {
            scope,
            org,
            caller,
            entry,
            permission: PhantomData,
        })
    }
}

impl<P: Permission> OperationInput for Proof<P> {
    fn operation_input(ctx: &mut GenContext, operation: &mut Operation) {
        document::declare_caller(operation, CallerKind::Member, Some(P::TYPE));
        declare_sign_in(ctx, operation);
        let cases = [
            EdgeRefusal::NotFound,
            EdgeRefusal::NoPermission,
            EdgeRefusal::Suspended,
            EdgeRefusal::AssuranceNeeded,
            EdgeRefusal::StepUpNeeded,
        ];
        document::declare_problems(ctx, operation, cases.iter().map(EdgeRefusal::case));
    }
}

/// A proof that a person is signed in, in no particular organisation.
#[derive(Debug)]
pub struct SignedIn {
    scope: Scope,
    session: SessionCaller,
}

impl SignedIn {
    /// The scope of the person's own account.
    pub fn scope(&self) -> &Scope {
        &self.scope
    }

    /// The account.
    pub fn account(&self) -> AccountId {
        self.session.account
    }

    /// The session.
    pub fn session(&self) -> SessionId {
        self.session.session
    }

    /// How sure the session is of its owner.
    pub fn assurance(&self) -> Assurance {
        self.session.assurance
    }
}

impl<S: Send + Sync> FromRequestParts<S> for SignedIn {
    type Rejection = Rejection;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let context = Context::of(&parts.extensions)?;
        let caller = authenticate(&context, parts).await?;
        context.charge_caller(caller, Trust::Ordinary)?;
        let session = person(caller)?;
        Ok(Self {
            scope: Scope::account(session.account, context.correlation),
            session,
        })
    }
}

impl OperationInput for SignedIn {
    fn operation_input(ctx: &mut GenContext, operation: &mut Operation) {
        document::declare_caller(operation, CallerKind::Account, None);
        declare_sign_in(ctx, operation);
        document::declare_problems(ctx, operation, [EdgeRefusal::AccountNeeded.case()]);
    }
}

/// A proof that a person runs the installation and holds permission `P` over it.
pub struct InstallationProof<P> {
    scope: Scope,
    account: AccountId,
    permission: PhantomData<P>,
}

impl<P> InstallationProof<P> {
    /// The scope to act in: the installation, as this account.
    pub fn scope(&self) -> &Scope {
        &self.scope
    }

    /// The account.
    pub fn account(&self) -> AccountId {
        self.account
    }
}

impl<P> fmt::Debug for InstallationProof<P> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("InstallationProof")
            .field("scope", &self.scope)
            .finish_non_exhaustive()
    }
}

impl<P: Permission, S: Send + Sync> FromRequestParts<S> for InstallationProof<P> {
    type Rejection = Rejection;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let context = Context::of(&parts.extensions)?;
        let caller = authenticate(&context, parts).await?;
        context.charge_caller(caller, Trust::Ordinary)?;
        let account = person(caller)?.account;
        let permissions = context.shared.door.installation(account).wait().await?;
        if !permissions.holds(P::TYPE.name) {
            return Err(no_permission::<P>().into());
        }
        Ok(Self {
            scope: Scope::from_parts(Place::Installation, Actor::Account(account), context.correlation),
            account,
            permission: PhantomData,
        })
    }
}

impl<P: Permission> OperationInput for InstallationProof<P> {
    fn operation_input(ctx: &mut GenContext, operation: &mut Operation) {
        document::declare_caller(operation, CallerKind::Installation, Some(P::TYPE));
        declare_sign_in(ctx, operation);
        let cases = [EdgeRefusal::AccountNeeded, EdgeRefusal::NoPermission];
        document::declare_problems(ctx, operation, cases.iter().map(EdgeRefusal::case));
    }
}

/// What the caller may do with the installation itself, for operations inside an organisation that tell those who run the
/// installation more. It proves nothing by itself, so it stands beside a proof and never instead of one.
pub struct InstallationRights {
    context: Arc<Context>,
    account: Option<AccountId>,
}

impl InstallationRights {
    /// Does the caller hold permission `P` over the installation? An API key never does.
    pub async fn hold<P: Permission>(&self) -> Result<bool, DoorFault> {
        let Some(account) = self.account else {
            return Ok(false);
        };
        let permissions = self.context.shared.door.installation(account).wait().await?;
        Ok(permissions.holds(P::TYPE.name))
    }
}

impl fmt::Debug for InstallationRights {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("InstallationRights")
            .field("account", &self.account)
            .finish_non_exhaustive()
    }
}

impl<S: Send + Sync> FromRequestParts<S> for InstallationRights {
    type Rejection = Rejection;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let context = Context::of(&parts.extensions)?;
        let account = match authenticate(&context, parts).await? {
            Caller::Session(session) => Some(session.account),
            Caller::Key(_) => None,
        };
        Ok(Self { context, account })
    }
}

impl OperationInput for InstallationRights {}

/// Anyone may call: signing in, signing up, what is public.
#[derive(Debug)]
pub struct Anyone {
    scope: Scope,
}

impl Anyone {
    /// A visitor's scope.
    pub fn scope(&self) -> &Scope {
        &self.scope
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Anyone {
    type Rejection = Rejection;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let context = Context::of(&parts.extensions)?;
        context.charge_address()?;
        if !is_safe(&parts.method) {
            let name = CookieKind::Visitor.name(context.shared.cookies);
            let visitor = cookies::read(&parts.headers, name);
            let session = || {
                let name = CookieKind::Access.name(context.shared.cookies);
                let token = cookies::read(&parts.headers, name)?;
                let claims = context.shared.tokens.verify(token, context.now).ok()?;
                Some(claims.session)
            };
            context
                .shared
                .csrf
                .check_visitor(&parts.headers, visitor, session)?;
        }
        Ok(Self {
            scope: Scope::visitor(context.correlation),
        })
    }
}

impl OperationInput for Anyone {
    fn operation_input(ctx: &mut GenContext, operation: &mut Operation) {
        document::declare_caller(operation, CallerKind::Anyone, None);
        let cases = [EdgeRefusal::CrossSite, EdgeRefusal::CsrfToken];
        document::declare_problems(ctx, operation, cases.iter().map(EdgeRefusal::case));
    }
}

fn declare_sign_in(ctx: &mut GenContext, operation: &mut Operation) {
    let cases = [
        EdgeRefusal::NotSignedIn,
        EdgeRefusal::TokenExpired,
        EdgeRefusal::TokenInvalid,
        EdgeRefusal::SessionEnded,
        EdgeRefusal::KeyInvalid,
        EdgeRefusal::CrossSite,
        EdgeRefusal::CsrfToken,
    ];
    document::declare_problems(ctx, operation, cases.iter().map(EdgeRefusal::case));
}

fn no_permission<P: Permission>() -> Refused {
    EdgeRefusal::NoPermission
        .problem()
        .with_detail(format!("{} is needed.", P::TYPE.name))
        .into()
}

fn person(caller: &Caller) -> Result<SessionCaller, EdgeRefusal> {
    match caller {
        Caller::Session(session) => Ok(*session),
        Caller::Key(_) => Err(EdgeRefusal::AccountNeeded),
    }
}

/// The organisation named by the path, read in place: the router's own copy of the parameters costs an allocation.
fn org_in_path(context: &Context, parts: &Parts) -> Option<OrgId> {
    let segment = context.operation()?.org_segment?;
    parts.uri.path().split('/').nth(segment).and_then(parse_org)
}

/// How the caller stands in the organisation, or why they do not enter.
async fn enter(context: &Context, caller: &Caller, org: OrgId) -> Result<Entry, Rejection> {
    if let Caller::Key(key) = caller
        && key.org != org
    {
        return Err(EdgeRefusal::NotFound.into());
    }
    match context.shared.door.enter(caller, org).wait().await? {
        Entrance::Entered(entry) => Ok(entry),
        Entrance::Stranger => Err(EdgeRefusal::NotFound.into()),
        Entrance::Suspended => Err(EdgeRefusal::Suspended.into()),
        Entrance::AssuranceNeeded => Err(EdgeRefusal::AssuranceNeeded.into()),
        Entrance::ProofNeeded => Err(EdgeRefusal::StepUpNeeded.into()),
    }
}

/// What a request presents.
enum Presented<'a> {
    Key(&'a str),
    Bearer(&'a str),
    Cookie(&'a str),
    Nothing,
}

fn presented<'a>(context: &Context, parts: &'a Parts) -> Result<Presented<'a>, EdgeRefusal> {
    if let Some(header) = parts.headers.get(AUTHORIZATION) {
        let text = header.to_str().map_err(|_| EdgeRefusal::TokenInvalid)?;
        let (scheme, credential) = text.split_once(' ').unwrap_or((text, ""));
        let credential = credential.trim_ascii();
        // A request that names its credential is never judged by a cookie it happens to carry.
        return if !scheme.eq_ignore_ascii_case("bearer") {
            Err(EdgeRefusal::TokenInvalid)
        } else if credential.starts_with(API_KEY_PREFIX) {
            Ok(Presented::Key(credential))
        } else {
            Ok(Presented::Bearer(credential))
        };
    }
    let name = CookieKind::Access.name(context.shared.cookies);
    Ok(cookies::read(&parts.headers, name).map_or(Presented::Nothing, Presented::Cookie))
}

/// Who calls, established once per request.
pub(crate) async fn authenticate<'a>(
    context: &'a Arc<Context>,
    parts: &Parts,
) -> Result<&'a Caller, Rejection> {
    if let Some(caller) = context.caller() {
        return Ok(caller);
    }
    match recognise(context, parts).await {
        Ok(caller) => Ok(context.recognise(caller)),
        // Guessing credentials is what the limit of an address is for; a fault of ours is nobody's guess.
        Err(Rejection::Edge(refused)) if refused.problem().status == 401 => {
            context.charge_address()?;
            Err(refused.into())
        }
        Err(rejection) => Err(rejection),
    }
}

async fn recognise(context: &Context, parts: &Parts) -> Result<Caller, Rejection> {
    Ok(match presented(context, parts)? {
        Presented::Nothing => return Err(EdgeRefusal::NotSignedIn.into()),
        Presented::Key(secret) => {
            let found = context.shared.door.key(secret).wait().await?;
            Caller::Key(found.ok_or(EdgeRefusal::KeyInvalid)?)
        }
        Presented::Bearer(token) => Caller::Session(live_session(context, token).await?),
        Presented::Cookie(token) => {
            let session = live_session(context, token).await?;
            if !is_safe(&parts.method) {
                context
                    .shared
                    .csrf
                    .check_session(&parts.headers, session.session)?;
            }
            Caller::Session(session)
        }
    })
}

pub(crate) async fn live_session(context: &Context, token: &str) -> Result<SessionCaller, Rejection> {
    let claims: AccessClaims =
        context
            .shared
            .tokens
            .verify(token, context.now)
            .map_err(|error| match error {
                TokenError::Expired => EdgeRefusal::TokenExpired,
                TokenError::Invalid => EdgeRefusal::TokenInvalid,
            })?;
    match context.shared.door.session(&claims).wait().await? {
        SessionStanding::Live => Ok(SessionCaller {
            account: claims.account,
            session: claims.session,
            assurance: claims.assurance,
        }),
        SessionStanding::Ended => Err(EdgeRefusal::SessionEnded.into()),
    }
}
