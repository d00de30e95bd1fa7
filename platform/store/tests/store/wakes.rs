//! A commit wakes who waits, here and on other nodes.

use std::time::Duration;

use hustings_store::Wake;
use tokio_util::sync::CancellationToken;

use crate::{database, two_organisations};

/// Far longer than a wake takes, far shorter than the tests' patience: returning earlier means being woken.
const LONG: Duration = Duration::from_mins(1);

#[tokio::test]
async fn a_commit_wakes_this_node_and_the_other() -> anyhow::Result<()> {
    let database = database().await?;
    let (ours, _) = two_organisations(&database);
    let (other_node, wakes) = database.another_node()?;
    let stop = CancellationToken::new();
    let _stops = stop.clone().drop_guard();
    tokio::spawn(wakes.run(stop));
    let mut here = database.store.listen(Wake::Log);
    let mut there = other_node.listen(Wake::Log);

    // The other node may still be connecting its listener: ring until it hears.
    let ring = async {
        loop {
            let mut tx = database.store.begin(&database.scope_in(ours)).await?;
            tx.wake_on_commit(Wake::Log);
            tx.commit().await?;
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    let heard = async {
        here.wait(LONG).await;
        there.wait(LONG).await;
    };
    tokio::select! {
        failed = ring => { let never: Result<(), hustings_store::StoreError> = failed; never?; }
        heard = tokio::time::timeout(LONG / 2, heard) => heard?,
    }
    Ok(())
}

#[tokio::test]
async fn a_rolled_back_transaction_wakes_nobody() -> anyhow::Result<()> {
    let database = database().await?;
    let (ours, _) = two_organisations(&database);
    // Nobody carries wakes to this node, which would also ring once it is connected: it hears only itself.
    let (node, _wakes) = database.another_node()?;
    let mut listener = node.listen(Wake::Log);
    let mut tx = node.begin(&database.scope_in(ours)).await?;
    tx.wake_on_commit(Wake::Log);
    drop(tx);
    let woken = tokio::time::timeout(Duration::from_millis(300), listener.wait(LONG)).await;
    assert!(woken.is_err(), "woken by what never happened");
    let mut tx = node.begin(&database.scope_in(ours)).await?;
    tx.wake_on_commit(Wake::Log);
    tx.commit().await?;
    tokio::time::timeout(LONG / 2, listener.wait(LONG)).await?;
    Ok(())
}
