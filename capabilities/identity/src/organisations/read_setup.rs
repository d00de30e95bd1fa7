//! Say whether the installation is still to be set up, so that a browser knows where to begin.

use hustings_http::{Anyone, Failure, Json, Operation, State};
use schemars::JsonSchema;
use serde::Serialize;

use super::rows;
use crate::Identity;

/// How far the installation is.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct SetupState {
    /// Is there no organisation yet, but for a demo? Then whoever has the token that the server printed can set it up.
    needed: bool,
    /// Is there a demo, which people look at meanwhile?
    demo: bool,
}

async fn read_setup(anyone: Anyone, State(identity): State<Identity>) -> Result<Json<SetupState>, Failure> {
    let mut tx = identity.store.begin(anyone.scope()).await?;
    let needed = !rows::exists_any(&mut tx).await?;
    let demo = rows::exists_demo(&mut tx).await?;
    Ok(Json(SetupState { needed, demo }))
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::get(
        "/setup",
        "read_setup",
        "Ask whether the installation is still to be set up",
        read_setup,
    )
}
