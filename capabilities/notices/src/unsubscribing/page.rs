//! The page that a letter's link leads to: what it is about, saying no, and taking that back.

use hustings_http::{Anyone, Failure, Json, Operation, State};
use hustings_notify::consents::{self, Source, Unsubscribing, Word, wants};
use hustings_notify::notices::{Choice, NoticeKind, Notices, Tongue};
use hustings_store::Freshness;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

hustings_http::refusals! {
    /// Why nothing was done.
    pub(super) enum PageRefusal {
        NoSuchLetter = 404 "no-such-letter": "This is not the link of a letter.",
        Essential = 409 "notice-essential": "Nobody can do without letters of this kind.",
    }
}

/// Which letter.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct OfLetter {
    /// The token from the letter's link.
    token: String,
    /// The language to answer in; the reader's own if nothing is said.
    language: Option<String>,
}

/// What whoever holds a letter may know and change.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Subscription {
    /// The organisation.
    organisation: String,
    /// What such notices are called.
    name: &'static str,
    /// Do letters of this kind come?
    letters: bool,
    /// What was said last.
    word: Option<Word>,
}

fn open(notices: &Notices, input: &OfLetter) -> Result<(Unsubscribing, NoticeKind), Failure<PageRefusal>> {
    let said = super::open(notices, &input.token).ok_or(PageRefusal::NoSuchLetter)?;
    let kind = *notices.find(&said.kind).ok_or(PageRefusal::NoSuchLetter)?;
    if kind.choice == Choice::Essential {
        return Err(PageRefusal::Essential.into());
    }
    Ok((said, kind))
}

async fn show(
    notices: &Notices,
    anyone: &Anyone,
    input: &OfLetter,
) -> Result<Json<Subscription>, Failure<PageRefusal>> {
    let (said, kind) = open(notices, input)?;
    let scope = super::scope(&said, anyone.scope().correlation());
    let mut read = notices.store().read(&scope, Freshness::Latest).await?;
    let word = consents::last_word(&mut read, said.member, kind.kind).await?;
    drop(read);
    let surroundings = notices.book().surroundings(said.org, said.member, &[]).await?;
    let language = input.language.as_deref().unwrap_or(&surroundings.language);
    Ok(Json(Subscription {
        organisation: surroundings.organisation,
        name: kind.name(Tongue::of(language)),
        letters: wants(&kind, word.as_ref()),
        word,
    }))
}

async fn look_at_subscription(
    anyone: Anyone,
    State(notices): State<Notices>,
    Json(input): Json<OfLetter>,
) -> Result<Json<Subscription>, Failure<PageRefusal>> {
    show(&notices, &anyone, &input).await
}

async fn end_subscription(
    anyone: Anyone,
    State(notices): State<Notices>,
    Json(input): Json<OfLetter>,
) -> Result<Json<Subscription>, Failure<PageRefusal>> {
    let (said, _) = open(&notices, &input)?;
    let scope = super::scope(&said, anyone.scope().correlation());
    super::write_down(&notices, &said, &scope, false, Source::Link).await?;
    show(&notices, &anyone, &input).await
}

async fn take_unsubscribing_back(
    anyone: Anyone,
    State(notices): State<Notices>,
    Json(input): Json<OfLetter>,
) -> Result<Json<Subscription>, Failure<PageRefusal>> {
    let (said, _) = open(&notices, &input)?;
    let scope = super::scope(&said, anyone.scope().correlation());
    super::write_down(&notices, &said, &scope, true, Source::Link).await?;
    show(&notices, &anyone, &input).await
}

pub(super) fn look() -> Operation<Notices> {
    Operation::post(
        "/subscription/look",
        "look_at_subscription",
        "See which letters a letter's link is about",
        look_at_subscription,
    )
    .without_idempotency_key("it only looks")
}

pub(super) fn unsubscribe() -> Operation<Notices> {
    Operation::post(
        "/subscription/end",
        "end_subscription",
        "Get no more letters like this one",
        end_subscription,
    )
    .without_idempotency_key("what was said last already is not said again")
}

pub(super) fn take_back() -> Operation<Notices> {
    Operation::post(
        "/subscription/resume",
        "take_unsubscribing_back",
        "Get letters like this one again",
        take_unsubscribing_back,
    )
    .without_idempotency_key("what was said last already is not said again")
}
