//! Members read by id: the hottest question there is, so many are asked together.

use hustings_kernel::MemberId;
use hustings_store::{Found, KeyedRead, KeyedReader, ScopedConnection as _, StoreError};
use uuid::Uuid;

use super::rows::{self, MemberRow};

/// Reads members of one organisation by id.
#[derive(Debug)]
pub(crate) struct MembersById;

impl KeyedRead for MembersById {
    type Key = MemberId;
    type Value = MemberRow;

    async fn read(&self, on: &mut KeyedReader, members: &[MemberId]) -> Result<Vec<Found<Self>>, StoreError> {
        let org = on.scope().org();
        let ids: Vec<Uuid> = members.iter().map(|member| member.uuid()).collect();
        let rows = rows::by_ids(on, org, &ids).await?;
        Ok(rows.into_iter().map(|row| (row.member_id.into(), row)).collect())
    }
}
