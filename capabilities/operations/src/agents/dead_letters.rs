//! List what could not be handled: an agent's, for those who run the installation; an organisation's own, for those who
//! run that.

use hustings_events::{LetterKey, LettersOf, ListLetters};
use hustings_http::{Failure, InstallationProof, Operation, Page, PageRequest, Path, Proof, State};

use super::{DeadLetterView, PATIENCE, missing};
use crate::Operating;
use crate::permissions::{ReadDeadLetters, WatchInstallation};

hustings_http::refusals! {
    /// Why dead letters were not shown.
    enum ListDeadLettersRefusal {
        NoSuchAgent = 404 "no-such-agent": "There is no such agent.",
    }
}

async fn list_agent_dead_letters(
    _: InstallationProof<WatchInstallation>,
    Path(agent): Path<String>,
    request: PageRequest<LetterKey>,
    State(operating): State<Operating>,
) -> Result<Page<DeadLetterView>, Failure<ListDeadLettersRefusal>> {
    let wanted = ListLetters {
        of: LettersOf::Agent(&agent),
        after: request.after(),
        at_most: request.rows(),
    };
    let found = operating.agents.list_letters(&wanted).await?;
    // An agent that never ran has none either, and asking about it is a mistake worth telling.
    if found.is_empty()
        && let Err(error) = operating.agents.health_of(&agent, PATIENCE).await
    {
        missing(error)?;
        return Err(ListDeadLettersRefusal::NoSuchAgent.into());
    }
    Ok(request
        .page(found, hustings_events::DeadLetter::key, DeadLetterView::from)
        .tagged())
}

async fn list_dead_letters(
    may: Proof<ReadDeadLetters>,
    request: PageRequest<LetterKey>,
    State(operating): State<Operating>,
) -> Result<Page<DeadLetterView>, Failure> {
    let wanted = ListLetters {
        of: LettersOf::Organisation(may.org()),
        after: request.after(),
        at_most: request.rows(),
    };
    let found = operating.agents.list_letters(&wanted).await?;
    Ok(request
        .page(found, hustings_events::DeadLetter::key, DeadLetterView::from)
        .tagged())
}

pub(super) fn of_agent() -> Operation<Operating> {
    Operation::get(
        "/installation/agents/{agent}/dead-letters",
        "list_agent_dead_letters",
        "List what an agent could not handle",
        list_agent_dead_letters,
    )
}

pub(super) fn of_organisation() -> Operation<Operating> {
    Operation::get(
        "/orgs/{org}/dead-letters",
        "list_dead_letters",
        "List what agents could not handle in the organisation",
        list_dead_letters,
    )
}
