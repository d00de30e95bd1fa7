//! Choose whether one gets letters of a kind of notice.

use hustings_http::{Failure, Json, NoContent, Operation, Path, Proof, State};
use hustings_notify::consents::{Saying, Source, say};
use hustings_notify::notices::{Choice, Notices};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::leaving::let_leave;
use crate::permissions::OwnInbox;

hustings_http::refusals! {
    /// Why nothing was chosen.
    pub(super) enum ChooseRefusal {
        NoSuchKind = 404 "no-such-kind": "There is no such kind of notice.",
        Essential = 409 "notice-essential": "Nobody can do without letters of this kind.",
    }
}

/// What one wants.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Choose {
    /// Letters?
    letters: bool,
}

async fn choose_letters(
    may: Proof<OwnInbox>,
    Path(kind): Path<String>,
    State(notices): State<Notices>,
    Json(input): Json<Choose>,
) -> Result<NoContent, Failure<ChooseRefusal>> {
    let kind = notices.find(&kind).ok_or(ChooseRefusal::NoSuchKind)?;
    if kind.choice == Choice::Essential {
        return Err(ChooseRefusal::Essential.into());
    }
    let saying = Saying {
        member: may.member(),
        purpose: kind.kind,
        granted: input.letters,
        source: Source::Preferences,
        notice: None,
    };
    let mut tx = notices.store().begin(may.scope()).await?;
    say(&mut tx, &saying).await?;
    tx.commit().await?;
    if !input.letters {
        let_leave(notices.store(), may.scope(), may.member(), kind.kind).await?;
    }
    Ok(NoContent)
}

pub(super) fn operation() -> Operation<Notices> {
    Operation::put(
        "/orgs/{org}/inbox/preferences/{kind}",
        "choose_letters",
        "Choose whether one gets letters of a kind of notice",
        choose_letters,
    )
    .without_idempotency_key("what was said last already is not said again")
}
