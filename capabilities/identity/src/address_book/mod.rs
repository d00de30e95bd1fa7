//! Who members are, for notices: where to write to them, and what they are called.

mod rows;

use futures::FutureExt as _;
use futures::future::BoxFuture;
use hustings_kernel::{MemberId, OrgId, Scope};
use hustings_notify::notices::{AddressBook, Addressee, Standing, Surroundings};
use hustings_store::{Freshness, Opened, ScopedRead, StoreError};
use uuid::Uuid;

use crate::Identity;
use crate::members::rows as member_rows;

impl Identity {
    /// From outside any organisation, because accounts belong to none.
    async fn look_up(&self) -> Result<ScopedRead, StoreError> {
        let scope = Scope::system(self.store.sources().id());
        self.store.read(&scope, Freshness::Latest).await
    }

    async fn find_addressee(&self, org: OrgId, member: MemberId) -> Result<Option<Addressee>, StoreError> {
        let mut read = self.look_up().await?;
        let row = rows::addressee(&mut read, org, member).await?;
        drop(read);
        let Some(row) = row else { return Ok(None) };
        let Some(sealed) = &row.email_sealed else {
            return Ok(None);
        };
        let keys = self.store.vault().for_opening(&[row.account_id]).await?;
        let Opened::Clear(email) = keys.open(row.account_id, sealed)? else {
            return Ok(None);
        };
        Ok(Some(Addressee {
            email: String::from_utf8_lossy(&email).into_owned(),
            language: row.language,
            time_zone: row.time_zone,
            slug: row.slug,
            standing: if row.status == "suspended" {
                Standing::Suspended
            } else {
                Standing::Active
            },
        }))
    }

    async fn surround(
        &self,
        org: OrgId,
        reader: MemberId,
        members: &[MemberId],
    ) -> Result<Surroundings, StoreError> {
        let mut read = self.look_up().await?;
        let Some(row) = rows::reader(&mut read, org, reader).await? else {
            return Ok(Surroundings::default());
        };
        let ids: Vec<Uuid> = members.iter().map(|member| member.uuid()).collect();
        let named = if ids.is_empty() {
            Vec::new()
        } else {
            member_rows::by_ids(&mut read, org, &ids).await?
        };
        Ok(Surroundings {
            organisation: row.organisation,
            language: row.language,
            names: named
                .into_iter()
                .map(|row| (row.member_id.into(), row.name))
                .collect(),
        })
    }
}

impl AddressBook for Identity {
    fn addressee(
        &self,
        org: OrgId,
        member: MemberId,
    ) -> BoxFuture<'_, Result<Option<Addressee>, StoreError>> {
        self.find_addressee(org, member).boxed()
    }

    fn surroundings<'a>(
        &'a self,
        org: OrgId,
        reader: MemberId,
        members: &'a [MemberId],
    ) -> BoxFuture<'a, Result<Surroundings, StoreError>> {
        self.surround(org, reader, members).boxed()
    }
}
