//! The button of a mail program: it acts at once, and says it again as often as it likes.

use hustings_http::{Anyone, Failure, NoContent, Operation, Path, SeeOther, State};
use hustings_notify::consents::Source;
use hustings_notify::notices::Notices;

hustings_http::refusals! {
    /// Why nothing was done.
    pub(super) enum OneClickRefusal {
        NoSuchLetter = 404 "no-such-letter": "This is not the link of a letter.",
    }
}

async fn unsubscribe_with_one_click(
    anyone: Anyone,
    Path(token): Path<String>,
    State(notices): State<Notices>,
) -> Result<NoContent, Failure<OneClickRefusal>> {
    let said = super::open(&notices, &token).ok_or(OneClickRefusal::NoSuchLetter)?;
    let scope = super::scope(&said, anyone.scope().correlation());
    super::write_down(&notices, &said, &scope, false, Source::OneClick).await?;
    Ok(NoContent)
}

/// Somebody opened the address of the button in a browser. Looking does nothing.
async fn look_with_one_click(
    _: Anyone,
    Path(token): Path<String>,
    State(notices): State<Notices>,
) -> Result<SeeOther, Failure<OneClickRefusal>> {
    super::open(&notices, &token).ok_or(OneClickRefusal::NoSuchLetter)?;
    Ok(SeeOther(format!(
        "{}/unsubscribe#token={token}",
        notices.public_url()
    )))
}

pub(super) fn unsubscribe() -> Operation<Notices> {
    Operation::post(
        "/unsubscriptions/{token}",
        "unsubscribe_with_one_click",
        "Get no more letters like this one, with one click",
        unsubscribe_with_one_click,
    )
    .without_idempotency_key("whoever gets no letters any more gets none however often it is said")
}

pub(super) fn look() -> Operation<Notices> {
    Operation::get(
        "/unsubscriptions/{token}",
        "look_with_one_click",
        "Be led to the page where one can say no to letters",
        look_with_one_click,
    )
}
