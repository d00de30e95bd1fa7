//! List the kinds of notices, and whether one gets letters of them and why.

use std::collections::HashMap;

use hustings_http::{Failure, Json, Operation, Proof, Query, State};
use hustings_notify::consents::{self, Word, wants};
use hustings_notify::notices::{Choice, Letters, NoticeKind, Notices, Tongue};
use hustings_store::Freshness;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::permissions::OwnInbox;

/// How to write them.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Wording {
    /// The language to name them in; one's own if nothing is said.
    language: Option<String>,
}

/// Whether one gets letters of a kind of notice.
#[derive(Debug, Serialize, JsonSchema)]
struct Preference {
    /// The kind of notice.
    kind: &'static str,
    /// What such notices are called.
    name: &'static str,
    /// Is it one that nobody can do without?
    essential: bool,
    /// Does one get letters?
    letters: bool,
    /// Does one who has said nothing?
    usual: bool,
    /// What one said last.
    word: Option<Word>,
}

impl Preference {
    fn of(kind: &NoticeKind, tongue: Tongue, word: Option<Word>) -> Self {
        Self {
            kind: kind.kind,
            name: kind.name(tongue),
            essential: kind.choice == Choice::Essential,
            letters: wants(kind, word.as_ref()),
            usual: kind.letters == Letters::Usually,
            word,
        }
    }
}

async fn list_preferences(
    may: Proof<OwnInbox>,
    Query(wording): Query<Wording>,
    State(notices): State<Notices>,
) -> Result<Json<Vec<Preference>>, Failure> {
    let mut read = notices.store().read(may.scope(), Freshness::Latest).await?;
    let words = consents::last_words(&mut read, may.member()).await?;
    drop(read);
    let mut words: HashMap<String, Word> = words.into_iter().collect();
    let tongue = if let Some(language) = wording.language {
        Tongue::of(&language)
    } else {
        let book = notices.book();
        let surroundings = book.surroundings(may.org(), may.member(), &[]).await?;
        Tongue::of(&surroundings.language)
    };
    let preferences = notices
        .kinds()
        .map(|kind| Preference::of(kind, tongue, words.remove(kind.kind)));
    Ok(Json(preferences.collect()))
}

pub(super) fn operation() -> Operation<Notices> {
    Operation::get(
        "/orgs/{org}/inbox/preferences",
        "list_preferences",
        "List which notices one gets letters of",
        list_preferences,
    )
}
