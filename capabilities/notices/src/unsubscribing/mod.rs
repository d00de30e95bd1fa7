//! Saying no to letters from the letter itself, without signing in, and taking that back.
//!
//! The button of a mail program acts at once (RFC 8058). Whoever follows the link in the letter sees what it is about
//! first: programs that check links follow them too.

mod one_click;
mod page;

use hustings_http::Operations;
use hustings_kernel::{Actor, CorrelationId, Place, Scope};
use hustings_notify::consents::{Saying, Source, Unsubscribing, say};
use hustings_notify::notices::Notices;
use hustings_store::StoreError;

use crate::leaving::let_leave;

pub(crate) fn operations() -> Operations<Notices> {
    Operations::new("unsubscribing")
        .add(one_click::unsubscribe())
        .add(one_click::look())
        .add(page::look())
        .add(page::unsubscribe())
        .add(page::take_back())
}

/// What a token says, if it is one of ours.
fn open(notices: &Notices, token: &str) -> Option<Unsubscribing> {
    Unsubscribing::open(notices.store().vault().keys(), token)
}

/// In the organisation of the letter, as somebody who is not signed in.
fn scope(unsubscribing: &Unsubscribing, correlation: CorrelationId) -> Scope {
    Scope::from_parts(
        Place::Organisation(unsubscribing.org),
        Actor::Visitor,
        correlation,
    )
}

/// Writes down what the holder of a letter says.
async fn write_down(
    notices: &Notices,
    said: &Unsubscribing,
    scope: &Scope,
    granted: bool,
    source: Source,
) -> Result<(), StoreError> {
    let saying = Saying {
        member: said.member,
        purpose: &said.kind,
        granted,
        source,
        notice: Some(said.notice),
    };
    let mut tx = notices.store().begin(scope).await?;
    say(&mut tx, &saying).await?;
    tx.commit().await?;
    if !granted {
        let_leave(notices.store(), scope, said.member, &said.kind).await?;
    }
    Ok(())
}
