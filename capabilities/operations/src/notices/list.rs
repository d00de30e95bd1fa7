//! Tell what needs the caller's attention. Whoever may know nothing of it is told nothing, not refused: every page asks.

use hustings_http::{Failure, InstallationProof, InstallationRights, Operation, Proof, State, Tagged};

use super::{Notices, of_installation, of_organisation};
use crate::Operating;
use crate::permissions::{ReadNotices, WatchInstallation};

async fn list_notices(
    may: Proof<ReadNotices>,
    rights: InstallationRights,
    State(operating): State<Operating>,
) -> Result<Tagged<Notices>, Failure> {
    let mut notices = of_organisation::notices(&operating, &may).await?;
    if rights.hold::<WatchInstallation>().await? {
        notices.extend(of_installation::notices(&operating).await?);
    }
    Ok(Tagged(Notices { notices }))
}

async fn list_installation_notices(
    _: InstallationProof<WatchInstallation>,
    State(operating): State<Operating>,
) -> Result<Tagged<Notices>, Failure> {
    let notices = of_installation::notices(&operating).await?;
    Ok(Tagged(Notices { notices }))
}

pub(super) fn of_organisation() -> Operation<Operating> {
    Operation::get(
        "/orgs/{org}/notices",
        "list_notices",
        "List what needs one's attention",
        list_notices,
    )
}

pub(super) fn of_installation() -> Operation<Operating> {
    Operation::get(
        "/installation/notices",
        "list_installation_notices",
        "List what needs the attention of those who run the installation",
        list_installation_notices,
    )
}
