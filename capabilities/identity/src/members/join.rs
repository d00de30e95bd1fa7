//! Join an organisation that is open to everybody with an account.

use hustings_http::{Answered, Created, EdgeRefusal, Failure, InOrg, Json, Once, Operation, SignedIn, State};
use hustings_kernel::Scope;
use hustings_store::ScopedConnection as _;
use hustings_vocabulary::member::Way;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Admission, MemberStatus, MemberView, admit, rows};
use crate::Identity;
use crate::organisations::rows as organisation_rows;
use crate::values::PersonName;

hustings_http::refusals! {
    /// Why somebody did not join.
    pub(super) enum JoinRefusal {
        AlreadyMember = 409 "already-a-member": "You are a member already.",
        InvitationNeeded = 403 "invitation-needed": "You can come back only by invitation.",
        Closing = 409 "organisation-closing": "The organisation is closing.",
    }
}

/// What to be called there.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Join {
    name: PersonName,
}

async fn join_organisation(
    me: SignedIn,
    InOrg(org): InOrg,
    once: Once,
    State(identity): State<Identity>,
    Json(input): Json<Join>,
) -> Result<Answered<Created<MemberView>>, Failure<JoinRefusal>> {
    let mut tx = identity.store.begin(me.scope()).await?;
    if let Some(answer) = once.replay(&mut tx).await? {
        return Ok(answer);
    }
    // From the doorstep: a person sees only organisations they belong to.
    tx.hazmat_enter(&Scope::visitor(me.scope().correlation())).await?;
    // What cannot be joined does not exist for who is not inside.
    let organisation = organisation_rows::by_id(&mut tx, org)
        .await?
        .filter(|row| row.sign_up == "open" && row.state != "closed")
        .ok_or(EdgeRefusal::NotFound)?;
    if organisation.state == "closing" {
        return Err(JoinRefusal::Closing.into());
    }
    let inside = Scope::from_parts(
        hustings_kernel::Place::Organisation(org),
        me.scope().actor().clone(),
        tx.scope().correlation(),
    );
    tx.hazmat_enter(&inside).await?;
    let before = rows::by_account(&mut tx, org, me.account()).await?;
    if before.is_some_and(|row| MemberStatus::of_column(&row.status) != MemberStatus::Left) {
        return Err(JoinRefusal::AlreadyMember.into());
    }
    // Who was removed, or left while suspended, is not let in again by the open door.
    let admission = Admission {
        account: me.account(),
        name: &input.name,
        role: identity.joining_role(&mut tx).await?,
        language: None,
        time_zone: None,
        way: Way::SignUp,
    };
    let member = admit(&mut tx, &admission)
        .await?
        .ok_or(JoinRefusal::InvitationNeeded)?;
    let row = rows::by_id(&mut tx, org, member)
        .await?
        .ok_or(EdgeRefusal::NotFound)?;
    let path = format!("/v1/orgs/{org}/members/{member}");
    Ok(once.finish(tx, Created::at(path, row.into())).await?)
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::post(
        "/orgs/{org}/membership",
        "join_organisation",
        "Join an organisation that is open to everybody",
        join_organisation,
    )
}
